"""Every open page of the site, for search engines."""

from itertools import groupby

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from coaching.models import Advice, ArticleRevision, Source
from coaching.models.library.articles import ENGLISH
from coaching.services.library import reading
from coaching.views.public import public_page

from .articles import hub_address

OPEN_PAGES = ["home", "library", "advice_list", "rules", "evidence", "now", "grades", "privacy", "assessment_start"]


class Pages(Sitemap):
    """The pages that are always there, and the hub of each other language in which something can be read."""

    def items(self):
        others = sorted(reading.languages(now()) - {ENGLISH})
        return [reverse(f"coaching:{name}") for name in OPEN_PAGES] + [hub_address(language) for language in others]

    def location(self, address):
        return address


class Texts(Sitemap):
    """The live articles; one in several languages names the addresses of all."""

    def items(self):
        live = ArticleRevision.objects.live(now()).select_related("translation__article").defer("body", "html")
        return list(live.order_by("translation__article__position", "translation__article_id", "translation__language"))

    def location(self, text):
        return text.translation.get_absolute_url()

    def lastmod(self, text):
        return text.publish_from

    def get_latest_lastmod(self):
        return None  # each has its own; asking for the latest would read all texts again

    def get_urls(self, page=1, site=None, protocol=None):
        urls = super().get_urls(page, site, protocol)
        for _, group in groupby(urls, key=lambda url: url["item"].translation.article_id):
            together = list(group)
            languages = [alternate(url, url["item"].language) for url in together]
            default = [alternate(url, "x-default") for url in together if url["item"].language == ENGLISH]
            for url in together if len(together) > 1 else []:
                url["alternates"] = languages + default
        return urls


def alternate(url, language):
    return {"location": url["location"], "lang_code": language}


class AdvicePages(Sitemap):
    def items(self):
        return list(Advice.objects.current().only("slug", "position", "reviewed_on"))

    def location(self, advice):
        return reverse("coaching:advice", args=[advice.slug])

    def lastmod(self, advice):
        return advice.reviewed_on

    def get_latest_lastmod(self):
        return None


class SourcePages(Sitemap):
    def items(self):
        return list(Source.objects.values_list("key", flat=True))

    def location(self, key):
        return reverse("coaching:source", args=[key])


SITEMAPS = {"pages": Pages, "articles": Texts, "advice": AdvicePages, "sources": SourcePages}


@require_safe
@public_page
def page(request):
    return sitemap(request, sitemaps=SITEMAPS)
