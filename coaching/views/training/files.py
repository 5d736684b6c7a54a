"""Files that a runner shares with their coaches, and their coaches with them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now

from coaching.forms.desk.files import FileForm
from coaching.models import AthleteFile
from coaching.services.desk import files as shared
from coaching.views.own import own_page
from coaching.views.posting import require_page

ADDED = "“{name}” is here now. Your coaches can open it."
DELETED = "The file is deleted."


@require_page
@own_page
def files(request):
    """All of them; sent, one more."""
    form = FileForm()
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid() and kept(request, form):
            return redirect("coaching:files")
    context = {"form": form, "files": shared.of(request.athlete)}
    return render(request, "training/files.html", context)


def kept(request, form):
    """Whether it was taken; otherwise the form says why not."""
    try:
        file = shared.add(athlete=request.athlete, by=request.user, now=now(), **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error("upload", refusal)
        return False
    messages.success(request, ADDED.format(name=file.name))
    return True


@require_page
@own_page
def file(request, pk):
    return delete(request, pk) if request.method == "POST" else sent(request, pk)


def delete(request, pk):
    """A second press finds nothing any more, and says the same."""
    found = AthleteFile.objects.select_related("athlete").filter(pk=pk).first()
    if found and found.athlete_id != request.athlete.pk:
        raise Http404("There is no such file.")
    if found:
        shared.delete(file=found)
    messages.success(request, DELETED)
    return redirect("coaching:files")


def sent(request, pk):
    found = get_object_or_404(AthleteFile, athlete=request.athlete, pk=pk)
    try:
        with shared.opened(found) as content:
            return HttpResponse(content.read(), headers=shared.headers(found))
    except shared.Lost:
        return render(request, "training/file_lost.html", {"file": found}, status=404)
