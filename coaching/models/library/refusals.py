"""What the library never tells, in English and Russian.

It reads words, not meaning: a sentence that names quinine, or drinking without end, has to deny it as well, and a share
in per cent does not stand in one sentence with risk or chance. Who wants to say it otherwise is asked to write plainly.
"""

import re
from collections.abc import Callable, Iterator

from django.core.exceptions import ValidationError

from .dialect import headed_cells, prose
from .holding import MOST_HELD_S, seconds_held
from .sentences import MOST_CHARACTERS, TOO_LONG, pieces, plain, sentences

__all__ = ["never_told", "refuse_what_is_never_told", "seconds_held"]

NO_QUININE = (
    "Quinine and tonic water are never suggested for cramps: say in the same sentence that they are not recommended, "
    "or leave it out. Found: “{sentence}”"
)
NO_FLOOD = (
    "Nobody is told to drink as much as possible, it can kill: say in the same sentence never to do it, "
    "or leave it out. Found: “{sentence}”"
)
NO_RISK = (
    "A percentage beside risk, chance or likelihood reads as a forecast for the reader: say how many people it "
    "happened to, or give the ratio without a per cent sign. Found: “{sentence}”"
)
NO_LONG_HOLD = (
    "Before a workout no muscle is held still for 60 seconds or more: shorten it, or say in the same sentence what it "
    "costs. Found: “{sentence}”"
)
LONGEST_FOUND = 200

Refusals = dict[str, Callable[[str], bool]]


def pattern(words: str) -> re.Pattern[str]:
    """A pattern over several lines, in which a space stands for what may stand between two words."""
    return re.compile("".join(line.strip() for line in words.split("\n")).replace(" ", r"[\s\-]+"), re.IGNORECASE)


QUININE = pattern(r"\w*quinine?s?\b|\btonic waters?\b|\bgin and tonics?\b|\w*хинин\w*|\bтоник(?:а|у|ом|е|и|ов)?\b")
FLOOD = pattern(
    r"""\b(?:drinks?|drinking|drank|sips?|sipping|fluids?|water|hydrat\w+)\b[^.!?]{0,80}?
    \b(?:(?:as (?:much|many|often)|plenty)\b[^.!?]{0,80}?\bas (?:\w+ ){0,3}?(?:possible|can|could|able|manage)|all you can)\b|
    \bas much (?:\w+ ){0,2}?(?:water|fluids?|liquids?)\b[^.!?]{0,40}?\bas (?:\w+ ){0,3}?(?:possible|can|could|able|manage)\b|
    \b(?:пей|пить|пейте|выпива\w+|выпей\w*)\b[^.!?]{0,80}?\b
    (?:как можно (?:больше|чаще)|максимально много|столько,? сколько (?:\w+ )?с?мож\w+)|
    \bкак можно (?:больше|чаще) (?:\w+ ){0,2}?(?:пей|пить|пейте|пьют|воды|жидкости)\b"""
)
PERCENT = pattern(r"%|‰|\bper cent\b|\bpercents?\b|\bpercentage points?\b|\bпроцент\w*")
RISK = pattern(
    r"\brisk\w*|\brisiko\w*|\bchances?\b|\bodds\b|\bprobab\w+|\b(?:un)?likel\w+|\bриск\w*|\bвероятн\w+|\bшанс\w*"
)
BY_CHANCE = pattern(r"\b(?:be|by|to|mere|pure|play of) chance\b(?! of\b)")

