"""The two gaps of a goal: how far it is beyond what was run lately, and how fast beyond what the results back.

Each sentence shows its arithmetic. Thresholds: R9 and, where it gives none, our own decisions D1 and D10.
"""

from dataclasses import replace
from datetime import date, timedelta

from . import say
from .book import number
from .outline import event_minutes, needed, outline, ride_needed
from .pace import HALF_KM, is_marathon, predict
from .progression import longest_needed, longest_within, tier
from .terms import Answers, GoalCheck, Grade, Pattern, Prediction, Run, Sport, Statement, Tier, Verdict

ORDER = (Verdict.WITHIN_REACH, Verdict.AMBITIOUS, Verdict.NOT_BY_THEN)
AMBITIOUS = number("D1", "ambitious_share")
SHORT_OF_PREDICTION = number("D10", "faster")  # for distances R9 has no number for
FASTER_THAN_TRAINING = ((0.30, 0.15), (0.45, 0.30))  # D10 from a half on; below it: not by then, ambitious
SEARCH_WEEKS = 26
SAME_PACE = 1.005  # less than half a per cent faster is no faster
TIER_TEXT = {
    Tier.LE10: "within the tenth that runners were seen to cope with",
    Tier.OVER_10_30: "more than 10 and up to 30 % farther; runs like that were followed by overuse injuries 1.64 times as often",
    Tier.OVER_30_100: "more than 30 and up to 100 % farther; runs like that were followed by overuse injuries 1.52 times as often",
    Tier.OVER_100: "more than twice as far; runs like that were followed by overuse injuries 2.28 times as often",
}


def check(answers: Answers, pattern: Pattern, starts_on: date) -> GoalCheck | None:
    """Both gaps of the goal for a plan that starts on `starts_on`; None when no distance was named."""
    goal = answers.goal
    if goal.distance_km is None:
        return None
    if answers.sport == Sport.CYCLING:
        return _check_ride(answers, pattern, starts_on)
    prediction = predict(answers.training, goal.distance_km)
    distance_verdict, earliest, far = _distance_gap(answers, pattern, starts_on)
    pace_verdict, fast = _pace_gap(answers, prediction)
    longest = _longest_now(answers)
    return GoalCheck(
        verdict=worst(distance_verdict, pace_verdict),
        distance_verdict=distance_verdict,
        pace_verdict=pace_verdict,
        tier=tier(longest, goal.distance_km) if longest else None,
        prediction=prediction,
        realistic_s=prediction.time_s if prediction else None,
        earliest_on=earliest,
        statements=(*far, *fast),
    )


def worst(*verdicts: Verdict | None) -> Verdict:
    """The gravest of the verdicts there are; within reach when there is none."""
    return max((v for v in verdicts if v), key=ORDER.index, default=Verdict.WITHIN_REACH)


def _longest_now(answers: Answers) -> float:
    """The longest run in km that counts today; what is comfortable stands in without one."""
    training = answers.training
    if not training.longest_km:
        return training.comfortable_km or 0.0
    run = Run(training.longest_on or answers.answered_on - timedelta(days=1), training.longest_km)
    return longest_within([run], answers.answered_on + timedelta(days=1)) or 0.0


def _distance_gap(
    answers: Answers, pattern: Pattern, starts_on: date
) -> tuple[Verdict | None, date | None, list[Statement]]:
    km = answers.goal.distance_km or 0.0
    statements = [_tier_statement(answers, km)]
    if answers.goal.race_on is None:
        earliest = earliest_on(answers, pattern, starts_on)
        return None, earliest, [*statements, _earliest_statement(answers, earliest)]
    reach = outline(answers, pattern, starts_on).reach
    verdict = distance_verdict(reach, needed(answers))
    statements.append(_reach_statement(answers, km, reach))
    if verdict == Verdict.WITHIN_REACH:
        return verdict, None, statements
    earliest = earliest_on(answers, pattern, starts_on)
    return verdict, earliest, [*statements, _earliest_statement(answers, earliest)]


def distance_verdict(reach: float, enough: float) -> Verdict:
    """From the longest session before the race and what is enough (D1), both in km or both in minutes."""
    if reach >= enough - 0.05:
        return Verdict.WITHIN_REACH
    return Verdict.AMBITIOUS if reach >= enough * AMBITIOUS - 0.05 else Verdict.NOT_BY_THEN


