"""The morning: who needs the coach, the roster below, and what is done to many at once."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from coaching.models import CoachAccess, Look, RosterEntry, TrainingGroup
from coaching.services.desk import listing, roster
from coaching.services.people import changed, looks
from tests.builders import NOW, TODAY, make_athlete, make_coach, make_staff
from tests.desk import make_entry, make_many, make_workout_template
from tests.lives import make_incident

pytestmark = pytest.mark.django_db

HOME, ACT = "/coach/", "/coach/athletes/act/"
DAY = timedelta(days=1)


@pytest.fixture
def coach():
    return make_coach("Bob")


@pytest.fixture
def desk(client, coach):
    client.force_login(coach)
    return client


def add(coach, name, *, access=None, **entry):
    athlete = make_athlete(name)
    CoachAccess.objects.create(athlete=athlete, coach=coach, **access or {})
    make_entry(athlete, **entry)
    return athlete


def rows(answer):
    return [line["athlete__name"] for line in answer.context["lines"]]


def needing(answer):
    return [one["name"] for one in answer.context["needing"]]


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


# --- Who needs you ---------------------------------------------------------------------------------


def test_a_coach_without_athletes_is_told_what_to_do_next(desk):
    answer = desk.get(HOME)
    ways = ("No athlete has let you look yet.", "Add your first athlete", "Bring a list")
    assert [words in text(answer) for words in ways] == [True] * 3


def test_a_quiet_morning(desk, coach):
    add(coach, "Ada")
    assert "Nobody needs you this morning." in text(desk.get(HOME))


def test_a_cramp_logged_a_moment_ago_is_on_top_with_its_reason_and_one_way_to_act(desk, coach):
    add(coach, "Bea", suggestion_at=NOW - 9 * DAY)
    ada = add(coach, "Ada")
    make_incident(ada, on=TODAY)
    changed(ada)
    answer = desk.get(HOME)
    assert needing(answer) == ["Ada", "Bea"]
    assert "A new cramp is in the log. Since 22 November." in text(answer)
    assert f'href="/coach/athletes/{ada.pk}/#cramps"' in answer.content.decode()


@pytest.mark.parametrize(
    ("entry", "label", "place"),
    [
        ({"red_flag_at": NOW, "symptomatic_at": NOW}, "Read the answers", "answers/"),
        ({"race_on": TODAY + DAY, "race_gap": 2.0}, "Look at the goal", "#goal"),
        ({"silent_since": TODAY - 30 * DAY}, "Look at the training", "#days"),
        ({"suggestion_at": NOW}, "Look at the changed plan", "suggestion/"),
        ({"plan_ends_on": TODAY}, "Look at the plan", "#plan"),
    ],
)
def test_each_reason_leads_to_its_place(desk, coach, entry, label, place):
    athlete = add(coach, "Ada", **entry)
    (one,) = desk.get(HOME).context["needing"]
    assert (one["label"], one["path"]) == (label, f"/coach/athletes/{athlete.pk}/{place}")


def test_noted_takes_a_cramp_off_the_list_and_twice_does_no_harm(desk, coach):
    ada = add(coach, "Ada", cramp_at=NOW - DAY)
    answers = [desk.post(f"/coach/athletes/{ada.pk}/noted/") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert needing(desk.get(HOME)) == []


def test_only_what_can_be_put_aside_has_that_button(desk, coach):
    ada = add(coach, "Ada", cramp_at=NOW)
    bea = add(coach, "Bea", red_flag_at=NOW)
    html = desk.get(HOME).content.decode()
    assert [f"/coach/athletes/{one.pk}/noted/" in html for one in (ada, bea)] == [True, False]


def test_who_is_not_theirs_cannot_be_noted(desk):
    stranger = add(make_coach("Vera"), "Emil", cramp_at=NOW)
    assert desk.post(f"/coach/athletes/{stranger.pk}/noted/").status_code == 404
    assert CoachAccess.objects.get().noted_at is None


def test_more_than_fit_are_one_press_away(desk, coach):
    for athlete in make_many(coach, 27):
        make_entry(athlete, suggestion_at=NOW)
    answer = desk.get(HOME)
    assert (len(needing(answer)), "And 2 more" in text(answer)) == (25, True)
    assert len(rows(desk.get(HOME, {"needs": "on"}))) == 27


# --- The roster ------------------------------------------------------------------------------------


def test_a_line_says_it_in_figures(desk, coach):
    add(
        coach,
        "Ada",
        sport="running",
        plan="active",
        race_on=TODAY + 35 * DAY,
        race_km=10.0,
        last_log_on=TODAY,
        planned_7=24.0,
        done_7=18.5,
        planned_28=0,
        done_28=5,
        open_incidents=2,
    )
    add(coach, "Cleo", sport="cycling", planned_7=330, done_7=90)
    answer = desk.get(HOME)
    said = text(answer)
    line = "10 km, in 5 weeks Sun 22 Nov 18.5 of 24 km 5 km, none planned 2 on its way"
    assert (line in said, "1.5 of 5.5 h" in said) == (True, True)
    assert 'min="0" max="24.0" value="18.5"' in answer.content.decode()


def test_filters_order_and_page_stay_together_in_the_address(desk, coach, monkeypatch):
    monkeypatch.setattr(listing, "PAGE", 2)
    for athlete in make_many(coach, 5):
        make_entry(athlete, sport="running")
    answer = desk.get(HOME, {"sport": "running", "sort": "-name", "page": "2"})
    assert rows(answer) == ["Runner 002", "Runner 001"]
    ways = answer.context["ways"]
    assert ways["next"] == ways["last"] == "sport=running&sort=-name&page=3"
    sorts = {column["name"]: (column["query"], column["sort"]) for column in answer.context["columns"]}
    assert sorts["name"] == ("sport=running&sort=name", "descending")
    assert sorts["race"] == ("sport=running&sort=race", "")
    assert 'aria-sort="descending"' in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "sport=curling",
        "plan=x&who=x&needs=x",
        "group=999999",
        "group=x",
        "sort=password",
        "page=x",
        "page=-1",
        "page=99999999999999999999",
        "page=²",
        "q=%00",
        "unknown=1",
    ],
)
def test_what_makes_no_sense_is_left_out(desk, coach, query):
    add(coach, "Ada")
    answer = desk.get(f"{HOME}?{query}")
    assert (answer.status_code, answer.context["number"]) == (200, 1)


def test_nonsense_beside_a_filter_leaves_the_filter(desk, coach):
    add(coach, "Ada", sport="running")
    add(coach, "Bea", sport="cycling")
    assert rows(desk.get(HOME, {"sport": "running", "plan": "x", "page": "7"})) == ["Ada"]


def test_nobody_found_says_what_to_do(desk, coach):
    add(coach, "Ada")
    assert "No athlete fits that." in text(desk.get(HOME, {"q": "zz"}))


def test_somebody_elses_group_finds_nothing_out(desk, coach):
    other = TrainingGroup.objects.create(coach=make_coach("Vera"), name="Secret")
    add(coach, "Ada")
    answer = desk.get(HOME, {"group": other.pk})
    assert (rows(answer), "Secret" in text(answer)) == (["Ada"], False)


def test_another_coachs_athletes_are_not_there(desk, coach):
    add(make_coach("Vera"), "Emil", red_flag_at=NOW)
    add(coach, "Ada")
    assert "Emil" not in text(desk.get(HOME))


def test_whoever_is_no_coach_gets_the_lists_they_may_open(client):
    client.force_login(make_staff("Erin", "Editors"))
    answer = client.get(HOME)
    assert (answer.status_code, "app_list" in answer.context, "lines" in answer.context) == (200, True, False)


# --- Kept up to date -------------------------------------------------------------------------------


def test_fifty_stale_athletes_are_added_up_before_the_page_is_shown(desk, coach):
    make_many(coach, 50)
    answer = desk.get(HOME)
    assert (RosterEntry.objects.count(), answer.context["left"], len(rows(answer))) == (50, 0, 50)


def test_more_of_them_are_left_to_one_job_and_the_page_says_so(desk, coach, monkeypatch, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(roster, "INLINE", 2)
    make_many(coach, 3)
    said = [text(desk.get(HOME)) for _ in range(2)]
    assert ["3 athletes are still being added up." in one for one in said] == [True, True]
    assert (RosterEntry.objects.count(), DBTaskResult.objects.count()) == (0, 1)


def test_the_page_asks_the_database_as_often_for_sixty_as_for_one(desk, coach):
    counted = []
    for more in (1, 2, 57):
        for athlete in make_many(coach, more):
            make_entry(athlete, cramp_at=NOW)
        desk.get(HOME)  # the looks are written down once
        with CaptureQueriesContext(connection) as queries:
            desk.get(HOME)
        counted.append(len(queries))
    assert counted[0] == counted[1] == counted[2]


def test_each_look_at_the_roster_counts_in_one_line_an_hour(desk, coach):
    ada = add(coach, "Ada", red_flag_at=NOW)
    for query in ("", "?sort=race", "?sort=-race"):
        desk.get(HOME + query)
    add(coach, "Bea")
    desk.get(HOME)
    lines = Look.objects.order_by("pk").values_list("athlete__name", "coach", "what", "times")
    assert list(lines) == [("Ada", coach.pk, "roster", 4), ("Bea", coach.pk, "roster", 1)]
    assert [things for _, (one,) in looks.on(ada, [TODAY]) for things in one.things] == [("the list of athletes", 4)]


# --- Many at once ----------------------------------------------------------------------------------


def act(desk, *athletes, follow=True, **fields):
    return desk.post(ACT, {"athlete": [one.pk for one in athletes], "back": "sort=-name", **fields}, follow=follow)


def test_those_ticked_are_paused_and_the_roster_stays_as_it_was(desk, coach):
    ada, bea = add(coach, "Ada"), add(coach, "Bea")
    answer = act(desk, ada, do="pause", until="2026-12-01")
    assert answer.redirect_chain == [("/coach/?sort=-name", 302)]
    assert [str(message) for message in answer.context["messages"]] == ["1 athlete is paused until 1 December 2026."]
    assert CoachAccess.objects.get(athlete=ada).paused_until == TODAY + 9 * DAY
    assert CoachAccess.objects.get(athlete=bea).paused_until is None


@pytest.mark.parametrize(
    ("fields", "before", "after"),
    [
        ({"do": "go_on"}, {"paused_until": TODAY}, {"paused_until": None}),
        ({"do": "archive"}, {}, {"archived_at": NOW}),
        ({"do": "bring_back"}, {"archived_at": NOW}, {"archived_at": None}),
    ],
)
def test_what_may_be_done_to_many(desk, coach, fields, before, after):
    both = [add(coach, name, access=before) for name in ("Ada", "Bea")]
    act(desk, *both, **fields)
    held = CoachAccess.objects.values(*after)
    assert list(held) == [after, after]


def test_a_group_is_given_and_taken(desk, coach):
    ada, group = add(coach, "Ada"), TrainingGroup.objects.create(coach=coach, name="Track")
    act(desk, ada, do="group", group=group.pk)
    assert list(group.members.values_list("athlete", flat=True)) == [ada.pk]
    act(desk, ada, do="group", group="")
    assert group.members.count() == 0


def test_all_that_match_are_meant_on_every_page(desk, coach):
    runners = [add(coach, f"Runner {number}", sport="running") for number in range(3)]
    add(coach, "Cleo", sport="cycling")
    act(desk, runners[0], do="archive", match="sport=running")
    assert rows(desk.get(HOME)) == ["Cleo"]


@pytest.mark.parametrize("path", ["/coach/export/roster/", "/coach/give/"])
def test_all_that_match_get_a_template_or_go_into_a_table(desk, coach, path):
    make_workout_template(coach)
    for number in range(3):
        add(coach, f"Runner {number}", access={"level": "edit"}, sport="running")
    add(coach, "Cleo", sport="cycling")
    answer = desk.post(path, {"match": "sport=running"})
    html = b"".join(answer).decode()
    found = {name for name in ("Runner 0", "Runner 1", "Runner 2", "Cleo") if name in html}
    assert (answer.status_code, found) == (200, {"Runner 0", "Runner 1", "Runner 2"})


def test_athletes_of_others_are_silently_not_there(desk, coach):
    emil = add(make_coach("Vera"), "Emil")
    answer = act(desk, add(coach, "Ada"), emil, do="archive")
    assert next(str(message) for message in answer.context["messages"]).startswith("1 athlete is in the archive now.")
    assert CoachAccess.objects.get(athlete=emil).archived_at is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"do": "pause"}, "Choose a day up to which they are paused: today or later."),
        ({"do": "pause", "until": "2026-11-21"}, "Choose a day up to which they are paused: today or later."),
        ({"do": "pause", "until": "soon"}, "Enter a valid date."),
    ],
)
def test_what_is_wrong_is_said_and_the_ticks_stay(desk, coach, fields, sentence):
    ada, _ = add(coach, "Ada"), add(coach, "Bea")
    answer = act(desk, ada, **fields)
    assert (answer.status_code, sentence in text(answer)) == (400, True)
    assert re.findall(r'value="(\d+)" aria-label="Choose \w+" checked', answer.content.decode()) == [str(ada.pk)]
    assert rows(answer) == ["Bea", "Ada"]


@pytest.mark.parametrize(
    "sent", [{"do": "archive"}, {"do": "archive", "athlete": ["x", "²", "9" * 30]}, {"do": "archive", "match": "q=zz"}]
)
def test_nobody_chosen_is_said(desk, coach, sent):
    add(coach, "Ada")
    answer = desk.post(ACT, sent)
    assert (answer.status_code, "Tick at least one athlete first." in text(answer)) == (400, True)


@pytest.mark.parametrize("fields", [{}, {"do": "delete"}, {"do": "group", "group": "999"}])
def test_what_is_not_offered_is_not_done(desk, coach, fields):
    ada = add(coach, "Ada")
    assert act(desk, ada, **fields).status_code == 400


def test_whoever_is_no_coach_does_nothing(client):
    client.force_login(make_staff("Erin", "Editors"))
    assert client.post(ACT, {"do": "archive"}).status_code == 403
