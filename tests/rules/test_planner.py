from datetime import timedelta
from itertools import pairwise

import pytest

from coaching.rules.planner import NoPlan, make_plan
from coaching.rules.terms import (
    AgeBand,
    Circumstance,
    Health,
    Medicine,
    Phase,
    Result,
    Slot,
    Strand,
    Verdict,
    WorkoutKind,
)

from .builders import (
    ADVICE,
    AT_NIGHT,
    HALF,
    MARATHON,
    RIDER,
    RUNNER,
    SESSIONS,
    TOMORROW,
    but,
    findings_of,
    in_weeks,
    plan_of,
    workouts,
)

NOT_RUNNING = but(
    RUNNER,
    training__sessions_per_week=0,
    training__weekly_km=0.0,
    training__longest_km=None,
    training__longest_on=None,
)
BY_SLUG = {advice.slug: advice for advice in ADVICE}


def rules_of(plan):
    return {rule for statement in plan.statements for rule in statement.rules}


def text_of(plan):
    return " ".join(statement.text for statement in plan.statements)


def test_a_half_marathon_plan_climbs_to_twenty_kilometres_and_tapers():
    plan = plan_of(RUNNER)
    longest = [week.longest_km for week in plan.weeks]
    assert (len(plan.weeks), max(longest), plan.weeks[-1].phase) == (16, 20.0, Phase.RACE)
    assert [week.number for week in plan.weeks if week.phase == Phase.CUT_BACK] == [4, 8, 12]
    assert plan.breaches == ()


def test_a_marathon_plan_reaches_32_kilometres_three_weeks_before():
    plan = plan_of(but(RUNNER, goal__distance_km=MARATHON, goal__race_on=in_weeks(24)))
    peak = max(plan.weeks, key=lambda week: week.longest_km)
    assert (peak.longest_km, peak.number) == (32.0, 21)


def test_every_strand_is_woven_in():
    plan = plan_of(RUNNER)
    used = {BY_SLUG[slug].strand for w in workouts(plan) for slug in (*w.main, *w.before, *w.after, *w.evening)}
    assert used == set(Strand)
    assert {w.kind for w in workouts(plan)} == set(WorkoutKind)


@pytest.mark.parametrize("answers", [RUNNER, RIDER], ids=["runner", "rider"])
def test_every_session_has_advice_before_during_after_and_in_the_evening(answers):
    bare = [w for w in workouts(plan_of(answers), *SESSIONS) if not (w.before and w.during and w.after and w.evening)]
    assert bare == []


@pytest.mark.parametrize("answers", [RUNNER, RIDER], ids=["runner", "rider"])
def test_every_workout_has_something_for_the_evening(answers):
    assert [w for w in workouts(plan_of(answers)) if not w.evening] == []


def test_advice_stands_in_its_own_slot():
    for workout in workouts(plan_of(RUNNER), *SESSIONS):
        for slot in (Slot.BEFORE, Slot.DURING, Slot.AFTER, Slot.EVENING):
            assert {BY_SLUG[slug].slot for slug in getattr(workout, slot.value)} <= {slot}


def test_advice_of_the_other_sport_is_left_out():
    for answers in (RUNNER, RIDER):
        slugs = {slug for w in workouts(plan_of(answers)) for slug in (*w.main, *w.before, *w.during, *w.after)}
        assert [slug for slug in slugs if BY_SLUG[slug].sports and answers.sport not in BY_SLUG[slug].sports] == []


def test_heel_raises_grow_harder():
    first, *_, last = workouts(plan_of(RUNNER), WorkoutKind.STRENGTH)
    assert first.steps[0] == "Heel raises on both feet, straight knees: 2 times 12"
    assert last.steps[0] == "Heel raises on one foot with a loaded backpack: 3 times 10 each side"
    assert first.main[0] == "heel-raise-1"
    assert last.main[0] == "heel-raise-4"


def test_a_cyclist_also_trains_the_front_of_the_thigh():
    ride = workouts(plan_of(RIDER), WorkoutKind.STRENGTH)[0]
    run = workouts(plan_of(RUNNER), WorkoutKind.STRENGTH)[0]
    assert ride.steps[-1] == "Split squats for the front of the thigh: 3 times 8 each side"
    assert ride.steps[-1] not in run.steps


def test_a_cyclist_is_told_that_no_study_gives_the_numbers():
    plan = plan_of(RIDER)
    assert "We found no study that says how fast riding may grow." in text_of(plan)


