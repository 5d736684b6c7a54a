"""How the desk draws the last weeks of an athlete, and says what they logged."""

from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from django import template

from coaching.forms.training.activities import FEELINGS
from coaching.forms.training.check_ins import ANSWERS
from coaching.rules.terms import Feeling, Limited
from coaching.services.desk.training import Training

from .cramp_charts import amount, step_for, tick, words

register = template.Library()

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 480, 220, 52, 26, 30
BAR_SHARE = 0.7  # of the room a week has
EFFORTS = (0, 5, 10)
CRAMP_STEPS = (1, 2, 5, 10)
EVERY = 4  # of how many weeks one is labelled


@dataclass(frozen=True, slots=True)
class Frame:
    """The room of a drawing: how high its head stands, and where its weeks lie."""

    top: float
    count: int

    @property
    def room(self) -> float:
        return (WIDTH - LEFT) / max(1, self.count)

    def middle(self, number: int) -> float:
        return round(LEFT + (number + 0.5) * self.room, 1)

    def y(self, value: float) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / self.top, 1)

    def bar(self, left: float, width: float, value: float) -> dict:
        y = self.y(value)
        return {"x": round(left, 1), "y": y, "width": round(width, 1), "height": round(HEIGHT - BOTTOM - y, 1)}


@register.inclusion_tag("admin/desk/athlete/_charts.html")
def week_charts(training: Training):
    """Three drawings of the same weeks, and one table of their numbers."""
    weeks = training.weeks
    return {
        "training": training,
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "foot": HEIGHT - BOTTOM,
        "label_y": HEIGHT - 8,
        "labels": _labels(weeks),
        "amounts": _amounts(training),
        "efforts": _efforts(weeks),
        "cramps": _cramps(weeks),
        "rows": [_row(week, training) for week in reversed(weeks)],
    }


def _labels(weeks) -> list[dict]:
    """Every fourth week by its first day, counted back from the last one, whose label ends where the drawing ends."""
    frame, last = Frame(1, len(weeks)), len(weeks) - 1
    shown = [(i, week.starts_on) for i, week in enumerate(weeks) if (last - i) % EVERY == 0]
    return [
        {"x": WIDTH if i == last else frame.middle(i), "last": i == last, "text": f"{on.day} {on:%b}"}
        for i, on in shown
    ]


def _amounts(training: Training) -> dict:
    pairs = [(amount(week.planned, training), amount(week.done, training)) for week in training.weeks]
    most = max((value for pair in pairs for value in pair), default=0)
    step = step_for(most, 4, training)
    frame = Frame(max(step, step * ceil(most / step)), len(pairs))
    wide = BAR_SHARE * frame.room / 2
    return {
        "ticks": [
            {"y": frame.y(i * step), "label": tick(i * step, training)} for i in range(1, round(frame.top / step) + 1)
        ],
        "planned": [frame.bar(frame.middle(i) - wide, wide, pair[0]) for i, pair in enumerate(pairs) if pair[0]],
        "done": [frame.bar(frame.middle(i), wide, pair[1]) for i, pair in enumerate(pairs) if pair[1]],
    }


def _efforts(weeks) -> dict:
    """A mark where an effort was logged; a line joins the weeks that follow each other."""
    frame = Frame(EFFORTS[-1], len(weeks))
    marks = [
        {"x": frame.middle(i), "y": frame.y(week.effort)} for i, week in enumerate(weeks) if week.effort is not None
    ]
    near = [(one, other) for one, other in pairwise(marks) if other["x"] - one["x"] < frame.room * 1.5]
    return {
        "ticks": [{"y": frame.y(effort), "label": effort} for effort in EFFORTS],
        "marks": marks,
        "lines": [{"x1": one["x"], "y1": one["y"], "x2": other["x"], "y2": other["y"]} for one, other in near],
    }


def _cramps(weeks) -> dict:
    most = max((week.cramps for week in weeks), default=0)
    step = next((step for step in CRAMP_STEPS if most <= 4 * step), ceil(most / 4))
    frame = Frame(max(step, step * ceil(most / step)), len(weeks))
    wide = BAR_SHARE * frame.room
    came = [(i, week.cramps) for i, week in enumerate(weeks) if week.cramps]
    return {
        "ticks": [{"y": frame.y(i * step), "label": i * step} for i in range(1, round(frame.top / step) + 1)],
        "bars": [frame.bar(frame.middle(i) - wide / 2, wide, cramps) for i, cramps in came],
    }


def _row(week, training: Training) -> dict:
    return {
        "week": week,
        "planned": words(amount(week.planned, training), training) if week.planned else "",
        "done": words(amount(week.done, training), training) if week.done else "",
        "effort": "" if week.effort is None else f"{week.effort:.1f}".removesuffix(".0"),
    }


@register.filter
def limited_word(answer: str) -> str:
    """What a check-in said: the words of its own form."""
    return ANSWERS[Limited(answer)]


@register.filter
def feeling_word(feeling: str) -> str:
    return FEELINGS[Feeling(feeling)] if feeling else ""
