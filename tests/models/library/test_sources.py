"""A source has a key that texts can cite and an address can hold."""

import pytest
from django.core.exceptions import ValidationError

from coaching.models import Source
from coaching.models.library.sources import NO_KEY

pytestmark = pytest.mark.django_db


def make_source(key):
    return Source(key=key, reference="A study.", grade="low")


@pytest.mark.parametrize("key", ["GARRISON2020", "a", "7-rules_b"])
def test_letters_digits_hyphens_and_underscores_make_a_key(key):
    make_source(key).full_clean()


@pytest.mark.parametrize("key", ["A/B", "..", "a b", "-a", "@A", "A;B", "é", "a\n", "a\0", "?", "<b>"])
def test_nothing_else_is_a_key(key):
    with pytest.raises(ValidationError) as refusal:
        make_source(key).full_clean()
    assert refusal.value.message_dict == {"key": [NO_KEY]}
