"""A coach with very many athletes, written with SQL into the SQLite database that Django is set up with.

The same every time: what looks like chance is arithmetic on the numbers of the rows.
"""

import json
from dataclasses import replace
from datetime import timedelta

from django.db import connection, models

from coaching.content.demo import fatigue
from coaching.models import (
    Activity,
    Assessment,
    Athlete,
    CoachAccess,
    CrampIncident,
    PlanWeek,
    TrainingGroup,
    TrainingPlan,
    User,
    Workout,
)
from coaching.rules.assess import assess
from coaching.rules.planner import make_plan
from coaching.rules.terms import Goal
from coaching.services.stored import plain

ATHLETES, PLANS, WEEKS, A_WEEK = 10_000, 2, 17, 6  # 2,040,000 workouts
LOGGED_DAYS, GROUPS = 60, 12
KINDS = ("easy", "strength", "intervals", "easy", "strength", "long")
KM = (6.0, None, 8.0, 5.0, None, 14.0)
DAYS = (0, 1, 2, 3, 4, 6)
NAMES = ("Ada", "Björn", "Chloé", "Dmitri", "Elif", "Farah", "Günter", "Hana", "Ivo", "Jürgen")
NO_VALUE = {models.JSONField: "'[]'", models.CharField: "''", models.TextField: "''", models.EmailField: "''"}


def seed(coach, today):
    """Everything of the athletes of this coach but their roster entries; how many workouts that are."""
    monday = today - timedelta(days=today.weekday())
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
        for write in (_people, _answers, _plans, _weeks, _workouts, _activities, _cramps):
            write(cursor, coach=coach, monday=monday, today=today)
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("ANALYZE")
    return Workout.objects.count()


def _insert(cursor, model, columns, source, params=()):
    """INSERT ... SELECT with the columns that are given as SQL, and what means nothing in the others."""
    written = {}
    for field in model._meta.concrete_fields:
        if field.attname in columns:
            written[field.column] = columns[field.attname]
        elif not field.primary_key:
            written[field.column] = _nothing(field)
    table, names = model._meta.db_table, ", ".join(f'"{name}"' for name in written)
    cursor.execute(f'INSERT INTO "{table}" ({names}) SELECT {", ".join(written.values())} FROM {source}', params)


def _nothing(field):
    if field.null:
        return "NULL"
    if field.has_default() and isinstance(field.default, int | float | str | bool):
        return f"'{field.default}'" if isinstance(field.default, str) else str(int(field.default))
    return next((sql for kind, sql in NO_VALUE.items() if isinstance(field, kind)), "0")


def _numbers(name, count, start=1):
    """A table of the numbers from `start` on."""
    last = start + count - 1
    steps = f"SELECT {start} UNION ALL SELECT {name} + 1 FROM {name}s WHERE {name} < {last}"
    return f"(WITH RECURSIVE {name}s({name}) AS ({steps}) SELECT {name} FROM {name}s)"


def _of(values, index):
    """One of some values by a number, in SQL."""
    whens = " ".join(f"WHEN {at} THEN {_sql(value)}" for at, value in enumerate(values))
    return f"(CASE ({index}) {whens} END)"


def _sql(value):
    return "NULL" if value is None else f"'{value}'" if isinstance(value, str) else str(value)


def _people(cursor, coach, today, **_):
    now = f"'{today} 05:00:00'"
    name = f"{_of(NAMES, 'n % 10')} || ' ' || printf('%05d', (n * 7919) % 10007)"
    users = {"id": "1000 + n", "email": "printf('runner%05d@example.org', n)", "name": name, "password": "'!'"}
    _insert(cursor, User, users | {"is_active": "1", "date_joined": now}, _numbers("n", ATHLETES))
    athletes = {"id": "n", "user_id": "1000 + n", "name": name, "created_at": now}
    _insert(cursor, Athlete, athletes, _numbers("n", ATHLETES))
    groups = {"id": "n", "coach_id": str(coach.pk), "name": "printf('Group %02d', n)"}
    _insert(cursor, TrainingGroup, groups, _numbers("n", GROUPS))
    held = {"athlete_id": "n", "coach_id": str(coach.pk), "level": "'edit'", "granted_at": now}
    held["group_id"] = f"CASE WHEN n % 5 THEN 1 + n % {GROUPS} END"
    held["paused_until"] = f"CASE WHEN n % 50 = 7 THEN '{today + timedelta(days=20)}' END"
    held["archived_at"] = f"CASE WHEN n % 40 = 9 THEN {now} END"
    held["noted_at"] = f"CASE WHEN n % 3 = 0 THEN '{today - timedelta(days=10)} 05:00:00' END"
    _insert(cursor, CoachAccess, held, _numbers("n", ATHLETES))


def _answered(today):
    """Real answers, findings and the start of a plan, which all share."""
    answers = replace(fatigue(today), goal=Goal(21.0975, today + timedelta(weeks=16)))
    findings = assess(answers, starts_on=today + timedelta(days=1))
    draft = make_plan(answers, findings, (), starts_on=today + timedelta(days=1))
    return [json.dumps(plain(value)) for value in (answers, findings, draft.baseline)]


