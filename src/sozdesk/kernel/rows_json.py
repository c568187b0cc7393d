"""Frozen rows as JSON and back: the dataclass is the one description of what a file may hold.

Reading is strict: no key more or less, every value of its type and within its limits. Names of
closed lists are their values, days are ISO text, ids are UUIDs in their one form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints
from uuid import UUID

MAX_TEXT: Final = 20_000
MAX_ROWS: Final = 100_000
MOST: Final = 10**12
"""Larger than any amount in Rappen."""
_YEARS: Final = (1900, 2199)
"""Whoever computes with days of a file never leaves what ``date`` can hold."""

Row = TypeVar("Row")
_Read = Callable[[Any], Any]
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class WrongContent(ValueError):
    """A value that its description does not allow; ``place`` is the way to it («claims.3.person»)."""

    def __init__(self) -> None:
        super().__init__()
        self.way: list[str] = []

    @property
    def place(self) -> str:
        """Keys and positions (from 1) from the outside inwards."""
        return ".".join(reversed(self.way))


def to_json(value: Any) -> Any:
    """A row (or a value in one) as what ``json`` writes."""
    kind: Any = type(value)
    return _writer(kind)(value)


def from_json(kind: type[Row], value: Any) -> Row:
    """The row that a JSON value describes; raises WrongContent."""
    hint: Any = kind
    made: Row = _reader(hint)(value)
    return made


def keys_of(kind: type[Any], above: str = "") -> Iterator[str]:
    """Every key that a file of this kind may hold, with its way («claims.person.birth_date»)."""
    for name, hint in get_type_hints(kind).items():
        yield f"{above}{name}"
        for inner in (hint, *get_args(hint)):
            if is_dataclass(inner):
                yield from keys_of(inner, f"{above}{name}.")  # type: ignore[arg-type]


_AS_THEY_ARE: Final = frozenset({str, int, bool, NoneType})


@lru_cache(maxsize=256)
def _writer(kind: Any) -> _Read:
    """What writes a value of exactly this type; made once."""
    if issubclass(kind, tuple):
        return lambda value: [to_json(one) for one in value]
    if is_dataclass(kind):
        names = tuple(one.name for one in fields(kind))
        return lambda value: {
            name: one if type(one) in _AS_THEY_ARE else to_json(one)
            for name, one in [(name, getattr(value, name)) for name in names]
        }
    if issubclass(kind, StrEnum):
        return lambda value: value.value
    if issubclass(kind, date):
        return lambda value: value.isoformat()
    return str if issubclass(kind, UUID) else lambda value: value


@lru_cache(maxsize=256)
def _reader(hint: Any) -> _Read:
    """What reads a value of this type; made once."""
    origin = get_origin(hint)
    if origin is UnionType:
        return _maybe(_reader(next(one for one in get_args(hint) if one is not NoneType)))
    if origin is tuple:
        return _rows(_reader(get_args(hint)[0]))
    if is_dataclass(hint):
        return _row(hint)
    if issubclass(hint, StrEnum):
        return _word(hint)
    return _PLAIN[hint]


def _row(kind: Any) -> _Read:
    readers = {name: _reader(hint) for name, hint in get_type_hints(kind).items()}
    names = readers.keys()

    def read(value: Any) -> Any:
        if type(value) is not dict or value.keys() != names:
            raise WrongContent
        name = ""
        try:
            made = {}
            for name, one in readers.items():
                made[name] = one(value[name])
        except WrongContent as error:
            error.way.append(name)
            raise
        return kind(**made)

    return read


def _rows(read_one: _Read) -> _Read:
    def read(value: Any) -> tuple[Any, ...]:
        if type(value) is not list or len(value) > MAX_ROWS:
            raise WrongContent
        made: list[Any] = []
        try:
            for one in value:
                made.append(read_one(one))
        except WrongContent as error:
            error.way.append(str(len(made) + 1))
            raise
        return tuple(made)

    return read


def _maybe(read: _Read) -> _Read:
    return lambda value: None if value is None else read(value)


def _word(kind: type[StrEnum]) -> _Read:
    known: Mapping[str, StrEnum] = {one.value: one for one in kind}

    def read(value: Any) -> StrEnum:
        if type(value) is not str or value not in known:
            raise WrongContent
        return known[value]

    return read


def _text(value: Any) -> str:
    if type(value) is not str or len(value) > MAX_TEXT or _CONTROL.search(value):
        raise WrongContent
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or not -MOST <= value <= MOST:
        raise WrongContent
    return value


def _flag(value: Any) -> bool:
    if type(value) is not bool:
        raise WrongContent
    return value


@lru_cache(maxsize=4096)
def _known_day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text and _YEARS[0] <= day.year <= _YEARS[1] else None


def _day(value: Any) -> date:
    day = _known_day(value) if type(value) is str else None
    if day is None:
        raise WrongContent
    return day


@lru_cache(maxsize=4096)
def _known_id(text: str) -> UUID | None:
    """Ids of a file come again: a person in every line, an invoice in line and claim."""
    return UUID(text) if _UUID.fullmatch(text) else None


def _id(value: Any) -> UUID:
    found = _known_id(value) if type(value) is str else None
    if found is None:
        raise WrongContent
    return found


_PLAIN: Final[Mapping[type[Any], _Read]] = {
    str: _text,
    int: _whole,
    bool: _flag,
    date: _day,
    UUID: _id,
}