def test_intervals_grow_and_shrink_again_in_the_taper():
    steps = [w.steps[1] for w in workouts(plan_of(RUNNER), WorkoutKind.INTERVALS)]
    assert steps[0] == "6 times: 1 min fast, 2 min easy"
    assert len(set(steps)) > 3


def test_fast_sessions_wait_for_the_second_week_and_longer_for_beginners():
    def first_fast(answers):
        plan = plan_of(answers)
        return next(
            week.number
            for week in plan.weeks
            for w in week.workouts
            if w.kind in (WorkoutKind.INTERVALS, WorkoutKind.GOAL_PACE)
        )

    assert first_fast(RUNNER) == 2
    assert first_fast(but(RUNNER, training__years=0.2)) == 5


def test_race_pace_practice_is_never_faster_than_the_results_back():
    answers = but(RUNNER, goal__target_s=4000)
    predicted = findings_of(answers).goal.prediction
    pace = predicted.time_s / predicted.distance_km
    practised = [w.pace.fast_s_per_km for w in workouts(plan_of(answers), WorkoutKind.GOAL_PACE)]
    assert practised == [round(pace, 1)] * len(practised)
    assert practised != []


def test_without_a_result_effort_is_told_in_words_only():
    plan = plan_of(but(RUNNER, training__results=(), training__pace_s_per_km=None))
    assert [w for w in workouts(plan) if w.pace] == []
    assert "everything goes by effort, in words" in text_of(plan)


def test_the_last_weeks_before_a_race_are_lighter_by_41_to_60_percent():
    plan = plan_of(RUNNER)
    peak = max(week.distance_km for week in plan.weeks)
    taper = [week.distance_km for week in plan.weeks if week.phase in (Phase.TAPER, Phase.RACE)]
    assert len(taper) == 2
    assert 0.41 <= 1 - sum(taper) / len(taper) / peak <= 0.60


def test_a_marathon_taper_falls_strictly_for_three_weeks():
    plan = plan_of(but(RUNNER, goal__distance_km=MARATHON, goal__race_on=in_weeks(20)))
    taper = [week.distance_km for week in plan.weeks if week.phase in (Phase.TAPER, Phase.RACE)]
    assert len(taper) == 3
    assert [b - a for a, b in pairwise(taper) if b >= a] == []


def test_a_race_in_two_weeks_is_not_built_for():
    plan = plan_of(but(RUNNER, goal__race_on=in_weeks(2)))
    assert [week.phase for week in plan.weeks] == [Phase.TAPER, Phase.RACE, Phase.RECOVERY, Phase.RECOVERY]
    assert "too close to build for" in text_of(plan)


def test_a_race_far_away_gets_its_last_26_weeks_and_the_plan_says_so():
    plan = plan_of(but(RUNNER, goal__race_on=in_weeks(40)))
    assert (len(plan.weeks), plan.starts_on) == (26, in_weeks(14) + timedelta(days=1))
    assert "The plan is its last 26 weeks and starts on Monday 1 March 2027" in text_of(plan)


def test_without_a_race_the_plan_is_open():
    plan = plan_of(but(RUNNER, goal__distance_km=None, goal__race_on=None))
    assert (len(plan.weeks), plan.race_on, plan.race_sheet) == (12, None, None)
    assert "open plan of 12 weeks" in text_of(plan)


def test_a_date_that_cannot_be_reached_is_said_with_choices_and_no_bound_is_bent():
    answers = but(RUNNER, training__longest_km=10, goal__distance_km=MARATHON, goal__race_on=in_weeks(10))
    plan = plan_of(answers)
    assert findings_of(answers).goal.verdict == Verdict.NOT_BY_THEN
    assert [choice.title for choice in plan.choices] == [
        "A later race",
        "A shorter race",
        "Start all the same, without a target",
    ]
    assert plan.choices[0].race_on > answers.goal.race_on
    assert plan.choices[1].distance_km in (10.0, HALF)


def test_the_later_race_offered_is_within_reach():
    answers = but(RUNNER, training__longest_km=10, goal__distance_km=MARATHON, goal__race_on=in_weeks(10))
    later = plan_of(answers).choices[0].race_on
    assert findings_of(but(answers, goal__race_on=later)).goal.distance_verdict == Verdict.WITHIN_REACH
    week_before = later - timedelta(weeks=1)
    assert findings_of(but(answers, goal__race_on=week_before)).goal.distance_verdict != Verdict.WITHIN_REACH


def test_a_goal_within_reach_offers_no_choices():
    assert plan_of(RUNNER).choices == ()


