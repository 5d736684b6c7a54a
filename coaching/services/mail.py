"""Letters: written in templates/mail, sent by a job, so that no page waits for a post office."""

from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import now
from django_tasks import task

from coaching.models import User

# What can be switched off, and the column that says so.
SWITCHES = {"suggestion": "mail_suggestions", "week": "mail_week", "comment": "mail_comments"}
SIGNER = signing.Signer(salt="letters off")
AGAIN_AFTER_MINUTES = (1, 5, 15, 60, 240, 720)  # then a letter is given up


def post(*, to: str, template: str, context: dict[str, Any], off_url: str = "") -> None:
    """Write a letter and leave it to a job, stored with what it tells of or not at all.

    `template` names templates/mail/<name>.txt, the first line of which is the subject, and <name>.html. `off_url` is
    the address that switches letters like it off; without one it is a letter nobody can do without.
    """
    words = context | {"origin": settings.ORIGIN, "off_url": off_url}
    subject, _, text = render_to_string(f"mail/{template}.txt", words).strip().partition("\n")
    html = render_to_string(f"mail/{template}.html", words | {"subject": subject})
    deliver.enqueue(to=to, subject=subject.strip(), text=text.strip() + "\n", html=html, off_url=off_url)


def post_if_wanted(*, kind: str, user: User, context: dict[str, Any]) -> bool:
    """A letter of a kind in SWITCHES, unless its reader switched it off or is gone. Returns whether it was posted."""
    if not user.is_active or not getattr(user, SWITCHES[kind]):
        return False
    post(to=user.email, template=kind, context=context | {"user": user}, off_url=off_url(kind=kind, user=user))
    return True


def off_url(*, kind: str, user: User) -> str:
    """The address that switches a kind of letter off with one press, without a log-in."""
    token = SIGNER.sign_object([kind, user.pk])
    return settings.ORIGIN + reverse("coaching:mail_off", args=[token])


def read_off(token: str) -> tuple[str, User]:
    """Whose letters of which kind an address switches off. Raises signing.BadSignature or User.DoesNotExist."""
    kind, pk = SIGNER.unsign_object(token)
    return kind, User.objects.get(pk=pk)


def is_on(*, kind: str, user: User) -> bool:
    return bool(getattr(user, SWITCHES[kind]))


def switch(*, kind: str, user: User, on: bool) -> None:
    User.objects.filter(pk=user.pk).update(**{SWITCHES[kind]: on})


def hand_over(letter: EmailMessage) -> None:
    """Leave a letter that the library for accounts wrote, as text, to the job; with a page like that of our own letters."""
    subject, text = str(letter.subject), str(letter.body)
    html = render_to_string("mail/account.html", {"subject": subject, "paragraphs": _paragraphs(text)})
    for to in letter.to:
        deliver.enqueue(to=to, subject=subject, text=text, html=html, off_url="")


def _paragraphs(text: str) -> list[dict[str, Any]]:
    """What stands between empty lines; an indented line is a code, and stands out."""
    parts = [part for part in text.replace("\r", "").split("\n\n") if part.strip()]
    return [{"text": part.strip(), "stands_out": part.lstrip("\n").startswith("    ")} for part in parts]


@task()
def deliver(to: str, subject: str, text: str, html: str, off_url: str, tried: int = 0) -> None:
    """Hand one letter to the post office; where that fails, again and later."""
    try:
        _letter(to, subject, text, html, off_url).send()
    except (OSError, SMTPException):
        if tried >= len(AGAIN_AFTER_MINUTES):
            raise
        later = deliver.using(run_after=now() + timedelta(minutes=AGAIN_AFTER_MINUTES[tried]))
        later.enqueue(to=to, subject=subject, text=text, html=html, off_url=off_url, tried=tried + 1)


def _letter(to: str, subject: str, text: str, html: str, off_url: str) -> EmailMultiAlternatives:
    headers = {"List-Unsubscribe": f"<{off_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    letter = EmailMultiAlternatives(subject, text, to=[to], headers=headers if off_url else {})
    if html:
        letter.attach_alternative(html, "text/html")
    return letter
