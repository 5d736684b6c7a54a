"""The rules of a plan as data: what they say to a reader, their numbers, how far they can be trusted and why.

Pages and tests read from here; the rules that decide read their numbers from here. R ids are those of the evidence
base, D ids are our own decisions. Where the evidence base gives a range of grades, the lower one is printed. No rule
has been tried against cramp itself: each note says what its number was measured on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .terms import Grade, RuleKind, Sport

BOTH = frozenset(Sport)
RUNNING = frozenset({Sport.RUNNING})
CYCLING = frozenset({Sport.CYCLING})


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `sentence` and `note` are for readers; `numbers` carry their unit in the name, ratios have none."""

    id: str
    title: str
    sentence: str
    kind: RuleKind
    grade: Grade
    numbers: Mapping[str, float] = field(default_factory=dict, hash=False)
    sources: tuple[str, ...] = ()
    against: tuple[str, ...] = ()  # sources that found otherwise
    applies_to: frozenset[Sport] = BOTH
    note: str = ""


SOURCED: tuple[Rule, ...] = (
    Rule(
        "R1",
        "No run much farther than the longest of the last 30 days",
        "A training run is never more than a tenth longer than your longest run of the 30 days before it. Among "
        "5,205 runners, sessions beyond that were followed by more overuse injuries.",
        kind=RuleKind.HARD,
        grade=Grade.LOW,
        numbers={
            "cap": 1.10,
            "window_days": 30,
            "tier_10_30": 1.30,
            "tier_30_100": 2.00,
            "hr_10_30": 1.64,
            "hr_30_100": 1.52,
            "hr_gt100": 2.28,
        },
        sources=("FRANDSEN2025",),
        applies_to=RUNNING,
        note="Counted in calendar days, so a break lowers the bound by itself; always rounded down. A race is "
        "exempt, and the plan says in which step it falls. The injury rate did not rise evenly from step to step: "
        "1.64 times for 10 to 30 % farther, 1.52 for 30 to 100 %, 2.28 beyond that. The study counted injuries, not "
        "cramps.",
    ),
    Rule(
        "R1b",
        "What that would ask before a race",
        "For race day itself to stay within a tenth, the longest run of the 30 days before would have to be 38.36 km "
        "for a marathon, 19.18 km for a half-marathon, 9.1 km for 10 km or 4.55 km for 5 km.",
        kind=RuleKind.SOFT,
        grade=Grade.LOW,
        numbers={"marathon_km": 38.36, "half_km": 19.18, "ten_km": 9.10, "five_km": 4.55},
        sources=("FRANDSEN2025",),
        applies_to=RUNNING,
        note="Follows from R1 by arithmetic. Marathon plans usually stop at about 32 km, and the race is then 32 % "
        "farther than any run before it. The plan tells you so; it does not ask you to run 38 km.",
    ),
    Rule(
        "R2",
        "How fast the weeks may grow",
        "A week that grows by more than 20 % over the one before is marked; one that grows by more than 30 % is not "
        "planned.",
        kind=RuleKind.HARD,
        grade=Grade.LOW,
        numbers={"warn": 1.20, "refuse": 1.30, "tiny_week_km": 10},
        sources=("DAMSTED2019", "NIELSEN2014", "DAMSTED2018"),
        against=("BUIST2008", "FRANDSEN2025"),
        applies_to=RUNNING,
        note="Both bounds are ours, chosen from small and uncertain studies of injuries. The well-known 10 % a week "
        "is not used: a trial with 532 beginners found no difference. Below about 10 km a week percentages say "
        "little, and R1 alone decides. After a week that was missed, or held back by a cramp, the mean of the last four "
        "weeks stands in for it.",
    ),
    Rule(
        "R3",
        "No ratio of this week to the last month",
        "The ratio of acute to chronic load never decides anything here.",
        kind=RuleKind.HARD,
        grade=Grade.MODERATE,
        sources=("IMPELLIZZERI2020", "FRANDSEN2025"),
        against=("GABBETT2016", "TORESDAHL2023"),
        note="Its borders come from team sports, the arithmetic behind them has been criticised, and in the largest "
        "study of runners a higher ratio went with fewer injuries. One study of marathon runners did find more days "
        "above 1.5 before injuries.",
    ),
    Rule(
        "R4",
        "A small first week",
        "For someone new to running with a body mass index above 30, the first week holds 3 km in all.",
        kind=RuleKind.HARD,
        grade=Grade.LOW,
        numbers={"first_week_km": 3, "bmi": 30},
        sources=("NIELSEN2014B",),
        applies_to=RUNNING,
        note="In a study of 749 beginners, those above 30 who began with more than 3 km were injured more often. For "
        "everyone else no study gives a starting distance.",
    ),
    Rule(
        "R5",
        "Most sessions easy",
        "At least three quarters of the sessions are easy and at most a fifth are hard; with four sessions a week or "
        "fewer, one is hard.",
        kind=RuleKind.SOFT,
        grade=Grade.LOW,
        numbers={"hard_share": 0.20, "easy_share": 0.75, "few_sessions": 4, "hard_when_few": 1},
        sources=("SEILER2010", "MUNOZ2014", "OLIVEIRA2024", "ROSENBLAT2025"),
        note="The share counts sessions, not minutes. It comes from research on performance; a larger share of "
        "moderate training served recreational runners about as well.",
    ),
    Rule(
        "R6",
        "The long run is part of a week, not the week",
        "The longest run takes at most 30 % of the week's distance, or lasts at most 150 minutes. With three runs a "
        "week or fewer this cannot be kept and is waived.",
        kind=RuleKind.SOFT,
        grade=Grade.VERY_LOW,
        numbers={"share": 0.30, "minutes": 150, "waived_at_sessions": 3},
        sources=("DANIELS",),
        applies_to=RUNNING,
        note="A coach's rule of thumb; the waiver is ours.",
    ),
    Rule(
        "R7",
        "Less before the race",
        "In the last 14 days before a race (up to 21 before a marathon) the volume falls by 41 to 60 %, while the "
        "pace of the hard parts and the number of sessions stay.",
        kind=RuleKind.SOFT,
        grade=Grade.MODERATE,
        numbers={"days": 14, "marathon_days": 21, "least": 0.41, "most": 0.60},
        sources=("BOSQUET2007", "WANG2023", "SMYTH2021"),
        note="Measured on performance. Whether the range means the average or the end of those days is unknown; we "
        "take the average.",
    ),
    Rule(
        "R8",
        "Every fourth week lighter",
        "Every fourth week is a cut-back week.",
        kind=RuleKind.DESIGN,
        grade=Grade.VERY_LOW,
        numbers={"every": 4},
        sources=("COSTA2019",),
        note="One small study found a better course with it; how often and by how much is unknown. After it, R1 "
        "still looks at the longest run of 30 days, so nothing jumps.",
    ),
    Rule(
        "R9",
        "A target is held against what you can do today",
        "A marathon target more than 15 minutes faster than your results predict is called out of reach for now.",
        kind=RuleKind.SOFT,
        grade=Grade.MODERATE,
        numbers={"marathon_minutes": 15},
        sources=("VICKERS2016", "RIEGEL1981", "KEOGH2020"),
        applies_to=RUNNING,
        note="Fifteen minutes is about the usual error of the marathon formula; taking it as the border is our "
        "decision. Up to the half-marathon Riegel's formula is used, within the times it was made for.",
    ),
    Rule(
        "R10",
        "A first half no faster than predicted",
        "The first half of a race is planned no faster than the predicted pace. The race sheet names the times at half "
        "way that are 3 % faster, to slow down, and 8 % faster, which is what runners who cramped had done.",
        kind=RuleKind.SOFT,
        grade=Grade.LOW,
        numbers={"red": 0.08, "warn": 0.03},
        sources=("SCHWELLNUS2011B", "SCHWELLNUS2011A", "SAFER2"),
        note="The one rule whose studies counted cramps: in a 56 km race, those who cramped had taken 8.3 % less "
        "time for the first half than equally fast runners who did not. The 3 % is ours.",
    ),
    Rule(
        "R11",
        "Before you run: move, do not hold",
        "Warm up with movement. If you hold a stretch, keep it under 60 seconds for each muscle and move afterwards.",
        kind=RuleKind.SOFT,
        grade=Grade.MODERATE,
        numbers={"static_s": 60},
        sources=("BEHM2016", "OPPLERT2018"),
        note="Stretches held for 60 seconds or longer cost about 4.6 % of performance, shorter ones about 1 %.",
    ),
    Rule(
        "R12",
        "After you run: stretch if you like it",
        "Stretching afterwards is optional. It keeps you flexible; it has not been shown to speed recovery.",
        kind=RuleKind.INFO,
        grade=Grade.LOW,
        sources=("AFONSO2021", "GARBER2011"),
        note="For flexibility: 10 to 30 seconds, two to four times, a minute in all for each muscle, on two or three "
        "days a week.",
    ),
    Rule(
        "R13",
        "Six weeks of an evening routine for night cramps",
        "Stretch calf and hamstring of both legs before sleep, three times 10 seconds with 10 seconds of rest, every "
        "evening for six weeks. Then look back together with your notes.",
        kind=RuleKind.INFO,
        grade=Grade.LOW,
        numbers={"weeks": 6, "hold_s": 10, "repeats": 3, "rest_s": 10},
        sources=("HALLEGRAEFF2012", "HAWKE2021"),
        against=("COPPIN2005",),
        note="One small trial with people over 55 found fewer and milder cramps; a larger one with calf stretches "
        "alone found no difference. For younger people it is an extrapolation, and the plan says so.",
    ),
    Rule(
        "R14",
        "When it cramps",
        "Slow down or stop and stretch the muscle gently until it lets go. Do not run on through a severe cramp.",
        kind=RuleKind.INFO,
        grade=Grade.MODERATE,
        sources=("MILLER2022", "SCHWELLNUS1997", "NELSON2016"),
        note="No study says how many seconds: until it lets go.",
    ),
    Rule(
        "R15",
        "Strength two or three times a week",
        "Strength training two or three times a week, for six weeks at least. Heel raises on one leg are compared "
        "with 24 for men and 21 for women.",
        kind=RuleKind.SOFT,
        grade=Grade.LOW,
        numbers={"least": 2, "most": 3, "weeks": 6, "heel_men": 24, "heel_women": 21, "noise": 6},
        sources=("BLAGROVE2018", "HEBERT2017", "LAUERSEN2014", "WU2024", "MARTINEZ2022"),
        applies_to=RUNNING,
        note="It improves running economy (moderate evidence). For cramps there is a hint only: 25 % of marathon "
        "runners who cramped trained their legs, 47.6 % of the others, which may be chance. A change of fewer than "
        "six heel raises is noise.",
    ),
    Rule(
        "R16",
        "Drink to thirst",
        "Drink when you are thirsty and do not gain weight during exercise. In heat, or if your sweat leaves salt on "
        "your clothes, a drink with sodium is an option.",
        kind=RuleKind.HARD,
        grade=Grade.HIGH,
        sources=("EAH2015", "JUNG2004ABS", "LAU2019", "LAU2021", "BERGERON2003"),
        note="Drinking too much can dilute the sodium in the blood dangerously. The grade is for that; for the "
        "sodium drink it is low. The site never says to drink as much as possible.",
    ),
    Rule(
        "R17",
        "No magnesium for cramps",
        "Magnesium is not recommended for cramps at rest; for cramps from exercise its effect is unknown.",
        kind=RuleKind.INFO,
        grade=Grade.MODERATE,
        sources=("GARRISON2020",),
        note="Eleven trials with 735 people, most of them older, found little or no difference. No trial has looked "
        "at cramps from exercise.",
    ),
    Rule(
        "R18",
        "Pickle juice: a curiosity",
        "A mouthful of pickle juice shortened cramps set off by electricity in ten men; a second experiment did not "
        "find it.",
        kind=RuleKind.INFO,
        grade=Grade.VERY_LOW,
        sources=("MILLER2010A",),
        against=("GEORGIEVA2021",),
        note="Laboratory work with ten and eleven people; the amount was 1 ml for each kg of body weight.",
    ),
    Rule(
        "R19",
        "No quinine",
        "The site never suggests quinine.",
        kind=RuleKind.HARD,
        grade=Grade.HIGH,
        sources=("QUININE",),
        note="Regulators warn of rare but dangerous effects on blood and heart. If you take it, talk to the doctor "
        "who prescribed it.",
    ),
    Rule(
        "R20",
        "Massage and foam rolling for comfort",
        "Massage and foam rolling may ease soreness. Never massage a calf that may hold a clot.",
        kind=RuleKind.INFO,
        grade=Grade.LOW,
        sources=("DUPUY2018", "DAVIS2020", "WIEWELHOVE2019"),
        note="No gain in strength, speed or endurance was found. That a suspected clot is not massaged is common "
        "medical practice.",
    ),
    Rule(
        "R21",
        "After a cramp",
        "For 24 to 48 hours only easy training; hard and long sessions return when walking and rising on your toes are "
        "painless.",
        kind=RuleKind.DESIGN,
        grade=Grade.VERY_LOW,
        numbers={"hours_least": 24, "hours_most": 48},
        sources=("MARTINEZ2022",),
        note="Our decision: no study gives a timetable. A day after a marathon, blood tests still showed more muscle "
        "damage in those who had cramped.",
    ),
    Rule(
        "R22",
        "A health problem holds the plan",
        "In a week in which a health problem clearly limits your training or performance, the plan holds or steps "
        "back. A red flag always comes first.",
        kind=RuleKind.DESIGN,
        grade=Grade.OWN,
        sources=("OSTRC-H2",),
        note="The questionnaire is well tested; what a plan should do with its answer is our decision.",
    ),
    Rule(
        "R23",
        "Hard days apart",
        "Two hard days never follow each other.",
        kind=RuleKind.DESIGN,
        grade=Grade.OWN,
        note="Common practice; we found no study of how far apart hard days should be.",
    ),
    Rule(
        "R24",
        "Riding is planned by analogy",
        "For cyclists load is planned in minutes and grows gradually, by analogy. No study gives a bound for it.",
        kind=RuleKind.INFO,
        grade=Grade.LOW,
        sources=("VISENTINI2022", "POHL2026"),
        applies_to=CYCLING,
        note="Load and complaints are linked in cyclists too, but the numbers from running are not evidence for "
        "riding.",
    ),
    Rule(
        "R25",
        "Regularly",
        "Three sessions a week or more.",
        kind=RuleKind.INFO,
        grade=Grade.LOW,
        numbers={"sessions": 3},
        sources=("SWANEVELDER2017",),
        applies_to=RUNNING,
        note="In a large survey of runners, those who trained less than three times a week reported cramps more "
        "often; by how much was not published.",
    ),
    Rule(
        "R26",
        "Nothing long in the last three days",
        "In the three days before a race no session is long.",
        kind=RuleKind.SOFT,
        grade=Grade.VERY_LOW,
        numbers={"days": 3},
        sources=("SCHWELLNUS2011B",),
        applies_to=RUNNING,
        note="In a study of 49 runners, those who cramped had tended to train longer in the three days before; it "
        "may be chance.",
    ),
)