def _answers(cursor, today, **_):
    answers, findings, _baseline = _answered(today)
    at = f"'{today - timedelta(days=90)} 05:00:00'"
    rows = {"id": "printf('%032x', n)", "athlete_id": "n", "answers": "%s", "findings": "%s"}
    rows |= dict.fromkeys(("created_at", "updated_at", "submitted_at"), at)
    _insert(cursor, Assessment, rows, _numbers("n", ATHLETES), (answers, findings))


def _plans(cursor, today, monday, **_):
    """One that is over, and one on its way since one to twelve weeks; for some it ends soon."""
    starts = f"date('{monday}', (-7 * (1 + (n * 31) % {WEEKS}) - 7 * {WEEKS} * (1 - p)) || ' days')"
    ends = f"date({starts}, '{7 * WEEKS - 1} days')"
    rows = {
        "id": "printf('%032x', n * 2 + p)",
        "assessment_id": "printf('%032x', n)",
        "athlete_id": "n",
        "status": "CASE p WHEN 1 THEN 'active' ELSE 'retired' END",
        "retired_on": f"CASE p WHEN 0 THEN date({ends}, '1 day') END",
        "sport": "CASE WHEN n % 8 THEN 'running' ELSE 'cycling' END",
        "pattern": "'fatigue'",
        "starts_on": starts,
        "ends_on": ends,
        "race_on": ends,
        "race_km": _of((10.0, 21.0975, 42.195), "n % 3"),
        "baseline": "%s",
        "advice": "'{}'",
        "created_at": f"{starts} || ' 05:00:00'",
    }
    source = f"{_numbers('n', ATHLETES)}, {_numbers('p', PLANS, 0)}"
    _insert(cursor, TrainingPlan, rows, source, (_answered(today)[2],))


def _weeks(cursor, **_):
    plans = "(SELECT id AS plan, starts_on AS first FROM coaching_trainingplan)"
    starts = "date(first, (7 * (w - 1)) || ' days')"
    rows = {"plan_id": "plan", "number": "w", "starts_on": starts, "ends_on": f"date({starts}, '6 days')"}
    rows |= {"phase": "'build'", "focus": "'Grow'", "distance_km": "33.0"}
    _insert(cursor, PlanWeek, rows, f"{plans}, {_numbers('w', WEEKS)}")


def _workouts(cursor, **_):
    weeks = "(SELECT id AS week, starts_on AS first FROM coaching_planweek)"
    rows = {
        "week_id": "week",
        "on": f"date(first, {_of(DAYS, 'k')} || ' days')",
        "position": "0",
        "kind": _of(KINDS, "k"),
        "title": "'Run or strength'",
        "purpose": "'What it is for'",
        "effort": "'You can talk'",
        "minutes": "30 + 10 * k",
        "distance_km": _of(KM, "k"),
    }
    _insert(cursor, Workout, rows, f"{weeks}, {_numbers('k', A_WEEK, 0)}")


def _activities(cursor, today, **_):
    """Most of what was planned in the last sixty days; one athlete in nine has been silent for three weeks."""
    first, silent = today - timedelta(days=LOGGED_DAYS), today - timedelta(days=21)
    chance = "((w.id * 7919) % 100)"
    source = f"""coaching_workout w JOIN coaching_planweek k ON k.id = w.week_id
        JOIN coaching_trainingplan p ON p.id = k.plan_id
        WHERE w."on" >= '{first}' AND w."on" < '{today}' AND {chance} < 85
        AND (p.athlete_id % 9 OR w."on" < '{silent}') AND (w.kind != 'strength' OR p.athlete_id % 4)"""
    rows = {
        "id": "printf('%032x', w.id)",
        "form": "printf('%032x', w.id)",
        "athlete_id": "p.athlete_id",
        "workout_id": "w.id",
        "on": 'w."on"',
        "sport": "p.sport",
        "outcome": f"CASE WHEN {chance} < 75 THEN 'done' ELSE 'missed' END",
        "distance_km": f"CASE WHEN {chance} < 75 THEN w.distance_km END",
        "minutes": f"CASE WHEN {chance} < 75 THEN w.minutes END",
    }
    rows |= dict.fromkeys(("created_at", "changed_at"), "w.\"on\" || ' 18:00:00'")
    _insert(cursor, Activity, rows, source)


def _cramps(cursor, today, **_):
    """Three in the last weeks for one athlete in ten; one in two hundred has a sign that pauses the plan."""
    on = f"date('{today}', (-((n * 13 + c * 17) % 60)) || ' days')"
    rows = {
        "id": "printf('%032x', n * 3 + c)",
        "form": "printf('%032x', n * 3 + c)",
        "athlete_id": "n",
        "on": on,
        "timing": "'during'",
        "triage": "'{}'",
        "care": "CASE WHEN n % 200 = 0 AND c = 0 THEN 'doctor' ELSE 'none' END",
        "pattern": "'fatigue'",
    }
    rows |= dict.fromkeys(("at", "created_at", "changed_at"), f"{on} || ' 04:00:00'")
    source = f"{_numbers('n', ATHLETES)}, {_numbers('c', 3, 0)} WHERE n % 10 = 0"
    _insert(cursor, CrampIncident, rows, source)
