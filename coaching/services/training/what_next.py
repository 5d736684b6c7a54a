"""After the race: the next assessment, filled in with what is known by now."""

from dataclasses import replace
from datetime import date, timedelta

from coaching.models import Activity, Assessment, Athlete
from coaching.rules.lately import WINDOW_DAYS, lately
from coaching.rules.terms import Answers, CrampReport, Goal, Outcome, Result, Run, Sport, Training, WorkoutKind
from coaching.services import assessments
from coaching.services.stored import typed

from .activities import is_session

RESULT_DAYS = 90
ASKED_AGAIN = ("safety", "signs", "training", "results", "goal")


def next_assessment(*, athlete: Athlete, browser: str, today: date) -> Assessment:
    """The draft of this browser, with the newest answers of the athlete and the training that was logged since.

    Warning signs, training, results and the goal are asked again; a race that is over is no goal any more. Raises
    Assessment.DoesNotExist where none was ever submitted.
    """
    newest = Assessment.objects.submitted().filter(athlete=athlete).latest("submitted_at")
    answers = _now(typed(Answers, newest.answers), athlete, today)
    done = [slug for slug in newest.done if slug not in ASKED_AGAIN]
    return assessments.begin_with(browser=browser, answers=answers, done=done)


def _now(before: Answers, athlete: Athlete, today: date) -> Answers:
    cramp: CrampReport = replace(before.cramp, signs=frozenset())
    training = replace(_training(before, athlete, today), results=_results(before.sport, athlete, today))
    weights = athlete.user.weights if athlete.user else before.weights
    now = replace(before, answered_on=today, weights=weights, cramp=cramp, training=training)
    return replace(now, goal=_goal(before.goal, today))


def _goal(before: Goal, today: date) -> Goal:
    over = before.race_on is not None and before.race_on <= today
    return Goal(distance_km=before.distance_km) if over else before


def _training(before: Answers, athlete: Athlete, today: date) -> Training:
    first = today - timedelta(days=WINDOW_DAYS)
    done = Activity.objects.trained().filter(athlete=athlete, sport=before.sport.value, on__range=(first, today))
    runs = [_run(activity) for activity in done.select_related("workout") if is_session(activity)]
    return lately(before.training, before.sport, runs, today=today)


def _run(activity: Activity) -> Run:
    return Run(activity.on, activity.distance_km or 0.0, round(activity.minutes or 0))


def _results(sport: Sport, athlete: Athlete, today: date) -> tuple[Result, ...]:
    """The latest race of the log that has a distance and a time; rides tell no race time."""
    if sport == Sport.CYCLING:
        return ()
    races = Activity.objects.filter(athlete=athlete, workout__kind=WorkoutKind.RACE.value, outcome=Outcome.DONE.value)
    races = races.filter(on__range=(today - timedelta(days=RESULT_DAYS), today), distance_km__gte=1, minutes__gt=0)
    return tuple(Result(race.distance_km, round(race.minutes * 60)) for race in races.order_by("-on")[:1])
