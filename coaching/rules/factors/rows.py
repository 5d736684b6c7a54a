"""The factors as rows: evidence section 4, every row that a self-assessment can ask.

Weights are ln of the ratio that `effect` tells. Ratios without an interval were published without one, or it was not
seen. Where a range of grades is given, the lower one is printed.
"""

from ..terms import Changeable, Circumstance, Condition, Grade, Injury, Medicine, Sex, Sport
from .shape import (
    CONFLICTING,
    DIRECTION,
    Factor,
    Size,
    at_night,
    chronic,
    experienced,
    farther,
    few_sessions,
    five_years,
    heavier,
    ill,
    injured,
    not_only_at_night,
    over_40,
    takes,
    when,
)

SURVEY_OF_ILLNESS = "In a survey of 15,778 runners, people with it reported cramps {ratio} times as often. It overlaps "
SURVEY_OF_ILLNESS += "with other illnesses and medicines."
ASK_DOCTOR = "Mention the cramps when you next see your doctor."
ASK_MEDICINE = "Talk to your doctor or pharmacist about it, and never stop a medicine on your own."

HISTORY = (
    # No size is published that could be used. 0.875 is ln 2.40, for cramping again within one Ironman (KONA), as a
    # careful stand-in: our own decision, since it answers another question. It is not told as an effect.
    Factor(
        "races",
        "A",
        "You cramped in one or more of your last ten races.",
        "The most constant finding of all. In a 56 km race all 20 runners who cramped had cramped before, against 48 "
        "% of the 29 others. How large the link is, is not known.",
        0.875,
        Grade.LOW,
        ("SCHWELLNUS2011A", "SCHWELLNUS2011B", "HOFFMAN2015", "KONA"),
        Changeable.NO,
        lambda a: a.history.cramped_in_races is True,
    ),
    Factor(
        "family",
        "A",
        "People in your family cramp too.",
        "Of 1,383 marathon runners, 19 % of those who cramped had it in the family, and 10 % of the others: 1.5 "
        "times as often by our own arithmetic, odds ratio 2.11, interval not known.",
        0.405,
        Grade.VERY_LOW,
        ("MANJRA1996", "SHANG2011"),
        Changeable.NO,
        lambda a: a.history.in_family is True,
    ),
)

PREPARATION = (
    Factor(
        "fast_start",
        "B",
        "You started faster than you had prepared for.",
        "In a 56 km race, those who cramped had taken 8.3 % less time for the first half than others who were just "
        "as fast over a marathon. How much it adds is not known.",
        DIRECTION,
        Grade.MODERATE,
        ("SCHWELLNUS2011A", "SCHWELLNUS2011B", "SAFER2"),
        Changeable.YES,
        when(Circumstance.FAST_START),
        "Begin a race no faster than the pace that your results predict.",
    ),
    Factor(
        "farther",
        "B",
        "The distance is well beyond what you are used to.",
        "Among 71,420 race entrants, 20.0 % of those of a 56 km race had ever cramped, and 8.5 % of those of a "
        "half-marathon: 2.35 times as often. The two groups differ in other ways too.",
        0.856,
        Grade.MODERATE,
        ("DEJAGER2022",),
        Changeable.YES,
        farther,
        "Bring your longest session closer to the distance, in small steps.",
    ),
    Factor(
        "little_preparation",
        "B",
        "You were little prepared for it.",
        "42 % of the marathon runners who cramped blamed poor preparation. The others were not asked, so the size is "
        "not known.",
        DIRECTION,
        Grade.VERY_LOW,
        ("MANJRA1996", "MILLER2022"),
        Changeable.YES,
        when(Circumstance.LITTLE_PREPARATION),
        "Give yourself the weeks that the distance asks for.",
    ),
    Factor(
        "hills",
        "B",
        "There were hills that you were not used to.",
        "53 % of the marathon runners who cramped blamed hills. The others were not asked, so the size is not known.",
        DIRECTION,
        Grade.VERY_LOW,
        ("MANJRA1996", "MILLER2022"),
        Changeable.YES,
        when(Circumstance.HILLS),
        "Get used to hills in training when your goal has them.",
    ),
    Factor(
        "faster",
        "B",
        "You went faster than you usually train.",
        "57 % of the marathon runners who cramped blamed a fast pace. The others were not asked, so the size is not "
        "known.",
        DIRECTION,
        Grade.VERY_LOW,
        ("MANJRA1996", "MILLER2022"),
        Changeable.YES,
        when(Circumstance.FASTER),
        "Practise the pace in short pieces before you ask for all of it.",
    ),
    Factor(
        "hard_days_before",
        "B",
        "You had hard or long sessions in the three days before.",
        "Those who cramped had tended to train longer in the last three days and had somewhat more muscle damage in "
        "the blood; it may be chance. The size is not known.",
        DIRECTION,
        Grade.LOW,
        ("SCHWELLNUS2011B", "MARTINEZ2022", "HOFFMAN2015"),
        Changeable.YES,
        when(Circumstance.HARD_DAYS_BEFORE),
        "Keep the three days before a race or a long session easy.",
    ),
    Factor(
        "few_sessions",
        "B",
        "You train less than three times a week.",
        "In a survey of 41,698 runners, cramps went together with it. The size was not published.",
        DIRECTION,
        Grade.LOW,
        ("SWANEVELDER2017",),
        Changeable.YES,
        few_sessions,
        "A third session a week, even a short one, makes training more even.",
    ),
)

