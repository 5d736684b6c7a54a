"""Articles at the desk: listed, written, compared, reviewed, published, taken away. Bob is a coach, Ruth a superuser."""

import re
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse

from coaching.admin.library.articles.pressing import NO_SUCH_BUTTON, PAGE_IS_OLD
from coaching.models import Advice, Article, ArticleRevision, ArticleTranslation, OldSlug, ReadAlso, User
from coaching.models.library.articles import NOT_REVIEWED
from coaching.services.library import articles
from coaching.services.people.roles import EDITORS
from tests.admin.desk import page, said, sent_back
from tests.builders import (
    NOW,
    TODAY,
    make_advice,
    make_article,
    make_coach,
    make_staff,
    make_superuser,
    make_user,
    write_article,
)

pytestmark = pytest.mark.django_db
EARLIER, SOON = NOW - timedelta(hours=1), NOW + timedelta(days=3)
WORDS = {"title": "Calf cramps", "summary": "About calf cramps.", "body": "Calf cramps pass.\n", "note": "Clearer"}


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def bob(client):
    bob = make_coach("Bob")
    client.force_login(bob)
    return bob


@pytest.fixture
def text(bob):
    """An article that readers see, in English."""
    return make_article(title="Calves", body="Calves cramp.\n", at=EARLIER).translations.get()


def open_page(client, translation, name="change", **query):
    return client.get(page(ArticleTranslation, name, translation.pk), query)


def as_of(response):
    return re.search(r'name="as_of" value="(\w+)"', response.content.decode())[1]


def press(client, translation, button, **fields):
    """Press a button of the page as it is now."""
    fields = {"as_of": as_of(open_page(client, translation)), "button": button} | fields
    return client.post(page(ArticleTranslation, "change", translation.pk), fields, follow=True)


def save(client, translation, **fields):
    begun = translation.newest.number if translation.newest else 0
    fields = WORDS | {"based_on": str(begun)} | fields
    return client.post(page(ArticleTranslation, "write", translation.pk), fields, follow=True)


def numbers(translation):
    return [revision.number for revision in translation.revisions.all()]


def live_number(translation, at=NOW):
    found = ArticleRevision.objects.live(at).filter(translation=translation).first()
    return found.number if found else None


def history(translation):
    entries = LogEntry.objects.filter(content_type__model="articletranslation", object_id=str(translation.pk))
    return [(entry.user.name, entry.get_change_message()) for entry in entries.order_by("pk")]


def make_late(slug, **words):
    """An article whose next review was due on 18 October."""
    article = make_article(slug, at=NOW - timedelta(days=300), **words)
    ArticleRevision.objects.filter(translation__article=article).update(next_review_on=date(2026, 10, 18))
    return article


def draft(translation, **words):
    dana = User.objects.filter(name="Dana").first() or make_user("Dana")
    return write_article(translation, by=dana, live=False, **{"title": "A draft"} | words)


# --- The list --------------------------------------------------------------------------------------


def states(client, **query):
    """What the list says of each article, without its markup."""
    html = client.get(page(Article, "changelist"), query).content.decode()
    rows = re.findall(r'class="field-slug"><a[^>]*>([^<]*)<.*?class="field-state">(.*?)</td>', html, re.DOTALL)
    return {slug: re.findall(r">(\w+)</a>: ([^<]*)<", cell) for slug, cell in rows}


def test_the_list_says_how_each_translation_stands(client, bob):
    make_article("live")
    draft(make_article("live-and-draft").translations.get())
    make_article("never", live=False, title="Only a draft")
    make_article("both")
    make_article("both", language="ru", live=False)
    Article.objects.create(slug="empty").translations.create()
    assert states(client) == {
        "live": [("English", "live since 22 Nov 2026")],
        "live-and-draft": [("English", "live since 22 Nov 2026; revision 2 in review")],
        "never": [("English", "revision 1 in review")],
        "both": [("English", "live since 22 Nov 2026"), ("Russian", "revision 1 in review")],
        "empty": [("English", "nothing written yet")],
    }


