"""Written once, given to many: a workout or weeks of them, each giving of it, and what became of it for each athlete."""

import uuid

from django.db import models
from django.db.models import F, Q

from coaching.models.choices import KINDS, SPORTS
from coaching.models.people import Athlete, User
from coaching.models.plans import MOST_MINUTES

MOST_WEEKS = 24
GIVEN = [(value, label) for value, label in KINDS if value != "race"]  # a race belongs to an athlete


class TemplateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Your own, and those that other coaches share."""
        return self.filter(Q(owner=user) | Q(shared=True)) if user.is_authenticated else self.none()

    def editable_by(self, user):
        return self.filter(owner=user) if user.is_authenticated else self.none()


class Written(models.Model):
    """A workout as it is written for nobody yet. The amount is of whoever does `week_amount` a week; fitted to each."""

    kind = models.CharField(max_length=9, choices=GIVEN)
    title = models.CharField(max_length=100)
    purpose = models.CharField(max_length=200, blank=True, help_text="Empty: in the words of the plan.")
    effort = models.CharField(max_length=200, blank=True, help_text="Empty: in the words of the plan.")
    steps = models.JSONField(default=list, blank=True, help_text="Empty: the steps the rules give this kind.")
    distance_km = models.FloatField("distance in km", null=True, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.title


def amounts(name):
    return [
        models.CheckConstraint(
            condition=Q(distance_km=None) | Q(distance_km__gt=0, distance_km__lte=400),
            name=f"{name}_distance_in_bounds",
            violation_error_message="A workout has up to 400 km.",
        ),
        models.CheckConstraint(
            condition=Q(minutes=None) | Q(minutes__gt=0, minutes__lte=MOST_MINUTES),
            name=f"{name}_minutes_in_bounds",
            violation_error_message=f"A workout takes {MOST_MINUTES} minutes (a week) at most.",
        ),
        models.CheckConstraint(
            condition=Q(kind="rest") | Q(distance_km__isnull=False) | Q(minutes__isnull=False),
            name=f"{name}_has_an_amount",
            violation_error_message="Give a distance or minutes.",
        ),
    ]


class WorkoutTemplate(Written):
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="workout_templates")
    shared = models.BooleanField("other coaches may use it", default=False)
    sport = models.CharField(max_length=8, choices=SPORTS)
    changed_at = models.DateTimeField()

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = amounts("workout_template")


class PlanTemplate(models.Model):
    """Weeks of workouts; day 0 is Monday."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="plan_templates")
    shared = models.BooleanField("other coaches may use it", default=False)
    title = models.CharField(max_length=100)
    note = models.TextField(max_length=2000, blank=True, help_text="For coaches: whom it suits.")
    sport = models.CharField(max_length=8, choices=SPORTS)
    week_amount = models.PositiveIntegerField(
        help_text="Written for somebody who runs so many km, or rides so many minutes, a week. Amounts are scaled from it."
    )
    changed_at = models.DateTimeField()

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(week_amount__gte=1, week_amount__lte=MOST_MINUTES),
                name="plan_template_week_amount_in_bounds",
                violation_error_message="Say how much somebody does a week for whom this is written.",
            ),
        ]

    def __str__(self):
        return self.title


class PlanTemplateWorkout(Written):
    template = models.ForeignKey(PlanTemplate, on_delete=models.CASCADE, related_name="workouts")
    week = models.PositiveSmallIntegerField(help_text="1 is the first.")
    day = models.PositiveSmallIntegerField(help_text="0 is Monday, 6 Sunday; moved to a day the athlete named.")

    class Meta:
        ordering = ["week", "day", "pk"]
        constraints = [
            *amounts("plan_template_workout"),
            models.CheckConstraint(
                condition=Q(week__gte=1, week__lte=MOST_WEEKS, day__lte=6),
                name="plan_template_week_and_day_in_bounds",
                violation_error_message=f"A template has up to {MOST_WEEKS} weeks of seven days.",
            ),
        ]


class TemplateRun(models.Model):
    """One giving of a template to one or many athletes: a job, its progress, its undoing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    coach = models.ForeignKey(User, on_delete=models.CASCADE, related_name="template_runs")
    title = models.CharField(max_length=100)
    sport = models.CharField(max_length=8, choices=SPORTS)
    content = models.JSONField(help_text="The template as it was when it was given.")
    starts_on = models.DateField(help_text="The day of a single workout; the first Monday of weeks.")
    form = models.UUIDField(editable=False)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True, help_text="When undoing was asked for.")

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["coach", "form"], name="one_template_run_per_form"),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("created_at")),
                name="template_run_ends_after_it_began",
                violation_error_message="A run ends after it began.",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(undone_at__gte=F("created_at")),
                name="template_run_undone_after_it_began",
                violation_error_message="A run is taken back after it began.",
            ),
        ]

    def __str__(self):
        return f"{self.title}, {self.created_at:%d %b %Y}"


class TemplateResult(models.Model):
    """What a run did for one athlete, in words, and what is needed to take it back."""

    WAITING, DONE, REFUSED, UNDONE, STAYED = "waiting", "done", "refused", "undone", "stayed"
    STATES = [
        (WAITING, "waits"),
        (DONE, "given"),
        (REFUSED, "not given"),
        (UNDONE, "taken back"),
        (STAYED, "stays: it was changed since"),
    ]

    run = models.ForeignKey(TemplateRun, on_delete=models.CASCADE, related_name="results")
    athlete = models.ForeignKey(Athlete, on_delete=models.CASCADE, related_name="template_results")
    state = models.CharField(max_length=7, choices=STATES, default=WAITING)
    said = models.JSONField(default=list, blank=True, help_text="What was fitted or refused, in sentences.")
    before = models.JSONField(default=list, blank=True, help_text="The workouts it replaced.")
    after = models.JSONField(default=list, blank=True, help_text="The workouts it wrote, to see later changes.")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["athlete__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "athlete"], name="one_result_per_run_and_athlete"),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(at__isnull=False),
                name="template_result_has_its_moment",
                violation_error_message="What is done has its moment.",
            ),
        ]

    def __str__(self):
        return f"{self.run}: {self.athlete}, {self.get_state_display()}"
