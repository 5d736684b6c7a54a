"""All pages are asked for on one day."""

import pytest
import time_machine

from tests.builders import NOW, make_assessment, make_cast, with_race_in


@pytest.fixture(autouse=True)
def today(db):
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(client, django_user_model):
    """The cast; Alice has findings and a plan, and so has the browser of `client`."""
    cast = make_cast()
    cast.hers = make_assessment(athlete=cast.athlete, answers=with_race_in(4))
    cast.unclaimed = make_assessment(browser="a browser", answers=with_race_in(4))
    return cast
