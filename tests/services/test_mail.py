"""Letters: written at once, sent by a job, switched off by their reader."""

from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail as post_office
from django.core import signing
from django.core.mail import EmailMessage
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from coaching.models import User
from coaching.services import mail
from tests.builders import make_user

pytestmark = pytest.mark.django_db

IN_THE_DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
WEEK = {"summary": {"planned": 2, "done": 2, "starts_on": None}, "done_distance": "", "next_distance": ""}


class Closed:
    """A post office that is closed."""

    def __init__(self, **options):
        pass

    def send_messages(self, letters):
        raise SMTPServerDisconnected("closed")


def post(user):
    return mail.post_if_wanted(kind="week", user=user, context=WEEK)


def test_a_letter_has_a_text_and_a_page_and_a_way_to_stop_it():
    alice = make_user("Alice")
    assert post(alice) is True
    letter = post_office.outbox[0]
    off = mail.off_url(kind="week", user=alice)
    assert (letter.subject, letter.to) == ("Your week: 2 of 2 workouts done", ["alice@example.org"])
    assert letter.extra_headers == {
        "List-Unsubscribe": f"<{off}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    [html] = [page for page, kind in letter.alternatives if kind == "text/html"]
    assert [off in text for text in (letter.body, html)] == [True, True]
    assert "all 2 workouts are done" in letter.body


def test_who_switched_it_off_or_is_closed_gets_none():
    alice, bob = make_user("Alice", mail_week=False), make_user("Bob", is_active=False)
    assert (post(alice), post(bob), post_office.outbox) == (False, False, [])


def test_an_address_to_stop_letters_says_who_and_what():
    alice = make_user("Alice")
    token = mail.off_url(kind="comment", user=alice).rstrip("/").split("/")[-1]
    assert mail.read_off(token) == ("comment", alice)
    with pytest.raises(signing.BadSignature):
        mail.read_off(token[:-1] + ("a" if token[-1] != "a" else "b"))
    User.objects.all().delete()
    with pytest.raises(User.DoesNotExist):
        mail.read_off(token)


@pytest.mark.parametrize("kind", mail.SWITCHES)
def test_each_kind_has_its_own_switch(kind):
    alice = make_user("Alice")
    mail.switch(kind=kind, user=alice, on=False)
    alice.refresh_from_db()
    assert {k for k, column in mail.SWITCHES.items() if not getattr(alice, column)} == {kind}


@override_settings(TASKS=IN_THE_DATABASE)
def test_a_letter_that_cannot_be_sent_is_tried_again_later_and_given_up_at_last():
    with override_settings(EMAIL_BACKEND=f"{__name__}.Closed"):
        fields = {"to": "a@example.org", "subject": "S", "text": "T", "html": "", "off_url": ""}
        mail.deliver.call(**fields)
        [again] = DBTaskResult.objects.all()
        assert again.args_kwargs["kwargs"] == fields | {"tried": 1}
        with pytest.raises(SMTPServerDisconnected):
            mail.deliver.call(**fields, tried=len(mail.AGAIN_AFTER_MINUTES))
        assert DBTaskResult.objects.count() == 1


def test_a_letter_of_the_library_for_accounts_goes_the_same_way_and_gets_a_page():
    text = "Your code <b>:\n\n    BCDF-GHJK\n\nUncramp\nhttps://uncramp.example\n"
    mail.hand_over(EmailMessage("Your code", text, to=["a@example.org"]))
    [letter] = post_office.outbox
    [(html, kind)] = letter.alternatives
    assert (letter.subject, letter.body, letter.to, letter.extra_headers, kind) == (
        "Your code",
        text,
        ["a@example.org"],
        {},
        "text/html",
    )
    assert "<p>Your code &lt;b&gt;:</p>" in html
    assert '.06em">BCDF-GHJK</p>' in html
    assert '<a href="https://uncramp.example" rel="nofollow">' in html