def scheduled(translation, at=SOON, until=None):
    revision = draft(translation)
    articles.review(revision=revision, by=revision.author, on=TODAY, next_on=date(2027, 11, 22))
    articles.publish(revision=revision, by=revision.author, now=NOW, at=at, until=until)
    return revision


def test_the_list_says_what_is_scheduled_expired_and_archived(client, bob):
    scheduled(make_article("scheduled", live=False).translations.get())
    articles.expire(translation=make_article("expired", at=EARLIER).translations.get(), by=bob, now=NOW)
    articles.archive(translation=make_article("archived").translations.get(), by=bob, now=NOW)
    assert states(client) == {
        "scheduled": [("English", "revision 2 scheduled for 25 Nov 2026, 12:00")],
        "expired": [("English", "expired on 22 Nov 2026")],
        "archived": [("English", "archived")],
    }


def test_the_list_tells_a_reviewed_draft_from_one_in_review(client, bob):
    revision = draft(make_article("live").translations.get())
    articles.review(revision=revision, by=bob, on=TODAY, next_on=date(2027, 11, 22))
    assert states(client) == {"live": [("English", "live since 22 Nov 2026; revision 2 reviewed, not published")]}


def test_each_state_can_be_filtered(client, bob):
    make_article("live")
    draft(make_article("review").translations.get())
    make_article("draft", live=False)
    scheduled(make_article("scheduled", live=False).translations.get())
    articles.expire(translation=make_article("expired", at=EARLIER).translations.get(), by=bob, now=NOW)
    articles.archive(translation=make_article("archived").translations.get(), by=bob, now=NOW)
    make_late("late")
    assert {name: sorted(states(client, state=name)) for name in ("live", "draft", "scheduled", "expired")} == {
        "live": ["late", "live", "review"],
        "draft": ["draft", "review"],
        "scheduled": ["scheduled"],
        "expired": ["expired"],
    }
    assert [sorted(states(client, state=name)) for name in ("archived", "overdue")] == [["archived"], ["late"]]
    assert len(states(client, state="nonsense")) == 7


def test_an_article_is_found_by_title_and_address(client, bob):
    make_article("night", title="When it wakes you")
    make_article("day", title="On the run")
    assert [list(states(client, q=words)) for words in ("wakes", "nigh", "run", "swim")] == [
        ["night"],
        ["night"],
        ["day"],
        [],
    ]


def test_an_overdue_review_is_marked(client, bob):
    make_late("late")
    make_article("fresh")
    html = client.get(page(Article, "changelist")).content.decode()
    assert re.findall(r'class="field-next_review nowrap">(.*?)</td>|field-next_review">(.*?)</td>', html) == [
        ("", "<div>22 Nov 2027 </div>"),
        ("", '<div>18 Oct 2026 <strong class="overdue">overdue</strong></div>'),
    ]


def test_the_lists_ask_the_database_as_often_for_thirty_as_for_one(client, bob, django_assert_max_num_queries):
    paths = [page(Article, "changelist"), page(Article, "due"), page(ArticleTranslation, "changelist")]
    make_article("first", at=NOW - timedelta(days=330))
    make_advice(slug="first", next_review_on=TODAY)
    few = [queries_of(client, path, django_assert_max_num_queries) for path in paths]
    for number in range(29):
        article = make_article(f"more-{number}", at=NOW - timedelta(days=330))
        draft(article.translations.get()) if number == 0 else None
        make_advice(slug=f"more-{number}", next_review_on=TODAY)
    assert [queries_of(client, path, django_assert_max_num_queries) for path in paths] == few


def queries_of(client, path, counted):
    with counted(40) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


# --- A new article, and its place --------------------------------------------------------------------


