"""Every address, and what each role gets there. A new address without a row fails."""

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from coaching.models import Comment, Workout
from coaching.services import mail
from coaching.services.library import preview
from tests.builders import make_advice, make_article, make_draft, make_user
from tests.library import make_source
from tests.readers import make_comment
from tests.views.rows import incidents, people, suggestions, training

pytestmark = pytest.mark.django_db

ROLES = ["anonymous", "other browser", "owner browser", "alice", "bob", "vera", "charlie", "ruth"]
EVERYONE = [200] * 8
HERS = [404, 404, 404, 200, 200, 200, 404, 404]
BROWSERS = [404, 404, 200, 404, 404, 404, 404, 404]
HERS_TO_CHANGE = [404, 404, 404, 302, 404, 404, 404, 404]
BROWSERS_TO_CHANGE = [404, 404, 302, 404, 404, 404, 404, 404]

# (name of the address, what it is about, method, the status for each role)
TABLE = [
    ("coaching:home", None, "get", EVERYONE),
    ("coaching:grades", None, "get", EVERYONE),
    ("coaching:privacy", None, "get", EVERYONE),
    ("coaching:yours", None, "get", [302] * 8),
    ("coaching:assessment_start", None, "get", EVERYONE),
    ("coaching:assessment_start", None, "post", [302] * 8),
    ("coaching:assessment_step", "page", "get", [302] * 8),
    ("coaching:assessment_step", "page", "post", [200] * 8),
    ("coaching:assessment_check", None, "get", [302] * 8),
    ("coaching:assessment_check", None, "post", [302] * 8),
    ("coaching:findings", "hers", "get", HERS),
    ("coaching:findings", "unclaimed", "get", BROWSERS),
    ("coaching:findings", "hers", "post", [405] * 8),
    ("coaching:assessment_change", "hers", "get", [405] * 8),
    ("coaching:assessment_change", "hers", "post", HERS_TO_CHANGE),
    ("coaching:assessment_change", "unclaimed", "post", BROWSERS_TO_CHANGE),
    ("coaching:plan", "hers", "get", HERS),
    ("coaching:plan", "unclaimed", "get", BROWSERS),
    ("coaching:plan", "hers", "post", [405] * 8),
    ("coaching:plan_print", "hers", "get", HERS),
    ("coaching:plan_print", "unclaimed", "get", BROWSERS),
    ("coaching:workout", "hers", "get", HERS),
    ("coaching:workout", "unclaimed", "get", BROWSERS),
    ("coaching:now", None, "get", EVERYONE),
    ("coaching:library", None, "get", EVERYONE),
    ("coaching:library", None, "post", [405] * 8),
    ("coaching:library_in", "russian", "get", EVERYONE),
    ("coaching:article", "article", "get", EVERYONE),
    ("coaching:article", "article", "post", [405] * 8),
    ("coaching:article", "draft", "get", [404] * 8),
    ("coaching:article_in", "article in russian", "get", EVERYONE),
    ("coaching:article_print", "article", "get", EVERYONE),
    ("coaching:article_print_in", "article in russian", "get", EVERYONE),
    ("coaching:advice_list", None, "get", EVERYONE),
    ("coaching:advice", "advice", "get", EVERYONE),
    ("coaching:rules", None, "get", EVERYONE),
    ("coaching:evidence", None, "get", EVERYONE),
    ("coaching:source", "source", "get", EVERYONE),
    ("coaching:preview", "preview", "get", EVERYONE),
    ("coaching:picture", "lost picture", "get", [404] * 8),
    ("coaching:feed", None, "get", EVERYONE),
    ("sitemap", None, "get", EVERYONE),
    ("robots", None, "get", EVERYONE),
    ("coaching:search", None, "get", EVERYONE),
    ("coaching:search", None, "post", [405] * 8),
    ("coaching:article_rate", "article", "get", EVERYONE),
    ("coaching:article_rate", "article", "post", EVERYONE),
    ("coaching:advice_rate", "advice", "get", EVERYONE),
    ("coaching:advice_rate", "advice", "post", EVERYONE),
    ("coaching:article_comments", "article", "get", EVERYONE),
    ("coaching:article_comments_page", "article page", "get", EVERYONE),
    ("coaching:comment", "article", "get", EVERYONE),
    ("coaching:comment", "article", "post", EVERYONE),
    ("coaching:comment_report", "comment", "get", EVERYONE),
    ("coaching:comment_report", "comment", "post", EVERYONE),
    ("account_login", None, "get", [200] * 3 + [302] * 5),
    ("account_logout", None, "get", [302] * 3 + [200] * 5),
    ("health", None, "get", EVERYONE),
    ("favicon", None, "get", [302] * 8),
    ("admin:index", None, "get", [302, 302, 302, 302, 200, 200, 302, 200]),
    ("coaching:mail_off", "letter", "get", EVERYONE),
    ("coaching:mail_off", "letter", "post", EVERYONE),
    *people.ROWS,
    *training.ROWS,
    *incidents.ROWS,
    *suggestions.ROWS,
]
OF_THE_CAST = people.MAKE | training.MAKE | incidents.MAKE | suggestions.MAKE
LEAD = {  # where `yours` leads
    "anonymous": "/login/?next=/yours/",
    "other browser": "/login/?next=/yours/",
    "alice": "/today/",
    "bob": "/coach/",
    "vera": "/coach/",
    "charlie": "/today/",
    "ruth": "/coach/",
}
ADDRESSED = {
    "coaching:findings": lambda assessment: [assessment.pk],
    "coaching:assessment_change": lambda assessment: [assessment.pk],
    "coaching:plan": lambda assessment: [plan_of(assessment).pk],
    "coaching:plan_print": lambda assessment: [plan_of(assessment).pk],
    "coaching:workout": lambda assessment: [plan_of(assessment).pk, first_workout(assessment).pk],
}


