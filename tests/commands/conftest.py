"""Commands that run on one day, with a folder of their own for what they write."""

import pytest
import time_machine

from tests.builders import NOW


@pytest.fixture(autouse=True)
def today(db):
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def var(settings, tmp_path):
    settings.VAR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    return tmp_path
