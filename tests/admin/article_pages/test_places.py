"""A new article at the desk, its address, and what to read beside it."""

import re

import pytest

from coaching.models import Article, ArticleTranslation, OldSlug, ReadAlso
from tests.admin.desk import page, sent_back
from tests.builders import make_article, make_superuser

pytestmark = pytest.mark.django_db


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