def test_night_cramps_bring_six_weeks_of_evenings():
    plan = plan_of(but(RUNNER, cramp=AT_NIGHT))
    assert plan.evening.review_on == plan.starts_on + timedelta(weeks=6)
    assert "night-stretch" in plan.evening.advice
    assert [bool(week.evening) for week in plan.weeks] == [True] * 6 + [False] * 10
    assert plan.evening.extrapolated


def test_the_evening_routine_is_extrapolated_only_up_to_55():
    assert not plan_of(but(RUNNER, cramp=AT_NIGHT, person__age=AgeBand.A56)).evening.extrapolated
    assert plan_of(but(RUNNER, cramp=AT_NIGHT, person__age=AgeBand.A50_55)).evening.extrapolated


def test_cramps_of_fatigue_bring_no_evening_routine():
    assert plan_of(RUNNER).evening is None


def test_a_heavy_beginner_runs_three_kilometres_in_the_first_week():
    answers = but(
        RUNNER,
        person__weight_kg=95.0,
        person__height_cm=175.0,
        training__years=0.5,
        training__sessions_per_week=1,
        training__weekly_km=3,
        training__longest_km=3,
    )
    plan = plan_of(answers)
    first = [w.distance_km for w in workouts(plan, *SESSIONS) if (w.on - plan.starts_on).days < 7]
    assert sum(first) == pytest.approx(3.0)
    assert "R4" in rules_of(plan)
    assert [w for w in workouts(plan) if w.kind in (WorkoutKind.INTERVALS, WorkoutKind.GOAL_PACE)] == []


@pytest.mark.parametrize(("kg", "years"), [(90.0, 0.5), (95.0, 1.0)])
def test_others_have_no_such_bound(kg, years):
    answers = but(RUNNER, person__weight_kg=kg, person__height_cm=175.0, training__years=years)
    assert plan_of(answers).baseline.first_week_km is None


def test_a_longest_run_of_unknown_day_counts_as_three_weeks_old():
    plan = plan_of(but(RUNNER, training__longest_on=None))
    assert plan.baseline.runs[0].on == RUNNER.answered_on - timedelta(days=22)
    assert "You did not say when your longest run was" in text_of(plan)


def test_an_unknown_weekly_distance_is_taken_from_the_longest_run():
    plan = plan_of(but(RUNNER, training__weekly_km=None))
    assert plan.baseline.weekly_km == 26.6  # 14 and three times 0.3 of it
    assert plan.weeks[0].longest_km >= 10
    assert "From your longest run we reckon with 26.6 km" in text_of(plan)


def test_someone_who_does_not_run_yet_starts_with_a_few_comfortable_runs():
    answers = but(
        NOT_RUNNING,
        training__comfortable_km=2.0,
        goal__distance_km=10.0,
        goal__race_on=in_weeks(20),
    )
    plan = plan_of(answers)
    first = [w.distance_km for w in workouts(plan, *SESSIONS) if w.on <= plan.weeks[0].ends_on]
    assert len(first) == 3
    assert max(first) <= 2.2  # a tenth more than is comfortable
    assert max(week.longest_km for week in plan.weeks) > 6


def test_a_race_beyond_half_a_year_starts_from_a_runner_who_went_on():
    far = plan_of(but(RUNNER, goal__race_on=in_weeks(40)))
    near = plan_of(but(RUNNER, goal__race_on=in_weeks(26)))
    assert [week.distance_km for week in far.weeks] == [week.distance_km for week in near.weeks]


def test_evenings_begin_tomorrow_even_where_the_plan_begins_later():
    plan = plan_of(but(RUNNER, cramp=AT_NIGHT, goal__race_on=in_weeks(40)))
    assert plan.evening.starts_on == TOMORROW


def test_one_day_a_week_is_no_reason_to_run_the_whole_week_at_once():
    answers = but(
        RUNNER,
        training__longest_km=10.0,
        goal__distance_km=5.0,
        goal__race_on=in_weeks(20),
        availability__days=frozenset({6}),
    )
    assert max(week.longest_km for week in plan_of(answers).weeks) <= 10.0


def test_who_runs_much_for_a_short_race_is_not_cut_down():
    answers = but(
        RUNNER,
        training__weekly_km=80,
        training__sessions_per_week=5,
        training__longest_km=32.0,
        goal__distance_km=5.0,
        availability__days=frozenset({0, 1, 3, 5, 6}),
    )
    assert plan_of(answers).weeks[1].distance_km >= 72


def test_a_time_limit_keeps_cut_back_weeks_lighter():
    plan = plan_of(but(RUNNER, availability__max_minutes_per_week=200))
    weeks = {week.number: week.distance_km for week in plan.weeks}
    assert weeks[4] < 0.9 * weeks[3]


