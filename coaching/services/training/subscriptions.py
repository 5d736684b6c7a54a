"""The secret address under which a calendar subscribes to an athlete's plan: opened, renewed, closed."""

import re
from datetime import datetime
from secrets import token_urlsafe

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from coaching.models import Athlete, CalendarFeed, Consent
from coaching.services import people

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
TOKEN_BYTES = 32


@transaction.atomic
def open_feed(*, athlete: Athlete, now: datetime) -> CalendarFeed:
    """The address of this athlete: the one there is, else a new one."""
    fresh = {"token": token_urlsafe(TOKEN_BYTES), "created_at": now}
    feed, made = CalendarFeed.objects.get_or_create(athlete=athlete, defaults=fresh)
    if made:
        people.changed(athlete)
    return feed


@transaction.atomic
def renew(*, athlete: Athlete, now: datetime) -> CalendarFeed:
    """A new address; the old one leads nowhere from this moment on."""
    fresh = {"token": token_urlsafe(TOKEN_BYTES), "created_at": now}
    feed, _ = CalendarFeed.objects.update_or_create(athlete=athlete, defaults=fresh)
    people.changed(athlete)
    return feed


@transaction.atomic
def close(*, athlete: Athlete) -> None:
    """No address any more; a second press changes nothing."""
    CalendarFeed.objects.filter(athlete=athlete).delete()
    people.changed(athlete)


def find(token: str) -> CalendarFeed | None:
    """The feed at this address, while its athlete's log-in and consent hold. One query, none for what is no token."""
    if not TOKEN.fullmatch(token):
        return None
    agreed = Consent.objects.filter(user=OuterRef("athlete__user"), withdrawn_at=None)
    feeds = CalendarFeed.objects.filter(Exists(agreed), token=token, athlete__user__is_active=True)
    return feeds.select_related("athlete__user").first()


def address(feed: CalendarFeed) -> str:
    return settings.ORIGIN + reverse("coaching:calendar_feed", args=[feed.token])
