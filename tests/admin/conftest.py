"""The coaches' desk with two athletes: Alice, whom Bob edits and Vera looks at, and Dora, whom nobody coaches."""

import pytest

from coaching.models import Comment, Picture, Source
from coaching.services.library import comments, ratings
from tests.builders import (
    NOW,
    make_advice,
    make_article,
    make_assessment,
    make_athlete,
    make_cast,
    make_coach,
    make_user,
    with_race_in,
)
from tests.people import make_request
from tests.readers import make_comment, make_reader


@pytest.fixture
def cast(db):
    cast = make_cast()
    cast.carl = make_coach("Carl")
    cast.hers = make_assessment(athlete=cast.athlete, answers=with_race_in(4))
    cast.plan = cast.hers.plans.get()
    cast.week = cast.plan.weeks.first()
    cast.dora = make_athlete("Dora", user=make_user("Dora"))
    cast.doras = make_assessment(athlete=cast.dora, answers=with_race_in(4)).plans.get()
    cast.advice = make_advice()
    cast.advice.sources.add(Source.objects.create(key="BEHM2016", reference="A review.", grade="moderate"))
    said_by_a_reader(cast.advice)
    make_request(cast.bob, cast.athlete)
    Picture.objects.create(name="calf", alt="A calf", file="pictures/calf.webp", width=60, height=30, uploaded_at=NOW)
    return cast


def said_by_a_reader(advice):
    article, reader = make_article("talked-about"), make_reader()
    comment = make_comment(article, state=Comment.APPROVED)
    comments.report(comment=comment, reason="spam", text="", reader=reader, now=NOW)
    ratings.rate(article=article, value=5, reader=reader, now=NOW)
    ratings.say_helped(advice=advice, value="much", reader=reader, now=NOW)
