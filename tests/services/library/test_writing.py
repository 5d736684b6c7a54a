"""Articles: drafts beside the live text, reviewed, given to readers at a moment, taken back, put back."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from coaching.models import ArticleRevision, ArticleTranslation, OldSlug, Source
from coaching.services.library import articles
from tests.builders import NOW, TODAY, make_advice, make_article, make_editor, make_user, write_article

pytestmark = pytest.mark.django_db

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NEXT_YEAR = TODAY + timedelta(days=365)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def translation():
    return make_article().translations.get()


def live_titles(at=NOW):
    return [revision.title for revision in ArticleRevision.objects.live(at)]


def refusal(verb, **fields):
    with pytest.raises(ValidationError) as refused:
        verb(**fields)
    return refused.value.messages


# --- Writing -----------------------------------------------------------------------------------------


def test_a_draft_stands_beside_the_live_text(translation, editor):
    draft = write_article(translation, by=editor, live=False, title="Better")
    assert (draft.number, translation.newest, live_titles()) == (2, draft, ["Calves"])


def test_a_revision_knows_its_author_its_text_and_what_it_cites(translation, editor):
    for key in ("ONE2001", "TWO2002"):
        Source.objects.create(key=key, reference=key, grade="low")
    make_advice(slug="walk")
    body = "## Why\n\nIt does. [@TWO2002; @ONE2001] [grade: low] Again. [@TWO2002]\n\n[advice: walk]\n"
    revision = write_article(translation, by=editor, live=False, body=body)
    revision.refresh_from_db()
    assert (revision.author, revision.author_name, revision.written_at) == (editor, "Erin", NOW)
    assert [source.key for source in revision.sources.order_by("citations__position")] == ["TWO2002", "ONE2001"]
    assert [advice.slug for advice in revision.advice.all()] == ["walk"]
    assert (revision.contents, "<h2" in revision.html) == ([["why", "Why"]], True)


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(translation, editor):
    theirs = write_article(translation, by=make_user("Fay"), live=False, title="Theirs")
    words = {"title": "Mine", "summary": "S", "body": "B"}
    with pytest.raises(articles.Conflict) as conflict:
        articles.write(translation=translation, based_on=1, by=editor, at=NOW, **words)
    assert (conflict.value.newest, translation.revisions.count()) == (theirs, 2)


def test_the_same_text_sent_twice_is_one_revision(translation, editor):
    words = {"title": "Mine", "summary": "S", "body": "B"}
    first = articles.write(translation=translation, based_on=1, by=editor, at=NOW, **words)
    assert articles.write(translation=translation, based_on=1, by=editor, at=NOW, **words) == first
    assert translation.revisions.count() == 2


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"body": "So it is. [@NOBODY1900]"}, "body"),
        ({"body": "<script>alert(1)</script>"}, "body"),
        ({"body": "[advice: unheard-of]"}, "body"),
        ({"body": ""}, "body"),
        ({"title": "Take quinine"}, "title"),
        ({"summary": "Your risk falls by 30 %."}, "summary"),
        ({"body": "Drink as much as possible."}, "body"),
        ({"title": "x" * 71}, "title"),
    ],
)
def test_a_text_that_cannot_be_shown_or_told_is_refused_at_its_field(translation, editor, words, field):
    with pytest.raises(ValidationError) as refused:
        write_article(translation, by=editor, live=False, **words)
    assert list(refused.value.message_dict) == [field]
    assert translation.revisions.count() == 1


# --- Reviewing and publishing -------------------------------------------------------------------------


def test_nothing_is_published_without_a_reviewer(translation, editor):
    draft = write_article(translation, by=editor, live=False, title="Better")
    assert refusal(articles.publish, revision=draft, by=editor, now=NOW) == [
        "Nobody has reviewed this text yet: review it, then publish it."
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleRevision.objects.filter(pk=draft.pk).update(publish_from=NOW)


def test_a_review_keeps_the_name_and_the_profession_of_that_day(translation, editor):
    editor.credentials = "physiotherapist"
    draft = write_article(translation, by=editor, live=False, title="Better")
    articles.review(revision=draft, by=editor, on=TODAY, next_on=NEXT_YEAR)
    editor.delete()
    draft.refresh_from_db()
    assert (draft.reviewer, draft.reviewer_name, draft.reviewer_credentials) == (None, "Erin", "physiotherapist")
    assert (draft.reviewed_on, draft.next_review_on, draft.reviewed) == (TODAY, NEXT_YEAR, True)


@pytest.mark.parametrize(
    ("on", "next_on", "said"),
    [
        (TODAY, TODAY - DAY, "The next review lies in the past: review the text now, and set a date to come."),
        (TODAY, TODAY, "The next review comes before this one: choose a later date."),
        (TODAY + DAY, NEXT_YEAR, "A review cannot have happened after today."),
    ],
)
def test_the_dates_of_a_review_make_sense(translation, editor, on, next_on, said):
    draft = write_article(translation, by=editor, live=False, title="Better")
    assert refusal(articles.review, revision=draft, by=editor, on=on, next_on=next_on) == [said]


def test_only_the_newest_revision_is_reviewed(translation, editor):
    first = translation.newest
    write_article(translation, by=editor, live=False, title="Better")
    said = refusal(articles.review, revision=first, by=editor, on=TODAY, next_on=NEXT_YEAR)
    assert said == ["Revision 1 is not the newest any more: Erin wrote revision 2. Look at that one first."]


def reviewed_draft(translation, editor, **words):
    draft = write_article(translation, by=editor, live=False, **({"title": "Better"} | words))
    articles.review(revision=draft, by=editor, on=TODAY, next_on=NEXT_YEAR)
    return draft


def test_a_scheduled_text_is_live_from_its_moment_to_its_end(translation, editor):
    draft = reviewed_draft(translation, editor)
    articles.publish(revision=draft, by=editor, now=NOW, at=NOW + DAY, until=NOW + 2 * DAY)
    moments = [NOW + DAY - HOUR, NOW + DAY, NOW + 2 * DAY - HOUR, NOW + 2 * DAY]
    assert [live_titles(at) for at in moments] == [["Calves"], ["Better"], ["Better"], []]


def test_a_new_publication_calls_off_what_was_scheduled(translation, editor):
    later = reviewed_draft(translation, editor, title="Later")
    articles.publish(revision=later, by=editor, now=NOW, at=NOW + DAY)
    write_article(translation, by=editor, title="At once")
    assert [live_titles(NOW), live_titles(NOW + 2 * DAY)] == [["At once"], ["At once"]]


def test_a_schedule_can_be_called_off(translation, editor):
    draft = reviewed_draft(translation, editor)
    articles.publish(revision=draft, by=editor, now=NOW, at=NOW + DAY)
    articles.unschedule(revision=draft, by=editor, now=NOW)
    assert live_titles(NOW + 2 * DAY) == ["Calves"]
    assert refusal(articles.unschedule, revision=draft, by=editor, now=NOW) == ["Revision 2 is not scheduled."]


@pytest.mark.parametrize(
    ("times", "said"),
    [
        ({"at": NOW - HOUR}, "This moment has passed already: choose one to come, or publish now."),
        ({"until": NOW}, "It would be over before it is published: choose a later end."),
        ({"at": NOW + DAY, "until": NOW + DAY}, "It would be over before it is published: choose a later end."),
    ],
)
def test_the_times_of_a_publication_make_sense(translation, editor, times, said):
    draft = reviewed_draft(translation, editor)
    assert refusal(articles.publish, revision=draft, by=editor, now=NOW, **times) == [said]


def test_a_review_that_is_overdue_publishes_nothing(translation, editor):
    draft = reviewed_draft(translation, editor)
    later = NOW + timedelta(days=400)
    with time_machine.travel(later, tick=False):
        said = refusal(articles.publish, revision=draft, by=editor, now=later)
    assert said == ["The next review lies in the past: review the text now, and set a date to come."]


def test_what_is_live_is_not_published_again(translation, editor):
    said = refusal(articles.publish, revision=translation.newest, by=editor, now=NOW + HOUR)
    assert said == ["Revision 1 has been published already: take it off, or publish another."]


# --- Taking back and putting back ---------------------------------------------------------------------


def test_a_live_text_is_taken_off_at_once_and_the_one_before_does_not_come_back(translation, editor):
    write_article(translation, by=editor, title="Second", at=NOW + HOUR)
    articles.expire(translation=translation, by=editor, now=NOW + DAY)
    assert [live_titles(NOW + HOUR), live_titles(NOW + DAY)] == [["Second"], []]
    assert refusal(articles.expire, translation=translation, by=editor, now=NOW + DAY) == [
        "Readers do not see this article now, so there is nothing to take off."
    ]


def test_an_earlier_text_is_put_back_as_a_new_draft_with_its_review(translation, editor):
    first = translation.newest
    write_article(translation, by=editor, title="Second", at=NOW + HOUR)
    again = articles.revert(translation=translation, to=first, by=editor, at=NOW + DAY)
    assert (again.number, again.title, again.note, again.reviewed) == (3, "Calves", "As revision 1", True)
    assert live_titles(NOW + DAY) == ["Second"]
    articles.publish(revision=again, by=editor, now=NOW + DAY)
    assert live_titles(NOW + DAY) == ["Calves"]


def test_a_review_that_has_run_out_is_not_put_back_with_the_text(translation, editor):
    first = translation.newest
    write_article(translation, by=editor, title="Second")
    with time_machine.travel(NOW + timedelta(days=400), tick=False):
        again = articles.revert(translation=translation, to=first, by=editor, at=NOW + timedelta(days=400))
    assert again.reviewed is False


def test_the_newest_text_put_back_is_itself(translation, editor):
    newest = translation.newest
    assert articles.revert(translation=translation, to=newest, by=editor, at=NOW) == newest


def test_a_revision_of_another_article_is_not_put_back(translation, editor):
    other = make_article("other").translations.get().newest
    said = refusal(articles.revert, translation=translation, to=other, by=editor, at=NOW)
    assert said == ["Revision 1 belongs to another article."]


def test_an_archived_article_is_nobodys_to_read_until_it_is_restored(translation, editor):
    articles.archive(translation=translation, by=editor, now=NOW)
    assert live_titles() == []
    assert refusal(articles.archive, translation=translation, by=editor, now=NOW) == [
        "This article is archived: restore it first."
    ]
    articles.restore(translation=translation, by=editor, now=NOW)
    assert live_titles() == ["Calves"]
    assert refusal(articles.restore, translation=translation, by=editor, now=NOW) == ["This article is not archived."]


def test_an_archived_article_is_not_published(translation, editor):
    draft = reviewed_draft(translation, editor)
    articles.archive(translation=translation, by=editor, now=NOW)
    assert refusal(articles.publish, revision=draft, by=editor, now=NOW) == [
        "This article is archived: restore it first."
    ]


def test_each_language_has_a_state_of_its_own():
    article = make_article()
    make_article(language="ru", live=False, title="Икры")
    make_article("night", language="ru", title="Ночь")
    assert sorted(live_titles()) == ["Calves", "Ночь"]
    assert article.translations.count() == 2


# --- Addresses ------------------------------------------------------------------------------------------


def test_an_old_address_leads_on_and_one_in_use_again_leads_nowhere(translation):
    article = translation.article
    for old, new in [("calves", "lower-legs"), ("lower-legs", "calves")]:
        article.slug = new
        article.full_clean()
        article.save()
        articles.rename(article=article, was=old)
    assert list(OldSlug.objects.values_list("slug", "article__slug")) == [("lower-legs", "calves")]


@pytest.mark.parametrize("slug", ["rules", "ru", "search"])
def test_an_article_takes_no_address_of_the_library_itself(translation, slug):
    translation.article.slug = slug
    said = f"“{slug}” is an address of the library itself: choose another."
    assert refusal(translation.article.full_clean) == [said]


def test_an_article_takes_no_address_that_leads_to_another(translation):
    article = translation.article
    article.slug = "lower-legs"
    article.save()
    articles.rename(article=article, was="calves")
    other = make_article("other")
    other.slug = "calves"
    assert refusal(other.full_clean) == ["“calves” is an old address of “lower-legs” and leads there: choose another."]


def test_how_many_are_live_takes_one_query(django_assert_num_queries):
    for number in range(3):
        make_article(f"article-{number}")
    with django_assert_num_queries(1):
        assert len(list(ArticleTranslation.objects.live(NOW))) == 3
