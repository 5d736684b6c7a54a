"""A draft as readers would see it."""

from datetime import timedelta

import pytest

from coaching.services.library import preview
from tests.builders import make_article
from tests.views.library.test_articles import text_of


@pytest.fixture
def draft():
    return make_article("calves", title="Calves", body="So.\n\n## Why?", live=False).translations.get().newest


def look(client, token, status=200):
    response = client.get(f"/library/preview/{token}/")
    assert response.status_code == status
    return response


def test_a_draft_is_shown_with_a_banner(client, draft):
    words = text_of(look(client, preview.token(draft)).content.decode())
    assert "Draft, revision 1 by Erin, not published." in words
    assert "Nobody has reviewed this text yet." in words
    assert words.count("Why?") == 3  # twice in the contents, once in the text


def test_what_readers_see_already_is_not_called_a_draft(client):
    live = make_article("calves").translations.get().newest
    words = text_of(look(client, preview.token(live)).content.decode())
    assert "Revision 1 by Erin, which readers see now." in words


def test_nothing_keeps_or_finds_it(client, draft):
    response = look(client, preview.token(draft))
    assert (response["X-Robots-Tag"], response["Cache-Control"]) == ("noindex, nofollow", "no-store")
    html = response.content.decode()
    assert '<meta name="robots" content="noindex, nofollow">' in html
    assert [word in html for word in ('rel="canonical"', "ld+json", "og:", "/comment/", "/rate/")] == [False] * 5


def test_an_old_link_says_that_it_is_over(client, draft, today):
    token = preview.token(draft)
    today.shift(timedelta(days=14, seconds=1))
    assert "This link is over" in look(client, token, 404).content.decode()


def test_a_link_of_nobodys_making_is_not_found(client, draft):
    for token in ("1", "x" * 200, preview.token(draft)[:-1], f"{draft.pk}:a:b"):
        assert "This link is over" not in look(client, token, 404).content.decode()
