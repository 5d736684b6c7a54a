"""Rows of the coaches' desk that its constraints refuse: (name of the constraint, a row that breaks it, what is said)."""

from datetime import timedelta
from uuid import uuid4

from coaching.models import (
    AthleteFile,
    HandOver,
    Invitation,
    Look,
    PlanTemplate,
    PlanTemplateWorkout,
    PrivateNote,
    RosterEntry,
    TemplateResult,
    TemplateRun,
    Thresholds,
    TrainingGroup,
    WeekEdit,
    WorkoutTemplate,
)
from tests.builders import NOW, TODAY, make_athlete, make_plan, make_user, with_race_in
from tests.models.own_rows import twice

MOMENTS = {"created_at": NOW, "changed_at": NOW}
AMOUNT = "Give a distance or minutes."
KM = "A workout has up to 400 km."
MINUTES = "A workout takes 10080 minutes (a week) at most."
WEEKS = "A template has up to 24 weeks of seven days."
SANE = "Keep to the limits that stand beside each field."
SEVERAL = "Several looks have a last moment, a single one has none."
WITHIN = "A step may be smaller than the rules allow, never larger."


def hand_over(**fields):
    asked = {"coach": make_user("Bob"), "email": "carl@example.org", "created_at": NOW}
    return HandOver(**asked | {"athlete": make_athlete("Emil")} | fields)


def look(**fields):
    return Look(athlete=make_athlete("Emil"), coach=make_user("Bob"), what="plan", at=NOW, **fields)


def invited_too_soon():
    invitation = invitation_of_emil()
    return hand_over(athlete=invitation.athlete, invitation=invitation)


def invitation_of_emil():
    asked = {"made_by": "athlete", "email": "carl@example.org", "created_at": NOW}
    return Invitation.objects.create(athlete=make_athlete("Emil"), **asked)


def decided_at_no_moment():
    plan = make_plan(browser="b", answers=with_race_in(4))
    plan.decided_by_coach = True
    return plan


def entry(**fields):
    asked = {"version": 0, "as_of": TODAY, "search": "emil", "plan": "none"}
    return RosterEntry(athlete=make_athlete("Emil"), **asked | fields)


def thresholds(**fields):
    return Thresholds(coach=make_user("Bob"), **fields)


def note():
    return PrivateNote(athlete=make_athlete("Emil"), author=make_user("Bob"), text="T", form=uuid4(), **MOMENTS)


def file(**fields):
    asked = {"name": "Sheet", "file": "files/a", "content_type": "text/plain", "size": 1, "form": uuid4()}
    return AthleteFile(**asked | {"athlete": make_athlete("Emil"), "added_at": NOW} | fields)


def workout_template(**fields):
    asked = {"kind": "easy", "title": "Easy", "sport": "running", "minutes": 40, "changed_at": NOW}
    return WorkoutTemplate(owner=make_user("Bob"), **asked | fields)


def plan_template(**fields):
    asked = {"title": "Base", "sport": "running", "week_amount": 30, "changed_at": NOW}
    return PlanTemplate(owner=make_user("Bob"), **asked | fields)


def template_workout(**fields):
    template = plan_template()
    template.save()
    asked = {"kind": "easy", "title": "Easy", "minutes": 40, "week": 1, "day": 0}
    return PlanTemplateWorkout(template=template, **asked | fields)


def run(**fields):
    asked = {"title": "Base", "sport": "running", "content": {}, "starts_on": TODAY, "form": uuid4()}
    return TemplateRun(coach=make_user("Bob"), **asked | {"created_at": NOW} | fields)


def result(**fields):
    given = run()
    given.save()
    return TemplateResult(run=given, athlete=make_athlete("Emil"), **fields)


def week_edit(**fields):
    week = make_plan(browser="b", answers=with_race_in(4)).weeks.first()
    return WeekEdit(week=week, at=NOW, **fields)


def second_group():
    """The same name in another case."""
    group = TrainingGroup.objects.create(coach=make_user("Bob"), name="Track")
    return TrainingGroup(coach=group.coach, name="track")


