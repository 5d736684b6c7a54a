from datetime import timedelta

import pytest

from coaching.rules import goal
from coaching.rules.terms import Result, Sport, Tier, Units, Verdict

from .builders import HALF, MARATHON, RIDER, RUNNER, TODAY, but, findings_of, in_weeks


def check(answers):
    return findings_of(answers).goal


def texts(answers):
    return [statement.text for statement in check(answers).statements]


def test_without_a_distance_there_is_no_goal_check():
    assert check(but(RUNNER, goal__distance_km=None)) is None


def test_three_hours_from_four_hour_training_is_told_with_its_arithmetic():
    answers = but(
        RUNNER,
        goal__distance_km=MARATHON,
        goal__target_s=10800,
        training__pace_s_per_km=14400 / MARATHON,
        training__results=(),
    )
    assert (
        "3:00:00 is 4:16 per km. You train at 5:41 per km, which would make 4:00:00. "
        "3:00 from 4:00 training means running 33 % faster than you train."
    ) in texts(answers)
    assert check(answers).pace_verdict == Verdict.NOT_BY_THEN


def test_the_distance_gap_is_told_with_its_tier():
    assert texts(RUNNER)[0] == (
        "The half-marathon is 21.1 km; your longest run of the last 30 days is 14 km. That is 51 % farther: more than 30 and up "
        "to 100 % farther; runs like that were followed by overuse injuries 1.52 times as often."
    )
    assert check(RUNNER).tier == Tier.OVER_30_100


def test_miles_are_said_in_miles():
    assert texts(but(RUNNER, units=Units.IMPERIAL))[0].startswith(
        "The half-marathon is 13.1 miles; your longest run of the last 30 days is 8.7 miles."
    )


def test_a_distance_one_has_run_is_not_new():
    answers = but(RUNNER, goal__distance_km=10.0)
    assert "the distance is not new to you" in texts(answers)[0]
    assert check(answers).distance_verdict == Verdict.WITHIN_REACH


def test_a_longest_run_that_lies_too_far_back_does_not_count():
    answers = but(RUNNER, training__longest_on=TODAY - timedelta(days=30))
    assert check(answers).tier is None
    assert "you named no run in the last 30 days" in texts(answers)[0]


@pytest.mark.parametrize(
    ("target", "verdict"),
    [
        (15984.2, Verdict.WITHIN_REACH),
        (15983, Verdict.AMBITIOUS),
        (4 * 3600 + 15 * 60, Verdict.AMBITIOUS),
        (15984.2 - 900, Verdict.AMBITIOUS),
        (15984.2 - 901, Verdict.NOT_BY_THEN),
        (4 * 3600, Verdict.NOT_BY_THEN),
    ],
)
def test_a_marathon_target_against_the_prediction(target, verdict):
    """R9's example: a half in 2:00 on 25 miles a week predicts 4:26:24."""
    assert goal.target_verdict(target, 15984.2, MARATHON) == verdict


@pytest.mark.parametrize(
    ("target", "verdict"), [(2500, Verdict.WITHIN_REACH), (2375, Verdict.AMBITIOUS), (2374, Verdict.NOT_BY_THEN)]
)
def test_a_shorter_target_may_be_five_percent_faster(target, verdict):
    assert goal.target_verdict(target, 2500, 10.0) == verdict


@pytest.mark.parametrize(
    ("faster", "km", "verdict"),
    [
        (0.15, MARATHON, Verdict.WITHIN_REACH),
        (0.151, MARATHON, Verdict.AMBITIOUS),
        (0.301, MARATHON, Verdict.NOT_BY_THEN),
        (0.30, 5.0, Verdict.WITHIN_REACH),
        (0.45, 5.0, Verdict.AMBITIOUS),
        (0.451, 5.0, Verdict.NOT_BY_THEN),
    ],
)
def test_without_a_result_training_pace_decides(faster, km, verdict):
    assert goal.training_verdict(faster, km) == verdict


@pytest.mark.parametrize(
    ("reach", "verdict"),
    [(19.18, Verdict.WITHIN_REACH), (19.0, Verdict.AMBITIOUS), (15.3, Verdict.AMBITIOUS), (15.2, Verdict.NOT_BY_THEN)],
)
def test_a_half_is_within_reach_from_a_longest_run_a_tenth_shorter(reach, verdict):
    assert goal.distance_verdict(reach, HALF / 1.1) == verdict


def test_a_marathon_does_not_demand_38_kilometres_and_says_so():
    answers = but(RUNNER, goal__distance_km=MARATHON, goal__race_on=in_weeks(24))
    assert check(answers).distance_verdict == Verdict.WITHIN_REACH
    assert "to keep a marathon within a tenth it would take 38.4 km, which hardly any plan does" in texts(answers)[1]


