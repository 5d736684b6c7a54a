"""Everything that is held about a person, as a ZIP of JSON and CSV with a file that explains them."""

import json
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from shutil import copyfileobj
from typing import IO

from django.core.serializers.json import DjangoJSONEncoder

from coaching.content.export import CLOSING, CSV, INTRODUCTION, JSON
from coaching.models import AthleteFile, User
from coaching.services import sheets
from coaching.services.desk.files import Lost, opened

from .holdings import Row, held, place_of


def archive(*, user: User, to: IO[bytes], now: datetime) -> None:
    """Write the ZIP of all there is about a person. The same rows at the same moment are the same bytes.

    Passwords, keys and secret addresses are left out. The number of queries does not depend on how much there is.
    """
    known = held(user)
    tables = known | {"workouts": _workouts(known["plans"])}
    files = {"README.txt": _readme(user, now)}
    files |= {f"json/{name}.json": _as_json(known[name]) for name in JSON}
    files |= {f"csv/{name}.csv": _as_csv(columns, tables[name]) for name, columns in CSV.items()}
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in files.items():
            zipped.writestr(_entry(name, now), text)
        _put_contents(zipped, user, now)


def _entry(name: str, now: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, now.astimezone(UTC).timetuple()[:6])
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    return entry


def _put_contents(zipped: zipfile.ZipFile, user: User, now: datetime) -> None:
    """The shared files themselves, as far as they are not lost."""
    for file in AthleteFile.objects.filter(athlete__user=user).order_by("added_at", "pk"):
        with suppress(Lost), opened(file) as content, zipped.open(_entry(place_of(file), now), "w") as copy:
            copyfileobj(content, copy)


def _workouts(plans: Iterable[Row]) -> list[Row]:
    """Those of all plans, each with the plan and the week it stands in."""
    return [
        workout | {"plan": plan["id"], "plan_status": plan["status"], "week": week["number"]}
        for plan in plans
        for week in plan["weeks"]
        for workout in week["workouts"]
    ]


def _as_json(rows: list[Row]) -> str:
    return json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2) + "\n"


def _as_csv(columns: Iterable[str], rows: Iterable[Row]) -> str:
    return "".join(sheets.table(columns, ([row[name] for name in columns] for row in rows)))


def _readme(user: User, now: datetime) -> str:
    parts = [INTRODUCTION.format(on=f"{now.astimezone(UTC):%d %B %Y, %H:%M} UTC", who=user)]
    parts.append(_titled("The folder json/", [f"{name}.json: {what}" for name, what in JSON.items()]))
    for name, columns in CSV.items():
        lines = [f"{column}: {what}" for column, what in columns.items()]
        parts.append(_titled(f"The columns of csv/{name}.csv", lines))
    return "\n".join([*parts, CLOSING])


def _titled(title: str, lines: list[str]) -> str:
    return "\n".join([title, "-" * len(title), "", *lines, ""])
