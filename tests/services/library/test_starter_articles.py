"""The articles of the files come in live, follow the files, and give way to whoever writes here."""

from datetime import timedelta

import pytest

from coaching import content
from coaching.models import Article, ArticleRevision, ReadAlso
from coaching.services.library import articles, load_starter
from coaching.services.library.starter_articles import fingerprint, load_articles
from tests.builders import NOW, make_editor, write_article

pytestmark = pytest.mark.django_db

FIRST = content.articles()[0]
LATER = NOW + timedelta(days=30)


@pytest.fixture
def translation():
    load_starter(at=NOW)
    return Article.objects.get(slug=FIRST["slug"]).translations.get()


def newest(translation):
    return translation.newest.title, translation.newest.number


def as_loaded_before(translation):
    """As if an older release had brought it in other words, and nobody had touched those."""
    translation.revisions.update(title="An older title", starter="an older file")


def test_all_of_them_are_live_with_their_sources_advice_and_picks(translation):
    assert ArticleRevision.objects.live(NOW).count() == len(content.articles())
    revision = translation.newest
    assert (revision.title, revision.html != "", revision.words > 300) == (FIRST["title"], True, True)
    assert revision.sources.count() > 3
    picks = list(translation.article.picks.values_list("other__slug", "reason"))
    assert picks == [(pick["slug"], pick["reason"]) for pick in FIRST["read_also"]]


def test_they_say_who_checked_them_and_that_it_was_no_doctor(translation):
    revision = translation.newest
    assert (revision.reviewer_name, revision.reviewer_credentials) == ("The Uncramp editors", "")
    assert (revision.reviewed_on, revision.next_review_on) == (FIRST["reviewed"], FIRST["next_review"])


def test_a_newer_file_is_a_new_revision_and_live_at_once(translation):
    as_loaded_before(translation)
    assert list(load_articles(at=LATER)).count("renewed") == 1
    assert newest(translation) == (FIRST["title"], 2)
    assert [r.title for r in ArticleRevision.objects.live(LATER).filter(translation=translation)] == [FIRST["title"]]


def test_what_somebody_wrote_here_stays(translation):
    write_article(translation, by=make_editor(), live=False, title="As I see it")
    as_loaded_before_but_the_last(translation)
    assert list(load_articles(at=LATER)).count("edited") == 1
    assert newest(translation) == ("As I see it", 2)


def as_loaded_before_but_the_last(translation):
    translation.revisions.filter(number=1).update(starter="an older file")


def test_what_was_archived_here_stays_archived(translation):
    as_loaded_before(translation)
    articles.archive(translation=translation, by=make_editor(), now=NOW)
    list(load_articles(at=LATER))
    assert newest(translation) == ("An older title", 1)


def test_an_article_that_got_another_address_here_keeps_it(translation):
    article = translation.article
    article.slug = "lower-legs"
    article.save()
    articles.rename(article=article, was=FIRST["slug"])
    as_loaded_before(translation)
    list(load_articles(at=LATER))
    assert not Article.objects.filter(slug=FIRST["slug"]).exists()
    assert newest(translation) == (FIRST["title"], 2)


def test_picks_that_were_changed_here_stay(translation):
    ReadAlso.objects.filter(article=translation.article).delete()
    list(load_articles(at=LATER))
    assert translation.article.picks.count() == 0


@pytest.mark.parametrize("name", ["title", "summary", "body", "reviewed", "next_review"])
def test_a_file_is_newer_when_its_words_or_its_review_are(name):
    changed = FIRST | {name: LATER.date() if "review" in name else "Other words"}
    assert fingerprint(changed) != fingerprint(FIRST)
    assert fingerprint(dict(FIRST)) == fingerprint(FIRST)