PERSON = (
    Factor(
        "male",
        "C",
        "You are a man.",
        "Among 10,973 entrants of a 90 km race, men reported cramps 1.94 times as often as women (prevalence ratio, "
        "95 % interval 1.68 to 2.23).",
        0.663,
        Grade.MODERATE,
        ("MACMILLAN2024", "MANJRA1996"),
        Changeable.NO,
        lambda a: a.person.sex == Sex.MALE,
    ),
    Factor(
        "age",
        "C",
        "You are over 40.",
        "Cramps are reported more often after 40. How much more, we have not seen; one small race-day study found no "
        "difference.",
        DIRECTION,
        Grade.MODERATE,
        ("DEJAGER2023", "SAFER2", "SCHWELLNUS2011B"),
        Changeable.NO,
        over_40,
    ),
    Factor(
        "bmi",
        "C",
        "Your weight is high for your height (body mass index of 25 or more).",
        "Studies disagree: some large surveys find more cramps, a race-day study does not. No size is known, and it "
        "is not weighed.",
        CONFLICTING,
        Grade.LOW,
        ("SWANEVELDER2017", "SHANG2011", "GRANDNER2017", "SCHWELLNUS2011B"),
        Changeable.PARTLY,
        heavier,
        "For the cramps alone there is no good reason to lose weight. Train gradually.",
    ),
    Factor(
        "years_running",
        "C",
        "You have been running for five years or more.",
        "Studies disagree: some find more cramps with experience, one found more in those who run for less than five "
        "years. It is not weighed.",
        CONFLICTING,
        Grade.LOW,
        ("MANJRA1996", "SCHWELLNUS2018", "SCHWELLNUS2021ABS", "SWANEVELDER2017"),
        Changeable.NO,
        experienced,
        only=Sport.RUNNING,
    ),
    Factor(
        "years_riding",
        "C",
        "You have been cycling for five years or more.",
        "In a survey of 21,460 cyclists, cramps were reported 1.03 times as often for every five years more "
        "(prevalence ratio): a very small link.",
        0.030,
        Grade.MODERATE,
        ("POHL2026",),
        Changeable.NO,
        experienced,
        only=Sport.CYCLING,
        times=five_years,
    ),
)


def _illness(
    name: str, text: str, ratio: str, weight: float, *conditions: Condition, changeable: Changeable = Changeable.REFER
) -> Factor:
    return Factor(
        name,
        "D",
        text,
        SURVEY_OF_ILLNESS.format(ratio=ratio),
        weight,
        Grade.LOW,
        ("SCHWELLNUS2018",),
        changeable,
        ill(*conditions),
        ASK_DOCTOR,
    )


