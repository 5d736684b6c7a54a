"""The coaches' desk with two athletes: Alice, whom Bob edits and Vera looks at, and Dora, whom nobody coaches."""

import pytest

from coaching.models import Source
from tests.builders import make_advice, make_assessment, make_athlete, make_cast, make_coach, make_user, with_race_in


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
    return cast
