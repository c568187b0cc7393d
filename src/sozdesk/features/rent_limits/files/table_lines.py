"""Rows of an overview → what each municipality declared that year, or why that is not clear.

A municipality is read as a whole or not at all: one unreadable amount keeps it out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sozdesk.documents.sheets import address, cell_text
from sozdesk.exchange.answers import Answers, Problem
from sozdesk.exchange.form_reader import FoundCell
from sozdesk.exchange.forms import label_key
from sozdesk.exchange.mapping import Columns, values_in
from sozdesk.exchange.table_cells import without_mark
from sozdesk.exchange.table_rows import MappedRow
from sozdesk.features.rent_limits.files import table_fields as keys
from sozdesk.features.rent_limits.files.declarations import declaration_of
from sozdesk.features.rent_limits.files.recognition import Register
from sozdesk.features.rent_limits.files.table_repeats import without_repeats
from sozdesk.features.rent_limits.terms import (
    Category,
    Code,
    Declaration,
    LeftOut,
    Method,
    RentKind,
    TableBasis,
    TableLine,
    amount_field,
)
from sozdesk.features.rent_limits.texts import sentence, tables, word
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.municipality import Municipality

_AMOUNT_KEYS = {amount_field(category): category for category in Category}
_OWN_KIND = re.compile(r"\s*\(?\b(netto|brutto)\b\)?", re.IGNORECASE)
_BARE = frozenset(
    {"keine", "kein", "keinegrenzwerte", "keinegrenzwertefestgelegt", "x", "ja", "j", "wahr", "1"}
)
"""Says that there are no limits, and not why."""
_NO = frozenset({"nein", "n", "falsch", "0"})
_REASON_PREFIX = re.compile(r"^Grund:\s*", re.IGNORECASE)
_BESIDE = frozenset({"decided_on", "decision_body", "last_reviewed_on", keys.VALID_FROM})
"""Facts beside the limits: one that cannot be read becomes a remark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all rows of one table have in common."""

    register: Register
    year: int
    basis: TableBasis
    sizes: Collection[str]
    """Keys of the sizes that the table has; each municipality must state them."""
    sheet: str = ""
    columns: Columns = field(default_factory=dict)
    places: Mapping[int, int] = field(default_factory=dict)
    """Number of the row → BFS number, where somebody chose it."""


def lines_of(
    rows: Iterable[MappedRow], setting: Setting
) -> tuple[tuple[TableLine, ...], tuple[LeftOut, ...]]:
    """One line per municipality, and the rows that are none."""
    lines: list[TableLine] = []
    left: list[LeftOut] = []
    for row in rows:
        if _other_year(row, setting.year):
            left.append(LeftOut(row.number, "other_year", tables.OTHER_YEAR, row.text))
        elif _says_nothing(row):
            left.append(LeftOut(row.number, "no_amounts", tables.WITHOUT_AMOUNTS, row.text))
        else:
            lines.append(_line(row, setting))
    texts = {row.number: row.text for row in rows}
    return without_repeats(lines, left, texts)


def _other_year(row: MappedRow, year: int) -> bool:
    cell = row.cells.get(keys.YEAR)
    return cell is not None and keys.whole(cell.value) != year


def _says_nothing(row: MappedRow) -> bool:
    """Neither amounts nor that there are none."""
    return not _amount_cells(row.cells) and _no_limits_text(row.cells) is None


def _amount_cells(cells: Mapping[str, FoundCell]) -> dict[str, FoundCell]:
    return {key: cell for key, cell in cells.items() if key in _AMOUNT_KEYS}


# ------------------------------------------------------------------ one municipality


def _line(row: MappedRow, setting: Setting) -> TableLine:
    place, sure, whose = _whose(row, setting)
    declared, found = _declared(row, setting, place.bfs_number if place else 0)
    return TableLine(
        row=row.number,
        seen=_seen(row.cells),
        bfs_number=place.bfs_number if place else None,
        name=place.short_name if place else "",
        sure=sure,
        declaration=declared,
        findings=(*whose, *found),
    )


def _seen(cells: Mapping[str, FoundCell]) -> str:
    named = cells.get(keys.MUNICIPALITY) or cells.get(keys.BFS_NUMBER)
    return german.clean(cell_text(without_mark(named.value))) if named else ""


def _whose(
    row: MappedRow, setting: Setting
) -> tuple[Municipality | None, bool, tuple[Finding, ...]]:
    """The municipality of a row, whether that is certain, and what has to be said about it."""
    if row.number in setting.places:
        return setting.register.by_number(setting.places[row.number]), True, ()
    number, name = row.cells.get(keys.BFS_NUMBER), row.cells.get(keys.MUNICIPALITY)
    if number is not None:
        return _by_number(number, _seen({keys.MUNICIPALITY: name} if name else {}), setting)
    return _by_name(name, setting) if name is not None else (None, True, ())


def _by_number(
    cell: FoundCell, seen: str, setting: Setting
) -> tuple[Municipality | None, bool, tuple[Finding, ...]]:
    number = keys.whole(cell.value)
    place = setting.register.by_number(number)
    if place is None or number is None:
        words = tables.foreign_number(number) if number else tables.unknown_name(cell.raw)
        return None, True, (_stop(Code.FOREIGN_NUMBER, words, cell),)
    other = setting.register.exact(seen)
    if other is None or other is place:
        return place, True, ()
    words = tables.two_places(number, place.short_name, seen)
    return place, False, (_note(Code.NAME_ONLY, words, cell),)


def _by_name(
    cell: FoundCell, setting: Setting
) -> tuple[Municipality | None, bool, tuple[Finding, ...]]:
    seen = _seen({keys.MUNICIPALITY: cell})
    if (place := setting.register.exact(seen)) is not None:
        return place, True, ()
    place = setting.register.named(seen)
    if place is None:
        return None, True, (_stop(Code.UNKNOWN_MUNICIPALITY, tables.unknown_name(seen), cell),)
    words = tables.nearly(seen, place.short_name)
    return place, False, (_note(Code.NAME_ONLY, words, cell),)


# ------------------------------------------------------------------ what it declares


def _declared(
    row: MappedRow, setting: Setting, bfs_number: int
) -> tuple[Declaration, tuple[Finding, ...]]:
    """What the row declares, and everything that is wrong with it."""
    cells, kind, found = _without_kinds(row.cells)
    none = _no_limits_text(cells)
    answers = Answers(_read_cells(cells, no_limits=none is not None))
    declared = _with_basis(declaration_of(answers, bfs_number, setting.year), kind, setting.basis)
    found += _problems(answers.problems)
    if none is None:
        found += tuple(_incomplete(declared, row, setting, found))
    else:
        found += tuple(_contradictions(none, cells))
        reason = _reason(none, declared.remark, setting.year)
        remark = "" if reason == declared.remark else declared.remark
        declared = replace(declared, no_limits_reason=reason, remark=remark)
    declared, beside = _with_remarks(declared, answers.problems, row.footnotes)
    odd = (*_odd_days(declared, cells, setting.year), *_odd_footnotes(declared, row))
    return declared, (*found, *beside, *odd)


def _with_basis(declared: Declaration, kind: RentKind | None, basis: TableBasis) -> Declaration:
    """What the row does not say is said for the whole table."""
    return replace(
        declared,
        rent_kind=declared.rent_kind or kind or basis.rent_kind,
        interval=declared.interval or basis.interval,
        valid_from=declared.valid_from or basis.valid_from,
        method_text=declared.method_text.removeprefix(f"{word(Method.OTHER)}: "),
        unchanged=declared.last_reviewed_on is not None,
    )


def _read_cells(cells: Mapping[str, FoundCell], *, no_limits: bool) -> dict[str, FoundCell]:
    """The cells that the declaration is made from."""
    left = {keys.NO_LIMITS, *(_AMOUNT_KEYS if no_limits else ())}
    kept = {key: cell for key, cell in cells.items() if key not in left}
    return _without_none(kept)


def _without_none(cells: Mapping[str, FoundCell]) -> dict[str, FoundCell]:
    """Without «keine» for further persons, and in a row that has no limits at all."""
    return {
        key: cell
        for key, cell in cells.items()
        if not (_is_none(cell) and (key == keys.FURTHER_KEY or _all_none(cells)))
    }


def _is_none(cell: FoundCell) -> bool:
    return cell.field.key in _AMOUNT_KEYS and label_key(cell.raw[:60]).startswith("kein")


def _all_none(cells: Mapping[str, FoundCell]) -> bool:
    amounts = _amount_cells(cells)
    return bool(amounts) and all(map(_is_none, amounts.values()))


def _no_limits_text(cells: Mapping[str, FoundCell]) -> str | None:
    """What the row says about having no limits; None if it does not say so."""
    said = cells.get(keys.NO_LIMITS)
    if said is not None and label_key(said.raw) not in _NO:
        return german.clean(said.raw)
    if _all_none(cells):
        return german.clean(next(iter(_amount_cells(cells).values())).raw)
    return None


def _reason(text: str, remark: str, year: int) -> str:
    """Why there are no limits, in the words of the table where it has some."""
    for words in (text, remark):
        plain = _REASON_PREFIX.sub("", words)
        if plain and label_key(plain) not in _BARE:
            return plain
    return tables.no_reason(year)


def _without_kinds(
    cells: Mapping[str, FoundCell],
) -> tuple[Mapping[str, FoundCell], RentKind | None, tuple[Finding, ...]]:
    """Amounts such as «1'050 netto» as amounts, and what they say besides."""
    said = {
        key: (cell, match)
        for key, cell in _amount_cells(cells).items()
        if isinstance(cell.value, str) and (match := _OWN_KIND.search(cell.value))
    }
    plain = {
        key: replace(cell, value=_OWN_KIND.sub("", str(cell.value)))
        for key, (cell, _) in said.items()
    }
    kinds = {key: _kind(match[1]) for key, (_, match) in said.items()}
    column = cells.get(keys.RENT_KIND)
    whole = Answers(cells).choice(keys.RENT_KIND) if column is not None else None
    first = RentKind(whole) if whole else next(iter(kinds.values()), None)
    odd = tuple(
        _stop(Code.UNREADABLE_FIELD, tables.two_kinds(cells[key].raw, word(first)), cells[key])
        for key, kind in kinds.items()
        if first is not None and kind is not first
    )
    return {**cells, **plain}, first, odd


