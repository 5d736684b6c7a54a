"""A week of a plan in one form: read, edited, and what an edit brings told."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate, now

from coaching.forms.desk.weeks import WeekForm
from coaching.models import CoachAccess, PlanWeek
from coaching.services.desk import week_marks, weeks
from coaching.services.people import looks

from .shown import shown

CONFLICT = 409
READ = " The athlete reads this on the plan."
GONE = "The plan was made anew meanwhile, so nothing was stored. This is the week in its place."


def week_page(admin, request, week, *, may_edit):
    """The page of a week for PlanWeekAdmin: a form for who may edit, else to read."""
    if week.plan.athlete_id:
        looks.record(by=request.user, athletes=[week.plan.athlete_id], what="week", now=now())
    if request.method == "POST":
        if not may_edit:
            raise PermissionDenied("Edit access is needed to change this week.")
        return pressed(admin, request, week)
    may_type = may_edit and not weeks.is_over(week.plan)
    return page_of(request, week, form_of(request, week) if may_type else None, may_edit=may_edit)


def pressed(admin, request, week):
    form = form_of(request, week, request.POST)
    if not form.is_valid():
        return page_of(request, week, form)
    words = {name: form.head.cleaned_data[name] for name in ("seen", "focus", "reason")}
    try:
        saved = weeks.save(week=week, by=request.user, now=now(), today=day_of(week), rows=form.rows(), **words)
    except weeks.Over as over:
        return page_of(request, fresh(week), None, status=CONFLICT, over=True, active=over.active)
    except weeks.Conflict as conflict:
        return told_of(request, fresh(week), conflict.meanwhile)
    except weeks.ReasonNeeded as needed:
        return page_of(request, week, form, limits=needed.limits)
    except ValidationError as refusal:
        return page_of(request, week, form, refusal=refusal.message)
    except PlanWeek.DoesNotExist:
        return elsewhere(request, week)
    except PermissionError as ended:  # after the door was passed
        raise Http404("There is no such week any more.") from ended
    tell(admin, request, saved)
    return redirect("admin:coaching_planweek_change", week.pk)


def form_of(request, week, data=None):
    rows = weeks.rows_of(week)
    return WeekForm(data, week=week, rows=rows, seen=week_marks.seen(week, rows, now()), units=request.user.units)


def fresh(week):
    return PlanWeek.objects.select_related("plan__athlete__user").get(pk=week.pk)


def day_of(week):
    """Today where the athlete is."""
    return weeks.today_of(week.plan.athlete, now())


def told_of(request, week, meanwhile):
    """Theirs beside yours: what was typed stays in the fields, and a second press stores it."""
    form = form_of(request, week, request.POST)
    form.beside(weeks.rows_of(week), meanwhile.changed)
    form.see_anew(week_marks.seen(week, weeks.rows_of(week), now()))
    return page_of(request, week, form, status=CONFLICT, meanwhile=meanwhile)


def elsewhere(request, week):
    """The suggestion it belonged to was made anew: on to the week that has its days now."""
    messages.warning(request, GONE)
    plans = week.plan.athlete.plans.exclude(status__in=["retired", "declined"]) if week.plan.athlete_id else ()
    found = PlanWeek.objects.filter(plan__in=plans, starts_on__lte=week.ends_on, ends_on__gte=week.starts_on).first()
    return redirect("admin:coaching_planweek_change", found.pk) if found else redirect("admin:index")


def page_of(request, week, form, *, status=200, **told):
    plan = week.plan
    around = {near.number: near for near in plan.weeks.filter(number__range=(week.number - 1, week.number + 1))}
    for near in around.values():
        near.plan = plan
    context = {
        "title": f"Week {week.number}",
        "week": week,
        "plan": plan,
        "athlete": plan.athlete,
        "previous": around.get(week.number - 1),
        "next": around.get(week.number + 1),
        "form": form,
        "rows": weeks.rows_of(week) if form is None else (),
        "edits": weeks.edits_of(week)[:20],
        "units": request.user.units,
        "today": localdate(),
        "desk_athlete": has_access(request.user, plan.athlete),
    }
    return shown(request, "weeks/page.html", context | told, status=status)


def has_access(user, athlete):
    return athlete is not None and CoachAccess.objects.current().of(user).filter(athlete=athlete).exists()


# --- What an edit brought ---------------------------------------------------------------------------


def tell(admin, request, saved):
    week = saved.week
    if not saved.is_changed:
        messages.info(request, "Nothing was changed.")
        return
    admin.log_change(request, week, "Changed the week.")
    messages.success(request, f"Week {week.number} is saved.")
    for breach in saved.limits:
        warn(request, "Saved with your reason, beyond a limit", breach, READ)
    for breach in saved.advice:
        warn(request, "Saved, but against advice", breach, READ)
    for breach in saved.own:
        warn(request, "Saved, but beyond your own step", breach)


def warn(request, what, breach, read=""):
    where = f", week {breach.week}" if breach.week else ""
    text = '{} (<a href="{}#{}">rule {}</a>{}): {}{}'
    told = (what, reverse("coaching:rules"), breach.rule, breach.rule, where, breach.sentence, read)
    messages.warning(request, format_html(text, *told))
