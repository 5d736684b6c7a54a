"""What stands beside a workout: what holds it back, whether it can be moved, what was said about it."""

from coaching.forms.training.comments import WorkoutCommentForm
from coaching.services.training import comments, moving, overlays


def beside_of(request, plan, workout):
    """Nothing for a plan that nobody has claimed."""
    if plan.athlete_id is None:
        return {}
    is_own = plan.athlete.user_id == request.user.pk
    effect, overlay = overlays.effect_on(overlays.over(plan.athlete, workout.on, workout.on), workout)
    return {
        "is_own": is_own,
        "effect": effect,
        "overlay": overlay,
        "instead": overlays.words(overlay, workout) if overlay else "",
        "may_move": is_own and not moving.why_not(workout),
        "comments": comments.said_of(workout),
        "comment_form": WorkoutCommentForm(),
        "runner": plan.athlete.user_id,
    }
