"""The closed lists of words: what a question may be answered with, what a rule may decide."""

from enum import StrEnum


class Sport(StrEnum):
    RUNNING = "running"
    CYCLING = "cycling"


class Units(StrEnum):
    METRIC = "metric"
    IMPERIAL = "imperial"


class Timing(StrEnum):
    """When a cramp comes. AFTER means awake; IN_BED wins over AFTER when both are true of one cramp."""

    DURING = "during"
    AFTER = "after"
    IN_BED = "in_bed"
    AT_REST = "at_rest"


class Muscle(StrEnum):
    CALF = "calf"
    FOOT = "foot"
    HAMSTRING = "hamstring"
    QUADRICEPS = "quadriceps"
    OTHER = "other"


class Frequency(StrEnum):
    """How often it cramps, from seldom to often."""

    ONCE = "once"
    SELDOM = "seldom"  # less than once a month
    MONTHLY = "monthly"
    WEEKLY = "weekly"  # about once a week
    OFTEN = "often"  # several times a week


class Sign(StrEnum):
    """What the red-flag pages ask. The letter and number is the row of the triage table it belongs to."""

    CONFUSION = "confusion"  # E1 confused, collapsed, a fit, hard to wake
    VOMITING = "vomiting"  # E1 repeated, during or after exercise
    BREATHLESS = "breathless"  # E2 asked as "together with pain or swelling in the calf"
    CHEST_PAIN = "chest_pain"  # E2 asked the same way
    COUGHING_BLOOD = "coughing_blood"  # E2 asked the same way
    SEVERE_PAIN = "severe_pain"  # E3 sudden, far out of proportion, does not let go
    TIGHT_BULGING = "tight_bulging"  # E3 stays tight and bulging after the cramp
    SUDDEN_NUMB_FOOT = "sudden_numb_foot"  # E3 foot suddenly numb or weak, and it stays
    DARK_URINE = "dark_urine"  # E4, U4 tea- or cola-coloured
    MUSCLE_SYMPTOMS = "muscle_symptoms"  # E4, U4 severe muscle pain, swelling or weakness
    SADDLE_NUMB_OR_BLADDER = "saddle_numb_or_bladder"  # E5
    WEAKNESS_FAST = "weakness_fast"  # E6 weaker over hours to days, or both sides within four weeks
    ONE_CALF_SWOLLEN = "one_calf_swollen"  # U1 one calf swollen, warm, discoloured, tender, throbbing
    INFECTED_WOUND = "infected_wound"  # U3 dirty or infected wound
    TOXIN = "toxin"  # U3 lead, mercury or another poison
    POP = "pop"  # U5 sudden pop, bruise, cannot rise on toes
    NUMBNESS = "numbness"  # S1 numbness or tingling, also when at rest
    LASTING_SWELLING = "lasting_swelling"  # S1 both legs, or for weeks
    SKIN_CHANGE = "skin_change"  # S1
    WEAKER_MUSCLE = "weaker_muscle"  # S2
    THINNER_MUSCLE = "thinner_muscle"  # S2
    WIDESPREAD_TWITCHING = "widespread_twitching"  # S2 only together with weakness
    SAME_POINT_NUMB_FOOT = "same_point_numb_foot"  # S6 same point of every run, numb or weak foot, gone at rest
    WALKING_PAIN = "walking_pain"  # S7 after a fixed walking distance, relieved by standing still
    ELSEWHERE_AT_REST = "elsewhere_at_rest"  # S8 arms, hands, face or many muscles, at rest


class Condition(StrEnum):
    DIABETES = "diabetes"  # S4
    THYROID = "thyroid"  # S4
    KIDNEY = "kidney"  # S4
    LIVER = "liver"  # S4
    NERVE = "nerve"  # S4
    VASCULAR = "vascular"  # S4
    ALCOHOL = "alcohol"  # S4 heavy drinking
    HEART_SYMPTOMS = "heart_symptoms"  # chest pain, palpitations or fainting with effort: refer first
    HEART_RISK = "heart_risk"  # blood pressure, cholesterol
    GUT = "gut"
    BLOOD_IMMUNE = "blood_immune"
    MENTAL_NERVOUS = "mental_nervous"  # e.g. migraine, epilepsy, depression
    CANCER = "cancer"
    RESPIRATORY = "respiratory"
    ALLERGIES = "allergies"
    OTHER = "other"  # another long-term illness


class Medicine(StrEnum):
    STATIN = "statin"  # S5
    DIURETIC = "diuretic"  # S5
    LABA = "laba"  # S5 long-acting beta-agonist
    RALOXIFENE = "raloxifene"  # S5
    NEW_OR_CHANGED = "new_or_changed"  # S5 anything started or changed shortly before the cramps
    REGULAR = "regular"  # another prescribed medicine, taken for long
    ON_RACE_DAY = "on_race_day"  # painkillers and the like before or during a race


class Injury(StrEnum):
    MUSCLE = "muscle"  # a muscle injury in the last 12 months
    OVERUSE = "overuse"  # came on gradually, last 12 months
    ACUTE = "acute"  # sudden (fall, sprain), last 12 months


