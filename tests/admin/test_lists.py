"""The lists of the desk answer to whatever they are asked for."""

import pytest

from coaching.models import AdviceRating, Article, Comment, Source, TrainingPlan
from tests.admin.desk import OURS, page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", OURS)
def test_a_character_that_no_text_has_finds_nothing(admin_client, model):
    assert admin_client.get(page(model, "changelist") + "?q=a&q=%00").status_code == 400


@pytest.mark.parametrize(
    ("model", "asked"),
    [(Comment, "state=%00"), (Comment, "article=" + "9" * 19), (AdviceRating, "value=%00"), (Article, "topic=%00")],
)
def test_no_filter_asks_for_what_no_row_has(admin_client, model, asked):
    assert admin_client.get(f"{page(model, 'changelist')}?{asked}").status_code == 400


@pytest.mark.parametrize("model", [Source, Comment, TrainingPlan])
@pytest.mark.parametrize("chosen", ["x", "\0", "", "9" * 19])
def test_only_rows_that_may_be_there_are_chosen(admin_client, model, chosen):
    sent = {"action": "delete_selected", "_selected_action": chosen}
    assert admin_client.post(page(model, "changelist"), sent).status_code == 400


def test_a_row_that_is_gone_may_be_chosen(admin_client):
    sent = {"action": "approve", "_selected_action": ["7", "9" * 18]}
    assert admin_client.post(page(Comment, "changelist"), sent).status_code == 302
