"""The care cards: where to go, how soon, why, and what to do until then. Keys are the rows of the triage table.

A card says what the signs can mean, never what the reader has.
"""

from collections.abc import Mapping
from dataclasses import dataclass

EMERGENCY_NUMBERS = "112 or 999 (911 in the US and Canada)"
GP = "Your GP (family doctor)."
SAME_DAY = (
    "Your GP's same-day appointments, an urgent care centre, or your country's out-of-hours line (111 in the UK)."
)
DEPARTMENT = f"An emergency department. Call {EMERGENCY_NUMBERS} if you cannot get there safely."
CLOT_ALARM = f"Short of breath, chest pain, or coughing blood: call {EMERGENCY_NUMBERS} at once."
URINE_ALARM = "Urine as dark as tea or cola, or strong muscle pain or weakness: be seen the same day."
KEEP_TAKING = "Do not stop or change a medicine on your own."


@dataclass(frozen=True, slots=True)
class CareCard:
    title: str
    where: str
    how_soon: str
    why: str
    meanwhile: tuple[str, ...] = ()


EMERGENCY: Mapping[str, CareCard] = {
    "E1": CareCard(
        title="Get emergency help now",
        where=f"Call {EMERGENCY_NUMBERS}.",
        how_soon="Now.",
        why="Cramps together with confusion, a collapse, a fit or repeated vomiting can be a sign of heat illness or "
        "of too little sodium in the blood. Both can become dangerous within a short time.",
        meanwhile=(
            "Stop, get out of the sun and have someone stay with you.",
            "Do not drink large amounts of plain water: if sodium is low, that makes it worse.",
        ),
    ),
    "E2": CareCard(
        title="Get emergency help now",
        where=f"Call {EMERGENCY_NUMBERS}.",
        how_soon="Now.",
        why="A painful or swollen calf together with breathlessness, chest pain or coughing blood can mean that a "
        "clot has moved from the leg to the lungs.",
        meanwhile=("Do not massage or stretch the calf.", "Do not drive yourself."),
    ),
    "E3": CareCard(
        title="Get emergency help now",
        where=f"Call {EMERGENCY_NUMBERS}.",
        how_soon="Now.",
        why="Sudden pain far beyond a cramp, a muscle that stays tight and bulging, or a foot that has gone numb or "
        "weak can mean that pressure is cutting off the blood of the muscle. Hours count.",
        meanwhile=("Do not massage the leg or try to run it off.", "Take off anything tight around it."),
    ),
    "E4": CareCard(
        title="Go to an emergency department today",
        where=DEPARTMENT,
        how_soon="Today, without waiting for an appointment.",
        why="Dark urine together with severe pain, swelling or weakness of muscles can mean that muscle is breaking "
        "down and straining the kidneys. It is treated in hospital and goes better the sooner it begins.",
        meanwhile=(
            "Do not train.",
            "If you take a statin, be seen before the next dose.",
            "Tell them what you did, when, and which medicines you take.",
        ),
    ),
    "E5": CareCard(
        title="Go to an emergency department now",
        where=DEPARTMENT,
        how_soon="Now.",
        why="Numbness between the legs or new trouble with bladder or bowels, together with trouble in back or legs, "
        "can mean that nerves at the base of the spine are being pressed. Early treatment protects them.",
        meanwhile=("Do not drive yourself.",),
    ),
    "E6": CareCard(
        title="Go to an emergency department now",
        where=DEPARTMENT,
        how_soon="Now.",
        why="Weakness that grows within hours or days, or in both sides within four weeks, needs to be examined at "
        "once, so that nerve and spinal causes are found in time.",
        meanwhile=("Do not drive yourself.", f"If breathing or swallowing becomes hard, call {EMERGENCY_NUMBERS}."),
    ),
}

SAME_DAY_CARDS: Mapping[str, CareCard] = {
    "U1": CareCard(
        title="Have this calf looked at today",
        where=SAME_DAY,
        how_soon="Today.",
        why="One calf that is swollen, warm, discoloured, tender or throbbing can hide a blood clot, even if it "
        "feels like a cramp that never quite let go.",
        meanwhile=("No massage and no foam roller on this leg.", "No training.", CLOT_ALARM),
    ),
    "U2": CareCard(
        title="Get medical advice today",
        where=SAME_DAY,
        how_soon="Today.",
        why="A cramp usually lets go within ten minutes, and sooner when the muscle is stretched. Yours lasts longer "
        "than that.",
        meanwhile=(
            "Rest the leg, and do not train.",
            "If the pain becomes much worse, the muscle stays hard and bulging, or the foot goes numb or weak: "
            f"call {EMERGENCY_NUMBERS}.",
        ),
    ),
    "U3": CareCard(
        title="Get medical advice today",
        where=SAME_DAY,
        how_soon="Today.",
        why="After a dirty or infected wound, or contact with lead, mercury or another poison, cramps can be an "
        "early sign of tetanus or poisoning. Both are treated best early.",
        meanwhile=(
            "Take along what you know: your vaccinations, or the name of the substance.",
            f"A stiff jaw or trouble swallowing or breathing: call {EMERGENCY_NUMBERS}.",
        ),
    ),
    "U4": CareCard(
        title="Be seen by a doctor today",
        where=SAME_DAY,
        how_soon="Today; if you take a statin, before the next dose.",
        why="Dark urine, or strong muscle pain or weakness while taking a statin, can mean that muscle is breaking "
        "down. A urine and a blood test tell.",
        meanwhile=(
            "Do not train.",
            "If you take a statin, ask before you take the next dose.",
            "If urine is dark and your muscles hurt badly, swell or become weak: go to an emergency department.",
        ),
    ),
    "U5": CareCard(
        title="Have the leg examined today",
        where=SAME_DAY,
        how_soon="Today.",
        why="A sudden pop, a bruise, or not being able to rise on your toes points away from a cramp and towards a "
        "torn muscle or tendon.",
        meanwhile=("Do not stretch or massage it, and put little weight on it.", "No training."),
    ),
}

