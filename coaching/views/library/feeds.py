"""The library for feed readers."""

import re

from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from coaching.models import ArticleRevision
from coaching.models.library.articles import ENGLISH
from coaching.views.public import public_page

NEWEST = 30
UNFIT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML has no way to say it


def fit(text):
    return UNFIT.sub("", text)


class Articles(Feed):
    """The newest texts in English. An entry keeps its id when its address changes."""

    feed_type = Atom1Feed
    title = "Uncramp: the library"
    subtitle = "What is known about calf cramps in runners and cyclists, and how sure it is."
    link = reverse_lazy("coaching:library")
    feed_url = reverse_lazy("coaching:feed")
    language = "en-GB"
    item_guid_is_permalink = False

    def items(self):
        live = ArticleRevision.objects.live(now()).filter(translation__language=ENGLISH)
        return live.select_related("translation__article").defer("body", "html").newest_first()[:NEWEST]

    def item_title(self, item):
        return fit(item.title)

    def item_description(self, item):
        return escape(fit(item.summary))  # the feed calls it HTML

    def item_link(self, item):
        return item.translation.get_absolute_url()

    def item_guid(self, item):
        return f"urn:uncramp:article:{item.translation.article_id}:{item.language}"

    def item_author_name(self, item):
        return fit(item.author_name)

    def item_pubdate(self, item):
        return item.publish_from

    def item_updateddate(self, item):
        return item.publish_from


@require_safe
@public_page
def feed(request):
    return Articles()(request)