def plan_of(assessment):
    return assessment.plans.get()


def first_workout(assessment):
    return Workout.objects.filter(week__plan=plan_of(assessment)).first()


def visitor(cast, role):
    client = Client()
    if role in ("other browser", "owner browser"):
        session = client.session
        session["browser"] = "a browser" if role == "owner browser" else "another"
        session.save()
    elif role != "anonymous":
        client.force_login(getattr(cast, role))
    return client


OPEN = {  # what anybody may address: made when it is asked for
    "page": lambda: ["safety"],
    "article": lambda: [make_article().slug],
    "article page": lambda: [make_article().slug, 1],
    "article in russian": lambda: ["ru", make_article().slug],
    "draft": lambda: [make_article(live=False).slug],
    "preview": lambda: [preview.token(make_article(live=False).translations.get().newest)],
    "russian": lambda: ["ru"],
    "advice": lambda: [make_advice().slug],
    "source": lambda: [make_source().key],
    "lost picture": lambda: ["lost"],
    "letter": lambda: [mail.off_url(kind="week", user=make_user("Reader")).rstrip("/").split("/")[-1]],
    "comment": lambda: [make_comment(make_article(), state=Comment.APPROVED).pk],
}


def address(cast, name, about):
    if about in OF_THE_CAST:
        return reverse(name, args=OF_THE_CAST[about](cast))
    if about in OPEN:
        return reverse(name, args=OPEN[about]())
    return reverse(name, args=ADDRESSED[name](getattr(cast, about)) if about else [])


@pytest.mark.parametrize(("name", "about", "method", "expected"), TABLE, ids=[f"{r[0]}-{r[1]}-{r[2]}" for r in TABLE])
def test_each_role_gets_what_it_should(cast, name, about, method, expected):
    path = address(cast, name, about)
    got = {role: getattr(visitor(cast, role), method)(path).status_code for role in ROLES}
    assert got == dict(zip(ROLES, expected, strict=True))


def test_yours_leads_each_role_to_where_their_work_is(cast):
    leads = {role: visitor(cast, role).get("/yours/").headers["Location"] for role in ROLES}
    assert leads == LEAD | {"owner browser": f"/plan/{plan_of(cast.unclaimed).pk}/"}


def test_yours_leads_to_consent_whoever_has_not_given_it(cast):
    cast.alice.consents.update(withdrawn_at="2026-11-22T12:00Z")
    assert visitor(cast, "alice").get("/yours/").headers["Location"] == "/welcome/"


def test_yours_leads_a_browser_to_what_it_has(cast):
    """Findings without a plan, else answers that are not sent yet; an empty draft is nothing to go on with."""
    browser = visitor(cast, "owner browser")
    plan_of(cast.unclaimed).delete()
    assert browser.get("/yours/").headers["Location"] == f"/findings/{cast.unclaimed.pk}/"
    cast.unclaimed.delete()
    draft = make_draft(browser="a browser")
    assert browser.get("/yours/").headers["Location"] == "/login/?next=/yours/"
    draft.done = ["safety"]
    draft.save()
    assert browser.get("/yours/").headers["Location"] == "/assessment/"


def named(patterns, prefix=""):
    for pattern in patterns:
        if not isinstance(pattern, URLResolver):
            yield prefix + pattern.name
        elif pattern.app_name == "admin":
            yield "admin:index"  # its other pages: tests/admin
        else:
            yield from named(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else "")


def test_every_address_has_a_row():
    assert {row[0] for row in TABLE} == set(named(get_resolver().url_patterns))


def test_every_address_with_an_owner_is_tried_with_both_kinds_of_owner():
    gets = {(row[0], row[1]) for row in TABLE}
    assert {(name, about) for name in ADDRESSED for about in ("hers", "unclaimed")} <= gets


@pytest.mark.parametrize("who", ["bob", "vera"])
def test_a_coach_loses_sight_with_the_next_request(cast, who):
    client = visitor(cast, who)
    paths = [address(cast, name, "hers") for name in ADDRESSED if name != "coaching:assessment_change"]
    assert [client.get(path).status_code for path in paths] == [200] * 4
    getattr(cast, who).coaching_access.update(revoked_at="2026-11-22T12:00Z")
    assert [client.get(path).status_code for path in paths] == [404] * 4


def test_a_workout_of_another_plan_is_not_found_under_ones_own(cast):
    foreign = first_workout(cast.unclaimed).pk
    path = reverse("coaching:workout", args=[plan_of(cast.hers).pk, foreign])
    assert visitor(cast, "alice").get(path).status_code == 404


def test_logging_out_takes_the_browsers_answers_out_of_sight(cast):
    """On a shared computer the next person sees nothing of them."""
    client = visitor(cast, "owner browser")
    client.force_login(cast.alice)
    client.post("/logout/")
    assert client.get(address(cast, "coaching:findings", "unclaimed")).status_code == 404
