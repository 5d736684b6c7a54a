"""The page of a translation: the draft beside the live text, all revisions, and the buttons."""

import hashlib

from django.urls import reverse
from django.utils.timezone import now

from coaching.forms.library.articles import PublishForm, ReviewForm
from coaching.services.library import preview

from .standing import day, in_words, minute


def show(desk, request, translation, **refused):
    """The page; `refused` holds the form of a press that could not be done, by its name."""
    at = now()
    rows = revisions_of(translation)
    for row in rows:
        row.said, row.preview = said_of(row, rows, translation, at), preview_of(row)
    newest, live = rows[0] if rows else None, live_of(rows, translation, at)
    number = newest.number if newest else None
    forms = {"review": ReviewForm(number=number), "publish": PublishForm(number=number)} | refused
    return desk.render(
        request,
        translation,
        "page",
        f"{'Error: ' if refused else ''}{newest.title if newest else translation}",
        rows=rows,
        newest=newest,
        live=live,
        state=in_words(translation, at),
        as_of=fingerprint(translation, rows),
        scheduled=next((row for row in rows if row.publish_from and row.publish_from > at), None),
        may={name: request.user.has_perm(f"coaching.{name}") for name in RIGHTS},
        forms=forms,
        refused=bool(refused),
        old_number=before(rows, live),
    )


RIGHTS = ["change_articletranslation", "review_articlerevision", "publish_articlerevision"]


def revisions_of(translation):
    """All of them, the newest first, without their texts."""
    return list(translation.revisions.newest_first(by_time=False).defer("body", "html", "contents"))


def live_of(rows, translation, at):
    """The revision that readers see now; None if they see none."""
    begun = next((row for row in rows if row.pk == translation.live_id), None)
    ended = begun and begun.expires_at and begun.expires_at <= at
    return None if translation.archived_at or ended else begun


def before(rows, live):
    """The number of the revision that the newest is best compared with: the live one, or the one before."""
    if live and live is not rows[0]:
        return live.number
    return rows[1].number if len(rows) > 1 else None


def preview_of(revision):
    return reverse("coaching:preview", args=[preview.token(revision)])


def said_of(row, rows, translation, at):
    """How things stand with one revision, in words."""
    if row.publish_from is None:
        return "draft" if row is rows[0] else "never published"
    if row.publish_from > at:
        return f"scheduled for {minute(row.publish_from)}{until(row)}"
    if row.pk != translation.live_id:
        return f"was live from {day(row.publish_from)}"
    if row.expires_at and row.expires_at <= at:
        return f"expired on {minute(row.expires_at)}"
    return f"live since {minute(row.publish_from)}{until(row)}" if not translation.archived_at else "archived"


def until(row):
    return f" until {minute(row.expires_at)}" if row.expires_at else ""


def fingerprint(translation, rows):
    """A short text that is another one as soon as anything on this page was changed."""
    of_each = [
        (row.number, row.publish_from, row.expires_at, row.reviewer_name, row.reviewed_on, row.next_review_on)
        for row in rows
    ]
    return hashlib.sha256(repr((translation.archived_at, of_each)).encode()).hexdigest()[:16]
