"""Plans to read, and their weeks, each a page of the desk with a form for all of its workouts."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from coaching.models import Athlete, PlanWeek, TrainingPlan
from coaching.services import breaches

from .desk.weeks import week_page
from .scoping import ReadOnly, ScopedAdmin

SUMS = ["distance_km", "longest_km", "session_minutes", "minutes"]


@admin.register(TrainingPlan)
class TrainingPlanAdmin(ReadOnly, ScopedAdmin):
    athlete_key, looked_at = "athlete_id", "plan"
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
        "at_the_desk",
    ]
    readonly_fields = fields

    def visible(self, queryset, user):
        return queryset.filter(athlete__in=Athlete.objects.visible_to(user))

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("athlete")

    def get_fields(self, request, obj=None):
        """The athlete's own page opens only to those who may see it: a superuser as such may not."""
        theirs = obj and TrainingPlan.objects.visible_to(request.user).filter(pk=obj.pk).exists()
        return [name for name in self.fields if theirs or name not in ("as_the_athlete_sees_it", "at_the_desk")]

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

    @admin.display(description="at the desk")
    def at_the_desk(self, plan):
        """Only whoever has access to the athlete is offered these, so there is one."""
        pages = (
            ("desk_athlete", "The athlete"),
            ("desk_suggestion", "A changed plan"),
            ("desk_compare", "Compare plans"),
        )
        rows = ((reverse(f"admin:{name}", args=[plan.athlete_id]), words) for name, words in pages if plan.athlete_id)
        return format_html_join(" ", '<a href="{}">{}</a>', rows) or "none"


@admin.register(PlanWeek)
class PlanWeekAdmin(ScopedAdmin):
    athlete_key, looked_at = "plan.athlete_id", "week"
    list_display = ["__str__", "athlete", "phase", *SUMS]
    list_filter = [("plan__athlete", admin.RelatedOnlyFieldListFilter), "phase", "starts_on"]
    search_fields = ["plan__athlete__name", "plan__athlete__user__email"]
    date_hierarchy = "starts_on"

    def visible(self, queryset, user):
        return queryset.filter(plan__athlete__in=Athlete.objects.visible_to(user))

    def editable(self, queryset, user):
        return queryset.filter(plan__athlete__in=Athlete.objects.editable_by(user))

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("plan__athlete__user")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """A page of our own: the whole week in one form, or to read."""
        week = self.get_object(request, unquote(object_id))
        if week is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, week):
            raise PermissionDenied
        return week_page(self, request, week, may_edit=self.has_change_permission(request, week))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(ordering="plan__athlete__name")
    def athlete(self, week):
        return week.plan.athlete or "Unclaimed"
