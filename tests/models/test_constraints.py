"""What no row may say: refused by the form with a sentence, and by the database whoever asks."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint, UniqueConstraint

from coaching.models import Assessment, CoachAccess, PlanWeek, TrainingPlan, User, Workout
from coaching.models.people import EMAIL_TAKEN
from tests.builders import NOW, TODAY, make_assessment, make_athlete, make_draft, make_plan, make_user, with_race_in
from tests.models.desk_rows import BROKEN_AT_THE_DESK
from tests.models.library_rows import BROKEN_IN_THE_LIBRARY
from tests.models.own_rows import BROKEN_AT_HOME

pytestmark = pytest.mark.django_db

PACES = "Give both paces, the faster one first, or none."


def plan_of_alice():
    return make_plan(athlete=make_athlete("Alice"), answers=with_race_in(4))


def changed(row, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    return row


def workout(**fields):
    return changed(Workout.objects.filter(week__plan=plan_of_alice()).first(), **fields)


def second_access():
    access = CoachAccess.objects.create(athlete=make_athlete("Alice"), coach=make_user("Bob"))
    return CoachAccess(athlete=access.athlete, coach=access.coach, level="edit")


def second_active_plan_of_athlete():
    one = plan_of_alice()
    other = make_plan(browser="another", answers=with_race_in(4))
    return changed(other, athlete=one.athlete)


def second_active_plan_of_assessment():
    plan = make_plan(browser="a browser", answers=with_race_in(4))
    fields = {f.name: getattr(plan, f.name) for f in TrainingPlan._meta.fields if f.name != "id"}
    return TrainingPlan(**fields)


def second_draft():
    make_draft()
    return Assessment(browser="a browser", answers={}, done=[])


def week(**fields):
    return changed(plan_of_alice().weeks.first(), **fields)


def second_user():
    make_user("Alice")
    return User(email="Alice@Example.ORG", password="x")


# (name of the constraint, a row that breaks it, what is said)
BROKEN = [
    ("one_user_per_email_whatever_its_case", second_user, EMAIL_TAKEN),
    ("assessment_has_an_owner", lambda: Assessment(answers={}), "An assessment belongs to an athlete or to a browser."),
    (
        "findings_come_with_submission",
        lambda: changed(make_draft(), submitted_at=NOW),
        "A submitted assessment has findings; a draft has none.",
    ),
    (
        "findings_come_with_submission",
        lambda: changed(make_assessment(browser="b"), submitted_at=None),
        "A submitted assessment has findings; a draft has none.",
    ),
    ("one_draft_per_browser", second_draft, "This browser already has a draft."),
    (
        "one_current_access_per_coach_and_athlete",
        second_access,
        "This coach already has access to this athlete.",
    ),
    (
        "access_level_is_view_or_edit",
        lambda: changed(second_access(), coach=make_user("Vera"), level="all"),
        "A coach may look, or look and edit.",
    ),
    ("one_active_plan_per_athlete", second_active_plan_of_athlete, "This athlete already has an active plan."),
    (
        "one_active_plan_per_assessment",
        second_active_plan_of_assessment,
        "This assessment already has an active plan.",
    ),
    (
        "plan_ends_after_it_starts",
        lambda: changed(plan_of_alice(), ends_on=TODAY),
        "A plan cannot end before it starts.",
    ),
    ("race_has_a_length", lambda: changed(plan_of_alice(), race_km=0), "A race is longer than 0 km."),
    ("week_numbers_are_unique", lambda: week(number=2), "Plan week with this Plan and Number already exists."),
    (
        "week_ends_after_it_starts",
        lambda: week(ends_on=TODAY - timedelta(days=1)),
        "A week cannot end before it starts.",
    ),
    ("week_distance_not_negative", lambda: week(distance_km=-1), "A week has no less than 0 km."),
    ("week_distance_not_negative", lambda: week(longest_km=-1), "A week has no less than 0 km."),
    ("workout_distance_in_bounds", lambda: workout(distance_km=401), "A workout has between 0 and 400 km."),
    ("workout_distance_in_bounds", lambda: workout(distance_km=-1), "A workout has between 0 and 400 km."),
    (
        "workout_minutes_in_bounds",
        lambda: workout(minutes=10081),
        "A workout takes 10080 minutes (a week) at most.",
    ),
    (
        "paces_come_in_pairs_faster_first",
        lambda: workout(pace_fast_s_per_km=360, pace_slow_s_per_km=330),
        PACES,
    ),
    (
        "paces_come_in_pairs_faster_first",
        lambda: workout(pace_fast_s_per_km=None, pace_slow_s_per_km=330),
        PACES,
    ),
    (
        "paces_come_in_pairs_faster_first",
        lambda: workout(pace_fast_s_per_km=330, pace_slow_s_per_km=None),
        PACES,
    ),
    (
        "paces_in_bounds",
        lambda: workout(pace_fast_s_per_km=59, pace_slow_s_per_km=330),
        "A pace is between 60 and 3600 s per km.",
    ),
    (
        "paces_in_bounds",
        lambda: workout(pace_fast_s_per_km=330, pace_slow_s_per_km=3601),
        "A pace is between 60 and 3600 s per km.",
    ),
    *BROKEN_IN_THE_LIBRARY,
    *BROKEN_AT_HOME,
    *BROKEN_AT_THE_DESK,
]
each_broken = pytest.mark.parametrize(
    ("name", "make", "said"), BROKEN, ids=[f"{b[0]}-{i}" for i, b in enumerate(BROKEN)]
)


@each_broken
def test_a_form_says_what_is_wrong(name, make, said):
    with pytest.raises(ValidationError) as refusal:
        make().validate_constraints()
    assert refusal.value.messages == [said]


@each_broken
def test_the_database_refuses_it_too(name, make, said):
    row = make()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_every_constraint_has_a_row_that_breaks_it():
    models = apps.get_app_config("coaching").get_models()
    kinds = (CheckConstraint, UniqueConstraint)
    names = {c.name for model in models for c in model._meta.constraints if isinstance(c, kinds)}
    assert {name for name, *_ in BROKEN} == names


def test_a_revoked_access_leaves_room_for_a_new_one():
    again = second_access()
    CoachAccess.objects.update(revoked_at=NOW)
    again.validate_constraints()
    again.save()


def test_an_athlete_keeps_retired_plans_beside_the_active_one():
    old = plan_of_alice()
    new = make_plan(athlete=old.athlete)
    states = list(TrainingPlan.objects.order_by("created_at").values_list("pk", "status"))
    assert states == [(old.pk, "retired"), (new.pk, "active")]


@pytest.mark.parametrize("distance", [None, 0, 400])
def test_a_workout_may_have_any_distance_within_bounds(distance):
    workout(distance_km=distance).validate_constraints()


def test_every_row_of_a_plan_passes_its_own_validation():
    """As a coach's form would check it: lengths of texts too, which SQLite does not."""
    plan = plan_of_alice()
    plan.full_clean()
    for row in [*PlanWeek.objects.all(), *Workout.objects.all()]:
        row.full_clean()
