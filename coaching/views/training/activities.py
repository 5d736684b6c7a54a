"""The log: a workout in one press or in a form, an activity of a day, and what was logged before."""

import re

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from coaching.forms import reading
from coaching.forms.training.activities import OUTCOMES, ActivityForm, FreeActivityForm
from coaching.models import Activity, Workout
from coaching.rules import say
from coaching.rules.terms import Feeling, Outcome, Sport, Units
from coaching.services.training import activities
from coaching.services.training.activities import Entry, NotHeld, NotYet
from coaching.views.own import own_page
from coaching.views.posting import posted, require_page

NOT_YET = "“{title}” is planned for {day}. Move it to today to log it, or log what you did as an activity of its own."
NOT_HELD = (
    "This workout belongs to a plan that no longer held on that day. Log what you did as an activity of that day."
)
ALREADY = "This was logged already; nothing was changed."


@require_POST
@own_page
def done(request, pk, workout):
    """One press: as planned, missed, or rested."""
    workout = workout_or_404(request, pk, workout)
    said = request.POST.get("outcome", Outcome.DONE.value)
    outcome = Outcome(said) if said in list(Outcome) and said != Outcome.PARTLY else Outcome.DONE
    who = {"athlete": request.athlete, "workout": workout, "now": now(), "today": localdate()}
    try:
        activity, is_new = activities.tick(outcome=outcome, **who)
    except (NotHeld, NotYet) as refusal:
        return instead(request, workout, refusal)
    messages.success(request, told(activity, request.user.units) if is_new else ALREADY)
    return redirect(way_back(request))


@require_page
@own_page
def log_workout(request, pk, workout):
    workout = workout_or_404(request, pk, workout)
    logged = Activity.objects.filter(athlete=request.athlete, workout=workout).first()
    try:
        if logged is None:
            activities.check(workout, localdate())
        entry = entry_of(logged) if logged else before(request, workout)
        form = ActivityForm(posted(request), entry=entry, **asked_of(request, Sport(workout.week.plan.sport)))
        if form.is_valid():
            on, words = workout.on, {"entry": form.entry, "form": form.cleaned_data["form"]}
            log = {"athlete": request.athlete, "workout": workout, "on": on, "now": now(), "today": localdate()}
            return thanked(request, activities.log(**log, **words))
    except (NotHeld, NotYet) as refusal:
        return instead(request, workout, refusal)
    return shown(request, form, workout=workout, activity=logged)


@require_page
@own_page
def add(request):
    """An activity of its own; `?on=` names the day, `?workout=` what it was meant to be."""
    meant = meant_workout(request)
    sport = Sport(meant.week.plan.sport) if meant else activities.sport_of(request.athlete)
    entry = activities.as_planned(meant) if meant else None
    form = FreeActivityForm(posted(request), entry=entry, on=day_asked(request, meant), **asked_of(request, sport))
    if not form.is_valid():
        return shown(request, form)
    words = {name: form.cleaned_data[name] for name in ("on", "sport", "form")}
    activity = activities.log(athlete=request.athlete, entry=form.entry, now=now(), today=localdate(), **words)
    return thanked(request, activity)


@require_page
@own_page
def edit(request, pk):
    activity = activity_or_404(request, pk)
    kind = ActivityForm if activity.workout else FreeActivityForm
    of_day = {} if activity.workout else {"on": activity.on}
    asked = asked_of(request, Sport(activity.sport))
    form = kind(posted(request), entry=entry_of(activity), **asked, **of_day)
    if not form.is_valid():
        return shown(request, form, workout=activity.workout, activity=activity)
    on, sport = form.cleaned_data.get("on") or activity.on, form.cleaned_data.get("sport")
    try:
        return thanked(request, activities.change(activity=activity, entry=form.entry, on=on, sport=sport, now=now()))
    except Activity.DoesNotExist as gone:
        raise Http404("It was deleted meanwhile.") from gone


