"""The ways at the desk: who finds which, and where they are told to be."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from coaching.models import ArticleTranslation, Athlete, Comment, Invitation, Picture
from coaching.services.people.roles import COACHES, EDITORS, MODERATORS, OWNERS, REVIEWERS
from tests.admin.desk import page
from tests.builders import NOW, make_article, make_staff
from tests.readers import make_comment

pytestmark = pytest.mark.django_db

OF_A_COACH = ["Athletes", "Invitations", "Groups", "Templates", "Import", "What to tell me", "Library", "Everything"]


A_WAY = re.compile(r'<a href="([^"]+)"(?: aria-current="(\w+)")?>(.+?)</a>')
A_LINK = re.compile(r'<a [^>]*href="([^"]+)"')


def header(client, path="/coach/everything/"):
    """The links of the header in order: address, how it is marked, words."""
    html = client.get(path).content.decode()
    nav = html[html.index('<nav class="desk-nav"') : html.index("</nav>")]
    return [(path, current, re.sub("<[^>]+>", "", words)) for path, current, words in A_WAY.findall(nav)]


def ways(client, path="/coach/everything/"):
    return {words: current for _, current, words in header(client, path)}


def content(client, path):
    html = client.get(path).content.decode()
    return html[html.index('id="content"') :]


@pytest.mark.parametrize(
    ("roles", "found"),
    [
        ([COACHES], OF_A_COACH),
        ([EDITORS], ["Start", "Library"]),
        ([REVIEWERS], ["Start", "Library"]),
        ([MODERATORS], ["Start", "Comments"]),
        ([OWNERS], ["Start"]),
        ([COACHES, MODERATORS], [*OF_A_COACH[:-1], "Comments", "Everything"]),
        ([], ["Start"]),
    ],
)
def test_each_role_finds_the_ways_that_are_open_to_it(client, roles, found):
    client.force_login(make_staff("Somebody", *roles))
    assert list(ways(client)) == found


def test_every_way_leads_to_a_page(client, cast):
    client.force_login(cast.ruth)
    paths = [path for path, _, _ in header(client)]
    assert [client.get(path).status_code for path in paths] == [200] * len(paths)
    assert len(paths) == len(OF_A_COACH) + 1


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/coach/", {"Athletes": "page"}),
        ("/coach/groups/", {"Groups": "page"}),
        (page(Athlete, "changelist"), {"Athletes": "true"}),
        (page(Comment, "changelist"), {"Comments": "page"}),
        ("/coach/coaching/source/", {"Library": "true"}),
        ("/coach/coaching/", {"Everything": "true"}),
    ],
)
def test_the_way_one_is_on_is_marked(client, cast, path, marked):
    client.force_login(cast.ruth)
    assert {way: current for way, current in ways(client, path).items() if current} == marked


def test_athletes_who_wait_for_an_answer_are_counted(client, cast):
    asked = {"made_by": Invitation.ATHLETE, "athlete": cast.dora, "created_at": NOW}
    Invitation.objects.create(email=cast.bob.email, **asked)
    client.force_login(cast.bob)
    assert "Invitations 1 waiting" in ways(client)
    client.force_login(cast.carl)
    assert "Invitations" in ways(client)


# --- The start of those who are no coaches ---------------------------------------------------------


def test_a_moderator_finds_what_waits(client):
    article = make_article("night-cramps")
    client.force_login(make_staff("Mona", MODERATORS))
    assert "Nothing waits for you." in content(client, "/coach/")
    make_comment(article, state=Comment.WAITING)
    found = re.findall(r'desk-card-now"><a href="([^"]+)">([^<]+)</a>', content(client, "/coach/"))
    assert found == [(page(Comment, "changelist"), "1 comment waits for approval")]


def test_who_has_no_role_is_told_whom_to_ask(client):
    client.force_login(make_staff("Newcomer"))
    assert "Ask an owner of the site to give it a role." in content(client, "/coach/")


def test_a_coach_finds_every_list_on_one_page(client, cast):
    client.force_login(cast.ruth)
    listed = set(A_LINK.findall(content(client, reverse("admin:desk_everything"))))
    lists = {page(model, "changelist") for model in admin.site._registry} - {page(ArticleTranslation, "changelist")}
    assert lists <= listed  # a text is reached from its article


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("?q=nobody", 'Nothing was found. <a href="?">Look at all pictures</a>.'),
        ("", 'Nothing is here yet. <a href="/coach/coaching/picture/add/">Add the first picture</a>.'),
    ],
)
def test_an_empty_list_says_what_to_do_next(client, asked, says):
    client.force_login(make_staff("Edith", EDITORS))
    assert says in content(client, page(Picture, "changelist") + asked)
