"""Everything that is held about a person, as a ZIP of JSON and CSV with a file that explains them."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from coaching.content.export import CLOSING, CSV, INTRODUCTION, JSON
from coaching.models import User

from .holdings import Row, held

CALCULATES = tuple("=+-@\t\r\n＝＋－＠")


def archive(*, user: User, now: datetime) -> bytes:
    """The ZIP of all there is about a person. The same rows at the same moment are the same bytes.

    Passwords, keys and secret addresses are left out. The number of queries does not depend on how much there is.
    """
    known = held(user)
    tables = known | {"workouts": _workouts(known["plans"])}
    files = {"README.txt": _readme(user, now)}
    files |= {f"json/{name}.json": _as_json(known[name]) for name in JSON}
    files |= {f"csv/{name}.csv": _as_csv(columns, tables[name]) for name, columns in CSV.items()}
    return _zipped(files, now)


def _zipped(files: dict[str, str], now: datetime) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, now.astimezone(UTC).timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, text)
    return made.getvalue()


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
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(columns)
    writer.writerows([_cell(row[name]) for name in columns] for row in rows)
    return table.getvalue()


def _cell(value: Any) -> Any:
    """As a spreadsheet may have it: numbers as numbers, and no text that it would calculate."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return value
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case list():
            return _text("; ".join(map(str, value)))
    return _text(str(value))


def _text(text: str) -> str:
    return f"'{text}" if text.startswith(CALCULATES) else text


def _readme(user: User, now: datetime) -> str:
    parts = [INTRODUCTION.format(on=f"{now.astimezone(UTC):%d %B %Y, %H:%M} UTC", who=user)]
    parts.append(_titled("The folder json/", [f"{name}.json: {what}" for name, what in JSON.items()]))
    for name, columns in CSV.items():
        lines = [f"{column}: {what}" for column, what in columns.items()]
        parts.append(_titled(f"The columns of csv/{name}.csv", lines))
    return "\n".join([*parts, CLOSING])


def _titled(title: str, lines: list[str]) -> str:
    return "\n".join([title, "-" * len(title), "", *lines, ""])
