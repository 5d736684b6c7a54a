"""Rows of a runner's own place that its constraints refuse: (name of the constraint, a row that breaks it, what is said)."""

from datetime import timedelta
from uuid import uuid4

from coaching.models import (
    Activity,
    CheckIn,
    Consent,
    CrampIncident,
    Invitation,
    Night,
    Overlay,
    SharedReport,
    TrainingPlan,
    WorkoutComment,
)
from tests.builders import NOW, TODAY, make_athlete, make_plan, make_runner, make_user, with_race_in

ON = {"on": TODAY, "created_at": NOW, "changed_at": NOW}


def activity(**fields):
    return Activity(
        **ON | {"athlete": make_athlete("Emil"), "sport": "running", "outcome": "done", "form": uuid4()} | fields
    )


def incident(**fields):
    words = {
        "timing": "during",
        "triage": {},
        "care": "none",
        "pattern": "fatigue",
        "rules_version": "1",
        "form": uuid4(),
    }
    return CrampIncident(**ON | words | {"athlete": make_athlete("Emil"), "at": NOW} | fields)


def overlay(**fields):
    days = {"starts_on": TODAY, "ends_on": TODAY, "created_at": NOW, "form": uuid4()}
    return Overlay(**{"athlete": make_athlete("Emil"), "kind": "sick"} | days | fields)


def night(**fields):
    return Night(**{"athlete": make_athlete("Emil"), "on": TODAY, "cramps": 1, "changed_at": NOW} | fields)


def check_in():
    days = {"week_starts_on": TODAY, "answered_on": TODAY, "created_at": NOW}
    return CheckIn(athlete=make_athlete("Emil"), answer="not", **days)


def report(**fields):
    days = {"first_on": TODAY, "last_on": TODAY, "created_at": NOW, "expires_at": NOW + timedelta(days=7)}
    return SharedReport(**{"athlete": make_athlete("Emil"), "token": uuid4().hex, "form": uuid4()} | days | fields)


def comment():
    workout = make_plan(browser="b", answers=with_race_in(4)).weeks.first().workouts.first()
    return WorkoutComment(workout=workout, author=make_user("Bob"), text="T", form=uuid4(), created_at=NOW)


def invitation(**fields):
    row = {"made_by": "athlete", "athlete": make_athlete("Emil"), "email": "bob@example.org", "created_at": NOW}
    return Invitation(**row | fields)


def request_of_a_coach():
    return invitation(made_by="coach", athlete=None, coach=make_user("Bob"), email="emil@example.org")


def twice(row):
    """A row that is there already, under another number."""
    row.save()
    row.pk = row._meta.pk.get_default() if row._meta.pk.has_default() else None
    row._state.adding = True
    return row


def second_report():
    row = twice(report())
    row.token = "another"
    return row


def second_consent():
    user = make_athlete("Alice", user=make_user("Alice")).user
    return Consent(user=user, version="later", given_at=NOW)


def second_suggestion():
    plan = make_runner().plans.get()
    plan.status = TrainingPlan.SUGGESTED
    plan.save()
    return twice(plan)


DAY_BEFORE = TODAY - timedelta(days=1)
BROKEN_AT_HOME = [
    ("one_current_consent_per_user", second_consent, "This consent was given already."),
    (
        "invitation_names_who_made_it",
        lambda: invitation(athlete=None),
        "An invitation names the athlete or the coach who made it.",
    ),
    ("invitation_answer_has_its_moment", lambda: invitation(accepted=True), "An answer comes with its moment."),
    ("invitation_answer_has_its_moment", lambda: invitation(answered_at=NOW), "An answer comes with its moment."),
    ("invitation_level_is_view_or_edit", lambda: invitation(level="all"), "A coach may look, or look and edit."),
    (
        "one_open_invitation_per_athlete_and_address",
        lambda: twice(invitation()),
        "This coach is invited already.",
    ),
    ("one_open_request_per_coach_and_address", lambda: twice(request_of_a_coach()), "This athlete is asked already."),
    ("one_suggested_plan_per_athlete", second_suggestion, "This athlete already has a suggested plan."),
    ("one_activity_per_form", lambda: twice(activity()), "Activity with this Athlete and Form already exists."),
    ("activity_distance_in_bounds", lambda: activity(distance_km=401), "An activity has between 0 and 400 km."),
    ("activity_distance_in_bounds", lambda: activity(distance_km=-1), "An activity has between 0 and 400 km."),
    (
        "activity_minutes_in_bounds",
        lambda: activity(minutes=10081),
        "An activity takes 10080 minutes (a week) at most.",
    ),
    ("activity_minutes_in_bounds", lambda: activity(minutes=-1), "An activity takes 10080 minutes (a week) at most."),
    ("activity_effort_in_bounds", lambda: activity(effort=11), "Effort goes from 0 to 10."),
    (
        "what_was_not_done_has_no_amount",
        lambda: activity(outcome="missed", distance_km=8),
        "What was missed has no distance, time or effort.",
    ),
    ("one_overlay_per_form", lambda: twice(overlay()), "Overlay with this Athlete and Form already exists."),
    (
        "overlay_ends_after_it_starts",
        lambda: overlay(ends_on=DAY_BEFORE),
        "The last day cannot come before the first.",
    ),
    ("one_check_in_per_week", lambda: twice(check_in()), "This week was answered already."),
    (
        "one_workout_comment_per_form",
        lambda: twice(comment()),
        "Workout comment with this Author and Form already exists.",
    ),
    ("one_incident_per_form", lambda: twice(incident()), "Cramp with this Athlete and Form already exists."),
    ("incident_severity_in_bounds", lambda: incident(severity=11), "Severity goes from 0 to 10."),
    ("incident_onset_km_in_bounds", lambda: incident(onset_km=401), "A cramp starts between 0 and 400 km."),
    ("incident_onset_km_in_bounds", lambda: incident(onset_km=-1), "A cramp starts between 0 and 400 km."),
    (
        "incident_onset_minutes_in_bounds",
        lambda: incident(onset_minutes=10081),
        "A cramp starts within 10080 minutes (a week).",
    ),
    (
        "incident_not_in_the_future",
        lambda: incident(at=NOW + timedelta(minutes=1)),
        "A cramp cannot lie in the future.",
    ),
    ("one_row_per_night", lambda: twice(night()), "Night with this Athlete and On already exists."),
    ("night_cramps_in_bounds", lambda: night(cramps=51), "A night has 50 cramps at most."),
    (
        "one_shared_report_per_form",
        second_report,
        "Shared report with this Athlete and Form already exists.",
    ),
    (
        "shared_report_expires_later",
        lambda: report(expires_at=NOW),
        "A report ends after it was shared.",
    ),
    (
        "shared_report_covers_days",
        lambda: report(last_on=DAY_BEFORE),
        "The last day cannot come before the first.",
    ),
]
