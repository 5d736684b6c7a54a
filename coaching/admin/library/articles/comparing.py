"""Two revisions side by side."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse

from coaching.services.library.compare import compare

NOT_TWO = "Choose two revisions of this text to compare."
FIELDS = {"title": "Title", "summary": "Summary", "body": "Text"}


def show(desk, request, translation):
    old, new = chosen(request, translation)
    if old is None or new is None:
        messages.warning(request, NOT_TWO)
        return HttpResponseRedirect(reverse("admin:coaching_articletranslation_change", args=[translation.pk]))
    title = f"Revision {old.number} beside revision {new.number}"
    return desk.render(
        request,
        translation,
        "compare",
        title,
        old=old,
        new=new,
        differences=differences(old, new),
        sides=[f"Revision {row.number}" for row in (old, new)],
    )


def chosen(request, translation):
    """The two that were asked for; otherwise the live one and the newest, or the newest and the one before."""
    newest = translation.newest
    before = translation.live_number
    if newest and (before is None or before == newest.number):
        before = newest.number - 1
    numbers = [request.GET.get("old", str(before or "")), request.GET.get("new", str(newest.number) if newest else "")]
    found = {str(row.number): row for row in translation.revisions.filter(number__in=filter(is_number, numbers))}
    return [found.get(number) for number in numbers]


def is_number(text):
    return text.isascii() and text.isdigit() and len(text) < 10


def differences(old, new):
    """For title, summary and text: the name, and the rows that differ."""
    return [(label, compare(getattr(old, name), getattr(new, name))) for name, label in FIELDS.items()]
