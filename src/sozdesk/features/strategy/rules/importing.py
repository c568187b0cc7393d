"""What becomes of the rows of a table: new, changed, unchanged, or why not. Nothing is written here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sozdesk.features.strategy.rules.carrying import reconciled
from sozdesk.features.strategy.rules.recording import (
    Findings,
    first_day,
    measure_findings,
    position_of,
    status_findings,
)
from sozdesk.features.strategy.terms import (
    CarryOverKind,
    FieldRow,
    ImportBase,
    ImportPlan,
    ImportResult,
    ImportRow,
    KnownLine,
    MeasureLine,
    MeasureRow,
    MeasureTable,
    PeriodRow,
    StatusRow,
    ValueChange,
)
from sozdesk.features.strategy.texts import importing as words
from sozdesk.features.strategy.texts.words import priority, word
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity, stops

VALUES = (
    "title",
    "aim",
    "priority",
    "horizon",
    "poverty_strategy",
    "responsible_body",
    "responsible_people",
)
"""Columns of a measure that a table can say."""
_FIELD = re.compile(r"(?:handlungsfeld|hf)?\s*(\d+)\s*[.:–-]?\s*(.*)")


def plan(table: MeasureTable, base: ImportBase) -> ImportPlan:
    """What recording the table would do to the period."""
    lines = table.lines
    carrying = _Carrying.of(lines, base)
    numbered: dict[str, list[int]] = {}
    for line in lines:
        numbered.setdefault(line.number, []).append(line.row)
    rows = tuple(_row(line, numbered[line.number], base, carrying) for line in lines)
    findings = table.findings
    if not lines and not stops(findings):
        findings += (_finding(Severity.STOP, "table", words.EMPTY),)
    return ImportPlan(
        period=base.period, rows=tuple(_counted(rows, base.period)), findings=findings
    )


def values_of(line: MeasureLine, known: MeasureRow) -> Mapping[str, object]:
    """The columns of a measure that the line says otherwise; what is empty says nothing."""
    said = {name: getattr(line, name) for name in VALUES}
    return {
        name: value
        for name, value in said.items()
        if value not in ("", None) and value != _plain(getattr(known, name))
    }


def says_other_state(line: MeasureLine, entry: StatusRow | None) -> bool:
    """Whether the line names a state that the entry of that day (or none) does not show."""
    if line.state is None or line.as_of is None:
        return False
    return entry is None or (entry.state, entry.reason) != (line.state, line.reason)


def _plain(value: object) -> object:
    """A text in several lines stands in one cell."""
    return german.clean(value) if type(value) is str else value


def _row(
    line: MeasureLine, same: Sequence[int], base: ImportBase, carrying: _Carrying
) -> ImportRow:
    """``same`` are the rows with this number."""
    found = _findings(line, same, base)
    known = base.measures.get(line.number)
    changes = tuple(_changes(line, known, base, carrying))
    if stops(found):
        result = ImportResult.UNUSABLE
    elif known is None:
        result = ImportResult.NEW
    else:
        result = ImportResult.CHANGED if changes else ImportResult.UNCHANGED
    return ImportRow(
        line=line,
        result=result,
        field_label=_label(line, base.fields),
        changes=changes,
        carried=carrying.into(line.number),
        drawn=carrying.drawn(line.number),
        retold=carrying.retold(line.number),
        findings=found,
    )


def _counted(rows: Iterable[ImportRow], period: PeriodRow) -> Iterator[ImportRow]:
    """The rows beyond the expected number say so."""
    place = period.recorded
    for row in rows:
        place += row.result is ImportResult.NEW
        if (
            period.expected is None
            or place <= period.expected
            or row.result is not ImportResult.NEW
        ):
            yield row
        else:
            told = words.one_too_many(place, period.expected)
            found = _finding(Severity.HINT, "count", told, row.line.cells.get("number", ""))
            yield replace(row, findings=(*row.findings, found))


# ------------------------------------------------------------------ what is wrong


def _findings(line: MeasureLine, same: Sequence[int], base: ImportBase) -> Findings:
    """What could not be read, and besides what does not fit, by column."""
    unread = {finding.field for finding in line.findings}
    own = (
        *_about_identity(line),
        *_about_field(line, base),
        *_about_poverty(line, base),
        *_about_others(line, same),
        *_about_state(line, base),
        *_about_former(line, base),
    )
    fresh = [finding for finding in own if finding.field not in unread]
    placed = (replace(one, cell=line.cells.get(one.field, "")) for one in fresh)
    order = {key: number for number, key in enumerate(words.LABELS)}
    return tuple(sorted((*line.findings, *placed), key=lambda one: order.get(one.field, 0)))


def _about_identity(line: MeasureLine) -> Findings:
    found = measure_findings(number=line.number, title=line.title, priority=line.priority, taken=())
    if line.number:
        return found
    missing = _finding(Severity.STOP, "number", words.NUMBER_MISSING)
    return (missing, *(one for one in found if one.field != "number"))


def _about_field(line: MeasureLine, base: ImportBase) -> Iterator[Finding]:
    period = base.period.name
    said = _field_said(line.action_field, base.fields)
    if line.action_field and said is None:
        labels = [field.label for field in base.fields]
        told = words.unknown_field(line.action_field, period, labels)
        yield _finding(Severity.STOP, "action_field", told)
    position = position_of(line.number)
    if position is None:
        return
    if position // 1000 not in {field.number for field in base.fields}:
        told = words.field_of_number_unknown(line.number, period)
        yield _finding(Severity.STOP, "number", told)
    elif said is not None and said.number != position // 1000:
        told = words.field_disagrees(line.number, line.action_field)
        yield _finding(Severity.STOP, "action_field", told)


def _about_poverty(line: MeasureLine, base: ImportBase) -> Iterator[Finding]:
    """What a new measure does not say is not known: it must not count as a no."""
    new = position_of(line.number) is not None and line.number not in base.measures
    if new and line.poverty_strategy is None:
        yield _finding(Severity.STOP, "poverty_strategy", words.POVERTY_MISSING)


def _field_said(text: str, fields: Iterable[FieldRow]) -> FieldRow | None:
    """The field that is meant by its number, its name or both."""
    plain = german.search_key(text)
    match = _FIELD.fullmatch(plain)
    for field in fields:
        name = german.search_key(field.name)
        if plain == name:
            return field
        if match and match[1] == str(field.number) and match[2] in ("", name):
            return field
    return None


def _label(line: MeasureLine, fields: Sequence[FieldRow]) -> str:
    position = position_of(line.number)
    meant = _field_said(line.action_field, fields) or next(
        (field for field in fields if position and field.number == position // 1000), None
    )
    return meant.label if meant else line.action_field


def _about_others(line: MeasureLine, same: Sequence[int]) -> Findings:
    if not line.number or len(same) == 1:
        return ()
    return (_finding(Severity.STOP, "number", words.twice(line.number, same)),)


def _about_state(line: MeasureLine, base: ImportBase) -> Findings:
    if line.state is None:
        said = line.as_of or line.reason
        return (_finding(Severity.STOP, "state", words.STATE_MISSING),) if said else ()
    missing = () if line.as_of else (_finding(Severity.STOP, "as_of", words.DAY_MISSING),)
    return (
        *missing,
        *status_findings(
            as_of=line.as_of or base.today,
            since=first_day(base.period.begins, base.period.adopted),
            state=line.state,
            reason=line.reason,
            taken=(),
            today=base.today,
        ),
    )


def _about_former(line: MeasureLine, base: ImportBase) -> Iterator[Finding]:
    for number in line.continues:
        if number not in base.former:
            told = words.not_before(number, base.former_name)
            yield _finding(Severity.STOP, "continues", told)


def _finding(severity: Severity, field: str, message: str, cell: str = "") -> Finding:
    return Finding(f"measure_{field}", severity, message, field=field, cell=cell)


# ------------------------------------------------------------------ what changes


def _changes(
    line: MeasureLine, known: MeasureRow | None, base: ImportBase, carrying: _Carrying
) -> Iterator[ValueChange]:
    """What is recorded and would be otherwise; a measure that is new changes lines of others only."""
    drawn = carrying.drawn(line.number)
    if known is not None:
        for name, value in values_of(line, known).items():
            before = _shown(name, getattr(known, name))
            yield ValueChange(words.LABELS[name], before, _shown(name, value))
        yield from _state_change(line, base)
        if drawn:
            yield ValueChange(
                words.CONTINUES,
                _sources(carrying.before(line.number)),
                _sources(carrying.into(line.number)),
            )
    for one in drawn:
        if KnownLine(one.source, "", CarryOverKind.DROPPED) in base.lines:
            label = words.line_of(one.source, "")
            yield ValueChange(label, word(CarryOverKind.DROPPED), word(one.kind))
    for one in carrying.retold(line.number):
        before = word(carrying.known[one.source, one.target])
        yield ValueChange(words.line_of(one.source, one.target), before, word(one.kind))


def _state_change(line: MeasureLine, base: ImportBase) -> Iterator[ValueChange]:
    entry = base.statuses.get((line.number, line.as_of)) if line.as_of else None
    if says_other_state(line, entry):
        assert line.state is not None
        assert line.as_of is not None
        before = _state_words(entry.state, entry.reason) if entry else words.EMPTY_VALUE
        after = _state_words(line.state, line.reason)
        yield ValueChange(words.state_on(line.as_of), before, after)


def _state_words(state: StrEnum, reason: StrEnum | None) -> str:
    return f"{word(state)} ({word(reason)})" if reason else word(state)


def _shown(name: str, value: object) -> str:
    if value in ("", None):
        return words.EMPTY_VALUE
    if isinstance(value, StrEnum):
        return word(value)
    return priority(value) if name == "priority" and isinstance(value, int) else str(value)


def _sources(lines: Iterable[KnownLine]) -> str:
    return german.enumeration([one.source for one in lines]) or words.EMPTY_VALUE


# ------------------------------------------------------------------ lines from the period before


_Pair = tuple[str, str]
"""Number before, number now."""


@dataclass(frozen=True, slots=True)
class _Carrying:
    """Lines from the period before: as they are, and as they will be."""

    known: Mapping[_Pair, CarryOverKind]
    targets: Mapping[str, tuple[KnownLine, ...]]
    """Number now → its lines as they will be."""

    @classmethod
    def of(cls, lines: Iterable[MeasureLine], base: ImportBase) -> _Carrying:
        """Those that are there and those that the table says, with the kinds that follow."""
        known = {(one.source, one.target): one.kind for one in base.lines if one.target}
        new = [pair for pair in _said(lines, base) if pair not in known]
        kinds = reconciled({**known, **dict.fromkeys(new)}, new)
        found: dict[str, list[KnownLine]] = {}
        for (source, target), kind in kinds.items():
            found.setdefault(target, []).append(KnownLine(source, target, kind))
        return cls(known, {target: _by_number(several) for target, several in found.items()})

    def into(self, target: str) -> tuple[KnownLine, ...]:
        """All lines into a measure as they will be, by number."""
        return self.targets.get(target, ())

    def before(self, target: str) -> tuple[KnownLine, ...]:
        """Those of them that are there already."""
        return tuple(one for one in self.into(target) if (one.source, target) in self.known)

    def drawn(self, target: str) -> tuple[KnownLine, ...]:
        """Those of them that are new."""
        return tuple(one for one in self.into(target) if (one.source, target) not in self.known)

    def retold(self, target: str) -> tuple[KnownLine, ...]:
        """Lines that are there and change their kind because of one that is new here."""
        drawn = self.drawn(target)
        sources = {one.source for one in drawn}
        pairs = [pair for pair in self.known if drawn and (pair[0] in sources or pair[1] == target)]
        lines = [one for pair in pairs for one in self.into(pair[1]) if one.source == pair[0]]
        return tuple(one for one in lines if one.kind is not self.known[one.source, one.target])


def _said(lines: Iterable[MeasureLine], base: ImportBase) -> Iterable[_Pair]:
    """Every line that the table names, once, in its order; only between measures that can be."""
    return dict.fromkeys(
        (source, line.number)
        for line in lines
        for source in line.continues
        if source in base.former and position_of(line.number) is not None
    )


def _by_number(lines: Iterable[KnownLine]) -> tuple[KnownLine, ...]:
    return tuple(sorted(lines, key=lambda one: position_of(one.source) or 0))
