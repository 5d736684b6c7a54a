"""Where things stand on the two drawings of a pattern: onsets along the distance, and cramps over the weeks."""

from collections import Counter
from math import ceil

from django import template

from coaching.rules import say
from coaching.rules.terms import Units

register = template.Library()

WIDTH, LEFT = 800, 64
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)
STEPS_MINUTES = (10, 20, 30, 60, 120, 180, 240, 300, 600, 1200, 3000)
STRIP_HIGHEST, STRIP_FOOT, STRIP_EDGE = 96, 40, 20
RADIUS, APART = 7, 16  # of the marks, and from one to the next above it
WEEKS_HEIGHT, TOP, BOTTOM = 280, 56, 30
BAR_SHARE, MOST_WIDE = 0.7, 60
MOST_LABELS = 7
CELL_KM, CELL_MINUTES = 1, 10  # what one row of the strip's table holds


def amount(value, pattern):
    """Minutes of a ride, else km or miles."""
    if pattern.riding or pattern.units == Units.METRIC:
        return value
    return value / say.KM_PER_MILE


def words(value, pattern):
    """An amount that is in the reader's units already."""
    if pattern.riding:
        return say.minutes(value)
    one = f"{value:.1f}".removesuffix(".0")
    return f"{one} {'km' if pattern.units == Units.METRIC else 'mile' if one == '1' else 'miles'}"


def step_for(most, ticks, pattern):
    steps = STEPS_MINUTES if pattern.riding else STEPS
    return next((step for step in steps if most <= step * ticks), steps[-1])


@register.inclusion_tag("incidents/_strip.html")
def onset_strip(pattern):
    """One mark per cramp along the distance; marks at the same place stand on each other."""
    places = [amount(onset, pattern) for onset in pattern.onsets]
    most = max(places, default=0)
    step = step_for(most, 6, pattern)
    top = max(step, step * ceil(most / step))
    line, marks = stacked([across(place, top) for place in places])
    return {
        "pattern": pattern,
        "width": WIDTH,
        "height": line + STRIP_FOOT,
        "line": line,
        "label_y": line + STRIP_FOOT - 8,
        "radius": RADIUS,
        "ticks": [{"x": across(i * step, top), "label": i * step} for i in range(round(top / step) + 1)],
        "marks": marks,
        "rows": cells(places, pattern),
    }


def across(place, top):
    return round(STRIP_EDGE + (WIDTH - 2 * STRIP_EDGE) * place / top)


def stacked(places):
    """The y of the line they stand on, and the middle of each mark; the more there are at one place, the closer they are."""
    columns = [round(place / (2 * RADIUS)) for place in places]
    above = max(Counter(columns).values(), default=1) - 1
    apart = min(APART, (STRIP_HIGHEST - 3 * RADIUS) / max(1, above))
    line = round(3 * RADIUS + above * apart)
    seen = Counter()
    marks = []
    for place, column in zip(places, columns, strict=True):
        marks.append({"x": place, "y": round(line - RADIUS - 3 - seen[column] * apart)})
        seen[column] += 1
    return line, marks


def cells(places, pattern):
    """How many began in each kilometre, mile or ten minutes."""
    size = CELL_MINUTES if pattern.riding else CELL_KM
    counted = Counter(int(place // size) for place in places)
    return [
        {"where": f"{words(cell * size, pattern)} to {words((cell + 1) * size, pattern)}", "cramps": counted[cell]}
        for cell in sorted(counted)
    ]


@register.inclusion_tag("incidents/_timeline.html")
def cramp_timeline(pattern):
    """A bar per week, and above it a mark with how many cramps there were."""
    amounts = [amount(week.amount, pattern) for week in pattern.weeks]
    most = max(amounts, default=0)
    step = step_for(most, 4, pattern)
    top = max(step, step * ceil(most / step))
    room = (WIDTH - LEFT) / max(1, len(amounts))
    every = max(1, ceil(len(amounts) / MOST_LABELS))
    return {
        "pattern": pattern,
        "width": WIDTH,
        "height": WEEKS_HEIGHT,
        "foot": WEEKS_HEIGHT - BOTTOM,
        "label_y": WEEKS_HEIGHT - 8,
        "mark_y": TOP - 20,
        "number_y": TOP - 36,
        "radius": RADIUS,
        "ticks": [
            {"y": height(i * step, top), "label": tick(i * step, pattern)} for i in range(1, round(top / step) + 1)
        ],
        "bars": [
            bar(week, LEFT + (i + 0.5) * room, value, top, room, labelled=i % every == 0)
            for i, (week, value) in enumerate(zip(pattern.weeks, amounts, strict=True))
        ],
        "rows": [
            {"week": week, "amount": words(value, pattern)}
            for week, value in reversed(list(zip(pattern.weeks, amounts, strict=True)))
        ],
    }


def tick(value, pattern):
    return say.minutes(value) if pattern.riding else value


def height(value, top):
    """The y of a value: 0 at the foot, `top` below the marks."""
    return round(WEEKS_HEIGHT - BOTTOM - (WEEKS_HEIGHT - BOTTOM - TOP) * value / top)


def bar(week, middle, value, top, room, labelled):
    wide = min(BAR_SHARE * room, MOST_WIDE)
    y = height(value, top)
    return {
        "x": round(middle - wide / 2, 1),
        "y": y,
        "width": round(wide, 1),
        "height": WEEKS_HEIGHT - BOTTOM - y,
        "mid": round(middle, 1),
        "cramps": week.cramps,
        "label": f"{week.starts_on.day} {week.starts_on:%b}" if labelled else "",
    }