NOT = r"(?:not|never|cannot|\w+n['’]t|no longer|no|nobody|no one|neither|nor|without|hardly)"
DENIES = pattern(
    r"""\b(?:not|never|cannot|\w+n['’]t|no longer|nobody|no one|neither|nor|avoid(?:s|ed|ing)?|warn(?:s|ed|ing|ings)?|
    ban(?:s|ned)?|forbidden|prohibited|withdrawn|discourage[sd]?|unsafe|(?:advis\w+|advice|decided?) against|
    no (?:quinine|tonic)|не|нельзя|никогда|избегай\w*|избегать|запре[щт]\w+|предупре\w+)\b"""
)
# What holds such a word and denies nothing, or denies something else.
DENIES_NOTHING = pattern(
    rf"""\bwhy (?:not|don['’]t|wouldn['’]t)\b|\bпочему бы(?: \w+)? не\b|
    \b{NOT} (?:only|just|merely|simply|necessarily|everyone|everybody|all)\b|
    \b{NOT}(?:[^\w,;:]+(?!and\b|or\b|but\b|\w*quinin|tonic\b)\w+){{0,3}}?[^\w,;:]+(?:forget|hesitate|miss|skip|worry|fear|afraid|mind|
    without|avoid\w*|refuse|bad|wrong|ban|banned|forbidden|prohibited|dangerous|unsafe|harm\w*|hurts?|withdrawn|warn\w*|
    discouraged|leave|reject|dismiss|rule out)\b|
    \b(?:so as|in order) not\b|\bso (?:that )?(?:you|they|we|it) (?:do not|don['’]t|will not|won['’]t|never|cannot)\b|
    \b{NOT} (?:(?:get|have|suffer|feel|want|like|need|wake|be)\w*
    (?: (?:to|from|with|by|up|any|more|another|night|calf|leg|muscle|a|the|your|woken)){{0,4}} )?(?:cramp|spasm)\w*|
    \b(?:avoid\w*|warn\w*)(?: (?:of|any|more|another|night|calf|leg|muscle|a|the|your|these|those)){{0,4}} (?:cramp|spasm|pain)\w*|
    \bчтобы(?: \w+){{0,3}}? не\b|
    \bне (?:только|просто|забуд\w+|забыва\w+|повред\w+|помеша\w+|вред\w+|бойтесь|опас\w+|запре\w+|пренебрега\w+|отказыва\w+)|
    \bникогда(?: \w+){{0,2}} без\b|\bне(?: \w+){{0,3}} без\b"""
)
# Right before what is named, or right behind it.
WARNED_OFF = pattern(
    r"\b(?:(?:stay|keep)\w* (?:well )?(?:away from|clear of|off)|stop\w* (?:taking|using|drinking|giving)|"
    r"отка(?:житесь|заться|зывайтесь) от) (?:any |all |the |your )?$"
)
HARMFUL = pattern(
    r"""\W+(?:(?:for|against|at|in) (?:\w+ ){1,3}?)?(?:(?:is|are|can be|may be) (?:very |often |too )?(?:dangerous|harmful|deadly)|
    kills|(?:can|may|could|has|have) (?:even )?(?:kill|harm)(?:ed)?)\b|\W+(?:опас|вред)(?:ен|на|но|ны)\b|\W+убива\w+"""
)
BUT = pattern(r"\b(?:but|yet|however|though|although|instead|rather|но|однако|зато|а)\b|[;–—]")
CLAUSE = re.compile(r"[,;:–—]| - ")
CONDITION = pattern(r"\b(?:if|when|where|once|unless|until|если|когда)\b[^,;:]*(?:,|[.!…]*$)")
TOLD_TO = pattern(
    r"""[\W_]*(?:so|then|and|please|just|better|instead|simply|always|well)?[\W_]*
    (?:take|try|drink|use|have|sip|get|buy|add|keep|пей\w*|прин[ия]\w+те|попробуй\w*|выпей\w*|использу\w+те)\b"""
)
PRAISED = pattern(
    r"\W+(?:\w+ly )?(?:(?:may|can|might|will|would|could) )?(?:help|work|do|doe|stop|prevent|ease|relieve|reduce|cure|calm)s?\b|"
    r"\W+(?:\w+ )?(?:помога\w+|поможет|работает|снима\w+)"
)

BEFORE_A_WORKOUT = pattern(
    r"""\b(?:before|prior to|ahead of)\b[^.!?;]{0,40}?
    \b(?:run\w*|rid(?:e|es|ing)|cycling|workouts?|training|sessions?|rac(?:e|es|ing)|starts?|exercis\w+|sports?|intervals)\b|
    \bpre (?:run|ride|race|workout)\b|\b(?:in|as|during|part of) (?:the |your |a )?warm ?up\b|
    \bперед (?:\w+ ){0,3}?(?:пробежк|трениров|бег|забег|заезд|старт|гонк|поездк|нагрузк)\w*"""
)
BEFORE_IT = pattern(r"\b((?:h[eo]ld|stretch)\w*\b[^,;:]*?)\bbefore\b")
COSTS = pattern(
    r"\b(?:costs?|worse|weak(?:er|ens?)|slow(?:er|s)|los(?:e|es|s)|reduc(?:e|es|ed)|impairs?|harm(?:s|ful)?|hurts?|too long)\b|"
    r"\b(?:хуже|снижа\w+|слабее|медленнее|вред\w+)\b"
)


