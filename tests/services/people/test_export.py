"""A copy of everything: nothing is missing, nothing secret is in it, and no spreadsheet is made to calculate."""

import csv
import io
import json
import zipfile
from collections import deque

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coaching.content.export import CSV, JSON
from coaching.models import Activity, Athlete, Night, User
from coaching.services import sheets
from coaching.services.people import export
from coaching.services.people.holdings import HOLDINGS, LEFT_OUT, held
from tests.builders import NOW, TODAY, make_draft, make_runner, make_user
from tests.desk import make_file
from tests.people import free_text_of, make_device, make_life, plant

pytestmark = pytest.mark.django_db


def opened(user, now=NOW):
    archive = zipfile.ZipFile(io.BytesIO(packed(user, now)))
    return {name: archive.read(name).decode() for name in archive.namelist()}


def packed(user, now=NOW):
    made = io.BytesIO()
    export.archive(user=user, to=made, now=now)
    return made.getvalue()


def table(user, name):
    return list(csv.DictReader(io.StringIO(opened(user)[f"csv/{name}.csv"])))


# --- Everything ------------------------------------------------------------------------------------


def relations(model):
    return {field.remote_field.model for field in (*model._meta.fields, *model._meta.many_to_many) if field.is_relation}


def about_people():
    """Every model of the project from which keys lead to a user or an athlete, over however many others."""
    found, waiting = {User, Athlete}, deque([User, Athlete])
    models = apps.get_models(include_auto_created=True)
    while waiting:
        reached = waiting.popleft()
        for model in models:
            if model not in found and reached in relations(model):
                found.add(model)
                waiting.append(model)
    return {model._meta.label for model in found}


def test_every_model_about_a_person_is_in_it_or_left_out_for_a_reason():
    in_it = {holding.model._meta.label for holding in HOLDINGS.values()}
    assert about_people() == in_it | set(LEFT_OUT)
    assert in_it & set(LEFT_OUT) == set()
    assert min(len(reason) for reason in LEFT_OUT.values()) > 20


def test_all_that_is_held_has_a_file_that_is_explained():
    assert set(held(make_user("Alice"))) == set(JSON)


def test_everything_somebody_has_is_in_the_file():
    rows = {name: json.loads(text) for name, text in opened(make_life().user).items() if name.startswith("json/")}
    assert list(rows) == [f"json/{name}.json" for name in JSON]
    assert [name for name, found in rows.items() if not found] == ["json/coached_by_you.json", "json/looks_by_you.json"]
    assert rows["json/plans.json"][0]["weeks"][0]["workouts"][0]["title"] != ""


def has_words(name):
    holding = HOLDINGS[name]
    return bool({field.name for field in free_text_of(holding.model)} - {*holding.without, *holding.also})


def test_each_text_that_is_held_is_in_the_file():
    user = make_life().user
    plant(user, "kanarie")
    files = opened(user)
    without = [name for name in JSON if "kanarie" not in files[f"json/{name}.json"]]
    assert without == [name for name in JSON if not has_words(name)]
    assert len(without) < 13


def test_what_a_coach_holds_is_in_their_file():
    alice = make_life()
    coach = alice.coach_access.get().coach
    assert [row["athlete"] for row in held(coach)["coached_by_you"]] == ["Alice"]
    assert [row["asked_by"] for row in held(coach)["invitations"]] == ["you"]
    alice.coach_access.update(revoked_at=NOW)
    assert [row["athlete"] for row in held(coach)["coached_by_you"]] == [""]


def test_a_draft_of_a_browser_that_is_logged_in_is_in_it():
    user = make_user("Alice")
    make_draft(browser="her browser")
    make_draft(browser="another")
    make_device(user, "her browser")
    assert len(held(user)["assessments"]) == 1


# --- Nothing that is not theirs, and no secrets ----------------------------------------------------


def test_nothing_of_others_is_in_it():
    alice, dora = make_life("Alice"), make_life("Dora")
    plant(dora.user, "kanarie")
    assert [name for name, text in opened(alice.user).items() if "kanarie" in text or "dora@" in text] == []


def test_nothing_is_in_it_that_opens_a_door():
    user = make_life().user
    secrets = [user.password, "key of a device", "feed of Alice", "report of Alice", "session of Alice"]
    text = "\n".join(opened(user).values())
    assert [secret for secret in secrets if secret in text] == []