HEALTH = (
    # 1.9 was found for 21.1 km, 1.6 for 56 km; the shorter race is nearer to most who ask.
    Factor(
        "illness",
        "D",
        "You have a long-term illness.",
        "In a survey of 76,654 runners, people with one or more reported cramps 1.9 times as often (half-marathon) "
        "or 1.6 times (56 km).",
        0.642,
        Grade.MODERATE,
        ("DEJAGER2023",),
        Changeable.REFER,
        lambda a: chronic(a) >= 1,
        ASK_DOCTOR,
    ),
    Factor(
        "more_illnesses",
        "D",
        "You have more than one long-term illness.",
        "Among 10,973 entrants of a 90 km race, cramps were reported 1.31 times as often for every illness more (95 "
        "% interval 1.25 to 1.39).",
        0.270,
        Grade.MODERATE,
        ("MACMILLAN2024",),
        Changeable.REFER,
        lambda a: chronic(a) >= 2,
        ASK_DOCTOR,
        only=Sport.RUNNING,
        times=lambda a: chronic(a) - 1,
    ),
    Factor(
        "more_illnesses_riding",
        "D",
        "You have two or more long-term illnesses.",
        "In a survey of 21,460 cyclists, cramps were reported 1.36 times as often for every two illnesses more "
        "(prevalence ratio).",
        0.307,
        Grade.MODERATE,
        ("POHL2026",),
        Changeable.REFER,
        lambda a: chronic(a) >= 2,
        ASK_DOCTOR,
        only=Sport.CYCLING,
        times=lambda a: chronic(a) // 2,
    ),
    Factor(
        "heart_symptoms",
        "D",
        "You have chest pain, palpitations or fainting with effort.",
        "In a survey of 15,778 runners, people with symptoms of heart or vessels reported cramps 2.38 times as "
        "often. That is not the point: such symptoms should be explained first.",
        0.867,
        Grade.LOW,
        ("SCHWELLNUS2018",),
        Changeable.REFER_FIRST,
        ill(Condition.HEART_SYMPTOMS),
        "See a doctor before you train to any plan.",
    ),
    _illness("gut", "You have an illness of stomach or bowel.", "1.86", 0.621, Condition.GUT),
    _illness("kidney", "You have an illness of kidneys or bladder.", "1.6", 0.470, Condition.KIDNEY),
    _illness("blood", "You have an illness of blood or immune system.", "1.54", 0.432, Condition.BLOOD_IMMUNE),
    _illness(
        "nervous",
        "You have an illness of nerves or mind.",
        "1.51",
        0.412,
        Condition.NERVE,
        Condition.MENTAL_NERVOUS,
    ),
    _illness("cancer", "You have or had cancer.", "1.34", 0.293, Condition.CANCER),
    _illness("respiratory", "You have an illness of lungs or airways.", "1.33", 0.285, Condition.RESPIRATORY),
    _illness("heart_risk", "You have high blood pressure or cholesterol.", "1.16", 0.148, Condition.HEART_RISK),
    Factor(
        "collapse",
        "D",
        "You once collapsed in a race.",
        "Among 10,973 entrants of a 90 km race, people who had collapsed in one reported cramps 1.87 times as often "
        "(95 % interval 1.47 to 2.38).",
        0.626,
        Grade.MODERATE,
        ("MACMILLAN2024",),
        Changeable.REFER,
        lambda a: a.health.collapsed_in_race is True,
        "If it was never looked into, tell your doctor before the next race.",
    ),
    Factor(
        "allergies",
        "D",
        "You have allergies.",
        "In a survey of 76,654 runners, people with allergies reported cramps 1.4 times as often (half-marathon) or "
        "1.2 times (56 km); in another, 1.37 times.",
        0.336,
        Grade.LOW,
        ("DEJAGER2023", "SCHWELLNUS2018"),
        Changeable.NO,
        ill(Condition.ALLERGIES),
        riding=Size(
            0.166,
            "In a survey of 21,460 cyclists, people with allergies reported cramps 1.18 times as often (prevalence "
            "ratio).",
            Grade.MODERATE,
            ("POHL2026",),
        ),
    ),
)

