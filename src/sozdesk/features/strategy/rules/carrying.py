"""Of which kind a line into the next period is: it follows from the lines beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import TypeVar

from sozdesk.features.strategy.terms import CarryOverKind

_End = TypeVar("_End", bound=Hashable)
"""What names a measure: its number, or its id."""


def reconciled(
    lines: Mapping[tuple[_End, _End], CarryOverKind | None],
    touched: Collection[tuple[_End, _End]],
) -> Mapping[tuple[_End, _End], CarryOverKind]:
    """The kinds of ``lines`` (from, to → kind, None if new) once the ``touched`` ones came or went.

    One to one goes on; of several together they are merged, to several it is split. A line that
    shares neither end with a touched one stays as somebody said it.
    """
    sources, targets = {source for source, _ in touched}, {target for _, target in touched}
    said = {
        pair: kind
        for pair, kind in lines.items()
        if kind is not None and pair[0] not in sources and pair[1] not in targets
    }
    return dict(_kinds(lines)) | said


def _kinds(
    pairs: Collection[tuple[_End, _End]],
) -> Iterator[tuple[tuple[_End, _End], CarryOverKind]]:
    leaving = Counter(source for source, _target in pairs)
    arriving = Counter(target for _source, target in pairs)
    for source, target in pairs:
        yield (source, target), _kind(leaving[source], arriving[target])


def _kind(targets: int, sources: int) -> CarryOverKind:
    if targets > 1:
        return CarryOverKind.SPLIT
    return CarryOverKind.MERGED if sources > 1 else CarryOverKind.CONTINUED
