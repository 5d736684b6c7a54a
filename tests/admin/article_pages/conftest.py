"""Articles at the desk at noon of one day, with Bob logged in, who coaches and edits."""

import pytest
import time_machine
from django.contrib.admin.models import LogEntry

from tests.admin.articles import EARLIER, REVIEWED, draft, press
from tests.builders import NOW, make_article, make_coach


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def bob(client):
    bob = make_coach("Bob")
    client.force_login(bob)
    return bob


@pytest.fixture
def text(bob):
    """An article that readers see, in English."""
    return make_article(title="Calves", body="Calves cramp.\n", at=EARLIER).translations.get()


@pytest.fixture
def ready(client, text):
    """Revision 2 is reviewed and waits."""
    draft(text)
    press(client, text, "review", **REVIEWED)
    LogEntry.objects.all().delete()
    return text
