"""Elements of Word's XML that python-docx has no words for: fields, captions, numbering, styles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sozdesk.documents import palette

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
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
    properties = holder.get_or_add_pPr()
    count = element("numPr", element("ilvl", val="0"), element("numId", val="0"))
    properties.insert_element_before(count, "w:suppressLineNumbers", *_AFTER_NUMBERS)


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
    from docx.shared import Cm  # noqa: PLC0415 - heavy, only when a document is written

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(21 - 2.5 - TEXT_WIDTH)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)
    section.different_first_page_header_footer = True


def _set_language(document: Document) -> None:
    """Swiss German for the spelling checker."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy, only when a document is written

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "de-CH")
        language.set(qn("w:eastAsia"), "de-CH")


def _make_styles(document: Document) -> None:
    from docx.shared import RGBColor  # noqa: PLC0415 - heavy, only when a document is written

    grey = RGBColor.from_string(palette.GREY[1:])
    _shape(document, "Normal", 10, after=7, line=1.2)
    _shape(document, "Title", 26, bold=True, before=150, after=8)
    _shape(document, "Subtitle", 14, after=48)
    for level, (size, before, after) in enumerate(((20, 0, 12), (14, 20, 7), (11, 14, 4)), 1):
        _shape(document, HEADING.format(level), size, bold=True, before=before, after=after)
    document.styles["Heading 1"].paragraph_format.page_break_before = True
    unnumbered(_shape(document, "TOC Heading", 16, bold=True, after=10).element)
    caption = _shape(document, "Caption", 10, bold=True, before=10, after=4)
    caption.paragraph_format.keep_with_next = True
    for name in ("Header", "Footer"):
        _stop_at_right(_shape(document, name, 8, after=0), "right")
    _shape(document, _new(document, CELL), 8.5, before=1.5, after=1.5, line=1.05)
    _hang(_shape(document, _new(document, FACT), 10, after=3, line=1.15), FACT_INDENT)
    _shape(document, _new(document, SMALL), 8, before=3, after=8).font.color.rgb = grey
    for level, (before, indent, number) in enumerate(((6, 0, 0.7), (0, 0.7, 1.0)), 1):
        style = _shape(document, _new(document, CONTENTS.format(level)), 10, before=before, after=2)
        style.font.bold = level == 1
        _hang(style, number, left=indent)
        _stop_at_right(style, "right", leader="dot")
    _table_style(document)


def _new(document: Document, name: str) -> str:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - heavy, only when one is written

    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    return name


def _shape(
    document: Document,
    name: str,
    size: float,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    line: float = 1.1,
) -> ParagraphStyle:
    """Font, size and spacing in points of a style, without the colours of the template."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy, only when a document is written
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 - the same

    style: ParagraphStyle = document.styles[name]
    borders = style.element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    if borders is not None:
        borders.getparent().remove(borders)
    properties = style.element.get_or_add_rPr()
    for old in list(properties):
        properties.remove(old)
    properties.append(element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT))
    style.font.size, style.font.bold = Pt(size), bold or None
    style.font.color.rgb = RGBColor(0, 0, 0)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), line
    return style


def _hang(style: ParagraphStyle, width: float, *, left: float = 0) -> None:
    """A label, a tab, and the text in lines of its own, in cm."""
    from docx.shared import Cm  # noqa: PLC0415 - heavy, only when a document is written

    form = style.paragraph_format
    form.left_indent, form.first_line_indent = Cm(left + width), Cm(-width)
    form.tab_stops.add_tab_stop(Cm(left + width))


def _stop_at_right(style: ParagraphStyle, alignment: str, *, leader: str = "none") -> None:
    """A tab at the right margin; those that the template set in the middle of the page go."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy, only when a document is written

    properties = style.element.get_or_add_pPr()
    tabs = properties.find(qn("w:tabs"))
    if leader == "none" and tabs is not None:
        properties.remove(tabs)
        tabs = None
    if tabs is None:
        tabs = element("tabs")
        properties.insert_element_before(tabs, *_AFTER_TABS)
    place = str(round(TEXT_WIDTH / 2.54 * 1440))
    tabs.append(element("tab", val=alignment, leader=leader, pos=place))


_AFTER_TABS = ("w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")


def _table_style(document: Document) -> None:
    """Lines below the rows, a head of its own: in one style, so that all tables change together."""
    line = {"val": "single", "space": "0"}
    borders = element(
        "tblBorders",
        element("bottom", sz="4", color=palette.LINE[1:], **line),
        element("insideH", sz="4", color=palette.LINE[1:], **line),
    )
    margins = element(
        "tblCellMar",
        element("left", w="60", type="dxa"),
        element("right", w="60", type="dxa"),
    )
    head = element(
        "tblStylePr",
        element("rPr", element("b")),
        element(
            "tcPr",
            element("tcBorders", element("bottom", sz="8", color="000000", **line)),
            element("shd", val="clear", color="auto", fill=palette.HEAD[1:]),
        ),
        type="firstRow",
    )
    style = element(
        "style",
        element("name", val=TABLE),
        element("basedOn", val="TableNormal"),
        element("qFormat"),
        element("tblPr", borders, margins),
        head,
        type="table",
        customStyle="1",
        styleId=TABLE.replace(" ", ""),
    )
    document.styles.element.append(style)


def _count_headings(document: Document) -> None:
    """One list of several levels, tied to the styles: a chapter put in between counts by itself."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy, only when a document is written

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
        properties = document.styles[HEADING.format(level + 1)].element.get_or_add_pPr()
        for old in properties.findall(qn("w:numPr")):
            properties.remove(old)
        count = element("numPr", element("ilvl", val=str(level)), element("numId", val=_NUMBERING))
        properties.insert_element_before(count, "w:suppressLineNumbers", *_AFTER_NUMBERS)


_AFTER_NUMBERS = ("w:pBdr", "w:shd", "w:tabs", *_AFTER_TABS, "w:outlineLvl")


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