def test_a_new_article_leads_on_to_its_writing(client, bob):
    data = {"slug": "new", "topic": "relief", "position": "7", "language": "ru"}
    answer = client.post(page(Article, "add"), data)
    made = Article.objects.get(slug="new")
    (text,) = made.translations.all()
    assert (made.topic, made.position, text.language) == ("relief", 7, "ru")
    assert answer.url == page(ArticleTranslation, "write", text.pk)
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize(
    ("slug", "complaint"),
    [
        ("search", "“search” is an address of the library itself: choose another."),
        ("calves", "Article with this Slug already exists."),
        ("no slug", "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    ],
)
def test_an_address_that_cannot_be_is_refused(client, text, slug, complaint):
    data = {"slug": slug, "topic": "relief", "position": "1", "language": "en"}
    answer = client.post(page(Article, "add"), data)
    assert answer.context["adminform"].form.errors == {"slug": [complaint]}
    assert Article.objects.count() == 1


def test_a_new_address_keeps_the_old_one_and_readers_are_led_on(client, text):
    path = page(Article, "change", text.article_id)
    data = sent_back(client.get(path)) | {"slug": "calf-cramps", "picks-TOTAL_FORMS": "0"}
    assert client.post(path, data).status_code == 302
    assert [(old.slug, old.article.slug) for old in OldSlug.objects.all()] == [("calves", "calf-cramps")]


def test_what_to_read_also_is_picked_with_its_reason(client, text):
    other = make_article("other")
    path = page(Article, "change", text.article_id)
    picked = {
        "picks-TOTAL_FORMS": "1",
        "picks-0-other": other.pk,
        "picks-0-reason": "Because.",
        "picks-0-position": "0",
    }
    assert client.post(path, sent_back(client.get(path)) | picked).status_code == 302
    assert [(pick.other, pick.reason) for pick in ReadAlso.objects.filter(article=text.article)] == [
        (other, "Because.")
    ]


def test_a_reason_that_is_never_told_is_refused(client, text):
    path = page(Article, "change", text.article_id)
    picked = {"picks-TOTAL_FORMS": "1", "picks-0-other": make_article("other").pk, "picks-0-position": "0"}
    answer = client.post(path, sent_back(client.get(path)) | picked | {"picks-0-reason": "Quinine helps."})
    (inline,) = answer.context["inline_admin_formsets"]
    assert [*inline.formset.forms[0].errors] == ["reason"]
    assert ReadAlso.objects.count() == 0


@pytest.mark.parametrize(
    ("picks", "complaint"),
    [
        (["calves"], "An article cannot lead to itself."),
        (["other"], "This article is picked already."),
        (["third", "third"], "Please correct the duplicate data for other."),
    ],
)
def test_a_pick_that_makes_no_sense_is_refused(client, text, picks, complaint):
    others = {name: make_article(name) for name in ("other", "third")} | {"calves": text.article}
    path = page(Article, "change", text.article_id)
    data = sent_back(client.get(path)) | {"picks-TOTAL_FORMS": str(len(picks))}
    for number, name in enumerate(picks):
        data |= {f"picks-{number}-{field}": value for field, value in pick(others[name]).items()}
    ReadAlso.objects.create(article=text.article, other=others["other"], reason="By somebody else, just now.")
    answer = client.post(path, data)
    (inline,) = answer.context["inline_admin_formsets"]
    assert [*inline.formset.non_form_errors(), *inline.formset.forms[0].non_field_errors()] == [complaint]
    assert ReadAlso.objects.count() == 1


def pick(article):
    return {"other": str(article.pk), "reason": "Because.", "position": "0"}


def test_another_language_is_begun_from_the_article(client, text):
    html = client.get(page(Article, "change", text.article_id)).content.decode()
    (link,) = re.findall(r'href="([^"]*)">Write it in Russian<', html)
    data = sent_back(client.get(link.replace("&amp;", "&")))
    answer = client.post(link.replace("&amp;", "&"), data)
    russian = text.article.translations.get(language="ru")
    assert answer.url == page(ArticleTranslation, "write", russian.pk)
    again = client.post(page(ArticleTranslation, "add"), data)
    assert b"This article is there in this language already." in again.content


def test_nobody_deletes_an_article(client, text):
    client.force_login(make_superuser("Ruth"))
    assert client.post(page(Article, "delete", text.article_id), {"post": "yes"}).status_code == 403
    assert client.post(page(ArticleTranslation, "delete", text.pk), {"post": "yes"}).status_code == 403


# --- Writing ---------------------------------------------------------------------------------------


def test_a_saved_text_is_a_new_revision_shown_with_what_comes_next(client, bob, text):
    answer = save(client, text)
    assert answer.redirect_chain == [(page(ArticleTranslation, "write", text.pk), 302)]
    assert said(answer) == ["Saved as revision 2. Readers see it once it is reviewed and published."]
    newest = text.newest
    assert (newest.number, newest.author, newest.note, newest.body) == (2, bob, "Clearer", "Calf cramps pass.\n")
    assert live_number(text) == 1
    html = answer.content.decode()
    preview, compared = re.search(r'href="([^"]*)">Preview revision 2<', html)[1], f"{page_of(text)}#review"
    assert client.get(preview).status_code == 200
    assert f'href="{compared}"' in html
    assert f'{page(ArticleTranslation, "compare", text.pk)}?old=1&amp;new=2"' in html
    assert history(text) == [("Bob", "Wrote revision 2. Clearer")]


def page_of(translation):
    return page(ArticleTranslation, "change", translation.pk)


def test_two_presses_write_one_revision(client, text):
    first, second = save(client, text, based_on="1"), save(client, text, based_on="1")
    assert said(second) == said(first)
    assert (numbers(text), len(history(text))) == ([2, 1], 1)


def test_a_text_as_it_was_is_not_written_again(client, text):
    form = open_page(client, text, "write").context["form"]
    answer = save(client, text, **{name: form[name].value() or "" for name in WORDS})
    assert said(answer) == ["Nothing was changed, so revision 1 stays the newest."]
    assert (numbers(text), history(text)) == ([1], [])


def test_lines_end_as_they_did_whatever_the_browser_sends(client, text):
    save(client, text, body="One.\r\n\r\nTwo.\r\n")
    assert text.newest.body == "One.\n\nTwo.\n"


REFUSED = [
    ({"body": "Fine.\r\n\r\nIt helps. [@NOBODY]"}, "body", "Line 3: There is no source with the key NOBODY."),
    ({"body": "<script>alert(1)</script>"}, "body", "Line 1: HTML is not taken here, write Markdown."),
    ({"body": " \r\n"}, "body", "Write the text first."),
    ({"title": ""}, "title", "This field is required."),
    ({"title": "x" * 71}, "title", "Ensure this value has at most 70 characters (it has 71)."),
    ({"summary": "x" * 201}, "summary", "Ensure this value has at most 200 characters (it has 201)."),
    ({"note": "x" * 201}, "note", "Ensure this value has at most 200 characters (it has 201)."),
    ({"based_on": "many"}, "based_on", "Enter a whole number."),
    ({"body": "Nothing \0 here"}, "body", "Null characters are not allowed."),
]


@pytest.mark.parametrize(("fields", "where", "complaint"), REFUSED)
def test_a_refused_text_says_why_at_its_field_and_is_not_lost(client, text, fields, where, complaint):
    answer = save(client, text, **fields)
    form = answer.context["form"]
    assert answer.status_code == 200
    assert ([*form.errors], form.errors[where][0][: len(complaint)]) == ([where], complaint)
    assert {name: form[name].value() for name in WORDS} == WORDS | {k: v for k, v in fields.items() if k in WORDS}
    assert answer.context["title"].startswith("Error: ")
    assert (numbers(text), history(text)) == ([1], [])


@pytest.mark.parametrize("body", ["", " \r\n", "Nothing \0 here"])
def test_a_text_that_is_not_there_is_complained_of_once(client, text, body):
    assert len(save(client, text, body=body).context["form"].errors["body"]) == 1


def overtaken(client, text, **fields):
    """Dana saves revision 2 while Bob is writing."""
    theirs = draft(
        text, title="Theirs", body="Calves cramp at night.\n", at=datetime(2026, 11, 22, 11, 2, tzinfo=NOW.tzinfo)
    )
    return theirs, save(client, text, **{"based_on": "1"} | fields)


def test_who_was_overtaken_is_told_and_nothing_is_written(client, text):
    _, answer = overtaken(client, text)
    html = answer.content.decode()
    assert "Dana saved revision 2 at 11:02 while you were writing.</strong> Nothing of theirs or yours is lost." in html
    assert re.findall(r"<(del|ins)>([^<]*)<", html)[2:6] == [
        ("del", "Theirs"),
        ("ins", "Calf cramps"),
        ("del", "calves."),
        ("ins", "calf cramps."),
    ]
    assert answer.context["form"]["body"].value() == WORDS["body"]
    assert (numbers(text), text.newest.title, history(text)) == ([2, 1], "Theirs", [])


def test_who_has_seen_it_saves_on_top(client, text):
    overtaken(client, text)
    save(client, text, based_on="1", seen="2")
    assert [(row.number, row.title) for row in text.revisions.all()] == [
        (3, "Calf cramps"),
        (2, "Theirs"),
        (1, "Calves"),
    ]


def test_a_third_who_was_faster_still_is_told_as_well(client, text):
    overtaken(client, text)
    write_article(text, by=text.newest.author, live=False, title="A third")
    answer = save(client, text, based_on="1", seen="2")
    assert b"I have seen revision 3; save mine on top" in answer.content
    assert numbers(text) == [3, 2, 1]


# --- Its page, and comparing -------------------------------------------------------------------------


def test_the_page_shows_the_draft_beside_the_live_text(client, text):
    draft(text, note="Shorter")
    answer = open_page(client, text)
    context = answer.context
    assert (context["live"].number, context["newest"].number) == (1, 2)
    assert [(row.number, row.said) for row in context["rows"]] == [
        (2, "draft"),
        (1, "live since 22 Nov 2026, 11:00"),
    ]
    assert [name in answer.content for name in (b"Dana", b"Erin", b"Shorter")] == [True] * 3


def test_a_page_with_many_revisions_asks_the_database_no_more_often(client, text, django_assert_max_num_queries):
    paths = [page_of(text), page(ArticleTranslation, "write", text.pk), page(ArticleTranslation, "compare", text.pk)]
    draft(text)
    few = [queries_of(client, path, django_assert_max_num_queries) for path in paths]
    for number in range(20):
        write_article(text, by=text.newest.author, live=False, title=f"Draft {number}")
    assert [queries_of(client, path, django_assert_max_num_queries) for path in paths] == few


def marked(response):
    return re.findall(r"<(del|ins)>([^<]*)<", response.content.decode())[2:]


def test_the_draft_is_compared_with_the_live_text(client, text):
    draft(text, title="Calves", body="Calves cramp at times.\n")
    draft_again = write_article(text, by=text.newest.author, live=False, body="Calves cramp at night.\n")
    answer = open_page(client, text, "compare")
    assert (answer.context["old"].number, answer.context["new"]) == (1, draft_again)
    assert marked(answer) == [("del", "cramp."), ("ins", "cramp at night.")]


def test_any_two_revisions_are_compared(client, text):
    draft(text, title="Calves", body="Calves cramp at times.\n")
    write_article(text, by=text.newest.author, live=False, body="Calves cramp at night.\n")
    assert marked(open_page(client, text, "compare", old="3", new="2")) == [("del", "night."), ("ins", "times.")]
    assert b"The same in both." in open_page(client, text, "compare", old="2", new="2").content


@pytest.mark.parametrize("query", [{}, {"old": "7"}, {"old": "x", "new": "1"}, {"old": "9" * 30}, {"old": "²"}])
def test_what_cannot_be_compared_leads_back_with_a_sentence(client, text, query):
    answer = client.get(page(ArticleTranslation, "compare", text.pk), query, follow=True)
    assert answer.redirect_chain == [(page_of(text), 302)]
    assert said(answer) == ["Choose two revisions of this text to compare."]


def test_what_is_typed_into_a_text_is_shown_as_text_when_compared(client, text):
    ArticleRevision.objects.filter(pk=text.newest.pk).update(body="<script>alert(1)</script>")
    draft(text)
    assert b"<script>alert" not in open_page(client, text, "compare").content


# --- Reviewing -------------------------------------------------------------------------------------


REVIEWED = {"revision": "2", "read": "on", "next_review_on": "2027-11-22"}


def test_a_review_is_put_down_with_name_and_dates(client, bob, text):
    draft(text)
    shown = open_page(client, text).context["forms"]["review"]
    assert shown["next_review_on"].value() == date(2027, 11, 22)
    answer = press(client, text, "review", **REVIEWED)
    newest = text.newest
    assert (newest.reviewer, newest.reviewer_name, newest.reviewed_on, newest.next_review_on) == (
        bob,
        "Bob",
        TODAY,
        date(2027, 11, 22),
    )
    assert said(answer) == ["Reviewed revision 2. The next review is due on 22 Nov 2027."]
    assert history(text) == [("Bob", said(answer)[0])]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"read": ""}, {"read": ["Tick this once you have read the text."]}),
        ({"next_review_on": ""}, {"next_review_on": ["Say when it has to be looked at again."]}),
        ({"next_review_on": "soon"}, {"next_review_on": ["Write a day as 2027-11-22."]}),
        ({"revision": "9"}, {"__all__": ["There is no revision 9 of this text."]}),
        ({"revision": "two"}, {"revision": ["Enter a whole number."]}),
    ],
)
def test_a_review_that_makes_no_sense_is_refused(client, text, fields, wrong):
    draft(text)
    answer = press(client, text, "review", **REVIEWED | fields)
    assert answer.context["forms"]["review"].errors == wrong
    assert (text.newest.reviewed, history(text)) == (False, [])


