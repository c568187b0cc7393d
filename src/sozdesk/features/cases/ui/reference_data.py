"""What «Grundlagen der Fallarbeit» shows: every dated value in words, read on the archive thread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.cases import files, queries, texts
from sozdesk.features.cases.terms import (
    CaseDated,
    CaseValueRow,
    DelegationRow,
    HolidayRow,
    RegimeRuleRow,
    RemedyRow,
    RulingTemplateRow,
)
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offices import queries as offices
from sozdesk.kernel import german
from sozdesk.kernel.dated import on
from sozdesk.kernel.findings import Finding

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

TEMPLATE: Final = "template"
"""The last line of the list is no dated value."""
_TO_CHECK: Final = "prüfen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One dated value in words; ``holds`` = it is the one of today."""

    row: Any
    what: str
    value: str
    source: str
    holds: bool

    @property
    def id(self) -> UUID:
        """Of the value."""
        found: UUID = self.row.id
        return found

    @property
    def to_check(self) -> bool:
        """Whether somebody of the office has to compare it: not ticked, or its source says so."""
        checked = getattr(self.row, "checked", None)
        if checked is not None:
            return not checked
        return _TO_CHECK in self.source.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the fields offer to choose from."""

    today: date
    municipalities: tuple[tuple[int, str], ...]
    regimes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsData:
    """All dated values of the case work, and the template of the Verfügung."""

    known: Known
    lines: Mapping[CaseDated, tuple[Line, ...]]
    template: RulingTemplateRow
    template_findings: tuple[Finding, ...]
    may_write: bool


def load(archive: Archive) -> SettingsData:
    """Everything the page shows."""
    today = archive.context().today
    places = archive.query(offices.municipalities, today)
    regimes = archive.query(offerings.regimes, today)
    known = Known(
        today=today,
        municipalities=tuple((row.bfs_number, row.short_name) for row in places),
        regimes=tuple((row.code, row.name) for row in regimes),
    )
    rows: Mapping[CaseDated, Sequence[Any]] = {
        CaseDated.REGIME_RULE: archive.query(queries.regime_rule_rows),
        CaseDated.REMEDY: archive.query(queries.remedies),
        CaseDated.DELEGATION: archive.query(queries.delegations),
        CaseDated.HOLIDAY: archive.query(queries.holidays),
        CaseDated.VALUE: archive.query(queries.case_values),
    }
    template = archive.query(queries.ruling_template)
    return SettingsData(
        known=known,
        lines={kind: tuple(_lines(kind, found, known)) for kind, found in rows.items()},
        template=template,
        template_findings=files.template_findings(template.content),
        may_write=archive.info.office_kind is OfficeKind.SERVICE,
    )


def _lines(kind: CaseDated, rows: Sequence[Any], known: Known) -> Iterator[Line]:
    """In the order of the rows; a value is of today if no later one of its subject began."""
    said = [_said(row, known) for row in rows]
    for row, (what, value) in zip(rows, said, strict=True):
        same = [other for other, one in zip(rows, said, strict=True) if one[0] == what]
        holds = (
            row.day >= known.today if kind is CaseDated.HOLIDAY else on(known.today, same) is row
        )
        yield Line(row=row, what=what, value=value, source=_source(row), holds=holds)


def _said(row: Any, known: Known) -> tuple[str, str]:
    """What it is about, and the value."""
    if isinstance(row, RegimeRuleRow):
        regime = dict(known.regimes).get(row.regime_code, row.regime_code)
        return texts.permit_words(row.permit, refugee=row.refugee), regime
    if isinstance(row, HolidayRow):
        return german.day(row.day), row.name
    if isinstance(row, RemedyRow):
        return texts.word(row.decider), f"{german.plural(row.days, 'Tag', 'Tage')}. {row.text}"
    if isinstance(row, DelegationRow):
        place = dict(known.municipalities).get(row.bfs_number, str(row.bfs_number))
        return f"{place}, {texts.word(row.kind)}", texts.word(row.decider)
    assert isinstance(row, CaseValueRow)
    part = f" {row.part}" if row.part else ""
    return f"{texts.word(row.key)}{part}", german.count(row.value)


def _source(row: Any) -> str:
    citation, source = getattr(row, "citation", ""), row.source
    return "; ".join(filter(None, (citation, source)))
