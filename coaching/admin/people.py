"""People: athletes, who may look at whom, and a coach's requests."""

from django.contrib import admin
from django.utils.timezone import now

from coaching.forms.people.coaches import RequestForm
from coaching.models import Athlete, CoachAccess, Invitation
from coaching.services import people
from coaching.services.people import access, consent, erase

from .scoping import ScopedAdmin


class CoachAccessInline(admin.StackedInline):
    model = CoachAccess
    extra = 0
    fields = ["coach", "level", "granted_at", "revoked_at"]
    readonly_fields = ["granted_at"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A moment is two boxes below one label; each needs its own."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "revoked_at":
            for widget, part in zip(field.widget.widgets, ("day", "time"), strict=True):
                widget.attrs["aria-label"] = f"Revoked at: {part}"
        return field


def erase_athlete(athlete):
    if athlete.user:
        consent.withdraw(user=athlete.user, now=now())
    else:
        erase.kept_by_name(athlete=athlete)


@admin.register(Athlete)
class AthleteAdmin(ScopedAdmin):
    athlete_key, looked_at = "pk", "desk"
    list_display = ["name", "user", "newest_plan", "created_at"]
    list_filter = ["plans__sport", "plans__status", "plans__pattern"]
    search_fields = ["name", "user__email"]
    date_hierarchy = "created_at"

    def visible(self, queryset, user):
        return queryset.filter(pk__in=Athlete.objects.visible_to(user))

    def editable(self, queryset, user):
        return queryset.filter(pk__in=Athlete.objects.editable_by(user))

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user").prefetch_related("plans")

    def get_inlines(self, request, obj):
        return [CoachAccessInline] if request.user.is_superuser else []

    def get_readonly_fields(self, request, obj=None):
        return [] if request.user.is_superuser else ["user"]

    def get_deleted_objects(self, objs, request):
        """Who may delete an athlete deletes what hangs on them, though no row of it can be deleted here by itself."""
        rows, counts, needed, protected = super().get_deleted_objects(objs, request)
        return rows, counts, needed & {self.opts.verbose_name}, protected

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        people.changed(obj)  # the rosters of coaches hold the name

    def delete_model(self, request, obj):
        """With all traces of them; who logs in keeps the account, and is asked for consent again."""
        erase_athlete(obj)

    def delete_queryset(self, request, queryset):
        for athlete in queryset:
            erase_athlete(athlete)

    @admin.display(description="plan")
    def newest_plan(self, athlete):
        plans = list(athlete.plans.all())
        return f"{plans[0].starts_on:%d %b} to {plans[0].ends_on:%d %b %Y}" if plans else "none"


@admin.register(Invitation)
class InvitationAdmin(ScopedAdmin):
    """A coach's own requests: sent by letter, answered by the athlete. A superuser sees all that was asked of anybody."""

    form = RequestForm
    list_display = ["__str__", "level", "created_at", "answer"]
    list_select_related = ["athlete", "coach"]
    fields = ["email", "level"]
    ordering = ["-created_at"]

    def visible(self, queryset, user):
        return queryset.filter(made_by=Invitation.COACH, coach=user)

    def editable(self, queryset, user):
        """Those that may be withdrawn; none can be changed."""
        return self.visible(queryset, user).open()

    def has_add_permission(self, request):
        return super().has_add_permission(request) and access.is_coach(request.user)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.answered_at)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.coach = request.user
        return form

    def save_model(self, request, obj, form, change):
        made = access.request(coach=request.user, email=obj.email, level=obj.level, now=now())
        obj.pk = made.pk

    def log_addition(self, request, obj, message):
        """Not at all: the log would keep the address of somebody who may never come."""

    def log_deletions(self, request, queryset):
        """Not at all, for the same reason."""

    def delete_model(self, request, obj):
        access.withdraw(invitation=obj, now=now())

    def delete_queryset(self, request, queryset):
        for invitation in queryset:
            access.withdraw(invitation=invitation, now=now())

    @admin.display(description="answer")
    def answer(self, invitation):
        return {None: "waits", True: "accepted", False: "declined or withdrawn"}[invitation.accepted]
