"""What pages say of a triage, whether it comes from an assessment or from one cramp of the log."""

from typing import Any

from coaching.rules.assess import HEART
from coaching.rules.factors import FACTORS, Factor
from coaching.rules.terms import Triage
from coaching.rules.triage import Row, row
from coaching.rules.wording import CARE, CONFIDENCE, NOTES, PATTERNS

HEART_FACTOR = next(factor for factor in FACTORS if factor.id == "heart_symptoms")


def words_of(triage: Triage) -> dict[str, Any]:
    """The care card, the pattern, how sure we are, and the notes; each with its grade and sources."""
    return {
        "care": CARE[triage.care_row] if triage.care_row else None,
        "care_level": triage.care.value,
        "pattern": PATTERNS[triage.pattern],
        "confidence_text": CONFIDENCE[triage.confidence],
        "care_evidence": _evidence(triage.care_row) if triage.care_row else None,
        "notes": [{"card": NOTES[row_id], "evidence": _evidence(row_id)} for row_id in triage.notes],
    }


def cited_by(triage: Triage) -> set[str]:
    """The keys of all sources that these words name."""
    pattern = PATTERNS[triage.pattern]
    rows = [_evidence(row_id) for row_id in (triage.care_row, *triage.notes) if row_id]
    return {key for what in (pattern, *rows) for key in what.sources} | set(pattern.help_sources)


def _evidence(row_id: str) -> Row | Factor:
    """Grade and sources of a care card: those of its row of the triage table, or of the factor behind the heart's card."""
    return HEART_FACTOR if row_id == HEART else row(row_id)
