"""What an administrator and a timer run: each may be run again, and then changes nothing."""

import stat
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.timezone import now

from coaching.content import advice, articles, demo, sources
from coaching.models import Advice, Assessment, Athlete, Look, Source, User
from coaching.services.people.roles import COACHES, EDITORS, MAY, MODERATORS, OWNERS, REVIEWERS
from tests.builders import (
    make_article,
    make_assessment,
    make_athlete,
    make_draft,
    make_superuser,
    make_user,
    with_race_in,
)
from tests.readers import make_comment

pytestmark = pytest.mark.django_db


def run(name):
    out = StringIO()
    call_command(name, stdout=out)
    return out.getvalue()


def stored():
    """All rows of the site but the log of sessions."""
    models = [*apps.get_app_config("coaching").get_models(), Group]
    rows = {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
    return rows | {"permissions": sorted(Group.objects.values_list("name", "permissions__codename"))}


# --- setup_roles -----------------------------------------------------------------------------------


def given():
    """What the database lets each role do."""
    rows = Group.objects.values_list("name", "permissions__codename")
    return {name: {codename for role, codename in rows if role == name} for name, _ in rows}


def roles_of(user):
    return set(user.groups.values_list("name", flat=True))


def test_each_role_may_exactly_what_is_written():
    run("setup_roles")
    assert given() == {name: set(may) for name, may in MAY.items()}


def test_roles_set_up_again_lose_what_was_added_and_regain_what_was_taken():
    run("setup_roles")
    before = stored()
    editors, owners = Group.objects.get(name=EDITORS), Group.objects.get(name=OWNERS)
    owners.permissions.set(editors.permissions.all())
    editors.permissions.clear()
    run("setup_roles")
    assert stored() == before


def test_who_was_a_coach_before_the_roles_were_split_goes_on_with_all_they_did():
    bob = make_user("Bob", is_staff=True)
    bob.groups.add(Group.objects.create(name=COACHES))
    run("setup_roles")
    assert roles_of(bob) == {COACHES, EDITORS, REVIEWERS, MODERATORS}


def test_who_becomes_a_coach_later_or_loses_a_role_is_left_as_they_are():
    run("setup_roles")
    vera, dan = make_user("Vera", is_staff=True), make_user("Dan", is_staff=True)
    for user in (vera, dan):
        user.groups.add(Group.objects.get(name=COACHES))
    run("setup_roles")
    Group.objects.get(name=EDITORS).delete()
    run("setup_roles")
    assert (roles_of(vera), roles_of(dan)) == ({COACHES}, {COACHES})


# --- load_content ----------------------------------------------------------------------------------


def test_the_library_is_filled_once_and_says_so():
    assert run("load_content") == f"Library: {len(sources()) + len(advice()) + len(articles())} added, 0 renewed.\n"
    assert (Source.objects.count(), Advice.objects.count()) == (len(sources()), len(advice()))
    before = stored()
    assert run("load_content") == ""
    assert stored() == before


# --- demo ------------------------------------------------------------------------------------------


def test_the_demo_prints_log_ins_that_work(var):
    run("setup_roles")
    first, *lines = run("demo").splitlines()
    password = (var / "demo_password").read_text()
    assert first == f"Demo log-ins, all with the password {password}:"
    emails = [line.split()[0] for line in lines]
    assert emails == [f"{name}@demo.example" for name in ["coach", *(athlete.slug for athlete in demo.ATHLETES)]]
    for email in emails[:3]:
        client = Client()
        assert client.post("/login/", {"login": email, "password": password}).status_code == 302
        assert client.get("/yours/").status_code == 302


def test_the_demo_twice_doubles_nothing_and_prints_the_same(var):
    first = run("demo")
    before = stored()
    assert run("demo") == first
    assert stored() == before
    assert (User.objects.count(), Athlete.objects.count()) == (len(demo.ATHLETES) + 1, len(demo.ATHLETES) + 1)


def test_only_this_user_reads_the_demos_password(var):
    run("demo")
    assert stat.S_IMODE((var / "demo_password").stat().st_mode) == 0o600


def test_production_has_no_demo(var, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match=r"^The demo's log-ins are for local mode only\.$"):
        run("demo")
    assert User.objects.count() == 0


# --- tick ------------------------------------------------------------------------------------------


def test_a_tick_deletes_what_nobody_claimed_and_sessions_that_are_over(client, today):
    make_draft()
    make_assessment(browser="another", answers=with_race_in(4))
    hers = make_assessment(athlete=make_athlete("Alice"), answers=with_race_in(4))
    client.post("/assessment/")
    old = set(Assessment.objects.exclude(pk=hers.pk))
    today.shift(timedelta(days=29))
    make_draft(browser="a third")
    Client().post("/assessment/")
    young = set(Assessment.objects.all()) - old
    assert run("tick") == ""
    assert Session.objects.count() == 2
    today.shift(timedelta(days=1, seconds=1))
    assert run("tick") == "3 unclaimed assessments deleted.\n"
    assert set(Assessment.objects.all()) == young
    assert len(young) == 3
    assert Session.objects.count() == 1
    assert run("tick") == ""


def test_a_tick_forgets_the_addresses_of_readers_after_a_day(today):
    comment = make_comment(make_article())
    today.shift(timedelta(days=1))
    run("tick")
    comment.refresh_from_db()
    assert comment.address != ""
    today.shift(timedelta(seconds=1))
    assert run("tick") == ""
    comment.refresh_from_db()
    assert comment.address == ""


def test_a_tick_forgets_looks_after_two_years(today):
    athlete, ruth = make_athlete("Alice"), make_superuser("Ruth")
    for days in (730, 731):
        Look.objects.create(athlete=athlete, coach=ruth, what="plan", at=now() - timedelta(days=days))
    assert run("tick") == ""
    assert [look.at for look in Look.objects.all()] == [now() - timedelta(days=730)]


# --- prepare ---------------------------------------------------------------------------------------


def test_prepare_makes_the_site_ready_and_a_second_time_changes_nothing(var, settings):
    first = run("prepare")
    before = stored()
    assert "Library: " in first
    assert "Demo log-ins" in first
    assert (settings.STATIC_ROOT / "css" / "base.css").is_file()
    assert run("prepare") == first[first.index("Demo") :]
    assert stored() == before


def test_in_production_prepare_adds_nobody(var, settings):
    settings.PRODUCTION = True
    assert run("prepare").startswith("Library: ")
    assert (User.objects.count(), Group.objects.count()) == (0, 5)
