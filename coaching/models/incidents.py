"""Cramps as they came, nights of a diary, and reports that were shared."""

import uuid

from django.db import models
from django.db.models import F, Q

from .choices import CARES, PATTERNS, SIDES, TIMINGS
from .people import Athlete
from .plans import MOST_MINUTES, Workout

FLAGGED = ~Q(care="none")
STOPPING = FLAGGED & Q(cleared_at=None)


class CrampIncidentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(athlete__in=Athlete.objects.visible_to(user))

    def flagged(self):
        """Those with a sign that somebody should look at."""
        return self.filter(FLAGGED)

    def stopping(self):
        """Those that pause the plan: flagged, and nobody has looked at them yet."""
        return self.filter(STOPPING)


class CrampIncident(models.Model):
    """One cramp: when and where, how it was, what was different, and what triage made of it then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    athlete = models.ForeignKey(Athlete, on_delete=models.CASCADE, related_name="incidents")
    workout = models.ForeignKey(Workout, on_delete=models.SET_NULL, null=True, blank=True, related_name="incidents")
    at = models.DateTimeField()
    on = models.DateField(help_text="The athlete's own day, wherever they were.")
    timing = models.CharField(max_length=7, choices=TIMINGS)
    minutes_after_exercise = models.PositiveIntegerField(null=True, blank=True)
    onset_km = models.FloatField("onset at km", null=True, blank=True)
    onset_minutes = models.PositiveIntegerField("onset at minute", null=True, blank=True)
    side = models.CharField(max_length=5, choices=SIDES, blank=True)
    muscles = models.JSONField(default=list, blank=True)
    severity = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="0 is a twitch, 10 the worst there is."
    )
    duration_s = models.PositiveIntegerField("duration in s", null=True, blank=True)
    twitching_only = models.BooleanField(default=False)
    helped = models.JSONField(default=list, blank=True)
    different = models.JSONField(default=list, blank=True)
    signs = models.JSONField(default=list, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    triage = models.JSONField()
    care = models.CharField(max_length=9, choices=CARES)
    pattern = models.CharField(max_length=11, choices=PATTERNS)
    rules_version = models.CharField(max_length=20)
    cleared_at = models.DateTimeField(
        null=True, blank=True, help_text="When the athlete said that somebody looked at it and that they may train."
    )
    form = models.UUIDField(editable=False, help_text="The form it came from: sent twice, it counts once.")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = CrampIncidentQuerySet.as_manager()

    class Meta:
        verbose_name = "cramp"
        ordering = ["-at"]
        indexes = [models.Index(fields=["athlete", "on"], name="incident_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["athlete", "form"], name="one_incident_per_form"),
            models.CheckConstraint(
                condition=Q(severity=None) | Q(severity__lte=10),
                name="incident_severity_in_bounds",
                violation_error_message="Severity goes from 0 to 10.",
            ),
            models.CheckConstraint(
                condition=Q(onset_km=None) | Q(onset_km__gte=0, onset_km__lte=400),
                name="incident_onset_km_in_bounds",
                violation_error_message="A cramp starts between 0 and 400 km.",
            ),
            models.CheckConstraint(
                condition=Q(onset_minutes=None) | Q(onset_minutes__lte=MOST_MINUTES),
                name="incident_onset_minutes_in_bounds",
                violation_error_message=f"A cramp starts within {MOST_MINUTES} minutes (a week).",
            ),
            models.CheckConstraint(
                condition=Q(at__lte=F("changed_at")),
                name="incident_not_in_the_future",
                violation_error_message="A cramp cannot lie in the future.",
            ),
        ]

    def __str__(self):
        return f"{self.athlete}, {self.on:%d %b %Y}"

    @property
    def stops(self):
        """Whether it pauses the plan, as `stopping` asks the database."""
        return self.care != "none" and self.cleared_at is None


class Night(models.Model):
    """One night of the diary: from the evening of this day to the morning after."""

    athlete = models.ForeignKey(Athlete, on_delete=models.CASCADE, related_name="nights")
    on = models.DateField(help_text="The evening.")
    cramps = models.PositiveSmallIntegerField()
    woke = models.BooleanField(null=True, blank=True)
    routine = models.BooleanField("did the evening routine", null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-on"]
        constraints = [
            models.UniqueConstraint(fields=["athlete", "on"], name="one_row_per_night"),
            models.CheckConstraint(
                condition=Q(cramps__lte=50),
                name="night_cramps_in_bounds",
                violation_error_message="A night has 50 cramps at most.",
            ),
        ]

    def __str__(self):
        return f"{self.athlete}, night of {self.on:%d %b %Y}"


class SharedReportQuerySet(models.QuerySet):
    def readable(self, now):
        return self.filter(revoked_at=None, expires_at__gt=now)


class SharedReport(models.Model):
    """A report of cramps under a secret address, for a doctor or a coach, until a day."""

    athlete = models.ForeignKey(Athlete, on_delete=models.CASCADE, related_name="shared_reports")
    token = models.CharField(max_length=43, unique=True)
    label = models.CharField(max_length=100, blank=True, help_text="Whom it is for.")
    first_on = models.DateField()
    last_on = models.DateField()
    with_health = models.BooleanField(default=False, help_text="Whether medicines and illnesses are in it.")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    form = models.UUIDField(editable=False)

    objects = SharedReportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["athlete", "form"], name="one_shared_report_per_form"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="shared_report_expires_later",
                violation_error_message="A report ends after it was shared.",
            ),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="shared_report_covers_days",
                violation_error_message="The last day cannot come before the first.",
            ),
        ]

    def __str__(self):
        return f"Report of {self.athlete} until {self.expires_at:%d %b %Y}"
