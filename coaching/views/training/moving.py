"""A workout goes to another day: choose it, see what that breaks, take it back."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from coaching.forms.training.moving import MoveForm
from coaching.models import Workout
from coaching.rules import say
from coaching.rules.terms import RuleKind, Units
from coaching.services.training import moving
from coaching.views.own import own_page
from coaching.views.posting import posted, require_page

BEYOND = "This goes beyond a limit that the plan itself keeps ({where}): {sentence}"
STRETCHED = "This stretches a rule ({where}): {sentence}"


@require_page
@own_page
def workout_move(request, pk, workout):
    workout = own_workout_or_404(request, pk, workout)
    places, units = moving.places(workout, localdate()), Units(request.user.units)
    form = MoveForm(posted(request), places=places, here=workout.on, units=units)
    context = {"workout": workout, "plan": workout.week.plan, "units": units, "form": form}
    context["refusal"] = moving.why_not(workout)
    if context["refusal"] or not form.is_valid():
        return render(request, "training/move.html", context)
    try:
        caused = moving.move(workout=workout, to=form.cleaned_data["to"], by=request.user, now=now(), today=localdate())
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return render(request, "training/move.html", context)
    tell(request, form.cleaned_data["to"], caused)
    return redirect("coaching:workout", pk, workout.pk)


@require_POST
@own_page
def workout_move_undo(request, pk, workout):
    workout = own_workout_or_404(request, pk, workout)
    try:
        back_to = date.fromisoformat(request.POST.get("back_to", ""))
        moving.undo(workout=workout, back_to=back_to, by=request.user, now=now())
    except ValidationError as refusal:
        messages.error(request, refusal.message)
    except ValueError:
        messages.error(request, moving.NOTHING_TO_UNDO)
    else:
        messages.success(request, f"Put back to {say.day(back_to)}.")
    return redirect("coaching:workout", pk, workout.pk)


def own_workout_or_404(request, pk, workout):
    own = Workout.objects.of(request.athlete).shown(localdate()).select_related("week__plan", "activity")
    return get_object_or_404(own, week__plan=pk, pk=workout)


def tell(request, on, caused):
    messages.success(request, f"Moved to {say.day(on)}.")
    for breach in caused:
        words = BEYOND if breach.kind == RuleKind.HARD else STRETCHED
        where = f"rule {breach.rule}, week {breach.week}" if breach.week else f"rule {breach.rule}"
        messages.warning(request, words.format(where=where, sentence=breach.sentence))
