"""The secret address under which a calendar subscribes to an athlete's plan: opened, renewed, closed."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from coaching.models import Athlete, CalendarFeed
from coaching.services import people
from coaching.services.tokens import is_token, new_token


@transaction.atomic
def open_feed(*, athlete: Athlete, now: datetime) -> CalendarFeed:
    """The address of this athlete: the one there is, else a new one."""
    fresh = {"token": new_token(), "created_at": now}
    feed, made = CalendarFeed.objects.get_or_create(athlete=athlete, defaults=fresh)
    if made:
        people.changed(athlete)
    return feed


@transaction.atomic
def renew(*, athlete: Athlete, now: datetime) -> CalendarFeed:
    """A new address; the old one leads nowhere from this moment on."""
    fresh = {"token": new_token(), "created_at": now}
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
    if not is_token(token):
        return None
    feeds = CalendarFeed.objects.filter(token=token, athlete__in=Athlete.objects.reachable())
    return feeds.select_related("athlete__user").first()


def address(feed: CalendarFeed) -> str:
    return settings.ORIGIN + reverse("coaching:calendar_feed", args=[feed.token])