@require_POST
@own_page
def delete(request, pk):
    """A second press finds nothing any more, and says the same."""
    activity = Activity.objects.filter(pk=pk).first()
    if activity and activity.athlete_id != request.athlete.pk:
        raise Http404("There is no such activity.")
    if activity:
        activities.delete(activity=activity)
    messages.success(request, "Deleted from your log.")
    return redirect(way_back(request))


# --- What it is about -------------------------------------------------------------------------------


def workout_or_404(request, pk, workout):
    return get_object_or_404(own_workouts(request), week__plan=pk, pk=workout)


def own_workouts(request):
    """Without those of weeks that a coach does not show yet."""
    own = Workout.objects.of(request.athlete).shown(localdate())
    return own.select_related("week__plan").defer("week__plan__advice")


def activity_or_404(request, pk):
    own = Activity.objects.filter(athlete=request.athlete).select_related("workout__week", "athlete")
    return get_object_or_404(own, pk=pk)


def meant_workout(request):
    """The workout that an activity was meant to be, where it is theirs."""
    asked = request.GET.get("workout", "")
    return own_workouts(request).filter(pk=asked).first() if re.fullmatch(r"\d{1,18}", asked, re.ASCII) else None


def day_asked(request, meant):
    """The day named in the address or that of the workout; today where it is to come or none is named."""
    asked = reading.day(request.GET.get("on", "")) or (meant.on if meant else None)
    return min(asked or localdate(), localdate())


# --- Forms and answers ------------------------------------------------------------------------------


def asked_of(request, sport):
    return {"sport": sport, "units": Units(request.user.units), "today": localdate()}


def entry_of(activity):
    """What was logged, as the form shows it."""
    feeling = Feeling(activity.feeling) if activity.feeling else None
    amounts = {name: getattr(activity, name) for name in ("distance_km", "minutes", "effort")}
    return Entry(Outcome(activity.outcome), feeling=feeling, note=activity.note, **amounts)


def before(request, workout):
    """What the form of a workout says before anybody filled it in: as planned, unless the address says what became of it."""
    said = request.GET.get("outcome", "")
    return Entry(Outcome(said)) if said in list(Outcome) else activities.as_planned(workout)


def shown(request, form, workout=None, activity=None, **more):
    title = "Edit your log" if activity else "Log it" if workout else "Log an activity"
    context = {"form": form, "workout": workout, "activity": activity, "title": title, "next": way_back(request)}
    return render(request, "training/log.html", context | more)


def instead(request, workout, refusal):
    """It cannot be logged as this workout: the same words as an activity of a day, and why."""
    day = say.day(workout.on)
    why = NOT_YET.format(title=workout.title, day=day) if isinstance(refusal, NotYet) else NOT_HELD
    asked = asked_of(request, Sport(workout.week.plan.sport))
    on = min(workout.on, localdate())
    typed = {name: request.POST[name] for name in ActivityForm.base_fields if name in request.POST}
    form = FreeActivityForm(initial=typed, entry=activities.as_planned(workout), on=on, **asked)
    movable = workout if isinstance(refusal, NotYet) else None
    action = (
        f"{reverse('coaching:activity_add')}?workout={workout.pk}"  # so that it knows what was filled in beforehand
    )
    return shown(request, form, notice=why, movable=movable, action=action)


def thanked(request, activity):
    messages.success(request, told(activity, request.user.units))
    return redirect(way_back(request))


def told(activity, units):
    """What was understood: "Logged: done, 8 km in 45 min."."""
    far = say.distance(activity.distance_km, Units(units)) if activity.distance_km else ""
    long = say.took(activity.minutes) if activity.minutes else ""
    amount = " in ".join(part for part in (far, long) if part)
    outcome = OUTCOMES[Outcome(activity.outcome)].lower()
    return f"Logged: {', '.join(part for part in (outcome, amount) if part)}."


def way_back(request):
    """The page of this site that one came from; today where none is named."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else reverse("coaching:today")