def test_the_graver_verdict_counts():
    answers = but(RUNNER, goal__target_s=5000)
    found = check(answers)
    assert (found.distance_verdict, found.pace_verdict) == (Verdict.WITHIN_REACH, Verdict.NOT_BY_THEN)
    assert found.verdict == Verdict.NOT_BY_THEN


def test_the_time_that_is_realistic_is_the_prediction():
    assert round(check(but(RUNNER, goal__target_s=5000)).realistic_s) == 6619


def test_out_of_a_formulas_range_no_time_is_named():
    answers = but(RUNNER, training__results=(Result(10, 6600),))
    assert check(answers).realistic_s is None
    assert (
        "We predict no time: Riegel's formula holds for times between 3.5 and 230 minutes; yours lie outside."
        in texts(answers)
    )


def test_without_a_date_the_earliest_one_is_named():
    found = check(but(RUNNER, goal__race_on=None))
    assert found.distance_verdict is None
    assert found.earliest_on > TODAY


def test_what_is_beyond_half_a_year_is_said():
    answers = but(RUNNER, training__longest_km=2.0, training__weekly_km=6.0, goal__distance_km=MARATHON)
    assert check(answers).earliest_on is None
    assert "the marathon is more than 26 weeks away. Take a nearer goal first." in texts(answers)[-2]


def test_a_cyclist_hears_no_running_number():
    found = check(RIDER)
    assert (found.tier, found.prediction, found.pace_verdict) == (None, None, None)
    assert {rule for s in found.statements for rule in s.rules} <= {"R24", "D6", "D1"}
    assert "We reckon with 4 h; your longest ride of the last 30 days is 2 h 30 min." in found.statements[0].text


def test_a_cyclist_whose_event_is_too_near_hears_from_when():
    answers = but(RIDER, goal__race_on=in_weeks(1), training__longest_minutes=60)
    found = check(answers)
    assert found.distance_verdict == Verdict.NOT_BY_THEN
    assert found.earliest_on > in_weeks(1)


def test_a_guess_of_the_event_stands_in_for_a_missing_time():
    answers = but(RIDER, goal__target_s=None, goal__distance_km=100.0)
    assert answers.sport == Sport.CYCLING
    assert "The event is 100 km. We reckon with 4 h;" in check(answers).statements[0].text


def test_a_cyclists_faster_wish_never_shortens_the_preparation():
    wish, dream = (but(RIDER, goal__target_s=hours * 3600) for hours in (4, 2))
    assert "We reckon with 3 h 38 min" in check(dream).statements[0].text
    assert check(dream).statements[0].text != check(wish).statements[0].text


def test_a_long_event_is_within_reach_from_five_hours_whether_or_not_it_has_a_date():
    answers = but(RIDER, goal__distance_km=200.0, goal__target_s=None, goal__race_on=in_weeks(24))
    assert check(answers).distance_verdict == Verdict.WITHIN_REACH
    assert check(but(answers, goal__race_on=None)).earliest_on is not None


def test_three_and_a_half_hours_bound_what_a_slow_marathon_asks():
    answers = but(
        RUNNER,
        training__results=(),
        training__pace_s_per_km=None,
        training__weekly_km=50,
        training__longest_km=28.0,
        goal__distance_km=MARATHON,
        goal__race_on=in_weeks(16),
    )
    assert check(answers).distance_verdict == Verdict.WITHIN_REACH
    assert "We call the distance within reach from 28 km" in texts(answers)[1]


def test_the_earliest_date_lies_after_the_race_that_comes_too_soon_and_stays_within_reach():
    answers = but(RUNNER, training__longest_km=8.0, training__weekly_km=20, goal__race_on=in_weeks(4))
    earliest = check(answers).earliest_on
    assert earliest > in_weeks(4)
    later = [check(but(answers, goal__race_on=earliest + timedelta(weeks=weeks))) for weeks in range(8)]
    assert {found.distance_verdict for found in later} == {Verdict.WITHIN_REACH}


def test_what_is_comfortable_is_not_called_a_run_of_the_last_days():
    answers = but(RUNNER, training__longest_km=None, training__comfortable_km=12.0, goal__distance_km=10.0)
    assert texts(answers)[0] == "The race is 10 km; 12 km is what you called comfortable now. That is enough."


@pytest.mark.parametrize(("target", "said"), [(3600, "1:00 from 1:00"), (3000, "50:00 from 60:00")])
def test_times_are_said_in_one_form(target, said):
    assert (
        f"{goal.short(target, target >= 3600)} from {goal.short(3600, target >= 3600)}".replace("1:00:00", "60:00")
        == said
    )


def test_a_target_at_training_pace_is_no_faster():
    answers = but(RUNNER, goal__target_s=HALF * 360, training__pace_s_per_km=360)
    assert texts(answers)[-1] == "2:06:35 is 6:00 per km. You train at 6:00 per km: no faster than that."
