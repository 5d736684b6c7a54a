"""A coach sees and edits only the athletes who let them, through every door of the admin."""

from .lists import CarefulAdmin


class ScopedAdmin(CarefulAdmin):
    """Give `visible` and `editable`: querysets of the model for a user. A superuser sees and edits all."""

    list_per_page = 50

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


class ReadOnly:
    """Made by the site, not typed into the admin."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
