"""A template meets the plan of one athlete (D15)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.rules.adjust import Lived, as_lived
from coaching.rules.audit import audit
from coaching.rules.fitting import Steps, Template, Unfit, Written, fit
from coaching.rules.outline import extras
from coaching.rules.planner import person_of
from coaching.rules.shelf import Shelf
from coaching.rules.terms import Phase, RuleKind, Run, Sport, WorkoutKind
from coaching.rules.workouts import Dresser

from . import strategies as some
from .builders import ADVICE, RIDER, RUNNER, SESSIONS, TODAY, but, findings_of, plan_of, workouts

DAY = timedelta(days=1)
MONDAY = TODAY + DAY
EASY, LONG, INTERVALS, STRENGTH = WorkoutKind.EASY, WorkoutKind.LONG, WorkoutKind.INTERVALS, WorkoutKind.STRENGTH


def easy(km=6.0, **fields):
    return Written(EASY, "Easy of the club", distance_km=km, **fields)


def template(*written, week_amount=None, sport=Sport.RUNNING):
    return Template(sport, written, week_amount)


def dresser_of(answers, plan):
    person = person_of(answers, findings_of(answers), plan)
    return Dresser(person, Shelf(ADVICE, plan.sport, plan.pattern), extras(plan.baseline))


def fitted(what, *, answers=RUNNER, on=MONDAY, today=MONDAY, lived=None, plan=None, **options):
    plan = plan or plan_of(answers)
    now = as_lived(plan, lived or Lived(), today=today)
    return fit(what, plan, now, dresser_of(answers, plan), starts_on=on, **options)


def on(result, day):
    return [w for week in result.weeks for w in week.workouts if w.on == day]


def titled(result, title):
    return [w for week in result.weeks for w in week.workouts if w.title == title]


def hard(plan):
    return {(b.rule, b.week, b.on) for b in audit(plan) if b.kind == RuleKind.HARD}


TUESDAY, WEDNESDAY, SUNDAY = MONDAY + DAY, MONDAY + 2 * DAY, MONDAY + 6 * DAY


def test_a_workout_takes_the_place_of_the_session_of_its_day():
    before = plan_of(RUNNER)
    result = fitted(template(easy()), on=TUESDAY)
    (given,) = [w for w in on(result, TUESDAY) if w.kind in SESSIONS]
    assert (given.title, given.distance_km) == ("Easy of the club", 6.0)
    others = [w for w in workouts(before) if w.on != TUESDAY]
    assert [w for week in result.weeks for w in week.workouts if w.on != TUESDAY] == others


def test_strength_joins_the_day():
    what = template(Written(STRENGTH, "Calves", minutes=15, steps=("Heel raises: 3 times 12",)))
    result = fitted(what, on=SUNDAY)
    given = [(w.kind, w.title) for w in on(result, SUNDAY) if w.kind != WorkoutKind.MASSAGE]
    assert given == [(LONG, "Long run"), (STRENGTH, "Calves")]
    assert [(w.minutes, w.steps) for w in titled(result, "Calves")] == [(15, ("Heel raises: 3 times 12",))]


def test_a_workout_on_a_day_that_was_not_named_goes_to_the_nearest_one():
    result = fitted(template(easy()), on=WEDNESDAY)
    assert [w.on for w in titled(result, "Easy of the club")] == [WEDNESDAY + DAY]
    assert result.said == ("“Easy of the club”: Thursday instead of Wednesday, 26 November.",)


def test_a_long_run_is_held_at_a_tenth_beyond_the_longest_of_thirty_days():
    result = fitted(template(Written(LONG, "Far", distance_km=30.0)), on=SUNDAY, steps=Steps(1.10, 1.30))
    (far,) = titled(result, "Far")
    assert far.distance_km <= 15.4  # 1.10 times the 14 km of a week ago
    assert hard(replace(plan_of(RUNNER), weeks=result.weeks)) == set()


def test_a_smaller_step_of_a_coach_counts():
    what = template(Written(LONG, "Far", distance_km=14.5))
    tight = fitted(what, on=SUNDAY, steps=Steps(1.0, 1.30))
    assert titled(tight, "Far")[0].distance_km == 14.0
    assert tight.said == (
        "“Far” on 29 November: 14 km instead of 14.5 km, no more than the longest of 30 days (14 km).",
    )


def test_the_words_of_the_coach_stay_and_missing_ones_come_from_the_rules():
    what = template(Written(EASY, "Hills", effort="As you like.", distance_km=5.0))
    (given,) = titled(fitted(what, on=TUESDAY), "Hills")
    assert given.effort == "As you like."
    assert given.purpose == "Adds distance your calves get used to without tiring them."
    assert given.pace == next(w.pace for w in workouts(plan_of(RUNNER), EASY))
    assert given.rules[:2] == ("R1", "R2")


def test_a_workout_written_in_minutes_stays_in_minutes():
    (given,) = titled(fitted(template(Written(EASY, "Half an hour", minutes=30)), on=TUESDAY), "Half an hour")
    assert (given.minutes, given.distance_km) == (30, None)


def test_weeks_are_scaled_to_the_week_of_this_athlete():
    week = [easy(10, day=1), easy(10, day=3), Written(LONG, "Far", distance_km=20.0, day=6)]
    result = fitted(template(*week, week_amount=40))
    assert [(w.title, w.on, w.distance_km) for w in result.weeks[0].workouts if w.kind in SESSIONS] == [
        ("Easy of the club", TUESDAY, 7.5),
        ("Easy of the club", TUESDAY + 2 * DAY, 7.5),
        ("Far", SUNDAY, 15.0),
    ]
    assert result.said[0] == "Written for 40 km a week; this athlete does about 30 km: amounts times 0.75."


def test_strength_of_the_plan_stays_where_the_weeks_bring_none():
    result = fitted(template(easy(10, day=1), week_amount=20))
    before = plan_of(RUNNER).weeks[0]
    kept = [w for w in before.workouts if w.kind not in SESSIONS]
    assert [w for w in result.weeks[0].workouts if w.kind not in SESSIONS] == kept != []


def test_weeks_of_strength_alone_leave_the_runs_alone():
    result = fitted(template(Written(STRENGTH, "Calves", minutes=10, day=1), week_amount=20))
    runs = [w for w in result.weeks[0].workouts if w.kind in SESSIONS]
    assert runs == [w for w in plan_of(RUNNER).weeks[0].workouts if w.kind in SESSIONS]
    assert [w.title for w in result.weeks[0].workouts if w.kind == STRENGTH] == ["Calves"]


def test_hard_days_do_not_follow_each_other():
    week = [Written(LONG, "Far", distance_km=12.0, day=6), Written(INTERVALS, "Fast", distance_km=8.0, day=5)]
    result = fitted(template(*week, week_amount=30), on=MONDAY + 7 * DAY)
    assert [w.on.weekday() for w in titled(result, "Fast")] == [3]


def test_speed_without_a_day_of_its_own_becomes_easy():
    answers = but(RUNNER, availability__days=frozenset({5, 6}))
    week = [Written(LONG, "Far", distance_km=12.0, day=6), Written(INTERVALS, "Fast", distance_km=8.0, day=5)]
    result = fitted(template(*week, week_amount=30), answers=answers, on=MONDAY + 7 * DAY)
    kinds = [w.kind for w in result.weeks[1].workouts if w.kind in SESSIONS]
    assert kinds == [EASY, LONG]
    assert "“Fast” becomes easy: every free day has a hard day beside it, 5 December." in result.said


def test_more_sessions_than_days_leave_the_least_out():
    answers = but(RUNNER, availability__days=frozenset({2, 6}))
    week = [Written(LONG, "Far", distance_km=10.0, day=6), easy(9, day=1), easy(3, day=4)]
    result = fitted(template(*week, week_amount=30), answers=answers)
    assert [w.title for w in result.weeks[0].workouts if w.kind in SESSIONS] == ["Easy of the club", "Far"]
    assert "“Easy of the club” is left out: no day is free for it, 23 November." in result.said


def test_nothing_fast_while_a_cramp_holds_the_plan():
    base = replace(plan_of(RUNNER).baseline, hold_until=MONDAY + 2 * DAY, hold_rule="R21")
    plan = replace(plan_of(RUNNER), baseline=base)
    now = replace(plan)
    fast = template(Written(INTERVALS, "Fast", distance_km=8.0))
    with pytest.raises(Unfit, match="Nothing fast or long before Wednesday 25 November 2026 is over"):
        fit(fast, plan, now, dresser_of(RUNNER, plan), starts_on=TUESDAY)


def test_a_lighter_week_stays_as_light_as_it_was():
    plan = plan_of(RUNNER)
    light = next(week for week in plan.weeks if week.phase == Phase.CUT_BACK)
    heavy = [easy(20, day=1), easy(20, day=3), easy(20, day=5), easy(20, day=6)]
    result = fitted(template(*heavy, week_amount=40), on=light.starts_on)
    assert next(w for w in result.weeks if w.number == light.number).distance_km <= light.distance_km


def test_the_weeks_after_it_are_shortened_where_they_would_go_beyond_a_limit():
    small = [replace(easy(3, day=1), week=number) for number in (1, 2, 3, 4)]
    result = fitted(template(*small, week_amount=30))
    assert hard(replace(plan_of(RUNNER), weeks=result.weeks)) == set()
    assert result.said[-1].startswith("What follows is shortened to stay within the limits:")


@pytest.mark.parametrize("phase", [Phase.TAPER, Phase.RACE])
def test_taper_and_race_week_stay_as_they_are(phase):
    plan = plan_of(RUNNER)
    week = next(week for week in plan.weeks if week.phase == phase)
    with pytest.raises(Unfit, match="a week of the"):
        fitted(template(easy()), on=week.starts_on)
    with pytest.raises(Unfit, match="stays as it is"):
        fitted(template(easy(day=1), week_amount=30), on=week.starts_on)


def test_what_is_for_another_sport_is_not_given():
    with pytest.raises(Unfit, match=r"It is written for cyclists\."):
        fitted(template(easy(), sport=Sport.CYCLING))


def test_what_lies_outside_the_plan_is_not_given():
    with pytest.raises(Unfit, match="The plan goes from Monday 23 November 2026 to"):
        fitted(template(easy()), on=MONDAY + 300 * DAY)
    with pytest.raises(Unfit, match=r"Week 1: outside the plan\."):
        fitted(template(easy(day=1), week_amount=30), on=MONDAY + 301 * DAY)


def test_a_day_that_is_over_gets_nothing():
    with pytest.raises(Unfit, match="That day is over"):
        fitted(template(easy()), on=TUESDAY, today=WEDNESDAY)


def test_who_begins_gently_keeps_the_first_seven_days():
    heavy = but(RUNNER, person__weight_kg=130.0, person__height_cm=170.0, training__years=0.1, training__weekly_km=5.0)
    heavy = but(heavy, training__longest_km=3.0, training__sessions_per_week=2, training__results=())
    assert plan_of(heavy).baseline.first_week_km == 3
    with pytest.raises(Unfit, match=r"No day that was named can still be planned in that week\."):
        fitted(template(easy()), answers=heavy, on=TUESDAY)


def test_rides_are_given_in_minutes():
    week = [Written(EASY, "Spin", minutes=100, day=2), Written(LONG, "Far", distance_km=50.0, day=6)]
    result = fitted(template(*week, week_amount=300, sport=Sport.CYCLING), answers=RIDER)
    given = [(w.title, w.minutes, w.distance_km) for w in result.weeks[0].workouts if w.kind in SESSIONS]
    assert given == [("Spin", 100, None), ("Far", 120, None)]


@pytest.mark.parametrize("days_on", [16 * 7 - 2, 16 * 7 - 4])
def test_each_session_keeps_its_weekday_whatever_day_the_weeks_of_a_plan_begin_on(days_on):
    answers = but(RUNNER, goal__race_on=TODAY + days_on * DAY, availability__days=frozenset(range(7)))
    week = [easy(5, day=0), easy(6, day=2), Written(LONG, "Far", distance_km=12.0, day=6)]
    second = [replace(one, week=2) for one in week]
    start = MONDAY + 14 * DAY
    result = fitted(template(*week, *second, week_amount=30), answers=answers, on=start)
    assert plan_of(answers).weeks[2].starts_on.weekday() != 0
    assert [w.on.weekday() for w in titled(result, "Far")] == [6, 6]
    assert sorted(w.on.weekday() for w in titled(result, "Easy of the club")) == [0, 0, 2, 2]
    given = [w.on for title in ("Far", "Easy of the club") for w in titled(result, title)]
    assert start - DAY <= min(given)
    assert max(given) < start + 17 * DAY


def test_no_session_is_made_longer_than_three_and_a_half_hours():
    answers = but(RUNNER, training__weekly_km=120, training__longest_km=45)
    result = fitted(template(Written(LONG, "Far", distance_km=20.0, day=6), week_amount=40), answers=answers)
    (far,) = titled(result, "Far")
    assert 205 <= far.minutes <= 210
    assert any("no session is made longer than 3 h 30 min" in line for line in result.said)


def test_that_nothing_was_logged_is_said_where_it_makes_weeks_small():
    week = template(Written(LONG, "Far", distance_km=12.0, day=6), week_amount=30)
    start, text = MONDAY + 35 * DAY, "Nothing was logged in the 28 days of this plan, so it starts from little."
    assert text in fitted(week, on=start, today=MONDAY + 28 * DAY).said
    lived = Lived(done=(Run(MONDAY + 20 * DAY, 8.0, 48),))
    assert text not in fitted(week, on=start, today=MONDAY + 28 * DAY, lived=lived).said


def test_time_that_was_named_is_kept():
    answers = but(RUNNER, availability__max_minutes_per_week=200)
    week = [easy(10, day=1), easy(10, day=3), easy(10, day=6)]
    result = fitted(template(*week, week_amount=20), answers=answers)
    assert result.weeks[0].minutes <= 200


def test_the_longest_run_that_was_done_bounds_what_is_given_as_much_as_the_plan():
    plan = plan_of(RUNNER)
    far_ahead = MONDAY + 41 * DAY
    lived = Lived(done=tuple(Run(MONDAY + ago * DAY, 3.0, 20) for ago in range(0, 28, 4)))
    today = MONDAY + 28 * DAY
    result = fitted(template(Written(LONG, "Far", distance_km=20.0)), plan=plan, on=far_ahead, today=today, lived=lived)
    assert titled(result, "Far")[0].distance_km < 20.0


@st.composite
def written(draw, sport):
    kind = draw(st.sampled_from([k for k in WorkoutKind if k != WorkoutKind.RACE]))
    km = draw(st.none() | st.floats(1, 60)) if kind in SESSIONS else None
    return Written(
        kind,
        "Written",
        steps=draw(st.sampled_from([(), ("As you like",)])),
        distance_km=km,
        minutes=draw(st.integers(5, 300)) if km is None else None,
        week=draw(st.integers(1, 6)),
        day=draw(st.integers(0, 6)),
    )


@st.composite
def templates(draw, sport):
    single = draw(st.booleans())
    many = draw(st.lists(written(sport), min_size=1, max_size=1 if single else 20))
    return Template(sport, tuple(many), None if single else draw(st.integers(10, 400)))


@st.composite
def meetings(draw):
    """A plan some weeks on, lived somehow, and a template for some day of it."""
    answers = draw(some.plannable())
    plan = plan_of(answers)
    today = plan.starts_on + draw(st.integers(0, 40)) * DAY
    done = draw(st.lists(st.tuples(st.integers(0, 40), st.floats(0, 40), st.integers(0, 300)), max_size=12))
    lived = Lived(
        done=tuple(Run(plan.starts_on + ago * DAY, km, minutes) for ago, km, minutes in done),
        substantial_problem_on=draw(st.none() | st.just(today - 2 * DAY)),
    )
    what = draw(templates(answers.sport))
    steps = Steps(draw(st.floats(1.0, 1.10)), draw(st.floats(1.0, 1.30)))
    return answers, plan, lived, today, what, plan.starts_on + draw(st.integers(0, 60)) * DAY, steps


@given(meetings())
def test_a_template_never_breaks_a_hard_rule_that_held_before(meeting):
    answers, plan, lived, today, what, starts_on, steps = meeting
    try:
        now = as_lived(plan, lived, today=today)
        result = fit(what, plan, now, dresser_of(answers, plan), starts_on=starts_on, steps=steps)
    except ValueError:
        return
    after = replace(plan, weeks=result.weeks)
    assert hard(after) - hard(plan) == set()
    past = [w for w in workouts(plan) if w.on < now.starts_on]
    assert [w for w in workouts(after) if w.on < now.starts_on] == past
    assert [w for w in workouts(after) if w.kind == WorkoutKind.RACE] == workouts(plan, WorkoutKind.RACE)
