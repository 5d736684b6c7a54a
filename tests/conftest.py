"""What holds for every test: no way out of this machine, and how hard hypothesis looks."""

import os
import socket

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, settings

settings.register_profile(
    "default",
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.register_profile(
    "deep",
    max_examples=20_000,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile(os.environ.get("UNCRAMP_HYPOTHESIS", "default"))

LOOPBACK = ("127.", "::1", "localhost")


def guarded(connect):
    def connect_nearby(self, address):
        outside = isinstance(address, tuple) and not address[0].startswith(LOOPBACK)
        if outside:
            raise OSError(f"A test may not leave this machine, but called {address[0]}.")
        return connect(self, address)

    return connect_nearby


@pytest.fixture(autouse=True)
def no_way_out(monkeypatch):
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))


@pytest.fixture(autouse=True)
def fresh_cache():
    """Log-in attempts are counted in the cache; each test starts from none."""
    cache.clear()
