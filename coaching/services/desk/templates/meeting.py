"""What a template would be for each of several athletes: their plans, their days, what they did, met by the rules."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from coaching.models import Athlete, TrainingPlan, User
from coaching.rules.adjust import as_lived
from coaching.rules.fitting import Fitted, Steps, Template, Unfit, fit
from coaching.rules.outline import extras
from coaching.rules.planner import NoPlan, person_of
from coaching.rules.shelf import Shelf
from coaching.rules.terms import Advice, PlanDraft, Week, Workout
from coaching.rules.workouts import Dresser
from coaching.services import assessments, library
from coaching.services.adapting.lived import lived_of_many
from coaching.services.plan_rows import draft_of

from ..thresholds import thresholds_of
from ..weeks import today_of

NO_PLAN = "There is no plan to put it into."
PAUSED = "The plan is paused: one of their cramps came with a sign that a doctor should look at first."
OVER = "The plan is over."
ALREADY = "It stands in the plan like this already."


@dataclass(frozen=True, slots=True)
class Meeting:
    """An athlete and what a template became in their plan; `refusal` says why it became nothing."""

    athlete: Athlete
    plan: TrainingPlan | None
    fitted: Fitted | None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an athlete would get: workouts new or changed, in order, what was fitted, or why nothing."""

    athlete: Athlete
    workouts: tuple[Workout, ...]
    said: tuple[str, ...]
    refusal: str


def outlook(
    *, athletes: Iterable[Athlete], template: Template, starts_on: date, by: User, now: datetime
) -> list[Outlook]:
    """A dry run for athletes with their users at hand: stores nothing. A fixed number of queries, however many they are."""
    return [_outlook(one) for one in meet(athletes, template, starts_on, by, now)]


def meet(
    athletes: Iterable[Athlete], template: Template, starts_on: date, by: User, now: datetime
) -> Iterable[Meeting]:
    """The template in the active plan of each, with the steps of the coach who gives it. Stores nothing."""
    people = list(athletes)
    plans = {plan.athlete_id: plan for plan in active_plans(people)}
    days = {athlete.pk: today_of(athlete, now) for athlete in people}
    lived = lived_of_many({key: (plan, days[key]) for key, plan in plans.items() if key is not None})
    own, advice = thresholds_of(by), library.catalogue()
    steps = Steps(own.longest_step, own.week_step)
    for athlete in people:
        plan = plans.get(athlete.pk)
        if plan is None:
            yield Meeting(athlete, None, None, NO_PLAN)
            continue
        try:
            draft = draft_of(plan)
            now_lived = as_lived(draft, lived[athlete.pk], today=days[athlete.pk])
            dresser = _dresser(plan, draft, now_lived, advice, days[athlete.pk], starts_on)
            fitted = fit(template, draft, now_lived, dresser, starts_on=starts_on, steps=steps)
        except Unfit as refusal:
            yield Meeting(athlete, plan, None, str(refusal))
        except NoPlan:
            yield Meeting(athlete, plan, None, PAUSED)
        except ValueError:
            yield Meeting(athlete, plan, None, OVER)
        else:
            already = _workouts(fitted.weeks) == _workouts(draft.weeks)
            yield Meeting(athlete, plan, None, ALREADY) if already else Meeting(athlete, plan, fitted)


def _workouts(weeks: Iterable[Week]) -> Counter[Workout]:
    return Counter(workout for week in weeks for workout in week.workouts)


def active_plans(athletes: Iterable[Athlete]) -> Iterable[TrainingPlan]:
    """Four queries: plans, assessments, weeks, workouts."""
    active = TrainingPlan.objects.active().filter(athlete__in=[athlete.pk for athlete in athletes])
    return active.prefetch_related("assessment").with_weeks()


def _dresser(
    plan: TrainingPlan, draft: PlanDraft, lived: PlanDraft, advice: tuple[Advice, ...], today: date, starts_on: date
) -> Dresser:
    """Paces, steps and advice of this athlete, with the intervals that they had so far."""
    answers = assessments.answers_of(plan.assessment, today=today)
    person = person_of(answers, assessments.findings_of(plan.assessment), draft)
    dresser = Dresser(person, Shelf(advice, draft.sport, draft.pattern), extras(draft.baseline))
    ahead = [w for week in lived.weeks for w in week.workouts if w.kind == "intervals" and w.on < starts_on]
    dresser.intervals_given = lived.baseline.intervals_given + len(ahead)
    return dresser


def _outlook(meeting: Meeting) -> Outlook:
    if meeting.fitted is None or meeting.plan is None:
        return Outlook(meeting.athlete, (), (), meeting.refusal)
    new = _workouts(meeting.fitted.weeks) - _workouts(draft_of(meeting.plan).weeks)
    return Outlook(meeting.athlete, tuple(sorted(new.elements(), key=lambda w: w.on)), meeting.fitted.said, "")
