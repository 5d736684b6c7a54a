"""The hub and the articles, on screen and on paper."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from coaching.models import ArticleRevision
from coaching.models.library.articles import ENGLISH, NATIVE
from coaching.services.library import comments, ratings, reading
from coaching.views.public import public_page

from .linked import article_data

COMMENTS_ON_A_PAGE = 20
MOST_COMMENTS = 5  # on the page of the article; it has to stay light


@require_safe
@public_page
def hub(request, language=ENGLISH):
    at = now()
    read_in = reading.languages(at) | {ENGLISH}
    known = read_in | {language}
    own = language if language in read_in else ENGLISH  # without a translation it is the English hub once more
    context = {
        "topics": reading.hub(language=language, at=at),
        "language": language,
        "others": {code: name for code, name in NATIVE.items() if code in known - {language}},
        "hubs": {code: hub_address(code) for code in NATIVE if code in read_in} if len(read_in) > 1 else {},
        "canonical": request.build_absolute_uri(hub_address(own)),
    }
    return render(request, "library/articles/hub.html", context)


def hub_address(language):
    return reverse("coaching:library") if language == ENGLISH else reverse("coaching:library_in", args=[language])


@require_safe
@public_page
def article(request, slug, language=ENGLISH):
    return shown(request, slug, language, "library/articles/article.html", "coaching:article")


@require_safe
@public_page
def article_print(request, slug, language=ENGLISH):
    return shown(request, slug, language, "library/articles/print.html", "coaching:article_print")


def shown(request, slug, language, template, name):
    """The article in this language, else in English with a notice."""

    def page_with(texts):
        revision = texts.get(language) or texts[ENGLISH]
        context = context_of(revision, language) | told_by_readers(revision)
        return render(request, template, context | known_to_machines(request, revision, texts, context["citations"]))

    return read(request, slug, language, name, page_with)


@require_safe
@public_page
def article_comments(request, slug, page=1):
    """All comments of an article, whatever the language it is read in."""

    def page_with(texts):
        revision = texts.get(ENGLISH) or next(iter(texts.values()))
        pages = Paginator(comments.shown_with(revision.translation.article), COMMENTS_ON_A_PAGE)
        if not 1 <= page <= pages.num_pages:
            raise Http404("There are fewer comments.")
        context = {"revision": revision, "article": revision.translation.article, "pages": pages.get_page(page)}
        return render(request, "library/readers/comments.html", context)

    return read(request, slug, None, "coaching:article_comments", page_with)


def read(request, slug, language, name, page_with):
    """The page with the texts of an article; where it is no more, the way to what is."""
    try:
        texts = reading.live_texts(slug=slug, language=language, at=now())
    except reading.Moved as moved:
        return redirect(in_language(name, language or ENGLISH, moved.slug), permanent=True)
    except reading.Gone:
        return gone(request, language or ENGLISH)
    except ArticleRevision.DoesNotExist:
        raise Http404("There is no such article.")
    return page_with(texts)


def in_language(name, language, slug):
    """The address of a page about an article: each has a second one for the other languages."""
    if language == ENGLISH:
        return reverse(name, args=[slug])
    return reverse(f"{name}_in", args=[language, slug])


def gone(request, language=ENGLISH):
    return render(request, "library/articles/gone.html", {"language": language}, status=410)


def context_of(revision, language):
    """What stands on the page of any revision, published or not."""
    parts = reading.parts_of(revision)
    citations = list(reading.citations_of(revision))
    advised = [source for part in parts if part.advice for source in part.advice.sources.all()]
    return {
        "revision": revision,
        "article": revision.translation.article,
        "language": language,
        "parts": parts,
        "citations": citations,
        "sources": {source.key: source for source in [*advised, *(citation.source for citation in citations)]},
        "around": reading.around(revision, language=language, at=now()),
    }


def told_by_readers(revision):
    """Their opinion and the first of their comments; all of them have a page of their own."""
    article = revision.translation.article
    some = list(comments.shown_with(article)[: MOST_COMMENTS + 1])
    return {
        "comments": some[:MOST_COMMENTS],
        "more_comments": len(some) > MOST_COMMENTS,
        "rating_summary": ratings.summary(article),
    }


def known_to_machines(request, revision, texts, citations):
    """The one address of this text, the addresses of its translations, and what it is in the words of schema.org."""
    own = request.build_absolute_uri(revision.translation.get_absolute_url())
    addresses = {code: request.build_absolute_uri(text.translation.get_absolute_url()) for code, text in texts.items()}
    return {
        "canonical": own,
        "texts": texts,
        "alternates": addresses if len(addresses) > 1 else {},
        "default_address": addresses.get(ENGLISH),
        "data": article_data(revision, citations, own, request.build_absolute_uri("/")),
    }
