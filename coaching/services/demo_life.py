"""Weeks of a demo athlete's life, day by day, through the same verbs the pages use."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

from coaching.content.demo import DemoCramp, DemoLife, DemoPause, DemoSession
from coaching.models import Athlete, TrainingPlan, User, Workout
from coaching.rules.terms import Helped, Muscle, Outcome, Side, Timing

from . import adapting
from .incidents import log as cramps
from .incidents import nights
from .plans import SESSION_KINDS
from .training import activities, check_ins, comments, overlays
from .training.activities import Entry
from .weeks import week_of

DAY = timedelta(days=1)
SUNDAY = 6


def live(*, athlete: Athlete, coach: User, life: DemoLife, today: date, now: datetime) -> None:
    """Fill the days between the start of the active plan and today. One suggestion on the way was declined, the last waits."""
    planned = _sessions(athlete, today)
    went = dict(zip(reversed(planned), reversed(life.sessions), strict=False))
    for back in range(7 * life.weeks, life.silent_days, -1):
        on = today - back * DAY
        if life.pause and on == planned[-life.pause.session].on:
            _hold(athlete, life.pause, on)
        for workout in (workout for workout in planned if workout.on == on):
            _train(athlete, workout, went.get(workout, DemoSession()))
        _answer(athlete, life, on)
    _sleep(athlete, life, today, now)
    if life.athlete_says and athlete.user:
        _comment(planned[-1], athlete.user, life.athlete_says, _evening(planned[-1].on))
    if life.coach_says:
        _comment(_next(athlete, today), coach, life.coach_says, now)
    if any(session.cramp for session in life.sessions):
        adapting.suggest(athlete=athlete, reason="cramp", now=now, today=today)


def _sessions(athlete: Athlete, today: date) -> list[Workout]:
    found = Workout.objects.of(athlete).in_force().filter(on__lt=today, kind__in=SESSION_KINDS)
    return list(found.select_related("week__plan"))


def _evening(on: date) -> datetime:
    return datetime.combine(on, time(20), UTC)


def _form(athlete: Athlete, what: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"{athlete.pk} {what}")


def _hold(athlete: Athlete, pause: DemoPause, on: date) -> None:
    overlays.add(
        athlete=athlete, kind=pause.kind, starts_on=on, ends_on=on + (pause.days - 1) * DAY, note=pause.note,
        form=_form(athlete, f"pause {on}"), now=_evening(on), today=on,
    )  # fmt: skip


def _train(athlete: Athlete, workout: Workout, session: DemoSession) -> None:
    on = workout.on
    held = overlays.over(athlete, on, on)
    entry = Entry(Outcome.RESTED) if held else _entry(workout, session)
    activities.log(athlete=athlete, workout=workout, entry=entry, on=on, now=_evening(on), today=on)
    if session.cramp and not held:
        _cramp(athlete, workout, session.cramp)


def _entry(workout: Workout, session: DemoSession) -> Entry:
    if session.missed:
        return Entry(Outcome.MISSED, note=session.note)
    km = round(workout.distance_km * session.share, 1) if workout.distance_km else None
    outcome = Outcome.DONE if session.share > 0.7 else Outcome.PARTLY
    minutes = float(round(workout.minutes * session.share))
    return Entry(outcome, km, minutes, session.effort, session.feeling, session.note)


def _cramp(athlete: Athlete, workout: Workout, cramp: DemoCramp) -> None:
    """In the left calf, in the morning, stretched away in two minutes."""
    on = workout.on
    told = cramps.Told(
        at=datetime.combine(on, time(8, 30), UTC),
        on=on,
        timing=Timing.DURING,
        onset_km=round(workout.distance_km * cramp.share, 1) if workout.distance_km else None,
        onset_minutes=round(workout.minutes * cramp.share),
        side=Side.LEFT,
        muscles=frozenset({Muscle.CALF}),
        severity=cramp.severity,
        duration_s=120,
        helped=frozenset({Helped.STRETCHING}),
        different=cramp.different,
    )
    form = _form(athlete, f"cramp {on}")
    cramps.record(athlete=athlete, told=told, workout=workout, form=form, now=_evening(on), today=on)


def _answer(athlete: Athlete, life: DemoLife, on: date) -> None:
    """On Sundays how the week was; whatever is suggested then is declined."""
    answered = athlete.check_ins.count()
    if on.weekday() != SUNDAY or answered == len(life.limited):
        return
    week, said = week_of(on), life.limited[answered]
    check_ins.answer(athlete=athlete, week_starts_on=week, answer=said, note="", now=_evening(on), today=on)
    suggested = TrainingPlan.objects.suggested().filter(athlete=athlete, reason="check_in").first()
    if suggested and athlete.user:
        adapting.decline(plan=suggested, by=athlete.user, now=_evening(on))


def _sleep(athlete: Athlete, life: DemoLife, today: date, now: datetime) -> None:
    written = [
        nights.Written(on=today - back * DAY, cramps=count, woke=count > 0, routine=count < 2)
        for back, count in enumerate(life.nights, start=1)
    ]
    nights.write(athlete=athlete, nights=written, now=now)


def _next(athlete: Athlete, today: date) -> Workout | None:
    ahead = Workout.objects.of(athlete).in_force().filter(on__gte=today, kind__in=SESSION_KINDS)
    return ahead.select_related("week__plan").first()


def _comment(workout: Workout | None, by: User, text: str, at: datetime) -> None:
    if workout:
        form = uuid5(NAMESPACE_OID, f"{by.pk} comment {workout.on}")
        comments.comment(workout=workout, by=by, text=text, form=form, now=at)
