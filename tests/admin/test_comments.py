"""Moderators at the desk: what waits, what was reported, what is decided about it, and what coaches answer."""

from uuid import uuid4

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission

from coaching.models import AdviceRating, ArticleRating, Comment, CommentReport
from coaching.services.library import comments, ratings
from tests.admin.desk import page, said
from tests.builders import NOW, make_advice, make_article, make_coach, make_superuser, make_user
from tests.readers import make_comment, make_reader

pytestmark = pytest.mark.django_db
LIST = "/coach/coaching/comment/"


@pytest.fixture
def article():
    return make_article()


@pytest.fixture
def bob(client):
    bob = make_coach("Bob")
    client.force_login(bob)
    return bob


def approved(article, **fields):
    return make_comment(article, state=Comment.APPROVED, **fields)


def report(comment, browser="a browser"):
    return comments.report(comment=comment, reason="rude", text="So rude", reader=make_reader(browser), now=NOW)


def listed(client, query=""):
    return [row.text for row in client.get(LIST + query).context["cl"].result_list]


def decide(client, comment, **fields):
    fields = {"decision": "", "reply": "", "token": str(uuid4())} | fields
    return client.post(page(Comment, "change", comment.pk), fields, follow=True)


def act(client, action, *rows, model=Comment):
    fields = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(page(model, "changelist") + ("?state=all" if model is Comment else ""), fields, follow=True)


def states():
    return dict(Comment.objects.values_list("text", "state"))


# --- The list --------------------------------------------------------------------------------------


def test_the_list_shows_what_is_to_be_done_reported_ones_first(client, article, bob):
    make_comment(article, text="Waiting")
    twice, once = approved(article, text="Reported twice"), approved(article, text="Reported once")
    for comment, browser in [(twice, "one"), (twice, "two"), (once, "one")]:
        report(comment, browser)
    comments.promote(comment=approved(article, text="Approved"), by=bob, now=NOW)
    make_comment(article, text="Rejected", state=Comment.REJECTED)
    assert listed(client) == ["Reported twice", "Reported once", "Waiting"]
    assert listed(client, "?state=reported") == ["Reported twice", "Reported once"]
    assert listed(client, "?state=waiting") == ["Waiting"]
    assert listed(client, "?state=rejected") == ["Rejected"]
    assert listed(client, "?state=approved") == ["Reported twice", "Reported once", "Approved"]
    assert listed(client, "?state=questions") == ["Approved"]
    assert len(listed(client, "?state=all")) == 5


def test_the_list_is_searched_and_filtered_by_article(client, article, bob):
    make_comment(article, text="About calves", name="Ida")
    other = make_article("other")
    make_comment(other, text="About night", name="Ole")
    assert listed(client, "?q=calves") == ["About calves"]
    assert listed(client, "?q=Ole") == ["About night"]
    assert listed(client, f"?article__id__exact={other.pk}") == ["About night"]


@pytest.mark.parametrize("model", [Comment, CommentReport, ArticleRating, AdviceRating])
def test_a_list_asks_the_database_as_often_for_three_as_for_one(
    client, article, bob, model, django_assert_max_num_queries
):
    def leave(number):
        row, reader = approved(article), make_reader(f"browser {number}")
        make_comment(article)
        report(row)
        ratings.rate(article=article, value=number, reader=reader, now=NOW)
        ratings.say_helped(advice=make_advice(slug=f"advice-{number}"), value="much", reader=reader, now=NOW)

    counts = []
    make_advice()
    for number in (1, 2, 3):
        leave(number)
        with django_assert_max_num_queries(60) as queries:
            assert client.get(page(model, "changelist")).context["cl"].result_count >= number
        counts.append(len(queries))
    assert len(set(counts)) == 1


