"""Whatever is sent, the answer is a page, a redirect or a refusal; never a fault of ours."""

from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.content import demo
from coaching.forms.assessments import STEPS
from coaching.forms.choices import Choices
from coaching.models import Assessment
from tests.builders import TODAY, make_draft
from tests.views.walk import CHECK, CYCLIST, RUNNER, url

pytestmark = pytest.mark.django_db

NASTY = [
    "",
    "0",
    "-1",
    "nan",
    "1e308",
    "9" * 400,
    "\0",
    "𝟙𝟚",
    "1:2:3:4",
    "0:00",
    "2026-13-45",
    "half",
    "٣",
    "\ud7ff",
    " 5 ",
]
typed = st.sampled_from([*NASTY, "5", "10", "45:30", "3h45", "2026-12-31", "2027-03-14", "1.75 m", "11 st 4"])
texts = typed | st.text(max_size=30)


def sent(form):
    """Anything that may come for a page: known and unknown fields, known and unknown choices."""
    fields = form.base_fields
    fitting = {name: values_of(field) | texts for name, field in fields.items()}
    known = st.fixed_dictionaries({}, optional={name: st.lists(one, max_size=4) for name, one in fitting.items()})
    return st.tuples(known, st.dictionaries(texts, texts, max_size=2)).map(lambda both: both[1] | both[0])


def values_of(field):
    keys = [key for key, _ in field.choices] if isinstance(field, Choices) else []
    return st.sampled_from(keys) if keys else typed


posts = st.sampled_from(STEPS).flatmap(lambda form: st.tuples(st.just(form.slug), sent(form)))


def own_browser(draft=None):
    client = Client()
    if draft:
        session = client.session
        session["browser"] = draft.browser
        session.save()
    return client


begun = st.sampled_from([None, demo.fatigue(TODAY), demo.cyclist(TODAY), demo.nocturnal(TODAY)])


@given(st.lists(posts, min_size=1, max_size=3), begun)
@settings(max_examples=40)
def test_any_posts_to_the_pages_get_an_answer(sendings, answers):
    Assessment.objects.all().delete()
    client = own_browser(make_draft(answers=answers, done=[form.slug for form in STEPS]) if answers else None)
    for slug, fields in sendings:
        assert client.post(url(slug), fields).status_code in (200, 302, 404)
        assert client.get(url(slug)).status_code in (200, 302, 404)
    assert client.get(CHECK).status_code in (200, 302)


walks = st.fixed_dictionaries({form.slug: sent(form) for form in STEPS if form.part or form.slug == "sport"})


@given(walks, st.sampled_from([RUNNER, CYCLIST]))
@settings(max_examples=8)
def test_whatever_the_pages_accept_leads_to_findings_and_their_plan(walk, usual):
    """Each page gets anything; what it refuses is answered as usual."""
    client = own_browser()
    client.post("/assessment/")
    for _ in range(40):
        path = client.get(CHECK).headers.get("Location")
        if path is None or "/findings/" in path:
            break
        slug = path.split("/")[2]
        response = client.post(path, walk.pop(slug, usual.get(slug, RUNNER[slug])))
        if "/findings/" in response.headers.get("Location", ""):
            break
    client.post(CHECK)
    sent_in = Assessment.objects.get(browser=client.session["browser"])
    assert client.get(f"/findings/{sent_in.pk}/").status_code == 200
    for plan in sent_in.plans.all():
        assert [client.get(f"/plan/{plan.pk}/{page}").status_code for page in ("", "print/")] == [200, 200]
    sent_in.delete()


segment = texts | st.sampled_from(
    ["plan", "findings", "workout", "assessment", "coach", "login", "..", "%00", "a" * 3000]
)
NIL = "00000000-0000-0000-0000-000000000000"


@given(
    st.lists(segment, max_size=4)
    | segment.map(lambda text: ["assessment", text, ""])
    | segment.map(lambda text: ["plan", NIL, "workout", text, ""])
    | segment.map(lambda text: ["findings", text, "change", ""]),
    st.sampled_from(["get", "post", "head", "put", "delete", "options"]),
)
@settings(max_examples=100)
def test_any_address_gets_an_answer(segments, method):
    path = "/" + "/".join(quote(part, safe="%", errors="replace") for part in segments)
    assert getattr(own_browser(), method)(path.replace("//", "/")).status_code < 500
