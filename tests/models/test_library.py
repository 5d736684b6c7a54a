"""Advice says its lists in the rules' own words, and holds no muscle long before a workout."""

import pytest
from django.core.exceptions import ValidationError

from coaching.models import Advice, Source
from coaching.models.library import HELD_TOO_LONG, seconds_held
from coaching.services import library
from tests.builders import make_advice

pytestmark = pytest.mark.django_db

STEPS = 'Write a list of texts in square brackets and double quotes, such as ["Sit on a chair."].'


@pytest.mark.parametrize("value", [5, 1.5, True, {"a": 1}, "text", ["a", 1], ["a", None], [["a"]], ["a", " "]])
def test_steps_are_a_list_of_texts(value):
    with pytest.raises(ValidationError) as refusal:
        make_advice(how_to=value).full_clean()
    assert refusal.value.message_dict == {"how_to": [STEPS]}


@pytest.mark.parametrize("value", [None, []])
def test_there_is_at_least_one_step(value):
    with pytest.raises(ValidationError) as refusal:
        Advice(**vars_of(make_advice()), how_to=value).full_clean()
    assert set(refusal.value.message_dict) >= {"how_to"}


def vars_of(advice):
    return {name: getattr(advice, name) for name in ("title", "claim", "strand", "slot", "grade")} | {"slug": "other"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("patterns", "fatigue, nocturnal, symptomatic, mixed, uncertain"),
        ("sports", "running, cycling"),
        ("kinds", "easy, long, intervals, goal_pace, strength, massage, rest, race"),
    ],
)
def test_each_list_has_its_own_words(name, words):
    with pytest.raises(ValidationError) as refusal:
        make_advice(**{name: ["swimming", "easily"]}).full_clean()
    assert refusal.value.message_dict == {name: [f"Not known: swimming, easily. Choose from: {words}."]}


def test_an_emptied_list_means_for_all():
    advice = make_advice()
    advice.patterns = None
    advice.full_clean()
    advice.save()
    assert library.catalogue()[0].patterns == frozenset()


def test_all_starter_advice_passes():
    library.load_starter()
    for advice in Advice.objects.all():
        advice.full_clean()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Hold each muscle for 60 seconds.", 60),
        ("Hold for 20 to 90 s.", 90),
        ("held for 1 minute", 60),
        ("2 min per muscle", 120),
        ("Hold each muscle for 10 to 20 seconds, once or twice: in all under 60 seconds per muscle.", 20),
        ("In all under 60 seconds per muscle, then movement", 0),
        ("Run three times for 30 seconds, holding on to nothing", 0),
        ("10 to 15 minutes, finished shortly before the start", 0),
    ],
)
def test_how_long_a_text_has_a_muscle_held(text, seconds):
    assert seconds_held(text) == seconds


@pytest.mark.parametrize(
    "fields",
    [
        {"how_to": ["Hold it for 60 s."]},
        {"dose": "90 seconds per muscle"},
        {"how_to": ["Hold it for 30 s."], "dose": "three times"},
        {"how_to": ["Stretch the calf."], "dose": "60 s per leg", "strand": "adaptation"},
    ],
)
def test_nobody_is_told_to_hold_a_stretch_for_a_minute_before_a_workout(fields):
    with pytest.raises(ValidationError) as refusal:
        make_advice(**fields).full_clean()
    assert refusal.value.messages == [HELD_TOO_LONG]


@pytest.mark.parametrize("fields", [{"slot": "evening"}, {"slot": "during"}, {"strand": "strength"}])
def test_elsewhere_a_muscle_may_be_held_as_long_as_one_likes(fields):
    make_advice(how_to=["Hold it for 60 s."], **fields).full_clean()


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ({"doi": "10.1/x", "pmid": "1"}, "https://doi.org/10.1/x"),
        ({"pmid": "1", "pmc": "PMC2"}, "https://pubmed.ncbi.nlm.nih.gov/1/"),
        ({"pmc": "PMC2"}, "https://pmc.ncbi.nlm.nih.gov/articles/PMC2/"),
        ({}, ""),
    ],
)
def test_a_source_is_read_at_the_best_known_address(fields, url):
    assert Source(key="X", **fields).url == url
