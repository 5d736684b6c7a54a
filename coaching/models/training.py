"""What was done, what held it back, how the week felt, what was said about it."""

import uuid

from django.db import models
from django.db.models import F, Q

from .choices import FEELINGS, LIMITED, OUTCOMES, OVERLAYS, SPORTS
from .people import Athlete, User
from .plans import MOST_MINUTES, Workout


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(athlete__in=Athlete.objects.visible_to(user))

    def trained(self):
        """Without what was missed or rested."""
        return self.filter(outcome__in=["done", "partly"])


class Activity(models.Model):
    """One workout as it went, planned or not; also that it was missed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    athlete = models.ForeignKey(Athlete, on_delete=models.CASCADE, related_name="activities")
    workout = models.OneToOneField(Workout, on_delete=models.SET_NULL, null=True, blank=True, related_name="activity")
    on = models.DateField(help_text="The athlete's own day.")
    sport = models.CharField(max_length=8, choices=SPORTS)
    outcome = models.CharField(max_length=6, choices=OUTCOMES)
    distance_km = models.FloatField("distance in km", null=True, blank=True)
    minutes = models.FloatField(null=True, blank=True)
    effort = models.PositiveSmallIntegerField(null=True, blank=True, help_text="0 is rest, 10 all there is.")
    feeling = models.CharField(max_length=5, choices=FEELINGS, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    form = models.UUIDField(editable=False, help_text="The form it came from: sent twice, it counts once.")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"
        ordering = ["-on", "-created_at"]
        indexes = [models.Index(fields=["athlete", "on"], name="activity_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["athlete", "form"], name="one_activity_per_form"),
            models.CheckConstraint(
                condition=Q(distance_km=None) | Q(distance_km__gte=0, distance_km__lte=400),
                name="activity_distance_in_bounds",
                violation_error_message="An activity has between 0 and 400 km.",
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gte=0, minutes__lte=MOST_MINUTES),
                name="activity_minutes_in_bounds",
                violation_error_message=f"An activity takes {MOST_MINUTES} minutes (a week) at most.",
            ),
            models.CheckConstraint(
                condition=Q(effort=None) | Q(effort__lte=10),
                name="activity_effort_in_bounds",
                violation_error_message="Effort goes from 0 to 10.",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["done", "partly"]) | Q(distance_km=None, minutes=None, effort=None),
                name="what_was_not_done_has_no_amount",
                violation_error_message="What was missed has no distance, time or effort.",
            ),
        ]

    def __str__(self):
        return f"{self.athlete}, {self.on:%d %b %Y}: {self.outcome}"


class OverlayQuerySet(models.QuerySet):
    def in_force(self):
        """Without those that were lifted before their first day was over."""
        return self.filter(Q(lifted_on=None) | Q(lifted_on__gt=F("starts_on")))

    def touching(self, first, last):
        """Those that lie over one of these days, both counted."""
        until = Q(lifted_on=None) | Q(lifted_on__gt=first)
        return self.in_force().filter(until, starts_on__lte=last, ends_on__gte=first)


class Overlay(models.Model):
    """Days on which the plan is held back: not feeling 100 %, sick, injured, holiday. Lifted, it ends that day."""

    athlete = models.ForeignKey(Athlete, on_delete=models.CASCADE, related_name="overlays")
    kind = models.CharField(max_length=9, choices=OVERLAYS)
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="The last day.")
    lifted_on = models.DateField(null=True, blank=True, help_text="From this day on the plan holds again.")
    note = models.CharField(max_length=200, blank=True)
    form = models.UUIDField(editable=False)
    created_at = models.DateTimeField()

    objects = OverlayQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["athlete", "form"], name="one_overlay_per_form"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="overlay_ends_after_it_starts",
                violation_error_message="The last day cannot come before the first.",
            ),
        ]

    def __str__(self):
        return f"{self.athlete}: {self.get_kind_display()} from {self.starts_on:%d %b %Y}"


class CheckIn(models.Model):
    """Once a week: did problems limit the training?"""

    athlete = models.ForeignKey(Athlete, on_delete=models.CASCADE, related_name="check_ins")
    week_starts_on = models.DateField(help_text="The Monday of the week that is meant.")
    answer = models.CharField(max_length=11, choices=LIMITED)
    note = models.CharField(max_length=500, blank=True)
    answered_on = models.DateField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-week_starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "week_starts_on"],
                name="one_check_in_per_week",
                violation_error_message="This week was answered already.",
            ),
        ]

    def __str__(self):
        return f"{self.athlete}, week of {self.week_starts_on:%d %b %Y}: {self.get_answer_display()}"


class WorkoutComment(models.Model):
    """What a coach says about a workout, and what the athlete answers."""

    workout = models.ForeignKey(Workout, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="workout_comments")
    text = models.TextField(max_length=2000)
    form = models.UUIDField(editable=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["author", "form"], name="one_workout_comment_per_form"),
        ]

    def __str__(self):
        return f"{self.author}: {self.text[:50]}"


class CalendarFeed(models.Model):
    """The secret address under which a phone subscribes to the plan; a new one replaces it, none revokes it."""

    athlete = models.OneToOneField(Athlete, on_delete=models.CASCADE, related_name="calendar_feed")
    token = models.CharField(max_length=43, unique=True)
    created_at = models.DateTimeField()

    def __str__(self):
        return f"Calendar of {self.athlete}"