DOCTOR: Mapping[str, CareCard] = {
    "S1": CareCard(
        title="See your GP about your legs",
        where=GP,
        how_soon="Within the next two weeks or so.",
        why="Numbness, tingling, swelling that stays or changes of the skin do not belong to ordinary cramps. Nerves "
        "or blood vessels may have a part in it.",
        meanwhile=("If one calf becomes swollen, warm and tender: be seen the same day.",),
    ),
    "S2": CareCard(
        title="See your GP soon",
        where="Your GP (family doctor), who may send you to a neurologist.",
        how_soon="Within days.",
        why="Ordinary cramps do not leave a muscle weaker or thinner, or in severe pain or swollen. It should be "
        "found out why, and an examination comes first.",
        meanwhile=(
            "If the weakness grows within hours or days: go to an emergency department.",
            URINE_ALARM,
        ),
    ),
    "S3": CareCard(
        title="Mention it to your midwife or GP",
        where="Your midwife or GP (family doctor).",
        how_soon="At your next appointment, or sooner if it troubles you.",
        why="Leg cramps are common in pregnancy and mostly harmless. What and how much you train should be agreed "
        "with those who look after you, so we do not plan it.",
        meanwhile=("If one calf becomes swollen, warm and tender: be seen the same day.", CLOT_ALARM),
    ),
    "S4": CareCard(
        title="Talk to your GP about the cramps",
        where="Your GP (family doctor), or the doctor who treats your illness.",
        how_soon="Within the next weeks.",
        why="Diabetes, illnesses of thyroid, kidneys, liver, nerves or blood vessels, and heavy drinking can bring "
        "cramps of their own. The doctor can see whether yours belong to them, and what training suits you.",
        meanwhile=(KEEP_TAKING,),
    ),
    "S5": CareCard(
        title="Talk to your GP or pharmacist about your medicines",
        where="Your GP (family doctor) or a pharmacist.",
        how_soon="Within the next week or two.",
        why="Statins, water tablets, long-acting inhalers, raloxifene, and sometimes other medicines that were just "
        "started or changed, are linked with cramps. Often something can be done about it.",
        meanwhile=(
            KEEP_TAKING,
            "Note when you began the medicine and when the cramps began.",
            URINE_ALARM,
        ),
    ),
    "S6": CareCard(
        title="See a GP or sports doctor",
        where="Your GP (family doctor) or a sports doctor.",
        how_soon="Within the next weeks.",
        why="Tightness at the same point of every run, with a numb or weak foot, that goes within about half an hour "
        "of rest, can come from pressure in the muscle or from a squeezed artery rather than from a cramp.",
        meanwhile=(
            "Stop a run when it begins; do not run through it.",
            f"If it does not go with rest, or the foot stays numb or weak: call {EMERGENCY_NUMBERS}.",
        ),
    ),
    "S7": CareCard(
        title="See your GP about pain when walking",
        where=GP,
        how_soon="Within the next two weeks or so.",
        why="Calf pain that comes after the same walking distance and goes when you stand still can come from "
        "narrowed arteries: more so if you smoke, are over 50, or have high blood pressure, cholesterol or diabetes. "
        "A simple test shows it.",
        meanwhile=(
            "If the pain also comes at rest: be seen the same day.",
            f"If the foot turns cold, pale, numb or weak and stays so: call {EMERGENCY_NUMBERS}.",
        ),
    ),
    "S8": CareCard(
        title="See your GP about the cramps",
        where=GP,
        how_soon="Within the next two weeks or so.",
        why="Cramps at rest in arms, hands, face or many muscles are not the kind that training explains. A blood "
        "test and an examination can tell more.",
    ),
    "heart": CareCard(
        title="See a doctor before you train to a plan",
        where="Your GP (family doctor).",
        how_soon="Before your next hard session or race.",
        why="Chest pain, palpitations or fainting with effort should be explained before anybody asks more of your "
        "heart. In a survey of 15,778 runners such complaints also went together with cramps.",
        meanwhile=(
            "No hard sessions and no races until then.",
            f"Chest pain that does not go with rest, or fainting: call {EMERGENCY_NUMBERS}.",
        ),
    ),
}

NOTES: Mapping[str, CareCard] = {
    "S9": CareCard(
        title="Also mention the nights to your GP",
        where=GP,
        how_soon="At an ordinary appointment.",
        why="Night cramps that take your sleep, or that come every week although you kept the evening routine for "
        "six weeks, are worth a look for a cause.",
        meanwhile=("Go on with the plan; take your notes along.",),
    ),
    "S10": CareCard(
        title="Keep an eye on it",
        where=GP,
        how_soon="At an ordinary appointment.",
        why="If your cramps come without a reason you could name, or do not get better with what you do yourself, a "
        "GP can look for one.",
        meanwhile=("Note when each cramp comes: that helps you and the doctor.",),
    ),
}

CARE: Mapping[str, CareCard] = {**EMERGENCY, **SAME_DAY_CARDS, **DOCTOR, **NOTES}
