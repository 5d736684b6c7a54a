"""Where an article is written. What is typed is never lost: neither to a mistake in it nor to somebody who was faster."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.timezone import now

from coaching.forms.library.articles import WritingForm, blame
from coaching.models import ArticleRevision
from coaching.services.library import articles

from .comparing import differences
from .page import preview_of

SAVED = "Saved as revision {number}. Readers see it once it is reviewed and published."
SAME = "Nothing was changed, so revision {number} stays the newest."


def show(desk, request, translation):
    newest = translation.newest
    form = WritingForm(instance=as_copied(newest), initial={"based_on": newest.number if newest else 0, "note": ""})
    return rendered(desk, request, translation, form, newest)


def as_copied(newest):
    """The words of a revision in a row that is not stored."""
    if newest is None:
        return ArticleRevision()
    return ArticleRevision(title=newest.title, summary=newest.summary, body=newest.body)


def save(desk, request, translation):
    form = WritingForm(request.POST, instance=ArticleRevision())
    if not form.is_valid():
        return rendered(desk, request, translation, form, translation.newest)
    try:
        number = kept(desk, request, translation, form)
    except ValidationError as refused:
        blame(form, refused)
    except articles.Conflict as conflict:
        return rendered(desk, request, translation, form, conflict.newest, conflict=conflict.newest)
    else:
        messages.success(request, (SAVED if number != form.begun_from else SAME).format(number=number))
        return HttpResponseRedirect(request.path)
    return rendered(desk, request, translation, form, translation.newest)


@transaction.atomic
def kept(desk, request, translation, form):
    """Write the revision and tell it in the history; returns its number, an old one where nothing was new."""
    newest, base = translation.newest, form.begun_from
    written = articles.write(translation=translation, based_on=base, by=request.user, at=now(), **form.words)
    if written != newest:
        desk.log_change(request, translation, f"Wrote revision {written.number}. {written.note}".strip())
    return written.number


def rendered(desk, request, translation, form, newest, conflict=None):
    compared = {}
    if conflict:
        compared["differences"] = differences(conflict, ArticleRevision(**form.words))
        compared["sides"] = [f"Theirs, revision {conflict.number}", "Yours, not saved"]
    title = f"Write {newest.title if newest else translation}"
    return desk.render(
        request,
        translation,
        "write",
        f"Error: {title}" if form.errors or conflict else title,
        form=form,
        newest=newest,
        preview=preview_of(newest) if newest else None,
        live_number=translation.live_number,
        conflict=conflict,
        **compared,
    )
