"""The bars and the line of a plan's weeks: where things stand on the drawing, in its own units."""

from coaching.rules import say
from coaching.rules.terms import Phase, Units

WIDTH, HEIGHT, TOP, BOTTOM, LEFT = 800, 260, 24, 28, 64
BAR_SHARE = 0.7  # of the room a week has
MOST_TICKS = 5
STEPS = (5, 10, 20, 25, 50, 100)
STEPS_MINUTES = (30, 60, 120, 180, 240, 300, 600)
LIGHTER = (Phase.CUT_BACK, Phase.TAPER)


def chart(weeks, *, by_minutes, units):
    """What plans/_chart.html draws; runners see distance, cyclists time."""
    totals = [amount(week.distance_km, week.session_minutes, by_minutes, units) for week in weeks]
    longest = [amount(week.longest_km, week.longest_minutes, by_minutes, units) for week in weeks]
    top, ticks = axis(max(totals, default=0), by_minutes, units)
    places = middles(len(weeks))
    dots = [f"{round(x)},{height(value, top)}" for x, value in zip(places, longest, strict=True)]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "label_y": HEIGHT - 6,
        "ticks": ticks,
        "bars": [bar(week, x, value, top, len(weeks)) for week, x, value in zip(weeks, places, totals, strict=True)],
        "lighter": any(week.phase in LIGHTER for week in weeks),
        "line_points": " ".join(dots),
    }


def chart_of_two(weeks, *, by_minutes, units):
    """What training/_chart_of_two.html draws: what each week had planned, and beside it what was done."""
    pairs = [[amount(a.km, a.minutes, by_minutes, units) for a in (week.planned, week.done)] for week in weeks]
    top, ticks = axis(max((value for pair in pairs for value in pair), default=0), by_minutes, units)
    wide = BAR_SHARE * (WIDTH - LEFT) / len(weeks) / 2
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "label_y": HEIGHT - 6,
        "ticks": ticks,
        "bars": [
            {
                "mid": round(middle),
                "label": week.number,
                "planned": side(middle - wide, wide, planned, top),
                "done": side(middle, wide, done, top),
            }
            for week, middle, (planned, done) in zip(weeks, middles(len(weeks)), pairs, strict=True)
        ],
    }


def middles(count):
    return [LEFT + (i + 0.5) * (WIDTH - LEFT) / count for i in range(count)]


def side(x, wide, value, top):
    y = height(value, top)
    return {"x": round(x), "y": y, "width": round(wide), "height": HEIGHT - BOTTOM - y}


def axis(most, by_minutes, units):
    """The value at the head of a drawing, and the lines across it."""
    steps = STEPS_MINUTES if by_minutes else STEPS
    step = next((s for s in steps if most <= s * MOST_TICKS), steps[-1])
    top = max(step, step * -(-most // step))
    values = [step * i for i in range(1, int(top // step) + 1)]
    return top, [{"y": height(value, top), "label": label(value, by_minutes, units)} for value in values]


def amount(km, minutes, by_minutes, units):
    if by_minutes:
        return minutes
    return km if units == Units.METRIC.value else km / say.KM_PER_MILE


def height(value, top):
    """The y of a value: 0 at the foot, `top` at the head of the drawing."""
    return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top)


def bar(week, middle, value, top, count):
    wide = BAR_SHARE * (WIDTH - LEFT) / count
    y = height(value, top)
    return {
        "x": round(middle - wide / 2),
        "y": y,
        "width": round(wide),
        "height": HEIGHT - BOTTOM - y,
        "mid": round(middle),
        "label": week.number,
        "phase": week.phase,
    }


def label(value, by_minutes, units):
    if by_minutes:
        return say.minutes(value)
    return f"{value} {'km' if units == Units.METRIC.value else 'miles'}"