def _kind(text: str) -> RentKind:
    return RentKind.NET if text.lower() == "netto" else RentKind.GROSS


# ------------------------------------------------------------------ what is wrong


def _problems(problems: Iterable[Problem]) -> tuple[Finding, ...]:
    """Amounts, net or gross, month or year that cannot be read."""
    return tuple(
        _stop(Code.UNREADABLE_FIELD, problem.sentence, problem.cell)
        for problem in problems
        if problem.cell.field.key not in _BESIDE
    )


def _with_remarks(
    declared: Declaration, problems: Iterable[Problem], footnotes: Mapping[str, str]
) -> tuple[Declaration, tuple[Finding, ...]]:
    """Other facts that cannot be read, and footnotes, stay readable as a remark."""
    unread = [problem.cell for problem in problems if problem.cell.field.key in _BESIDE]
    said = [tables.footnote(mark, words) for mark, words in footnotes.items()]
    facts = [f"{cell.field.label}: {german.clean(cell.raw)}" for cell in unread]
    notes = (
        *(
            _note(Code.UNREADABLE_FIELD, tables.left_empty(cell.field.label, cell.raw), cell)
            for cell in unread
        ),
        *(
            Finding(
                Code.FOOTNOTE,
                Severity.NOTE,
                sentence(Code.FOOTNOTE, footnote=words.removesuffix(".")),
            )
            for words in said
        ),
    )
    remark = "; ".join(filter(None, (declared.remark, *facts, *said)))
    return replace(declared, remark=remark), notes


