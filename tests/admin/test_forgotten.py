"""Whatever is changed at the desk that readers see, the pages that are kept for them are forgotten with it."""

import pytest
import time_machine

from coaching.models import Advice, Article, Comment, Picture, Source, User
from coaching.services.library import pages
from tests.admin.desk import page, sent_back
from tests.builders import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stamp(settings, tmp_path):
    settings.PAGES_STAMP = tmp_path / "pages.stamp"
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def press(client, cast, django_capture_on_commit_callbacks):
    """A function: sends a form of the desk as Ruth, who may do all, with these changes; the answer was a "done"."""
    client.force_login(cast.ruth)

    def press(path, sent=None, **changed):
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(path, (sent or {}) | changed)
        return answer.status_code == 302

    return press


def forgotten():
    return pages.changed_at() is not None


@pytest.fixture(params=[Source, Comment, User])
def row(request, cast):
    """Something that readers see, and that may be deleted."""
    if request.param is Source:
        return Source.objects.create(key="NEW2020", reference="A study that nobody cites yet.", grade="low")
    return {Comment: Comment.objects.get(), User: cast.bob}[request.param]


def test_by_a_deletion(press, row):
    assert press(page(type(row), "delete", row.pk), post="yes")
    assert (type(row).objects.filter(pk=row.pk).exists(), forgotten()) == (False, True)


def test_by_a_deletion_from_a_list(press, row):
    path = page(type(row), "changelist") + ("?state=all" if isinstance(row, Comment) else "")
    assert press(path, _selected_action=row.pk, action="delete_selected", post="yes")
    assert (type(row).objects.filter(pk=row.pk).exists(), forgotten()) == (False, True)


@pytest.mark.parametrize("changed", [{"slug": "another"}, {"topic": "relief"}, {"position": "7"}])
def test_by_a_change_of_an_article_and_its_place(press, client, changed):
    path = page(Article, "change", Article.objects.get().pk)
    assert press(path, sent_back(client.get(path)), **{"picks-TOTAL_FORMS": "0"} | changed)
    assert forgotten()


def test_by_a_change_of_a_source(press, client):
    path = page(Source, "change", Source.objects.get().pk)
    assert press(path, sent_back(client.get(path)), finding="It is as it was.")
    assert forgotten()


@pytest.mark.parametrize("what", ["archive", "restore"])
def test_by_advice_that_is_put_away_or_back(press, what):
    Advice.objects.update(archived_at=NOW if what == "restore" else None)
    assert press(page(Advice, "archive", Advice.objects.get().pk), what=what)
    assert forgotten()


@pytest.mark.parametrize("decision", ["reject", "promote"])
def test_by_a_decision_about_a_comment(press, client, decision):
    path = page(Comment, "change", Comment.objects.get().pk)
    assert press(path, sent_back(client.get(path)), decision=decision)
    assert forgotten()


def test_by_a_reply(press, client):
    path = page(Comment, "change", Comment.objects.get().pk)
    assert press(path, sent_back(client.get(path)), reply="Rest it.")
    assert forgotten()


def test_but_not_by_what_readers_do_not_see(press, client):
    path = page(Picture, "change", Picture.objects.get().pk)
    assert press(path, sent_back(client.get(path)), alt="A calf from behind")
    assert not forgotten()