OWN_DECISIONS: tuple[Rule, ...] = (
    Rule(
        "D1",
        "What a build climbs towards",
        "A build climbs towards a longest run of 8 km for a 5 km race, 14 for 10 km, 20 for a half-marathon and "
        "32 for a marathon, straight lines between; who runs farther already keeps up to 30 % of the week. We "
        "call a distance within reach when the race is at most a tenth longer than the longest run before it, "
        "from the marathon on when the build has got where it climbs to; from four fifths of that run it is ambitious.",
        kind=RuleKind.DESIGN,
        grade=Grade.OWN,
        numbers={"ambitious_share": 0.8, "open_growth": 1.3, "least_weeks": 4, "most_weeks": 26, "open_weeks": 12},
        note="A plan has 4 to 26 weeks up to a race, twelve without one, and then climbs by 30 %.",
    ),
    Rule(
        "D2",
        "How fast a week grows",
        "A week grows by 15 % at most, which stays below the warning of rule R2. A beginner under rule R4 may add"
        " a kilometre a week.",
        kind=RuleKind.DESIGN,
        grade=Grade.OWN,
        numbers={"growth": 1.15, "beginner_step_km": 1},
        applies_to=RUNNING,
    ),
    Rule(
        "D3",
        "How light a lighter week is",
        "A cut-back week has 15 % less than the weeks around it, so that going back up is no jump.",
        kind=RuleKind.DESIGN,
        grade=Grade.OWN,
        numbers={"share": 0.85},
    ),
    Rule(
        "D4",
        "How much of a week is one run",
        "With one, two, three, four, five and more sessions a week the long one takes at most 100, 65, 55, 50, 45"
        " and 40 % of it; a plan never climbs towards more than three and a half hours.",
        kind=RuleKind.DESIGN,
        grade=Grade.OWN,
        numbers={"minutes": 210},
    ),
    Rule(
        "D5",
        "Round figures",
        "Distances are rounded down: to half kilometres, short and decisive ones to 100 m. Rides to five minutes,"
        " or one.",
        kind=RuleKind.DESIGN,
        grade=Grade.OWN,
    ),
    Rule(
        "D6",
        "Cyclists by analogy",
        "Rides are counted in minutes. The longest grows by a tenth at most and climbs towards four fifths of the"
        " event, five hours at most. No study gives these numbers.",
        kind=RuleKind.DESIGN,
        grade=Grade.OWN,
        numbers={"cap": 1.1, "share": 0.8, "most_minutes": 300, "kmh": 25, "fastest_kmh": 30},
        applies_to=CYCLING,
        note="Where you name a distance but no time we reckon with 25 km an hour, and never with more than 30.",
    ),
    Rule(
        "D7",
        "What you do not know",
        "Without a run in 30 days the plan starts with what you call comfortable, else 2 km or 20 minutes. A "
        "longest session of unknown date counts as three weeks old. An unknown weekly distance is taken as the "
        "longest run and three tenths of it for each further session. One usual session is taken to lie in the "
        "last days. Without a pace we reckon with 7:30 per km.",
        kind=RuleKind.DESIGN,
        grade=Grade.OWN,
        numbers={"first_km": 2, "first_minutes": 20, "pace_s_per_km": 450, "days_ago": 22, "share": 0.3, "sessions": 3},
        note="A first week without training before it has at most 10 km.",
    ),
    Rule(
        "D8",
        "Your days and your time",
        "Nothing stands on a day you did not name and no week takes more time than you named. When time is short "
        "massage goes first, then strength shrinks, down to a seventh of the time; the race stands alone on its "
        "day.",
        kind=RuleKind.DESIGN,
        grade=Grade.OWN,
        numbers={
            "strength_minutes": 25,
            "strength_least": 10,
            "strength_share": 0.15,
            "massage_minutes": 10,
            "growth_room": 1.15,
        },
    ),
    Rule(
        "D9",
        "A race that is too close",
        "A race in less than four weeks is not built for: the weeks before keep you fresh, and weeks of recovery "
        "follow with 40 to 80 % of your usual distance. The first three days after a race are free.",
        kind=RuleKind.DESIGN,
        grade=Grade.OWN,
        numbers={"free_days": 3},
        note="A first week of three days or fewer is left out.",
    ),
    Rule(
        "D10",
        "When a time is ambitious",
        "Except in the marathon, a target up to 5 % faster than the prediction is ambitious, more is not "
        "realistic yet. Without a result we look at how much faster than training it is: from a half-marathon on "
        "15 and 30 %, below it 30 and 45 %. With two results the weaker one sets the training paces. A result "
        "over the same distance stands for itself; the marathon formula is asked from 5 km on and for times up to"
        " six hours.",
        kind=RuleKind.DESIGN,
        grade=Grade.OWN,
        numbers={"faster": 0.05, "least_km": 5, "most_hours": 6},
        applies_to=RUNNING,
    ),
    Rule(
        "D11",
        "When speed comes in",
        "Fast sessions start in week 2, in week 5 for those new to training, with six times one minute; they grow"
        " to five times four minutes. With two sessions a week every second week has one. Someone who begins "
        "under rule R4 has none.",
        kind=RuleKind.DESIGN,
        grade=Grade.OWN,
        numbers={"first_week": 2, "first_week_new": 5, "new_week_km": 10, "new_week_minutes": 60, "new_years": 0.5},
    ),
    Rule(
        "D12",
        "What is long before a race",
        "In the three days before a race, a run over 60 minutes or a ride over two hours counts as long.",
        kind=RuleKind.DESIGN,
        grade=Grade.OWN,
        numbers={"minutes": 60, "ride_minutes": 120},
    ),
    Rule(
        "D13",
        "How long a problem holds",
        "A problem that clearly limits your training holds all growth and all fast sessions for seven days; a cramp with a sign that a "
        "doctor should look at pauses the plan until somebody has looked at it.",
        kind=RuleKind.DESIGN,
        grade=Grade.OWN,
        numbers={"days": 7},
    ),
    Rule(
        "D14",
        "Ill, injured, away",
        "While you are sick or injured everything is left out, a race too. While you do not feel 100 %, or are on holiday, long and "
        "hard sessions become easy ones of half the time, 40 minutes at most, and strength is left out; easy sessions and races stay.",
        kind=RuleKind.DESIGN,
        grade=Grade.OWN,
        numbers={
            "share": 0.5,
            "minutes": 40,
            "below_par_least_days": 3,
            "below_par_most_days": 14,
            "most_days": 60,
        },
        note="You say from when until when and can end it on any day. The evening routine goes on. Nothing is made up for "
        "afterwards: where three sessions or more did not happen, the site offers to plan the weeks ahead from what was done.",
    ),
    Rule(
        "D15",
        "What a coach writes for many",
        "Weeks that a coach writes for many are fitted to each: the amounts follow what this person does in a week, each "
        "session goes to a day that was named, on its weekday where it can, hard days not one after the other, and the "
        "rules bound every session and week. None is made longer than three and a half hours, a ride than five. What no "
        "longer fits is left out; what follows is shortened where it would go beyond a limit. Days of a taper, a race or "
        "the recovery after it stay as they are.",
        kind=RuleKind.DESIGN,
        grade=Grade.OWN,
        note="A single workout is given as it is written, only bounded. Whatever would break a limit is not given.",
    ),
)

RULES: tuple[Rule, ...] = SOURCED + OWN_DECISIONS

# When rules meet, the earlier one wins. A red flag of the triage table comes before all of them.
PRECEDENCE: tuple[str, ...] = ("R22", "R1", "R4", "R2", "R7", "R5", "R6", "R8", "R23")

_BY_ID: Mapping[str, Rule] = {row.id: row for row in RULES}


def rule(rule_id: str) -> Rule:
    """The rule with this id ("R1", "R1b", "D1"); KeyError when there is none."""
    return _BY_ID[rule_id]


def number(rule_id: str, name: str) -> float:
    """One number of a rule, in the unit its name says; KeyError when there is no such rule or number."""
    return rule(rule_id).numbers[name]
