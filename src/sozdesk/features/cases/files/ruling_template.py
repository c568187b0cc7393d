"""Whether an office's own template of a Verfügung can be used."""

from __future__ import annotations

from typing import Final

from sozdesk.documents.letter import check_letter
from sozdesk.documents.template_flaws import flaw_sentence, missing_sentence, refused_sentence
from sozdesk.documents.untrusted import RefusedFile
from sozdesk.features.cases.terms import RulingField
from sozdesk.features.cases.texts import word
from sozdesk.kernel.findings import Finding, stop

NEEDED: Final = (
    RulingField.ADDRESS,
    RulingField.CONSIDERATIONS,
    RulingField.DISPOSITION,
    RulingField.NUMBER,
    RulingField.PLACE_AND_DATE,
    RulingField.REMEDY,
)
"""What a Verfügung cannot do without."""
_FIELD: Final = "document"


def template_findings(content: bytes) -> tuple[Finding, ...]:
    """What is wrong with a template in Word; empty if it can be used."""
    try:
        checked = check_letter(content, tuple(RulingField))
    except RefusedFile as refusal:
        return (stop(str(refusal.reason), refused_sentence(refusal.reason), _FIELD),)
    flaws = tuple(
        stop(str(one.flaw), flaw_sentence(one.flaw, one.what, one.meant), _FIELD)
        for one in checked.flaws
    )
    if flaws and not checked.fields:
        return flaws
    missing = (field for field in NEEDED if field not in checked.fields)
    return (
        *flaws,
        *(stop("missing_field", missing_sentence(field, word(field)), _FIELD) for field in missing),
    )
