"""The pages of the self-assessment: what they ask, refuse, hand over and say."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.template import Context, Template
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from coaching.forms.assessments import STEPS, goal, labels, pacing, step, steps_for, training
from coaching.forms.assessments.cramp import HOURS_NEED_A_TIMING
from coaching.forms.assessments.person import OLDER_THAN_THAT
from coaching.forms.assessments.steps import first_in_doubt
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

TODAY = date(2026, 11, 22)
ASKED = Answers(answered_on=TODAY)
RIDER = replace(ASKED, sport=Sport.CYCLING)
BY_MILES = replace(ASKED, units=Units.IMPERIAL)
PAGE = Template("{% load crispy_forms_tags %}{% crispy form %}")


def posted(**fields):
    return MultiValueDict({name: value if isinstance(value, list) else [value] for name, value in fields.items()})


def filled(slug, answers=ASKED, **fields):
    return step(slug)(posted(**fields), answers=answers)


def patched(slug, answers=ASKED, **fields):
    form = filled(slug, answers, **fields)
    assert form.errors == {}
    return form.patched()


def reposted(form, answers):
    """What a browser sends when nothing is changed on a page answered before."""
    return type(form)(posted(**type(form)(answers=answers, answered=True).initial), answers=answers)


def rendered(form):
    return PAGE.render(Context({"form": form}))


# --- The pages ------------------------------------------------------------------------------

SLUGS = [
    "safety",
    "signs",
    "sport",
    "where-and-when",
    "how-it-goes",
    "training",
    "results",
    "goal",
    "days",
    "about-you",
    "health",
    "history",
    "habits",
]


def test_the_pages_come_in_order_red_flags_first():
    assert [form.slug for form in STEPS] == SLUGS


def test_a_runner_is_asked_everything():
    assert [form.slug for form in steps_for(ASKED)] == SLUGS


def test_a_cyclist_is_not_asked_for_results():
    assert [form.slug for form in steps_for(RIDER)] == [slug for slug in SLUGS if slug != "results"]


def test_a_page_nobody_made_is_a_key_error():
    with pytest.raises(KeyError):
        step("shoe-size")


def test_every_sign_is_asked_exactly_once():
    assert sorted([*labels.SAFETY_SIGNS, *labels.DOCTOR_SIGNS]) == sorted(Sign)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (labels.TIMINGS, Timing),
        (labels.MUSCLES, Muscle),
        (labels.FREQUENCIES, Frequency),
        (labels.CONDITIONS, Condition),
        (labels.MEDICINES, Medicine),
        (labels.CIRCUMSTANCES, Circumstance),
        (labels.INJURIES, Injury),
        (labels.HABITS, Habit),
        (labels.AGES, AgeBand),
        (labels.SEXES, Sex),
        (labels.SPORTS, Sport),
        (labels.UNITS, Units),
        (labels.DAYS, range(7)),
    ],
)
def test_every_word_can_be_chosen(table, words):
    assert list(table) == list(words)


@pytest.mark.parametrize("sign", [Sign.BREATHLESS, Sign.CHEST_PAIN, Sign.COUGHING_BLOOD])
def test_signs_of_a_clot_in_the_lung_are_asked_together_with_the_calf(sign):
    assert labels.SAFETY_SIGNS[sign].startswith("Together with pain or swelling in the calf: ")


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("answers", [ASKED, RIDER, BY_MILES, replace(RIDER, units=Units.IMPERIAL)])
def test_a_page_has_words_for_everything_it_shows(slug, answers):
    form = step(slug)(answers=answers)
    html = rendered(form)
    assert [form.title, form.lead] != ["", ""]
    assert "{" not in html
    assert html.count("<legend") == html.count("<fieldset") == html.count("</fieldset>")
    assert 'style="' not in html


def test_a_cyclist_reads_about_rides():
    form = step("training")(answers=RIDER)
    assert list(form.fields) == [
        "sessions_per_week",
        "weekly_minutes",
        "longest_minutes",
        "longest_on",
        "comfortable_minutes",
    ]
    assert form.fields["sessions_per_week"].label == "How many rides a week?"


def test_a_runner_reads_about_runs_in_the_units_chosen():
    form = step("training")(answers=BY_MILES)
    assert list(form.fields) == [
        "sessions_per_week",
        "weekly_km",
        "pace_s_per_km",
        "longest_km",
        "longest_on",
        "comfortable_km",
    ]
    assert (form.fields["weekly_km"].label, form.fields["weekly_km"].suffix) == (
        "How far in a week, in miles?",
        "miles",
    )


HOW_IT_GOES = [
    "frequency",
    "twitching_only",
    "duration_s",
    "onset_km",
    "onset_minutes",
    "disturbs_sleep",
    "tried_evening_routine",
    "out_of_the_blue",
    "self_care_failed",
]


@pytest.mark.parametrize(
    ("timings", "spared"),
    [
        (set(), set()),
        ({Timing.DURING}, {"disturbs_sleep", "tried_evening_routine"}),
        ({Timing.IN_BED}, {"onset_km", "onset_minutes"}),
        ({Timing.DURING, Timing.IN_BED}, set()),
    ],
)
def test_only_what_concerns_the_person_is_asked(timings, spared):
    answers = replace(ASKED, cramp=CrampReport(timings=frozenset(timings)))
    assert list(step("how-it-goes")(answers=answers).fields) == [name for name in HOW_IT_GOES if name not in spared]


# --- What is handed over --------------------------------------------------------------------

EVERYTHING = [
    (
        "safety",
        {"signs": ["dark_urine", "pop"]},
        replace(ASKED, cramp=CrampReport(signs=frozenset({Sign.DARK_URINE, Sign.POP}))),
    ),
    ("safety", {"signs": ["none"]}, ASKED),
    ("signs", {"signs": ["numbness"]}, replace(ASKED, cramp=CrampReport(signs=frozenset({Sign.NUMBNESS})))),
    ("sport", {"sport": "cycling", "units": "imperial"}, replace(RIDER, units=Units.IMPERIAL)),
    (
        "where-and-when",
        {"timings": ["during", "in_bed"], "minutes_after_exercise": "5:30", "muscles": ["calf"]},
        replace(
            ASKED,
            cramp=CrampReport(
                timings=frozenset({Timing.DURING, Timing.IN_BED}),
                minutes_after_exercise=330,
                muscles=frozenset({Muscle.CALF}),
            ),
        ),
    ),
    ("where-and-when", {"timings": ["none"], "muscles": ["none"]}, ASKED),
    (
        "how-it-goes",
        {
            "frequency": "weekly",
            "twitching_only": "yes",
            "duration_s": "2 min",
            "onset_km": "18",
            "onset_minutes": "1:40",
            "disturbs_sleep": "yes",
            "tried_evening_routine": "no",
            "out_of_the_blue": "unknown",
            "self_care_failed": "no",
        },
        replace(
            ASKED,
            cramp=CrampReport(
                frequency=Frequency.WEEKLY,
                twitching_only=True,
                duration_s=120,
                onset_km=18.0,
                onset_minutes=100,
                disturbs_sleep=True,
                tried_evening_routine=False,
                self_care_failed=False,
            ),
        ),
    ),
    ("how-it-goes", {}, ASKED),
    (
        "training",
        {
            "sessions_per_week": "3",
            "weekly_km": "30",
            "pace_s_per_km": "5:45",
            "longest_km": "14",
            "longest_on": "2026-11-15",
            "comfortable_km": "",
        },
        replace(
            ASKED,
            training=Training(
                sessions_per_week=3, weekly_km=30.0, pace_s_per_km=345.0, longest_km=14.0, longest_on=date(2026, 11, 15)
            ),
        ),
    ),
    ("training", {}, ASKED),
    (
        "results",
        {"distance_1": "10", "time_1": "48.30", "distance_2": "half marathon", "time_2": "1:50"},
        replace(ASKED, training=Training(results=(Result(10.0, 2910.0), Result(21.0975, 6600.0)))),
    ),
    (
        "results",
        {"distance_2": "5", "time_2": "25"},
        replace(ASKED, training=Training(results=(Result(5.0, 1500.0),))),
    ),
    ("results", {}, ASKED),
    (
        "goal",
        {"choice": "42.195", "race_on": "14/03/2027", "target_s": "3:45"},
        replace(ASKED, goal=Goal(42.195, date(2027, 3, 14), 13500.0)),
    ),
    ("goal", {"choice": "other", "other_km": "15"}, replace(ASKED, goal=Goal(15.0))),
    ("goal", {"other_km": "15"}, replace(ASKED, goal=Goal(15.0))),
    ("goal", {"choice": "unknown", "race_on": "2027-03-14"}, replace(ASKED, goal=Goal(race_on=date(2027, 3, 14)))),
    ("goal", {}, ASKED),
    (
        "days",
        {"days": ["0", "6"], "max_minutes_per_week": "4:30"},
        replace(ASKED, availability=Availability(frozenset({0, 6}), 270)),
    ),
    (
        "about-you",
        {"age": "50-55", "sex": "female", "height_cm": "1.68 m", "weight_kg": "61", "years": "12"},
        replace(ASKED, person=Person(AgeBand.A50_55, Sex.FEMALE, 168.0, 61.0), training=Training(years=12.0)),
    ),
    ("about-you", {"age": "unknown", "sex": "unknown"}, ASKED),
    (
        "health",
        {
            "conditions": ["diabetes"],
            "medicines": ["statin", "regular"],
            "pregnant": "no",
            "collapsed_in_race": "unknown",
        },
        replace(
            ASKED,
            health=Health(
                frozenset({Condition.DIABETES}),
                frozenset({Medicine.STATIN, Medicine.REGULAR}),
                pregnant=False,
            ),
        ),
    ),
    ("health", {"conditions": ["none"], "medicines": ["none"]}, ASKED),
    (
        "history",
        {"cramped_in_races": "yes", "in_family": "no", "circumstances": ["faster"], "injuries": ["acute"]},
        replace(
            ASKED,
            history=History(True, False, frozenset({Circumstance.FASTER}), frozenset({Injury.ACUTE})),
        ),
    ),
    ("history", {}, ASKED),
    (
        "habits",
        {"stretching": "never", "strength": "often", "massage": "unknown", "drinks": "sometimes", "salt": "never"},
        replace(ASKED, habits=Habits(Habit.NEVER, Habit.OFTEN, None, Habit.SOMETIMES, Habit.NEVER)),
    ),
]


@pytest.mark.parametrize(("slug", "fields", "answers"), EVERYTHING)
def test_a_page_hands_over_its_part_of_the_answers(slug, fields, answers):
    assert patched(slug, **fields) == answers


@pytest.mark.parametrize(("slug", "fields", "answers"), EVERYTHING)
def test_a_page_answered_before_shows_the_answers_given(slug, fields, answers):
    form = reposted(filled(slug, **fields), answers)
    assert form.errors == {}
    assert form.patched() == answers


def test_a_cyclist_gives_minutes():
    assert patched(
        "training", RIDER, sessions_per_week="3", weekly_minutes="6:30", longest_minutes="3h", longest_on="2026-11-15"
    ) == replace(
        RIDER,
        training=Training(sessions_per_week=3, weekly_minutes=390, longest_minutes=180, longest_on=date(2026, 11, 15)),
    )


def test_both_pages_of_signs_keep_what_the_other_found():
    both = patched("signs", patched("safety", signs=["pop"]), signs=["numbness"])
    assert both.cramp.signs == {Sign.POP, Sign.NUMBNESS}
    assert patched("safety", both, signs=["none"]).cramp.signs == {Sign.NUMBNESS}


def test_training_and_years_and_results_share_a_part_without_losing_any():
    answers = patched("results", distance_1="10", time_1="50")
    answers = patched("about-you", answers, years="5")
    assert patched("training", answers, weekly_km="40").training == Training(
        weekly_km=40.0, results=(Result(10.0, 3000.0),), years=5.0
    )


def test_another_sport_asks_training_again_but_keeps_the_years():
    runner = replace(ASKED, training=Training(weekly_km=40.0, results=(Result(10.0, 3000.0),), years=5.0))
    assert patched("sport", runner, sport="cycling", units="metric").training == Training(years=5.0)
    assert patched("sport", runner, sport="running", units="imperial").training == runner.training


def test_answers_that_no_longer_concern_the_person_are_dropped():
    cramp = CrampReport(timings=frozenset({Timing.DURING, Timing.IN_BED}), onset_km=18.0, disturbs_sleep=True)
    assert patched("where-and-when", replace(ASKED, cramp=cramp), timings=["during"]).cramp == CrampReport(
        timings=frozenset({Timing.DURING}), onset_km=18.0
    )


AT_NIGHT = replace(ASKED, cramp=CrampReport(timings=frozenset({Timing.IN_BED})))


@pytest.mark.parametrize(
    ("slug", "answers", "fields", "reopened"),
    [
        ("where-and-when", AT_NIGHT, {"timings": ["in_bed"]}, ()),
        ("where-and-when", AT_NIGHT, {"timings": ["in_bed", "during"]}, ("how-it-goes",)),
        ("where-and-when", AT_NIGHT, {"timings": ["none"]}, ("how-it-goes",)),
        ("where-and-when", ASKED, {"timings": ["in_bed"]}, ()),
        ("sport", ASKED, {"sport": "running", "units": "imperial"}, ()),
        ("sport", ASKED, {"sport": "cycling", "units": "metric"}, ("training", "results", "goal")),
        ("habits", ASKED, {}, ()),
    ],
)
def test_a_page_that_brings_new_questions_opens_theirs_again(slug, answers, fields, reopened):
    form = filled(slug, answers, **fields)
    assert form.errors == {}
    assert form.reopens() == reopened


def test_a_page_is_written_onto_what_another_tab_stored_meanwhile():
    form = filled("goal", choice="10.0")
    assert form.errors == {}
    newer = replace(ASKED, person=Person(sex=Sex.MALE))
    assert form.onto(newer) == replace(newer, goal=Goal(10.0))


def test_answers_that_time_has_overtaken_are_in_doubt():
    answers = replace(patched("days", days=["0"]), goal=Goal(10.0, date(2026, 11, 23)))
    assert first_in_doubt(answers) is None
    assert first_in_doubt(replace(answers, answered_on=date(2026, 11, 23))) == "goal"


# --- Prefilled ------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_is_ticked_for_a_person_on_a_page_not_seen_before(slug):
    assert step(slug)(answers=ASKED).initial == {}


def test_what_was_said_elsewhere_is_prefilled_all_the_same():
    answers = replace(ASKED, person=Person(sex=Sex.MALE))
    assert step("about-you")(answers=answers).initial == {"sex": "male"}


def test_none_of_these_is_ticked_again_on_a_page_answered_before():
    assert step("safety")(answers=ASKED, answered=True).initial == {"signs": ["none"]}


def test_what_was_typed_is_kept_with_its_error():
    html = rendered(filled("training", weekly_km="lots <b>"))
    assert 'value="lots &lt;b&gt;"' in html
    assert '<a href="#id_weekly_km">Distance a week: Write a distance such as 10 or 10.5 km.</a>' in html
    assert 'aria-describedby="id_weekly_km_helptext id_weekly_km_error"' in html


def test_an_error_of_a_group_of_choices_leads_to_the_first():
    html = rendered(filled("safety"))
    assert 'href="#id_signs_0"' in html
    assert 'id="id_signs_0"' in html
    assert '<fieldset aria-describedby="id_signs_helptext id_signs_error">' in html


# --- Refused --------------------------------------------------------------------------------

CHOOSE = "Choose what applies, or None of these."
MARATHON = {"distance_1": "marathon"}
REFUSED = [
    ("safety", {}, "signs", CHOOSE),
    ("safety", {"signs": ["none", "pop"]}, "signs", "Choose either “None of these” or what applies, not both."),
    ("safety", {"signs": ["numbness"]}, "signs", "Choose one of the answers shown."),
    ("signs", {}, "signs", CHOOSE),
    ("sport", {"units": "metric"}, "sport", "Choose running or cycling."),
    ("sport", {"sport": "running"}, "units", "Choose which units you use."),
    ("where-and-when", {}, "timings", "Choose when it cramps, or I do not know."),
    (
        "where-and-when",
        {"timings": ["none", "during"]},
        "timings",
        "Choose either “I do not know” or what applies, not both.",
    ),
    (
        "where-and-when",
        {"timings": ["during"], "minutes_after_exercise": "2"},
        "minutes_after_exercise",
        HOURS_NEED_A_TIMING,
    ),
    (
        "where-and-when",
        {"timings": ["none"], "minutes_after_exercise": "2"},
        "minutes_after_exercise",
        HOURS_NEED_A_TIMING,
    ),
    ("how-it-goes", {"duration_s": "4 h"}, "duration_s", "It can be 3 h at most."),
    ("training", {"weekly_km": "500"}, "weekly_km", "It can be 300 km at most."),
    ("training", {"longest_km": "201"}, "longest_km", "It can be 200 km at most."),
    ("training", {"pace_s_per_km": "2:00"}, "pace_s_per_km", "It must be 2:30 per km or more."),
    ("training", {"pace_s_per_km": "25:00"}, "pace_s_per_km", "It can be 20:00 per km at most."),
    ("training", {"weekly_km": "10", "longest_km": "43"}, "longest_km", training.MORE_THAN_ALL),
    ("training", {"weekly_km": "0", "longest_km": "5"}, "longest_km", training.NO_TRAINING),
    ("training", {"sessions_per_week": "0", "longest_km": "5"}, "longest_km", training.NO_TRAINING),
    ("training", {"sessions_per_week": "0", "weekly_km": "20"}, "weekly_km", training.NO_SESSIONS),
    ("training", {"sessions_per_week": "3", "weekly_km": "0"}, "weekly_km", training.NO_AMOUNT),
    ("training", {"longest_km": "9", "longest_on": "2026-11-23"}, "longest_on", training.IN_FUTURE),
    (
        "training",
        {"longest_km": "9", "longest_on": "2026-10-22"},
        "longest_on",
        "That is more than 30 days ago. Write the longest run of the last 30 days, or leave both blank.",
    ),
    (
        "training",
        {"longest_on": "2026-11-15"},
        "longest_km",
        "Say how long the longest run was, or clear its date.",
    ),
    ("results", {"distance_1": "10"}, "time_1", goal.TIME_MISSING),
    ("results", {"time_1": "50:00"}, "distance_1", goal.DISTANCE_MISSING),
    ("results", {**MARATHON, "time_1": "1:59:00"}, "time_1", pacing.TOO_FAST),
    ("results", {**MARATHON, "time_1": "16:00:00"}, "time_1", pacing.TOO_SLOW),
    ("results", {**MARATHON, "time_1": "59"}, "time_1", pacing.UNREADABLE),
    ("results", {"distance_1": "10", "time_1": "0:25:00"}, "time_1", pacing.TOO_FAST),
    (
        "results",
        {"distance_1": "10", "time_1": "50", "distance_2": "10.01", "time_2": "51"},
        "distance_2",
        goal.SAME_DISTANCE,
    ),
    ("goal", {"race_on": "2026-11-22"}, "race_on", goal.NOT_AHEAD),
    ("goal", {"race_on": "2026-11-01"}, "race_on", goal.NOT_AHEAD),
    ("goal", {"race_on": "2028-11-23"}, "race_on", goal.TOO_FAR_AHEAD),
    ("goal", {"target_s": "3:45"}, "target_s", goal.TARGET_ALONE),
    ("goal", {"choice": "unknown", "target_s": "3:45"}, "target_s", goal.TARGET_ALONE),
    ("goal", {"choice": "42.195", "target_s": "1:45:00"}, "target_s", pacing.TOO_FAST),
    ("goal", {"choice": "other"}, "other_km", goal.WHICH_DISTANCE),
    ("goal", {"choice": "10.0", "other_km": "15"}, "other_km", goal.TWO_DISTANCES),
    ("goal", {"choice": "other", "other_km": "251"}, "other_km", "It can be 250 km at most."),
    ("goal", {"choice": "1000"}, "choice", "Choose one of the answers shown."),
    ("days", {}, "days", "Choose at least one day."),
    ("days", {"days": ["1"], "max_minutes_per_week": "10 min"}, "max_minutes_per_week", "It must be 30 min or more."),
    ("about-you", {"height_cm": "90 cm"}, "height_cm", "It must be 100 cm or more."),
    ("about-you", {"weight_kg": "301"}, "weight_kg", "It can be 300 kg at most."),
    ("about-you", {"years": "81"}, "years", "It can be 80 at most."),
    ("about-you", {"age": "18-40", "years": "41"}, "years", OLDER_THAN_THAT),
    ("health", {"medicines": ["none"]}, "conditions", CHOOSE),
    ("health", {"conditions": ["none"]}, "medicines", CHOOSE),
    ("habits", {"salt": "always"}, "salt", "Choose one of the answers shown."),
]


@pytest.mark.parametrize(("slug", "fields", "name", "message"), REFUSED)
def test_a_contradiction_is_said_beside_its_field(slug, fields, name, message):
    form = filled(slug, **fields)
    assert dict(form.errors) == {name: [message]}
    assert rendered(form).count(f'href="#id_{name}') == 1


ALLOWED = [
    ("training", {"weekly_km": "10", "longest_km": "42"}),
    ("training", {"weekly_km": "0", "longest_km": "20", "longest_on": "2026-10-24"}),  # 29 days ago
    ("training", {"sessions_per_week": "0", "weekly_km": "0", "comfortable_km": "5"}),
    ("training", {"longest_km": "9", "longest_on": "2026-10-23"}),  # 30 days ago
    ("training", {"longest_km": "9", "longest_on": "2026-11-22"}),  # today
    ("training", {"weekly_km": "300", "pace_s_per_km": "2:30"}),
    ("how-it-goes", {"duration_s": "3 h"}),
    ("goal", {"race_on": "2026-11-23"}),
    ("goal", {"race_on": "2028-11-22"}),
    ("goal", {"other_km": "100 miles", "target_s": "24h"}),
    ("results", {**MARATHON, "time_1": "2:01:00"}),
    ("results", {**MARATHON, "time_1": "4"}),
    ("results", {"distance_1": "10", "time_1": "0:26:11"}),  # a world record
    ("about-you", {"age": "18-40", "years": "40"}),
    ("about-you", {"years": "80"}),
]


@pytest.mark.parametrize(("slug", "fields"), ALLOWED)
def test_what_is_just_possible_is_accepted(slug, fields):
    assert filled(slug, **fields).errors == {}


def test_a_cyclist_may_be_fast():
    assert patched("goal", RIDER, choice="100.0", target_s="2:30").goal == Goal(100.0, None, 9000.0)


def test_a_cyclists_longest_ride_must_fit_into_the_four_weeks():
    form = filled("training", RIDER, weekly_minutes="1", longest_minutes="5")
    assert dict(form.errors) == {"longest_minutes": [training.MORE_THAN_ALL]}


@pytest.mark.parametrize(
    ("text", "km", "seconds"),
    [("3:45", 42.195, 13500), ("3:45", 1.0, 225), ("45:30", 10.0, 2730), ("1.50", 21.0975, 6600), ("2:00", 15.0, 7200)],
)
def test_the_distance_tells_hours_from_minutes(text, km, seconds):
    form = filled("results", distance_1=str(km), time_1=text)
    assert form.errors == {}
    assert form.patched().training.results == (Result(km, float(seconds)),)


# --- Check your answers ---------------------------------------------------------------------


def test_answers_are_said_in_words():
    answers = patched("training", sessions_per_week="3", weekly_km="30", pace_s_per_km="5:45", longest_km="14")
    assert step("training").rows(answers) == [
        ("Runs a week", "3"),
        ("Distance a week", "30 km"),
        ("Usual pace", "5:45 per km"),
        ("Longest run of the last 30 days", "14 km"),
        ("Day of the longest run", "Not answered"),
        ("Could comfortably go now", "Not answered"),
    ]


def test_what_is_not_known_is_said_too():
    assert step("where-and-when").rows(ASKED) == [
        ("When it cramps", "I do not know"),
        ("How long after hard training", "Not answered"),
        ("Which muscles", "I do not know"),
    ]


def test_no_sign_is_none_of_these_once_the_page_was_answered():
    assert step("safety").rows(ASKED) == [("Signs that need help at once", "None of these")]
    assert step("safety").rows(ASKED, answered=False) == [("Signs that need help at once", "Not answered")]


@pytest.mark.parametrize(
    ("results", "rows"),
    [
        ((), [("Recent result", "None")]),
        ((Result(10.0, 3000.0),), [("Recent result", "10 km in 50:00")]),
        (
            (Result(10.0, 3000.0), Result(21.0975, 6600.0)),
            [("Recent result", "10 km in 50:00"), ("Recent result", "half-marathon in 1:50:00")],
        ),
    ],
)
def test_results_are_said_one_by_one(results, rows):
    assert step("results").rows(replace(ASKED, training=Training(results=results))) == rows


@pytest.mark.parametrize(
    ("km", "words"), [(None, "No particular distance"), (10.0, "10 km"), (15.0, "15 km"), (42.195, "Marathon")]
)
def test_the_distance_of_the_goal_is_one_row(km, words):
    assert step("goal").rows(replace(ASKED, goal=Goal(km))) == [
        ("Distance", words),
        ("Date of the race", "Not answered"),
        ("Target time", "Not answered"),
    ]


# --- Whatever is posted ---------------------------------------------------------------------

TYPED = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789:.,'/- hmskmilebt", max_size=12),
    st.integers(-3, 400).map(str),
    st.builds("{}:{:02d}".format, st.integers(0, 30), st.integers(0, 70)),
    st.dates(TODAY - timedelta(days=40), TODAY + timedelta(days=800)).map(date.isoformat),
    st.sampled_from(["", "marathon", "3h45", "2 min", "5'9", "11 st 4", "6.2 mi", "5:30/km", "90 min", "69 in"]),
)
PEOPLE = st.builds(Answers, st.just(TODAY), st.sampled_from(Sport), st.sampled_from(Units))


def anything_for(field):
    """Arbitrary text for any field; for choices also the answers offered, often enough to be valid."""
    offered = [value for value, _ in getattr(field, "choices", [])]
    one = st.one_of(st.sampled_from(offered), st.sampled_from(offered), TYPED) if offered else TYPED
    return st.lists(one, max_size=2)


@st.composite
def posts(draw, form, answers):
    fields = form(answers=answers).fields
    return MultiValueDict({name: draw(anything_for(field)) for name, field in fields.items()})


@pytest.mark.parametrize("form", STEPS, ids=lambda form: form.slug)
@given(st.data())
def test_whatever_is_posted_is_answers_or_errors(form, data):
    answers = data.draw(PEOPLE)
    bound = form(data.draw(posts(form, answers)), answers=answers)
    if not bound.is_valid():
        assert 'role="alert"' in rendered(bound)
        return
    given_answers = bound.patched()
    again = reposted(bound, given_answers)
    assert dict(again.errors) == {}
    assert again.patched() == given_answers
    assert [row for row in form.rows(given_answers) if not all(row)] == []


@given(st.data())
def test_page_after_page_the_answers_of_the_others_are_kept(data):
    answers = data.draw(PEOPLE)
    for form in STEPS:
        bound = form(data.draw(posts(form, answers)), answers=answers)
        answers = bound.patched() if bound.is_valid() and form.slug != "sport" else answers
    again = [reposted(form(answers=answers), answers) for form in steps_for(answers) if form.slug != "days"]
    assert [form.slug for form in again if form.errors] == []
    assert [form.slug for form in again if form.patched() != answers] == []