BROKEN_AT_THE_DESK = [
    ("one_group_per_coach_and_name", second_group, "You have a group of this name already."),
    ("one_open_hand_over_per_athlete_and_coach", lambda: twice(hand_over()), "This athlete is asked already."),
    ("hand_over_answer_has_its_moment", lambda: hand_over(agreed=True), "An answer comes with its moment."),
    ("hand_over_answer_has_its_moment", lambda: hand_over(answered_at=NOW), "An answer comes with its moment."),
    ("several_looks_have_a_last_one", lambda: look(times=2), SEVERAL),
    ("several_looks_have_a_last_one", lambda: look(last_at=NOW), SEVERAL),
    (
        "only_who_agreed_invites_the_next_coach",
        invited_too_soon,
        "A coach is invited once the athlete agreed.",
    ),
    ("a_coach_decides_at_a_moment", decided_at_no_moment, "A decision has its moment."),
    (
        "template_run_undone_after_it_began",
        lambda: run(undone_at=NOW - timedelta(seconds=1)),
        "A run is taken back after it began.",
    ),
    *(
        ("roster_amounts_not_negative", lambda name=name: entry(**{name: -1}), "An amount is 0 or more.")
        for name in ("planned_7", "done_7", "planned_28", "done_28")
    ),
    *(
        ("attention_within_sane_limits", lambda name=name, value=value: thresholds(**{name: value}), SANE)
        for name, value in [
            ("silent_days", 2),
            ("silent_days", 61),
            ("race_weeks", 1),
            ("race_weeks", 17),
            ("race_gap", 0.9),
            ("race_gap", 3.1),
            ("strength_weeks", 0),
            ("strength_weeks", 7),
            ("ends_days", 43),
        ]
    ),
    *(
        ("steps_within_the_rules", lambda name=name, value=value: thresholds(**{name: value}), WITHIN)
        for name, value in [("longest_step", 0.99), ("longest_step", 1.11), ("week_step", 0.99), ("week_step", 1.31)]
    ),
    ("one_private_note_per_form", lambda: twice(note()), "Private note with this Author and Form already exists."),
    ("one_file_per_form", lambda: twice(file()), "Athlete file with this Athlete and Form already exists."),
    (
        "file_of_ten_megabytes_at_most",
        lambda: file(size=10 * 1024 * 1024 + 1),
        "A file has 10 MB at most.",
    ),
    ("workout_template_distance_in_bounds", lambda: workout_template(distance_km=0), KM),
    ("workout_template_distance_in_bounds", lambda: workout_template(distance_km=401), KM),
    ("workout_template_minutes_in_bounds", lambda: workout_template(minutes=10081), MINUTES),
    ("workout_template_has_an_amount", lambda: workout_template(minutes=None), AMOUNT),
    ("plan_template_workout_distance_in_bounds", lambda: template_workout(distance_km=-1), KM),
    ("plan_template_workout_minutes_in_bounds", lambda: template_workout(minutes=0), MINUTES),
    ("plan_template_workout_has_an_amount", lambda: template_workout(minutes=None), AMOUNT),
    ("plan_template_week_and_day_in_bounds", lambda: template_workout(week=0), WEEKS),
    ("plan_template_week_and_day_in_bounds", lambda: template_workout(week=25), WEEKS),
    ("plan_template_week_and_day_in_bounds", lambda: template_workout(day=7), WEEKS),
    (
        "plan_template_week_amount_in_bounds",
        lambda: plan_template(week_amount=0),
        "Say how much somebody does a week for whom this is written.",
    ),
    ("one_template_run_per_form", lambda: twice(run()), "Template run with this Coach and Form already exists."),
    (
        "template_run_ends_after_it_began",
        lambda: run(finished_at=NOW - timedelta(seconds=1)),
        "A run ends after it began.",
    ),
    (
        "one_result_per_run_and_athlete",
        lambda: twice(result()),
        "Template result with this Run and Athlete already exists.",
    ),
    ("template_result_has_its_moment", lambda: result(state="done"), "What is done has its moment."),
    (
        "beyond_a_limit_only_with_a_reason",
        lambda: week_edit(breaches=[{"rule": "R1", "sentence": "Too far."}]),
        "Going beyond a limit needs a written reason.",
    ),
]
