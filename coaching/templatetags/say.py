"""How pages say what the rules decided: numbers in the reader's units, and the closed lists in plain words."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import template

from coaching.rules import say
from coaching.rules.terms import Amount, Grade, Phase, Sport, Units, Verdict, WorkoutKind

register = template.Library()

MEANINGS = {
    Grade.HIGH: "More research is very unlikely to change this.",
    Grade.MODERATE: "Probably right; its size may change.",
    Grade.LOW: "This may turn out quite different.",
    Grade.VERY_LOW: "An idea, an expert's view, or a handful of people in a laboratory.",
    Grade.OWN: "No study settles this. We had to choose, and this is our choice.",
}
KINDS = {
    WorkoutKind.EASY: "Easy",
    WorkoutKind.LONG: "Long",
    WorkoutKind.INTERVALS: "Intervals",
    WorkoutKind.GOAL_PACE: "Goal pace",
    WorkoutKind.STRENGTH: "Strength",
    WorkoutKind.MASSAGE: "Massage",
    WorkoutKind.REST: "Rest",
    WorkoutKind.RACE: "Race",
}
PHASES = {
    Phase.BUILD: "Build",
    Phase.CUT_BACK: "Cut back",
    Phase.TAPER: "Taper",
    Phase.RACE: "Race week",
    Phase.RECOVERY: "Recovery",
}
VERDICTS = {
    Verdict.WITHIN_REACH: "Within reach",
    Verdict.AMBITIOUS: "Ambitious",
    Verdict.NOT_BY_THEN: "Not by this date",
}
AMOUNTS = {
    Amount.LITTLE: "Your answers hold little of what research links to cramps.",
    Amount.SOME: "Your answers hold some of what research links to cramps.",
    Amount.MUCH: "Your answers hold much of what research links to cramps.",
}


@register.filter
def km(value: float | None, units: str = Units.METRIC) -> str:
    """A distance in the reader's units; nothing for nothing."""
    return say.distance(value, Units(units)) if value is not None else ""


@register.filter
def race_name(value: float | None, units: str = Units.METRIC) -> str:
    """A race by its name or length; just "race" where nobody named one."""
    return say.race(value, Units(units)) if value is not None else "race"


@register.filter
def pace_range(workout: Any, units: str = Units.METRIC) -> str:
    """The paces of a workout, "5:18 to 6:02 per km"; nothing where it goes by effort."""
    fast, slow = workout.pace_fast_s_per_km, workout.pace_slow_s_per_km
    return say.pace_range(fast, slow, Units(units)) if fast and slow else ""


@register.filter
def clock(seconds: float | None) -> str:
    return say.clock(seconds) if seconds is not None else ""


@register.filter
def minutes(total: float | None) -> str:
    return say.minutes(total) if total is not None else ""


@register.filter
def took(total: float | None) -> str:
    return say.took(total) if total is not None else ""


@register.filter(expects_localtime=True)
def day(on: date | None) -> str:
    return say.day(on) if on else ""


@register.filter(expects_localtime=True)
def short_day(on: date | None) -> str:
    """A date where there is little room: "Sat 14 Mar"."""
    return f"{on:%a} {on.day} {on:%b}" if on else ""


@register.filter
def until(starts_on: date, ends_on: date) -> str:
    """A span of days: "2–8 Mar", "30 Mar – 5 Apr" across months, "8 Mar" for one day."""
    end = f"{ends_on.day} {ends_on:%b}"
    if starts_on == ends_on:
        return end
    if starts_on.month == ends_on.month:
        return f"{starts_on.day}–{end}"
    return f"{starts_on.day} {starts_on:%b} – {end}"


@register.filter
def size(workout: Any, units: str = Units.METRIC) -> str:
    """What a workout asks for: its distance where it has one, else its time; nothing for rest."""
    if workout.kind == WorkoutKind.RACE and workout.distance_km:
        return race_name(workout.distance_km, units)
    return km(workout.distance_km or None, units) or minutes(workout.minutes or None)


