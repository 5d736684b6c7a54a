"""Full shelves for the tests: many articles, sources and pieces of advice at once."""

from django.utils.timezone import now

from coaching.models import Advice, Article, ArticleRevision, ArticleTranslation, Citation, Source
from coaching.models.library import markup
from tests.builders import NOW, make_advice


def make_source(key="MILLER2022", **fields):
    fields = {
        "reference": "Miller KC, Mack GW (2022). An evidence-based review. J Athl Train 57(1):5–15.",
        "doi": f"10.4085/{key}",
        "design": "review",
        "n": "12",
        "finding": "Stretching ends a cramp.",
        "grade": "moderate",
        "checked": "abstract read",
    } | fields
    return Source.objects.create(key=key, **fields)


def many_sources(count):
    rows = [
        Source(key=f"S{i}", reference=f"Smith J (2020). Study {i}. Some Journal {i}:1.", grade="low")
        for i in range(count)
    ]
    return Source.objects.bulk_create(rows)


def many_advice(count, *, sources=()):
    rows = [make_advice(slug=f"advice-{i}", title=f"Advice {i}", position=i) for i in range(count)]
    link = Advice.sources.through
    link.objects.bulk_create(link(advice=row, source=source) for row in rows for source in sources)
    return rows


def many_articles(count, *, topic="understand", sources=(), author="Erin", at=NOW):
    """So many live articles, each citing these sources; written in a few queries."""
    articles = Article.objects.bulk_create(Article(slug=f"page-{i}", topic=topic, position=i) for i in range(count))
    translations = ArticleTranslation.objects.bulk_create(ArticleTranslation(article=article) for article in articles)
    revisions = ArticleRevision.objects.bulk_create(revision(row, author, at) for row in translations)
    Citation.objects.bulk_create(
        Citation(revision=row, source=source, position=i) for row in revisions for i, source in enumerate(sources)
    )
    return articles


def revision(translation, author, at):
    rendered = markup.render("It cramps.")
    return ArticleRevision(
        translation=translation,
        number=1,
        title=f"Page {translation.article.position}",
        summary="About calves.",
        body="It cramps.",
        html=rendered.html,
        words=rendered.words,
        author_name=author,
        written_at=at,
        publish_from=at,
        reviewer_name=author,
        reviewed_on=now().date(),
        next_review_on=now().date().replace(year=now().year + 1),
    )
