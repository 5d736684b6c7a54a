"""The first page of an account: a name, a time zone, and consent; and how answers given before become one's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from coaching.content.consent import TEXT
from coaching.forms.people.welcome import WelcomeForm
from coaching.models import Assessment
from coaching.services.people import consent, joining
from coaching.views.browser import browser_of
from coaching.views.posting import posted, require_page

from .coaches import YES_TO, name_of, said_yes_to

COACHED = "From now on {coach} is your coach. Under Coaches in your account you see who looks, and can end it."
NOT_COACHED = "The coach’s request was withdrawn or answered meanwhile, so nobody coaches you by it."


@require_page
@login_required
def page(request):
    if request.method != "POST" and consent.athlete_of(request.user):
        return redirect("coaching:today")
    asked = said_yes_to(request)
    form = WelcomeForm(posted(request), user=request.user)
    if asked and asked.athlete and not request.user.name:
        form.initial["name"] = asked.athlete.name  # as the coach knows them
    if form.is_valid():
        join(request, form.cleaned_data, asked)
        return redirect("coaching:today")
    return render(request, "people/welcome.html", {"form": form, "consent": TEXT, "asked": asked})


def join(request, said, asked=None):
    browser = browser_of(request)
    units = joining.first_units(user=request.user, browser=browser)
    given = {"name": said["name"], "time_zone": said["time_zone"], "units": units}
    athlete = joining.join(user=request.user, browser=browser, now=now(), asked=asked, **given)
    if request.session.pop(YES_TO, None):
        tell_of_coach(request, athlete, asked)


def tell_of_coach(request, athlete, asked):
    """Whether the yes they gave a coach before counts now."""
    if asked and athlete.coach_access.current().filter(coach=asked.coach).exists():
        messages.success(request, COACHED.format(coach=name_of(asked.coach)))
    else:
        messages.info(request, NOT_COACHED)


@require_POST
@login_required
def claim(request, pk):
    """Keep what this browser answered in the account; who is no athlete yet is led to become one, and keeps all of it."""
    mine = Assessment.objects.answered_by(request.user, browser_of(request)).submitted()
    assessment = get_object_or_404(mine, pk=pk)
    athlete = consent.athlete_of(request.user)
    if athlete is None:
        return redirect("coaching:welcome")
    joining.claim(assessment=assessment, athlete=athlete)
    return redirect("coaching:findings", pk)
