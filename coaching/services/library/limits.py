"""Who a reader is, and how much one may leave here in a time: a script that posts a thousand times costs little."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.crypto import salted_hmac

from coaching.models import AdviceRating, ArticleRating, Comment, CommentReport, User

LEFT_BY_READERS = (ArticleRating, AdviceRating, Comment, CommentReport)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many within that time."""

    times: int
    within: timedelta


COMMENTS = (Limit(3, timedelta(minutes=10)), Limit(10, timedelta(days=1)))
REPORTS = (Limit(20, timedelta(days=1)),)
RATINGS = (Limit(40, timedelta(days=1)),)


class TooMany(Exception):
    """One reader, or one address, left as much as may be; `again_at` is when there is room again."""

    def __init__(self, again_at: datetime) -> None:
        super().__init__(f"There is room again at {again_at}.")
        self.again_at = again_at


@dataclass(frozen=True, slots=True)
class Reader:
    """A member, or a browser by its token; with the address they come from, sealed."""

    user: User | AnonymousUser
    browser: str
    address: str

    @property
    def own(self) -> dict[str, Any]:
        """The fields by which this reader's rows are known."""
        member = self.user.is_authenticated
        return {"user": self.user if member else None, "browser": "" if member else self.browser}


def sealed(address: str) -> str:
    """An IP address so that it can be compared but not read. Of IPv6 the network counts, as one home has a whole one."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        ip = ip.ipv4_mapped or ip_network((ip, 64), strict=False).network_address
    return salted_hmac("coaching.readers.address", str(ip), algorithm="sha256").hexdigest()


def check(rows: Any, *, reader: Reader, limits: Iterable[Limit], now: datetime) -> None:
    """Raise TooMany where the reader's address, or the reader, has left as many of these rows as the limits allow."""
    longest = max(limit.within for limit in limits)
    since = now - longest
    for theirs in (rows.since(since, reader.address), rows.by(reader.user, reader.browser).filter(made_at__gte=since)):
        most = max(limit.times for limit in limits)
        made = list(theirs.order_by("-made_at").values_list("made_at", flat=True)[:most])
        full_until = [made[limit.times - 1] + limit.within for limit in limits if len(made) >= limit.times]
        if full_until and max(full_until) > now:
            raise TooMany(max(full_until))


def forget_addresses(*, now: datetime) -> None:
    """Empty the addresses that are too old to count for any limit."""
    for model in LEFT_BY_READERS:
        old = model.objects.filter(made_at__lt=now - Comment.KEEPS_ITS_ADDRESS_FOR).exclude(address="")
        old.update(address="")