def earliest_on(answers: Answers, pattern: Pattern, starts_on: date) -> date | None:
    """The first race day from which the distance stays within reach, week after week (D1); None beyond 26 weeks.

    Looked for on the weekday of the race that was named and after it, else in whole weeks from the start.
    """
    riding = answers.sport == Sport.CYCLING
    enough = ride_needed(event_minutes(answers) or 0.0) if riding else needed(answers)
    first = (answers.goal.race_on or starts_on - timedelta(days=1)) + timedelta(weeks=1)
    last = starts_on + timedelta(weeks=SEARCH_WEEKS)
    earliest = None
    for back in range((last - first).days // 7, -1, -1):
        race_on = first + timedelta(weeks=back)
        trial = replace(answers, goal=replace(answers.goal, race_on=race_on))
        if outline(trial, pattern, starts_on).reach < enough - 0.05:
            break
        earliest = race_on
    return earliest


def _tier_statement(answers: Answers, km: float) -> Statement:
    units, longest = answers.units, _longest_now(answers)
    name, length = say.race(km, units), say.distance(km, units)
    race = f"The {name} is {length}" if name != length else f"The race is {length}"
    if not longest:
        text = f"{race}; you named no run in the last 30 days to set it against."
        return Statement(text, Grade.LOW, ("FRANDSEN2025",), ("R1",))
    if not answers.training.longest_km:
        gap = f" That is {say.percent(km / longest)} farther." if km > longest else " That is enough."
        text = f"{race}; {say.distance(longest, units)} is what you called comfortable now.{gap}"
        return Statement(text, Grade.OWN, (), ("D7",))
    if km <= longest:
        text = f"{race}, and you ran {say.distance(longest, units)} within the last 30 days: the distance is not new to you."
        return Statement(text, Grade.LOW, ("FRANDSEN2025",), ("R1",))
    text = (
        f"{race}; your longest run of the last 30 days is {say.distance(longest, units)}. "
        f"That is {say.percent(km / longest)} farther: {TIER_TEXT[tier(longest, km)]}."
    )
    return Statement(text, Grade.LOW, ("FRANDSEN2025",), ("R1",))


def _reach_statement(answers: Answers, km: float, reach: float) -> Statement:
    units, on = answers.units, answers.goal.race_on
    text = (
        f"Growing by no more than the rules allow, your longest run in the 30 days before {say.day(on) if on else 'it'} "
        f"is {say.distance(reach, units)}. We call the distance within reach from {say.distance(needed(answers), units)}"
    )
    if is_marathon(km):
        text += (
            f"; to keep a marathon within a tenth it would take {say.distance(longest_needed(km), units)}, "
            "which hardly any plan does, so the last kilometres will be new"
        )
    return Statement(text + ".", Grade.LOW, ("FRANDSEN2025",), ("R1", "R1b", "D1"))


def _earliest_statement(answers: Answers, earliest: date | None) -> Statement:
    what = say.race(answers.goal.distance_km or 0.0, answers.units)
    if earliest is None:
        text = f"With what you run now and the days and the time you named, the {what} is more than 26 weeks away. Take a nearer goal first."
    else:
        text = f"Week by week within the rules, the {what} is within reach from {say.day(earliest)}."
    return Statement(text, Grade.OWN, (), ("D1",))


def _pace_gap(answers: Answers, prediction: Prediction | None) -> tuple[Verdict | None, list[Statement]]:
    km, target = answers.goal.distance_km or 0.0, answers.goal.target_s
    statements = _prediction_statements(prediction)
    if target is None:
        return None, statements
    verdict = None
    if prediction and prediction.time_s:
        verdict = target_verdict(target, prediction.time_s, km)
        statements.append(_target_statement(target, prediction.time_s, km))
    training = answers.training.pace_s_per_km
    if training:
        statements.append(_training_statement(answers, km, target, training))
        verdict = verdict or training_verdict(training / (target / km) - 1, km)
    return verdict, statements


def target_verdict(target_s: float, predicted_s: float, km: float) -> Verdict:
    """A target against a prediction (R9): in the marathon more than 15 min faster is not realistic; elsewhere 5 % (D10)."""
    if target_s >= predicted_s:
        return Verdict.WITHIN_REACH
    allowed = number("R9", "marathon_minutes") * 60 if is_marathon(km) else SHORT_OF_PREDICTION * predicted_s
    return Verdict.NOT_BY_THEN if predicted_s - target_s > allowed else Verdict.AMBITIOUS


def training_verdict(faster: float, km: float) -> Verdict:
    """How much faster than training a target asks to run, as a ratio minus one, where no result tells more (D10)."""
    too_much, much = FASTER_THAN_TRAINING[km < HALF_KM * 0.99]
    if faster > too_much:
        return Verdict.NOT_BY_THEN
    return Verdict.AMBITIOUS if faster > much else Verdict.WITHIN_REACH


def _prediction_statements(prediction: Prediction | None) -> list[Statement]:
    if prediction is None:
        text = "You gave no recent result, so we predict no time."
        return [Statement(text, Grade.OWN, (), ("D10",))]
    if prediction.time_s is None:
        return [Statement(f"We predict no time: {prediction.why}", prediction.grade, prediction.sources, ("R9",))]
    text = f"Your results back about {say.clock(prediction.time_s)} ({prediction.why})."
    return [Statement(text, prediction.grade, prediction.sources, ("R9",))]


def _training_statement(answers: Answers, km: float, target: float, training: float) -> Statement:
    units, wanted, same = answers.units, target / km, training * km
    ratio = training / wanted
    text = f"{say.clock(target)} is {say.pace(wanted, units)}. You train at {say.pace(training, units)}"
    if ratio < SAME_PACE:
        text += ": no faster than that."
    else:
        hours = max(target, same) >= 3600
        text += (
            f", which would make {say.clock(same)}. {short(target, hours)} from {short(same, hours)} training means running "
            f"{say.percent(ratio)} faster than you train."
        )
    return Statement(text, Grade.LOW, ("KEOGH2020", "MANJRA1996", "SCHWELLNUS2011B"), ("R9",))


def short(seconds: float, hours: bool) -> str:
    """A time as runners say it: 10800 -> "3:00" in hours and minutes, 2700 -> "45:00" in minutes and seconds."""
    if not hours:
        return say.clock(seconds)
    whole, minutes = divmod(round(seconds / 60), 60)
    return f"{whole}:{minutes:02d}"


def _target_statement(target: float, predicted: float, km: float) -> Statement:
    gap = abs(predicted - target)
    side = "faster than" if target < predicted else "slower than"
    text = f"Your target of {say.clock(target)} is {say.clock(gap)} {side} that prediction."
    if target == predicted:
        text = f"Your target of {say.clock(target)} is just that prediction."
    if target < predicted:
        limit = "15 minutes" if is_marathon(km) else "5 %"
        text += f" Up to {limit} faster we call ambitious, more than that not realistic yet."
    return Statement(
        text,
        Grade.MODERATE if is_marathon(km) else Grade.OWN,
        ("VICKERS2016",) if is_marathon(km) else (),
        ("R9", "D10"),
    )


def _check_ride(answers: Answers, pattern: Pattern, starts_on: date) -> GoalCheck:
    """Cyclists: how long the event takes against the longest ride; running numbers are no evidence here (R24, D6)."""
    minutes = event_minutes(answers) or 0.0
    statements = [_event_statement(answers, minutes)]
    verdict = earliest = None
    if answers.goal.race_on:
        reach = outline(answers, pattern, starts_on).reach
        verdict = distance_verdict(reach, ride_needed(minutes))
        statements.append(_ride_statement(answers.goal.race_on, reach, minutes))
    if verdict != Verdict.WITHIN_REACH:
        earliest = earliest_on(answers, pattern, starts_on)
        statements.append(_earliest_statement(answers, earliest))
    return GoalCheck(worst(verdict), verdict, None, None, None, None, earliest, tuple(statements))


def _event_statement(answers: Answers, minutes: float) -> Statement:
    longest = answers.training.longest_minutes or answers.training.comfortable_minutes or 0
    text = (
        f"The event is {say.distance(answers.goal.distance_km or 0.0, answers.units)}. We reckon with {say.minutes(minutes)}; your "
        f"longest ride of the last 30 days is {say.minutes(longest)}. We cannot predict a ride, so a target faster than 30 km an "
        "hour does not make it shorter, and no study gives a bound for how fast riding may grow: we go by analogy."
    )
    return Statement(text, Grade.OWN, (), ("R24", "D6"))


def _ride_statement(on: date, reach: float, minutes: float) -> Statement:
    text = (
        f"Growing carefully, your longest ride in the 30 days before {say.day(on)} is {say.minutes(reach)}. We call the event "
        f"within reach from {say.minutes(ride_needed(minutes))}: four fifths of its time, five hours at most."
    )
    return Statement(text, Grade.OWN, (), ("R24", "D6"))
