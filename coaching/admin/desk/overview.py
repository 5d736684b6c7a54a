"""One athlete: all a coach wants to know in the morning on one page; the months and the answers have one more each."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from coaching.forms.desk.answers import in_short, side_by_side, what_changed
from coaching.forms.desk.files import FileForm
from coaching.forms.desk.notes import NoteForm
from coaching.forms.training.comments import WorkoutCommentForm
from coaching.models import CoachAccess, Workout
from coaching.services.desk import files, overview
from coaching.services.training import comments, days

from .doors import access_or_404, coach_page
from .shown import shown

TOO_MANY = 429
DECEMBER = 12
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@require_safe
@coach_page
def athlete(request, pk):
    return athlete_page(request, access_or_404(request, pk, what="overview"))


def athlete_page(request, access, status=200, **told):
    """The page of an athlete; `told` is what a form on it has to say."""
    today = localdate()
    seen = overview.gather(access, by=request.user, today=today, now=now())
    answered = seen.answered
    context = {
        "title": access.athlete.name,
        "seen": seen,
        "in_short": in_short(answered.assessment, answered.answers) if answered else [],
        "changed": what_changed(seen.sent, today) if len(seen.sent) > 1 else [],
        "note_form": NoteForm(auto_id="note_%s", label_suffix=""),
        "comment_form": WorkoutCommentForm(auto_id="comment_%s", label_suffix=""),
        "about": seen.next_workout,
        "files": files.of(access.athlete),
        "file_form": FileForm(),
    }
    return shown(
        request, "athlete/page.html", around(request, access) | context | weeks_of(request, access) | told, status
    )


def around(request, access):
    """What every page about an athlete knows."""
    return {
        "access": access,
        "athlete": access.athlete,
        "may_edit": access.level == CoachAccess.EDIT,
        "today": localdate(),
        "units": request.user.units,
    }


@require_safe
@coach_page
def calendar(request, pk, year, month):
    first = first_of(year, month)
    access = access_or_404(request, pk, what="training")
    title = {"title": f"{access.athlete.name}: {first:%B %Y}"}
    return shown(request, "athlete/calendar.html", around(request, access) | title | month_of(request, access, first))


def first_of(year, month):
    """The first day of a month whose neighbours can be shown too."""
    if not (date.min.year < year < date.max.year and 1 <= month <= DECEMBER):
        raise Http404("There is no such month.")
    return date(year, month, 1)


def weeks_of(request, access):
    """The weeks around today, the month being one link away."""
    today, starts_on = localdate(), request.user.week_starts_on
    return {
        "first": today.replace(day=1),
        "weekdays": WEEKDAYS[starts_on:] + WEEKDAYS[:starts_on],
        "month": days.around(access.athlete, today, starts_on),
    }


def month_of(request, access, first):
    starts_on = request.user.week_starts_on
    return {
        "first": first,
        "previous": (first - timedelta(days=1)).replace(day=1),
        "next": (first + timedelta(days=31)).replace(day=1),
        "weekdays": WEEKDAYS[starts_on:] + WEEKDAYS[:starts_on],
        "month": days.month(access.athlete, first.year, first.month, starts_on),
    }


@require_safe
@coach_page
def answers(request, pk):
    access = access_or_404(request, pk, what="answers")
    sent = list(overview.submitted_of(access.athlete))
    context = {"title": f"{access.athlete.name}: answers over time", "sent": sent}
    return shown(
        request,
        "athlete/answers.html",
        around(request, access) | context | {"pages": side_by_side(sent, localdate())},
    )


@require_POST
@coach_page
def comment(request, pk, workout):
    """Something said about a workout without leaving the page of the athlete."""
    access = access_or_404(request, pk, what="overview")
    about = get_object_or_404(Workout.objects.of(access.athlete).select_related("week__plan"), pk=workout)
    form = WorkoutCommentForm(request.POST, auto_id="comment_%s", label_suffix="")
    if not form.is_valid():
        return athlete_page(request, access, comment_form=form, about=about, refused="#talk")
    try:
        comments.comment(workout=about, by=request.user, now=now(), **form.cleaned_data)
    except PermissionError as ended:
        raise Http404("They may look no longer.") from ended
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return athlete_page(request, access, TOO_MANY, comment_form=form, about=about, refused="#talk")
    return redirect(reverse("admin:desk_athlete", args=[pk]) + "#talk")
