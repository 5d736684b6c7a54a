"""The list of articles, a new one, and what holds for an article in all its languages."""

from django.contrib import admin
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localdate, now

from coaching.admin.lists import CarefulAdmin
from coaching.forms.library.articles import NewArticleForm, ReadAlsoForm
from coaching.models import Article, ArticleTranslation, ReadAlso
from coaching.models.library.articles import LANGUAGES
from coaching.services.library import articles, pages

from . import due, standing

OVERDUE = format_html('<strong class="overdue">{}</strong>', "overdue")


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return standing.STATES

    def queryset(self, request, queryset):
        if self.value() not in dict(standing.STATES):
            return queryset
        moment = now()
        translations = standing.with_standing(ArticleTranslation.objects.order_by(), moment)
        within = standing.in_state(translations, self.value(), moment)
        return queryset.filter(pk__in=within.values("article_id"))


class ReadAlsoInline(admin.StackedInline):
    """Whoever may change the article may change this."""

    model = ReadAlso
    fk_name = "article"
    form = ReadAlsoForm
    extra = 1

    def has_view_permission(self, request, obj=None):
        return self._as_the_article("view", request, obj)

    def has_change_permission(self, request, obj=None):
        return self._as_the_article("change", request, obj)

    has_add_permission = has_delete_permission = has_change_permission

    def _as_the_article(self, what, request, obj):
        return getattr(self.admin_site.get_model_admin(Article), f"has_{what}_permission")(request, obj)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Without the buttons that would open a window to add an article in passing."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "other":
            field.widget.can_add_related = field.widget.can_change_related = field.widget.can_view_related = False
        return field


@admin.register(Article)
class ArticleAdmin(CarefulAdmin):
    list_display = ["slug", "title", "topic", "position", "state", "next_review"]
    list_filter = [StateFilter, "topic", "translations__language"]
    search_fields = ["slug", "translations__revisions__title"]
    list_per_page = 50
    change_list_template = "admin/coaching/article/list.html"
    view_on_site = False

    def get_urls(self):
        address = path("due/", self.admin_site.admin_view(self.due_view), name="coaching_article_due")
        return [address, *super().get_urls()]

    def due_view(self, request):
        return due.page(self, request)

    def has_delete_permission(self, request, obj=None):
        """What readers once saw can be told for good, so articles are archived."""
        return False

    # --- The list ---

    def get_queryset(self, request):
        translations = standing.with_standing(ArticleTranslation.objects.order_by("language"), now())
        return super().get_queryset(request).prefetch_related(Prefetch("translations", translations))

    @admin.display(description="title")
    def title(self, article):
        titles = [one.newest_title for one in article.translations.all() if one.newest_title]
        return titles[0] if titles else "no title yet"

    @admin.display(description="state")
    def state(self, article):
        rows = (
            (page_of(one), one.get_language_display(), standing.in_words(one, now()))
            for one in article.translations.all()
        )
        return format_html_join("", '<div><a href="{}">{}</a>: {}</div>', rows)

    @admin.display(description="next review")
    def next_review(self, article):
        rows = ((self._review_of(one),) for one in article.translations.all())
        return format_html_join("", "<div>{}</div>", rows)

    def _review_of(self, translation):
        on = translation.live_next_review_on
        if on is None or not standing.is_read(translation, now()):
            return "none"
        return format_html("{} {}", standing.day(on), OVERDUE if on < localdate() else "")

    # --- A new one, and the page of one ---

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, **({} if obj else {"form": NewArticleForm}) | kwargs)

    def get_fields(self, request, obj=None):
        return ["slug", "topic", "position", "written_in" if obj else "language"]

    def get_readonly_fields(self, request, obj=None):
        return ["written_in"] if obj else []

    def get_inlines(self, request, obj):
        return [ReadAlsoInline] if obj else []

    @admin.display(description="Texts")
    def written_in(self, article):
        written = list(article.translations.all())
        rows = [(page_of(one), one.get_language_display(), standing.in_words(one, now())) for one in written]
        add = reverse("admin:coaching_articletranslation_add")
        for code, language in LANGUAGES:
            if code not in [one.language for one in written]:
                rows.append((f"{add}?article={article.pk}&language={code}", f"Write it in {language}", "not begun"))
        return format_html_join("", '<div><a href="{}">{}</a>: {}</div>', rows)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change:
            ArticleTranslation.objects.create(article=obj, language=form.cleaned_data["language"])
        elif "slug" in form.changed_data:
            articles.rename(article=obj, was=form.initial["slug"])

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        pages.changed()

    def response_add(self, request, obj, post_url_continue=None):
        """On to the writing."""
        written = obj.translations.get()
        return HttpResponseRedirect(reverse("admin:coaching_articletranslation_write", args=[written.pk]))


def page_of(translation):
    return reverse("admin:coaching_articletranslation_change", args=[translation.pk])
