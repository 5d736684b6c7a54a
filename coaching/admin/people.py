"""People: users (superusers only), athletes, and who may look at whom."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm

from coaching.models import Athlete, CoachAccess, User
from coaching.services.library import pages

from .scoping import ScopedAdmin


class NewUserForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "name")


class ChangeUserForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"


@admin.register(User)
class UserAdmin(ScopedAdmin, DjangoUserAdmin):
    form, add_form = ChangeUserForm, NewUserForm
    ordering = ["email"]
    list_display = ["email", "name", "is_staff", "is_active", "last_login"]
    list_filter = ["is_staff", "is_active", "groups"]
    search_fields = ["email", "name"]
    fieldsets = [
        (None, {"fields": ["email", "name", "credentials", "password"]}),
        ("May", {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "name", "usable_password", "password1", "password2"]})]

    def visible(self, queryset, user):
        return queryset.filter(pk=user.pk)

    def delete_model(self, request, obj):
        """With what they wrote below articles, which readers see."""
        super().delete_model(request, obj)
        pages.changed()

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        pages.changed()


class CoachAccessInline(admin.StackedInline):
    model = CoachAccess
    extra = 0
    fields = ["coach", "level", "granted_at", "revoked_at"]
    readonly_fields = ["granted_at"]


@admin.register(Athlete)
class AthleteAdmin(ScopedAdmin):
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

    @admin.display(description="plan")
    def newest_plan(self, athlete):
        plans = list(athlete.plans.all())
        return f"{plans[0].starts_on:%d %b} to {plans[0].ends_on:%d %b %Y}" if plans else "none"