def test_a_next_review_in_the_past_is_refused_at_its_field(client, text):
    draft(text)
    answer = press(client, text, "review", **REVIEWED | {"next_review_on": "2026-11-21"})
    assert [*answer.context["forms"]["review"].errors] == ["next_review_on"]
    assert not text.newest.reviewed


def test_a_newer_draft_is_not_reviewed_by_accident(client, text):
    draft(text)
    seen = as_of(open_page(client, text))
    write_article(text, by=text.newest.author, live=False, title="Written in the meantime")
    answer = press(client, text, "review", **REVIEWED | {"as_of": seen})
    assert said(answer) == [PAGE_IS_OLD]
    assert [row.reviewed for row in text.revisions.all()] == [False, False, True]
    again = press(client, text, "review", **REVIEWED)
    assert "Revision 2 is not the newest any more" in again.context["forms"]["review"].errors["__all__"][0]


# --- Publishing ------------------------------------------------------------------------------------


@pytest.fixture
def ready(client, text):
    """Revision 2 is reviewed and waits."""
    draft(text)
    press(client, text, "review", **REVIEWED)
    LogEntry.objects.all().delete()
    return text


def publish(client, translation, **fields):
    return press(client, translation, "publish", **{"revision": "2", "when": "now"} | fields)


def test_a_reviewed_draft_is_published_now(client, bob, ready):
    answer = publish(client, ready)
    assert said(answer) == ["Published revision 2. Readers see it now."]
    assert (live_number(ready), ready.newest.publisher) == (2, bob)
    assert history(ready) == [("Bob", "Published revision 2. Readers see it now.")]


