"""Private notes: written on the page of the athlete, changed and deleted on a page of their own."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from coaching.forms.desk.notes import NoteForm
from coaching.models import PrivateNote
from coaching.services.desk import notes

from .doors import access_or_404, coach_page
from .overview import around, athlete_page
from .shown import shown


@require_POST
@coach_page
def note_add(request, pk):
    access = access_or_404(request, pk, what="overview")
    form = NoteForm(request.POST, auto_id="note_%s", label_suffix="")
    if not form.is_valid():
        return athlete_page(request, access, note_form=form, refused="#notes")
    try:
        notes.write(athlete=access.athlete, by=request.user, now=now(), **form.cleaned_data)
    except PermissionError as ended:
        raise Http404("They may look no longer.") from ended
    return to_notes(pk)


@require_http_methods(["GET", "HEAD", "POST"])
@coach_page
def note(request, pk):
    """One note, for who wrote it and as long as they may see the athlete."""
    written = get_object_or_404(PrivateNote.objects.filter(author=request.user), pk=pk)
    access = access_or_404(request, written.athlete_id, what="desk")
    if request.POST.get("do") == "delete":
        notes.delete(note=written)
        messages.success(request, "The note is deleted.")
        return to_notes(written.athlete_id)
    form = NoteForm(request.POST or None, initial={"text": written.text}, label_suffix="")
    if request.method == "POST" and form.is_valid():
        notes.change(note=written, text=form.cleaned_data["text"], now=now())
        return to_notes(written.athlete_id)
    context = {"title": f"A note about {access.athlete.name}", "note": written, "form": form}
    return shown(request, "athlete/note.html", around(request, access) | context)


def to_notes(athlete):
    return redirect(reverse("admin:desk_athlete", args=[athlete]) + "#notes")
