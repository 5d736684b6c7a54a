"""Assessments, to read: the answers in words and what was found in them."""

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.timezone import localdate

from coaching.forms.assessments.steps import steps_for
from coaching.models import Assessment, Athlete
from coaching.services import assessments

from .scoping import ReadOnly, ScopedAdmin


@admin.register(Assessment)
class AssessmentAdmin(ReadOnly, ScopedAdmin):
    athlete_key, looked_at = "athlete_id", "answers"
    list_display = ["__str__", "athlete", "pattern", "care", "submitted_at"]
    list_filter = [("athlete", admin.RelatedOnlyFieldListFilter), "submitted_at", "rules_version"]
    search_fields = ["athlete__name", "athlete__user__email"]
    date_hierarchy = "submitted_at"
    fields = ["athlete", "submitted_at", "rules_version", "pattern", "care", "in_words", "what_fits"]
    readonly_fields = fields

    def visible(self, queryset, user):
        return queryset.filter(athlete__in=Athlete.objects.visible_to(user))

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("athlete")

    @admin.display(description="fits the pattern of")
    def pattern(self, assessment):
        return assessment.findings["triage"]["pattern"] if assessment.findings else "not finished"

    @admin.display(description="care")
    def care(self, assessment):
        return assessment.findings["triage"]["care"].replace("_", " ") if assessment.findings else ""

    @admin.display(description="answers")
    def in_words(self, assessment):
        answers = assessments.answers_of(assessment, today=localdate())
        pages = [form for form in steps_for(answers) if form.slug in assessment.done]
        return format_html_join("", "<p>{}: {}</p>", (row for form in pages for row in form.rows(answers)))

    @admin.display(description="what research links to them")
    def what_fits(self, assessment):
        factors = assessment.findings["factors"] if assessment.findings else []
        return format_html_join("", "<p>{} {}</p>", ((factor["text"], factor["effect"]) for factor in factors))
