"""Addresses of training: (name, what it is about, method, the status for each role), and how what it is about is made."""

from datetime import timedelta

from coaching.models import TrainingPlan, Workout
from coaching.services.training import subscriptions
from tests.builders import NOW, TODAY, make_activities
from tests.desk import make_file
from tests.lives import make_overlay

from .expected import ALICES, ALICES_PRESS, EVERYONE, HERS, OWN_PAGE, OWN_PRESS

NOBODYS = [302, 302, 302, 404, 302, 302, 404, 302]  # a thing without an athlete, on a page for athletes

ROWS = [
    # today, the calendar and the log
    ("coaching:today", None, "get", OWN_PAGE),
    ("coaching:today", None, "post", [405] * 8),
    ("coaching:calendar", None, "get", OWN_PAGE),
    ("coaching:calendar_month", "a month", "get", OWN_PAGE),
    ("coaching:workout_done", "her workout to log", "get", [405] * 8),
    ("coaching:workout_done", "her workout to log", "post", ALICES_PRESS),
    ("coaching:workout_done", "unclaimed workout", "post", NOBODYS),
    ("coaching:workout_log", "her workout to log", "get", ALICES),
    ("coaching:workout_log", "her workout to log", "post", ALICES),
    ("coaching:workout_log", "unclaimed workout", "get", NOBODYS),
    ("coaching:activity_add", None, "get", OWN_PAGE),
    ("coaching:activity_add", None, "post", OWN_PAGE),
    ("coaching:activity", "her activity", "get", ALICES),
    ("coaching:activity", "her activity", "post", ALICES),
    ("coaching:activity_delete", "her activity", "get", [405] * 8),
    ("coaching:activity_delete", "her activity", "post", OWN_PRESS),  # Alice was there before Charlie: it is gone
    # the plan elsewhere, and looking back
    ("coaching:subscribe", None, "get", OWN_PAGE),
    ("coaching:subscribe", None, "post", OWN_PRESS),
    ("coaching:calendar_feed", "her feed", "get", EVERYONE),
    ("coaching:calendar_feed", "her feed", "post", [405] * 8),
    ("coaching:calendar_feed", "no feed", "get", [404] * 8),
    ("coaching:plan_json", "her plan as json", "get", HERS),
    ("coaching:plan_json", "unclaimed plan as json", "get", [404, 404, 200, 404, 404, 404, 404, 404]),
    ("coaching:plan_json", "her plan as json", "post", [405] * 8),
    ("coaching:plans", None, "get", OWN_PAGE),
    ("coaching:look_back", "her plan that is over", "get", ALICES),
    ("coaching:look_back", "her plan as json", "get", ALICES),
    ("coaching:next_assessment", "her plan that is over", "post", ALICES_PRESS),
    ("coaching:next_assessment", "her plan that is over", "get", [405] * 8),
    # files
    ("coaching:files", None, "get", OWN_PAGE),
    ("coaching:files", None, "post", OWN_PAGE),  # empty, so the form is shown again
    ("coaching:file", "her file", "get", ALICES),
    ("coaching:file", "her file", "post", OWN_PRESS),  # Alice was there before Charlie: it is gone
    # moves, pauses, the check-in and comments
    ("coaching:overlays", None, "get", OWN_PAGE),
    ("coaching:overlays", None, "post", [405] * 8),
    ("coaching:overlay_add", None, "get", OWN_PAGE),
    ("coaching:overlay_add", None, "post", OWN_PAGE),
    ("coaching:overlay_lift", "her overlay", "get", [405] * 8),
    ("coaching:overlay_lift", "her overlay", "post", ALICES_PRESS),
    ("coaching:check_in", None, "get", OWN_PAGE),
    ("coaching:check_in", None, "post", OWN_PAGE),
    ("coaching:workout_move", "her workout to move", "get", ALICES),
    ("coaching:workout_move", "her workout to move", "post", ALICES),
    ("coaching:workout_move", "unclaimed workout", "get", NOBODYS),
    ("coaching:workout_move_undo", "her workout to move", "get", [405] * 8),
    ("coaching:workout_move_undo", "her workout to move", "post", ALICES_PRESS),
    ("coaching:workout_move_undo", "unclaimed workout", "post", NOBODYS),
    ("coaching:workout_comment", "her workout to move", "get", [405] * 8),
    ("coaching:workout_comment", "her workout to move", "post", HERS),
    ("coaching:workout_comment", "unclaimed workout", "post", [404] * 8),
]

# What an address is about: a function of the cast that gives the arguments of the address.
MAKE = {
    "a month": lambda cast: [2026, 12],
    "her workout to log": lambda cast: workout_today(cast.hers),
    "her activity": lambda cast: [make_activities(cast.athlete, 1)[0].pk],
    "her file": lambda cast: [make_file(cast.athlete).pk],
    "her overlay": lambda cast: [make_overlay(cast.athlete, starts_on=TODAY, days=1).pk],
    "her workout to move": lambda cast: workout_of(cast.hers),
    "unclaimed workout": lambda cast: workout_of(cast.unclaimed),
    "her feed": lambda cast: [subscriptions.open_feed(athlete=cast.athlete, now=NOW).token],
    "no feed": lambda cast: ["a" * 43],
    "her plan as json": lambda cast: [cast.hers.plans.get().pk],
    "unclaimed plan as json": lambda cast: [cast.unclaimed.plans.get().pk],
    "her plan that is over": lambda cast: [over(cast.hers.plans.get())],
}


def over(plan):
    """The key of a plan that ended yesterday."""
    TrainingPlan.objects.filter(pk=plan.pk).update(
        starts_on=NOW.date() - timedelta(days=28), ends_on=NOW.date() - timedelta(days=1), race_on=None
    )
    return plan.pk


def workout_today(assessment):
    plan, workout = workout_of(assessment)
    Workout.objects.filter(pk=workout).update(on=TODAY)
    return [plan, workout]


def workout_of(assessment):
    plan = assessment.plans.get()
    return [plan.pk, Workout.objects.filter(week__plan=plan).first().pk]