def test_a_draft_is_scheduled_with_an_end(client, ready):
    answer = publish(client, ready, when="later", at="2026-11-25T12:00", until="2026-12-01T08:30")
    assert said(answer) == ["Scheduled revision 2 for 25 Nov 2026, 12:00 until 1 Dec 2026, 08:30."]
    days = [NOW, SOON, datetime(2026, 12, 2, tzinfo=NOW.tzinfo)]
    assert [live_number(ready, day) for day in days] == [1, 2, None]
    newest = open_page(client, ready).context["rows"][0]
    assert newest.said == "scheduled for 25 Nov 2026, 12:00 until 1 Dec 2026, 08:30"


def test_a_scheduled_draft_is_called_off(client, ready):
    publish(client, ready, when="later", at="2026-11-25T12:00")
    answer = press(client, ready, "unschedule", revision="2")
    assert said(answer) == ["Called off the publication of revision 2."]
    assert live_number(ready, SOON) == 1
    again = press(client, ready, "unschedule", revision="2")
    assert again.context["forms"]["unschedule"].non_field_errors() == ["Revision 2 is not scheduled."]


NO_MOMENT = "Say from when, with day and time; or choose “Now”."
TOO_MANY = "You chose “Now” and gave a moment as well: take the moment out, or choose “At a moment to come”."
PASSED = "This moment has passed already: choose one to come, or publish now."
OVER = "It would be over before it is published: choose a later end."
UNREAD = "Write day and time as 2026-11-22 14:00."


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"when": ""}, {"when": ["Choose one."]}),
        ({"when": "later"}, {"at": [NO_MOMENT]}),
        ({"when": "later", "at": "tomorrow"}, {"at": [UNREAD]}),
        ({"at": "2026-11-25T12:00"}, {"at": [TOO_MANY]}),
        ({"when": "later", "at": "2026-11-20T12:00"}, {"at": [PASSED]}),
        ({"until": "2026-11-22T11:00"}, {"until": [OVER]}),
        ({"until": "0000-01-01T00:00"}, {"until": [UNREAD]}),
        ({"revision": "7"}, {"__all__": ["There is no revision 7 of this text."]}),
    ],
)
def test_a_publication_that_makes_no_sense_is_refused(client, ready, fields, wrong):
    answer = publish(client, ready, **fields)
    assert answer.context["forms"]["publish"].errors == wrong
    assert b"What is wrong stands at its button below." in answer.content
    assert (live_number(ready), history(ready)) == (1, [])


