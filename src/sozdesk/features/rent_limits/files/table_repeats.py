"""The same municipality in several rows of a table: the same content counts once, other content not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sozdesk.features.rent_limits.terms import Code, LeftOut, TableLine
from sozdesk.features.rent_limits.texts import sentence, tables
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity, stops


def without_repeats(
    lines: Sequence[TableLine], left: Sequence[LeftOut], texts: Mapping[int, str]
) -> tuple[tuple[TableLine, ...], tuple[LeftOut, ...]]:
    """The same content twice counts once; different content counts for nothing."""
    by_place: dict[int, list[TableLine]] = {}
    for line in lines:
        if line.bfs_number is not None:
            by_place.setdefault(line.bfs_number, []).append(line)
    kept: list[TableLine] = []
    again: list[LeftOut] = []
    for line in lines:
        same = by_place.get(line.bfs_number or 0, [line])
        first = next((one for one in same if one.sure), same[0])
        if line is first or not _is_repeat(line, first):
            kept.append(_with_twice(line, same))
        else:
            words = tables.same_as_row(first.row)
            again.append(LeftOut(line.row, "repeated", words, texts[line.row]))
    return tuple(kept), tuple(sorted((*left, *again), key=lambda one: one.row))


def _is_repeat(line: TableLine, first: TableLine) -> bool:
    clean = not stops(line.findings) and not stops(first.findings)
    return clean and line.sure and line.declaration == first.declaration


def _with_twice(line: TableLine, same: Sequence[TableLine]) -> TableLine:
    """A municipality that another row states differently; a mere suggestion disturbs no other row."""
    others = [
        one
        for one in same
        if one is not line and (one.sure or not line.sure) and not _is_repeat(one, line)
    ]
    if not others:
        return line
    rows = german.enumeration([str(row) for row in sorted({line.row, *(o.row for o in others)})])
    words = sentence(Code.TWICE, name=line.name, rows=rows)
    return replace(line, findings=(*line.findings, Finding(Code.TWICE, Severity.STOP, words)))
