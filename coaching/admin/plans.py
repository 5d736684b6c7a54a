"""Plans to read, and the workouts of a week to edit: the admin has no inlines within inlines, so weeks are pages."""

from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.timezone import now

from coaching.forms.workouts import WorkoutForm
from coaching.models import Athlete, PlanWeek, TrainingPlan, Workout
from coaching.rules.terms import RuleKind
from coaching.services import breaches, people, plans

from .scoping import ReadOnly, ScopedAdmin

SUMS = ["distance_km", "longest_km", "session_minutes", "minutes"]
SAID = {
    True: (messages.ERROR, "beyond a limit"),
    False: (messages.WARNING, "against advice"),
}


@admin.register(TrainingPlan)
class TrainingPlanAdmin(ReadOnly, ScopedAdmin):
    list_display = ["__str__", "athlete", "sport", "pattern", "status", "race_on", "starts_on"]
    list_filter = [("athlete", admin.RelatedOnlyFieldListFilter), "status", "sport", "pattern", "starts_on"]
    search_fields = ["athlete__name", "athlete__user__email"]
    date_hierarchy = "starts_on"
    fields = [
        "athlete",
        "status",
        "sport",
        "pattern",
        "starts_on",
        "ends_on",
        "race_on",
        "race_km",
        "weeks_listed",
        "rules_departed_from",
        "as_the_athlete_sees_it",
    ]
    readonly_fields = fields

    def visible(self, queryset, user):
        return queryset.filter(athlete__in=Athlete.objects.visible_to(user))

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("athlete")

    def get_fields(self, request, obj=None):
        """The athlete's own page opens only to those who may see it: a superuser as such may not."""
        theirs = obj and TrainingPlan.objects.visible_to(request.user).filter(pk=obj.pk).exists()
        return [name for name in self.fields if theirs or name != "as_the_athlete_sees_it"]

    @admin.display(description="weeks")
    def weeks_listed(self, plan):
        rows = (
            (reverse("admin:coaching_planweek_change", args=[week.pk]), week, week.get_phase_display())
            for week in plan.weeks.all()
        )
        return format_html_join("", '<p><a href="{}">{}</a>, {}</p>', rows)

    @admin.display(description="rules it departs from")
    def rules_departed_from(self, plan):
        rows = (
            ("Beyond a limit" if one.is_hard else "Advice", one.rule, one.sentence, one.where)
            for one in breaches.departures(plan)
        )
        return format_html_join("", "<p>{}, rule {}: {} {}</p>", rows) or "none"

    @admin.display(description="as the athlete sees it")
    def as_the_athlete_sees_it(self, plan):
        return format_html('<a href="{}">Open the plan</a>', reverse("coaching:plan", args=[plan.pk]))


class WorkoutInline(admin.StackedInline):
    model = Workout
    form = WorkoutForm
    extra = 0
    max_num = 0
    can_delete = False
    fields = [
        ("on", "kind"),
        "title",
        ("minutes", "distance_km"),
        ("pace_fast_s_per_km", "pace_slow_s_per_km"),
        "effort",
        "purpose",
        "steps",
    ]

    def has_view_permission(self, request, obj=None):
        return True

    def has_change_permission(self, request, obj=None):
        """As for the week it stands in."""
        return self.admin_site._registry[PlanWeek].has_change_permission(request, obj)


@admin.register(PlanWeek)
class PlanWeekAdmin(ScopedAdmin):
    list_display = ["__str__", "athlete", "phase", *SUMS]
    list_filter = [("plan__athlete", admin.RelatedOnlyFieldListFilter), "phase", "starts_on"]
    search_fields = ["plan__athlete__name", "plan__athlete__user__email"]
    date_hierarchy = "starts_on"
    readonly_fields = ["plan", "starts_on", "ends_on", "phase", *SUMS]
    fields = [*readonly_fields, "focus"]
    inlines = [WorkoutInline]

    def visible(self, queryset, user):
        return queryset.filter(plan__athlete__in=Athlete.objects.visible_to(user))

    def editable(self, queryset, user):
        return queryset.filter(plan__athlete__in=Athlete.objects.editable_by(user))

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("plan__athlete")

    def get_object(self, request, object_id, from_field=None):
        """What is sent is read and stored while nobody else moves or logs for the athlete."""
        week = super().get_object(request, object_id, from_field)
        if week and week.plan.athlete and request.method == "POST":
            people.lock(week.plan.athlete)
        return week

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(ordering="plan__athlete__name")
    def athlete(self, week):
        return week.plan.athlete or "Unclaimed"

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        changed = [workout for formset in formsets for workout, _ in formset.changed_objects]
        if not changed:
            return
        for breach in plans.edited(week=form.instance, by=request.user, now=now(), changed=changed):
            level, what = SAID[breach.kind == RuleKind.HARD]
            text = f"Saved, but {what} (rule {breach.rule}): {breach.sentence} The athlete reads this on the plan."
            messages.add_message(request, level, text)
