"""Which reviews are due."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coaching.models import Advice, Article
from coaching.services.library import articles
from coaching.services.people.roles import EDITORS
from tests.admin.articles import make_late
from tests.admin.desk import page
from tests.builders import NOW, TODAY, make_advice, make_article, make_staff

pytestmark = pytest.mark.django_db


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