def never_told(text: str) -> list[str]:
    """A message for each sentence of a text (Markdown or plain) that must not be told; empty if there is none."""
    if len(text) > MOST_CHARACTERS:
        return [TOO_LONG.format(count=len(text))]
    told = [message for block in prose(text) for message in _told_in(block, REFUSALS)]
    told += [message for cell in headed_cells(text) for message in _told_in(cell, BY_THE_HEAD)]
    return list(dict.fromkeys(told))


def refuse_what_is_never_told(**texts: str) -> None:
    """Raise ValidationError for these texts, each at the field of its name."""
    wrong = {name: complaints for name, text in texts.items() if (complaints := never_told(text))}
    if wrong:
        raise ValidationError(wrong)


def _told_in(block: str, refusals: Refusals) -> Iterator[str]:
    for sentence in sentences(plain(block)):
        for piece in pieces(sentence):
            yield from _messages(piece, refusals)


def _messages(sentence: str, refusals: Refusals) -> Iterator[str]:
    for message, is_told in refusals.items():
        if is_told(sentence):
            short = sentence if len(sentence) <= LONGEST_FOUND else f"{sentence[:LONGEST_FOUND]}…"
            yield message.format(sentence=short)


def suggests_quinine(sentence: str) -> bool:
    return any(not denied(sentence, named) for named in QUININE.finditer(sentence))


def suggests_a_flood(sentence: str) -> bool:
    return any(not denied(sentence, named) for named in FLOOD.finditer(sentence))


def forecasts(sentence: str) -> bool:
    return bool(PERCENT.search(sentence) and RISK.search(BY_CHANCE.sub(" ", sentence)))


def holds_long_before(sentence: str) -> bool:
    """Whether it has a muscle held still too long before a workout, and neither denies it nor says what that costs."""
    return any(
        BEFORE_A_WORKOUT.search(part)
        and seconds_held(BEFORE_IT.sub(r"\1at", part)) >= MOST_HELD_S
        and not COSTS.search(part)
        and not DENIES.search(DENIES_NOTHING.sub(" ", part))
        for part in sentence.split(";")
    )


REFUSALS: Refusals = {
    NO_QUININE: suggests_quinine,
    NO_FLOOD: suggests_a_flood,
    NO_RISK: forecasts,
    NO_LONG_HOLD: holds_long_before,
}
# What a cell and the head of its column may tell together. A remedy is read with its row, which says whether it helps.
BY_THE_HEAD: Refusals = {message: REFUSALS[message] for message in (NO_FLOOD, NO_RISK)}


def denied(sentence: str, named: re.Match[str]) -> bool:
    """Whether the sentence denies what it names there: in that clause or later, or before it without a "but" between."""
    if "?" in sentence[-3:]:
        return False
    bare = _blank(CONDITION, _blank(DENIES_NOTHING, sentence, named), named)
    begin = max((cut.end() for cut in CLAUSE.finditer(bare, 0, named.start())), default=0)
    cut = CLAUSE.search(bare, named.end())
    own = bare[begin : cut.start() if cut else len(bare)]
    if DENIES.search(own) or WARNED_OFF.search(bare[: named.start()]) or HARMFUL.match(bare, named.end()):
        return True
    if TOLD_TO.match(own):
        return False
    if DENIES.search(bare, named.end()):
        return True
    but = max((cut.end() for cut in BUT.finditer(bare, 0, named.start())), default=0)
    return not PRAISED.match(bare, named.end()) and DENIES.search(bare, but, named.start()) is not None


def _blank(words: re.Pattern[str], sentence: str, named: re.Match[str]) -> str:
    """The sentence without these words, as long as it was; what is named stays."""

    def blank(found: re.Match[str]) -> str:
        holds_it = found.start() < named.end() and named.start() < found.end()
        return found[0] if holds_it else " " * len(found[0])

    return words.sub(blank, sentence)
