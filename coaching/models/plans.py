"""Training plans: weeks and workouts as rows, what is only shown as JSON."""

import uuid

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Value, When

from coaching.rules.terms import Units

from .assessments import Assessment
from .choices import KINDS, PATTERNS, PHASES, SPORTS, UNITS
from .people import Athlete, CoachAccess, User

MOST_MINUTES = 7 * 24 * 60


def _is_shown(plan, week, today):
    """Whether an athlete sees a week: a coach who may edit hides those to come behind a day, never one that has begun."""
    editing = CoachAccess.objects.current().of_coaches().filter(level=CoachAccess.EDIT)
    of_it = editing.filter(athlete=OuterRef(f"{plan}athlete"))
    within = {f"{week}starts_on__lte": F(f"{plan}shown_until")}
    begun = {f"{week}starts_on__lte": today}
    return Q(**{f"{plan}shown_until": None}) | Q(**within) | Q(**begun) | ~Exists(of_it)


class TrainingPlanQuerySet(models.QuerySet):
    def visible_to(self, user, browser=""):
        return self.filter(assessment__in=Assessment.objects.visible_to(user, browser))

    def active(self):
        return self.filter(status=TrainingPlan.ACTIVE)

    def suggested(self):
        return self.filter(status=TrainingPlan.SUGGESTED)

    def with_weeks(self):
        """Weeks and workouts in two further queries, however many there are."""
        return self.prefetch_related("weeks__workouts")

    def with_weeks_for(self, user, today, *before):
        """As `with_weeks`, without the weeks a coach hides from this person; for others each has `is_hidden`.

        `before` are plans to reach from this one whose weeks are wanted too, such as "replaces".
        """
        weeks = PlanWeek.objects.for_reader(user, today).prefetch_related("workouts")
        paths = ["weeks", *(f"{plan}__weeks" for plan in before)]
        return self.prefetch_related(*(Prefetch(path, queryset=weeks) for path in paths))


class TrainingPlan(models.Model):
    """A plan as it was made. It keeps the advice in the words of that day."""

    SUGGESTED, ACTIVE, RETIRED, DECLINED = "suggested", "active", "retired", "declined"
    STATES = [(SUGGESTED, "suggested"), (ACTIVE, "active"), (RETIRED, "retired"), (DECLINED, "declined")]
    REASONS = [
        ("cramp", "a cramp"),
        ("check_in", "a check-in"),
        ("missed", "missed workouts"),
        ("asked", "asked for"),
        ("cleared", "looked at by a doctor"),
        ("coach", "drafted by a coach"),
    ]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="plans")
    athlete = models.ForeignKey(Athlete, on_delete=models.CASCADE, null=True, blank=True, related_name="plans")
    status = models.CharField(max_length=9, choices=STATES, default=ACTIVE)
    sport = models.CharField(max_length=8, choices=SPORTS)
    units = models.CharField(max_length=8, choices=UNITS, default=Units.METRIC.value)
    pattern = models.CharField(max_length=11, choices=PATTERNS)
    starts_on = models.DateField()
    ends_on = models.DateField()
    race_on = models.DateField(null=True, blank=True)
    race_km = models.FloatField(null=True, blank=True)
    rules_version = models.CharField(max_length=20)
    baseline = models.JSONField()
    statements = models.JSONField(default=list, blank=True)
    choices = models.JSONField(default=list, blank=True)
    breaches = models.JSONField(default=list, blank=True)
    evening = models.JSONField(null=True, blank=True)
    race_sheet = models.JSONField(null=True, blank=True)
    advice = models.JSONField(
        default=dict, blank=True, help_text="The advice by slug, as it read when the plan was made."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    retired_on = models.DateField(
        null=True, blank=True, help_text="From this day on another plan holds. Empty where the plan never held."
    )
    replaces = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="suggestions")
    reason = models.CharField(max_length=8, choices=REASONS, blank=True, help_text="Why a plan was suggested.")
    changes = models.JSONField(
        default=list, blank=True, help_text="What a suggested plan changes, in words and by rule."
    )
    decided_at = models.DateTimeField(null=True, blank=True, help_text="When a suggestion was accepted or declined.")
    decided_by_coach = models.BooleanField(default=False, help_text="Rather than by the athlete.")
    shown_until = models.DateField(
        null=True, blank=True, help_text="A coach shows the athlete the weeks that start up to this day; empty: all."
    )

    objects = TrainingPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["athlete"],
                condition=Q(status="active", athlete__isnull=False),
                name="one_active_plan_per_athlete",
                violation_error_message="This athlete already has an active plan.",
            ),
            models.UniqueConstraint(
                fields=["assessment"],
                condition=Q(status="active"),
                name="one_active_plan_per_assessment",
                violation_error_message="This assessment already has an active plan.",
            ),
            models.UniqueConstraint(
                fields=["athlete"],
                condition=Q(status="suggested"),
                name="one_suggested_plan_per_athlete",
                violation_error_message="This athlete already has a suggested plan.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="plan_ends_after_it_starts",
                violation_error_message="A plan cannot end before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(decided_by_coach=False) | Q(decided_at__isnull=False),
                name="a_coach_decides_at_a_moment",
                violation_error_message="A decision has its moment.",
            ),
            models.CheckConstraint(
                condition=Q(race_km=None) | Q(race_km__gt=0),
                name="race_has_a_length",
                violation_error_message="A race is longer than 0 km.",
            ),
        ]

    def __str__(self):
        return f"{self.athlete or 'Unclaimed'}: {self.starts_on:%d %b %Y} to {self.ends_on:%d %b %Y}"


