"""Answers in the words of the questions: those of one assessment in short, and all of them side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coaching.forms.assessments.base import StepForm
from coaching.forms.assessments.steps import STEPS, steps_for
from coaching.forms.fields import NOT_ANSWERED
from coaching.models import Assessment
from coaching.rules.terms import Answers
from coaching.services import assessments

SHORT = ("safety", "signs", "where-and-when", "how-it-goes", "training", "goal", "days", "health")


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer; `changed` where the assessment before it said something else."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Line:
    question: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Page:
    title: str
    lines: tuple[Line, ...]


def in_short(assessment: Assessment, answers: Answers) -> list[tuple[str, str]]:
    """What a coach wants at a glance, without what was not answered."""
    asked = [form for form in steps_for(answers) if form.slug in SHORT and form.slug in assessment.done]
    rows = [row for form in asked for row in form.rows(answers)]
    return [(question, said) for question, said in rows if said != NOT_ANSWERED]


def side_by_side(sent: Sequence[Assessment], today: date) -> list[Page]:
    """A line for each question that was asked in any of them, with a cell for each assessment, in the order given."""
    told = [(one, assessments.answers_of(one, today=today)) for one in sent]
    pages = [Page(form.title, _lines(form, told)) for form in STEPS]
    return [page for page in pages if page.lines]


def what_changed(sent: Sequence[Assessment], today: date) -> list[Line]:
    """The lines in which any of these assessments says something else than the one before it."""
    lines = (line for page in side_by_side(sent, today) for line in page.lines)
    return [line for line in lines if any(cell.changed for cell in line.cells)]


def _lines(form: type[StepForm], told: list[tuple[Assessment, Answers]]) -> tuple[Line, ...]:
    columns = [_said(form, one, answers) for one, answers in told]
    questions = dict.fromkeys(question for column in columns for question in column)
    return tuple(Line(question, _cells([column.get(question, "") for column in columns])) for question in questions)


def _said(form: type[StepForm], one: Assessment, answers: Answers) -> dict[str, str]:
    """Nothing for a page that was not asked."""
    return dict(form.rows(answers)) if form.slug in one.done and form.applies(answers) else {}


def _cells(texts: list[str]) -> tuple[Cell, ...]:
    """The newest stands first; the oldest has nothing before it."""
    before = [*texts[1:], *texts[-1:]]
    return tuple(Cell(text, bool(text) and text != other) for text, other in zip(texts, before, strict=True))
