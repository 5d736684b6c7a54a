"""Questions that everyone expects: asked, answered, and not counted, each with why and with what speaks against us."""

from collections.abc import Callable
from dataclasses import dataclass

from .. import say
from ..terms import Answers, Circumstance, Grade, Habit, Sport, Uncounted


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    answer: Callable[[Answers], str]
    why: str
    grade: Grade
    sources: tuple[str, ...]


def _habit(habit: Habit | None, doing: str) -> str:
    if habit is None:
        return f"You did not say whether you {doing}."
    return f"You said that you {habit.value} {doing}."


def _heat(answers: Answers) -> str:
    hot = Circumstance.HEAT in answers.history.circumstances
    return "You said that it was hot when it cramped." if hot else "You did not say that it was hot when it cramped."


def _load(answers: Answers) -> str:
    km, minutes = answers.training.weekly_km, answers.training.weekly_minutes
    if answers.sport == Sport.RUNNING and km is not None:
        return f"You said {say.distance(km, answers.units)} a week."
    if answers.sport == Sport.CYCLING and minutes is not None:
        return f"You said {say.minutes(minutes)} a week."
    return "You did not say how much you train in a week."


def _speed(answers: Answers) -> str:
    pace = answers.training.pace_s_per_km
    if pace is None:
        return "You did not say how fast you train."
    return f"You said {say.pace(pace, answers.units)}."


QUESTIONS: tuple[Question, ...] = (
    Question(
        "stretching",
        lambda a: _habit(a.habits.stretching, "stretch"),
        "Marathon runners who cramped stretched for 6.2 minutes a day, the others for 7.9: little beside the "
        "differences from one runner to the next. In the laboratory, stretching beforehand did not make a muscle "
        "harder to cramp. Stretching while it cramps is another matter, and helps.",
        Grade.VERY_LOW,
        ("MANJRA1996", "PANZA2017", "MILLER2018", "MILLER2022"),
    ),
    Question(
        "drinks",
        lambda a: _habit(a.habits.drinks, "drink by a plan rather than to thirst"),
        "In studies that weighed athletes before and after races, those who cramped had lost no more water than the "
        "others, so it is not the main explanation for most. Other findings point the other way: in an Ironman's "
        "medical tent, cramps and lack of water went together, and in a small experiment a sports drink delayed "
        "cramps, though it did not prevent them.",
        Grade.LOW,
        ("SCHWELLNUS2011A", "HOFFMAN2015", "MARTINEZ2022", "KONA", "JUNG2004ABS"),
    ),
    Question(
        "salt",
        lambda a: _habit(a.habits.salt, "take salt, electrolytes or magnesium"),
        "Blood salts after races did not differ in a way that matters, and sodium tablets made no difference, so it "
        "is not the main explanation for most. Other findings point the other way: after drinking plain water calves "
        "cramped more easily in a small experiment, after a drink with salts less easily, and some doctors see it in "
        "players who lose much salt. Magnesium has not been tried against cramps from exercise.",
        Grade.LOW,
        ("SCHWELLNUS2004", "SCHWELLNUS2011A", "HOFFMAN2015", "LAU2019", "LAU2021", "BERGERON2003", "GARRISON2020"),
    ),
    Question(
        "heat",
        _heat,
        "Cramps were not tied to body temperature and come in the cool too. Heat may still play a part for some: it "
        "tires you sooner, and there are reports of players in the heat who lost much salt.",
        Grade.LOW,
        ("MILLER2022", "SCHWELLNUS1997", "BERGERON2003"),
    ),
    Question(
        "weekly_load",
        _load,
        "How much people train in a week made little or no difference in large surveys of runners (1.0 to 1.1 times "
        "as often). One survey did find most cramps in experienced runners with much training. What a single session "
        "asks beyond what you are used to is counted instead.",
        Grade.LOW,
        ("DEJAGER2023", "MANJRA1996", "SCHWELLNUS2021ABS"),
    ),
    Question(
        "speed",
        _speed,
        "How fast you are is not linked in one direction: some studies find more cramps in faster runners, one in "
        "slower ones, others no difference. What counts is going faster than you are prepared for.",
        Grade.LOW,
        ("MANJRA1996", "MAUGHAN1986", "SWANEVELDER2017", "SAFER2", "SCHWELLNUS2011A"),
    ),
    Question(
        "strength",
        lambda a: _habit(a.habits.strength, "train your legs for strength"),
        "In one marathon, 25 % of those who cramped trained their legs regularly, and 47.6 % of the others. That is "
        "a hint in favour of strength, but may be chance. The plan contains it for other good reasons.",
        Grade.VERY_LOW,
        ("MARTINEZ2022",),
    ),
)


def uncounted(answers: Answers) -> tuple[Uncounted, ...]:
    """Each question with what was answered and why it carries no weight."""
    return tuple(Uncounted(q.id, q.answer(answers), q.why, q.grade, q.sources) for q in QUESTIONS)
