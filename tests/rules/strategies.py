"""All valid answers, as hypothesis draws them: what the forms let through, and nothing else."""

from datetime import date, timedelta

from hypothesis import strategies as st

from coaching.rules import pace
from coaching.rules.terms import (
    AgeBand,
    Answers,
    Availability,
    Circumstance,
    Condition,
    CrampReport,
    Frequency,
    Goal,
    Habit,
    Habits,
    Health,
    History,
    Injury,
    Medicine,
    Muscle,
    Person,
    Result,
    Sex,
    Sign,
    Sport,
    Timing,
    Training,
    Units,
)

maybe = st.none() | st.booleans()


def subset(words, most=None):
    return st.frozensets(st.sampled_from(list(words)), max_size=most)


reports = st.builds(
    CrampReport,
    signs=st.just(frozenset()) | subset(Sign, 3),
    timings=subset(Timing),
    minutes_after_exercise=st.none() | st.integers(0, 48 * 60),
    muscles=subset(Muscle),
    duration_s=st.none() | st.integers(1, 3 * 3600),
    onset_km=st.none() | st.floats(0, 100),
    onset_minutes=st.none() | st.integers(0, 600),
    twitching_only=st.booleans(),
    frequency=st.none() | st.sampled_from(Frequency),
    disturbs_sleep=maybe,
    tried_evening_routine=maybe,
    out_of_the_blue=maybe,
    self_care_failed=maybe,
)
healths = st.builds(
    Health,
    conditions=st.just(frozenset()) | subset(Condition, 2),
    medicines=st.just(frozenset()) | subset(Medicine, 2),
    pregnant=maybe,
    collapsed_in_race=maybe,
)
people = st.builds(
    Person,
    age=st.none() | st.sampled_from(AgeBand),
    sex=st.none() | st.sampled_from(Sex),
    height_cm=st.none() | st.floats(120, 220),
    weight_kg=st.none() | st.floats(35, 200),
)
histories = st.builds(
    History, cramped_in_races=maybe, in_family=maybe, circumstances=subset(Circumstance), injuries=subset(Injury)
)
habits = st.builds(Habits, **{name: st.none() | st.sampled_from(Habit) for name in Habits.__dataclass_fields__})
calm_reports = st.builds(
    CrampReport,
    timings=st.sets(st.sampled_from(Timing), min_size=1).map(frozenset),
    minutes_after_exercise=st.none() | st.integers(0, 48 * 60),
    muscles=subset(Muscle),
    duration_s=st.none() | st.integers(1, 600),
    frequency=st.none() | st.sampled_from(Frequency),
)
days = st.sets(st.integers(0, 6), min_size=1).map(frozenset)
availabilities = st.builds(Availability, days=days, max_minutes_per_week=st.none() | st.integers(30, 40 * 60))


@st.composite
def running_training(draw, today):
    weekly = draw(st.just(0.0) | st.floats(1, 180).map(lambda km: round(km, 1)))
    sessions = draw(st.integers(1, 14)) if weekly else 0
    longest = (
        draw(st.none() | st.floats(weekly / sessions if sessions else 0.5, min(max(weekly * 4, 1), 200)).map(round_up))
        if weekly
        else None
    )
    return Training(
        sessions_per_week=draw(st.sampled_from([sessions, None])),
        weekly_km=draw(st.sampled_from([weekly, None])),
        longest_km=longest,
        longest_on=draw(st.none() | past(today)) if longest else None,
        comfortable_km=None if longest else draw(st.none() | st.floats(0.5, 30)),
        pace_s_per_km=draw(st.none() | st.floats(180, 900)),
        results=draw(results()),
        years=draw(st.none() | st.floats(0, 60)),
    )


def round_up(km):
    return round(km + 0.05, 1)


def past(today):
    return st.integers(0, 30).map(lambda ago: today - timedelta(days=ago))


@st.composite
def results(draw):
    distances = draw(
        st.lists(st.sampled_from([1.5, 3.0, 5.0, 10.0, 15.0, pace.HALF_KM, pace.MARATHON_KM]), max_size=2, unique=True)
    )
    return tuple(Result(km, draw(st.floats(km * 160, km * 900))) for km in distances)


@st.composite
def riding_training(draw, today):
    weekly = draw(st.just(0) | st.integers(20, 1800))
    sessions = draw(st.integers(1, 14)) if weekly else 0
    longest = draw(st.none() | st.integers(10, 900)) if weekly else None
    return Training(
        sessions_per_week=draw(st.sampled_from([sessions, None])),
        weekly_minutes=draw(st.sampled_from([weekly, None])),
        longest_minutes=longest,
        longest_on=draw(st.none() | past(today)) if longest else None,
        comfortable_minutes=None if longest else draw(st.none() | st.integers(10, 300)),
        years=draw(st.none() | st.floats(0, 60)),
    )


@st.composite
def goals(draw, today):
    km = draw(
        st.none() | st.sampled_from([5.0, 10.0, pace.HALF_KM, pace.MARATHON_KM, 56.0, 100.0, 161.0]) | st.floats(1, 161)
    )
    return Goal(
        distance_km=km,
        race_on=draw(st.none() | st.integers(1, 730).map(lambda ahead: today + timedelta(days=ahead))),
        target_s=draw(st.none() | st.floats(km * 160, km * 900)) if km else None,
    )


@st.composite
def answers(draw, report=reports, health=healths, sport=None):
    today = draw(st.dates(date(2026, 1, 1), date(2031, 12, 31)))
    sport = sport or draw(st.sampled_from(Sport))
    training = running_training(today) if sport == Sport.RUNNING else riding_training(today)
    return Answers(
        answered_on=today,
        sport=sport,
        units=draw(st.sampled_from(Units)),
        cramp=draw(report),
        health=draw(health),
        training=draw(training),
        goal=draw(goals(today)),
        availability=draw(availabilities),
        person=draw(people),
        history=draw(histories),
        habits=draw(habits),
    )


def plannable(sport=None):
    """Answers without any sign, illness or medicine that would stop a plan."""
    return answers(report=calm_reports, health=st.just(Health()), sport=sport)
