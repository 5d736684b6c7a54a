"""The error pages, made when little else works."""

import pytest
from django.contrib.auth.models import AnonymousUser

from config import errors


@pytest.mark.parametrize(
    ("page", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.forged, 403),
        (errors.not_found, 404),
    ],
)
def test_each_error_has_its_page_without_a_session_or_the_database(rf, page, status):
    request = rf.get("/nowhere")
    assert page(request, Exception("for the log only")).status_code == status


def test_a_fault_of_ours_has_a_page_too(rf):
    assert errors.server_error(rf.get("/")).status_code == 500


def test_an_unread_form_does_not_break_the_page_that_says_so(rf):
    request = rf.post("/", "a=b", content_type="application/x-www-form-urlencoded; charset=utf-16")
    request.user = AnonymousUser()
    assert errors.bad_request(request).status_code == 400
