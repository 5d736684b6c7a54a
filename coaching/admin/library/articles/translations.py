"""An article in one language: its page, where it is written, and two of its revisions side by side."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.timezone import now

from coaching.admin.lists import CarefulAdmin
from coaching.models import ArticleTranslation

from . import comparing, page, pressing, standing, writing


@admin.register(ArticleTranslation)
class TranslationAdmin(CarefulAdmin):
    list_display = ["__str__", "state"]
    list_filter = ["language", "article__topic"]
    search_fields = ["article__slug", "revisions__title"]
    list_per_page = 50
    fields = ["article", "language"]
    view_on_site = False

    def get_urls(self):
        within = self.admin_site.admin_view
        return [
            path("<int:pk>/write/", within(self.write_view), name="coaching_articletranslation_write"),
            path("<int:pk>/compare/", within(self.compare_view), name="coaching_articletranslation_compare"),
            *super().get_urls(),
        ]

    def get_model_perms(self, request):
        """Not on the desk's front page: the list of articles leads here."""
        return {}

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return standing.with_standing(super().get_queryset(request).select_related("article"), now())

    @admin.display(description="state")
    def state(self, translation):
        return standing.in_words(translation, now())

    def response_add(self, request, obj, post_url_continue=None):
        """On to the writing."""
        return HttpResponseRedirect(reverse("admin:coaching_articletranslation_write", args=[obj.pk]))

    # --- The page of one, instead of the form that Django makes ---

    def change_view(self, request, object_id, form_url="", extra_context=None):
        translation = self.get_object(request, unquote(object_id))
        if translation is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, translation):
            raise PermissionDenied
        if request.method == "POST":
            return pressing.press(self, request, translation)
        return page.show(self, request, translation)

    def write_view(self, request, pk):
        translation = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, translation):
            raise PermissionDenied
        if request.method == "POST":
            return writing.save(self, request, translation)
        return writing.show(self, request, translation)

    def compare_view(self, request, pk):
        translation = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, translation):
            raise PermissionDenied
        return comparing.show(self, request, translation)

    def render(self, request, translation, template, title, **context):
        """A page of the desk about a translation."""
        context |= self.admin_site.each_context(request) | {
            "opts": self.opts,
            "title": title,
            "translation": translation,
            "article": translation.article,
        }
        return TemplateResponse(request, f"admin/coaching/articletranslation/{template}.html", context)
