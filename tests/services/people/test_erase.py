"""Who deletes their account leaves nothing, in no table; and takes nothing from others."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult

from coaching.models import (
    Advice,
    AdviceVersion,
    ArticleRevision,
    Assessment,
    Athlete,
    CoachAccess,
    Comment,
    HandOver,
    Invitation,
    User,
)
from coaching.services.desk import keeping
from coaching.services.library import advice as advice_services
from coaching.services.library import pages
from coaching.services.people import erase
from coaching.services.people.holdings import HOLDINGS, held
from coaching.services.people.traces import BROWSER
from coaching.views.browser import KEY
from tests.builders import NOW, make_advice, make_article, make_coach, make_draft, make_superuser, make_user
from tests.people import make_device, make_life, plant
from tests.readers import make_comment, make_reader

pytestmark = pytest.mark.django_db
CANARY = "kanarie"
TEXTLESS = {
    "hand_overs",
    "advice_ratings",
    "article_ratings",
    "coaches",
    "coached_by_you",
    "invitations",
    "email_addresses",
    "looks",
    "looks_by_you",
    "thresholds",
}


def tables_with(*words):
    """The names of the tables that hold one of these words anywhere."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            text = "\n".join(str(row) for row in cursor.fetchall()).lower()
            found |= {table} if any(str(word).lower() in text for word in words) else set()
    return found


