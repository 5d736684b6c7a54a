"""Why this plan, in sentences with their rules; and the choices when a date cannot be reached."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from . import say
from .book import rule
from .frame import MOST_WEEKS
from .outline import RIDE_SHARE, Outline, outline, sessions
from .pace import HALF_KM, training_paces
from .progression import CAP, longest_within, round_down
from .shelf import NIGHT
from .terms import (
    AgeBand,
    Answers,
    Choice,
    Findings,
    Grade,
    Phase,
    Sport,
    Statement,
    Verdict,
)


def statements(
    answers: Answers, findings: Findings, lines: Outline, starts_on: date, *, fast: bool
) -> tuple[Statement, ...]:
    """What shaped the plan, the calendar first; `fast` is whether it has any fast session."""
    parts = (_lead, _start, _growth, _cut_backs, _taper, _pace, _sessions, _strands, _night, _time)
    told = [s for part in parts for s in part(answers, findings, lines, starts_on)]
    return (*told, _speed(lines, fast))


def _by(rule_id: str, text: str, *more: str) -> Statement:
    """A sentence that stands on a rule: its grade and sources are those of the rule book."""
    book = rule(rule_id)
    return Statement(text, book.grade, book.sources, (rule_id, *more))


def _lead(answers: Answers, findings: Findings, lines: Outline, starts_on: date) -> Iterator[Statement]:
    first = lines.weeks[0].frame.starts_on
    if lines.race_on is None:
        yield _by("D1", f"You named no race, so this is an open plan of {len(lines.weeks)} weeks.")
    elif (first - starts_on).days >= 7:
        text = (
            f"Your race is more than {MOST_WEEKS} weeks away. The plan is its last {MOST_WEEKS} weeks and starts on "
            f"{say.day(first)}. It reckons that you go on as you do now until then; answer again shortly before."
        )
        yield _by("D1", text)
    elif first > starts_on:
        yield _by("D9", f"The plan starts on {say.day(first)}, so that its weeks end on the day of the race.")
    if any(week.frame.phase == Phase.RECOVERY for week in lines.weeks):
        text = (
            "The race is too close to build for. The weeks up to it keep you fresh, the weeks after it let you recover."
        )
        yield _by("D9", text)


def _start(answers: Answers, findings: Findings, lines: Outline, starts_on: date) -> Iterator[Statement]:
    base = lines.baseline
    if answers.sport == Sport.CYCLING:
        text = (
            "We found no study that says how fast riding may grow. The plan counts minutes and grows carefully, by analogy "
            "with running; that is our own decision."
        )
        yield _by("R24", text, "D6")
        return
    longest = longest_within(base.runs, max(starts_on, lines.weeks[0].frame.starts_on))
    if longest is None or not (answers.training.longest_km or answers.training.weekly_km):
        text = (
            f"We know of no run in the 30 days before the plan, so it starts from {say.distance(base.start_km, answers.units)}: "
            "what you called comfortable, or our own careful guess."
        )
        yield _by("D7", text, "R1")
    else:
        text = (
            f"The longest run of the last 30 days that we count is {say.distance(longest, answers.units)}. No training run is "
            "more than a tenth longer than the longest of the 30 days before it."
        )
        yield _by("R1", text)
    if answers.training.longest_km and answers.training.longest_on is None:
        text = "You did not say when your longest run was, so we count it as three weeks old; tell us the date and the plan fits better."
        yield _by("D7", text)
    if answers.training.weekly_km is None and base.weekly_km:
        text = (
            f"You did not say how far you run in a week. From your longest run we reckon with "
            f"{say.distance(base.weekly_km, answers.units)}; tell us and the plan fits better."
        )
        yield _by("D7", text)
    if base.first_week_km is not None:
        text = f"Your first seven days stay at {say.distance(base.first_week_km, answers.units)} in all."
        yield _by("R4", text)


def _growth(answers: Answers, findings: Findings, lines: Outline, starts_on: date) -> Iterator[Statement]:
    if answers.sport == Sport.RUNNING:
        yield _by(
            "R2",
            "No week has more than a fifth more distance than the one before, where weeks under 10 km count as 10; more than 30 % the plan would refuse.",
        )


def _cut_backs(answers: Answers, findings: Findings, lines: Outline, starts_on: date) -> Iterator[Statement]:
    numbers = [str(week.frame.number) for week in lines.weeks if week.frame.phase == Phase.CUT_BACK]
    if numbers:
        which = f"Week {numbers[0]} is" if len(numbers) == 1 else f"Weeks {', '.join(numbers)} are"
        yield _by(
            "R8",
            f"{which} lighter. That every fourth week should be is a convention; its size is our own decision.",
            "D3",
        )


def _taper(answers: Answers, findings: Findings, lines: Outline, starts_on: date) -> Iterator[Statement]:
    totals = [week.total for week in lines.weeks if week.frame.phase in (Phase.TAPER, Phase.RACE)]
    before = [week.total for week in lines.weeks if week.frame.phase in (Phase.BUILD, Phase.CUT_BACK)]
    count = len(totals)
    if count > 1 and before and max(totals) < max(before):
        text = f"In the last {count} weeks before the race the distance goes down, so that you come fresh to the start."
        yield _by("R7", text, *(("R26",) if answers.sport == Sport.RUNNING else ()))


def _pace(answers: Answers, findings: Findings, lines: Outline, starts_on: date) -> Iterator[Statement]:
    if answers.sport == Sport.CYCLING:
        return
    if answers.training.results:
        text = "Paces come from your results, so from what you can do today. A faster goal does not make them faster."
        easy, usual = training_paces(answers.training).easy, answers.training.pace_s_per_km
        if easy and usual and usual < easy.fast_s_per_km:
            text += (
                f" Your usual {say.pace(usual, answers.units)} is faster than your easy range: slow down on easy days."
            )
    elif answers.training.pace_s_per_km:
        text = "You gave no recent result: easy runs keep your usual pace, everything faster goes by effort."
    else:
        text = "You gave neither a result nor a pace: everything goes by effort, in words."
    yield Statement(text, Grade.VERY_LOW, ("DANIELS",), ("R9", "D10"))


def _sessions(answers: Answers, findings: Findings, lines: Outline, starts_on: date) -> Iterator[Statement]:
    now, planned = answers.training.sessions_per_week, sessions(answers)
    if now is not None and now < planned and answers.sport == Sport.CYCLING:
        yield _by("D7", f"The plan has {planned} rides a week, {planned - now} more than you do now.", "R24")
    elif now is not None and now < planned:
        text = f"You train {now or 'no'} times a week now; the plan has {planned}. Fewer than three went together with cramps."
        yield _by("R25", text.replace("1 times", "once"))
    if (now or 0) > planned:
        yield _by(
            "D8",
            "You train more often now than the days you named (or six a week) allow; the plan uses fewer sessions.",
        )


def _strands(answers: Answers, findings: Findings, lines: Outline, starts_on: date) -> Iterator[Statement]:
    if lines.extras.strength_sessions:
        times = "twice" if lines.extras.strength_sessions > 1 else "once"
        if answers.sport == Sport.RUNNING:
            yield _by("R15", f"Strength for calves and legs comes {times} a week.", "D8")
        else:
            yield _by("D8", f"Strength for calves and thighs comes {times} a week, by analogy with runners.", "R24")
    if lines.extras.massage_minutes:
        yield _by("R20", "Massage is there for comfort. Leave it out when you like.")


def _speed(lines: Outline, fast: bool) -> Statement:
    if fast:
        return _by("R5", "At most one session a week is fast; the others are easy.", "R23", "D11")
    if not any(week.frame.hard_on for week in lines.weeks):
        return _by("R23", "The days you named leave none that is apart from the long day, so there is no fast session.")
    return _by("D11", "There is no fast session: first your legs get used to the distance.")


def _night(answers: Answers, findings: Findings, lines: Outline, starts_on: date) -> Iterator[Statement]:
    if findings.triage.pattern not in NIGHT:
        return
    text = "Every evening for six weeks you stretch calves and hamstrings, then look back whether it helped."
    if answers.person.age != AgeBand.A56:
        text += " It was tried with people over 55; for you it is carried over."
    yield _by("R13", text)


def _time(answers: Answers, findings: Findings, lines: Outline, starts_on: date) -> Iterator[Statement]:
    if lines.baseline.max_minutes_per_week is not None:
        text = f"No week takes more than the {say.minutes(lines.baseline.max_minutes_per_week)} you named, strength included."
        yield _by("D8", text)


def choices(answers: Answers, findings: Findings, lines: Outline) -> tuple[Choice, ...]:
    """Ways out when the distance or the time is not realistic by the date; none otherwise."""
    goal = findings.goal
    if goal is None or lines.race_on is None:
        return ()
    ways: list[Choice] = []
    if goal.distance_verdict == Verdict.NOT_BY_THEN:
        ways += [*_later(goal.earliest_on), *_more_time(answers, findings, lines), *_shorter(answers, lines)]
        ways.append(_as_it_is(answers, lines))
    if goal.pace_verdict == Verdict.NOT_BY_THEN:
        ways += _slower(goal.realistic_s)
    return tuple(ways)


def _later(earliest: date | None) -> list[Choice]:
    if earliest is None:
        return []
    text = f"From {say.day(earliest)} the distance is within reach. Choose a race then or later, and we plan for it."
    return [Choice("A later race", text, race_on=earliest)]


def _more_time(answers: Answers, findings: Findings, lines: Outline) -> list[Choice]:
    """Where the time that was named holds the distance back, and only that."""
    if lines.baseline.max_minutes_per_week is None:
        return []
    free = replace(answers, availability=replace(answers.availability, max_minutes_per_week=None))
    unbound = outline(free, findings.triage.pattern, lines.weeks[0].frame.starts_on)
    if unbound.reach <= lines.reach + 0.5:
        return []
    reach = say.minutes(unbound.reach) if answers.sport == Sport.CYCLING else say.distance(unbound.reach, answers.units)
    text = (
        f"The {say.minutes(lines.baseline.max_minutes_per_week)} a week that you named hold the plan back. Without that limit it "
        f"would take you to {reach} by your date."
    )
    return [Choice("More time in the week", text)]


def _shorter(answers: Answers, lines: Outline) -> list[Choice]:
    """The longest usual race that is within reach by the date, else as far as one run may go."""
    wanted = lines.race_km or 0.0
    if answers.sport == Sport.CYCLING:
        text = f"Choose a route of about {say.minutes(lines.reach / RIDE_SHARE)}: that fits the longest ride you can have done by then."
        return [Choice("A shorter route", text)]
    able = [km for km in (5.0, 10.0, HALF_KM) if km < wanted - 0.5 and lines.reach >= km / CAP - 0.05]
    km = max(able, default=round_down(lines.reach * CAP))
    if km < 1:
        return []
    text = f"On the same day a race of {say.distance(km, answers.units)} is within reach."
    return [Choice("A shorter race", text, distance_km=km)]


def _as_it_is(answers: Answers, lines: Outline) -> Choice:
    reach = say.minutes(lines.reach) if answers.sport == Sport.CYCLING else say.distance(lines.reach, answers.units)
    text = (
        f"The plan takes you as far as the rules allow, {reach} at once. Start easy, walk whenever you like, and stop without "
        "shame: everything beyond is new to your calves."
    )
    return Choice("Start all the same, without a target", text)


def _slower(realistic: float | None) -> list[Choice]:
    if realistic is None:
        text = "Run for the distance this time and let the result tell which target fits next."
        return [Choice("No target time", text)]
    return [Choice("A time your results back", f"About {say.clock(realistic)} fits what you can do today.")]
