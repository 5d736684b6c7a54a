"""A page that says the same to everybody: what it may know, how long it may be kept, and who keeps it."""

from datetime import timedelta
from types import SimpleNamespace
from wsgiref.util import setup_testing_defaults

import pytest
from django.contrib import messages
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import path
from django.utils.http import http_date

from coaching.models import ArticleRevision
from coaching.services.library import pages
from coaching.views import public
from coaching.views.public import public_page
from config.urls import urlpatterns as addresses_of_the_site
from config.wsgi import application
from tests.builders import NOW, make_article, make_user

MARK = "Uncramp-Keep-Until"


@public_page
def base(request):
    return render(request, "base.html")


@public_page
def counted(request, name):
    asked_for.append(name)
    return HttpResponse(f"{name}, {asked_for.count(name)}")


asked_for = []


@public_page
def with_token(request):
    return HttpResponse(get_token(request))


@public_page
def with_cookie(request):
    answer = HttpResponse("ok")
    answer.set_cookie("seen", "yes")
    return answer


@public_page
def decided(request):
    return HttpResponse("ok", headers={"Cache-Control": "private"})


@public_page
def missing(request):
    return HttpResponse("gone", status=404)


def leave_a_message(request):
    messages.success(request, "For you alone.")
    return HttpResponse("ok")


def read_messages(request):
    return HttpResponse(", ".join(str(message) for message in get_messages(request)))


