"""How long a text has one muscle held still, all repetitions together."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from .sentences import MOST_CHARACTERS, pieces, plain

MOST_HELD_S = 60  # rule R11: from here on a static stretch before a workout costs performance

MOST_COUNTED = 10_000.0
ENDLESS_NUMBER = re.compile(r"(\d{7})\d+")  # the patterns below would read on from each of its digits

ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
RUSSIAN = {
    1: "один одну одна одной",
    2: "два две двух",
    3: "три трёх трех",
    4: "четыре четырёх четырех",
    5: "пять пяти",
    6: "шесть шести",
    7: "семь семи",
    8: "восемь восьми",
    9: "девять девяти",
    10: "десять десяти",
    15: "пятнадцать пятнадцати",
    20: "двадцать двадцати",
    30: "тридцать тридцати",
    40: "сорок сорока",
    45: "сорок-пять",
    50: "пятьдесят пятидесяти",
    60: "шестьдесят шестидесяти",
    90: "девяносто",
}


def _numbers() -> Iterator[tuple[str, int]]:
    ones, tens = ONES.split(), TENS.split()
    yield from ((word, number) for number, word in enumerate(ones, 1))
    for ten, word in enumerate(tens, 2):
        yield word, 10 * ten
        yield from ((f"{word}-{one}", 10 * ten + number) for number, one in enumerate(ones[:9], 1))
    yield from ((word, number) for number, words in RUSSIAN.items() for word in words.split())


NUMBERS = dict(_numbers())
NUMBER_WORD = re.compile(
    r"\b(?:" + "|".join(sorted(NUMBERS, key=len, reverse=True)).replace("-", "[- ]") + r")\b", re.IGNORECASE
)

SECOND = r"(?:seconds?|secs?|s|″|\"|''|секунд[ауы]?|сек|с)(?![^\W\d_])"
MINUTE = r"(?:minutes?|mins?|минут[ауы]?|мин)(?![^\W\d_])"
HOUR = r"(?:hours?|часа?|часов)(?![^\W\d_])"
N = r"(?<![\d.])(\d+(?:\.\d+)?)"
# In this order: each is written so that the next can read it.
REWRITTEN = [
    (re.compile(r"(\d),(\d)"), r"\1.\2"),
    (re.compile(r"(?:(\d+)[ ]?)?(?:1⁄2|1/2)"), lambda match: f"{match[1] or 0}.5"),
    (re.compile(r"\b(?:1 and a half|1 ?с половиной|полтор[аы]) ?(?:minutes?|минут[ыу])"), "90 s"),
    (re.compile(r"\ba minute and a half\b"), "90 s"),
    (re.compile(r"\b(?:half a minute|half a min|полминуты)\b"), "30 s"),
    (re.compile(r"\b(?:a )?(?:few|several|couple of|some|несколько) (?=minutes|минут)"), "2 "),
    (re.compile(r"\b(?:an?|another|the)(?: full| whole| good)? (?=minute\b|hour\b)"), "1 "),
    (re.compile(r"(?<!\d )(?<!\d-)\bминуту\b"), "1 мин"),
    (
        re.compile(r"\b(\d{1,4}):([0-5]\d)\b(?: ?min(?:utes?|s)?\b)?"),
        lambda match: f"{int(match[1]) * 60 + int(match[2])} s",
    ),
    (
        re.compile(rf"{N}[ -]?{MINUTE}\.?,?(?: and| и)? ?{N}[ -]?{SECOND}"),
        lambda match: f"{60 * _number(match[1]) + _number(match[2]):.2f} s",
    ),
    (re.compile(r"\b(?:a )?(?:slow )?counts? (?:slowly )?(?:of|to) (\d+)"), r"\1 s"),
    (
        re.compile(
            r"(?:\bnot|\bnever|n['’]t|\bno|\bне)\b([^,.;:]{0,60}?)\b(?:less than|under|below|shorter than|меньше|менее) "
        ),
        r"\1",
    ),
    (re.compile(r"\bonce\b"), "1 times"),
    (re.compile(r"\b(?:twice|дважды)\b"), "2 times"),
    (re.compile(r"\b(?:thrice|трижды)\b"), "3 times"),
]

TIME = re.compile(rf"(?<![\d.])(?P<amount>\d+(?:\.\d+)?)[ -]?(?:(?P<s>{SECOND})|(?P<min>{MINUTE})|(?P<h>{HOUR}))")
CLAUSE_END = re.compile(r"(?<=[.!?])\s+|[;:]")
HOLDS = re.compile(r"\b(?:h[eo]lds?|holding|удерж\w+|держ\w+|задерж\w+|замр\w+)\b(?! (?:on\b|onto\b|back\b))")
# These may mean holding still: so they do where a time follows and nothing between them moves.
STAYS = re.compile(r"\b(?:stretch(?:es|ed|ing)?|stay|remain|keep|lean|pull|press|растя\w+|тяни\w*|тянуть|потяни\w*)\b")
STRETCHES = re.compile(r"\b(?:stretch\w*|растя\w+|тяни\w*|тянуть|потяни\w*)\b")
MOVES = re.compile(
    r"\b(?:run|jog|walk|rid[ei]|stride|sprint|swing|skip|march|pedal|spin|mov[ei]|dynamic|cycl|circl|roll|massag|rub|rais|ris[ei]|lower|lift|squat|bounc|tap"
    r"|effort|easy|easily|warm|бег|ход|маха|мах|шаг|вращ|катит|двига|динам)\w*"
)
DENIED = re.compile(
    r"(?:\bnot|\bnever|n['’]t|\bwithout|\bno|\bavoid|\bне) (?:be )?(?:h[eo]ld|holding|stretch\w*|stay|keep|удерж\w+|держ\w+|растя\w+)\b"
    r"[^,.;:]*"
)
UNDER = re.compile(r"\b(?:under|below|less than|fewer than|shorter than|short of|меньше|менее)(?: the)? $")
RESTS = re.compile(r"\b(?:rest(?:ing)?|pause|break|relax|recover\w*|within|отдых\w*|пауза)(?: for| of| about)* $")
THEN_OTHER = re.compile(
    r"['’]?s? (?:of )?(?:rest|pause|break|recovery|between|in between|before|later|in all|altogether|отдых|пауз|до )"
)
HELD_BEFORE = re.compile(r",? (?:[\w-]+ ){0,4}?\w")  # "for 60 s, hold", "a 30-second static hold"
MUSCLE = r"(?:muscles?|stretch|calf|calves|thigh|hamstring|hold|мышц\w+|икр\w+)"
PER = re.compile(
    rf",?(?: in all| altogether| in total)? (?:per|for each|for every|on each|each|every|a|на (?:каждую )?) ?{MUSCLE}\b"
)
EACH = re.compile(rf"\b(?:each|every|per|кажд\w+) {MUSCLE},? (?:for )?(?:about )?$")
TIMES = r"(?:times|x|×|repeats|repetitions|reps|раза?)"
OFTEN = r"(?! ?(?:an?|per|each|every|in an?|в) ?(?:day|night|evening|morning|week|month|workout|день|неделю|сутки)| ?(?:daily|weekly))"
BEFORE_TIMES = re.compile(rf"\d ?{TIMES} $|\d ?[x×] ?$")
AFTER_TIMES = re.compile(rf",? ?(?:[x×] ?\d|(?:\d+ ?(?:to|or|-|–) ?)?\d+ ?{TIMES}(?!\w){OFTEN})")
REPEATED = re.compile(rf"{N} ?{TIMES}(?!\w){OFTEN}|[x×] ?(\d+)(?![\d.]*[ -]?(?:{SECOND}|{MINUTE}))")
AGAIN = re.compile(
    rf"\b(?:repeat\w*|повтор\w+)\b(?!(?: it| this)?,? (?:with|on|for|to|на|с|для|друг\w+)\b)(?: (?:it|this|that|them|the \w+|ещё|еще|for|another))*(?: {N} ?{TIMES}(?!\w){OFTEN})?"
    rf"|{N} (?:more {TIMES}|{TIMES} more)\b|\b(?:ещё|еще) {N} ?{TIMES}"
)
SETS = re.compile(rf"{N} ?(?:sets|rounds|series|подхода?|подходов|сери[ия])\b")
GOES_ON = re.compile(r"\W*(?:then|and|do|repeat|again|each|per|for each|all|\d|[x×]|повтор|сделай|затем|по)")
IN_ALL = re.compile(
    rf"\b(?:in all|in total|altogether|всего),?(?: held)?(?: for)? (?:under|below|less than|at most|up to|no more than|меньше|менее) "
    rf"{TIME.pattern}"
)


def seconds_held(text: str) -> int:
    """The longest that a text says one muscle is held still in all: "Hold for 20 to 30 s, three times" is 90; else 0.

    It reads English and Russian words, not meaning. Times of rest, times behind a moving word and repetitions a day or
    a week do not count; "repeat twice" is three holds; "under 60 s" keeps the rule and says nothing; where the text
    promises more in all than its repetitions make, one hold counts.
    """
    clauses = [piece for clause in CLAUSE_END.split(_in_digits(text[:MOST_CHARACTERS])) for piece in pieces(clause)]
    promised = [_seconds(match) for match in IN_ALL.finditer(" ".join(clauses))]
    found = [0.0]
    for at, clause in enumerate(clauses):
        once = max(_holds(DENIED.sub(" ", clause)), default=0.0)
        in_all = once * _times(clause, clauses[at + 1 : at + 4])
        found.append(once if promised and in_all < min(promised) else in_all)
    return math.ceil(min(max(found), MOST_COUNTED))


def held_in_all(steps: Sequence[str], dose: str) -> int:
    """The same for steps and their dose read together: "Hold for 30 s" and "three times" is 90.

    Where the steps hold a muscle and say no time, the dose says it.
    """
    alone = max(map(seconds_held, [*steps, dose]))
    untimed = not alone and any(_holds_still(_in_digits(step)) for step in steps)
    return max(alone, seconds_held("\n".join([*steps, dose])), seconds_held(f"Hold {dose}") if untimed else 0)


def _holds_still(step: str) -> bool:
    said = DENIED.sub(" ", step)
    return bool(HOLDS.search(said)) or any(not _moves(said, word) for word in STRETCHES.finditer(said))


def stretches(text: str) -> bool:
    """Whether a text speaks of stretching."""
    return STRETCHES.search(text.lower()) is not None


def _in_digits(text: str) -> str:
    """In small letters, one line, numbers in digits: "Hold for a minute,\ntwice" -> "hold for 1 minute. 2 times"."""
    text = re.sub(r"(?<=[.!?])(?=[A-ZА-ЯЁ])", " ", plain(text.replace("\n", ". "))).lower()
    text = ENDLESS_NUMBER.sub(r"\1", text)
    text = NUMBER_WORD.sub(lambda word: str(NUMBERS[word[0].replace(" ", "-")]), re.sub(" +", " ", text))
    for words, instead in REWRITTEN:
        text = words.sub(instead, text)
    return text


def _holds(clause: str) -> Iterator[float]:
    """Each time for which the clause holds a muscle still, in seconds."""
    words = [*HOLDS.finditer(clause), *(word for word in STAYS.finditer(clause) if not _moves(clause, word))]
    for time in TIME.finditer(clause):
        before, after = clause[: time.start()], clause[time.end() :]
        if RESTS.search(before):
            continue
        if _is_dose(clause, before, after) or (not THEN_OTHER.match(after) and _is_held(clause, time, words)):
            yield _seconds(time) if not UNDER.search(before) else _less_than(_seconds(time))


def _moves(clause: str, word: re.Match[str]) -> bool:
    """Whether what is stretched or kept moves: "moving stretches", "keep walking"."""
    around = clause[: word.start()].split()[-1:] + clause[word.end() :].split()[:1]
    return any(MOVES.match(near) for near in around)


def _is_dose(clause: str, before: str, after: str) -> bool:
    """Whether a time needs no word for holding: "90 s per muscle", "3 × 30 s"."""
    is_dose = PER.match(after) or EACH.search(before) or BEFORE_TIMES.search(before) or AFTER_TIMES.match(after)
    return bool(is_dose) and not MOVES.search(clause)


def _is_held(clause: str, time: re.Match[str], words: list[re.Match[str]]) -> bool:
    if any(word.end() <= time.start() and not MOVES.search(clause, word.end(), time.start()) for word in words):
        return True
    said_before = any(HELD_BEFORE.fullmatch(clause, time.end(), word.start() + 1) for word in words)
    return said_before and not MOVES.search(clause, 0, time.start())


def _times(clause: str, later: list[str]) -> float:
    """How often it is held: said in the clause, or in those after it that go on about it."""
    text = " . ".join([clause, *takewhile(_goes_on, later)])
    repeated = [_number(match[1] or match[2]) for match in REPEATED.finditer(text)]
    again = [1 + _number(next(filter(None, match.groups()), "1")) for match in AGAIN.finditer(text)]
    sets = [_number(match[1]) for match in SETS.finditer(text)]
    return max([1.0, *repeated, *again]) * max(sets, default=1.0)


def _goes_on(clause: str) -> bool:
    return bool(GOES_ON.match(clause)) and not TIME.search(clause) and not MOVES.search(clause)


def _seconds(time: re.Match[str]) -> float:
    return _number(time["amount"]) * (1 if time["s"] else 60 if time["min"] else 3600)


def _number(digits: str) -> float:
    return min(float(digits), MOST_COUNTED)


def _less_than(seconds: float) -> float:
    return 0.0 if seconds <= MOST_HELD_S else seconds - 1