def test_what_nobody_reviewed_is_not_published(client, text):
    draft(text)
    answer = publish(client, text)
    assert answer.context["forms"]["publish"].errors == {"__all__": [NOT_REVIEWED]}
    assert live_number(text) == 1


@pytest.mark.parametrize(
    ("button", "fields"),
    [("publish", {"revision": "2", "when": "now"}), ("archive", {}), ("expire", {}), ("revert", {"revision": "1"})],
)
def test_two_presses_do_it_once(client, ready, button, fields):
    seen = {"as_of": as_of(open_page(client, ready))}
    first = press(client, ready, button, **fields | seen)
    second = press(client, ready, button, **fields | seen)
    assert (len(said(first)), said(second)) == (1, [PAGE_IS_OLD])
    assert history(ready) == [("Bob", said(first)[0])]


# --- Taking away, and putting back ---------------------------------------------------------------------


def test_the_live_text_is_taken_off_at_once(client, text):
    answer = press(client, text, "expire")
    assert said(answer) == ["Took the live text off. Readers see it no more."]
    assert live_number(text) is None
    assert answer.context["rows"][0].said == "expired on 22 Nov 2026, 12:00"
    again = press(client, text, "expire")
    assert again.context["forms"]["expire"].non_field_errors() == [
        "Readers do not see this article now, so there is nothing to take off."
    ]