MEDICINES = (
    Factor(
        "regular_medicine",
        "E",
        "You take a prescribed medicine regularly.",
        "In a survey of 15,778 runners, people who do reported cramps 1.8 times as often. The illness behind it may "
        "be the reason.",
        0.588,
        Grade.LOW,
        ("SCHWELLNUS2018",),
        Changeable.REFER,
        takes(Medicine.REGULAR),
        ASK_MEDICINE,
    ),
    Factor(
        "race_day_medicine",
        "E",
        "You take medicine before or during races.",
        "In a survey of 15,778 runners, people who do reported cramps 1.88 times as often.",
        0.631,
        Grade.LOW,
        ("SCHWELLNUS2018",),
        Changeable.YES,
        takes(Medicine.ON_RACE_DAY),
        "Ask a doctor or pharmacist whether you need it. What was prescribed to you, you go on taking.",
        riding=Size(
            0.344,
            "In a survey of 21,460 cyclists, people who do reported cramps 1.41 times as often (prevalence ratio).",
            Grade.MODERATE,
            ("POHL2026",),
        ),
    ),
    Factor(
        "statin",
        "E",
        "You take a statin.",
        "In a survey of 15,778 runners, people who do reported cramps 1.26 times as often.",
        0.231,
        Grade.LOW,
        ("SCHWELLNUS2018",),
        Changeable.REFER,
        lambda a: takes(Medicine.STATIN)(a) and not_only_at_night(a),
        ASK_MEDICINE,
    ),
    Factor(
        "statin_night",
        "E",
        "You take a statin and cramp in bed.",
        "Among 4.2 million people, treatment for night cramps began 1.16 times as often after a statin as before it "
        "(95 % interval 1.04 to 1.29).",
        0.148,
        Grade.LOW,
        ("GARRISON2012",),
        Changeable.REFER,
        lambda a: takes(Medicine.STATIN)(a) and at_night(a),
        ASK_MEDICINE,
        general=True,
    ),
    Factor(
        "diuretic_night",
        "E",
        "You take a diuretic (water tablet) and cramp in bed.",
        "Among 4.2 million people, treatment for night cramps began 1.47 times as often after a diuretic as before "
        "it (95 % interval 1.33 to 1.63).",
        0.385,
        Grade.MODERATE,
        ("GARRISON2012",),
        Changeable.REFER,
        lambda a: takes(Medicine.DIURETIC)(a) and at_night(a),
        ASK_MEDICINE,
        general=True,
    ),
    Factor(
        "laba_night",
        "E",
        "You use a long-acting inhaler for your airways and cramp in bed.",
        "Among 4.2 million people, treatment for night cramps began 2.42 times as often after such an inhaler as "
        "before it (95 % interval 2.02 to 2.89).",
        0.884,
        Grade.MODERATE,
        ("GARRISON2012",),
        Changeable.REFER,
        lambda a: takes(Medicine.LABA)(a) and at_night(a),
        ASK_MEDICINE,
        general=True,
    ),
)

INJURIES = (
    Factor(
        "injury",
        "F",
        "You had an injury in the last twelve months.",
        "In a survey of 76,654 runners, people with a running injury in the last year reported cramps 1.7 times as "
        "often (half-marathon) or 1.4 times (56 km).",
        0.531,
        Grade.MODERATE,
        ("DEJAGER2023", "SCHWELLNUS2018"),
        Changeable.YES,
        injured(*Injury),
        "Let the injury heal fully and build up again gradually.",
        only=Sport.RUNNING,
    ),
    Factor(
        "muscle_injury",
        "F",
        "You had a muscle injury in the last twelve months.",
        "In a survey of 15,778 runners, people with a muscle injury reported cramps 1.82 times as often.",
        0.599,
        Grade.LOW,
        ("SCHWELLNUS2018",),
        Changeable.YES,
        injured(Injury.MUSCLE),
        "Let the muscle heal fully, and strengthen it step by step.",
    ),
    Factor(
        "acute_injury_riding",
        "F",
        "You had a sudden injury in the last twelve months.",
        "In a survey of 21,460 cyclists, people with one reported cramps 1.3 times as often (prevalence ratio).",
        0.262,
        Grade.MODERATE,
        ("POHL2026",),
        Changeable.YES,
        injured(Injury.ACUTE),
        "Let the injury heal fully and build up again gradually.",
        only=Sport.CYCLING,
    ),
    Factor(
        "overuse_injury_riding",
        "F",
        "You had an injury that came on gradually in the last twelve months.",
        "In a survey of 21,460 cyclists, people with one reported cramps 1.29 times as often (prevalence ratio).",
        0.255,
        Grade.MODERATE,
        ("POHL2026",),
        Changeable.YES,
        injured(Injury.OVERUSE),
        "Let the injury heal fully and build up again gradually.",
        only=Sport.CYCLING,
    ),
)

FLUIDS = (
    # 1.63 comes from people in a medical tent and prospective studies found nothing: contested, so direction only.
    Factor(
        "little_drink",
        "G",
        "You had drunk little when it cramped.",
        "Contested. In the medical tent of an Ironman, people with cramps were short of water more often (odds ratio "
        "1.63, 95 % interval 1.49 to 1.78); studies that weighed athletes before and after found no difference.",
        DIRECTION,
        Grade.LOW,
        ("KONA", "SCHWELLNUS2011A", "MARTINEZ2022", "HOFFMAN2015"),
        Changeable.YES,
        when(Circumstance.LITTLE_DRINK),
        "Drink when you are thirsty, and never so much that you gain weight.",
    ),
)

FACTORS: tuple[Factor, ...] = (*HISTORY, *PREPARATION, *PERSON, *HEALTH, *MEDICINES, *INJURIES, *FLUIDS)
