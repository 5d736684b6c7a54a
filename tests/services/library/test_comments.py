"""Comments from the reader's form to the page: held, approved, answered, reported; and how many one may send."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from coaching.models import Comment, CommentReport
from coaching.services.library import comments, limits, pages
from tests.builders import NOW, make_article, make_coach, make_user
from tests.readers import make_comment, make_reader

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def article():
    return make_article()


@pytest.fixture
def bob():
    return make_coach("Bob")


def told(article):
    return [comment.text for comment in comments.shown_with(article)]


def approved(article, **fields):
    return make_comment(article, state=Comment.APPROVED, **fields)


# --- Posting ---------------------------------------------------------------------------------------


def test_a_comment_waits_and_is_not_shown(article):
    comment = make_comment(article)
    assert (comment.state, comment.by_coach, told(article)) == ("waiting", False, [])


@pytest.mark.parametrize("member", [True, False])
def test_a_comment_belongs_to_the_member_or_else_to_the_browser(article, member):
    user = make_user("Ida") if member else None
    comment = make_comment(article, by=make_reader(user=user))
    assert (comment.user, comment.browser) == ((user, "") if member else (None, "a browser"))


def test_one_form_is_one_comment_however_often_it_is_sent(article):
    reader, form = make_reader(), uuid4()
    sent = [make_comment(article, by=reader, form=form) for _ in range(5)]
    assert (Comment.objects.count(), {comment.pk for comment in sent}) == (1, {sent[0].pk})


def test_another_text_in_a_form_already_sent_is_not_lost(article):
    reader, form = make_reader(), uuid4()
    for text in ("One", "Two"):
        make_comment(article, by=reader, form=form, text=text)
    assert list(Comment.objects.values_list("text", flat=True)) == ["One", "Two"]


def test_the_address_is_kept_unreadable_and_forgotten_after_a_day(article):
    reader = make_reader(address="192.0.2.77")
    comment = make_comment(article, by=reader)
    assert "192.0.2.77" not in comment.address
    assert comment.address == limits.sealed("192.0.2.77") != limits.sealed("192.0.2.78")
    limits.forget_addresses(now=NOW + timedelta(days=1))
    comment.refresh_from_db()
    assert comment.address == reader.address
    limits.forget_addresses(now=NOW + timedelta(days=1, seconds=1))
    comment.refresh_from_db()
    assert (comment.address, comment.browser) == ("", "a browser")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("fe80::1%eth0", "fe80::1", True),
    ],
)
def test_a_home_has_one_address(one, other, same):
    assert (limits.sealed(one) == limits.sealed(other)) == same


# --- Limits ----------------------------------------------------------------------------------------


def refused_until(article, **fields):
    before = Comment.objects.count()
    with pytest.raises(limits.TooMany) as refusal:
        make_comment(article, **fields)
    assert Comment.objects.count() == before
    return refusal.value.again_at


READERS = {
    "address": lambda number: make_reader(f"browser {number}", address="192.0.2.1"),
    "browser": lambda number: make_reader("a browser", address=f"192.0.2.{number + 1}"),
}


@pytest.mark.parametrize("same", READERS)
def test_the_fourth_comment_in_ten_minutes_is_refused(article, same):
    for number in range(3):
        make_comment(article, by=READERS[same](number), at=NOW + number * MINUTE)
    fourth = READERS[same](3)
    assert refused_until(article, by=fourth, at=NOW + 5 * MINUTE) == NOW + 10 * MINUTE
    make_comment(article, by=fourth, at=NOW + 10 * MINUTE)
    assert refused_until(article, by=fourth, at=NOW + 10 * MINUTE) == NOW + 11 * MINUTE


def test_a_member_is_limited_wherever_they_write_from(article):
    ida = make_user("Ida")
    for number in range(3):
        make_comment(article, by=make_reader(user=ida, address=f"192.0.2.{number + 1}"))
    assert refused_until(article, by=make_reader(user=ida, address="192.0.2.9")) == NOW + 10 * MINUTE


@pytest.mark.parametrize("same", READERS)
def test_the_eleventh_comment_of_a_day_is_refused(article, same):
    for number in range(10):
        make_comment(article, by=READERS[same](number), at=NOW + number * 20 * MINUTE)
    late = NOW + timedelta(hours=20)
    assert refused_until(article, by=READERS[same](10), at=late) == NOW + timedelta(days=1)
    make_comment(article, by=READERS[same](10), at=NOW + timedelta(days=1))


def test_what_somebody_else_sends_counts_for_nobody_else(article):
    for number in range(20):
        make_comment(article, by=make_reader(f"browser {number}", address=f"192.0.2.{number + 1}"))
    assert Comment.objects.count() == 20


def test_a_thousand_posts_leave_three_rows_and_cost_two_queries_each(article, django_assert_num_queries):
    for number in range(3):
        make_comment(article, by=READERS["address"](number))
    post = {"language": "en", "name": "Spam", "text": "Buy.", "now": NOW}
    for number in range(1000):
        with django_assert_num_queries(2), pytest.raises(limits.TooMany):  # the form, the address
            comments.post(article=article, reader=READERS["address"](number), form=uuid4(), **post)
    assert Comment.objects.count() == 3


def test_with_three_hundred_waiting_comments_are_closed_until_some_are_read(article, bob):
    waiting = [make_comment(article) for _ in range(comments.MOST_WAITING)]
    assert comments.are_closed()
    with pytest.raises(comments.Closed):
        make_comment(article)
    comments.reject(comment=waiting[0], by=bob, now=NOW)
    assert not comments.are_closed()
    make_comment(article)
    assert Comment.objects.count() == comments.MOST_WAITING + 1


# --- Moderating ------------------------------------------------------------------------------------


def test_an_approved_comment_is_shown_and_who_approved_it_is_known(article, bob):
    comment = make_comment(article)
    comments.approve(comment=comment, by=bob, now=NOW)
    comment.refresh_from_db()
    assert (told(article), comment.moderator, comment.moderated_at) == ([comment.text], bob, NOW)


def test_a_rejected_comment_is_shown_no_more(article, bob):
    comment = approved(article)
    comments.reject(comment=comment, by=bob, now=NOW)
    assert (told(article), Comment.objects.get().state) == ([], "rejected")


def test_questions_and_answers_come_first_and_then_the_newest(article, bob):
    texts = ["First", "Second", "Third"]
    asked = {text: approved(article, text=text, at=NOW + n * MINUTE) for n, text in enumerate(texts)}
    comments.promote(comment=asked["First"], by=bob, now=NOW)
    assert told(article) == ["First", "Third", "Second"]
    comments.demote(comment=asked["First"], by=bob, now=NOW)
    assert told(article) == ["Third", "Second", "First"]


@pytest.mark.parametrize("state", [Comment.WAITING, Comment.REJECTED])
def test_what_is_not_shown_is_neither_promoted_nor_answered(article, bob, state):
    comment = make_comment(article, state=state)
    for verb in (comments.promote, lambda **fields: comments.reply(text="Yes.", **fields)):
        with pytest.raises(ValidationError, match="Approve this comment first"):
            verb(comment=comment, by=bob, now=NOW)
    assert (Comment.objects.count(), Comment.objects.get().is_question) == (1, False)


def test_a_coachs_reply_is_marked_and_shown_at_once(article, bob):
    comment = approved(article)
    comments.reply(comment=comment, by=bob, text="Stretch it.", now=NOW)
    (shown,) = comments.shown_with(article)
    assert [(one.name, one.text, one.by_coach, one.user) for one in shown.shown_replies] == [
        ("Bob", "Stretch it.", True, bob)
    ]


def test_one_reply_form_is_one_reply(article, bob):
    comment, form = approved(article), uuid4()
    for _ in range(2):
        comments.reply(comment=comment, by=bob, text="Stretch it.", now=NOW, form=form)
    assert Comment.objects.filter(by_coach=True).count() == 1


def test_a_coach_without_a_name_does_not_reply_by_e_mail_address(article):
    coach = make_user("Nameless", is_staff=True)
    coach.name = ""
    assert comments.reply(comment=approved(article), by=coach, text="Yes.", now=NOW).name == "A coach"


def test_a_reply_to_a_reply_stands_below_the_same_comment(article, bob):
    comment = approved(article)
    first = comments.reply(comment=comment, by=bob, text="Yes.", now=NOW)
    second = comments.reply(comment=first, by=bob, text="And no.", now=NOW)
    assert second.reply_to == comment
    with pytest.raises(ValidationError, match="This is a reply"):
        comments.promote(comment=second, by=bob, now=NOW)


def test_a_reply_is_hidden_with_its_comment(article, bob):
    comment = approved(article)
    reply = comments.reply(comment=comment, by=bob, text="Yes.", now=NOW)
    assert set(comments.shown()) == {comment, reply}
    comments.reject(comment=comment, by=bob, now=NOW)
    assert set(comments.shown()) == set()


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_comments_take_two_queries_however_many_there_are(article, bob, rows, django_assert_num_queries):
    for _ in range(rows):
        comments.reply(comment=approved(article), by=bob, text="Yes.", now=NOW)
    with django_assert_num_queries(2):
        assert sum(len(comment.shown_replies) for comment in comments.shown_with(article)) == rows


@pytest.mark.parametrize("verb", ["approve", "reject", "promote", "demote", "reply", "remove"])
def test_what_readers_see_differently_clears_the_kept_pages(
    article, bob, verb, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.PAGES_STAMP = tmp_path / "stamp"
    comment = make_comment(article) if verb == "approve" else approved(article)
    comment.is_question = verb == "demote"
    acts = {
        "reply": lambda: comments.reply(comment=comment, by=bob, text="Yes.", now=NOW),
        "remove": lambda: comments.remove(comments=Comment.objects.all()),
    }
    with django_capture_on_commit_callbacks(execute=True):
        acts.get(verb, lambda: getattr(comments, verb)(comment=comment, by=bob, now=NOW))()
    assert pages.changed_at() is not None


# --- Reports ---------------------------------------------------------------------------------------


def report(comment, reader=None, **fields):
    fields = {"reason": "spam", "text": "", "now": NOW} | fields
    return comments.report(comment=comment, reader=reader or make_reader(), **fields)


def test_a_reader_reports_a_comment_once_and_may_say_it_better(article):
    comment = approved(article)
    for text in ("Bad", "Very bad"):
        report(comment, text=text)
    report(comment, make_reader("another"))
    assert list(CommentReport.objects.order_by("pk").values_list("text", flat=True)) == ["Very bad", ""]


@pytest.mark.parametrize("verb", [comments.approve, comments.reject])
def test_deciding_about_a_comment_settles_its_reports(article, bob, verb):
    comment = approved(article)
    report(comment)
    verb(comment=comment, by=bob, now=NOW + MINUTE)
    assert CommentReport.objects.get().settled_at == NOW + MINUTE


def test_a_settled_report_stays_settled(article):
    row = report(approved(article))
    comments.settle(report=row, now=NOW)
    comments.settle(report=row, now=NOW + MINUTE)
    report(row.comment, text="Again")
    assert CommentReport.objects.get().settled_at == NOW


def test_one_address_sends_twenty_reports_a_day(article):
    rows = [approved(article) for _ in range(21)]
    for number, comment in enumerate(rows[:20]):
        report(comment, make_reader(f"browser {number}"))
    with pytest.raises(limits.TooMany):
        report(rows[20], make_reader("one more"))
    assert CommentReport.objects.count() == 20