class PlanWeekQuerySet(models.QuerySet):
    def shown(self, today):
        """Those the athlete sees on that day."""
        return self.filter(_is_shown("plan__", "", today))

    def for_reader(self, user, today):
        """What a person sees: the athlete the weeks that are shown, others all of them, each with `is_hidden`."""
        hidden = Case(When(_is_shown("plan__", "", today), then=Value(False)), default=Value(True))
        return self.annotate(is_hidden=hidden).exclude(is_hidden=True, plan__athlete__user=user.pk)


class PlanWeek(models.Model):
    plan = models.ForeignKey(TrainingPlan, on_delete=models.CASCADE, related_name="weeks")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    phase = models.CharField(max_length=8, choices=PHASES)
    focus = models.CharField(max_length=200)
    distance_km = models.FloatField(default=0)
    longest_km = models.FloatField(default=0)
    minutes = models.PositiveIntegerField(default=0, help_text="All workouts, without a race.")
    session_minutes = models.PositiveIntegerField(default=0, help_text="Runs or rides alone.")
    longest_minutes = models.PositiveIntegerField(default=0)
    evening = models.JSONField(default=list, blank=True)

    objects = PlanWeekQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="week_numbers_are_unique"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="week_ends_after_it_starts",
                violation_error_message="A week cannot end before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(distance_km__gte=0, longest_km__gte=0),
                name="week_distance_not_negative",
                violation_error_message="A week has no less than 0 km.",
            ),
        ]

    def __str__(self):
        return f"Week {self.number} from {self.starts_on:%d %b}"


class WeekEdit(models.Model):
    """A coach's hand on a week: who, when, and where it went beyond a limit, why. Shown on the plan."""

    week = models.ForeignKey(PlanWeek, on_delete=models.CASCADE, related_name="edits")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="week_edits")
    at = models.DateTimeField()
    breaches = models.JSONField(default=list, blank=True, help_text="The limits it went beyond: rule and sentence.")
    reason = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(breaches=[]) | ~Q(reason=""),
                name="beyond_a_limit_only_with_a_reason",
                violation_error_message="Going beyond a limit needs a written reason.",
            ),
        ]

    def __str__(self):
        return f"{self.week}, edited {self.at:%d %b %Y}"


