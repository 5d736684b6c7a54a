"""When what everybody reads changes, and how all processes are told."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from coaching.models import Article, ArticleRevision, ArticleTranslation
from coaching.services.library import pages

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def stamp(settings, tmp_path):
    settings.PAGES_STAMP = tmp_path / "pages.stamp"
    return settings.PAGES_STAMP


def make_revision(**times):
    article, _ = Article.objects.get_or_create(slug="why", topic="understand")
    translation, _ = ArticleTranslation.objects.get_or_create(article=article)
    return ArticleRevision.objects.create(
        translation=translation,
        number=translation.revisions.count() + 1,
        reviewer_name="Ruth",
        reviewed_on=NOW.date(),
        next_review_on=NOW.date() + 365 * A_DAY,
        written_at=NOW,
        **times,
    )


@pytest.mark.django_db
def test_the_stamp_is_renewed_with_the_commit_and_not_before(stamp, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        pages.changed()
        assert pages.changed_at() is None
    assert [file.name for file in stamp.parent.iterdir()] == ["pages.stamp"]
    assert pages.changed_at() == NOW


@pytest.mark.django_db(transaction=True)
def test_each_stamp_is_later_than_the_one_before_even_if_the_clock_is_not(stamp, clock):
    seen_ns = []
    for _ in range(3):
        pages.changed()
        seen_ns.append(stamp.stat().st_mtime_ns)
        clock.shift(timedelta(hours=-1))
    assert seen_ns == [seen_ns[0], seen_ns[0] + 1, seen_ns[0] + 2]


@pytest.mark.django_db(transaction=True)
def test_a_stamp_that_cannot_be_written_is_an_error_in_the_log_and_stops_nobody(settings, tmp_path, caplog):
    (tmp_path / "file").touch()
    settings.PAGES_STAMP = tmp_path / "file" / "pages.stamp"
    pages.changed()
    assert [(record.levelno, record.message) for record in caplog.records] == [(logging.ERROR, pages.NOT_RENEWED)]
    assert pages.changed_at() is None


@pytest.mark.django_db(transaction=True)
def test_a_stamp_that_cannot_be_replaced_leaves_nothing_behind(stamp):
    stamp.mkdir()
    (stamp / "in the way").touch()
    pages.changed()
    assert list(stamp.parent.iterdir()) == [stamp]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("revisions", "expected"),
    [
        ([], (None, None)),
        ([(None, None)], (None, None)),
        ([(-3, None), (-2, None)], (-2, None)),
        ([(-3, -1), (-2, 5)], (-1, 5)),
        ([(-3, 5), (2, 9), (4, None)], (-3, 2)),
        ([(0, 1)], (0, 1)),
    ],
)
def test_the_moments_are_those_at_which_revisions_appear_and_expire(revisions, expected, django_assert_num_queries):
    def day(number):
        return None if number is None else NOW + number * A_DAY

    for publish_from, expires_at in revisions:
        make_revision(publish_from=day(publish_from), expires_at=day(expires_at))
    with django_assert_num_queries(1):
        assert pages.moments(NOW) == (day(expected[0]), day(expected[1]))