def _odd_footnotes(declared: Declaration, row: MappedRow) -> Iterable[Finding]:
    """A footnote such as «brutto» says something else about this municipality than the table."""
    known = {keys.RENT_KIND: declared.rent_kind, keys.INTERVAL: declared.interval}
    for mark, words in row.footnotes.items():
        for key, value in known.items():
            said = set(values_in(words, keys.WORDS_FOR_ALL[key]))
            if value is not None and said and said != {value}:
                text = tables.two_kinds(tables.footnote(mark, words), word(value))
                yield Finding(Code.UNREADABLE_FIELD, Severity.STOP, text, field=key)


def _incomplete(
    declared: Declaration, row: MappedRow, setting: Setting, read: Sequence[Finding]
) -> Iterable[Finding]:
    unread = {finding.field for finding in read}
    for key in setting.sizes:
        if _AMOUNT_KEYS[key] not in declared.amounts and key not in unread:
            yield _missing(key, row, setting)
    for category, amount in declared.amounts.items():
        if amount < 0 or (amount == 0 and category is not Category.FURTHER):
            words = tables.not_positive(word(category), german.amount(amount))
            yield _stop(Code.UNREADABLE_FIELD, words, row.cells[amount_field(category)])
    if declared.rent_kind is None and keys.RENT_KIND not in unread:
        yield Finding(Code.MISSING_RENT_KIND, Severity.STOP, tables.KIND_UNKNOWN, field="rent_kind")
    if declared.interval is None and keys.INTERVAL not in unread:
        yield Finding(
            Code.MISSING_INTERVAL, Severity.STOP, tables.INTERVAL_UNKNOWN, field="interval"
        )


def _contradictions(none: str, cells: Mapping[str, FoundCell]) -> Iterable[Finding]:
    amounts = _amount_cells(_without_none(cells))
    for cell in list(amounts.values())[:1]:
        words = tables.amounts_and_none(none or "keine Grenzwerte")
        yield _stop(Code.UNREADABLE_FIELD, words, cell)


def _missing(key: str, row: MappedRow, setting: Setting) -> Finding:
    column = setting.columns.get(key)
    category = _AMOUNT_KEYS[key]
    return Finding(
        Code.MISSING_AMOUNT,
        Severity.STOP,
        tables.amount_missing(word(category)),
        field=key,
        cell="" if column is None else f"{setting.sheet}!{address(row.number - 1, column)}",
        subject=category,
    )


def _odd_days(
    declared: Declaration, cells: Mapping[str, FoundCell], year: int
) -> Iterable[Finding]:
    day, cell = declared.valid_from, cells.get(keys.VALID_FROM)
    if day is not None and day.year > year:
        words = tables.later_than(german.day(day), year)
        where = cell.where if cell else ""
        yield Finding(Code.WRONG_YEAR, Severity.STOP, words, field=keys.VALID_FROM, cell=where)


def _stop(code: Code, words: str, cell: FoundCell) -> Finding:
    return _finding(code, Severity.STOP, words, cell)


def _note(code: Code, words: str, cell: FoundCell) -> Finding:
    return _finding(code, Severity.NOTE, words, cell)


def _finding(code: Code, severity: Severity, words: str, cell: FoundCell) -> Finding:
    return Finding(code, severity, words, field=cell.field.key, cell=cell.where)
