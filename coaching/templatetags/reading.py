"""How the pages of the library say what the rows hold: references in short, and the closed lists in plain words."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from coaching.models.library.articles import ENGLISH, NATIVE
from coaching.models.library.review import EDITORS
from coaching.rules.terms import Pattern, RuleKind, Slot, Sport, Strand

register = template.Library()

KINDS = {
    RuleKind.HARD: "A limit: no plan goes beyond it",
    RuleKind.SOFT: "Advice: a plan that departs from it says so",
    RuleKind.INFO: "Information: it changes no number of a plan",
    RuleKind.DESIGN: "Our own decision, where no study settles it",
}
SLOTS = {
    Slot.BEFORE: "before training",
    Slot.DURING: "on the way, or when it cramps",
    Slot.AFTER: "after training",
    Slot.EVENING: "in the evening",
}
STRANDS = {
    Strand.STRETCHING: "Stretching and loosening",
    Strand.ADAPTATION: "Building up, pacing and everyday habits",
    Strand.INTERVALS: "Faster sessions",
    Strand.STRENGTH: "Strength",
    Strand.MASSAGE: "Massage and rolling",
}
PATTERNS = {
    Pattern.FATIGUE: "cramps with effort",
    Pattern.NOCTURNAL: "night cramps",
    Pattern.MIXED: "both kinds together",
    Pattern.SYMPTOMATIC: "cramps a doctor looks at first",
    Pattern.UNCERTAIN: "cramps that fit no kind",
}
SPORTS = {Sport.RUNNING: "runners", Sport.CYCLING: "cyclists"}

AUTHORS_AND_YEAR = re.compile(r"(?P<authors>[^(]+) \((?P<year>\d{4})")
INITIALS = re.compile(r" [A-ZÀ-ÖØ-Þ-]{1,5}$")
FIRST_WORDS = re.compile(r'[^"]*?"[^"]*"|.*?(?=[.;(]|, (?:as|with|abstract) |$)')
MOST, MOST_ABOUT = 70, 110
OUR_WORDS = re.compile(r'<a class="(?=cite|grade|note|back)')  # as the body was rendered; text has its < as &lt;


@register.filter
def short(reference: str) -> str:
    """A reference as one speaks of it: "Schwellnus and others 2011", or its first words where it has no authors."""
    match = AUTHORS_AND_YEAR.match(reference)
    if not match:
        words = FIRST_WORDS.match(reference)[0].strip()
        return words if len(words) <= MOST else words[:MOST].rsplit(" ", 1)[0] + " …"
    names = [name.strip() for name in match["authors"].replace(" et al.", ", et al.").split(",")]
    names = [INITIALS.sub("", name) for name in names if name]
    others = f" and {names[1]}" if len(names) == 2 and names[1] != "et al." else " and others" * (len(names) > 1)
    return f"{names[0].removesuffix(' et al')}{others} {match['year']}"


@register.filter
def rule_kind(kind: str) -> str:
    return KINDS[RuleKind(kind)]


@register.filter
def slot_word(slot: str) -> str:
    return SLOTS[Slot(slot)]


@register.filter
def strand_word(strand: str) -> str:
    return STRANDS[Strand(strand)]


@register.filter
def pattern_words(patterns: Iterable[str]) -> str:
    """The kinds of cramp it is for; an empty list is all of them."""
    wanted = {Pattern(pattern) for pattern in patterns}
    return " or ".join(words for pattern, words in PATTERNS.items() if pattern in wanted) or "all kinds of cramp"


@register.filter
def sport_words(sports: Iterable[str]) -> str:
    wanted = {Sport(sport) for sport in sports or SPORTS}
    return " and ".join(words for sport, words in SPORTS.items() if sport in wanted)


@register.filter
def who_for(advice: Any) -> str:
    """Whom a piece of advice is for: "runners", "everyone with night cramps", "everyone"."""
    who = sport_words(advice.sports) if advice.sports else "everyone"
    return f"{who} with {pattern_words(advice.patterns)}" if advice.patterns else who


@register.filter
def named(keys: Iterable[str], sources: Mapping[str, Any]) -> str:
    """Sources by their short names, each with a link to its page; one that is not there by its key alone."""
    return format_html_join(", ", "{}", ((_named(key, sources.get(key)),) for key in keys))


def _named(key: str, source: Any) -> str:
    if not source:
        return key
    return format_html('<a href="{}">{}</a>', reverse("coaching:source", args=[key]), short(source.reference))


@register.filter
def address(revision: Any) -> str:
    return revision.translation.get_absolute_url()


@register.filter
def address_in(revision: Any, language: str) -> str:
    """Where a reader of this language finds it: a text that is not translated says so there, and leads on in that language."""
    if language in (ENGLISH, revision.language):
        return revision.translation.get_absolute_url()
    return reverse("coaching:article_in", args=[language, revision.translation.article.slug])


@register.filter
def ours_in_english(html: str, language: str) -> str:
    """The HTML of a body, where the words that the site puts into it are English and the text is not."""
    return html if language == ENGLISH else OUR_WORDS.sub('<a lang="en" class="', html)


@register.filter
def in_sentence(name: str) -> str:
    """A name as it stands within a sentence."""
    return name[:1].lower() + name[1:] if name == EDITORS else name


@register.simple_tag
def library_address(language: str) -> str:
    """The hub of a language."""
    return reverse("coaching:library") if language == "en" else reverse("coaching:library_in", args=[language])


@register.filter
def language_name(revision: Any) -> str:
    """The name of its language, in that language."""
    return NATIVE[revision.language]


@register.filter
def keys(advice: Any) -> list[str]:
    """The keys of the sources of a piece of advice, which were fetched with it."""
    return sorted(source.key for source in advice.sources.all())


@register.filter
def about(reference: str) -> str:
    """What comes after authors and year, which is title and journal; nothing where `short` says it all."""
    match = AUTHORS_AND_YEAR.match(reference)
    rest = reference[match.end() :].partition(")")[2].lstrip(".,; ") if match else ""
    return rest if len(rest) <= MOST_ABOUT else rest[:MOST_ABOUT].rsplit(" ", 1)[0] + " …"
