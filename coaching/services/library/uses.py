"""What the site stands on: every rule, every row of the triage table, and where each source is used."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from django.db.models import Count

from coaching.models import Advice, ArticleRevision, Source
from coaching.rules.book import RULES, Rule
from coaching.rules.factors import FACTORS
from coaching.rules.factors.not_counted import QUESTIONS
from coaching.rules.terms import Grade
from coaching.rules.triage import ROWS
from coaching.rules.wording.patterns import PATTERNS

from .reading import HUB_ORDER
from .rule_words import BORDERS, STEPS, looked_for, numbers_of, outcome_of


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule with its numbers in words."""

    rule: Rule
    numbers: str


@dataclass(frozen=True, slots=True)
class RowEntry:
    """A row of the triage table in words; each of `looks_for` is enough by itself."""

    id: str
    looks_for: tuple[str, ...]
    outcome: str
    sources: tuple[str, ...]
    border: str
    grade: Grade


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    rows: tuple[RowEntry, ...]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Every rule, and the triage table step by step."""

    rules: tuple[RuleEntry, ...]
    steps: tuple[Step, ...]

    def cited(self) -> set[str]:
        """The keys of all sources that stand in it."""
        rules = {key for entry in self.rules for key in (*entry.rule.sources, *entry.rule.against)}
        return rules | {key for step in self.steps for row in step.rows for key in row.sources}


@dataclass(frozen=True, slots=True)
class Places:
    """Where a source is used. `findings` are sentences of the findings page; advice and articles only if readers see them."""

    rules: tuple[Rule, ...] = ()
    against: tuple[Rule, ...] = ()
    rows: tuple[RowEntry, ...] = ()
    findings: tuple[str, ...] = ()
    advice: tuple[Advice, ...] = ()
    articles: tuple[ArticleRevision, ...] = ()

    @property
    def count(self) -> int:
        return sum(len(getattr(self, each.name)) for each in fields(self))


def rule_book() -> RuleBook:
    """The rules and the triage table, in the order in which they are asked. No query."""
    return BOOK


def _steps() -> Iterator[Step]:
    for step, title in STEPS.items():
        rows = (row for row in ROWS if row.step == step)
        yield Step(
            title,
            tuple(
                RowEntry(row.id, looked_for(row), outcome_of(row), row.sources, BORDERS[row.threshold], row.grade)
                for row in rows
            ),
        )


BOOK = RuleBook(tuple(RuleEntry(rule, numbers_of(rule)) for rule in RULES), tuple(_steps()))


def places(*, source: Source, at: datetime) -> Places:
    """Where a source is used at that moment. Two queries."""
    found = STANDING.get(source.key, Places())
    live = ArticleRevision.objects.live(at).filter(sources=source).defer("body", "html")
    return replace(
        found,
        advice=tuple(source.advice.current()),
        articles=tuple(live.select_related("translation__article").order_by(*HUB_ORDER)),
    )


def counts(at: datetime) -> Counter[str]:
    """How many places use each source at that moment, by key. Two queries."""
    advice = Source.objects.filter(advice__isnull=False, advice__archived_at=None).annotate(places=Count("advice"))
    live = Source.objects.filter(revisions__in=ArticleRevision.objects.live(at)).annotate(places=Count("revisions"))
    total = Counter({key: found.count for key, found in STANDING.items()})
    for counted in (advice, live):
        total.update(dict(counted.order_by().values_list("key", "places")))
    return total


def _in_the_rules() -> Iterator[tuple[str, str, Any]]:
    """What never changes while the site runs: (key of the source, field of Places, place)."""
    for rule in RULES:
        yield from ((key, "rules", rule) for key in rule.sources)
        yield from ((key, "against", rule) for key in rule.against)
    for row in (row for step in BOOK.steps for row in step.rows):
        yield from ((key, "rows", row) for key in row.sources)
    for text, sources in _sentences():
        yield from ((key, "findings", text) for key in sources)


def _sentences() -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the findings page may say, by the words under which a reader knows it."""
    for pattern in PATTERNS.values():
        yield f"The pattern: {pattern.name}", (*pattern.sources, *pattern.help_sources)
    for factor in FACTORS:
        yield factor.text, (*factor.sources, *(factor.riding.sources if factor.riding else ()))
    for question in QUESTIONS:
        yield f"Asked and not counted: {question.id.replace('_', ' ')}", question.sources


def _standing() -> dict[str, Places]:
    found: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for key, kind, place in _in_the_rules():
        if place not in found[key][kind]:
            found[key][kind].append(place)
    return {key: Places(**{kind: tuple(listed) for kind, listed in kinds.items()}) for key, kinds in found.items()}


STANDING = _standing()
