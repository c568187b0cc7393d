"""Elements of Word's XML that python-docx has no words for: fields, captions, numbering, styles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sozdesk.documents import palette

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

FONT = "Arial"
"""Every Word has it; elsewhere its twin of equal width stands in."""
HEADING = "Heading {}"
CONTENTS = "toc {}"
CELL, FACT, SMALL = "Tabellentext", "Angabe", "Quelle"
"""Names of our own styles, for who edits the document."""
TABLE = "SozDesk Tabelle"
_NUMBERING = "900"
"""Id of the list that counts the headings, far from those of the template."""
_NOT_NEEDED = ("/thumbnail", "/stylesWithEffects", "/customXml")
"""Ends of relationships that python-docx's own template brings along."""
TEXT_WIDTH = 16.3
"""Between the margins, in cm."""
FACT_INDENT = 4.7


def element(tag: str, *children: Any, **attributes: str) -> Any:
    """``element("shd", fill="FFFFFF")`` makes ``<w:shd w:fill="FFFFFF"/>``."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - heavy, only when a document is written
    from docx.oxml.ns import qn  # noqa: PLC0415 - the same

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


def run(text: str, *, bold: bool = False) -> Any:
    """A run of text; a line break in it is one in Word."""
    made = element("r", *([element("rPr", element("b"))] if bold else []))
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(element("br"))
        made.append(_text(line))
    return made


def _text(words: str, tag: str = "t") -> Any:
    made = element(tag)
    made.text = words
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def tab() -> Any:
    """A run with a tab."""
    return element("r", element("tab"))


def field(code: str, shown: str) -> list[Any]:
    """A field of Word with what it shows until Word fills it in anew."""
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", _text(f" {code} ", "instrText")),
        element("r", element("fldChar", fldCharType="separate")),
        run(shown),
        element("r", element("fldChar", fldCharType="end")),
    ]


def bookmarked(paragraph: Paragraph, name: str, number: int) -> None:
    """Wrap what stands in a paragraph, so that the table of contents finds its page."""
    start = element("bookmarkStart", id=str(number), name=name)
    place = 1 if paragraph._p.pPr is not None else 0
    paragraph._p.insert(place, start)
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def unnumbered(holder: Any) -> None:
    """A heading, or a style of headings, that Word does not count."""
    put(holder, element("numPr", element("ilvl", val="0"), element("numId", val="0")))


def put(holder: Any, *parts: Any) -> None:
    """Give a paragraph or a style properties, each in the place that Word demands.

    A part of the same kind that is there already goes.
    """
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy, only when a document is written

    properties = holder.get_or_add_pPr()
    for part in parts:
        for old in properties.findall(part.tag):
            properties.remove(old)
        place = next(at for at, name in enumerate(_ORDER) if qn(f"w:{name}") == part.tag)
        properties.insert_element_before(part, *(f"w:{name}" for name in _ORDER[place + 1 :]))


_ORDER = (
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "spacing",
    "ind",
    "contextualSpacing",
    "jc",
    "outlineLvl",
)
"""Properties of a paragraph as the schema orders them; Word refuses any other order."""


def larger(document: Document, title: Paragraph) -> None:
    """A sheet to hand out: text of 12 points, the title at the top of the page."""
    from docx.shared import Pt  # noqa: PLC0415 - heavy, only when a document is written

    for name in ("Normal", FACT):
        document.styles[name].font.size = Pt(12)
    document.styles[HEADING.format(1)].font.size = Pt(17)
    put(title._p, element("spacing", before="0", after="160"))


def contents_entry(style: str, number: str, title: str, bookmark: str) -> Any:
    """One line of the table of contents, a link; only Word knows the page."""
    parts = [run(number), tab()] if number else []
    link = element("hyperlink", *parts, run(title), anchor=bookmark, history="1")
    return element("p", element("pPr", element("pStyle", val=style)), link)


# ------------------------------------------------------------------ the empty document


def blank_document() -> Document:
    """Python-docx's own template with our page, our styles and nothing of its leftovers."""
    import docx  # noqa: PLC0415 - heavy, only when a document is written

    document = docx.Document()
    _drop_leftovers(document)
    _set_up_page(document)
    _set_language(document)
    document.settings.element.append(element("updateFields", val="true"))
    _make_styles(document)
    _count_headings(document)
    return document


def _drop_leftovers(document: Document) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy, only when a document is written

    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) is None:
            styles.remove(style)
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(_NOT_NEEDED)]:
            del rels[key]


def _set_up_page(document: Document) -> None:
    """A4; the title page has a head of its own."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy, only when a document is written

    section = document.sections[0]
    section.different_first_page_header_footer = True
    sizes = {"pgSz": {"w": 21.0, "h": 29.7}, "pgMar": _MARGINS}
    for tag, lengths in sizes.items():
        holder = section._sectPr.find(qn(f"w:{tag}"))
        for name, length in lengths.items():
            holder.set(qn(f"w:{name}"), twips(length))


_MARGINS = {
    "left": 2.5,
    "right": 21 - 2.5 - TEXT_WIDTH,
    "top": 2.6,
    "bottom": 2.2,
    "header": 1.1,
    "footer": 1.1,
}
"""In cm."""


def twips(centimetres: float) -> str:
    """A length as Word counts it: 1440 to the inch."""
    return str(round(centimetres / 2.54 * 1440))


def _set_language(document: Document) -> None:
    """Swiss German for the spelling checker."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy, only when a document is written

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "de-CH")
        language.set(qn("w:eastAsia"), "de-CH")


