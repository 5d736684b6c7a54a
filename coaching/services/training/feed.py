"""The plan as a calendar that programs subscribe to (RFC 5545): all-day events that update in place."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate
from icalendar import Calendar, Event, vDuration

from coaching.models import CalendarFeed, User, Workout
from coaching.rules import say
from coaching.rules.terms import Effect, Units, WorkoutKind

from .feed_entries import Entry, entries

SITE = "uncramp"  # in UIDs, rather than a host that may change
NAME = "Uncramp"
SHAPE = 1  # raise it when calendars come out otherwise than before: programs then fetch them anew
A_DAY = timedelta(days=1)
EVERY = timedelta(hours=6)
UNFIT = re.compile(r"[^\t\n\x20-\x7e\x80-\ud7ff\ue000-\U0010ffff]")  # a calendar has no way to say it


def version(feed: CalendarFeed, now: datetime) -> str:
    """An ETag: another one whenever the calendar may come out otherwise. No query."""
    units = _reader(feed).units
    return f'"{SHAPE}-{feed.athlete.version}-{units}-{_today_of(feed, now):%Y%m%d}"'


def calendar(feed: CalendarFeed, now: datetime) -> bytes:
    """The workouts of the last 60 days and all to come; what was dropped or is held back as cancelled.

    The bytes depend on the rows and on the athlete's own day alone. Five queries.
    """
    result = Calendar()
    result.add("prodid", "-//Uncramp//Training plan//EN")
    result.add("version", "2.0")
    result.add("name", NAME)
    result.add("x-wr-calname", NAME)
    result.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    result.add("x-published-ttl", vDuration(EVERY).to_ical().decode())
    units = Units(_reader(feed).units)
    for entry in entries(feed.athlete, _today_of(feed, now)):
        result.add_component(_event(entry, units))
    return result.to_ical()


def _reader(feed: CalendarFeed) -> User:
    return cast(User, feed.athlete.user)  # only who logs in opens a feed


def _today_of(feed: CalendarFeed, now: datetime) -> date:
    return localdate(now, ZoneInfo(_reader(feed).time_zone))


def _event(entry: Entry, units: Units) -> Event:
    workout, event = entry.workout, Event()
    link = settings.ORIGIN + reverse("coaching:workout", args=[workout.week.plan_id, workout.pk])
    event.add("uid", f"{workout.calendar_uid}@{SITE}")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("dtstart", workout.on)
    event.add("dtend", workout.on + A_DAY)
    event.add("summary", _fit(_summary(entry, units)))
    event.add("description", _fit(_description(entry, link)))
    event.add("url", link)
    event.add("status", "CANCELLED" if entry.effect == Effect.OFF else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _summary(entry: Entry, units: Units) -> str:
    """The workout in one line, without a word on why it is held back: others see a phone's screen too."""
    workout = entry.workout
    size = "" if workout.kind == WorkoutKind.RACE.value else _size(workout, units)
    headline = f"{workout.title}, {size}" if size else workout.title
    return f"Easy instead: {headline}" if entry.effect == Effect.EASY else headline


def _size(workout: Workout, units: Units) -> str:
    if workout.distance_km:
        return say.distance(workout.distance_km, units)
    return say.minutes(workout.minutes) if workout.minutes else ""


def _description(entry: Entry, link: str) -> str:
    workout = entry.workout
    effort = f"Effort: {workout.effort}" if workout.effort else ""
    moved = f"Planned for {say.day(workout.moved_from)}, moved." if workout.moved_from else ""
    steps = [f"{number}. {step}" for number, step in enumerate(workout.steps, start=1)]
    return "\n".join(filter(None, (entry.words, workout.purpose, effort, moved, *steps, link)))


def _fit(text: str) -> str:
    return UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
