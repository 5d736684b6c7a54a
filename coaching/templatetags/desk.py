"""The ways at the desk: each where it is permitted, the one you are on marked."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django import template
from django.urls import reverse
from django.utils.timezone import now

from coaching.models import User
from coaching.services.desk import due
from coaching.services.people import access

register = template.Library()


@dataclass(frozen=True)
class Asker:
    """Who sees the ways; asked once for each page."""

    user: User
    is_coach: bool

    def may(self, *codenames: str) -> bool:
        return any(self.user.has_perm(f"coaching.{name}") for name in codenames)


@dataclass(frozen=True)
class Way:
    label: str
    name: str
    may: Callable[[Asker], bool]
    covers: tuple[str, ...] = ()  # how the names of the pages behind it begin
    count: Callable[[Asker], int] = lambda asker: 0
    path: str = ""
    current: str = ""  # as aria-current says it: "page", or "true" for a page behind it


def asking(asker: Asker) -> int:
    return access.waiting_for(asker.user)


OF_AN_ATHLETE = (
    "desk_athlete", "desk_answers", "desk_note", "desk_calendar", "desk_care", "desk_draft", "desk_suggestion", "desk_compare",
    "desk_file", "desk_as", "desk_show", "desk_noted", "coaching_planweek", "coaching_trainingplan", "coaching_assessment",
    "coaching_athlete",
)  # fmt: skip
OF_THE_LIBRARY = ("coaching_article", "coaching_advice", "coaching_source", "coaching_picture")
OF_COMMENTS = ("coaching_comment",)


def a_coach(asker: Asker) -> bool:
    return asker.is_coach


def not_a_coach(asker: Asker) -> bool:
    return not asker.is_coach


WAYS = (
    Way("Athletes", "index", a_coach, OF_AN_ATHLETE),
    Way("Start", "index", not_a_coach),
    Way("Invitations", "desk_invitations", a_coach, ("coaching_invitation",), asking),
    Way("Groups", "desk_groups", a_coach, ("desk_group",)),
    Way("Templates", "desk_templates", a_coach, ("desk_template", "desk_give", "desk_run")),
    Way("Import", "desk_import", a_coach),
    Way("What to tell me", "desk_thresholds", a_coach),
    Way("Library", "coaching_article_changelist", lambda asker: asker.may("view_article"), OF_THE_LIBRARY),
    Way("Comments", "coaching_comment_changelist", lambda asker: asker.may("view_comment"), OF_COMMENTS),
    Way("Everything", "desk_everything", a_coach, ("app_list",)),
)


@register.simple_tag(takes_context=True)
def desk_ways(context) -> list[Way]:
    """The ways that stand in the header, for who asks."""
    request = context["request"]
    asker = Asker(request.user, access.is_coach(request.user))
    here = request.resolver_match.url_name if request.resolver_match else ""
    return [
        replace(way, path=reverse(f"admin:{way.name}"), current=current(way, here), count=way.count(asker))
        for way in WAYS
        if way.may(asker)
    ]


def current(way: Way, here: str) -> str:
    if here == way.name:
        return "page"
    return "true" if here.startswith(way.covers) else ""


@register.simple_tag(takes_context=True)
def desk_waiting(context) -> list[due.Waiting]:
    """What waits for somebody who keeps the library."""
    return due.waiting(user=context["request"].user, now=now())
