"""A comment on a workout: sent from its page, shown on it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from coaching.forms.training.comments import WorkoutCommentForm
from coaching.models import Workout
from coaching.services.training import comments
from coaching.views.plans import plan_or_404, workout_page

TOO_MANY = 429
NOT_SHOWN_YET = "This week is not shown to {athlete} yet. They can read it once it is; no letter was sent."


@require_POST
def workout_comment(request, pk, workout):
    plan = plan_or_404(request, pk)
    shown = {week.pk: week for week in plan.weeks.all()}
    about = get_object_or_404(Workout.objects.select_related("week__plan"), week__in=shown, pk=workout)
    if plan.athlete_id is None:
        raise Http404("A plan that nobody has claimed has no comments.")
    form = WorkoutCommentForm(request.POST)
    if not form.is_valid():
        return workout_page(request, plan, workout, comment_form=form)
    try:
        comments.comment(workout=about, by=request.user, now=now(), **form.cleaned_data)
    except PermissionError as ended:
        raise Http404("They may look no longer.") from ended
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return workout_page(request, plan, workout, comment_form=form, status=TOO_MANY)
    if shown[about.week_id].is_hidden:
        messages.info(request, NOT_SHOWN_YET.format(athlete=plan.athlete))
    return redirect(reverse("coaching:workout", args=[plan.pk, workout]) + "#comments")