# --- Deciding --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("approve", {"state": "waiting"}, ("approved", False)),
        ("reject", {"state": "approved"}, ("rejected", False)),
        ("promote", {"state": "approved"}, ("approved", True)),
        ("demote", {"state": "approved", "is_question": True}, ("approved", False)),
    ],
)
@pytest.mark.parametrize("way", ["list", "page"])
def test_a_moderator_decides_in_the_list_or_on_the_page(client, article, bob, action, before, after, way):
    comment = make_comment(article)
    Comment.objects.update(**before)
    answer = act(client, action, comment) if way == "list" else decide(client, comment, decision=action)
    comment.refresh_from_db()
    assert (comment.state, comment.is_question, comment.moderator) == (*after, bob)
    words = {
        "approve": "Approved: readers see it now.",
        "reject": "Rejected: readers do not see it.",
        "promote": "It stands in questions and answers now.",
        "demote": "It stands among the other comments now.",
    }[action]
    assert said(answer) == [words if way == "page" else f"{words} (1 of those chosen)"]
    assert LogEntry.objects.get().get_change_message() == words


def test_an_action_that_is_refused_for_some_goes_on_with_the_others(client, article, bob):
    fit, unfit = approved(article, text="Fit"), make_comment(article, text="Unfit")
    answer = act(client, "promote", fit, unfit)
    assert dict(Comment.objects.values_list("text", "is_question")) == {"Fit": True, "Unfit": False}
    assert sorted(said(answer)) == [
        "Ida: Unfit: Approve this comment first: readers do not see it.",
        "It stands in questions and answers now. (1 of those chosen)",
    ]


def test_a_coach_approves_and_answers_in_one_go(client, article, bob):
    comment = make_comment(article)
    answer = decide(client, comment, decision="approve", reply="Stretch\u202e it.\r\n\r\nThen rest.")
    assert said(answer) == ["Approved: readers see it now.", "Your reply is shown below the comment."]
    (shown,) = comments.shown_with(article)
    assert [(reply.name, reply.text) for reply in shown.shown_replies] == [("Bob", "Stretch it.\n\nThen rest.")]


def test_no_coach_replies_what_is_never_told(client, article, bob):
    comment = make_comment(article, state=Comment.APPROVED)
    client.force_login(bob)
    answer = decide(client, comment, reply="Just take quinine at night.")
    form = answer.context["adminform"].form
    assert (list(form.errors), form["reply"].value()) == (["reply"], "Just take quinine at night.")
    assert comment.replies.count() == 0


def test_a_reply_sent_twice_is_shown_once(client, article, bob):
    comment, token = approved(article), str(uuid4())
    for _ in range(2):
        decide(client, comment, reply="Stretch it.", token=token)
    assert Comment.objects.filter(by_coach=True).count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reply": "Yes."}, "reply"),
        ({"reply": "Yes.", "decision": "reject"}, "reply"),
        ({"decision": "promote"}, "decision"),
        ({"decision": "publish"}, "decision"),
        ({"reply": "a" * 2001}, "reply"),
    ],
)
def test_what_cannot_be_done_is_said_at_its_field_and_does_nothing(client, article, bob, fields, field):
    comment = make_comment(article)
    answer = decide(client, comment, **fields)
    assert [*answer.context["adminform"].form.errors][:1] == [field]
    assert answer.context["adminform"].form["reply"].value() == fields.get("reply", "")
    assert (Comment.objects.count(), Comment.objects.get().state) == (1, "waiting")


def test_a_page_saved_without_a_decision_changes_nothing(client, article, bob):
    comment = approved(article)
    before = Comment.objects.values().get()
    decide(client, comment)
    assert Comment.objects.values().get() == before


def test_the_comment_itself_is_nobodys_to_edit(client, article, bob):
    comment = make_comment(article)
    decide(client, comment, text="Mine", name="Mine", state="approved", by_coach="on", is_question="on")
    after = Comment.objects.get()
    assert (after.text, after.name, after.state, after.by_coach, after.is_question) == (
        comment.text,
        "Ida",
        "waiting",
        False,
        False,
    )