def _make_styles(document: Document) -> None:
    _shape(document, "Normal", 10, after=7, line=1.2)
    _shape(document, "Title", 26, bold=True, before=150, after=8)
    _shape(document, "Subtitle", 14, after=48)
    for level, (size, before, after) in enumerate(((20, 0, 12), (14, 20, 7), (11, 14, 4)), 1):
        _shape(document, HEADING.format(level), size, bold=True, before=before, after=after)
    put(document.styles[HEADING.format(1)].element, element("pageBreakBefore"))
    unnumbered(_shape(document, "TOC Heading", 16, bold=True, after=10))
    put(_shape(document, "Caption", 10, bold=True, before=10, after=4), element("keepNext"))
    for name in ("Header", "Footer"):
        put(_shape(document, name, 8), element("tabs", _stop(TEXT_WIDTH, "right")))
    for name in (CELL, FACT, SMALL):
        _add_style(document, name, customStyle="1")
    _shape(document, CELL, 8.5, before=1.5, after=1.5, line=1.05)
    _hang(_shape(document, FACT, 10, after=3, line=1.15), FACT_INDENT)
    _shape(document, SMALL, 8, before=3, after=8, colour=palette.GREY)
    for level, (before, indent, number) in enumerate(((6, 0, 0.7), (0, 0.7, 1.0)), 1):
        name = CONTENTS.format(level)
        _add_style(document, name)
        style = _shape(document, name, 10, bold=level == 1, before=before, after=2)
        _hang(style, number, _stop(TEXT_WIDTH, "right", leader="dot"), left=indent)
    _table_style(document)


def _add_style(document: Document, name: str, **more: str) -> None:
    """A style of paragraphs, based on the one of plain text."""
    style = element(
        "style",
        element("name", val=name),
        element("basedOn", val="Normal"),
        element("qFormat"),
        type="paragraph",
        styleId=name.replace(" ", ""),
        **more,
    )
    document.styles.element.append(style)


def _shape(
    document: Document,
    name: str,
    size: float,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    line: float = 1.1,
    colour: str = palette.TEXT,
) -> Any:
    """Font, size and spacing in points of a style, without the looks of the template.

    Answers the element of the style.
    """
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy, only when a document is written

    style = document.styles[name].element
    for borders in style.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        borders.getparent().remove(borders)
    lengths = {"before": before * 20, "after": after * 20, "line": line * 240}
    spacing = {key: str(round(one)) for key, one in lengths.items()}
    put(style, element("spacing", lineRule="auto", **spacing))
    _set_font(style, size, bold=bold, colour=colour)
    return style


def _set_font(style: Any, size: float, *, bold: bool, colour: str) -> None:
    """In place of whatever the template says."""
    looks = style.get_or_add_rPr()
    for old in list(looks):
        looks.remove(old)
    looks.extend(
        [
            element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT),
            *([element("b")] if bold else []),
            element("color", val=colour[1:]),
            element("sz", val=str(round(size * 2))),
        ]
    )


def _hang(style: Any, width: float, *stops: Any, left: float = 0) -> None:
    """A label, a tab, and the text in lines of its own, in cm."""
    indent = element("ind", left=twips(left + width), hanging=twips(width))
    put(style, element("tabs", _stop(left + width, "left"), *stops), indent)


def _stop(place: float, alignment: str, *, leader: str = "none") -> Any:
    """A tab stop, in cm from the left margin."""
    return element("tab", val=alignment, leader=leader, pos=twips(place))


def _table_style(document: Document) -> None:
    """Lines below the rows, a head of its own: in one style, so that all tables change together."""
    borders = element(
        "tblBorders", *(_border(one, "4", palette.LINE[1:]) for one in ("bottom", "insideH"))
    )
    margins = element(
        "tblCellMar",
        element("left", w="60", type="dxa"),
        element("right", w="60", type="dxa"),
    )
    style = element(
        "style",
        element("name", val=TABLE),
        element("basedOn", val="TableNormal"),
        element("qFormat"),
        element("tblPr", borders, margins),
        _table_head(),
        type="table",
        customStyle="1",
        styleId=TABLE.replace(" ", ""),
    )
    document.styles.element.append(style)


def _table_head() -> Any:
    """Bold on grey, above a strong line."""
    return element(
        "tblStylePr",
        element("rPr", element("b")),
        element(
            "tcPr",
            element("tcBorders", _border("bottom", "8", "000000")),
            element("shd", val="clear", color="auto", fill=palette.HEAD[1:]),
        ),
        type="firstRow",
    )


def _border(side: str, eighths: str, colour: str) -> Any:
    """A line as wide as so many eighths of a point."""
    return element(side, val="single", sz=eighths, space="0", color=colour)


def _count_headings(document: Document) -> None:
    """One list of several levels, tied to the styles: a chapter put in between counts by itself."""
    levels = [_level(number) for number in range(3)]
    listing = element(
        "abstractNum",
        element("multiLevelType", val="multilevel"),
        *levels,
        abstractNumId=_NUMBERING,
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, listing)
    numbering.append(element("num", element("abstractNumId", val=_NUMBERING), numId=_NUMBERING))
    for level in range(3):
        style = document.styles[HEADING.format(level + 1)].element
        count = element("numPr", element("ilvl", val=str(level)), element("numId", val=_NUMBERING))
        put(style, count)


def _level(number: int) -> Any:
    text = ".".join(f"%{one}" for one in range(1, number + 2))
    width = str(567 + 170 * number)
    return element(
        "lvl",
        element("start", val="1"),
        element("numFmt", val="decimal"),
        element("pStyle", val=f"Heading{number + 1}"),
        element("lvlText", val=text),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left=width, hanging=width)),
        ilvl=str(number),
    )
