"""A coach sees and edits only the athletes who let them, through every door of the admin; each look is written down."""

from operator import attrgetter

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.utils.timezone import now

from coaching.services.people import looks

from .lists import CarefulAdmin


class ScopedAdmin(CarefulAdmin):
    """Give `visible` and `editable`: querysets of the model for a user. A superuser sees and edits all.

    Where a row tells of an athlete's health, `athlete_key` is the way from it to the key of the athlete, and `looked_at`
    what of Look.WHAT it is.
    """

    list_per_page = 50
    athlete_key = ""
    looked_at = ""

    def visible(self, queryset, user):
        raise NotImplementedError

    def editable(self, queryset, user):
        return queryset.none()

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset if request.user.is_superuser else self.visible(queryset, request.user)

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and self._within(request, obj, self.visible)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._within(request, obj, self.editable)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._within(request, obj, self.editable)

    def _within(self, request, obj, scope):
        if obj is None or obj.pk is None or request.user.is_superuser:
            return True
        return scope(self.model._default_manager.filter(pk=obj.pk), request.user).exists()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Offer only rows that the related admin would list."""
        related = self.admin_site._registry.get(db_field.related_model)
        if related is not None and "queryset" not in kwargs:
            kwargs["queryset"] = related.get_queryset(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    # --- Looks ---------------------------------------------------------------------------------------

    def changelist_view(self, request, extra_context=None):
        return self._noted(request, super().changelist_view(request, extra_context), "roster")

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return self._noted(request, super().changeform_view(request, object_id, form_url, extra_context))

    def history_view(self, request, object_id, extra_context=None):
        return self._noted(request, super().history_view(request, object_id, extra_context))

    def delete_view(self, request, object_id, extra_context=None):
        return self._noted(request, super().delete_view(request, object_id, extra_context))

    def _noted(self, request, response, what=""):
        """What is refused or led on to another page shows nothing."""
        self.note(request, rows_shown(getattr(response, "context_data", None) or {}), what)
        return response

    def note(self, request, rows, what=""):
        if self.athlete_key:
            athletes = {attrgetter(self.athlete_key)(row) for row in rows} - {None}
            looks.record(by=request.user, athletes=athletes, what=what or self.looked_at, now=now())


def rows_shown(context):
    """Those of a page of Django's admin: of a list, of a list that asks before it acts, or the one it is about."""
    if "cl" in context:
        return context["cl"].result_list
    if "queryset" in context:
        return context["queryset"]
    return [row for row in (context.get("original") or context.get("object"),) if row]


class NotedAutocomplete(AutocompleteJsonView):
    """What a box to search in offers is looked at too."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if isinstance(self.model_admin, ScopedAdmin):
            self.model_admin.note(self.request, context["object_list"], "roster")
        return context


class ReadOnly:
    """Made by the site, not typed into the admin."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