def test_an_archived_article_is_restored_as_it_was(client, text):
    archived = press(client, text, "archive")
    assert said(archived) == ["Archived it. Readers see it no more; all revisions stay."]
    assert live_number(text) is None
    restored = press(client, text, "restore")
    assert (said(restored), live_number(text)) == (["Restored it."], 1)
    assert [message for _, message in history(text)] == [said(archived)[0], said(restored)[0]]


def test_an_earlier_text_is_put_back_as_a_new_draft_with_its_review(client, ready):
    publish(client, ready)
    answer = press(client, ready, "revert", revision="1")
    assert said(answer) == [
        "Put back the text of revision 1 as revision 3, with its review of 22 Nov 2026. Publish it to show it."
    ]
    newest = ready.newest
    assert (newest.number, newest.title, newest.reviewer_name, live_number(ready)) == (3, "Calves", "Erin", 2)
    publish(client, ready, revision="3")
    assert live_number(ready) == 3


def test_a_text_that_is_the_newest_already_is_not_put_back(client, text):
    draft(text, title="Calves", body="Calves cramp at night.\n")
    write_article(text, by=text.newest.author, live=False, title="Calves", body="Calves cramp.\n")
    answer = press(client, text, "revert", revision="1")
    assert answer.context["forms"]["revert"].non_field_errors() == [
        "The newest revision has the text of revision 1 already."
    ]
    assert history(text) == []


# --- Who may ---------------------------------------------------------------------------------------


BUTTONS = {
    "review": ("review_articlerevision", REVIEWED),
    "publish": ("publish_articlerevision", {"revision": "2", "when": "now"}),
    "unschedule": ("publish_articlerevision", {"revision": "2"}),
    "expire": ("publish_articlerevision", {}),
    "archive": ("publish_articlerevision", {}),
    "restore": ("publish_articlerevision", {}),
    "revert": ("change_articletranslation", {"revision": "1"}),
}


