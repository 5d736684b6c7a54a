"""Answers in the words of the questions, in short and side by side."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coaching.content import demo
from coaching.forms.assessments.steps import steps_for
from coaching.forms.desk.answers import Cell, in_short, side_by_side
from coaching.rules.terms import Answers
from coaching.services import assessments
from tests.builders import NOW, TODAY, make_assessment, make_athlete

pytestmark = pytest.mark.django_db


def make_sent(athlete, answers, days_ago=0):
    sent = make_assessment(athlete=athlete, answers=answers, now=NOW - timedelta(days=days_ago))
    sent.done = [form.slug for form in steps_for(answers)]
    sent.save()
    return sent


def lines(pages):
    return {line.question: line.cells for page in pages for line in page.lines}


def test_what_differs_from_the_assessment_before_is_marked():
    athlete, first = make_athlete("Alice"), demo.fatigue(TODAY)
    old = make_sent(athlete, first, days_ago=30)
    new = make_sent(athlete, replace(first, training=replace(first.training, sessions_per_week=2)))
    told = lines(side_by_side([new, old], TODAY))
    assert told["Runs a week"] == (Cell("2", True), Cell("4", False))
    assert told["Which muscles"] == (Cell("Calf", False), Cell("Calf", False))


def test_a_page_that_was_not_asked_leaves_its_place_empty():
    athlete, answers = make_athlete("Alice"), demo.fatigue(TODAY)
    old, new = make_sent(athlete, answers, days_ago=30), make_sent(athlete, answers)
    old.done = ["safety"]
    told = lines(side_by_side([new, old], TODAY))
    assert told["Runs a week"] == (Cell("4", True), Cell("", False))


def test_nothing_sent_is_no_page():
    assert side_by_side([], TODAY) == []


def test_in_short_leaves_out_what_was_not_answered():
    sent = make_sent(make_athlete("Alice"), demo.fatigue(TODAY))
    short = dict(in_short(sent, assessments.answers_of(sent, today=TODAY)))
    assert short["Which muscles"] == "Calf"
    assert "Not answered" not in short.values()
    assert "Massage" not in short


def test_in_short_of_an_assessment_that_ended_early_is_what_was_asked():
    sent = make_sent(make_athlete("Alice"), Answers(answered_on=TODAY))
    sent.done = ["safety"]
    assert [question for question, _ in in_short(sent, Answers(answered_on=TODAY))] == ["Signs that need help at once"]
