"""Pauses: those that hold and those that were, a new one, and the end of one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from coaching.forms.training.overlays import OverlayForm
from coaching.rules.say import OVERLAYS
from coaching.rules.terms import OverlayKind
from coaching.services.training import overlays
from coaching.views.own import own_page
from coaching.views.posting import posted, require_page

ADDED = "“{kind}” is noted. Your plan takes it into account, and you can end it on any day."
LIFTED = "“{kind}” has ended. The plan holds again."


@require_safe
@own_page
def page(request):
    today = localdate()
    shown = {"current": overlays.current(request.athlete, today), "past": overlays.past(request.athlete, today)}
    return render(request, "training/overlays.html", shown | {"today": today})


@require_page
@own_page
def add(request):
    form = OverlayForm(posted(request), today=localdate(), initial={"kind": request.GET.get("kind")})
    if not form.is_valid():
        return render(request, "training/overlay_add.html", {"form": form})
    try:
        overlay = overlays.add(athlete=request.athlete, now=now(), today=localdate(), **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return render(request, "training/overlay_add.html", {"form": form})
    messages.success(request, ADDED.format(kind=named(overlay)))
    return redirect("coaching:overlays")


@require_POST
@own_page
def lift(request, pk):
    overlay = get_object_or_404(request.athlete.overlays, pk=pk)
    overlays.lift(overlay=overlay, on=localdate(), now=now())
    messages.success(request, LIFTED.format(kind=named(overlay)))
    return redirect("coaching:overlays")


def named(overlay):
    return OVERLAYS[OverlayKind(overlay.kind)]
