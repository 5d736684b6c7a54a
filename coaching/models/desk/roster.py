"""One line of the roster, added up so that ten thousand can be sorted; and what a coach wants to be told about."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from coaching.models.choices import SPORTS
from coaching.models.people import Athlete, User


class RosterEntry(models.Model):
    """What the desk's lists say of an athlete, as of a day (UTC) and a version of the athlete. Made anew when either moves.

    Amounts are km for runners and minutes for cyclists, of runs or rides alone.
    """

    NONE, ACTIVE, PAUSED, ENDED = "none", "active", "paused", "ended"
    PLANS = [(NONE, "no plan"), (ACTIVE, "on its way"), (PAUSED, "paused"), (ENDED, "over")]

    athlete = models.OneToOneField(Athlete, on_delete=models.CASCADE, primary_key=True, related_name="roster_entry")
    version = models.PositiveBigIntegerField()
    as_of = models.DateField()
    search = models.TextField(help_text="Name and address, case-folded.")
    sport = models.CharField(max_length=8, choices=SPORTS, blank=True)
    plan = models.CharField(max_length=6, choices=PLANS)
    plan_ends_on = models.DateField(null=True, blank=True)
    race_on = models.DateField(null=True, blank=True)
    race_km = models.FloatField(null=True, blank=True)
    race_gap = models.FloatField(
        null=True, blank=True, help_text="The race as a multiple of the longest session of the last 30 days."
    )
    last_log_on = models.DateField(null=True, blank=True)
    silent_since = models.DateField(null=True, blank=True, help_text="The last log, else the first day of the plan.")
    planned_7 = models.FloatField(default=0)
    done_7 = models.FloatField(default=0)
    planned_28 = models.FloatField(default=0)
    done_28 = models.FloatField(default=0)
    open_incidents = models.PositiveIntegerField(
        default=0, help_text="Cramps of the last 28 days, and those that stop."
    )
    cramp_at = models.DateTimeField(null=True, blank=True, help_text="When the newest cramp was logged.")
    red_flag_at = models.DateTimeField(null=True, blank=True, help_text="Since when a sign pauses the plan.")
    symptomatic_at = models.DateTimeField(
        null=True, blank=True, help_text="When the newest answers fitted the symptomatic pattern or asked for care."
    )
    suggestion_at = models.DateTimeField(null=True, blank=True)
    strength_missed_weeks = models.PositiveSmallIntegerField(default=0, help_text="Whole weeks in a row, up to now.")
    strength_missed_since = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "roster entries"
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_7__gte=0, done_7__gte=0, planned_28__gte=0, done_28__gte=0),
                name="roster_amounts_not_negative",
                violation_error_message="An amount is 0 or more.",
            ),
        ]

    def __str__(self):
        return f"{self.athlete}, as of {self.as_of:%d %b %Y}"


OF_ATTENTION = {
    "silent_days": (3, 60),
    "race_weeks": (2, 16),
    "race_gap": (1.0, 3.0),
    "strength_weeks": (1, 6),
    "ends_days": (0, 42),
}
OF_STEPS = {"longest_step": (1.0, 1.10), "week_step": (1.0, 1.30)}
LIMITS = OF_ATTENTION | OF_STEPS  # the least and the most a coach may choose; the rules' own, as a test says
OF_THE_SITE = {
    "silent_days": 14,
    "race_weeks": 6,
    "race_gap": 1.3,
    "strength_weeks": 2,
    "ends_days": 10,
    "longest_step": 1.10,
    "week_step": 1.20,
}


def own(name):
    """What holds where a coach chose nothing, and how far they may go."""
    least, most = LIMITS[name]
    return {"default": OF_THE_SITE[name], "validators": [MinValueValidator(least), MaxValueValidator(most)]}


def within(limits):
    return Q(**{f"{name}__range": span for name, span in limits.items()})


class Thresholds(models.Model):
    """When an athlete asks for a coach's attention, and how large the steps are that this coach gives: within the rules' limits."""

    coach = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="thresholds")
    silent_days = models.PositiveSmallIntegerField("nothing logged for days", **own("silent_days"))
    race_weeks = models.PositiveSmallIntegerField("a race within weeks", **own("race_weeks"))
    race_gap = models.FloatField("and farther than the longest session, times", **own("race_gap"))
    strength_weeks = models.PositiveSmallIntegerField("weeks without strength", **own("strength_weeks"))
    ends_days = models.PositiveSmallIntegerField("a plan ends within days", **own("ends_days"))
    longest_step = models.FloatField("the longest run grows by at most, times", **own("longest_step"))
    week_step = models.FloatField("a week grows by at most, times", **own("week_step"))

    class Meta:
        verbose_name_plural = "thresholds"
        constraints = [
            models.CheckConstraint(
                condition=within(OF_ATTENTION),
                name="attention_within_sane_limits",
                violation_error_message="Keep to the limits that stand beside each field.",
            ),
            models.CheckConstraint(
                condition=within(OF_STEPS),
                name="steps_within_the_rules",
                violation_error_message="A step may be smaller than the rules allow, never larger.",
            ),
        ]

    def __str__(self):
        return f"Thresholds of {self.coach}"