class WorkoutQuerySet(models.QuerySet):
    def of(self, athlete):
        return self.filter(week__plan__athlete=athlete)

    def in_force(self):
        """Those of the active plans, and those of plans before them up to the day on which another one took over."""
        held = Q(week__plan__status=TrainingPlan.RETIRED, on__lt=F("week__plan__retired_on"))
        return self.filter(Q(week__plan__status=TrainingPlan.ACTIVE) | held)

    def shown(self, today):
        """Those the athlete sees on that day, a coach of theirs willing."""
        return self.filter(_is_shown("week__plan__", "week__", today))

    def marked_hidden(self, today):
        """All of them, each with `is_hidden`."""
        shown = _is_shown("week__plan__", "week__", today)
        return self.annotate(is_hidden=Case(When(shown, then=Value(False)), default=Value(True)))


class Workout(models.Model):
    week = models.ForeignKey(PlanWeek, on_delete=models.CASCADE, related_name="workouts")
    on = models.DateField(db_index=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="The order on a day.")
    kind = models.CharField(max_length=9, choices=KINDS)
    title = models.CharField(max_length=100)
    purpose = models.CharField(max_length=200)
    effort = models.CharField(max_length=200)
    minutes = models.PositiveIntegerField(help_text="Planned duration; an estimate where the distance leads.")
    distance_km = models.FloatField("distance in km", null=True, blank=True)
    pace_fast_s_per_km = models.FloatField("faster pace, s per km", null=True, blank=True)
    pace_slow_s_per_km = models.FloatField("slower pace, s per km", null=True, blank=True)
    steps = models.JSONField(default=list, blank=True)
    main = models.JSONField(default=list, blank=True)
    before = models.JSONField(default=list, blank=True)
    during = models.JSONField(default=list, blank=True)
    after = models.JSONField(default=list, blank=True)
    evening = models.JSONField(default=list, blank=True)
    rules = models.JSONField(default=list, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="By a coach.")
    moved_from = models.DateField(null=True, blank=True, editable=False, help_text="The day the plan first gave it.")
    undo_on = models.DateField(null=True, blank=True, editable=False, help_text="The day before the last move.")
    uid = models.CharField(
        max_length=40, blank=True, editable=False, help_text="In calendars, where it took the place of another workout."
    )
    sequence = models.PositiveIntegerField(default=0, editable=False, help_text="Counts its changes, for calendars.")
    changed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = WorkoutQuerySet.as_manager()

    class Meta:
        ordering = ["on", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(distance_km=None) | Q(distance_km__gte=0, distance_km__lte=400),
                name="workout_distance_in_bounds",
                violation_error_message="A workout has between 0 and 400 km.",
            ),
            models.CheckConstraint(
                condition=Q(pace_fast_s_per_km=None, pace_slow_s_per_km=None)
                | Q(
                    pace_fast_s_per_km__isnull=False,  # SQL takes a comparison with nothing for kept
                    pace_slow_s_per_km__isnull=False,
                    pace_slow_s_per_km__gte=F("pace_fast_s_per_km"),
                ),
                name="paces_come_in_pairs_faster_first",
                violation_error_message="Give both paces, the faster one first, or none.",
            ),
            models.CheckConstraint(
                condition=Q(pace_fast_s_per_km=None) | Q(pace_fast_s_per_km__gte=60, pace_slow_s_per_km__lte=3600),
                name="paces_in_bounds",
                violation_error_message="A pace is between 60 and 3600 s per km.",
            ),
            models.CheckConstraint(
                condition=Q(minutes__lte=MOST_MINUTES),
                name="workout_minutes_in_bounds",
                violation_error_message=f"A workout takes {MOST_MINUTES} minutes (a week) at most.",
            ),
        ]

    def __str__(self):
        return f"{self.title}, {self.on:%a %d %b}"

    @property
    def calendar_uid(self):
        """The same for a workout and for the one that takes its place in a later plan: calendars then update it."""
        return self.uid or f"workout-{self.pk}"
