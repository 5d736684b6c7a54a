"""Accounts. A superuser may all; who runs the site sees those who work here and gives them roles, and no more."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.timezone import now

from coaching.forms.people.roles import RolesForm
from coaching.models import Athlete, User
from coaching.services.people import erase, looks

from .scoping import ScopedAdmin

BY_THE_SITE = ["last_login", "date_joined"]
NOT_THEIRS = ["email", "name", *BY_THE_SITE]  # an address could be changed to take an account over


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
    filter_horizontal = ()  # two boxes with arrows, whose labels a screen reader does not get
    fieldsets = [
        (None, {"fields": ["email", "name", "credentials", "password"]}),
        ("May", {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    for_owners = [
        (None, {"fields": ["email", "name", "credentials"]}),
        ("May", {"fields": ["is_active", "is_staff", "groups"]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "name", "usable_password", "password1", "password2"]})]

    # --- Who runs the site ---------------------------------------------------------------------------

    def visible(self, queryset, user):
        return queryset if user.has_perm("coaching.change_user") else queryset.filter(pk=user.pk)

    def editable(self, queryset, user):
        """Nobody raises themselves, and nobody but a superuser touches one."""
        return self.visible(queryset, user).filter(is_superuser=False).exclude(pk=user.pk)

    def get_search_results(self, request, queryset, search_term):
        """Those who work here; of all others the one whose whole address was asked for."""
        found, doubled = super().get_search_results(request, queryset, search_term)
        if request.user.is_superuser:
            return found, doubled
        asked = queryset.filter(email__iexact=search_term.strip())
        return queryset.filter(Q(pk__in=found.filter(is_staff=True)) | Q(pk__in=asked)), False

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj) if request.user.is_superuser else self.for_owners

    def get_readonly_fields(self, request, obj=None):
        return BY_THE_SITE if request.user.is_superuser else NOT_THEIRS

    def get_form(self, request, obj=None, **kwargs):
        if not request.user.is_superuser:
            kwargs["form"] = RolesForm
        return super().get_form(request, obj, **kwargs)

    def user_change_password(self, request, id, form_url=""):  # noqa: A002 so Django calls it
        """Whoever sets a password can log in with it, as an athlete too."""
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().user_change_password(request, id, form_url)

    # --- Deleting ------------------------------------------------------------------------------------

    def has_delete_permission(self, request, obj=None):
        """Somebody has to be able to run the site."""
        return super().has_delete_permission(request, obj) and not (obj and erase.is_last_superuser(obj))

    def get_deleted_objects(self, objs, request):
        """Who may delete a person deletes what hangs on them, though no row of it can be deleted here by itself."""
        rows, counts, needed, protected = super().get_deleted_objects(objs, request)
        athletes = Athlete.objects.filter(user__in=objs).values_list("pk", flat=True)
        looks.record(by=request.user, athletes=athletes, what="desk", now=now())  # their plans are listed
        return rows, counts, needed & {self.opts.verbose_name}, protected

    def delete_model(self, request, obj):
        """With all traces of them, and with what they wrote below articles, which readers see."""
        erase.everything(user=obj)

    def delete_queryset(self, request, queryset):
        for user in queryset:
            erase.everything(user=user)
