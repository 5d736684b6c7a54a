"""Who may press which button of a text."""

import pytest
from django.contrib.auth.models import Permission

from coaching.admin.library.articles.pressing import NO_SUCH_BUTTON
from coaching.models import ArticleRevision, ArticleTranslation
from tests.admin.articles import REVIEWED, as_of, history, open_page, page_of, save
from tests.admin.desk import page, said

pytestmark = pytest.mark.django_db


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
