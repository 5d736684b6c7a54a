"""What a pause makes of a workout (D14)."""

import pytest

from coaching.rules import overlays
from coaching.rules.book import rule
from coaching.rules.terms import Effect, Grade, OverlayKind, RuleKind, WorkoutKind

AS_PLANNED, EASY, OFF = Effect.AS_PLANNED, Effect.EASY, Effect.OFF
KINDS = ("easy", "long", "intervals", "goal_pace", "strength", "massage", "rest", "race")
TABLE = {
    "below_par": (AS_PLANNED, EASY, EASY, EASY, OFF, AS_PLANNED, AS_PLANNED, AS_PLANNED),
    "holiday": (AS_PLANNED, EASY, EASY, EASY, OFF, AS_PLANNED, AS_PLANNED, AS_PLANNED),
    "sick": (OFF, OFF, OFF, OFF, OFF, OFF, AS_PLANNED, OFF),
    "injured": (OFF, OFF, OFF, OFF, OFF, OFF, AS_PLANNED, OFF),
}


def test_every_kind_of_workout_has_an_effect_under_every_kind_of_overlay():
    got = {
        overlay.value: tuple(overlays.effect(overlay, WorkoutKind(kind)) for kind in KINDS) for overlay in OverlayKind
    }
    assert got == TABLE
    assert set(KINDS) == {kind.value for kind in WorkoutKind}


@pytest.mark.parametrize(
    ("planned", "easy"), [(150, 40), (80, 40), (79, 35), (60, 30), (33, 15), (12, 5), (8, 5), (3, 3)]
)
def test_easy_instead_is_half_the_time_in_steps_of_five_and_forty_minutes_at_most(planned, easy):
    assert overlays.easy_minutes(planned) == easy


def test_easy_instead_never_takes_longer_than_what_was_planned():
    assert [planned for planned in range(1, 400) if not 0 < overlays.easy_minutes(planned) <= min(planned, 40)] == []


def test_what_changes_is_said_in_words_and_what_stays_is_not():
    said = {
        kind: overlays.sentence(OverlayKind.BELOW_PAR, WorkoutKind(kind), 60) for kind in ("long", "strength", "race")
    }
    assert said == {
        "long": "Easy instead, 30 minutes at most. Leave it out if it does not feel right.",
        "strength": "Left out. You need not make up for it.",
        "race": "",
    }
    assert overlays.sentence(OverlayKind.SICK, WorkoutKind.RACE, 0) == "Leave this race out. There will be another one."


def test_how_long_each_may_last_is_in_the_rule_book():
    assert {kind.value: (overlays.LEAST_DAYS[kind], overlays.MOST_DAYS[kind]) for kind in OverlayKind} == {
        "below_par": (3, 14),
        "sick": (1, 60),
        "injured": (1, 60),
        "holiday": (1, 60),
    }


def test_it_is_our_own_decision():
    ours = rule("D14")
    assert (ours.kind, ours.grade, ours.sources) == (RuleKind.DESIGN, Grade.OWN, ())
