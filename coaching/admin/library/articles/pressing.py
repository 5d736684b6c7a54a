"""What is done by a press of a button: each asks for its permission, is done once, and is told in the history."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.timezone import localdate, now

from coaching.forms.library.articles import PressForm, PublishForm, ReviewForm, blame
from coaching.models import ArticleTranslation
from coaching.services.library import articles

from . import page
from .standing import day, minute

NO_SUCH_BUTTON = "That button is not known here. Nothing was done."
PAGE_IS_OLD = (
    "This article was changed after you opened the page, perhaps by a second press of the button. "
    "The last press did nothing. This is how things stand now."
)
NO_SUCH_REVISION = "There is no revision {number} of this text."


@dataclass(frozen=True)
class Button:
    """`do` gets translation, revision, what was typed, user and moment, and says in one sentence what it did."""

    may: str
    do: Callable
    form: type[forms.Form] = PressForm
    about_revision: bool = False


def press(desk, request, translation):
    button = BUTTONS.get(request.POST.get("button"))
    if button is None:
        messages.error(request, NO_SUCH_BUTTON)
        return HttpResponseRedirect(request.path)
    if not request.user.has_perm(f"coaching.{button.may}"):
        raise PermissionDenied
    form = button.form(request.POST, number=request.POST.get("revision"))
    if form.is_valid():
        try:
            done = once(desk, request, translation, button, form.cleaned_data)
        except ValidationError as refused:
            blame(form, refused)
        else:
            messages.add_message(request, *((messages.SUCCESS, done) if done else (messages.WARNING, PAGE_IS_OLD)))
            return HttpResponseRedirect(request.path)
    return page.show(desk, request, translation, **{request.POST["button"]: form})


@transaction.atomic
def once(desk, request, translation, button, typed):
    """Do it, unless the page is not as it was when the button was on it; None then."""
    row = ArticleTranslation.objects.select_for_update().get(pk=translation.pk)
    if page.fingerprint(row, page.revisions_of(row)) != request.POST.get("as_of"):
        return None
    revision = row.revisions.filter(number=typed["revision"] or 0).first()
    if revision is None and button.about_revision:
        raise ValidationError(NO_SUCH_REVISION.format(number=typed["revision"]))
    said = button.do(row, revision, typed, request.user, now())
    desk.log_change(request, row, said)
    return said


def review(translation, revision, typed, by, at):
    until = typed["next_review_on"]
    articles.review(revision=revision, by=by, on=localdate(at), next_on=until)
    return f"Reviewed revision {revision.number}. The next review is due on {day(until)}."


def publish(translation, revision, typed, by, at):
    begins, ends = typed["at"], typed["until"]
    articles.publish(revision=revision, by=by, now=at, at=begins, until=ends)
    until = f" until {minute(ends)}" if ends else ""
    if begins:
        return f"Scheduled revision {revision.number} for {minute(begins)}{until}."
    return f"Published revision {revision.number}{until}. Readers see it now."


def unschedule(translation, revision, typed, by, at):
    articles.unschedule(revision=revision, by=by, now=at)
    return f"Called off the publication of revision {revision.number}."


def expire(translation, revision, typed, by, at):
    articles.expire(translation=translation, by=by, now=at)
    return "Took the live text off. Readers see it no more."


def revert(translation, revision, typed, by, at):
    newest = translation.newest
    again = articles.revert(translation=translation, to=revision, by=by, at=at)
    if again == newest:
        raise ValidationError(f"The newest revision has the text of revision {revision.number} already.")
    carried = f"with its review of {day(again.reviewed_on)}" if again.reviewed else "which has to be reviewed"
    return (
        f"Put back the text of revision {revision.number} as revision {again.number}, {carried}. Publish it to show it."
    )


def archive(translation, revision, typed, by, at):
    articles.archive(translation=translation, by=by, now=at)
    return "Archived it. Readers see it no more; all revisions stay."


def restore(translation, revision, typed, by, at):
    articles.restore(translation=translation, by=by, now=at)
    return "Restored it."


PUBLISH = "publish_articlerevision"
BUTTONS = {
    "review": Button("review_articlerevision", review, ReviewForm, about_revision=True),
    "publish": Button(PUBLISH, publish, PublishForm, about_revision=True),
    "unschedule": Button(PUBLISH, unschedule, about_revision=True),
    "expire": Button(PUBLISH, expire),
    "revert": Button("change_articletranslation", revert, about_revision=True),
    "archive": Button(PUBLISH, archive),
    "restore": Button(PUBLISH, restore),
}