@register.filter
def headline(workout: Any, units: str = Units.METRIC) -> str:
    """A workout in one line: "Easy run, 8 km". A race has its length in its title, and rest has none."""
    asked = "" if workout.kind == WorkoutKind.RACE else size(workout, units)
    return f"{workout.title}, {asked}" if asked else workout.title


@register.filter
def volume(week: Any, units: str = Units.METRIC) -> str:
    """How much a week holds without its race: kilometres or miles for runners, riding time for cyclists."""
    return _in_units_of_its_sport(week, week.distance_km, week.session_minutes, units)


@register.filter
def longest(week: Any, units: str = Units.METRIC) -> str:
    """The longest run or ride of a week, without its race."""
    return _in_units_of_its_sport(week, week.longest_km, week.longest_minutes, units)


@register.filter
def sums(week: Any, units: str = Units.METRIC) -> str:
    """A week in one line: "32 km, longest 12 km", or "No run". It breaks after the comma, never before a unit."""
    if week.phase == Phase.RACE or not week.session_minutes:
        return volume(week, units)
    whole, far = (amount(week, units).replace(" ", "\u00a0") for amount in (volume, longest))
    return f"{whole}, longest\u00a0{far}"


def _in_units_of_its_sport(week: Any, distance_km: float, time: int, units: str) -> str:
    riding = week.plan.sport == Sport.CYCLING
    if time:
        return minutes(time) if riding else km(distance_km or None, units) or minutes(time)
    alone = " but the race" if week.phase == Phase.RACE else ""
    return f"No {'ride' if riding else 'run'}{alone}"


@register.filter
def grade_word(grade: str) -> str:
    return say.GRADES[Grade(grade)]


@register.filter
def grade_meaning(grade: str) -> str:
    return MEANINGS[Grade(grade)]


@register.filter
def kind_word(kind: str) -> str:
    return KINDS[WorkoutKind(kind)]


@register.filter
def phase_word(phase: str) -> str:
    return PHASES[Phase(phase)]


@register.filter
def verdict_word(verdict: str) -> str:
    return VERDICTS[Verdict(verdict)]


@register.filter
def amount_sentence(amount: str) -> str:
    return AMOUNTS[Amount(amount)]


@register.filter
def pick(shelf: Mapping[str, Any] | None, keys: Iterable[str]) -> list[Any]:
    """What stands on the shelf under these keys, in their order: `{{ plan.advice|pick:workout.before }}`."""
    return [shelf[key] for key in keys if key in shelf] if shelf else []


@register.filter
def race_day(weeks: Iterable[Any]) -> Any:
    """The race among the workouts of these weeks; None when there is none."""
    days = (day for week in weeks for day in week.days)
    return next((w for day in days for w in day["workouts"] if w.kind == WorkoutKind.RACE), None)


@register.filter
def changeable(factors: Iterable[Any], answers: str) -> list[Any]:
    """The factors one can change so: `{{ factors|changeable:"yes partly" }}`."""
    return [factor for factor in factors if factor.changeable in answers.split()]


@register.filter
def paragraphs(text: str | Iterable[str]) -> list[str]:
    """One text or several, as several."""
    return [text] if isinstance(text, str) else list(text)


@register.inclusion_tag("library/_evidence.html", takes_context=True)
def evidence(
    context: template.Context,
    grade: str,
    sources: Iterable[str] = (),
    rules: Iterable[str] = (),
) -> dict[str, Any]:
    """How far a sentence can be trusted, and what it stands on, one click away.

    Reads `sources` (by key) and `book` (rules by id) from the page; a key that is not there is shown as it is.
    """
    shelf, book = context.get("sources") or {}, context.get("book") or {}
    return {
        "grade": grade,
        "cited": [shelf.get(key) or key for key in sources or ()],
        "rules": [book.get(key) or {"id": key} for key in rules or ()],
    }
