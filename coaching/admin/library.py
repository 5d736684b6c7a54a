"""Advice and sources. Whoever curates them edits for everyone, so there is nothing to scope."""

from django.contrib import admin

from coaching.models import Advice, Source


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    list_display = ["key", "year", "design", "grade"]
    list_filter = ["grade", "year"]
    search_fields = ["key", "reference", "finding"]


@admin.register(Advice)
class AdviceAdmin(admin.ModelAdmin):
    list_display = ["title", "strand", "slot", "grade", "position", "next_review_on"]
    list_filter = ["strand", "slot", "grade"]
    search_fields = ["title", "slug", "claim"]
    autocomplete_fields = ["sources"]
    prepopulated_fields = {"slug": ["title"]}

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """The reviewer is one of those who may log in here."""
        if db_field.name == "reviewer":
            kwargs["queryset"] = db_field.related_model.objects.filter(is_staff=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
