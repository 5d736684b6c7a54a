"""Every address of the coaching app."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from coaching.models.library.articles import ENGLISH, NATIVE
from coaching.views import assessments, findings, pages, plans, yours
from coaching.views.library import advice, articles, evidence, feeds, now, pictures, preview, readers, search


class OtherLanguage(StringConverter):
    """A language that has addresses of its own; English has the plain ones."""

    regex = "|".join(code for code in NATIVE if code != ENGLISH)


register_converter(OtherLanguage, "other")

app_name = "coaching"
urlpatterns = [
    path("", pages.home, name="home"),
    path("yours/", yours.page, name="yours"),
    path("grades/", pages.grades, name="grades"),
    path("privacy/", pages.privacy, name="privacy"),
    path("assessment/", assessments.start, name="assessment_start"),
    path("assessment/check/", assessments.check, name="assessment_check"),
    path("assessment/<slug:slug>/", assessments.page, name="assessment_step"),
    path("findings/<uuid:pk>/", findings.page, name="findings"),
    path("findings/<uuid:pk>/change/", assessments.change, name="assessment_change"),
    path("plan/<uuid:pk>/", plans.page, name="plan"),
    path("plan/<uuid:pk>/print/", plans.print_view, name="plan_print"),
    path("plan/<uuid:pk>/workout/<int:workout>/", plans.workout, name="workout"),
    path("now/", now.page, name="now"),
    path("library/", articles.hub, name="library"),
    path("library/search/", search.search, name="search"),
    path("library/feed/", feeds.feed, name="feed"),
    path("library/rules/", evidence.rules, name="rules"),
    path("library/evidence/", evidence.evidence, name="evidence"),
    path("library/evidence/<str:key>/", evidence.source, name="source"),
    path("library/advice/", advice.advice_list, name="advice_list"),
    path("library/advice/<slug:slug>/", advice.advice, name="advice"),
    path("library/advice/<slug:slug>/helped/", readers.advice_rate, name="advice_rate"),
    path("library/comments/<int:pk>/report/", readers.comment_report, name="comment_report"),
    path("library/preview/<str:token>/", preview.page, name="preview"),
    path("library/images/<slug:name>.webp", pictures.picture, name="picture"),
    path("library/<other:language>/", articles.hub, name="library_in"),
    path("library/<other:language>/<slug:slug>/", articles.article, name="article_in"),
    path("library/<other:language>/<slug:slug>/print/", articles.article_print, name="article_print_in"),
    path("library/<slug:slug>/", articles.article, name="article"),
    path("library/<slug:slug>/comments/", articles.article_comments, name="article_comments"),
    path("library/<slug:slug>/comments/<int:page>/", articles.article_comments, name="article_comments_page"),
    path("library/<slug:slug>/print/", articles.article_print, name="article_print"),
    path("library/<slug:slug>/rate/", readers.article_rate, name="article_rate"),
    path("library/<slug:slug>/comment/", readers.comment, name="comment"),
]