class Circumstance(StrEnum):
    """What was different when it cramped."""

    FARTHER = "farther"
    FASTER = "faster"
    FAST_START = "fast_start"
    HILLS = "hills"
    HARD_DAYS_BEFORE = "hard_days_before"  # hard or long sessions in the three days before
    LITTLE_PREPARATION = "little_preparation"
    HEAT = "heat"  # asked, not counted
    LITTLE_DRINK = "little_drink"  # asked, contested


class Different(StrEnum):
    """What was different about the day of one cramp, as the log asks it."""

    FARTHER = "farther"
    FASTER = "faster"
    HILLS = "hills"
    HEAT = "heat"  # asked, not counted
    NEW_SHOES = "new_shoes"
    ILLNESS = "illness"
    POOR_SLEEP = "poor_sleep"


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Helped(StrEnum):
    """What stopped one cramp."""

    STRETCHING = "stretching"
    WALKING = "walking"
    STANDING = "standing"  # on the leg, in bed or out of it
    MASSAGE = "massage"
    STOPPING = "stopping"
    DRINKING = "drinking"
    BY_ITSELF = "by_itself"
    OTHER = "other"


class Outcome(StrEnum):
    """What became of a workout."""

    DONE = "done"
    PARTLY = "partly"
    MISSED = "missed"
    RESTED = "rested"  # on purpose


class Feeling(StrEnum):
    FRESH = "fresh"
    GOOD = "good"
    HEAVY = "heavy"
    SORE = "sore"
    BAD = "bad"


class OverlayKind(StrEnum):
    """What lies over some days of a plan and holds it back."""

    BELOW_PAR = "below_par"  # not feeling 100 %
    SICK = "sick"
    INJURED = "injured"
    HOLIDAY = "holiday"


class Effect(StrEnum):
    """What an overlay makes of one workout."""

    AS_PLANNED = "as_planned"
    EASY = "easy"  # the same day, short and easy instead
    OFF = "off"


class Limited(StrEnum):
    """The weekly check-in: how far problems limited the training of a week."""

    NOT = "not"
    LITTLE = "little"
    CLEARLY = "clearly"
    NO_TRAINING = "no_training"


class Habit(StrEnum):
    NEVER = "never"
    SOMETIMES = "sometimes"
    OFTEN = "often"


class AgeBand(StrEnum):
    """The site is written for adults; the borders are those the studies use (over 40, 50 and over, over 55)."""

    A18_40 = "18-40"
    A41_49 = "41-49"
    A50_55 = "50-55"
    A56 = "56+"


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"


class Pattern(StrEnum):
    FATIGUE = "fatigue"
    NOCTURNAL = "nocturnal"
    SYMPTOMATIC = "symptomatic"
    MIXED = "mixed"
    UNCERTAIN = "uncertain"


class Care(StrEnum):
    """How soon a person should be seen. The first three stop the plan."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    DOCTOR = "doctor"
    NONE = "none"


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Severity(StrEnum):
    """MILLER2022 table 1."""

    PRE_CRAMP = "pre_cramp"
    MILD_MODERATE = "mild_moderate"
    SEVERE = "severe"


class Grade(StrEnum):
    """How far a statement can be trusted; OWN is our own decision, with no source."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"
    OWN = "own"


class RuleKind(StrEnum):
    HARD = "hard"  # a plan never breaks it
    SOFT = "soft"  # a plan that breaks it says so
    INFO = "info"  # text only
    DESIGN = "design"  # our own decision


class Changeable(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    REFER = "refer"  # a doctor's business
    REFER_FIRST = "refer_first"  # see a doctor before any plan


class Amount(StrEnum):
    """The three words for how much of what research links to cramps is in the answers."""

    LITTLE = "little"
    SOME = "some"
    MUCH = "much"


class Verdict(StrEnum):
    WITHIN_REACH = "within_reach"
    AMBITIOUS = "ambitious"
    NOT_BY_THEN = "not_by_then"


class Tier(StrEnum):
    """A run against the longest of the 30 days before (FRANDSEN2025)."""

    LE10 = "le10"
    OVER_10_30 = "10_30"
    OVER_30_100 = "30_100"
    OVER_100 = "gt100"


class Strand(StrEnum):
    ADAPTATION = "adaptation"
    STRETCHING = "stretching"
    STRENGTH = "strength"
    INTERVALS = "intervals"
    MASSAGE = "massage"


class Slot(StrEnum):
    BEFORE = "before"
    DURING = "during"  # when it cramps
    AFTER = "after"
    EVENING = "evening"


class WorkoutKind(StrEnum):
    EASY = "easy"
    LONG = "long"
    INTERVALS = "intervals"
    GOAL_PACE = "goal_pace"
    STRENGTH = "strength"
    MASSAGE = "massage"
    REST = "rest"
    RACE = "race"


class Phase(StrEnum):
    BUILD = "build"
    CUT_BACK = "cut_back"
    TAPER = "taper"
    RACE = "race"
    RECOVERY = "recovery"


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
