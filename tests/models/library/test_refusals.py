"""What the library never tells, and how long it has a muscle held."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.models.library.holding import held_in_all
from coaching.models.library.refusals import (
    NO_FLOOD,
    NO_LONG_HOLD,
    NO_QUININE,
    NO_RISK,
    never_told,
    seconds_held,
)

CONTENT = Path(__file__).parents[3] / "coaching/content"
ADVICE = tomllib.loads((CONTENT / "advice.toml").read_text())["advice"]


def texts_of(advice):
    return [advice["title"], advice["claim"], *advice["how_to"], advice.get("dose", "")]


QUININE_IS_SUGGESTED = [
    "Quinine helps.",
    "Try tonic water.",
    "Why not try quinine?",
    "Why not try quinine.",
    "Why don't you take quinine.",
    "Should you avoid quinine?",
    "A glass of Tonic\nwater at night.",
    "A gin and tonic does it.",
    "tonic-water",
    "**Qui**nine helps.",
    "Qui*ni*ne helps.",
    "[Quinine](/library/never/) helps.",
    "To\u00adnic\u00a0wa\u200bter helps.",
    "Q&#117;inine helps.",
    "Tonic&nbsp;water helps.",
    "![A bottle of tonic water](image:bottle)",
    "| what | does it help |\n|--|--|\n| tonic water | yes |",
    "# Quinine",
    "It is not only quinine that helps.",
    "Quinine is not bad.",
    "Quinine is not dangerous.",
    "Quinine was never banned here.",
    "Quinine is no longer banned.",
    "Quinine does not hurt.",
    "Quinine cannot do any harm.",
    "Do not forget your tonic water.",
    "Don't hesitate to take quinine.",
    "Never leave home without tonic water.",
    "To avoid cramps, drink tonic water.",
    "Quinine helps to avoid night cramps.",
    "So that you do not cramp, drink tonic water.",
    "Never cramp again with quinine.",
    "If magnesium does not help, quinine may.",
    "Quinine may help if magnesium does not.",
    "Do not drink cola, drink tonic water.",
    "Magnesium does not help, quinine does.",
    "Not everyone agrees, but quinine works.",
    "Doctors warn of it; quinine works.",
    "Take quinine, not magnesium.",
    "Never give up. Take quinine.",
    "Never give up.Take quinine.",
    "Is it safe? No. Try quinine.",
    "Хинин помогает.",
    "Почему бы не выпить тоник.",
    "Не забудьте тоник.",
    "Чтобы не было судорог, пейте тоник.",
    "Night cramps are dangerous, quinine helps.",
    "Stay away from coffee, quinine helps.",
    "Quinine is only dangerous in large doses.",
]
QUININE_IS_DENIED = [
    "Never take quinine for cramps.",
    "Do not take quinine or tonic water.",
    "Don’t drink tonic water against cramps.",
    "Quinine is not recommended.",
    "Quinine: not recommended",
    "Avoid quinine and tonic water.",
    "Tonic water is best avoided.",
    "The FDA warns against quinine for night cramps.",
    "The regulator has banned quinine for cramps.",
    "Quinine is no longer given for cramps.",
    "Quinine makes cramps a little rarer, but its harms are such that it is not recommended.",
    "Quinine is not a cramp remedy.",
    "Quinine does not prevent cramps safely.",
    "Because it can harm the heart and the blood, quinine is no longer recommended.",
    "If you have cramps at night, do not take quinine.",
    "We give no quinine, at no dose.",
    "Nobody should take quinine for cramps.",
    "Doctors advise against tonic water.",
    "Quinine does not help and can harm you.",
    "Magnesium helps. **Never** take *quinine*.",
    "Не принимайте хинин.",
    "Хинин запрещён.",
    "Тоник от судорог не помогает.",
    "Stay away from quinine.",
    "Stop taking any tonic water.",
    "Quinine for night cramps is dangerous.",
    "Quinine can even kill.",
    "Хинин опасен.",
    "Откажитесь от хинина.",
    "| Remedy | Use it |\n|--|--|\n| Quinine | never |",
]
DRINK_ON = [
    "Drink as much as possible.",
    "Drink as much water as you can.",
    "Drink as much as you possibly can.",
    "Drink plenty, as often as possible.",
    "Take fluids, as much as you can.",
    "Drink **as much** as\u00a0possible.",
    "Don't wait: drink as much as you can.",
    "Never run without drinking as much as possible.",
    "Drink as much as you can, do not stop.",
    "Why not drink as much as you can?",
    "Пейте как можно больше.",
    "Пейте воду как можно чаще.",
    "Пейте столько, сколько сможете.",
    "Пейте максимально много.",
    "Take in as much water as you can.",
    "Drink all you can.",
    "Dehydration can kill, so drink as much as possible.",
    "| When | Drink |\n|--|--|\n| Before | as much as possible |",
]
DRINK_NOT = [
    "Never drink as much as possible.",
    "Do not drink as much as you can.",
    "Drinking as much as possible is not safe.",
    "Avoid drinking as much water as you can.",
    "Не пейте как можно больше.",
    "Drink when you are thirsty.",
    "Drink as much as thirst asks for.",
    "Rest as much as possible.",
]
FORECASTS = [
    "Your risk rises by 30 %.",
    "Your risk rises by 30%.",
    "Your risk rises by approx. 30 %.",
    "Your risk rises by 12.5 per cent.",
    "Your risk rises by thirty percent.",
    "The chance of a cramp is 12 %.",
    "With 80 % probability it comes back.",
    "It is 20 per\u00adcent more likely.",
    "It is 20 % less\u00a0likely.",
    "The odds fell by 20\u00a0%.",
    "The **ri**sk is 12&nbsp;%.",
    "| Risk | 12 % |\n|--|--|\n",
    "Риск выше на 30 %.",
    "Вероятность 30 процентов.",
    "| Who | Risk |\n|--|--|\n| Men | 12 % |",
]
OBSERVED = [
    "8.5 % of half-marathon entrants had ever cramped.",
    "12 % of runners cramped. The risk for one runner is not known.",
    "The odds were 2.5 times as high.",
    "15 % against 10 % had trained, which may be chance.",
    "Fifty per cent of runners stop.",
    "| Who | Risk | Share |\n|--|--|--|\n| Men | 2.5 times | 12 % |\n\n| Share |\n|--|\n| 12 % |",
]
HELD_LONG = [
    "Before a run hold each calf for 90 seconds.",
    "Before each ride, hold a stretch for 30 s, three times.",
    "Before training: hold the stretch for 90 s.",
    "Hold for 90 s before and after each run.",
    "Stretch each calf for two minutes before you ride.",
    "As part of the warm-up hold each stretch for a minute.",
    "Перед бегом удерживайте 90 секунд.",
]
NOT_HELD_LONG = [
    "Before a run hold each stretch for 20 s.",
    "Never hold a stretch for 60 s before a run.",
    "Holding a stretch for 60 seconds before a run costs performance.",
    "After a run hold each stretch for 60 s; before a run keep moving.",
    "Hold for 60 s before bed.",
    "Jog for 10 minutes before the race, then stretch in motion.",
]


@pytest.mark.parametrize("text", QUININE_IS_SUGGESTED)
def test_quinine_is_never_suggested(text):
    assert [message.partition("Found")[0] for message in never_told(text)] == [NO_QUININE.partition("Found")[0]]


@pytest.mark.parametrize("text", DRINK_ON)
def test_nobody_is_told_to_drink_without_end(text):
    assert [message.partition("Found")[0] for message in never_told(text)] == [NO_FLOOD.partition("Found")[0]]


@pytest.mark.parametrize("text", FORECASTS)
def test_no_percentage_stands_beside_a_risk(text):
    assert [message.partition("Found")[0] for message in never_told(text)] == [NO_RISK.partition("Found")[0]]


@pytest.mark.parametrize("text", HELD_LONG)
def test_nothing_is_held_long_before_a_workout(text):
    assert [message.partition("Found")[0] for message in never_told(text)] == [NO_LONG_HOLD.partition("Found")[0]]


@pytest.mark.parametrize("text", [*QUININE_IS_DENIED, *DRINK_NOT, *OBSERVED, *NOT_HELD_LONG, "", "A calm text."])
def test_what_may_be_told_is_told(text):
    assert never_told(text) == []


def test_the_message_names_the_sentence_and_only_it():
    text = "Stretch gently. Your *risk* rises, e.g. by 8.5 %, on hills. Then walk."
    assert never_told(text) == [NO_RISK.format(sentence="Your risk rises, e.g. by 8.5 %, on hills.")]


def test_each_sentence_has_its_own_message_once():
    text = "Take quinine. Try tonic water.\n\nTake quinine. Drink as much as you can."
    assert never_told(text) == [
        NO_QUININE.format(sentence="Take quinine."),
        NO_QUININE.format(sentence="Try tonic water."),
        NO_FLOOD.format(sentence="Drink as much as you can."),
    ]


def test_a_source_may_be_named_after_quinine():
    assert never_told("The harm is well described. [@QUININE; @GARRISON2012] [grade: high]") == []


@pytest.mark.parametrize("advice", ADVICE, ids=lambda advice: advice["slug"])
def test_the_starter_advice_may_be_told(advice):
    assert [message for text in texts_of(advice) for message in never_told(text)] == []


@given(st.text())
def test_any_text_is_read(text):
    assert all("Found" in message for message in never_told(text))
    assert seconds_held(text) >= 0


WORDS = "never not why take try drink avoid quinine tonic water if but as much possible risk 5 % , . ? : without cramps"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=60).map(" ".join))
def test_any_sentence_of_such_words_is_read(text):
    assert all("Found" in message for message in never_told(text))


MANY = [
    "never quinine ",
    "drink as much ",
    "drink as ",
    "quinine, not ",
    "if 5 % ",
    "риск ",
    "не ",
    ". ",
    "a.",
    "never to ",
]


@pytest.mark.parametrize("words", MANY)
def test_a_long_text_of_few_words_is_read_to_its_end(words):
    messages = never_told((words * 60_000)[:30_000])
    assert [message for message in messages if "Found" not in message] == []


def test_a_text_too_long_to_be_read_is_refused():
    assert never_told("a" * 60_001) == ["The text has 60,001 characters: 60,000 is the most."]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Hold for 30 to 40 s", 40),
        ("Hold for 30–40 s", 40),
        ("Hold for 30 s to 1 min", 60),
        ("Hold for 1 min", 60),
        ("Hold for a minute", 60),
        ("Hold it for a full minute", 60),
        ("Hold for half a minute", 30),
        ("Hold for one and a half minutes", 90),
        ("Hold for 1½ minutes", 90),
        ("Hold for 1 min 20 s", 80),
        ("Hold for 1:20", 80),
        ("Hold for forty-five seconds", 45),
        ("Hold for a count of 60", 60),
        ("Hold for several minutes", 120),
        ("A 90-second hold", 90),
        ("For 60 seconds, hold the stretch", 60),
        ("H\u00adold for 60\u00a0s", 60),
        ("HOLD FOR 60 SECONDS", 60),
        ("Hold for 60 s.", 60),
        ("Stretch each calf for 90 seconds", 90),
        ("Lean on the wall for 60 seconds", 60),
        ("Stay there for a minute", 60),
        ("Each calf for 60 seconds", 60),
        ("30 seconds per stretch", 30),
        ("3 x 30 s", 90),
        ("3 × 30 seconds", 90),
        ("30 s × 3", 90),
        ("three times 30 s", 90),
        ("twice 45 s", 90),
        ("Hold three times for 30 s", 90),
        ("Hold 30 s, repeat twice more", 90),
        ("Hold 30 s and repeat", 60),
        ("Hold 30 s, repeat once", 60),
        ("Hold 20 s, two more times", 60),
        ("Hold for 30 s. Repeat twice.", 90),
        ("Hold for 30 s.\nThree times for each leg.", 90),
        ("Hold for 30 s. Repeat with the other leg.", 30),
        ("Hold 15 s, two to four times", 60),
        ("3 sets of 30 s, held still", 90),
        ("Hold 20 s, 2 sets, 2 times each", 80),
        ("Hold 20 s, 3 times a week", 20),
        ("Hold 20 s, twice a day", 20),
        ("Hold 10 seconds, rest 60 seconds, three times", 30),
        ("Hold 10 s with a minute's rest, three times", 30),
        ("Hold 10 s on the left and 90 s on the right", 90),
        ("Hold 45 s, three times, in all under 60 seconds", 135),
        ("Hold for under 60 seconds", 0),
        ("Hold for under 90 seconds", 89),
        ("Walk two minutes, then hold each stretch for 20 s", 20),
        ("Hold each stretch for 20 s, then jog for 5 minutes", 20),
        ("Never hold a stretch for 60 seconds before a run", 0),
        ("Do not hold for less than 60 s", 60),
        ("Moving stretches for 5 minutes", 0),
        ("Raise the effort three times for 30 seconds", 0),
        ("Run 4 × 15 s, each a little quicker", 0),
        ("Hold on to the wall and swing the leg for 60 seconds", 0),
        ("Hold back for the first 10 minutes", 0),
        ("Rise in two seconds, stop for one, lower in three, 15 times", 0),
        ("Удерживайте 30 секунд, 3 раза", 90),
        ("Удерживайте тридцать секунд, дважды", 60),
        ("Держите одну минуту", 60),
        ("Держите минуту", 60),
        ("Удерживайте полминуты", 30),
        ("Тяните икру 40 с", 40),
        ("3 × 30 с", 90),
        ("", 0),
    ],
)
def test_how_long_one_muscle_is_held_in_all(text, seconds):
    assert seconds_held(text) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "9" * 50_000 + " s per muscle",
        "hold " * 5_000,
        "hold 9 s " * 3_000,
        "1:" * 30_000,
        "hold 1 s:2:" * 5_000,
        "hold 9999 hours, 9999 sets, 9999 times",
        "1 " * 10_000,
    ],
)
def test_a_strange_text_is_read_too(text):
    assert 0 <= seconds_held(text) <= 10_000


STRETCHES_BEFORE = [advice for advice in ADVICE if (advice["strand"], advice["slot"]) == ("stretching", "before")]


@pytest.mark.parametrize("advice", STRETCHES_BEFORE, ids=lambda advice: advice["slug"])
def test_the_starter_advice_holds_nothing_for_a_minute_before_a_workout(advice):
    assert max(map(seconds_held, texts_of(advice))) < 60


def test_the_night_routine_is_held_as_long_as_in_its_trial():
    night = next(advice for advice in ADVICE if advice["slug"] == "night-stretch")
    assert [seconds_held(text) for text in [*night["how_to"], night["dose"]]] == [30, 0, 30, 0, 0, 0, 30]


@pytest.mark.parametrize(
    ("steps", "dose", "seconds"),
    [
        (["Hold for 30 s."], "three times", 90),
        (["Hold for 30 s.", "Repeat twice."], "", 90),
        (["Hold for 30 s."], "Twice a day", 30),
        (["Lean on a wall, heel down, and hold."], "60 seconds per leg", 60),
        (["Stretch the calf."], "30 s, 3 sets", 90),
        (["Растяните икру."], "90 секунд", 90),
        (["Moving stretches."], "5 minutes", 0),
        (["Swing each leg, holding on to a wall."], "8 minutes", 0),
        (["Hold each stretch for 20 s.", "Swing each leg 10 times."], "5 minutes", 20),
    ],
)
def test_steps_and_dose_are_read_together(steps, dose, seconds):
    assert held_in_all(steps, dose) == seconds
