"""The form of one cramp: what it asks, refuses, hands over and says."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils.datastructures import MultiValueDict

from coaching.forms.incidents import labels
from coaching.forms.incidents.cramp import MINUTES_NEED_AN_END, ONSET_NEEDS_A_RUN, WHAT_TIME, WHICH_DAY, CrampForm
from coaching.forms.incidents.moment import IN_THE_FUTURE, TOO_LONG_AGO, read_clock
from coaching.rules.terms import Answers, Different, Helped, Muscle, Side, Sign, Sport, Timing, Units
from coaching.services.incidents.log import Told

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, 0, 30, tzinfo=UTC)
BERLIN, LONDON = ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/London")
ENOUGH = {"on": "2026-11-22", "at": "11:30", "timing": "during", "signs": ["none"]}
ALL = ENOUGH | {
    "side": "left",
    "muscles": ["calf", "foot"],
    "onset_km": "16.5",
    "onset_minutes": "1h35",
    "severity": "7",
    "duration_s": "1 min 30 s",
    "twitching_only": "no",
    "helped": ["stretching", "walking"],
    "different": ["farther", "heat"],
    "note": "Second half, uphill.",
}
PAGE = Template("{% load crispy_forms_tags %}{% crispy form %}")


def form(fields=None, *, units=Units.METRIC, sport=Sport.RUNNING, now=NOW, zone=UTC, incident=None):
    sent = {name: value if isinstance(value, list) else [value] for name, value in (fields or {}).items()}
    answers = Answers(now.astimezone(zone).date(), sport=sport, units=units)
    return CrampForm(MultiValueDict(sent) if fields else None, answers=answers, now=now, zone=zone, incident=incident)


def told(fields, **about):
    sent = form(fields, **about)
    assert sent.errors == {}
    return sent.told()


def wrong(changes, **about):
    return {name: list(said) for name, said in form(ENOUGH | changes, **about).errors.items()}


def incident_of(told, **fields):
    """A row as it would be read."""
    sets = {name: sorted(getattr(told, name)) for name in ("muscles", "helped", "different", "signs")}
    plain = {name: getattr(told, name) for name in Told.__dataclass_fields__} | sets | {"side": told.side or ""}
    return SimpleNamespace(**(plain | {"changed_at": NOW} | fields))


# --- What it takes ----------------------------------------------------------------------------------


def test_when_the_kind_and_the_signs_are_enough():
    assert told(ENOUGH) == Told(
        at=datetime(2026, 11, 22, 11, 30, tzinfo=UTC), on=TODAY, timing=Timing.DURING, twitching_only=False
    )


def test_everything_is_handed_over_in_the_words_of_the_rules():
    assert told(ALL) == Told(
        at=datetime(2026, 11, 22, 11, 30, tzinfo=UTC),
        on=TODAY,
        timing=Timing.DURING,
        onset_km=16.5,
        onset_minutes=95,
        side=Side.LEFT,
        muscles=frozenset({Muscle.CALF, Muscle.FOOT}),
        severity=7,
        duration_s=90,
        helped=frozenset({Helped.STRETCHING, Helped.WALKING}),
        different=frozenset({Different.FARTHER, Different.HEAT}),
        note="Second half, uphill.",
    )


def test_miles_are_kept_as_kilometres():
    assert told(ENOUGH | {"onset_km": "10"}, units=Units.IMPERIAL).onset_km == 16.0934
    assert told(ENOUGH | {"onset_km": "16 km"}, units=Units.IMPERIAL).onset_km == 16.0


def test_strength_zero_and_no_minute_after_are_answers():
    sent = told(ENOUGH | {"timing": "after", "severity": "0", "minutes_after_exercise": "0"})
    assert (sent.severity, sent.minutes_after_exercise) == (0, 0)


def test_i_cannot_say_is_no_answer():
    sent = told(ENOUGH | {"severity": "unknown", "side": "unknown"})
    assert (sent.severity, sent.side) == (None, None)


# --- What it refuses --------------------------------------------------------------------------------


def test_only_when_the_kind_and_the_signs_are_required():
    assert {name: list(said) for name, said in form({"note": "ouch"}).errors.items()} == {
        "on": [WHICH_DAY],
        "at": [WHAT_TIME],
        "timing": ["Choose when it came."],
        "signs": ["Choose what applies, or None of these."],
    }


def test_a_sign_and_none_of_these_exclude_each_other():
    both = "Choose either “None of these” or what applies, not both."
    assert wrong({"signs": ["none", "pop"]}) == {"signs": [both]}


@pytest.mark.parametrize("timing", ["after", "in_bed", "at_rest"])
def test_an_onset_needs_exercise(timing):
    said = ONSET_NEEDS_A_RUN.format(run="run")
    assert wrong({"timing": timing, "onset_km": "3", "onset_minutes": "20"}) == {
        "onset_km": [said],
        "onset_minutes": [said],
    }


def test_minutes_after_exercise_need_an_end_of_it():
    assert wrong({"minutes_after_exercise": "20"}, sport=Sport.CYCLING) == {
        "minutes_after_exercise": [MINUTES_NEED_AN_END.format(run="ride")]
    }


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"onset_km": "1e9"}, {"onset_km": ["Write a distance such as 10 or 10.5 km."]}),
        ({"onset_km": "900000"}, {"onset_km": ["It can be 400 km at most."]}),
        ({"duration_s": "30"}, {"duration_s": ["Write seconds or minutes with their unit, such as 30 s or 2 min."]}),
        ({"severity": "11"}, {"severity": ["Choose one of the answers shown."]}),
        ({"timing": "tomorrow"}, {"timing": ["Choose one of the answers shown."]}),
        ({"at": "noon"}, {"at": ["Write a time such as 21:30 or 9.30 pm."]}),
        ({"at": "25:00"}, {"at": ["Write a time such as 21:30 or 9.30 pm."]}),
        ({"on": "2026-02-30"}, {"on": ["Write a date such as 14/03/2027."]}),
        ({"note": "a" * 2001}, {"note": ["Make it shorter: 2000 characters fit, and it has 2001."]}),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(changes, said):
    assert wrong(changes) == said


@pytest.mark.parametrize(
    ("typed", "read"),
    [("21:30", (21, 30)), ("9.30 pm", (21, 30)), ("12 am", (0, 0)), ("7am", (7, 0)), ("06:15:59", (6, 15))],
)
def test_times_of_day_are_read_as_people_write_them(typed, read):
    clock = read_clock(typed)
    assert (clock.hour, clock.minute) == read


@pytest.mark.parametrize("typed", ["7", "13 pm", "0 am", "24:00", "7:60", "", "٧:٣٠"])
def test_what_may_be_two_times_or_none_is_not_guessed(typed):
    assert read_clock(typed) is None


# --- Time -------------------------------------------------------------------------------------------


def test_the_clock_is_the_persons_own():
    sent = told(ENOUGH | {"on": "2026-11-22", "at": "00:30"}, zone=BERLIN)
    assert (sent.at, sent.on) == (datetime(2026, 11, 21, 23, 30, tzinfo=UTC), TODAY)


def test_the_future_is_refused_but_for_a_clock_that_is_a_little_ahead():
    assert wrong({"at": "12:06"}) == {"on": [IN_THE_FUTURE]}
    assert wrong({"on": "2026-11-23"}) == {"on": [IN_THE_FUTURE]}
    assert wrong({"on": "9999-12-31"}) == {"on": [IN_THE_FUTURE]}
    assert told(ENOUGH | {"at": "12:05"}).at == datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def test_a_clock_ahead_of_midnight_is_of_the_day_that_is():
    now = datetime(2026, 11, 22, 23, 58, tzinfo=UTC)
    sent = told(ENOUGH | {"on": "2026-11-23", "at": "00:02"}, now=now)
    assert (sent.at, sent.on) == (now, TODAY)


@pytest.mark.parametrize(("on", "said"), [("2025-10-18", {}), ("2025-10-17", {"on": [TOO_LONG_AGO]})])
def test_the_log_goes_back_400_days(on, said):
    assert wrong({"on": on}) == said
    assert wrong({"on": "0001-01-01"}) == {"on": [TOO_LONG_AGO]}


def test_a_time_that_the_clocks_skipped_is_told_with_the_next_one():
    spring = {"on": "2026-03-29", "at": "01:30"}
    assert wrong(spring, zone=LONDON) == {
        "at": ["There was no 01:30 on this day, as the clocks went forward. Write 02:00 or later."]
    }
    assert told(ENOUGH | spring, zone=UTC).at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_time_that_came_twice_is_taken_the_first_time():
    autumn = ENOUGH | {"on": "2026-10-25", "at": "01:30"}
    assert told(autumn, zone=LONDON).at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_what_is_not_touched_keeps_its_moment_and_its_day_in_another_time_zone():
    written = told(ENOUGH, zone=BERLIN)
    moved = ZoneInfo("Pacific/Auckland")
    row = incident_of(written)
    shown = form(zone=moved, incident=row).initial
    assert (shown["on"], shown["at"]) == ("2026-11-22", "23:30")
    sent = told(ENOUGH | {"on": shown["on"], "at": shown["at"]}, zone=moved, incident=row)
    assert (sent.at, sent.on) == (written.at, written.on)


def test_a_cramp_can_be_corrected_when_it_has_become_old():
    row = incident_of(told(ENOUGH))
    later = datetime(2028, 1, 1, tzinfo=UTC)
    assert told(ENOUGH | {"note": "x"}, now=later, incident=row).on == TODAY
    assert wrong({"at": "11:31"}, now=later, incident=row) == {"on": [TOO_LONG_AGO]}


# --- What it shows ----------------------------------------------------------------------------------


def test_a_new_one_has_the_calf_ticked():
    assert form().initial == {"muscles": ["calf"]}


def test_a_row_fills_the_form_so_that_it_sends_the_same():
    row = incident_of(told(ALL, units=Units.IMPERIAL))
    again = form(units=Units.IMPERIAL, incident=row)
    assert told(again.initial, units=Units.IMPERIAL, incident=row) == told(ALL, units=Units.IMPERIAL)


def test_what_was_written_is_said_in_words_and_units():
    assert form(incident=incident_of(told(ALL)), units=Units.IMPERIAL).rows() == [
        ("When it came", "During a run"),
        ("Signs that need a doctor", "None of these"),
        ("Side", "Left"),
        ("Muscles", "Calf; Foot or toes"),
        ("How far in", "10.3 miles"),
        ("After how many minutes", "1 h 35 min"),
        ("How strong, 0 to 10", "7"),
        ("How long it lasted", "1 min 30 s"),
        ("What stopped it", "Stretching; Walking"),
        ("What was different", "Farther than usual; Heat"),
    ]


def test_a_cyclist_reads_of_rides():
    html = PAGE.render(Context({"form": form(sport=Sport.CYCLING, units=Units.IMPERIAL)}))
    assert "During a ride" in html
    assert "How far into the ride, in miles?" in html


def test_every_sign_is_asked_once_and_none_of_these_comes_last():
    asked = [key for _, group in form().fields["signs"].choices[:-1] for key, _ in group]
    assert sorted(asked) == sorted(Sign)
    assert form().fields["signs"].choices[-1] == ("none", "None of these")


def test_every_word_of_the_lists_has_its_label():
    tables = [(labels.HELPED, Helped), (labels.DIFFERENT, Different), (labels.SIDES, Side), (labels.SIGNS, Sign)]
    assert [set(table) for table, _ in tables] == [set(words) for _, words in tables]


def test_a_link_from_the_list_of_errors_reaches_the_first_sign():
    html = PAGE.render(Context({"form": form({"note": "x"})}))
    assert 'href="#id_signs_0"' in html
    assert html.count('id="id_signs_0"') == 1


def test_heat_is_asked_and_said_not_to_count():
    assert "not counted" in form().fields["different"].help_text


def test_a_spoilt_mark_of_what_was_seen_is_none():
    sent = form(ENOUGH | {"seen": "yesterday"}, incident=incident_of(told(ENOUGH)))
    assert sent.is_valid()
    assert sent.was_seen is None
