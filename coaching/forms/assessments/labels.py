"""The closed lists in plain words. Braces are filled for the person: {run} is "ride" for a cyclist."""

from coaching.rules.terms import (
    WEEKDAYS,
    AgeBand,
    Circumstance,
    Condition,
    Frequency,
    Habit,
    Injury,
    Medicine,
    Muscle,
    Sex,
    Sign,
    Sport,
    Timing,
    Units,
)

YES_NO = {True: "Yes", False: "No"}

SAFETY_SIGNS = {
    Sign.CONFUSION: "With the cramps I fainted, collapsed, had a fit, got confused or was hard to wake",
    Sign.VOMITING: "I was sick (vomiting) again and again, during or after exercise",
    Sign.BREATHLESS: "Together with pain or swelling in the calf: I am short of breath",
    Sign.CHEST_PAIN: "Together with pain or swelling in the calf: my chest hurts",
    Sign.COUGHING_BLOOD: "Together with pain or swelling in the calf: I cough up blood",
    Sign.SEVERE_PAIN: "Sudden, severe pain, far worse than a cramp, that does not let go",
    Sign.TIGHT_BULGING: "The muscle stays tight and bulging after the cramp has gone",
    Sign.SUDDEN_NUMB_FOOT: "My foot suddenly went numb or weak, and it stays that way",
    Sign.DARK_URINE: "My urine has turned dark, the colour of tea or cola",
    Sign.MUSCLE_SYMPTOMS: "My muscles are very painful, swollen or weak, far beyond the usual soreness after training",
    Sign.SADDLE_NUMB_OR_BLADDER: (
        "With pain in my back or legs: numbness between the legs that stays, or new trouble with bladder or bowels"
    ),
    Sign.WEAKNESS_FAST: (
        "An arm or leg has been getting weaker over hours or days, or both sides have within the last four weeks"
    ),
    Sign.ONE_CALF_SWOLLEN: (
        "One calf is swollen, warm, red or darker, throbbing or tender to touch,"
        " and it is not just sore from a cramp that has let go"
    ),
    Sign.INFECTED_WOUND: "I have a dirty or infected wound",
    Sign.TOXIN: "I have been in contact with lead, mercury or another poison",
    Sign.POP: "I felt a sudden pop in the calf, or it is bruised since, or I cannot rise on my toes",
}

DOCTOR_SIGNS = {
    Sign.NUMBNESS: "Numbness or tingling in the leg or foot, also at rest",
    Sign.LASTING_SWELLING: "Swelling of both legs, or swelling that has lasted for weeks",
    Sign.SKIN_CHANGE: "A change in the skin of the leg: discoloured, shiny or hard, or a sore that does not heal",
    Sign.WEAKER_MUSCLE: "A muscle that has become weaker, not only tired",
    Sign.THINNER_MUSCLE: "A muscle that has become visibly thinner",
    Sign.WIDESPREAD_TWITCHING: "Twitching in many parts of the body",
    Sign.SAME_POINT_NUMB_FOOT: (
        "The calf tightens or cramps at about the same point of every run or ride,"
        " the foot goes numb or weak, and it all passes within half an hour of rest"
    ),
    Sign.WALKING_PAIN: "Calf pain after walking about the same distance each time, which goes when I stand still",
    Sign.ELSEWHERE_AT_REST: "Cramps in arms, hands or face, or in many muscles, while at rest",
}

SPORTS = {Sport.RUNNING: "Running", Sport.CYCLING: "Cycling"}
UNITS = {Units.METRIC: "Kilometres, kilograms, centimetres", Units.IMPERIAL: "Miles, pounds, feet and inches"}