def test_time_that_holds_the_plan_back_is_named_as_a_choice():
    answers = but(
        RUNNER,
        training__longest_km=9.0,
        training__weekly_km=14,
        goal__race_on=in_weeks(16),
        availability__max_minutes_per_week=120,
        availability__days=frozenset({5, 6}),
    )
    assert "More time in the week" in [choice.title for choice in plan_of(answers).choices]


def test_what_a_week_says_of_itself_is_true():
    plan = plan_of(RUNNER)
    for before, week in pairwise(plan.weeks):
        if week.phase == Phase.BUILD:
            more = week.distance_km > before.distance_km * 1.03
            assert week.focus.startswith("A little more than" if more else "About as much as")


def test_a_marathoners_race_pace_is_not_called_hard():
    efforts = {w.effort for w in workouts(plan_of(but(RUNNER, goal__distance_km=MARATHON)), WorkoutKind.GOAL_PACE)}
    assert {effort.split(",")[0] for effort in efforts} == {"Steady"}


def test_race_pace_by_feel_claims_no_results():
    plan = plan_of(but(RUNNER, training__results=()))
    assert [w for w in workouts(plan, WorkoutKind.GOAL_PACE) if "results" in w.effort] == []


def test_a_rider_reads_of_time_and_legs():
    purposes = {w.purpose for w in workouts(plan_of(RIDER), *SESSIONS)}
    assert [text for text in purposes if "distance" in text] == []


def test_without_any_run_the_plan_starts_with_what_is_comfortable():
    answers = but(NOT_RUNNING, training__comfortable_km=4.0)
    plan = plan_of(answers)
    first = workouts(plan, *SESSIONS)[0]
    assert first.distance_km <= 4.0
    assert "so it starts from 4 km" in text_of(plan)


def test_time_that_was_named_is_kept_and_strength_shrinks_first():
    plan = plan_of(but(RUNNER, availability__max_minutes_per_week=150))
    assert max(week.minutes for week in plan.weeks) <= 150
    assert {w.minutes for w in workouts(plan, WorkoutKind.STRENGTH)} == {11}
    assert "No week takes more than the 2 h 30 min you named" in text_of(plan)


def test_very_little_time_leaves_no_room_for_strength_and_the_plan_says_so():
    plan = plan_of(but(RUNNER, availability__max_minutes_per_week=30))
    assert workouts(plan, WorkoutKind.STRENGTH) == []
    assert "R15" in {breach.rule for breach in plan.breaches}


def test_two_neighbouring_days_leave_no_fast_session():
    plan = plan_of(but(RUNNER, availability__days=frozenset({5, 6})))
    assert {w.kind for w in workouts(plan, *SESSIONS)} == {WorkoutKind.EASY, WorkoutKind.LONG}
    assert "there is no fast session" in text_of(plan)


def test_who_trains_more_often_than_the_days_allow_is_told():
    assert "uses fewer sessions" in text_of(plan_of(but(RUNNER, training__sessions_per_week=9)))


def test_past_a_red_flag_there_is_no_plan():
    answers = but(RUNNER, health=Health(medicines=frozenset({Medicine.DIURETIC})))
    with pytest.raises(NoPlan, match="S5"):
        plan_of(answers)


def test_a_named_race_without_a_distance_is_still_on_its_day():
    plan = plan_of(but(RUNNER, goal__distance_km=None))
    assert [(w.on, w.distance_km) for w in workouts(plan, WorkoutKind.RACE)] == [(in_weeks(16), None)]


def test_what_cramped_does_not_change_the_distances():
    """Circumstances are findings; the plan stands on training and goal."""
    other = but(RUNNER, history__circumstances=frozenset({Circumstance.HEAT}))
    assert plan_of(other) == plan_of(RUNNER)


def test_the_pace_of_an_easy_run_is_what_one_can_do_today():
    easy = workouts(plan_of(but(RUNNER, training__results=(Result(5, 1500),))), WorkoutKind.EASY)[0]
    assert (round(easy.pace.fast_s_per_km), round(easy.pace.slow_s_per_km)) == (363, 434)


def test_a_coachs_order_of_advice_is_kept():
    turned = tuple(reversed(ADVICE))
    plan = make_plan(RUNNER, findings_of(RUNNER), turned, starts_on=TOMORROW)
    before = workouts(plan, WorkoutKind.EASY)[0].before
    places = [turned.index(BY_SLUG[slug]) for slug in before]
    assert places == sorted(places)
