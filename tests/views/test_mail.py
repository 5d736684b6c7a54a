"""Letters are switched off by one press, with no log-in; looking changes nothing."""

import pytest
from django.test import Client

from coaching.services import mail
from tests.builders import make_user


@pytest.fixture
def alice(db):
    return make_user("Alice")


def path_for(kind, user):
    return "/" + mail.off_url(kind=kind, user=user).split("/", 3)[3]


def test_looking_changes_nothing_and_one_press_switches_it_off(client, alice):
    path = path_for("week", alice)
    assert "about how your week went" in client.get(path).content.decode()
    alice.refresh_from_db()
    assert alice.mail_week is True
    assert "No more of these letters" in client.post(path).content.decode()
    alice.refresh_from_db()
    assert (alice.mail_week, alice.mail_suggestions, alice.mail_comments) == (False, True, True)


def test_a_mail_program_may_press_it_without_having_seen_the_page(alice):
    program = Client(enforce_csrf_checks=True)
    answer = program.post(path_for("comment", alice), {"List-Unsubscribe": "One-Click"})
    alice.refresh_from_db()
    assert (answer.status_code, alice.mail_comments) == (200, False)


def test_it_can_be_switched_on_again(client, alice):
    path = path_for("suggestion", alice)
    client.post(path)
    client.post(path, {"back": "1"})
    alice.refresh_from_db()
    assert alice.mail_suggestions is True


def test_who_looks_again_reads_that_it_is_off_already(client, alice):
    path = path_for("week", alice)
    client.post(path)
    assert "Send them again after all" in client.get(path).content.decode()


def test_a_made_up_address_is_not_found(client, alice):
    path = path_for("week", alice)
    assert client.get(path[:-2] + "x/").status_code == 404
    alice.delete()
    assert client.get(path).status_code == 404
