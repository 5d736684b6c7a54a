"""The account: its first page, and how its owner likes the site."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from coaching.forms.people.preferences import PreferencesForm
from coaching.services.people import consent, preferences
from coaching.views.posting import posted, require_page

SAVED = "Saved."


@require_safe
@login_required
def hub(request):
    return render(request, "people/account.html", {"athlete": consent.athlete_of(request.user)})


@require_page
@login_required
def prefer(request):
    form = PreferencesForm(posted(request), user=request.user)
    if form.is_valid():
        preferences.prefer(user=request.user, wishes=form.cleaned_data)
        messages.success(request, SAVED)
        return redirect("coaching:preferences")
    return render(request, "people/preferences.html", {"form": form})
