"""Pages that everyone may open, as they look to a browser."""

import pytest

from tests.journeys.walking import fill, press_continue, start

pytestmark = pytest.mark.django_db(transaction=True)
OPEN_PAGES = ["/", "/grades/", "/privacy/", "/assessment/", "/login/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_pages_are_accessible(open_page, assert_accessible, scheme):
    page = open_page(width=360, scheme=scheme)
    for path in OPEN_PAGES:
        page.goto(path)
        assert_accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_that_is_not_there_is_kind_and_accessible(open_page, assert_accessible, complaints, scheme):
    page = open_page(width=360, scheme=scheme)
    assert page.goto("/findings/00000000-0000-0000-0000-000000000000/").status == 404
    assert_accessible(page)
    complaints.clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sign", ["confusion", "one_calf_swollen"])
def test_a_care_card_is_accessible(open_page, assert_accessible, scheme, sign):
    page = open_page(width=360, scheme=scheme)
    start(page)
    fill(page, {"signs": [sign]})
    press_continue(page)
    assert page.locator(".care").count() == 1
    page.locator("summary").first.click()
    assert_accessible(page)
