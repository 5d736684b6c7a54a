"""Kind reading of what people type: text in, SI numbers out, None when it cannot be read for certain.

Everything is ASCII on purpose: a digit of another script, "1e9", "nan" and "-5" are all simply unreadable.
"""

import re
from datetime import date

from coaching.rules.say import CM_PER_INCH, KG_PER_POUND, KM_PER_MILE, clock
from coaching.rules.terms import Units

MAX_LENGTH = 40
POUNDS_PER_STONE = 14
HALF_MARATHON_KM, MARATHON_KM = 21.0975, 42.195

_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "′": "'", "”": '"', "“": '"', "″": '"', "：": ":", "，": ","})
_NUMBER = r"(?:\d{1,6}(?:[.,]\d{1,6})?|[.,]\d{1,6})"
_RACES = {
    "half": HALF_MARATHON_KM,
    "half marathon": HALF_MARATHON_KM,
    "half-marathon": HALF_MARATHON_KM,
    "marathon": MARATHON_KM,
    "full marathon": MARATHON_KM,
}
_KM = {
    **dict.fromkeys(("k", "km", "kms", "kilometre", "kilometres", "kilometer", "kilometers"), 1.0),
    **dict.fromkeys(("mi", "mile", "miles"), KM_PER_MILE),
    **dict.fromkeys(("metres", "meters"), 0.001),  # a bare "m" may be metres or miles: not guessed
}
_KG = {
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"), 1.0),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), KG_PER_POUND),
}
_HOURS, _MINUTES, _SECONDS = r"(?:h|hrs?|hours?)", r"(?:m|mins?|minutes?)", r"(?:s|secs?|seconds?)"
_SPOKEN = re.compile(
    rf"(?:({_NUMBER}) ?{_HOURS})? ?(?:({_NUMBER}) ?(?:{_MINUTES}|$))? ?(?:({_NUMBER}) ?(?:{_SECONDS}|$))?", re.ASCII
)
_PACE = re.compile(
    r"(?P<body>[^/]+?) ?(?:min)?(?: ?(?:/|\bper\b|\ba\b) ?(?:(?P<km>km|k|kilometre|kilometer)|(?P<mile>mi|mile)))?",
    re.ASCII,
)


def tidy(text: str) -> str:
    """Small letters, plain quotes, single spaces; "and" between parts is left out."""
    words = text.translate(_TYPOGRAPHY).lower().split()
    return " ".join(word for word in words if word != "and")


def number(text: str) -> float | None:
    """ "10", "10.5" or "10,5"; "1,000" is not read, for it may be one or a thousand."""
    if not re.fullmatch(_NUMBER, text, re.ASCII) or re.fullmatch(r"\d+,\d{3}", text, re.ASCII):
        return None
    return float(text.replace(",", "."))


def _amount(text: str, factors: dict[str, float], usual: float) -> float | None:
    """A number with a unit of the table, or the usual unit when it has none."""
    match = re.fullmatch(r"([\d.,]+) ?([a-z]*)", text, re.ASCII)
    if not match:
        return None
    value, factor = number(match[1]), factors.get(match[2]) if match[2] else usual
    return None if value is None or factor is None else value * factor


def distance(text: str, units: Units) -> float | None:
    """Kilometres, to a tenth of a metre."""
    text = tidy(text)
    if text in _RACES:
        return _RACES[text]
    km = _amount(text, _KM, 1.0 if units == Units.METRIC else KM_PER_MILE)
    return None if km is None else round(km, 4)


def weight(text: str, units: Units) -> float | None:
    """Kilograms, to ten grams; "11 st 4" is stones and pounds."""
    text = tidy(text)
    stones = re.fullmatch(rf"(\d{{1,2}}) ?(?:st|stone|stones)(?: ?({_NUMBER}) ?(?:lbs?|pounds?)?)?", text, re.ASCII)
    if stones:
        pounds = number(stones[2] or "0")
        ok = pounds is not None and pounds < POUNDS_PER_STONE
        return round((int(stones[1]) * POUNDS_PER_STONE + pounds) * KG_PER_POUND, 2) if ok else None
    kg = _amount(text, _KG, 1.0 if units == Units.METRIC else KG_PER_POUND)
    return None if kg is None else round(kg, 2)


def height(text: str, units: Units) -> float | None:
    """Centimetres, to a millimetre: "175", "1.75 m", "5'9", "5 ft 9", "69 in"."""
    text = tidy(text)
    feet = re.fullmatch(
        rf"""(\d) ?(?:'|ft|foot|feet) ?(?:({_NUMBER}) ?(?:"|''|in|ins|inch|inches)?)?""", text, re.ASCII
    )
    if feet:
        inches = number(feet[2] or "0")
        return round((int(feet[1]) * 12 + inches) * CM_PER_INCH, 1) if inches is not None and inches < 12 else None
    match = re.fullmatch(r'([\d.,]+) ?("|[a-z]*)', text, re.ASCII)
    value = number(match[1]) if match else None
    factor = None if value is None else _height_factor(match[2], value, units)
    return None if factor is None else round(value * factor, 1)


def _height_factor(unit: str, value: float, units: Units) -> float | None:
    """A bare number is metres below 3, inches from 40 to 99 in an imperial form, otherwise centimetres."""
    if unit in ("m", "metre", "metres", "meter", "meters") or (not unit and 1 <= value < 3):
        return 100.0
    if unit in ("in", "ins", "inch", "inches", '"') or (not unit and units == Units.IMPERIAL and 40 <= value < 100):
        return CM_PER_INCH
    if unit in ("cm", "cms", "centimetres", "centimeters") or (not unit and (units == Units.METRIC or value >= 100)):
        return 1.0
    return None


