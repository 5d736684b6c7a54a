"""What readers say, on pages of its own: so the pages it is about are the same for everybody and can be kept."""

from math import ceil
from secrets import token_urlsafe

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now

from coaching.forms.library.readers import AdviceRatingForm, ArticleRatingForm, CommentForm, ReportForm
from coaching.models import Advice, Article, ArticleRevision
from coaching.models.library.articles import ENGLISH
from coaching.services.library import comments, limits, ratings
from coaching.views.browser import KEY, browser_of
from coaching.views.posting import posted, require_page

THANKS = "Thank you. You can change your answer whenever you like."
HELD = "Thank you. A moderator reads it before it is shown."
REPORTED = "Thank you. A moderator will look at it."
TOO_MANY = "This was not stored: you have sent as much as one reader can in a short time. You can send it {wait}."
CLOSED = "Comments are closed for now, because many are waiting to be read. Please come back tomorrow."


@require_page
def article_rate(request, slug):
    live = live_or_404(request, article_or_404(slug))
    article = live.translation.article
    mine = article.ratings.by(request.user, browser_of(request)).first()
    form = ArticleRatingForm(posted(request), initial={"value": mine and mine.value})
    context = page_of(live) | {"form": form, "mine": mine, "summary": ratings.summary(article)}
    if not form.is_valid():
        return render(request, "library/readers/rate.html", context)
    reader = reader_of(request)
    try:
        kept = ratings.rate(article=article, reader=reader, now=now(), **form.cleaned_data)
    except limits.TooMany as refusal:
        return refused(request, "library/readers/rate.html", context, refusal)
    return thanked(request, reader if kept.browser == reader.browser else None, THANKS)


@require_page
def advice_rate(request, slug):
    advice = get_object_or_404(Advice.objects.current(), slug=slug)
    mine = advice.ratings.by(request.user, browser_of(request)).first()
    form = AdviceRatingForm(posted(request), initial={"value": mine and mine.value})
    context = {"form": form, "mine": mine, "summary": ratings.helped_summary(advice), "advice": advice}
    if not form.is_valid():
        return render(request, "library/readers/helped.html", context)
    reader = reader_of(request)
    try:
        kept = ratings.say_helped(advice=advice, reader=reader, now=now(), **form.cleaned_data)
    except limits.TooMany as refusal:
        return refused(request, "library/readers/helped.html", context, refusal)
    return thanked(request, reader if kept.browser == reader.browser else None, THANKS)


@require_page
def comment(request, slug):
    live = live_or_404(request, article_or_404(slug))
    article = live.translation.article
    form = CommentForm(posted(request), initial={"name": getattr(request.user, "name", "")})
    mine = article.comments.by(request.user, browser_of(request)).order_by("-made_at")
    context = page_of(live) | {"form": form, "mine": mine}
    if not form.is_valid():
        return render(
            request, "library/readers/comment.html", context | {"notice": CLOSED if comments.are_closed() else ""}
        )
    reader = reader_of(request)
    if form.is_trapped:
        return thanked(request, reader, HELD)
    try:
        comments.post(article=article, language=live.language, reader=reader, now=now(), **form.words)
    except limits.TooMany as refusal:
        return refused(request, "library/readers/comment.html", context, refusal)
    except comments.Closed:
        return render(request, "library/readers/comment.html", context | {"notice": CLOSED}, status=429)
    return thanked(request, reader, HELD)


@require_page
def comment_report(request, pk):
    comment = get_object_or_404(comments.shown().select_related("article"), pk=pk)
    live = live_or_404(request, comment.article)
    mine = comment.reports.by(request.user, browser_of(request)).first()
    form = ReportForm(posted(request), initial={"reason": mine and mine.reason, "text": mine and mine.text})
    context = page_of(live) | {"form": form, "mine": mine, "comment": comment}
    if not form.is_valid():
        return render(request, "library/readers/report.html", context)
    reader = reader_of(request)
    try:
        comments.report(comment=comment, reader=reader, now=now(), **form.cleaned_data)
    except limits.TooMany as refusal:
        return refused(request, "library/readers/report.html", context, refusal)
    return thanked(request, reader, REPORTED)


# --- What it is about ------------------------------------------------------------------------------


def article_or_404(slug):
    """By its address or one it once had, so that nothing is lost that was written while it moved."""
    article = Article.objects.filter(Q(slug=slug) | Q(old_slugs__slug=slug)).first()
    if article is None:
        raise Http404("There is no such article.")
    return article


def live_or_404(request, article):
    """What readers see of the article: in the language asked for, else in another."""
    asked = request.GET.get("language", ENGLISH)
    texts = ArticleRevision.objects.live(now()).filter(translation__article=article)
    texts = sorted(texts.select_related("translation__article"), key=lambda text: text.language != asked)
    if not texts:
        raise Http404("Readers do not see this article.")
    return texts[0]


def page_of(live):
    return {"article": live.translation.article, "title": live.title, "back_url": live.translation.get_absolute_url()}


# --- Who says it -----------------------------------------------------------------------------------


def reader_of(request):
    """The member, or the browser; its token is only kept with what was stored, so that a flood makes no sessions."""
    address = limits.sealed(get_adapter(request).get_client_ip(request))
    return limits.Reader(request.user, browser_of(request) or token_urlsafe(32), address)


def thanked(request, reader, words):
    """Say so; a browser that is new here is known from now on. None is a second press: its answer was kept with the first."""
    if reader and not request.user.is_authenticated:
        request.session[KEY] = reader.browser
    messages.success(request, words)
    return redirect(request.get_full_path())


def refused(request, template, context, refusal):
    """Told when there is room again; what was typed stays in the form."""
    seconds = max(1, ceil((refusal.again_at - now()).total_seconds()))
    answer = render(request, template, context | {"notice": TOO_MANY.format(wait=wait(seconds))}, status=429)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def wait(seconds):
    """ "in 1 minute", "in 3 hours": never less than it takes."""
    minutes = ceil(seconds / 60)
    amount, unit = (minutes, "minute") if minutes < 90 else (ceil(minutes / 60), "hour")
    return f"in {amount} {unit}{'' if amount == 1 else 's'}"
