"""When a coach wants to be told, and how large their steps are."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from coaching.forms.desk.thresholds import ThresholdsForm
from coaching.services.desk import thresholds as service

from .doors import coach_page
from .shown import shown


@require_http_methods(["GET", "HEAD", "POST"])
@coach_page
def thresholds(request):
    if request.POST.get("do") == "forget":
        service.forget(by=request.user)
        messages.success(request, "What the site says holds again.")
        return redirect("admin:desk_thresholds")
    chosen = service.thresholds_of(request.user)
    own = not chosen._state.adding
    form = ThresholdsForm(request.POST or None, instance=chosen)
    if form.is_valid():
        service.choose(by=request.user, **form.cleaned_data)
        messages.success(request, "Saved. They hold from now on.")
        return redirect("admin:desk_thresholds")
    return shown(request, "thresholds.html", {"title": "When to tell you", "form": form, "own": own})
