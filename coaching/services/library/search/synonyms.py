"""Other words for the same thing, so that a reader need not know ours."""

from collections.abc import Mapping

from .stems import stem

GROUPS = [
    "cramp EAMC spasm судорога спазм",
    "calf икра",
    "salt salty sodium electrolyte соль натрий электролит",
    "magnesium магний",
    "drink fluid water hydration dehydration вода пить",
    "doctor GP physician врач доктор",
    "physio physiotherapist physiotherapy физиотерапевт",
    "stretch растяжка растяжение",
    "massage roller rolling массаж",
    "night nocturnal ночь ночной",
    "run runner бег бегун",
    "cyclist cycle bike bicycle ride rider велосипед велосипедист",
    "tired tiredness fatigue усталость утомление",
    "pregnant pregnancy беременность",
    "medicine medication drug лекарство",
    "heat hot жара",
    "training workout тренировка",
]
PHRASES = {
    "charley horse": "cramp",
    "charlie horse": "cramp",
    "physical therapist": "physiotherapist",
    "warm up": "warm-up",
    "cool down": "cool-down",
}


def _by_stem() -> Mapping[str, frozenset[str]]:
    groups = [frozenset(map(stem, group.split())) for group in GROUPS]
    return {one: group - {one} for group in groups for one in group}


SYNONYMS = _by_stem()
