"""People at the desk: deleted whole, and with labels that can be read out."""

import pytest

from coaching.models import Athlete, TrainingPlan, User
from tests.admin.desk import page
from tests.builders import NOW, make_assessment, make_athlete, make_runner

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.ruth)
    return client


@pytest.fixture(params=["page", "list"])
def delete(request, desk):
    """A function: a superuser deletes a row, from its own page or from the list."""

    def delete(row):
        if request.param == "page":
            return desk.post(page(type(row), "delete", row.pk), {"post": "yes"}).status_code
        chosen = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
        return desk.post(page(type(row), "changelist"), chosen).status_code

    return delete


def test_an_athlete_kept_by_name_goes_with_their_plans(delete):
    athlete = make_athlete("Ida")
    make_assessment(athlete=athlete, now=NOW)
    before = TrainingPlan.objects.count()
    assert delete(athlete) == 302
    assert not Athlete.objects.filter(pk=athlete.pk).exists()
    assert TrainingPlan.objects.count() == before - 1


def test_an_athlete_who_logs_in_keeps_the_account_and_is_asked_again(delete, client):
    runner = make_runner("Olga", now=NOW)
    user = runner.user
    assert delete(runner) == 302
    assert not Athlete.objects.filter(pk=runner.pk).exists()
    assert User.objects.filter(pk=user.pk).exists()
    assert not user.consents.filter(withdrawn_at=None).exists()


def test_each_box_of_a_moment_has_a_label(desk, cast):
    answer = desk.get(page(Athlete, "change", cast.athlete.pk)).content.decode()
    assert answer.count('aria-label="Revoked at: day"') == answer.count('aria-label="Revoked at: time"') > 0


def test_groups_are_chosen_from_one_list(desk, cast):
    assert "selectfilter" not in desk.get(page(User, "change", cast.bob.pk)).content.decode()


def test_logging_out_at_the_desk_leads_to_the_first_page(desk):
    assert desk.post("/coach/logout/").headers["Location"] == "/"
    assert "_auth_user_id" not in desk.session


def test_the_password_is_changed_where_everybody_changes_it(desk):
    assert desk.get("/coach/password_change/").headers["Location"] == "/account/password/"
