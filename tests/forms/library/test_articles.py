"""What a coach types about an article."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from coaching.forms.library.articles import PressForm, PublishForm, a_year_after, blame


@pytest.mark.parametrize(
    ("day", "later"),
    [(date(2026, 11, 22), date(2027, 11, 22)), (date(2028, 2, 29), date(2029, 2, 28))],
)
def test_a_review_is_due_again_after_a_year(day, later):
    assert a_year_after(day) == later


@pytest.mark.parametrize(
    ("error", "where"),
    [
        (ValidationError("No."), {"__all__": ["No."]}),
        (ValidationError(["No.", "Never."]), {"__all__": ["No.", "Never."]}),
        (ValidationError({"revision": "No."}), {"revision": ["No."]}),
        (ValidationError({"body": ["No."], "revision": ["Never."]}), {"__all__": ["No."], "revision": ["Never."]}),
    ],
)
def test_a_refusal_stands_at_its_field_or_above_them_all(error, where):
    form = PressForm({"revision": "1"})
    blame(form, error)
    assert form.errors == where


@pytest.mark.parametrize("at", ["2026-11-25T12:00", "2026-11-25 12:00"])
def test_a_moment_is_read_as_browsers_send_it_and_as_people_type_it(at):
    form = PublishForm({"revision": "1", "when": "later", "at": at})
    assert form.is_valid()
    assert form.cleaned_data["at"].isoformat() == "2026-11-25T12:00:00+00:00"