TIMINGS = {
    Timing.DURING: "During a {run}",
    Timing.AFTER: "In the hours after a {run}, while awake",
    Timing.IN_BED: "At night in bed",
    Timing.AT_REST: "At rest in the daytime",
}
MUSCLES = {
    Muscle.CALF: "Calf",
    Muscle.FOOT: "Foot or toes",
    Muscle.HAMSTRING: "Back of the thigh",
    Muscle.QUADRICEPS: "Front of the thigh",
    Muscle.OTHER: "Another muscle",
}
FREQUENCIES = {
    Frequency.ONCE: "It has happened once",
    Frequency.SELDOM: "Less than once a month",
    Frequency.MONTHLY: "One to three times a month",
    Frequency.WEEKLY: "About once a week",
    Frequency.OFTEN: "Several times a week",
}
TWITCHES = {False: "It cramps: the muscle goes hard and hurts", True: "It only twitches, and stops by itself"}
EVENING_ROUTINE = {True: "Yes, and it is no better", False: "No, not for that long, or it did get better"}
LETS_GO = {False: "Yes, it lets go", True: "No, it does not help, or it comes straight back"}

CONDITIONS = {
    Condition.DIABETES: "Diabetes",
    Condition.THYROID: "A thyroid problem",
    Condition.KIDNEY: "Kidney disease",
    Condition.LIVER: "Liver disease",
    Condition.NERVE: "A problem with the nerves, such as sciatica or nerve damage",
    Condition.VASCULAR: "Poor circulation, or another disease of the blood vessels",
    Condition.ALCOHOL: "I drink a lot of alcohol",
    Condition.HEART_SYMPTOMS: "Chest pain, a racing or stumbling heart, or fainting, when I exert myself",
    Condition.HEART_RISK: "High blood pressure or high cholesterol",
    Condition.GUT: "A disease of the stomach or bowels",
    Condition.BLOOD_IMMUNE: "A disease of the blood or the immune system",
    Condition.MENTAL_NERVOUS: "Migraine, epilepsy, depression or the like",
    Condition.CANCER: "Cancer, now or in the past",
    Condition.RESPIRATORY: "Asthma, or another disease of the lungs",
    Condition.ALLERGIES: "Allergies",
    Condition.OTHER: "Another long-term illness",
}
MEDICINES = {
    Medicine.STATIN: "A statin, for cholesterol",
    Medicine.DIURETIC: "Water tablets (diuretics)",
    Medicine.LABA: "A long-acting inhaler, such as salmeterol or formoterol",
    Medicine.RALOXIFENE: "Raloxifene, for the bones",
    Medicine.NEW_OR_CHANGED: "Any medicine started or changed shortly before the cramps began",
    Medicine.REGULAR: "Another prescribed medicine that I have taken for long",
    Medicine.ON_RACE_DAY: "Painkillers or the like before or during a race",
}
PREGNANT = {True: "Yes", False: "No, or it does not apply to me"}

CIRCUMSTANCES = {
    Circumstance.FARTHER: "I went farther than I was used to",
    Circumstance.FASTER: "I went faster than in training",
    Circumstance.FAST_START: "I started too fast",
    Circumstance.HILLS: "There were more hills than I was used to",
    Circumstance.HARD_DAYS_BEFORE: "I had trained hard or long in the three days before",
    Circumstance.LITTLE_PREPARATION: "I had prepared less than I meant to",
    Circumstance.HEAT: "It was hot",
    Circumstance.LITTLE_DRINK: "I had drunk little",
}
INJURIES = {
    Injury.MUSCLE: "A muscle injury",
    Injury.OVERUSE: "An injury that came on gradually",
    Injury.ACUTE: "A sudden injury, such as a fall or a sprain",
}
HABITS = {Habit.NEVER: "Never", Habit.SOMETIMES: "Sometimes", Habit.OFTEN: "Often"}

AGES = {
    AgeBand.A18_40: "18 to 40",
    AgeBand.A41_49: "41 to 49",
    AgeBand.A50_55: "50 to 55",
    AgeBand.A56: "56 or over",
}
OLDEST = {AgeBand.A18_40: 40, AgeBand.A41_49: 49, AgeBand.A50_55: 55}
SEXES = {Sex.FEMALE: "Female", Sex.MALE: "Male"}
DAYS = dict(enumerate(WEEKDAYS))
