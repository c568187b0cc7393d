"""Report → docx, to be edited further in Word.

Headings count themselves, Word keeps the table of contents and the captions up to date, tables
repeat their heads. The same report gives the same bytes; charts are the drawings of the pdf.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from sozdesk.documents import charts, docx_parts, palette
from sozdesk.documents.docx_parts import element, field, run, tab, twips
from sozdesk.documents.letter import NOT_XML, put_properties
from sozdesk.documents.packages import pack, unpack
from sozdesk.documents.picture import png
from sozdesk.documents.report import (
    RIGHT,
    SAMPLE_MARK,
    Block,
    Chart,
    Column,
    Fact,
    Facts,
    Group,
    Heading,
    Layout,
    LetterHead,
    Paragraph,
    Report,
    Row,
    Table,
    cell_text,
    heading_numbers,
    unbroken,
)
from sozdesk.kernel import german

if TYPE_CHECKING:
    from docx.document import Document

_CONTENTS_LEVELS = 2
"""Levels of headings in the table of contents."""
_SIGN = 0.165
"""About the width of a sign of a table in cm."""
_SIGNATURE = 36
"""Strokes of a line to sign on."""
_LONGEST = 26
"""Signs after which text wraps in columns that are not wide."""


def write_docx(report: Report) -> bytes:
    """The body of the report as a document for Word; tables and pictures outside of it stay out."""
    document = docx_parts.blank_document()
    put_properties(document, report.created, "SozDesk", _plain(report.title))
    _Writer(document, report).write()
    buffer = BytesIO()
    document.save(buffer)
    return pack(unpack(buffer.getvalue()))


class _Writer:
    """Puts one report into an empty document."""

    def __init__(self, document: Document, report: Report) -> None:
        self.document, self.report = document, report
        # python-docx looks through all styles for every paragraph
        self.style_ids = {str(style.name): style.style_id for style in document.styles}
        self.counts = {"Tabelle": 0, "Abbildung": 0}
        self.headings = 0

    def write(self) -> None:
        """What comes before the chapters, the chapters, and what follows a letter."""
        layout = self.report.layout
        self._head_and_foot()
        if layout is not Layout.LETTER:
            self._beginning()
        for block in self.report.body:
            self._block(block)
        if layout is Layout.LETTER:
            self._signatures()

    def _beginning(self) -> None:
        """Title page and contents; a sheet has its facts below the title."""
        report = self.report
        title = self._line(report.title, "Title")
        if report.subtitle:
            self._line(report.subtitle, "Subtitle")
        if report.layout is Layout.SHEET:
            docx_parts.larger(self.document, title)
            self._facts(report.facts)
            return
        self._facts((Fact("Stand", german.day(report.dated)), *report.facts))
        self._contents()

    def _signatures(self) -> None:
        """Place and day, then lines side by side and who signs; nobody signs on an empty page."""
        if not self.report.signatures:
            return
        names = [
            f"{one.name}, {one.function}" if one.name else "Name, Funktion, Unterschrift"
            for one in self.report.signatures
        ]
        strokes = ["_" * _SIGNATURE for _ in names]
        stroke = ["_" * _SIGNATURE]
        for words in ([""], stroke, ["Ort, Datum"], [""], strokes, names):
            paragraph = self._line("", "Normal")
            stop = element("tab", val="left", pos=twips(docx_parts.TEXT_WIDTH / 2))
            docx_parts.put(paragraph._p, element("keepNext"), element("tabs", stop))
            for number, one in enumerate(words):
                paragraph._p.extend([*([tab()] if number else []), run(_plain(one))])

    def _line(self, text: str, style: str) -> Any:
        paragraph = self.document.add_paragraph(_plain(text))
        paragraph._p.style = self.style_ids[style]
        return paragraph

    def _block(self, block: Block) -> None:
        match block:
            case LetterHead():
                for words in (block.sender, block.address, block.place_and_day):
                    self._line(unbroken(words), "Normal")
            case Heading():
                self._heading(block)
            case Paragraph():
                self._line(unbroken(block.text), "Normal")
            case Facts():
                self._facts(block.lines)
            case Table():
                self._table(block)
            case Chart():
                self._chart(block)

    def _heading(self, heading: Heading) -> None:
        paragraph = self._line(heading.text, docx_parts.HEADING.format(heading.level))
        if not heading.numbered:
            docx_parts.unnumbered(paragraph._p)
        if self.report.layout is not Layout.REPORT:
            docx_parts.put(paragraph._p, element("pageBreakBefore", val="0"))
        docx_parts.bookmarked(paragraph, _bookmark(self.headings), self.headings)
        self.headings += 1

    def _facts(self, lines: tuple[Fact, ...]) -> None:
        paragraph = None
        for one in lines:
            paragraph = self._line("", docx_parts.FACT)
            paragraph._p.extend([run(_plain(one.label), bold=True), tab(), run(_plain(one.value))])
        if paragraph is not None:
            docx_parts.put(paragraph._p, element("spacing", after="160"))

    def _caption(self, kind: str, text: str) -> None:
        self.counts[kind] += 1
        paragraph = self._line("", "Caption")
        number = field(f"SEQ {kind} \\* ARABIC", str(self.counts[kind]))
        paragraph._p.extend([run(f"{kind} "), *number, run(f": {_plain(text)}")])

    def _chart(self, chart: Chart) -> None:
        from docx.shared import Cm  # noqa: PLC0415 - heavy, only when a document is written

        self._caption("Abbildung", chart.title)
        paragraph = self._line("", "Normal")
        docx_parts.put(paragraph._p, element("keepNext"))
        drawn = paragraph.add_run().add_picture(
            BytesIO(png(charts.chart_svg(chart))), width=Cm(docx_parts.TEXT_WIDTH)
        )
        properties = drawn._inline.docPr
        properties.set("descr", _plain(chart.alt))
        properties.set("name", f"Abbildung {self.counts['Abbildung']}")
        self._line(f"Quelle: {chart.source}", docx_parts.SMALL)

    # -------------------------------------------------------------- around the text

    def _head_and_foot(self) -> None:
        section = self.document.sections[0]
        sheet = self.report.layout is Layout.SHEET
        section.different_first_page_header_footer = not sheet
        title = run("" if sheet else _plain(self.report.title))
        section.header.paragraphs[0]._p.extend([title, *self._mark()])
        section.first_page_header.paragraphs[0]._p.extend([*self._first_stamp(), *self._mark()])
        section.footer.paragraphs[0]._p.extend(self._foot(page="2"))
        if self.report.layout is Layout.LETTER and self.report.stamp:
            section.first_page_footer.paragraphs[0]._p.extend(self._foot(page="1"))

    def _foot(self, *, page: str) -> list[Any]:
        """Day, stamp and page number; Word counts anew."""
        stand = f"Stand {german.day(self.report.dated)}"
        foot = " · ".join(part for part in (stand, self.report.stamp) if part)
        numbered = [run("Seite "), *field("PAGE", page), run(" von "), *field("NUMPAGES", "")]
        return [run(_plain(foot)), tab(), *numbered]

    def _first_stamp(self) -> list[Any]:
        """Where the reader of a letter looks first."""
        stamp = self.report.stamp if self.report.layout is Layout.LETTER else ""
        return [run(_plain(stamp), bold=True)] if stamp else []

    def _mark(self) -> list[Any]:
        """At the right margin; new elements each time, because one can stand in one place only."""
        return [tab(), run(SAMPLE_MARK, bold=True)] if self.report.sample else []

    def _contents(self) -> None:
        """A field that Word fills in anew; until then it lists the same titles."""
        self._line("Inhalt", "TOC Heading")
        named = self._entries()
        code = f'TOC \\o "1-{_CONTENTS_LEVELS}" \\h \\z \\u'
        *begin, shown, end = field(code, "")
        named[0][1:1] = begin
        named[-1].extend([shown, end])
        body = self.document.element.body
        for entry in named:
            body.insert(len(body) - 1, entry)

    def _entries(self) -> list[Any]:
        titles = [block for block in self.report.body if isinstance(block, Heading)]
        counted = iter(heading_numbers([one.level for one in titles if one.numbered]))
        entries = []
        for place, one in enumerate(titles):
            number = next(counted) if one.numbered else ""
            if one.level <= _CONTENTS_LEVELS:
                style = self.style_ids[docx_parts.CONTENTS.format(one.level)]
                entry = docx_parts.contents_entry(style, number, _plain(one.text), _bookmark(place))
                entries.append(entry)
        return entries

    # -------------------------------------------------------------- tables

    def _table(self, table: Table) -> None:
        if table.intro:
            self._line(table.intro, "Normal")
        self._caption("Tabelle", table.title)
        widths = _widths(table)
        grid = element("tblGrid", *(element("gridCol", w=twips(one)) for one in widths))
        style = self.style_ids[docx_parts.CELL]
        head = _row([column.title for column in table.columns], table.columns, widths, style)
        head.insert(0, element("trPr", element("cantSplit"), element("tblHeader")))
        rows = [self._table_row(row, table.columns, widths, style) for row in table.rows]
        made = element("tbl", _table_properties(table.title), grid, head, *rows)
        body = self.document.element.body
        body.insert(len(body) - 1, made)
        for note in table.notes:
            self._line(note, docx_parts.SMALL)
        if not table.notes:
            self._line("", docx_parts.SMALL)

    def _table_row(
        self, row: Row | Group, columns: tuple[Column, ...], widths: list[float], style: str
    ) -> Any:
        if isinstance(row, Group):
            made = element("tr", _group(row.title, len(columns), sum(widths), style))
        else:
            texts = [
                cell_text(value, column.kind) for value, column in zip(row, columns, strict=True)
            ]
            made = _row(texts, columns, widths, style)
        made.insert(0, element("trPr", element("cantSplit")))
        return made


def _plain(text: str) -> str:
    """What XML cannot hold is left out."""
    return NOT_XML.sub("", text)


def _bookmark(number: int) -> str:
    return f"_Toc{number + 1:06}"


def _table_properties(title: str) -> Any:
    return element(
        "tblPr",
        element("tblStyle", val=docx_parts.TABLE.replace(" ", "")),
        element("tblW", w=twips(docx_parts.TEXT_WIDTH), type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblLook", val="0620", firstRow="1", noHBand="1", noVBand="1"),
        element("tblCaption", val=_plain(title)),
    )


def _row(texts: list[str], columns: tuple[Column, ...], widths: list[float], style: str) -> Any:
    return element(
        "tr",
        *(
            _cell(text, width, style, right=column.kind in RIGHT)
            for text, column, width in zip(texts, columns, widths, strict=True)
        ),
    )


def _cell(text: str, width: float, style: str, *, right: bool = False) -> Any:
    look = [element("jc", val="right")] if right else []
    return element(
        "tc",
        element("tcPr", element("tcW", w=twips(width), type="dxa")),
        element("p", element("pPr", element("pStyle", val=style), *look), run(_plain(text))),
    )


def _group(title: str, span: int, width: float, style: str) -> Any:
    """A row across all columns, kept with the one below it."""
    shade = element("shd", val="clear", color="auto", fill=palette.GROUP[1:])
    look = element("pPr", element("pStyle", val=style), element("keepNext"))
    return element(
        "tc",
        element(
            "tcPr",
            element("tcW", w=twips(width), type="dxa"),
            element("gridSpan", val=str(span)),
            shade,
        ),
        element("p", look, run(_plain(title), bold=True)),
    )


def _widths(table: Table) -> list[float]:
    """Centimetres: short columns as wide as their longest cell, the wide ones share the rest."""
    narrow = [
        None if column.wide else _narrow(column, [row[at] for row in table.values()])
        for at, column in enumerate(table.columns)
    ]
    taken = sum(width or 0 for width in narrow)
    wide = narrow.count(None)
    if not wide:
        return [(width or 0) * docx_parts.TEXT_WIDTH / taken for width in narrow]
    rest = max(docx_parts.TEXT_WIDTH - taken, 2.0 * wide) / wide
    return [rest if width is None else width for width in narrow]


def _narrow(column: Column, cells: list[Any]) -> float:
    longest = max([len(cell_text(cell, column.kind)) for cell in cells], default=0)
    words = max(map(len, column.title.split()), default=0) + 1
    return max(min(longest, _LONGEST), words) * _SIGN + 0.3