def test_the_page_leads_to_the_article_and_tells_who_decided_and_not_who_wrote(client, article, bob):
    ida = make_user("Ida Secret")
    comment = approved(article, by=make_reader(user=ida), moderator=bob)
    report(comment)
    html = client.get(page(Comment, "change", comment.pk)).content.decode()
    assert f'href="/library/calves/#comment-{comment.pk}"' in html
    assert ["a member" in html, "It is rude or hurts somebody. So rude (open)" in html, ">Bob<" in html] == [True] * 3
    assert ["Ida Secret" in html, "ida secret@" in html, comment.address in html] == [False] * 3


# --- Reports and ratings ---------------------------------------------------------------------------


def test_a_report_is_settled_and_its_comment_stays(client, article, bob):
    row = report(approved(article))
    assert said(act(client, "settle", row, model=CommentReport)) == ["Settled: 1."]
    row.refresh_from_db()
    assert row.settled_at is not None
    assert (states(), listed(client)) == ({"It cramps at night.": "approved"}, [])
    path = page(CommentReport, "changelist")
    found = [client.get(f"{path}?state={state}").context["cl"].result_count for state in ("open", "settled")]
    assert found == [0, 1]


def test_ratings_are_counted_beside_their_filters(client, article, bob):
    for number, value in enumerate([5, 5, 1]):
        ratings.rate(article=article, value=value, reader=make_reader(f"browser {number}"), now=NOW)
    html = client.get(page(ArticleRating, "changelist")).content.decode()
    assert ["It told me all I needed (2)" in html, "It did not help me (1)" in html] == [True, True]


# --- Who may ---------------------------------------------------------------------------------------


def test_without_the_permission_to_moderate_a_coach_only_reads(client, article, bob):
    bob.groups.clear()
    for name in ("view_comment", "change_comment", "view_commentreport"):
        bob.user_permissions.add(Permission.objects.get(codename=name))
    comment, row = make_comment(article), report(approved(article, text="Another"))
    html = client.get(page(Comment, "change", comment.pk)).content.decode()
    assert ["It cramps at night." in html, 'name="decision"' in html, 'name="_save"' in html] == [True, False, False]
    assert decide(client, comment, decision="approve").status_code == 403
    act(client, "approve", comment)
    act(client, "settle", row, model=CommentReport)
    row.refresh_from_db()
    assert (states()["It cramps at night."], row.settled_at) == ("waiting", None)


def test_a_coach_adds_and_deletes_nothing(client, article, bob):
    row = report(approved(article))
    ratings.rate(article=article, value=5, reader=make_reader(), now=NOW)
    ratings.say_helped(advice=make_advice(), value="much", reader=make_reader(), now=NOW)
    for model in (Comment, CommentReport, ArticleRating, AdviceRating):
        pk = model.objects.get().pk
        assert client.get(page(model, "add")).status_code == 403
        assert client.post(page(model, "delete", pk), {"post": "yes"}).status_code == 403
        fields = {"action": "delete_selected", "_selected_action": [pk], "post": "yes"}
        client.post(page(model, "changelist"), fields)
        assert model.objects.count() == 1
    assert client.post(page(CommentReport, "change", row.pk), {"reason": "spam"}).status_code == 403


@pytest.mark.parametrize("way", ["page", "list"])
def test_a_superuser_deletes_a_comment_with_its_replies(client, article, way):
    ruth = make_superuser("Ruth")
    client.force_login(ruth)
    comment = approved(article)
    comments.reply(comment=comment, by=ruth, text="Yes.", now=NOW)
    report(comment)
    if way == "page":
        client.post(page(Comment, "delete", comment.pk), {"post": "yes"})
    else:
        fields = {"action": "delete_selected", "_selected_action": [comment.pk], "post": "yes"}
        client.post(LIST + "?state=all", fields)
    assert (Comment.objects.count(), CommentReport.objects.count()) == (0, 0)
