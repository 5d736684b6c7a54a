"""How things stand with a translation, in words: for lists, with one query for all of them."""

from datetime import datetime

from django.db.models import F, OuterRef, Q, Subquery
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime

from coaching.models import ArticleRevision

LIVE, DRAFT, SCHEDULED, EXPIRED, ARCHIVED, OVERDUE = "live", "draft", "scheduled", "expired", "archived", "overdue"
STATES = [
    (LIVE, "live"),
    (DRAFT, "with a draft"),
    (SCHEDULED, "scheduled"),
    (EXPIRED, "expired"),
    (ARCHIVED, "archived"),
    (OVERDUE, "review overdue"),
]


def day(when):
    """A date, or the day of a moment."""
    return date_format(localtime(when) if isinstance(when, datetime) else when, "j M Y")


def minute(moment):
    return date_format(localtime(moment), "j M Y, H:i")


def with_standing(translations, at):
    """Each with the numbers and dates of its live, its scheduled and its newest revision."""
    revisions = ArticleRevision.objects.filter(translation=OuterRef("pk"))
    chosen = {
        "live": revisions.filter(publish_from__lte=at).newest_first(),
        "coming": revisions.to_come(at).order_by("publish_from"),
        "newest": revisions.newest_first(by_time=False),
    }
    wanted = {
        "live": ["number", "publish_from", "next_review_on"],
        "coming": ["number", "publish_from"],
        "newest": ["number", "title", "reviewer_name"],
    }
    columns = {
        f"{which}_{name}": Subquery(chosen[which].values(name)[:1]) for which, names in wanted.items() for name in names
    }
    return translations.with_live(at).annotate(**columns)


def in_words(translation, at):
    """Such as: live since 22 Nov 2026; revision 3 in review."""
    if translation.archived_at:
        return "archived"
    said = [_of_the_live(translation, at)]
    if translation.coming_number:
        said.append(f"revision {translation.coming_number} scheduled for {minute(translation.coming_publish_from)}")
    if (translation.newest_number or 0) > max(translation.live_number or 0, translation.coming_number or 0):
        how = "reviewed, not published" if translation.newest_reviewer_name else "in review"
        said.append(f"revision {translation.newest_number} {how}")
    return "; ".join(filter(None, said)) or "nothing written yet"


def _of_the_live(translation, at):
    if not translation.live_number:
        return ""
    if translation.live_until and translation.live_until <= at:
        return f"expired on {day(translation.live_until)}"
    return f"live since {day(translation.live_publish_from)}"


def is_read(translation, at):
    """Whether readers see it at that moment."""
    open_ended = translation.live_until is None or translation.live_until > at
    return bool(translation.live_number and open_ended and not translation.archived_at)


def in_state(translations, state, at):
    """Those of them, `with_standing`, that are in one of STATES."""
    read = Q(live_number__isnull=False) & (Q(live_until=None) | Q(live_until__gt=at))
    if state == ARCHIVED:
        return translations.filter(archived_at__isnull=False)
    those = {
        LIVE: read,
        DRAFT: (Q(live_number=None) | Q(newest_number__gt=F("live_number")))
        & (Q(coming_number=None) | Q(newest_number__gt=F("coming_number")))
        & Q(newest_number__isnull=False),
        SCHEDULED: Q(coming_number__isnull=False),
        EXPIRED: Q(live_until__lte=at),
        OVERDUE: read & Q(live_next_review_on__lt=localdate(at)),
    }
    return translations.filter(those[state], archived_at=None)
