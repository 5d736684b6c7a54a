"""Who logs in: one person for each e-mail address."""

import pytest
from django.core.exceptions import ValidationError

from coaching.models import User
from coaching.models.people import EMAIL_TAKEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    return User.objects.create_user("Alice@Example.org", "calves of steel", name="Alice")


def test_a_user_needs_an_address():
    with pytest.raises(ValueError, match=r"^A user needs an e-mail address\.$"):
        User.objects.create_user("")


def test_without_a_password_nobody_logs_in():
    assert not User.objects.create_user("kept@example.org").has_usable_password()


def test_a_superuser_may_do_everything():
    boss = User.objects.create_superuser("boss@example.org", "calves of steel")
    assert (boss.is_staff, boss.is_superuser) == (True, True)


def test_an_address_is_found_in_any_case(alice):
    assert User.objects.get_by_natural_key("ALICE@example.org") == alice


@pytest.mark.parametrize("email", ["alice@example.org", "ALICE@EXAMPLE.ORG"])
def test_a_second_user_of_an_address_is_told_so(alice, email):
    twin = User(email=email, password="x")
    with pytest.raises(ValidationError) as refusal:
        twin.full_clean()
    assert refusal.value.messages == [EMAIL_TAKEN]


@pytest.mark.parametrize(("name", "called"), [("Alice", "Alice"), ("", "a@example.org")])
def test_a_user_is_called_by_name_or_else_by_address(name, called):
    user = User(email="a@example.org", name=name)
    assert [str(user), user.get_full_name(), user.get_short_name()] == [called] * 3