def test_the_names_of_secrets_are_not_columns():
    names = {name for rows in held(make_life().user).values() for row in rows for name in row}
    assert names & {"password", "token", "data", "session_key", "browser", "address", "form"} == set()


# --- Tables ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"], ids=lambda text: ascii(text)
)
def test_a_spreadsheet_calculates_with_no_text(text):
    athlete = make_runner()
    Night.objects.create(athlete=athlete, on=TODAY, cramps=1, note=text, changed_at=NOW)
    assert table(athlete.user, "nights")[0]["note"] == f"'{text}"
    assert held(athlete.user)["nights"][0]["note"] == text


@pytest.mark.parametrize("text", ["a = b", "8 - 9 km", "'quoted'", 'said "so", twice', "Ночь\nи день", ""])
def test_other_text_stays_as_it_is(text):
    athlete = make_runner()
    Night.objects.create(athlete=athlete, on=TODAY, cramps=1, note=text, changed_at=NOW)
    assert table(athlete.user, "nights")[0]["note"] == text


def test_numbers_days_and_answers_read_plainly():
    user = make_life().user
    [activity], [cramp], [night] = (table(user, name) for name in ("activities", "cramps", "nights"))
    assert (activity["on"], activity["distance_km"], activity["effort"]) == ("2026-11-22", "8.5", "")
    assert (cramp["at"], cramp["muscles"], cramp["twitching_only"]) == ("2026-11-22T12:00:00Z", "calf", "no")
    assert (night["cramps"], night["woke"], night["routine"]) == ("1", "yes", "")


def test_a_negative_number_stays_a_number():
    assert sheets.cell(-3.5) == -3.5


def test_every_workout_of_every_plan_is_a_row():
    user = make_life().user
    rows = table(user, "workouts")
    planned = [workout for plan in held(user)["plans"] for week in plan["weeks"] for workout in week["workouts"]]
    assert [row["id"] for row in rows] == [str(workout["id"]) for workout in planned]
    assert {row["plan_status"] for row in rows} == {"active"}


@pytest.mark.parametrize("name", [name for name in CSV if name != "workouts"])
def test_a_table_leaves_out_no_plain_column(name):
    [row, *_] = held(make_life().user)[name]
    nested = {"triage"}  # in the JSON file
    assert set(row) - nested == set(CSV[name])


def test_the_readme_explains_each_file_and_each_column():
    files = opened(make_life().user)
    readme = files.pop("README.txt")
    assert [name for name in files if not name.startswith("files/") and name.partition("/")[2] not in readme] == []
    assert [column for columns in CSV.values() for column in columns if f"\n{column}: " not in readme] == []


def test_shared_files_are_in_it_as_they_are_and_a_lost_one_is_left_out():
    athlete = make_life()
    [file] = athlete.files.all()
    lost = make_file(athlete, name="lost.txt")
    lost.file.storage.delete(lost.file.name)
    files = opened(athlete.user)
    rows = json.loads(files["json/files.json"])
    assert files[f"files/{file.pk}/sheet.txt"] == "Ten heel drops."
    assert [row["file"] for row in rows if row["file"] in files] == [f"files/{file.pk}/sheet.txt"]
    assert {row["name"]: row["by"] for row in rows} == {"sheet.txt": file.by.name, "lost.txt": "you"}


# --- The file itself -------------------------------------------------------------------------------


def test_the_same_rows_at_the_same_moment_are_the_same_bytes():
    user = make_life().user
    assert packed(user) == packed(user)


def test_somebody_with_nothing_gets_a_file_too():
    files = opened(make_user("Nobody"))
    assert [row["email"] for row in json.loads(files["json/account.json"])] == ["nobody@example.org"]
    assert files["csv/cramps.csv"].count("\n") == 1


def test_it_asks_as_often_for_much_as_for_little(django_assert_num_queries):
    athlete = make_life()
    user = User.objects.get(pk=athlete.user_id)
    with django_assert_num_queries(43):
        packed(user)
    activity = Activity.objects.values().get() | {"workout_id": None}
    for number in range(3):
        same = activity | {"id": f"{number:032}", "form": f"{number:032}"}
        Activity.objects.create(**same)
    make_life("Dora")
    with django_assert_num_queries(43):
        packed(user)


def test_a_plan_is_read_once_however_many_workouts_it_has():
    athlete = make_life()
    with CaptureQueriesContext(connection) as asked:
        packed(User.objects.get(pk=athlete.user_id))
    assert len([one for one in asked if '"coaching_trainingplan"."advice"' in one["sql"]]) == 1
