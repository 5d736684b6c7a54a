"""What readers see at a moment: the hub, what stands around an article, and where one that is gone leads."""

from datetime import timedelta

import pytest
import time_machine

from coaching.models import ArticleRevision, OldSlug, ReadAlso
from coaching.rules.terms import Pattern, Sport
from coaching.services import library
from coaching.services.library import articles, reading
from tests.builders import NOW, make_advice, make_article, make_editor, write_article
from tests.library import make_source, many_articles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(db):
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def titles(rows):
    return [row.title for row in rows]


def hub(language="en", at=NOW):
    return {topic.slug: titles(topic.articles) for topic in reading.hub(language=language, at=at)}


def translation(article, language="en"):
    return article.translations.get(language=language)


def live(slug, language="en", at=NOW):
    return reading.live_texts(slug=slug, language=language, at=at)


def around(slug, language="en"):
    return reading.around(live(slug)["en"], language=language, at=NOW)


# --- The hub --------------------------------------------------------------------------------------


def test_the_hub_has_topics_in_their_order_and_articles_in_theirs_and_no_empty_topic():
    make_article("doctor", topic="health", position=1, title="Doctor")
    make_article("second", position=3, title="Second")
    make_article("first", position=2, title="First")
    assert list(hub().items()) == [("understand", ["First", "Second"]), ("health", ["Doctor"])]


def test_the_hub_holds_neither_drafts_nor_what_is_to_come_nor_what_is_over():
    make_article("draft", live=False)
    make_article("later", at=NOW + timedelta(minutes=1))
    gone = make_article("gone")
    articles.expire(translation=translation(gone), by=make_editor(), now=NOW + timedelta(seconds=1))
    archived = make_article("archived")
    articles.archive(translation=translation(archived), by=make_editor(), now=NOW)
    assert hub(at=NOW + timedelta(seconds=2)) == {}


def test_a_hub_in_russian_takes_the_translation_and_else_the_english_text():
    make_article("both", position=1, title="Both")
    make_article("both", language="ru", title="Обе")
    make_article("english", position=2, title="English")
    assert (hub("ru"), hub("en")) == ({"understand": ["Обе", "English"]}, {"understand": ["Both", "English"]})
    assert reading.languages(NOW) == {"en", "ru"}


# --- Around an article ----------------------------------------------------------------------------


def test_the_neighbours_are_those_of_the_hub_across_topics():
    make_article("a", position=1, title="A")
    make_article("b", position=2, title="B")
    make_article("c", position=1, topic="health", title="C")
    around_b = around("b")
    assert (around_b.previous.title, around_b.next.title) == ("A", "C")
    assert (around("a").previous, around("c").next) == (None, None)


def test_what_was_picked_by_hand_comes_first_and_only_if_it_can_be_read():
    here, picked = make_article("here", position=1), make_article("picked", topic="health", title="Picked")
    hidden = make_article("hidden", live=False)
    make_article("same", position=2, title="Same")
    for place, other in enumerate([hidden, picked]):
        ReadAlso.objects.create(article=here, other=other, reason=f"Reason {place}.", position=place)
    told = [(pick.article.title, pick.reason) for pick in around("here").read_also]
    assert told == [("Picked", "Reason 1."), ("Same", "Also about understanding cramps.")]


def test_at_most_four_are_named_and_those_that_follow_come_first():
    many_articles(8)
    assert titles(pick.article for pick in around("page-3").read_also) == ["Page 4", "Page 5", "Page 6", "Page 7"]
    assert titles(pick.article for pick in around("page-6").read_also) == ["Page 7", "Page 0", "Page 1", "Page 2"]


def test_what_was_picked_is_not_named_again():
    here, other = make_article("here", position=1), make_article("other", position=2, title="Other")
    ReadAlso.objects.create(article=here, other=other, reason="Because.")
    assert [pick.reason for pick in around("here").read_also] == ["Because."]


# --- Where an address leads -----------------------------------------------------------------------


def test_a_text_without_a_translation_is_read_in_english():
    make_article("calves", title="Calves")
    assert list(live("calves", "ru")) == ["en"]


def test_a_text_in_another_language_alone_is_not_there_in_english():
    make_article("calves", language="ru")
    assert list(live("calves", "ru")) == ["ru"]
    with pytest.raises(ArticleRevision.DoesNotExist):
        live("calves", "en")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_old_address_leads_on(language):
    article = make_article("new")
    OldSlug.objects.create(slug="old", article=article)
    with pytest.raises(reading.Moved) as moved:
        live("old", language)
    assert moved.value.slug == "new"


@pytest.mark.parametrize("end", ["expire", "archive"])
def test_what_could_be_read_once_is_gone(end):
    article = make_article("calves")
    getattr(articles, end)(translation=translation(article), by=make_editor(), now=NOW + timedelta(seconds=1))
    with pytest.raises(reading.Gone):
        live("calves", at=NOW + timedelta(seconds=2))


def test_a_draft_and_what_is_to_come_are_not_there_yet():
    make_article("draft", live=False)
    make_article("later", at=NOW + timedelta(minutes=1))
    for slug in ("draft", "later", "nowhere"):
        with pytest.raises(ArticleRevision.DoesNotExist):
            live(slug)


def test_a_later_text_keeps_the_day_of_the_first_one(today):
    article = make_article("calves", title="First")
    today.shift(timedelta(days=3))
    write_article(translation(article), by=make_editor(), title="Second", at=NOW + timedelta(days=3))
    text = live("calves", at=NOW + timedelta(days=4))["en"]
    assert (text.title, text.first_live, text.publish_from) == ("Second", NOW, NOW + timedelta(days=3))


# --- The text -------------------------------------------------------------------------------------


def test_a_text_comes_in_pieces_with_the_advice_as_it_reads_now():
    advice, archived = make_advice(title="Then"), make_advice(slug="old")
    make_source("KEY1")
    body = "Before. [@KEY1]\n\n[advice: swing-the-legs]\n\nBetween.\n\n[advice: old]\n\nAfter."
    make_article("calves", body=body)
    advice.title = "Now"
    advice.save()
    archived.archived_at = NOW
    archived.save()
    text = live("calves")["en"]
    pieces = [part.advice.title if part.advice else bool(part.html) for part in reading.parts_of(text)]
    assert pieces == [True, "Now", True, False, True]
    assert [(c.position, c.source.key) for c in reading.citations_of(text)] == [(1, "KEY1")]


# --- First aid on a findings page -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "sport", "slugs"),
    [
        ("fatigue", "running", ["when-it-cramps-run", "more-than-a-cramp"]),
        ("uncertain", "cycling", ["when-it-cramps-ride", "more-than-a-cramp"]),
        ("nocturnal", "running", ["cramp-in-bed", "night-stretch"]),
        ("mixed", "running", ["when-it-cramps-run", "cramp-in-bed", "night-stretch"]),
    ],
)
def test_first_aid_fits_the_pattern_and_the_sport(pattern, sport, slugs):
    library.load_starter(at=NOW)
    found = reading.first_aid(pattern=Pattern(pattern), sport=Sport(sport))
    assert [advice.slug for advice in found] == slugs


def test_first_aid_is_what_the_coaches_say_now():
    make_advice(slug="walk", title="Walk it off", slot="during", kinds=["race"])
    found = reading.first_aid(pattern=Pattern.FATIGUE, sport=Sport.RUNNING)
    assert [advice.title for advice in found] == ["Walk it off"]
