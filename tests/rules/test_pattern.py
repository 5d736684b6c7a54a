"""Counts of one's own cramps: from five on, of those where the detail is known, and nothing that sounds like a proof."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.rules.pattern import ENOUGH, NO_PROOF, Cramp, Log, count, longest_before
from coaching.rules.terms import Different, Helped, Muscle, Run, Side, Sport, Timing, Units

DAY = date(2026, 11, 20)
LOG = Log(runs=(Run(DAY - timedelta(days=10), km=12.0, minutes=70),), known_from=DAY - timedelta(days=60))


def cramp(**words):
    return Cramp(**{"on": DAY, "timing": Timing.DURING} | words)


def cramps(number, **words):
    return [cramp(**words)] * number


def test_below_five_it_says_nothing_but_how_many_are_missing():
    counts = count(cramps(3, onset_km=14.0, side=Side.LEFT), LOG)
    assert (counts.sentences, counts.cramps, counts.missing) == ((), 3, 2)


def test_from_five_on_none_is_missing():
    assert count(cramps(5), LOG).missing == 0


def test_without_details_only_the_timing_is_told():
    assert count(cramps(5) + cramps(2, timing=Timing.IN_BED), LOG).sentences == (
        "Of 7 cramps, 5 came during exercise, 2 in bed.",
    )


def test_a_runner_reads_it_all():
    logged = [
        *cramps(
            4,
            onset_km=16.0,
            side=Side.LEFT,
            muscles=frozenset({Muscle.CALF}),
            severity=6,
            duration_s=90,
            different=frozenset({Different.FARTHER}),
            helped=frozenset({Helped.STRETCHING}),
        ),
        *cramps(
            1,
            onset_km=12.0,
            side=Side.BOTH,
            muscles=frozenset({Muscle.CALF, Muscle.FOOT}),
            severity=3,
            duration_s=30,
            different=frozenset({Different.FARTHER, Different.HEAT}),
            helped=frozenset({Helped.STRETCHING, Helped.WALKING}),
        ),
        *cramps(2, timing=Timing.IN_BED),
    ]
    assert count(logged, LOG).sentences == (
        "Of 7 cramps, 5 came during exercise, 2 in bed.",
        "4 of 5 cramps came beyond the longest run of the 30 days before, counting those where both are known.",
        "The 5 cramps with a distance began between 12 km and 16 km into a run.",
        "Of 5 calf cramps with a side, 4 came in the left calf, 1 in both calves.",
        "Of 5 cramps with a muscle, 5 came in the calf, 1 in the foot.",
        "What was different, for the 5 cramps where it was ticked: farther than usual 5 times, heat once.",
        "What stopped it, for the 5 cramps where it was ticked: stretching 5 times, walking once.",
        "The 5 cramps with a severity were between 3 and 6 out of 10.",
        "The 5 cramps with a duration lasted between 30 s and 1 min 30 s.",
    )


def test_a_cyclist_reads_minutes():
    log = replace(LOG, sport=Sport.CYCLING)
    assert count(cramps(5, onset_km=30.0, onset_minutes=75), log).sentences[1:] == (
        "5 of 5 cramps came beyond the longest ride of the 30 days before, counting those where both are known.",
        "The 5 cramps with a time began 1 h 15 min into a ride.",
    )


def test_what_is_the_same_for_all_is_said_once():
    told = count(cramps(5, onset_km=14.0, severity=3, duration_s=120), LOG).sentences
    assert told[2:] == (
        "The 5 cramps with a distance began 14 km into a run.",
        "The 5 cramps with a severity were all 3 out of 10.",
        "The 5 cramps with a duration all lasted 2 min.",
    )


def test_miles_are_said_to_whoever_reads_miles():
    told = count(cramps(5, onset_km=16.09344), LOG, Units.IMPERIAL).sentences
    assert told[-1] == "The 5 cramps with a distance began 10 miles into a run."


def test_a_detail_known_of_four_is_not_told():
    logged = cramps(4, onset_km=14.0, severity=5) + cramps(3)
    assert count(logged, LOG).sentences == ("Of 7 cramps, 7 came during exercise.",)


def test_as_far_as_the_longest_is_not_beyond_it():
    assert count(cramps(5, onset_km=12.0), LOG).sentences[1].startswith("0 of 5")


@pytest.mark.parametrize(
    ("run", "known_from", "expected"),
    [
        (1, 60, 12.0),
        (30, 60, 12.0),
        (30, 30, 12.0),
        (0, 60, None),  # the run of the day itself
        (31, 60, None),
        (10, 29, None),  # a longer one may lie in the days that nobody knows
        (10, None, None),
    ],
)
def test_the_longest_is_that_of_thirty_days_that_are_all_known(run, known_from, expected):
    first = known_from and DAY - timedelta(days=known_from)
    log = Log(runs=(Run(DAY - timedelta(days=run), km=12.0),), known_from=first)
    assert longest_before(log, DAY) == expected


def test_a_cramp_in_bed_has_no_place_on_a_run():
    logged = cramps(5, timing=Timing.IN_BED, onset_km=14.0, onset_minutes=80)
    assert count(logged, LOG).sentences == ("Of 5 cramps, 5 came in bed.",)


# --- Whatever was logged ---------------------------------------------------------------------------

days = st.dates(DAY - timedelta(days=90), DAY)
logged = st.builds(
    Cramp,
    on=days,
    timing=st.sampled_from(Timing),
    onset_km=st.none() | st.floats(0, 400),
    onset_minutes=st.none() | st.integers(0, 10_000),
    side=st.none() | st.sampled_from(Side),
    muscles=st.frozensets(st.sampled_from(Muscle)),
    severity=st.none() | st.integers(0, 10),
    duration_s=st.none() | st.integers(0, 100_000),
    different=st.frozensets(st.sampled_from(Different)),
    helped=st.frozensets(st.sampled_from(Helped)),
)
logs = st.builds(
    Log,
    sport=st.sampled_from(Sport),
    runs=st.lists(st.builds(Run, on=days, km=st.floats(0, 400), minutes=st.integers(0, 10_000))).map(tuple),
    known_from=st.none() | days,
)
PROOF = re.compile(r"%|percent|because|caus|risk|linked|correlat|likel|more often|less often", re.IGNORECASE)


@given(st.lists(logged, max_size=20), logs, st.sampled_from(Units))
def test_no_sentence_says_more_than_a_count(several, log, units):
    assert [sentence for sentence in count(several, log, units).sentences if PROOF.search(sentence)] == []
    assert not PROOF.search(NO_PROOF)


@given(st.lists(logged, max_size=ENOUGH - 1), logs)
def test_below_five_there_is_never_a_sentence(several, log):
    assert count(several, log).sentences == ()


@given(st.lists(logged, min_size=ENOUGH, max_size=20), logs, st.randoms(use_true_random=False))
def test_the_order_of_the_log_makes_no_difference(several, log, chance):
    mixed = chance.sample(several, len(several))
    assert count(mixed, log) == count(several, log)


@given(st.lists(logged, min_size=ENOUGH, max_size=20), logs)
def test_each_sentence_stands_on_five_cramps_and_on_no_more_than_there_are(several, log):
    for sentence in count(several, log).sentences:
        of = re.search(r"^(?:\d+ of|Of|The|.*for the) (\d+) ", sentence)
        assert ENOUGH <= int(of[1]) <= len(several)


@given(st.lists(logged, min_size=ENOUGH, max_size=20), logs)
def test_the_timings_add_up(several, log):
    first, *parts = re.findall(r"\d+", count(several, log).sentences[0])
    assert sum(map(int, parts)) == int(first) == len(several)
