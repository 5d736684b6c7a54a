"""The lists of the desk answer to whatever they are asked for."""

import pytest

from coaching.models import AdviceRating, Article, Athlete, Comment, Source, TrainingPlan
from tests.admin.desk import OURS, page
from tests.builders import make_superuser

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_client(client):
    """Of a superuser with a second step: without one the door stays shut."""
    client.force_login(make_superuser("Ruth"))
    return client


@pytest.mark.parametrize("model", OURS)
def test_a_character_that_no_text_has_finds_nothing(admin_client, model):
    assert admin_client.get(page(model, "changelist") + "?q=a&q=%00").status_code == 400


@pytest.mark.parametrize(
    ("model", "asked"),
    [(Comment, "state=%00"), (Comment, "article=" + "9" * 19), (AdviceRating, "value=%00"), (Article, "topic=%00")],
)
def test_no_filter_asks_for_what_no_row_has(admin_client, model, asked):
    assert admin_client.get(f"{page(model, 'changelist')}?{asked}").status_code == 400


@pytest.mark.parametrize("asked", ["q=" + "x" * 60_000, "created_at__year=0", "created_at__year=-1"])
def test_what_the_database_stumbles_over_is_refused(admin_client, asked):
    assert admin_client.get(f"{page(TrainingPlan, 'changelist')}?{asked}").status_code == 400


@pytest.mark.parametrize("asked", ["name__regex=(", "name__iregex=(a%2B)%2B$"])
def test_nobody_searches_by_a_pattern_of_their_own(admin_client, asked):
    assert admin_client.get(f"{page(Athlete, 'changelist')}?{asked}").status_code == 400


@pytest.mark.parametrize("model", [Source, Comment, TrainingPlan])
@pytest.mark.parametrize("chosen", ["x", "\0", "", "9" * 19])
def test_only_rows_that_may_be_there_are_chosen(admin_client, model, chosen):
    sent = {"action": "delete_selected", "_selected_action": chosen}
    assert admin_client.post(page(model, "changelist"), sent).status_code == 400


def test_a_row_that_is_gone_may_be_chosen(admin_client):
    sent = {"action": "approve", "_selected_action": ["7", "9" * 18]}
    assert admin_client.post(page(Comment, "changelist"), sent).status_code == 302
