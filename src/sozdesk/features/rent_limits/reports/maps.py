"""Maps as pictures for files and publications, and as a printed report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from sozdesk.documents import municipal_map
from sozdesk.documents.choropleth import Choropleth
from sozdesk.documents.map_svg import Frame, map_svg, multiples_svg
from sozdesk.documents.municipal_map import MapFileError, MunicipalMap
from sozdesk.documents.report import (
    SAMPLE_MARK,
    Column,
    Fact,
    Kind,
    Picture,
    Report,
    Row,
    Table,
    Value,
)
from sozdesk.features.rent_limits.reports.map_content import (
    MapLine,
    MapQuestion,
    choropleth,
    map_lines,
)
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Category,
    MapSubject,
    OverviewRow,
    RentKind,
)
from sozdesk.features.rent_limits.texts import SELF_DECLARED, household, word


def map_from(path: str) -> tuple[MunicipalMap, str]:
    """The map in a file (empty: the shipped one), and why it is not used if it cannot be.

    For the screen: nobody is kept from the map by a file that is gone.
    """
    try:
        return municipal_map.read_map(Path(path)) if path else municipal_map.shipped_map(), ""
    except MapFileError as error:
        sentence = f"{error.sentence} Gezeigt ist die mitgelieferte Karte."
        return municipal_map.shipped_map(), sentence


def map_to_publish(path: str) -> MunicipalMap:
    """The map in a file (empty: the shipped one); MapFileError if it cannot be read.

    What is frozen must not silently show another map than the one that was chosen.
    """
    if not path:
        return municipal_map.shipped_map()
    try:
        return municipal_map.read_map(Path(path))
    except MapFileError as error:
        raise MapFileError(
            f"Die gewählte Karte ist nicht brauchbar. {error.sentence} Es ist nichts veröffentlicht.",
            "Wählen Sie in den Einstellungen eine andere Karte oder die mitgelieferte.",
        ) from error


def map_picture(
    rows: Sequence[OverviewRow],
    *,
    year: int,
    category: Category,
    rent_kind: RentKind,
    limits: tuple[int, ...],
    source: str = SELF_DECLARED,
    sample: bool,
    drawn: MunicipalMap,
) -> Picture:
    """The map of one household size; ``svg`` of the answer is the whole picture for a file too.

    ``category`` ``FURTHER`` stands for 6 persons; ``limits`` are the classes in Rappen per month;
    ``source`` is printed beside the source of the map.
    """
    subject = MapSubject(rent_kind.value)
    asked = MapQuestion(year=year, subject=subject, size=category, limits=limits)
    content = choropleth(map_lines(rows, subject, category), asked)
    return picture_of(content, drawn, source=source, sample=sample)


def small_multiples(
    rows: Sequence[OverviewRow],
    *,
    year: int,
    rent_kind: RentKind,
    limits: Mapping[Category, tuple[int, ...]],
    source: str = SELF_DECLARED,
    sample: bool,
    drawn: MunicipalMap,
) -> Picture:
    """Six small maps, 1 to 6 persons, each with its own classes."""
    subject = MapSubject(rent_kind.value)
    contents = [
        choropleth(
            map_lines(rows, subject, size),
            MapQuestion(year=year, subject=subject, size=size, limits=limits.get(size, ())),
        )
        for size in MAIN_CATEGORIES
    ]
    return multiples_of(contents, year, subject, drawn, source=source, sample=sample)


def picture_of(
    content: Choropleth, drawn: MunicipalMap, *, source: str = SELF_DECLARED, sample: bool
) -> Picture:
    """One map as a picture with its words."""
    return Picture(map_svg(drawn, content, _frame(source, sample)), alt_text(content))


def multiples_of(
    contents: Sequence[Choropleth],
    year: int,
    subject: MapSubject,
    drawn: MunicipalMap,
    *,
    source: str = SELF_DECLARED,
    sample: bool,
) -> Picture:
    """Several household sizes beside each other."""
    title = _title_of_sizes(year, subject)
    svg = multiples_svg(drawn, title, contents, _frame(source, sample))
    return Picture(svg, f"{title}. " + " ".join(_said(content) for content in contents))


def _title_of_sizes(year: int, subject: MapSubject) -> str:
    return f"Mietzinsgrenzwerte {year}, {word(subject)}, nach Haushaltsgrösse"


def _frame(source: str, sample: bool) -> Frame:
    invented = f" ({SAMPLE_MARK})" if sample else ""
    return Frame(sources=(f"Grenzwerte: {source}{invented}",), sample=sample)


def alt_text(content: Choropleth) -> str:
    """What a map shows, in words: title, facts, and each class with its count."""
    classes = "; ".join(f"{entry.words}: {entry.count}" for entry in content.legend)
    return f"Karte: {content.title}. {content.facts}. {classes}."


def _said(content: Choropleth) -> str:
    classes = "; ".join(f"{entry.words}: {entry.count}" for entry in content.legend)
    return f"{content.name}: {classes}."


# ------------------------------------------------------------------ print

_NAME_COLUMNS = (
    Column("bfs_gemeindenummer", "BFS-Nr.", Kind.INTEGER),
    Column("gemeinde", "Gemeinde"),
    Column("bezirk", "Bezirk"),
)

Asked = tuple[Sequence[MapLine], MapQuestion]
"""A map before it is drawn: its lines, and what it is about."""


def map_report(
    found: Sequence[Asked], picture: Picture, now: datetime, *, today: date, sample: bool
) -> Report:
    """Map and table for printing, of one household size or of all; ``now`` is UTC.

    The picture carries the notes and the source of the map.
    """
    contents = [choropleth(lines, asked) for lines, asked in found]
    _, first = found[0]
    alone = len(found) == 1
    return Report(
        title=contents[0].title if alone else _title_of_sizes(first.year, first.subject),
        created=now,
        dated=today,
        facts=_facts(contents),
        tables=(_table(*found[0]) if alone else _sizes_table(found),),
        pictures=(picture,),
        sources=(SELF_DECLARED,),
        sample=sample,
    )


def _facts(contents: Sequence[Choropleth]) -> tuple[Fact, ...]:
    """How many municipalities; once if it is the same for every size."""
    if len({content.facts for content in contents}) == 1:
        return (Fact("Gemeinden", contents[0].facts),)
    return tuple(Fact(content.name, content.facts) for content in contents)


def _table(found: Sequence[MapLine], asked: MapQuestion) -> Table:
    return Table(
        title=household(asked.size),
        columns=(
            *_NAME_COLUMNS,
            Column("chf_pro_monat", "CHF pro Monat", Kind.AMOUNT),
            Column("veraenderung", f"Änderung zu {asked.year - 1}", Kind.CHANGE),
            Column("angabe", "Angabe", wide=True),
        ),
        rows=tuple((*_name(line), line.per_month, line.change.value, line.basis) for line in found),
    )


def _sizes_table(found: Sequence[Asked]) -> Table:
    """What each map shows; a word where there is no figure."""
    kind = Kind.CHANGE if found[0][1].subject is MapSubject.CHANGE else Kind.AMOUNT
    sizes = [Column(asked.size.value, household(asked.size), kind) for _, asked in found]
    lines = zip(*(lines for lines, _ in found), strict=True)
    return Table(
        title="Nach Haushaltsgrösse",
        columns=(*_NAME_COLUMNS, *sizes),
        rows=tuple((*_name(same[0]), *(_figure(one) for one in same)) for same in lines),
    )


def _name(line: MapLine) -> Row:
    return (line.row.bfs_number, line.row.official_name, line.row.district)


def _figure(line: MapLine) -> Value:
    return line.basis if line.shown.value is None else line.shown.value
