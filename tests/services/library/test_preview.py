"""Links that show a draft."""

from datetime import timedelta

import pytest
import time_machine
from django.core.signing import BadSignature, SignatureExpired, Signer, TimestampSigner

from coaching.services.library import preview
from tests.builders import NOW, make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_article(live=False).translations.get().newest


def test_a_link_shows_its_revision_for_fourteen_days(draft):
    with time_machine.travel(NOW, tick=False) as traveller:
        token = preview.token(draft)
        traveller.shift(timedelta(days=14))
        assert preview.revision_of(token) == draft
        traveller.shift(timedelta(seconds=1))
        with pytest.raises(SignatureExpired):
            preview.revision_of(token)


@pytest.mark.parametrize("spoil", [lambda t: t[:-1], lambda t: "9" + t, lambda _: "1", lambda _: ""])
def test_a_link_that_was_tampered_with_shows_nothing(draft, spoil):
    with pytest.raises(BadSignature):
        preview.revision_of(spoil(preview.token(draft)))


@pytest.mark.parametrize(
    "signed",
    [
        TimestampSigner(salt=preview.SIGNER.salt).sign("x"),
        TimestampSigner(salt=preview.SIGNER.salt).sign("9" * 30),
        Signer(salt=preview.SIGNER.salt).sign("1"),
        TimestampSigner().sign("1"),
    ],
    ids=["no number", "no such number", "without a time", "for something else"],
)
def test_what_is_signed_for_another_use_shows_nothing(signed):
    with pytest.raises(BadSignature):
        preview.revision_of(signed)


def test_a_link_to_a_revision_that_is_gone_shows_nothing(draft):
    token = preview.token(draft)
    draft.delete()
    with pytest.raises(BadSignature):
        preview.revision_of(token)