urlpatterns = [
    path("base/", base),
    path("counted/<slug:name>/", counted),
    path("with-token/", with_token),
    path("with-cookie/", with_cookie),
    path("decided/", decided),
    path("missing/", missing),
    path("leave/", leave_a_message),
    path("read/", read_messages),
    *addresses_of_the_site,
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
on_the_whole_site = pytest.mark.django_db(transaction=True)  # it ends requests as a server does, so commits


@pytest.fixture
def changed(django_capture_on_commit_callbacks):
    """A function: calls `pages.changed` in a transaction that is then committed."""

    def changed():
        with django_capture_on_commit_callbacks(execute=True):
            pages.changed()

    return changed


@pytest.fixture
def long_ago(settings, tmp_path, monkeypatch):
    """This process started nine hours ago, and nothing was published since."""
    monkeypatch.setattr(public, "STARTED", NOW - timedelta(hours=9))
    settings.PAGES_STAMP = tmp_path / "pages.stamp"
    return public.STARTED


def make_revision(**moments):
    """A revision that appears and expires so many seconds from now."""
    make_article()
    times = {name: NOW + timedelta(seconds=seconds) for name, seconds in moments.items()}
    ArticleRevision.objects.update(**times)


def ask(path, **headers):
    """What the whole site, not only Django, answers."""
    environ = {"PATH_INFO": path, "HTTP_HOST": "localhost"} | headers
    setup_testing_defaults(environ)
    said = []
    body = b"".join(application(environ, lambda *answer: said.append(answer)))
    [(status, headers)] = said
    return SimpleNamespace(status=status, headers=dict(headers), body=body)


def test_a_page_is_the_same_for_a_member_with_a_message_as_for_a_stranger(client):
    stranger = client.get("/base/")
    client.force_login(make_user("Alice"))
    client.get("/leave/")
    member = client.get("/base/")
    assert member.content == stranger.content
    assert member.headers == stranger.headers
    assert (member.headers["Vary"], dict(member.cookies)) == ("Accept-Encoding", {})
    assert client.get("/read/").content == b"For you alone."


def test_a_page_costs_one_query_more(client, django_assert_num_queries):
    client.force_login(make_user("Alice"))
    with django_assert_num_queries(1):
        client.get("/base/")


def test_a_page_may_be_kept_for_five_minutes_by_us_and_asked_about_by_others(client):
    answer = client.get("/base/")
    assert float(answer[MARK]) == NOW.timestamp() + 300
    assert answer["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("address", ["/with-cookie/", "/decided/", "/missing/"])
def test_an_answer_that_is_not_a_page_for_all_is_not_marked(client, address):
    answer = client.get(address)
    assert [name for name in (MARK, "Last-Modified") if name in answer.headers] == []
    assert "public" not in answer["Cache-Control"]


def test_a_form_sent_to_a_page_is_not_marked(client):
    assert MARK not in client.post("/base/").headers


@pytest.mark.parametrize(
    ("moments", "seconds"),
    [
        ({"publish_from": 100, "expires_at": 200}, 100),
        ({"publish_from": -100, "expires_at": 0.5}, 0.5),
        ({"publish_from": -100, "expires_at": 301}, 300),
    ],
)
def test_a_page_is_kept_no_longer_than_to_the_next_moment_that_was_set(client, moments, seconds):
    make_revision(**moments)
    assert float(client.get("/base/")[MARK]) == NOW.timestamp() + seconds


def last_modified(client):
    return client.get("/base/")["Last-Modified"]


def test_a_page_is_as_old_as_the_process_that_makes_it(client, long_ago):
    assert last_modified(client) == http_date(long_ago.timestamp())


def test_a_publication_renews_a_page(client, long_ago, today, changed):
    changed()
    today.shift(timedelta(hours=1))
    assert last_modified(client) == http_date(NOW.timestamp())


def test_a_new_day_renews_a_page_since_a_review_may_be_overdue(client, long_ago, today):
    today.shift(timedelta(hours=13))
    assert last_modified(client) == http_date((NOW + timedelta(hours=12)).timestamp())


def test_a_page_has_no_time_within_the_second_of_a_change_since_another_may_follow(client, long_ago, today, changed):
    today.shift(timedelta(milliseconds=400))
    changed()
    assert "Last-Modified" not in client.get("/base/").headers
    today.shift(timedelta(milliseconds=600))
    assert last_modified(client) == http_date(NOW.timestamp() + 1)


def test_a_moment_that_was_set_renews_a_page_when_it_comes(client, long_ago):
    make_revision(publish_from=-120, expires_at=-60)
    assert last_modified(client) == http_date(NOW.timestamp() - 60)


def test_a_page_has_no_time_that_has_not_come(client, long_ago, today, changed):
    changed()
    today.shift(timedelta(hours=-1))
    assert "Last-Modified" not in client.get("/base/").headers


@on_the_whole_site
def test_the_whole_site_makes_a_page_once_until_something_is_published(changed):
    changed()
    first = ask("/counted/one/")
    assert (first.status, first.body) == ("200 OK", b"one, 1")
    assert MARK not in first.headers
    assert ask("/counted/one/", HTTP_COOKIE="sessionid=mine") == first
    changed()
    assert ask("/counted/one/").body == b"one, 2"


@on_the_whole_site
def test_the_whole_site_forgets_a_page_at_the_moment_that_was_set(today, changed):
    changed()
    make_revision(publish_from=-100, expires_at=60)
    ask("/counted/two/")
    today.shift(timedelta(seconds=59))
    assert ask("/counted/two/").body == b"two, 1"
    today.shift(timedelta(seconds=1))
    assert ask("/counted/two/").body == b"two, 2"


@on_the_whole_site
def test_a_page_from_the_shelf_carries_the_defences():
    etag = ask("/counted/three/").headers["ETag"]
    page, unchanged = ask("/counted/three/"), ask("/counted/three/", HTTP_IF_NONE_MATCH=etag)
    defences = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options")
    assert unchanged.status == "304 Not Modified"
    assert {name: unchanged.headers[name] for name in defences} == {name: page.headers[name] for name in defences}


@on_the_whole_site
def test_an_unknown_host_is_refused_although_the_page_is_kept():
    ask("/counted/four/")
    answers = [ask("/counted/four/", HTTP_HOST="evil.example").status for _ in range(2)]
    assert answers == ["400 Bad Request"] * 2
    assert asked_for.count("four") == 1


@on_the_whole_site
def test_a_page_with_a_token_is_never_kept():
    first, second = ask("/with-token/"), ask("/with-token/")
    assert first.body != second.body
    assert "Set-Cookie" in first.headers
    assert MARK not in first.headers