def pointing_at(model, pk):
    """The columns of all tables that point at a row of this model."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column, (_, other) in connection.introspection.get_relations(cursor, table).items():
                if other == model._meta.db_table:
                    cursor.execute(f'SELECT count(*) FROM "{table}" WHERE "{column}" = %s', [pk])
                    found |= {f"{table}.{column}"} if cursor.fetchone()[0] else set()
    return found


def letter(to, text="Hello.", status="READY"):
    said = {"args": [], "kwargs": {"to": to, "subject": "A letter", "text": text, "html": "", "off_url": ""}}
    path = "coaching.services.mail.deliver"
    return DBTaskResult.objects.create(args_kwargs=said, task_path=path, status=status, run_after=now())


def logged(about, *, by, said="Changed."):
    kind = ContentType.objects.get_for_model(about)
    words = {"object_repr": str(about), "change_message": said, "action_flag": CHANGE}
    return LogEntry.objects.create(user=by, content_type=kind, object_id=str(about.pk), **words)


# --- Everything ------------------------------------------------------------------------------------


def test_no_table_holds_anything_of_somebody_who_left():
    alice = make_life("Alice")
    user, keys = alice.user, [str(one.pk) for one in (*alice.plans.all(), *alice.incidents.all())]
    planted = plant(user, CANARY)
    assert planted == {HOLDINGS[name].model._meta.db_table for name in HOLDINGS if name not in TEXTLESS}
    assert tables_with(CANARY) == planted
    assert len(pointing_at(User, user.pk)) >= 10
    erase.everything(user=user)
    assert tables_with(CANARY, "alice@example.org", *keys) == set()
    assert (pointing_at(User, user.pk), pointing_at(Athlete, alice.pk)) == (set(), set())


def test_others_lose_nothing_by_it():
    coach = make_coach("Bob")
    alice, dora = make_life("Alice", coach=coach), make_life("Dora", coach=coach)
    before, of_the_coach = held(dora.user), held(coach)["workout_comments"]
    erase.everything(user=alice.user)
    assert held(dora.user) == before
    assert len(of_the_coach) - len(held(coach)["workout_comments"]) == 1  # below her workout


def test_a_second_press_does_nothing():
    user = make_life("Alice").user
    again = User.objects.get(pk=user.pk)
    erase.everything(user=user)
    erase.everything(user=again)
    assert not User.objects.filter(email="alice@example.org").exists()


def test_all_or_nothing_is_deleted(monkeypatch):
    alice = make_life("Alice")
    before = held(alice.user)

    def broken():
        raise OSError("The disk is full.")

    monkeypatch.setattr(pages, "changed", broken)
    with pytest.raises(OSError, match="full"):
        erase.everything(user=alice.user)
    assert held(alice.user) == before


# --- What does not hang on their row ---------------------------------------------------------------


def test_every_device_is_logged_out_and_its_drafts_go():
    user, stranger, other = make_user("Alice"), make_user("Dora"), Client()
    make_device(user, "device 0")
    make_device(user, "device 1")
    UserSession.objects.last().delete()  # from before they were listed
    make_draft(browser="device 0")
    make_draft(browser="device 1")
    kept = make_draft(browser="another")
    other.force_login(stranger)
    erase.everything(user=user)
    assert [row.get_decoded()["_auth_user_id"] for row in Session.objects.all()] == [str(stranger.pk)]
    assert list(Assessment.objects.all()) == [kept]


def test_the_services_know_the_browser_by_the_name_the_views_give_it():
    assert BROWSER == KEY


def test_what_a_browser_said_before_the_log_in_goes_with_it():
    user = make_user("Alice")
    make_device(user, "her browser")
    article = make_article()
    make_comment(article, by=make_reader("her browser"))
    kept = make_comment(article, by=make_reader("another"))
    erase.everything(user=user)
    assert list(Comment.objects.all()) == [kept]


def test_a_log_in_that_only_began_is_forgotten():
    user, client = make_user("Alice"), Client()
    session = client.session
    session["account_login"] = {"email": "Alice@example.org"}
    session.save()
    erase.everything(user=user)
    assert not Session.objects.exists()


def test_letters_that_name_an_address_go_whether_sent_or_not():
    user = make_user("Alice")
    letter("alice@example.org")
    letter("alice@example.org", status="SUCCESSFUL")
    letter("another@example.org", text="Your address is ALICE@example.org.")
    kept = [letter("malice@example.org"), letter("alice@example.org.uk"), letter("alice@example.org", status="RUNNING")]
    erase.everything(user=user)
    assert set(DBTaskResult.objects.all()) == set(kept)


def test_an_address_that_is_not_ascii_is_found_too():
    user = User.objects.create_user("zoe@lauf-schön.example", name="Zoë")
    letter("zoe@lauf-schön.example")
    letter("another@example.org", text="Zoë asks you.", status="SUCCESSFUL")
    erase.everything(user=user)
    assert not DBTaskResult.objects.exists()


def test_a_letter_that_was_sent_for_them_goes_and_one_that_waits_for_others_stays():
    alice = make_life("Alice")
    invitation = alice.invitations.get()
    letter(invitation.email, text=f"Alice asks you: /account/invitation/{invitation.pk}/")
    letter("another@example.org", text="Alice wrote to you.", status="SUCCESSFUL")
    kept = letter("another@example.org", text="Alice wrote to you.")
    erase.everything(user=alice.user)
    assert list(DBTaskResult.objects.all()) == [kept]


def test_what_the_log_of_the_desk_says_of_them_goes():
    ruth, alice = make_superuser("Ruth"), make_life("Alice")
    dora = make_life("Dora")
    for about in (alice, alice.user, alice.plans.get()):
        logged(about, by=ruth)
    kept = logged(dora, by=ruth)
    erase.everything(user=alice.user)
    assert list(LogEntry.objects.all()) == [kept]


def test_the_log_forgets_a_coach_who_left_where_it_speaks_of_access():
    ruth, alice = make_superuser("Ruth"), make_life("Alice")
    coach = alice.coach_access.get().coach
    logged(alice, by=ruth, said=f'[{{"added": {{"name": "coach access", "object": "{coach}: Alice (view)"}}}}]')
    kept = logged(alice, by=ruth, said='[{"changed": {"fields": ["Name"]}}]')
    erase.everything(user=coach)
    assert list(LogEntry.objects.all()) == [kept]


def test_requests_to_their_address_go():
    alice = make_life("Alice")
    Invitation.objects.filter(made_by="coach").update(email="ALICE@example.org")
    erase.everything(user=alice.user)
    assert not Invitation.objects.exists()


# --- Coaches and editors ---------------------------------------------------------------------------


def test_a_coach_who_leaves_takes_access_and_remarks_along_and_the_athlete_keeps_the_rest():
    alice = make_life("Alice")
    before = held(alice.user)
    erase.everything(user=alice.coach_access.get().coach)
    after = held(alice.user)
    gone = {name for name in before if before[name] != after[name]}
    left = {"athlete", "coaches", "files", "looks", "workout_comments", "invitations", "hand_overs", "week_edits"}
    assert gone == left
    assert [row["text"] for row in after["workout_comments"]] == ["Thank you."]
    assert after["athlete"][0]["version"] > before["athlete"][0]["version"]


def test_the_athletes_whom_only_a_coach_who_leaves_kept_go_too():
    bob, vera = make_coach("Bob"), make_coach("Vera")
    keeping.keep(coach=bob, name="Anna")
    shared = keeping.keep(coach=bob, name="Berta").athlete
    CoachAccess.objects.create(athlete=shared, coach=vera, level="edit")
    alice = make_life("Alice", coach=bob)
    erase.everything(user=bob)
    assert list(Athlete.objects.all()) == [alice, shared]


def test_the_hand_over_to_an_address_goes_with_whoever_has_it():
    alice, vera = make_life("Alice"), make_coach("Vera")
    HandOver.objects.update(email="VERA@example.org")
    erase.everything(user=vera)
    assert (HandOver.objects.count(), alice.coach_access.current().count()) == (0, 1)


def test_an_editors_texts_stay_under_their_name():
    erin = make_user("Erin", is_staff=True)
    make_article(by=erin)
    erase.everything(user=erin)
    revision = ArticleRevision.objects.get()
    assert (revision.author, revision.author_name, revision.reviewer_name) == (None, "Erin", "Erin")


def test_an_editor_without_a_name_leaves_no_address():
    nobody = make_user("Nobody", is_staff=True)
    nobody.name = ""
    nobody.save()
    make_article(by=nobody)
    advice = make_advice(reviewer_name="nobody@example.org")
    advice_services.keep(advice=advice, by=nobody, at=NOW)
    erase.everything(user=nobody)
    assert tables_with("nobody@example.org") == set()
    assert {Advice.objects.get().reviewer_name, AdviceVersion.objects.get().author_name} == {erase.FORMER}


def test_readers_no_longer_see_their_comments(settings, tmp_path, django_capture_on_commit_callbacks):
    settings.PAGES_STAMP = tmp_path / "pages.stamp"
    user = make_life("Alice").user
    with django_capture_on_commit_callbacks(execute=True):
        erase.everything(user=user)
    assert pages.changed_at() is not None


def test_the_last_who_can_run_the_site_stays():
    ruth = make_superuser("Ruth")
    make_user("Rita", is_superuser=True, is_active=False)
    with pytest.raises(erase.LastSuperuser):
        erase.everything(user=ruth)
    assert User.objects.filter(pk=ruth.pk).exists()
    make_user("Rosa", is_superuser=True)
    erase.everything(user=ruth)
    assert not User.objects.filter(pk=ruth.pk).exists()


# --- Health data alone -----------------------------------------------------------------------------


def test_without_consent_the_account_stays_and_nothing_about_health():
    alice = make_life("Alice")
    user, before = alice.user, held(alice.user)
    erase.health(user=user)
    after = held(user)
    assert {name for name in before if before[name] == after[name]} == {
        *(
            "account",
            "email_addresses",
            "consents",
            "coached_by_you",
            "groups",
            "looks_by_you",
            "sessions",
            "authenticators",
        ),
        *("article_ratings", "advice_ratings", "comments", "comment_reports"),
        *("workout_templates", "plan_templates", "template_runs", "thresholds"),
    }
    assert [row["asked_by"] for row in after.pop("invitations")] == ["Bob1"]
    assert [name for name in before if name in after and before[name] != after[name] and after[name]] == []


def test_there_may_be_no_health_data():
    user = make_user("Alice")
    before = held(user)
    erase.health(user=user)
    assert held(user) == before
