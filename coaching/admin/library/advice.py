"""Advice and sources. Whoever curates them edits for everyone, so there is nothing to scope."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from coaching.admin.lists import CarefulAdmin
from coaching.forms.library.advice import AdviceForm
from coaching.models import Advice, Source, User
from coaching.services.library import advice as services
from coaching.services.library import shelf
from coaching.services.library.compare import compare
from coaching.services.people import looks, roles

ARCHIVE, RESTORE = "archive", "restore"
REVIEW = ("reviewer", "reviewed_on", "next_review_on")
DONE = {
    ARCHIVE: "Archived: plans to come and readers do not get “{advice}” any more.",
    RESTORE: "“{advice}” is back: plans to come and readers get it again.",
}


@admin.register(Source)
class SourceAdmin(CarefulAdmin):
    list_display = ["key", "year", "design", "grade"]
    list_filter = ["grade", "year"]
    search_fields = ["key", "reference", "finding"]

    def get_readonly_fields(self, request, obj=None):
        """Texts cite a source by its key, so the key stays."""
        return ["key"] if obj else []

    def has_delete_permission(self, request, obj=None):
        """What advice or an article stands on stays."""
        used = obj is not None and (obj.advice.exists() or obj.citations.exists())
        return super().has_delete_permission(request, obj) and not used

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        shelf.source_changed(source=obj)

    def delete_model(self, request, obj):
        shelf.remove(sources=Source.objects.filter(pk=obj.pk))

    def delete_queryset(self, request, queryset):
        shelf.remove(sources=queryset)


class DueFilter(admin.SimpleListFilter):
    title = "next review"
    parameter_name = "due"

    def lookups(self, request, model_admin):
        return [("over", "overdue"), ("none", "no date")]

    def queryset(self, request, queryset):
        if self.value() == "over":
            return queryset.filter(next_review_on__lt=localdate())
        return queryset.filter(next_review_on=None) if self.value() == "none" else queryset


class GivenFilter(admin.SimpleListFilter):
    title = "archived"
    parameter_name = "archived"

    def lookups(self, request, model_admin):
        return [("no", "given to plans and readers"), ("yes", "archived")]

    def queryset(self, request, queryset):
        away = {"no": False, "yes": True}.get(self.value())
        return queryset if away is None else queryset.exclude(archived_at__isnull=away)


@admin.register(Advice)
class AdviceAdmin(CarefulAdmin):
    form = AdviceForm
    list_display = ["title", "strand", "slot", "grade", "reviewer_name", "next_review"]
    list_filter = [DueFilter, GivenFilter, "strand", "slot", "grade"]
    search_fields = ["title", "slug", "claim"]
    prepopulated_fields = {"slug": ["title"]}
    change_form_template = "admin/coaching/advice/change_form.html"
    fieldsets = [
        (None, {"fields": ["title", "slug", "claim", "how_to", "dose", "held_s", "based_on"]}),
        ("How sure that is", {"fields": ["grade", "sources"]}),
        ("Where plans take it", {"fields": ["strand", "slot", "position", "patterns", "sports", "kinds"]}),
        ("Review", {"fields": [*REVIEW]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        """Texts and plans call advice by its slug, so the slug stays; who reviews does not write."""
        if self._only_reviews(request):
            return [
                name for _, shown in self.fieldsets for name in shown["fields"] if name not in (*REVIEW, "based_on")
            ]
        return ["slug"] if obj else []

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) or self._only_reviews(request)

    def has_write_permission(self, request, obj=None):
        return super().has_change_permission(request, obj)

    def _only_reviews(self, request):
        return not self.has_write_permission(request) and request.user.has_perm("coaching.review_articlerevision")

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def has_delete_permission(self, request, obj=None):
        """Advice is archived: plans and versions go on calling it by its slug."""
        return False

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Who reviews signs for themselves; who writes names one of those who may."""
        if db_field.name == "reviewer":
            mine = self._only_reviews(request)
            kwargs["queryset"] = User.objects.filter(pk=request.user.pk) if mine else roles.reviewers()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        services.keep(advice=form.instance, by=request.user, at=now())

    @admin.display(description="next review", ordering="next_review_on")
    def next_review(self, advice):
        if advice.archived_at:
            return "archived"
        on = date_format(advice.next_review_on, "j M Y") if advice.next_review_on else "no date"
        is_due = advice.overdue or advice.next_review_on is None
        return format_html('{} <strong class="overdue">{}</strong>', on, "overdue") if is_due else on

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """With the plans and articles that use it; of the plans, this coach is shown those of their own athletes."""
        if obj:
            context["uses"] = uses = services.uses(obj, by=request.user, at=now())
            athletes = [plan.athlete_id for plan in uses.visible if plan.athlete_id]
            looks.record(by=request.user, athletes=athletes, what="plan", now=now())
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    # --- Versions -----------------------------------------------------------------------------------

    def get_urls(self):
        own = [
            path("<int:pk>/versions/", self.admin_site.admin_view(self.versions), name="coaching_advice_versions"),
            path("<int:pk>/revert/", self.admin_site.admin_view(self.revert), name="coaching_advice_revert"),
            path("<int:pk>/archive/", self.admin_site.admin_view(self.archive), name="coaching_advice_archive"),
        ]
        return own + super().get_urls()

    def versions(self, request, pk):
        """What it said before, and any two of them side by side."""
        advice = self._one(request, pk, self.has_view_permission)
        versions = list(advice.versions.all())
        old, new = (self._chosen(request, versions, name, place) for name, place in (("from", 1), ("to", 0)))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Versions of “{advice}”",
            "opts": self.opts,
            "advice": advice,
            "versions": versions,
            "old": old,
            "new": new,
            "sides": [f"Version {version.number}" for version in (old, new) if version],
            "differences": differences(old, new) if old and new else [],
            "may_change": self.has_write_permission(request, advice),
        }
        return render(request, "admin/coaching/advice/versions.html", context)

    def _chosen(self, request, versions, name, place):
        """The version whose number was asked for, else the one at that place of the list."""
        asked = request.GET.get(name, "")
        found = [version for version in versions if str(version.number) == asked]
        return (found or versions[place : place + 1] or [None])[0]

    @method_decorator(require_POST)
    def revert(self, request, pk):
        advice = self._one(request, pk, self.has_write_permission)
        to = get_object_or_404(advice.versions, number=_number(request.POST.get("number")))
        return self._done(
            request,
            advice,
            lambda: services.revert(advice=advice, to=to, by=request.user, at=now()),
            f"The advice says again what it said in version {to.number}.",
        )

    @method_decorator(require_POST)
    def archive(self, request, pk):
        """Archive it, or restore it when it is archived."""
        advice = self._one(request, pk, self.has_write_permission)
        what = ARCHIVE if request.POST.get("what") == ARCHIVE else RESTORE
        verb = services.archive if what == ARCHIVE else services.restore
        return self._done(
            request,
            advice,
            lambda: verb(advice=advice, by=request.user, now=now()),
            DONE[what].format(advice=advice),
        )

    def _one(self, request, pk, may):
        advice = get_object_or_404(Advice, pk=pk)
        if not may(request, advice):
            raise PermissionDenied
        return advice

    def _done(self, request, advice, verb, said):
        """Do it, say so, and keep it in the history; or say why not."""
        try:
            verb()
        except ValidationError as refusal:
            for complaint in refusal.messages:
                self.message_user(request, complaint, messages.ERROR)
        else:
            self.log_change(request, advice, said)
            self.message_user(request, said, messages.SUCCESS)
        return redirect(reverse("admin:coaching_advice_versions", args=[advice.pk]))


def _number(text):
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0


def differences(old, new):
    return [("What it says", compare(services.as_text(old), services.as_text(new)))]
