"""The library as plans read it, and the starter content that never overrides a coach."""

import pytest

from coaching import content
from coaching.models import Advice, AdviceVersion, ArticleRevision, Source
from coaching.models.library.review import EDITORS
from coaching.services import library
from coaching.services.library import starter
from coaching.services.library.shelf import ADVICE_FIELDS
from tests.builders import TODAY, make_advice, make_coach

pytestmark = pytest.mark.django_db

KEYS = [source["key"] for source in content.sources()[:2]]


def rows():
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in (Source, Advice, ArticleRevision, AdviceVersion)
    }


def test_the_starter_content_comes_in_once():
    everything = len(content.sources()) + len(content.advice()) + len(content.articles())
    assert library.load_starter() == {"added": everything, "renewed": 0}
    before = rows()
    assert library.load_starter() == {"added": 0, "renewed": 0}
    assert rows() == before


def test_plans_read_the_advice_as_the_files_have_it_and_in_their_order():
    library.load_starter()
    stored = [(a.slug, a.title, a.how_to, a.patterns, a.sports, a.kinds, a.grade) for a in library.catalogue()]
    assert stored == [(a.slug, a.title, a.how_to, a.patterns, a.sports, a.kinds, a.grade) for a in content.advice()]
    assert [a.sources for a in library.catalogue()] == [tuple(sorted(a.sources)) for a in content.advice()]


def test_the_catalogue_takes_two_queries(django_assert_num_queries):
    library.load_starter()
    with django_assert_num_queries(2):
        library.catalogue()


def test_plans_prefer_advice_in_the_order_the_coaches_gave():
    for position, slug in [(2, "second"), (1, "first"), (2, "also-second")]:
        make_advice(slug=slug, position=position)
    assert [advice.slug for advice in library.catalogue()] == ["first", "also-second", "second"]


@pytest.mark.parametrize("change", [{"claim": "As I see it."}, {"kinds": []}, {"dose": ""}])
def test_advice_that_a_coach_edited_is_left_as_it_is(change):
    library.load_starter()
    Advice.objects.filter(pk=first().pk).update(**change)
    before = rows()
    assert library.load_starter() == {"added": 0, "renewed": 0}
    assert rows() == before


def test_advice_whose_sources_a_coach_changed_is_left_as_it_is():
    as_loaded_before()
    first().sources.add(Source.objects.get(key=KEYS[0]))
    assert library.load_starter() == {"added": 0, "renewed": 0}
    assert (first().title, [s.key for s in first().sources.all()]) == ("An older title", [KEYS[0]])


def test_advice_that_a_coach_reviewed_or_moved_still_follows_the_files():
    """Neither says anything else than the file did."""
    as_loaded_before(position=99)
    assert library.load_starter() == {"added": 0, "renewed": 1}
    assert (first().title, first().position) == (content.advice()[0].title, 99)


def reviewed_by_a_coach(**fields):
    coach = make_coach("Bob")
    Advice.objects.filter(pk=first().pk).update(reviewer=coach, reviewed_on=TODAY, next_review_on=TODAY, **fields)


def review():
    return str(first().reviewer), first().reviewer_name, first().reviewed_on


def test_a_review_from_before_names_were_kept_keeps_its_reviewer_and_its_day():
    library.load_starter()
    reviewed_by_a_coach(reviewer_name="")
    library.load_starter()
    assert review() == ("Bob", "Bob", TODAY)


def test_new_words_of_the_files_do_not_carry_the_review_of_the_old_ones():
    as_loaded_before()
    reviewed_by_a_coach(reviewer_name="Bob", reviewer_credentials="physiotherapist")
    library.load_starter()
    assert review() == ("None", EDITORS, content.advice_review()[0])
    assert first().reviewer_credentials == ""


def test_what_was_there_before_versions_were_kept_gets_its_first_one():
    library.load_starter()
    make_advice(slug="ours", title="Ours")
    Advice.objects.filter(pk=first().pk).update(title="Edited here")
    AdviceVersion.objects.all().delete()
    library.load_starter()
    library.load_starter()
    theirs = AdviceVersion.objects.exclude(author_name=EDITORS)
    assert {version.words["title"] for version in theirs} == {"Ours", "Edited here"}
    assert {version.author_name for version in theirs} == {"Somebody, before versions were kept"}
    assert AdviceVersion.objects.count() == Advice.objects.count()


def test_advice_that_nobody_touched_is_renewed_with_its_sources():
    as_loaded_before()
    assert library.load_starter() == {"added": 0, "renewed": 1}
    newest = content.advice()[0]
    assert (first().title, sorted(s.key for s in first().sources.all())) == (newest.title, sorted(newest.sources))


def test_a_source_that_nobody_touched_is_renewed_and_an_edited_one_is_not():
    library.load_starter()
    old, edited = (Source.objects.get(key=key) for key in KEYS)
    old.finding = edited.finding = "An older reading."
    old.starter = fingerprint(old, starter.SOURCE_FIELDS, [])
    old.save()
    edited.save()
    assert library.load_starter() == {"added": 0, "renewed": 1}
    findings = [Source.objects.get(key=key).finding for key in KEYS]
    assert findings == [content.sources()[0]["finding"], "An older reading."]


def test_a_coachs_own_advice_under_a_slug_of_ours_is_theirs():
    make_advice(slug=content.advice()[0].slug, title="Mine")
    library.load_starter()
    assert Advice.objects.get(slug=content.advice()[0].slug).title == "Mine"


def test_sources_are_found_by_key_in_one_query(django_assert_num_queries):
    library.load_starter()
    key = KEYS[0]
    with django_assert_num_queries(1):
        found = library.sources([key, key, "NOBODY1900"])
    assert found == {key: Source.objects.get(key=key)}


def first():
    return Advice.objects.get(slug=content.advice()[0].slug)


def as_loaded_before(**changes):
    """As if an older release had brought the first advice in other words, and nobody had touched those."""
    library.load_starter()
    row = first()
    row.title = "An older title"
    row.sources.clear()
    row.starter = fingerprint(row, ADVICE_FIELDS, [])
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()


def fingerprint(row, fields, cited):
    return starter._print({name: getattr(row, name) for name in fields}, cited)