def spoken(text: str) -> float | None:
    """Seconds of a time with its units: "3h45", "1 h 5 min", "45 min", "45m30s", "1.5 hours"."""
    match = _SPOKEN.fullmatch(text) if re.search("[hms]", text) else None
    if not match:
        return None
    parts = [0.0 if part is None else number(part) for part in match.groups()]
    if None in parts:
        return None
    return sum(part * size for part, size in zip(parts, (3600, 60, 1), strict=True))


def colons(text: str) -> tuple[int, ...] | None:
    """The parts of "1:45:30", "3:45" or "45.30", each after the first of two digits below 60."""
    match = re.fullmatch(r"(\d{1,4})[:.,]([0-5]\d)(?:[:.,]([0-5]\d))?", text, re.ASCII)
    return tuple(int(part) for part in match.groups() if part is not None) if match else None


def times(text: str) -> tuple[int, ...]:
    """Every reading of a time, in seconds: "3:45" may be hours and minutes, or minutes and seconds; "90" minutes or hours."""
    text = tidy(text)
    if re.fullmatch(r"\d{1,4}", text, re.ASCII):
        return int(text) * 60, int(text) * 3600
    parts = colons(text)
    if parts and len(parts) == 3:
        return (parts[0] * 3600 + parts[1] * 60 + parts[2],)
    if parts:
        return parts[0] * 60 + parts[1], parts[0] * 3600 + parts[1] * 60
    seconds = spoken(text)
    return () if seconds is None else (round(seconds),)


def minutes(text: str, bare: int) -> int | None:
    """Whole minutes; `bare` is what a number without a unit counts: 60 for hours, 1 for minutes."""
    text = tidy(text)
    if re.fullmatch(r"\d{1,4}|\d{1,3}[.,]\d", text, re.ASCII):
        return round(number(text) * bare)
    parts = colons(text) if ":" in text else None
    if parts:
        return parts[0] * 60 + parts[1]
    seconds = spoken(text)
    return None if seconds is None else round(seconds / 60)


def short_time(text: str) -> int | None:
    """Seconds of something short: "30 s", "2 min", "1:30". A bare number is not guessed."""
    text = tidy(text)
    parts = colons(text) if ":" in text else None
    if parts:
        return sum(part * size for part, size in zip(reversed(parts), (1, 60, 3600), strict=False))
    seconds = spoken(text)
    return None if seconds is None else round(seconds)


def pace(text: str, units: Units) -> float | None:
    """Seconds per km: "5:30", "5.30", "5'30\\"", "5:30/km", "8:50 per mile"."""
    match = _PACE.fullmatch(tidy(text))
    seconds = _pace_seconds(match["body"]) if match else None
    if seconds is None:
        return None
    per_mile = match["mile"] or (units == Units.IMPERIAL and not match["km"])
    return round(seconds / KM_PER_MILE if per_mile else seconds, 2)


def _pace_seconds(body: str) -> int | None:
    quoted = re.fullmatch(r"""(\d{1,2}) ?' ?(?:([0-5]?\d) ?(?:"|'')?)?""", body, re.ASCII)
    if quoted:
        return int(quoted[1]) * 60 + int(quoted[2] or 0)
    if re.fullmatch(r"\d{1,2}", body, re.ASCII):
        return int(body) * 60
    parts = colons(body)
    if parts:
        return parts[0] * 60 + parts[1] if len(parts) == 2 else None
    seconds = spoken(body)
    return None if seconds is None else round(seconds)


def day(text: str) -> date | None:
    """A day as a date picker sends it, 2027-03-14, or as it is written here, 14/03/2027 or 14.3.2027."""
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text, re.ASCII)
    typed = re.fullmatch(r"(\d\d?)([/.-])(\d\d?)\2(\d{4})", text, re.ASCII)
    if not match and not typed:
        return None
    parts = match.groups() if match else typed.group(4, 3, 1)
    try:
        return date(*map(int, parts))
    except ValueError:
        return None


def shortest(amount: float, reads_back) -> str:
    """The amount with as few decimals as are needed for it to be read back as the same."""
    for decimals in range(7):
        text = f"{amount:.{decimals}f}"
        if reads_back(text):
            return text
    return f"{amount:.1f}"


def show_distance(km: float, units: Units) -> str:
    km = round(km, 4)
    for name in ("half marathon", "marathon"):
        if km == _RACES[name]:
            return name
    amount = km if units == Units.METRIC else km / KM_PER_MILE
    return shortest(amount, lambda text: distance(text, units) == km)


def show_weight(kg: float, units: Units) -> str:
    kg = round(kg, 2)
    amount = kg if units == Units.METRIC else kg / KG_PER_POUND
    return shortest(amount, lambda text: weight(text, units) == kg)


def show_height(cm: float, units: Units) -> str:
    cm = round(cm, 1)
    if units == Units.METRIC:
        return shortest(cm, lambda text: height(text, units) == cm)
    feet, inches = divmod(cm / CM_PER_INCH, 12)
    return f"{feet:.0f} ft " + shortest(inches, lambda text: height(f"{feet:.0f} ft {text}", units) == cm)


def show_pace(s_per_km: float, units: Units) -> str:
    """In the person's unit, or with the other one named when only that says it exactly."""
    s_per_km = round(s_per_km, 2)
    own = clock(s_per_km if units == Units.METRIC else s_per_km * KM_PER_MILE)
    other = f"{clock(s_per_km)}/km" if units == Units.IMPERIAL else f"{clock(s_per_km * KM_PER_MILE)}/mile"
    return next((text for text in (own, other) if pace(text, units) == s_per_km), own)


def show_short_time(seconds: int) -> str:
    whole, left = divmod(seconds, 60)
    parts = [f"{whole} min" if whole else "", f"{left} s" if left or not whole else ""]
    return " ".join(part for part in parts if part)
