"""Files that coach and athlete share, at the desk."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from coaching.forms.desk.files import FileForm
from coaching.models import AthleteFile, CoachAccess
from coaching.services.desk import files

from .doors import access_or_404, coach_page
from .shown import shown

ADDED = "“{name}” is shared with {athlete}."
DELETED = "The file is deleted."
NOT_YOURS = "Somebody else shared this file, and you may only look."


@require_http_methods(["GET", "HEAD", "POST"])
@coach_page
def add(request, pk):
    access = access_or_404(request, pk, what="file", edit=True)
    form = FileForm()
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid() and kept(request, access.athlete, form):
            return redirect("admin:desk_file_add", pk)
    context = {
        "title": f"Files of {access.athlete}",
        "athlete": access.athlete,
        "files": files.of(access.athlete),
        "file_form": form,
        "may_edit": True,
    }
    return shown(request, "files.html", context)


def kept(request, athlete, form):
    """Whether it was taken; otherwise the form says why not."""
    try:
        file = files.add(athlete=athlete, by=request.user, now=now(), **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error("upload", refusal)
        return False
    messages.success(request, ADDED.format(name=file.name, athlete=athlete))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@coach_page
def file(request, pk):
    """The file itself; sent, it is deleted. A second press finds nothing any more, and says the same."""
    if request.method == "POST" and not AthleteFile.objects.filter(pk=pk).exists():
        messages.success(request, DELETED)
        return redirect("admin:index")
    found = get_object_or_404(AthleteFile.objects.select_related("athlete", "by"), pk=pk)
    access = access_or_404(request, found.athlete_id, what="file")
    return deleted(request, found, access) if request.method == "POST" else sent(request, found)


def deleted(request, found, access):
    if access.level != CoachAccess.EDIT and found.by_id != request.user.pk:
        raise PermissionDenied(NOT_YOURS)
    files.delete(file=found)
    messages.success(request, DELETED)
    may_edit = access.level == CoachAccess.EDIT
    return redirect("admin:desk_file_add" if may_edit else "admin:desk_athlete", found.athlete_id)


def sent(request, found):
    try:
        with files.opened(found) as content:
            return HttpResponse(content.read(), headers=files.headers(found))
    except files.Lost:
        back = reverse("admin:desk_athlete", args=[found.athlete_id])
        return shown(request, "file_lost.html", {"title": "This file is lost", "file": found, "back": back}, 404)
