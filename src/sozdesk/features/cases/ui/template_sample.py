"""A Verfügung for an invented person, so that somebody sees what a template makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from sozdesk.features.cases.terms import Decider, RulingLetter, RulingNature, RulingRow

_NOBODY = UUID(int=0)


def invented_ruling(today: date) -> RulingRow:
    """Everything in it is invented."""
    return RulingRow(
        id=_NOBODY,
        version=1,
        case_id=_NOBODY,
        case_number=99,
        bfs_number=0,
        application_id=None,
        replaces_id=None,
        number=f"{today.year}-999",
        nature=RulingNature.GRANT,
        decider=Decider.AUTHORITY,
        addressee="Rita Beispiel\nBeispielweg 1\n0000 Musterwil",
        subject="Tagesstruktur 50 %",
        facts="Frau Beispiel sucht eine Stelle und möchte wieder einen geregelten Tag haben.",
        considerations="Gestützt auf § 16 des Sozialhilfegesetzes (SHG).\nDas Angebot ist geeignet.",
        disposition="1. Frau Beispiel besucht die Tagesstruktur.\n2. Die Kosten trägt die Gemeinde.",
        limit_amount=270_000,
        valid_from=today,
        heard_on=today - timedelta(days=14),
        remedy="",
        remedy_days=None,
        ruled_on=today,
        finalised_on=None,
        pdf_sha256=None,
        docx_sha256=None,
        notified_on=None,
        notified_by=None,
        contested_on=None,
        final_on=None,
        replaces="",
        replaced_limit=None,
    )


def marked(letter: RulingLetter) -> RulingLetter:
    """The same, saying on every page that it is invented."""
    return replace(letter, municipality="Musterwil", sample=True)