def take_away(permission):
    """From every role."""
    Permission.objects.get(codename=permission).group_set.clear()


@pytest.mark.parametrize("button", BUTTONS)
def test_each_button_asks_for_its_permission(client, ready, button):
    may, fields = BUTTONS[button]
    seen = as_of(open_page(client, ready))
    take_away(may)
    before = list(ArticleRevision.objects.values()), list(ArticleTranslation.objects.values())
    path, fields = page_of(ready), fields | {"button": button, "as_of": seen}
    assert client.post(path, fields).status_code == 403
    assert (list(ArticleRevision.objects.values()), list(ArticleTranslation.objects.values())) == before
    assert f'value="{button}"' not in open_page(client, ready).content.decode()


def test_who_may_not_write_is_shown_no_way_to_it(client, ready):
    take_away("change_articletranslation")
    assert save(client, ready).status_code == 403
    assert open_page(client, ready, "write").status_code == 403
    assert b"/write/" not in open_page(client, ready).content
    take_away("view_articletranslation")
    assert [open_page(client, ready, name).status_code for name in ("change", "compare")] == [403, 403]


def test_a_button_nobody_knows_does_nothing(client, ready):
    answer = client.post(page_of(ready), {"button": "explode"}, follow=True)
    assert (said(answer), history(ready)) == ([NO_SUCH_BUTTON], [])


def test_a_press_without_its_token_is_refused(ready, client):
    strict = type(client)(enforce_csrf_checks=True)
    strict.force_login(ready.newest.reviewer)
    assert strict.post(page_of(ready), {"button": "archive"}).status_code == 403
    ready.refresh_from_db()
    assert ready.archived_at is None


@pytest.mark.parametrize("name", ["change", "write", "compare", "history"])
def test_a_text_that_is_not_there_is_no_fault(client, bob, name):
    assert client.get(page(ArticleTranslation, name, 999)).status_code in (302, 404)


# --- What is due -----------------------------------------------------------------------------------


def due(client):
    rows = client.get(page(Article, "due")).context["rows"]
    return [(row.what, row.title, str(row.on), row.overdue) for row in rows]


def test_what_is_due_is_listed_the_soonest_first(client, bob):
    make_article("soon", title="Soon", at=NOW - timedelta(days=320))
    make_late("late", title="Late")
    make_article("fresh", title="Fresh")
    make_article("draft", title="Draft", live=False)
    articles.archive(translation=make_late("gone").translations.get(), by=bob, now=NOW)
    make_advice(slug="now", title="Now", next_review_on=TODAY)
    make_advice(slug="never", title="Never")
    make_advice(slug="far", title="Far", next_review_on=TODAY + timedelta(days=61))
    make_advice(slug="old", title="Old", next_review_on=TODAY, archived_at=NOW)
    assert due(client) == [
        ("Advice", "Never", "None", True),
        ("Article", "Late (English)", "2026-10-18", True),
        ("Advice", "Now", "2026-11-22", False),
        ("Article", "Soon (English)", "2027-01-06", False),
    ]
    html = client.get(page(Article, "due")).content.decode()
    assert [words in html for words in ("2 of 4 are overdue", "Erin", "Somebody who knows")] == [True] * 3
    assert page(Advice, "change", Advice.objects.get(slug="now").pk) in html


def test_with_nothing_due_it_says_so(client, text):
    assert b"Nothing is due." in client.get(page(Article, "due")).content
    assert page(Article, "due") in client.get(page(Article, "changelist")).content.decode()


def test_the_start_of_an_editor_and_the_page_of_all_lists_lead_to_what_is_due(client, bob):
    assert page(Article, "due") in client.get(reverse("admin:desk_everything")).content.decode()
    client.force_login(make_staff("Edith", EDITORS))
    assert page(Article, "due") in client.get(reverse("admin:index")).content.decode()


def test_what_is_due_is_for_those_who_may_see_articles(client):
    client.force_login(make_staff("Stan"))
    assert client.get(page(Article, "due")).status_code == 403
    assert b"/due/" not in client.get(reverse("admin:index")).content
