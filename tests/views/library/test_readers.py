"""Readers rate, comment and report, each on a page of its own; what is wrong gets a clear answer and loses nothing."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from coaching.forms.library.plain import tidied
from coaching.forms.library.readers import links_in
from coaching.models import AdviceRating, ArticleRating, Comment, CommentReport, OldSlug
from coaching.services.library import comments
from coaching.templatetags.readers import as_written
from coaching.views.browser import KEY
from tests.builders import NOW, make_advice, make_article, make_coach, make_user
from tests.readers import make_comment

pytestmark = pytest.mark.django_db
RATE, HELPED, COMMENT = "/library/calves/rate/", "/library/advice/swing-the-legs/helped/", "/library/calves/comment/"


@pytest.fixture(autouse=True)
def library():
    make_article("when-to-see-a-doctor", position=1)
    make_advice()
    return make_article("calves", title="Why calves cramp")


@pytest.fixture
def calves(library):
    return library


def approved(article, **fields):
    return make_comment(article, state=Comment.APPROVED, **fields)


def fields(**changed):
    return {"name": "Ida", "text": "It cramps at night.", "website": "", "form": str(uuid4())} | changed


def errors(answer):
    return dict(answer.context["form"].errors)


def text_of(answer):
    return " ".join(answer.content.decode().split())


def after(answer, client):
    """The page a browser is led to."""
    assert answer.status_code == 302
    return text_of(client.get(answer.headers["Location"]))


# --- Ratings ---------------------------------------------------------------------------------------


def test_a_reader_rates_an_article_and_changes_it(client):
    assert "You rated it" not in text_of(client.get(RATE))
    page = after(client.post(RATE, {"value": "4"}), client)
    assert "You rated it: <strong>It told me most of what I needed.</strong>" in page
    page = after(client.post(RATE, {"value": "1"}), client)
    assert "Thank you. You can change your answer whenever you like." in page
    assert "You rated it: <strong>It did not help me.</strong>" in page
    assert list(ArticleRating.objects.values_list("value", flat=True)) == [1]


def test_a_reader_says_whether_advice_helped_and_changes_it(client):
    page = after(client.post(HELPED, {"value": "much"}), client)
    assert "You said: <strong>It helped.</strong>" in page
    assert "It is not evidence" in page
    page = after(client.post(HELPED, {"value": "worse"}), client)
    assert '<a href="/library/when-to-see-a-doctor/">When to see a doctor</a>' in page
    assert list(AdviceRating.objects.values_list("value", flat=True)) == ["worse"]


@pytest.mark.parametrize(("path", "model", "value"), [(RATE, ArticleRating, "5"), (HELPED, AdviceRating, "much")])
def test_a_double_press_of_somebody_new_is_one_rating_and_gives_nobody_the_others_browser(path, model, value):
    form = str(uuid4())
    first, second = Client(), Client()
    assert [one.post(path, {"value": value, "form": form}).status_code for one in (first, second)] == [302, 302]
    assert model.objects.get().browser == first.session[KEY]
    assert KEY not in second.session


def test_a_members_rating_goes_with_the_account_and_a_guests_with_the_browser(client):
    client.post(RATE, {"value": "5"})
    assert ArticleRating.objects.get().browser == client.session[KEY]
    ida = make_user("Ida")
    client.force_login(ida)
    client.post(RATE, {"value": "2"})
    Client().post(RATE, {"value": "3"})
    assert list(ArticleRating.objects.order_by("pk").values_list("value", "user")) == [
        (5, None),
        (2, ida.pk),
        (3, None),
    ]


@pytest.mark.parametrize("path", [RATE, HELPED])
@pytest.mark.parametrize("forged", [{"value": "9"}, {"value": "x"}, {"value": "\0"}, {"value": ["5", "x"]}, {}])
def test_a_forged_rating_is_refused_at_its_field(client, path, forged):
    answer = client.post(path, forged)
    assert answer.status_code == 200
    said = "Choose one of the answers." if not forged else "Choose one of the answers shown."
    assert errors(answer) == {"value": [said]}
    assert (ArticleRating.objects.count(), AdviceRating.objects.count()) == (0, 0)


def test_from_five_readers_on_the_answers_are_summed_up(client):
    for _ in range(5):
        Client(REMOTE_ADDR="192.0.2.1").post(RATE, {"value": "5"})
    assert "5 of 5 readers say that it told them all or most of what they needed." in text_of(client.get(RATE))


def test_more_ratings_than_one_address_may_send_are_told_so_and_leave_no_session(client):
    for _ in range(40):
        Client().post(RATE, {"value": "5"})
    sessions = Session.objects.count()
    answer = Client().post(RATE, {"value": "1"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, str(24 * 60 * 60))
    assert "You can send it in 24 hours." in text_of(answer)
    assert (ArticleRating.objects.count(), Session.objects.count()) == (40, sessions)


# --- Comments --------------------------------------------------------------------------------------


def test_a_comment_waits_and_its_author_sees_it_waiting(client):
    page = after(client.post(COMMENT, fields()), client)
    assert "Thank you. A moderator reads it before it is shown." in page
    assert "<strong>Waiting.</strong>" in page
    assert "It cramps at night." in page
    assert "It cramps at night." not in text_of(Client().get(COMMENT))
    assert "It cramps at night." not in text_of(client.get("/library/calves/"))


def test_its_author_sees_what_became_of_it(client):
    client.post(COMMENT, fields())
    comment, bob = Comment.objects.get(), make_coach("Bob")
    comments.reject(comment=comment, by=bob, now=NOW)
    assert "<strong>Rejected.</strong> A moderator decided not to show it." in text_of(client.get(COMMENT))
    comments.approve(comment=comment, by=bob, now=NOW)
    assert "<strong>Shown</strong> below the article." in text_of(client.get(COMMENT))
    assert "It cramps at night." in text_of(client.get("/library/calves/"))


def test_a_member_is_called_by_their_name_unless_they_write_another(client):
    ida = make_user("Ida Lind")
    client.force_login(ida)
    assert 'value="Ida Lind"' in text_of(client.get(COMMENT))
    client.post(COMMENT, fields(name="Ida"))
    assert list(Comment.objects.values_list("name", "user", "browser")) == [("Ida", ida.pk, "")]


def test_a_form_sent_twice_is_one_comment_with_one_answer(client):
    sent = fields()
    first, second = client.post(COMMENT, sent), client.post(COMMENT, sent)
    assert [answer.status_code for answer in (first, second)] == [302, 302]
    assert first.headers["Location"] == second.headers["Location"]
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("token", ["", "x", "\0", "9" * 400, None])
def test_a_spoilt_form_number_costs_nobody_their_comment(client, token):
    sent = {name: value for name, value in fields(form=token).items() if value is not None}
    assert client.post(COMMENT, sent).status_code == 302
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"name": ""}, {"name": ["Write a name."]}),
        ({"name": "\u200b\u202e "}, {"name": ["Write a name."]}),
        ({"name": "\u3164\uffa0\xad"}, {"name": ["Write a name."]}),
        ({"name": "a" * 61}, {"name": ["Make it shorter: 60 characters fit, and it has 61."]}),
        ({"text": " \r\n "}, {"text": ["Write your comment."]}),
        ({"text": "a" * 2001}, {"text": ["Make it shorter: 2000 characters fit, and it has 2001."]}),
        (
            {"text": "http://a.example www.b.example c.com/d e@f.example"},
            {"text": ["Take out some links: 2 fit, and it has 4."]},
        ),
    ],
)
def test_a_comment_that_does_not_fit_is_refused_at_its_field_and_kept_in_the_form(client, changed, wrong):
    answer = client.post(COMMENT, fields(**changed))
    assert (answer.status_code, errors(answer)) == (200, wrong)
    (name,) = changed
    assert answer.context["form"][name].value() == changed[name]
    assert Comment.objects.count() == 0


def test_two_thousand_characters_fit_with_line_ends_of_any_kind(client):
    client.post(COMMENT, fields(text="a" * 999 + "\r\n" + "b" * 1000))
    assert Comment.objects.get().text == "a" * 999 + "\n" + "b" * 1000


def test_what_cannot_be_seen_or_turns_text_round_is_taken_out(client):
    client.post(COMMENT, fields(name="I\u202eda \0 Øst\t李", text="One\x07\u2066\r\n\n\n\n  Two \u202e🏃🏽‍♀️"))
    assert list(Comment.objects.values_list("name", "text")) == [("Ida Øst 李", "One\n\nTwo 🏃🏽‍♀️")]


def test_a_comment_is_shown_as_text_with_paragraphs_and_links_that_lend_no_weight(client, calves):
    approved(
        calves,
        name="<b>Ida</b>",
        text='<script>alert(1)</script>\n\nSee https://a.example/?b=1&c="d\njavascript:alert(2)',
    )
    page = text_of(client.get("/library/calves/"))
    assert "<bdi>&lt;b&gt;Ida&lt;/b&gt;</bdi>" in page
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" in page
    assert (
        '<a href="https://a.example/?b=1&amp;c=" rel="ugc nofollow noopener">https://a.example/?b=1&amp;c=</a>' in page
    )
    assert page.count("javascript:") == 1


def test_only_a_coachs_reply_is_marked_as_one(client, calves):
    bob = make_coach("Bob")
    comment = approved(calves, name="Bob, coach")
    comments.reply(comment=comment, by=bob, text="Stretch it.", now=NOW)
    page = text_of(client.get("/library/calves/"))
    assert page.count("Reply by a coach: <bdi>Bob</bdi>") == 1
    assert page.count("by-coach") == 1
    assert '<h3><bdi>Bob, coach</bdi></h3> <p class="by">A reader, <time' in page


def test_a_filled_trap_is_answered_as_a_success_and_stores_nothing(client):
    honest, trapped = client.post(COMMENT, fields()), Client().post(COMMENT, fields(website="http://spam.example"))
    assert Comment.objects.count() == 1
    for one in (honest, trapped):
        assert (one.status_code, one.headers["Location"], list(one.cookies)) == (302, COMMENT, ["sessionid"])


def test_the_trap_is_out_of_everybodys_way(client):
    page = text_of(client.get(COMMENT))
    (trap,) = [part for part in page.split("<div ") if 'class="trap"' in part]
    assert 'aria-hidden="true"' in trap
    (field,) = [part for part in page.split("<input ") if 'name="website"' in part]
    assert 'tabindex="-1"' in field
    assert 'autocomplete="off"' in field


def test_too_many_comments_are_told_when_to_come_back_and_keep_the_text(today):
    for _ in range(3):
        Client().post(COMMENT, fields())
        today.shift(timedelta(minutes=1))
    sessions, late = Session.objects.count(), fields(text="The fourth")
    answer = Client().post(COMMENT, late)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "420")
    assert "You can send it in 7 minutes." in text_of(answer)
    assert answer.context["form"]["text"].value() == "The fourth"
    assert (Comment.objects.count(), Session.objects.count()) == (3, sessions)
    today.shift(timedelta(minutes=7))
    assert Client().post(COMMENT, late).status_code == 302


def test_behind_a_proxy_the_address_it_names_counts(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(6):
        forwarded = {"x-forwarded-for": f"203.0.113.9, 192.0.2.{number % 2}"}
        assert Client(headers=forwarded).post(COMMENT, fields()).status_code == 302
    assert Client(headers={"x-forwarded-for": "203.0.113.10, 192.0.2.1"}).post(COMMENT, fields()).status_code == 429


def test_comments_are_closed_while_too_many_wait(client, calves):
    for _ in range(comments.MOST_WAITING):
        make_comment(calves)
    assert "Comments are closed for now" in text_of(client.get(COMMENT))
    answer = client.post(COMMENT, fields(text="One more"))
    assert (answer.status_code, answer.context["form"]["text"].value()) == (429, "One more")
    assert "Comments are closed for now" in text_of(answer)
    assert Comment.objects.count() == comments.MOST_WAITING


def test_the_form_leads_to_help_before_anybody_waits_for_an_answer(client):
    page = text_of(client.get(COMMENT))
    assert ['href="/now/"' in page, 'href="/library/when-to-see-a-doctor/"' in page] == [True, True]


def test_a_comment_has_the_language_of_the_text_it_is_about(client, calves):
    make_article("calves", language="ru", title="Почему сводит икры")
    page = text_of(client.get(f"{COMMENT}?language=ru"))
    assert ["Почему сводит икры" in page, 'href="/library/ru/calves/"' in page] == [True, True]
    client.post(f"{COMMENT}?language=ru", fields())
    client.post(f"{COMMENT}?language=xx", fields())
    assert list(Comment.objects.values_list("language", flat=True)) == ["ru", "en"]


def test_a_comment_written_while_its_article_moved_arrives(client, calves):
    OldSlug.objects.create(article=calves, slug="cramp")
    assert client.post("/library/cramp/comment/", fields()).status_code == 302
    assert Comment.objects.get().article == calves


# --- Reports ---------------------------------------------------------------------------------------


def test_a_reader_reports_a_comment_and_is_thanked(client, calves):
    comment = approved(calves)
    path = f"/library/comments/{comment.pk}/report/"
    assert f'href="{path}"' in text_of(client.get("/library/calves/"))
    page = after(client.post(path, {"reason": "spam", "text": "An\0 advert"}), client)
    assert "Thank you. A moderator will look at it." in page
    assert "You reported it: <strong>It advertises something.</strong>" in page
    after(client.post(path, {"reason": "harm", "text": ""}), client)
    assert list(CommentReport.objects.values_list("comment", "reason", "text")) == [(comment.pk, "harm", "")]


@pytest.mark.parametrize("forged", [{}, {"reason": "x"}, {"reason": "harm", "text": "a" * 501}])
def test_a_forged_report_is_refused(client, calves, forged):
    answer = client.post(f"/library/comments/{approved(calves).pk}/report/", forged)
    assert (answer.status_code, len(errors(answer))) == (200, 1)
    assert CommentReport.objects.count() == 0


@pytest.mark.parametrize("state", [Comment.WAITING, Comment.REJECTED])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_shown_cannot_be_reported(client, calves, state, method):
    comment = make_comment(calves, state=state)
    assert getattr(client, method)(f"/library/comments/{comment.pk}/report/", {"reason": "spam"}).status_code == 404


def test_a_reply_to_what_is_not_shown_cannot_be_reported(client, calves):
    comment, bob = approved(calves), make_coach("Bob")
    reply = comments.reply(comment=comment, by=bob, text="Yes.", now=NOW)
    assert client.get(f"/library/comments/{reply.pk}/report/").status_code == 200
    comments.reject(comment=comment, by=bob, now=NOW)
    assert client.get(f"/library/comments/{reply.pk}/report/").status_code == 404


# --- All of them -----------------------------------------------------------------------------------


@pytest.fixture
def paths(calves):
    return [RATE, HELPED, COMMENT, f"/library/comments/{approved(calves).pk}/report/"]


GOOD = [{"value": "5"}, {"value": "much"}, fields(), {"reason": "spam"}]


def test_a_forged_form_is_refused_and_stores_nothing(paths):
    strict = Client(enforce_csrf_checks=True)
    answers = [strict.post(path, good) for path, good in zip(paths, GOOD, strict=True)]
    assert [answer.status_code for answer in answers] == [403] * 4
    assert {"That form had grown too old" in text_of(answer) for answer in answers} == {True}
    assert [model.objects.count() for model in (ArticleRating, AdviceRating, CommentReport)] == [0] * 3


def test_looking_makes_no_session_and_is_kept_nowhere(client, paths):
    answers = [client.get(path) for path in paths]
    assert [answer.headers["Cache-Control"] for answer in answers] == ["no-store"] * 4
    assert ['<meta name="robots" content="noindex">' in text_of(answer) for answer in answers] == [True] * 4
    assert {name for answer in answers for name in answer.cookies} == {settings.CSRF_COOKIE_NAME}
    assert Session.objects.count() == 0


@pytest.mark.parametrize(
    "path",
    [
        "/library/nowhere/rate/",
        "/library/nowhere/comment/",
        "/library/draft/rate/",
        "/library/draft/comment/",
        "/library/advice/nowhere/helped/",
        "/library/advice/archived/helped/",
        "/library/comments/0/report/",
        f"/library/comments/{10**30}/report/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_readers_do_not_see_has_no_form(client, path, method):
    make_article("draft", live=False)
    make_advice(slug="archived", archived_at=NOW)
    assert getattr(client, method)(path).status_code == 404


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, paths, method):
    assert [getattr(client, method)(path).status_code for path in paths] == [405] * 4


def test_the_page_asks_the_database_as_often_for_many_comments_as_for_one(client, calves, django_assert_num_queries):
    client.post(COMMENT, fields())
    client.get(COMMENT)  # says thank you once
    own = {"browser": client.session[KEY], "article": calves, "name": "Ida", "text": "More", "made_at": NOW}
    for more in (0, 2, 30):
        Comment.objects.bulk_create(Comment(**own, form=uuid4()) for _ in range(more))
        with django_assert_num_queries(5):  # session, article, its text, how many wait, one's own
            client.get(COMMENT)


anything = (
    st.sampled_from(["", "\0", "5", "much", "spam", "\ud7ff", "http://" + "a." * 900, "[" * 2000, "@" * 2000])
    | st.text()
)


@given(st.dictionaries(st.sampled_from(["value", "name", "text", "website", "form", "reason", "csrf"]), anything))
@example({"name": "a", "text": "www." * 500})
def test_any_post_gets_an_answer(sent):
    for path in [RATE, HELPED, COMMENT]:
        assert Client().post(path, sent).status_code in (200, 302, 429)
    assert Client().get("/library/calves/").status_code == 200


@given(
    st.text()
    | st.lists(st.sampled_from(["www.a.com", "<b>", "http://", "a@b.com", "&", "\n", " ", "x.org/"])).map("".join)
)
def test_any_text_is_shown_with_harmless_tags_and_no_more_links_than_were_counted(text):
    text = tidied(text, lines=True)
    html = as_written(text)
    assert set(re.findall(r"<\s*/?(\w+)", html)) <= {"p", "br", "a"}
    assert html.count("<a ") == html.count('rel="ugc nofollow noopener"') <= links_in(text)


def test_nobody_has_somebody_elses_comments_for_want_of_a_browser(calves):
    Comment.objects.create(article=calves, name="Coach", text="Mine", by_coach=True, form=uuid4(), made_at=NOW)
    assert list(Comment.objects.by(AnonymousUser(), "")) == []
