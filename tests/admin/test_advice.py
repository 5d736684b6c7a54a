"""A coach curates the advice: what is typed is checked, what it said before is kept, and it can be put back or away."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from coaching.models import Advice, Source
from coaching.models.library import HELD_TOO_LONG
from coaching.services import library
from tests.admin.desk import page, said, sent_back
from tests.builders import NOW, TODAY, make_advice, make_article, make_coach, make_plan

pytestmark = pytest.mark.django_db

REVIEW = {"reviewed_on": str(TODAY), "next_review_on": str(TODAY + timedelta(days=365))}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def curate(client, cast, **fields):
    """Send the form back as it came, with these changes and a review of today."""
    path = page(Advice, "change", cast.advice.pk)
    lists = {"sources": [s.pk for s in cast.advice.sources.all()], "kinds": cast.advice.kinds}
    reviewed = REVIEW | {"reviewer": cast.bob.pk, "how_to": "Swing each leg ten times."}
    return client.post(path, sent_back(client.get(path)) | lists | reviewed | fields)


def errors(answer):
    return {name: list(said) for name, said in answer.context["adminform"].form.errors.items()}


def test_a_coach_edits_advice_and_new_plans_read_it(client, cast):
    client.force_login(cast.bob)
    answer = curate(client, cast, how_to="One.\n\n Two. ", patterns=["fatigue"])
    assert answer.status_code == 302
    (advice,) = library.catalogue()
    assert (advice.how_to, advice.patterns, advice.sports, advice.sources) == (
        ("One.", "Two."),
        {"fatigue"},
        frozenset(),
        ("BEHM2016",),
    )


def test_a_plan_made_already_keeps_the_words_it_was_made_with(client, cast):
    before = make_plan(browser="b")
    client.force_login(cast.bob)
    curate(client, cast, title="Swing both legs")
    after = make_plan(browser="c")
    before.refresh_from_db()
    titles = [plan.advice["swing-the-legs"]["title"] for plan in (before, after)]
    assert titles == ["Swing the legs", "Swing both legs"]


@pytest.mark.parametrize("name", ["patterns", "sports", "kinds"])
def test_a_word_nobody_knows_is_refused_at_its_field(client, cast, name):
    client.force_login(cast.bob)
    wrong = "Select a valid choice. swimming is not one of the available choices."
    assert errors(curate(client, cast, **{name: ["swimming"]})) == {name: [wrong]}


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"how_to": " \n "}, {"how_to": ["This field is required."]}),
        ({"how_to": "Hold each calf for 90 seconds."}, {"__all__": [HELD_TOO_LONG]}),
        ({"dose": "3 × 30 s"}, {"__all__": [HELD_TOO_LONG]}),
        ({"how_to": "Stretch the calf and hold it.", "dose": "60 s per leg"}, {"__all__": [HELD_TOO_LONG]}),
        (
            {"dose": "3 × 30 s", "next_review_on": "2026-11-21", "reviewer": "", "sources": []},
            {
                "__all__": [HELD_TOO_LONG],
                "next_review_on": ["The next review lies in the past: review the text now, and set a date to come."],
                "reviewer": ["This field is required."],
                "sources": ["Name a source, or grade it as our own decision."],
            },
        ),
        ({"held_s": "60"}, {"__all__": [HELD_TOO_LONG]}),
        ({"sources": []}, {"sources": ["Name a source, or grade it as our own decision."]}),
        (
            {"next_review_on": "2026-11-21"},
            {"next_review_on": ["The next review lies in the past: review the text now, and set a date to come."]},
        ),
        ({"reviewed_on": "2026-11-23"}, {"reviewed_on": ["A review cannot have happened after today."]}),
        ({"reviewer": ""}, {"reviewer": ["This field is required."]}),
        (
            {"title": "Other words", "reviewed_on": "2026-11-01"},
            {"reviewed_on": ["The words have changed since this review: have them reviewed again, and give the day."]},
        ),
    ],
)
def test_what_cannot_stand_is_refused_with_a_sentence(client, cast, fields, wrong):
    client.force_login(cast.bob)
    got = errors(curate(client, cast, **fields))
    assert {name: got[name] for name in wrong} == wrong
    assert Advice.objects.get().title == "Swing the legs"


@pytest.mark.parametrize("words", ["Take quinine at night.", "Drink as much as possible.", "Your risk falls by 30 %."])
@pytest.mark.parametrize("field", ["title", "claim", "how_to", "dose"])
def test_what_is_never_told_is_refused_at_its_field(client, cast, field, words):
    client.force_login(cast.bob)
    assert [*errors(curate(client, cast, **{field: words}))] == [field]
    assert Advice.objects.get().claim == "It suits performance slightly better than holding."


def test_the_list_marks_what_is_overdue_or_archived(client, cast):
    client.force_login(cast.bob)
    late, away = TODAY - timedelta(days=1), {"archived_at": NOW, "next_review_on": TODAY - timedelta(days=9)}
    Advice.objects.update(next_review_on=TODAY)
    for number, fields in enumerate([{"next_review_on": late}, {}, away], start=1):
        make_advice(slug=f"advice-{number}", position=number, **fields)
    path = page(Advice, "changelist")
    assert re.findall(r"field-next_review[^>]*>(.*?)</td>", client.get(path).content.decode()) == [
        "22 Nov 2026",
        '21 Nov 2026 <strong class="overdue">overdue</strong>',
        'no date <strong class="overdue">overdue</strong>',
        "archived",
    ]
    found = [client.get(f"{path}?archived={choice}").context["cl"].result_count for choice in ("no", "yes", "x")]
    assert found == [3, 1, 4]


def test_the_form_says_who_reviewed_it_so_far(client, cast):
    client.force_login(cast.bob)
    assert b"So far: Somebody who knows." in client.get(page(Advice, "change", cast.advice.pk)).content
    Advice.objects.update(reviewer_name="<b onclick=alert(1)>")
    assert b"So far: &lt;b onclick=alert(1)&gt;." in client.get(page(Advice, "change", cast.advice.pk)).content


def test_our_own_decision_needs_no_source(client, cast):
    client.force_login(cast.bob)
    assert curate(client, cast, sources=[], grade="own").status_code == 302


def test_the_second_of_two_editors_is_told_and_nothing_is_overwritten(client, cast):
    client.force_login(cast.bob)
    curate(client, cast, title="Bob's words")
    answer = curate(client, cast, title="Mine", based_on="0")
    assert errors(answer)["based_on"][0].startswith("Bob changed this advice while you were editing: version 1.")
    assert answer.context["adminform"].form["title"].value() == "Mine"
    assert Advice.objects.get().title == "Bob's words"


def test_a_review_keeps_the_reviewers_name_and_profession(client, cast):
    cast.bob.credentials = "physiotherapist"
    cast.bob.save()
    client.force_login(cast.bob)
    curate(client, cast)
    advice = Advice.objects.get()
    assert (advice.reviewer_name, advice.reviewer_credentials, advice.reviewed_on) == ("Bob", "physiotherapist", TODAY)


# --- Versions ---------------------------------------------------------------------------------------


def versions(client, cast, query=""):
    return client.get(reverse("admin:coaching_advice_versions", args=[cast.advice.pk]) + query)


def do(client, cast, verb, **fields):
    return client.post(reverse(f"admin:coaching_advice_{verb}", args=[cast.advice.pk]), fields, follow=True)


@pytest.fixture
def twice_edited(client, cast):
    client.force_login(cast.bob)
    curate(client, cast, title="First words")
    curate(client, cast, title="Second words")
    return cast


def test_any_two_versions_are_compared(client, twice_edited):
    answer = versions(client, twice_edited)
    assert (answer.context["old"].number, answer.context["new"].number) == (1, 2)
    assert b"<del>First</del>" in answer.content or b"<del>First " in answer.content
    turned = versions(client, twice_edited, "?from=2&to=1")
    assert (turned.context["old"].number, turned.context["new"].number) == (2, 1)


@pytest.mark.parametrize("query", ["?from=99&to=x", "?from=&to=", "?from=-1", "?from=%00"])
def test_a_version_that_is_not_there_gives_the_newest_two(client, twice_edited, query):
    answer = versions(client, twice_edited, query)
    assert (answer.context["old"].number, answer.context["new"].number) == (1, 2)


def test_each_version_says_who_wrote_and_who_reviewed_it(client, twice_edited):
    html = versions(client, twice_edited).content.decode()
    assert [html.count("<td>Bob</td>"), html.count("<td>Bob, 2026-11-22</td>"), html.count("<td>2027-11-22</td>")] == [
        2
    ] * 3


def test_nothing_kept_yet_is_said(client, cast):
    client.force_login(cast.bob)
    assert b"Nothing is kept yet" in versions(client, cast).content


def test_an_earlier_version_is_put_back(client, twice_edited):
    answer = do(client, twice_edited, "revert", number="1")
    assert said(answer)[-1] == "The advice says again what it said in version 1."
    advice = Advice.objects.get()
    assert (advice.title, advice.versions.first().number) == ("First words", 3)
    assert LogEntry.objects.order_by("pk").last().change_message == "The advice says again what it said in version 1."


@pytest.mark.parametrize("number", ["9", "x", "", "²"])
def test_a_version_that_is_not_there_is_not_put_back(client, twice_edited, number):
    assert do(client, twice_edited, "revert", number=number).status_code == 404


def test_archived_advice_is_in_no_plan_to_come_until_it_is_restored(client, cast):
    client.force_login(cast.bob)
    assert said(do(client, cast, "archive", what="archive")) == [
        "Archived: plans to come and readers do not get “Swing the legs” any more."
    ]
    assert library.catalogue() == ()
    assert said(do(client, cast, "archive", what="archive")) == ["This advice is archived already."]
    do(client, cast, "archive", what="restore")
    assert [advice.slug for advice in library.catalogue()] == ["swing-the-legs"]
    assert said(do(client, cast, "archive", what="restore")) == ["This advice is not archived."]


def test_advice_that_an_article_shows_is_not_archived(client, cast):
    make_article("warm-up", body="[advice: swing-the-legs]", title="Warm up")
    client.force_login(cast.bob)
    assert said(do(client, cast, "archive", what="archive")) == [
        "Readers see it in “Warm up”: take it out of the text there first."
    ]


def test_its_page_says_where_it_is_used_and_names_only_plans_one_may_see(client, cast):
    make_article("warm-up", body="[advice: swing-the-legs]", title="Warm up")
    make_plan(athlete=cast.dora)
    hers = make_plan(athlete=cast.athlete)
    client.force_login(cast.bob)
    answer = client.get(page(Advice, "change", cast.advice.pk))
    uses = answer.context["uses"]
    assert (uses.plans, uses.visible, [r.title for r in uses.articles]) == (2, (hers,), ["Warm up"])
    assert [name in answer.content.decode() for name in ("2 plans", "Alice", "Dora")] == [True, True, False]


def test_only_who_may_change_advice_puts_it_back_or_away(client, twice_edited):
    looker = make_coach("Lou")
    looker.groups.clear()
    client.force_login(looker)
    assert versions(client, twice_edited).status_code == 403
    assert do(client, twice_edited, "revert", number="1").status_code == 403
    assert do(client, twice_edited, "archive", what="archive").status_code == 403
    assert client.get(reverse("admin:coaching_advice_archive", args=[twice_edited.advice.pk])).status_code == 405


# --- Sources ------------------------------------------------------------------------------------------


def test_a_source_that_something_stands_on_cannot_be_deleted(client, cast):
    client.force_login(cast.ruth)
    used, free = Source.objects.get(), Source.objects.create(key="FREE2020", reference="R", grade="low")
    assert client.get(page(Source, "delete", used.pk)).status_code == 403
    assert client.get(page(Source, "delete", free.pk)).status_code == 200


def test_a_coach_adds_a_source_and_advice_that_stands_on_it_and_deletes_neither(client, cast):
    client.force_login(cast.bob)
    client.post(page(Source, "add"), {"key": "NEW2026", "reference": "A new trial.", "grade": "low"})
    source = Source.objects.get(key="NEW2026")
    words = {"title": "Walk first", "slug": "walk-first", "position": "1", "claim": "It warms you.", "how_to": "Walk."}
    told = {"strand": "stretching", "slot": "before", "grade": "low", "held_s": "0", "sources": [source.pk]}
    answer = client.post(page(Advice, "add"), words | told | REVIEW | {"reviewer": cast.bob.pk})
    assert answer.status_code == 302
    advice = Advice.objects.get(slug="walk-first")
    assert (advice.reviewer_name, advice.versions.get().author_name) == ("Bob", "Bob")
    for row in (source, advice):
        assert client.post(page(type(row), "delete", row.pk), {"post": "yes"}).status_code == 403


def test_the_key_and_the_slug_that_texts_call_them_by_stay(client, cast):
    client.force_login(cast.bob)
    curate(client, cast, slug="other")
    source = Source.objects.get()
    client.post(page(Source, "change", source.pk), {"key": "OTHER", "reference": "R", "grade": "low"})
    assert (Advice.objects.get().slug, Source.objects.get().key) == ("swing-the-legs", "BEHM2016")
