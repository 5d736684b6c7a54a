"""The desk at noon of one day, with Bob logged in, who edits Alice."""

import pytest
import time_machine

from tests.builders import NOW


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.bob)
    return client
