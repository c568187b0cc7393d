"""Make the shipped letters: ``PYTHONPATH=src python resources/letters/make_templates.py``.

The sentences of the letters stand in ``sozdesk.features.rent_limits.texts``, the Verfügung is all
fields; tests compare what this makes with the files that lie beside it.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Letter
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from sozdesk.documents import docx_parts
from sozdesk.documents.packages import pack, unpack
from sozdesk.features.rent_limits.terms import LetterKind
from sozdesk.features.rent_limits.texts import SHIPPED_LETTERS, ShippedLetter

FOLDER = Path(__file__).resolve().parent
FONT = "Arial"
"""Every Word has it; elsewhere its twin of equal width stands in."""
SIZE = 11
_NOT_NEEDED = ("/thumbnail", "/stylesWithEffects", "/customXml")
"""Ends of relationships that python-docx's own template brings along."""


def main() -> None:
    """Write one file per kind of letter."""
    for kind, words in SHIPPED_LETTERS.items():
        (FOLDER / file_name(kind)).write_bytes(make(words))
    (FOLDER / "ruling.docx").write_bytes(make_ruling())


def file_name(kind: LetterKind) -> str:
    """``call.docx``."""
    return f"{kind}.docx"


def make(words: ShippedLetter) -> bytes:
    """The letter: head, addressee, place and day, subject, text, signature, enclosures."""
    letter = Document()
    _set_up_page(letter)
    _put_head(letter)
    _line(letter, "{{ adresse }}", before=34, after=46)
    _line(letter, "{{ ort_datum }}", after=30)
    _line(letter, words.subject, bold=True, after=14)
    _line(letter, "{{ anrede }}", after=8)
    for paragraph in words.paragraphs:
        _line(letter, paragraph, after=8)
    _line(letter, "Freundliche Grüsse", before=8, after=8, keep=True)
    _line(letter, "{{ stelle }}", after=34, keep=True)
    _line(letter, "{{ person }}\n{{ funktion }}", after=24)
    _line(letter, "Beilage: {{ beilagen }}", size=9)
    return _saved(letter, words.subject)


def _saved(letter: Letter, title: str) -> bytes:
    _put_properties(letter, title)
    _drop_leftovers(letter)
    buffer = BytesIO()
    letter.save(buffer)
    return pack(unpack(buffer.getvalue()))


def make_ruling() -> bytes:
    """The Verfügung: head, addressee, subject, then its sections; empty ones leave no title."""
    letter = Document()
    _set_up_page(letter)
    header = letter.sections[0].header
    _shape(header.paragraphs[0], "{{ absender }}", bold=True, size=12, after=2)
    _shape(header.add_paragraph(), "{{ stelle_adresse }}", size=9)
    _line(letter, "{{ adresse }}", before=34, after=40)
    _line(letter, "{{ ort_datum }}", after=2)
    _line(letter, "Verfügung Nr. {{ nummer }}, Fall {{ fall }}", after=24)
    _line(letter, "Verfügung: {{ betreff }}", bold=True, size=14, after=10)
    for title, *fields in _SECTIONS:
        _section(letter, title, fields)
    _line(letter, "{{ gemeinde }}, {{ entscheidet }}", before=18, after=34, keep=True)
    _line(letter, "{{ unterschriften }}")
    _put_page_numbers(letter, "Verfügung Nr. {{ nummer }}")
    return _saved(letter, "Verfügung")


def _put_page_numbers(letter: Letter, words: str) -> None:
    foot = letter.sections[0].footer.paragraphs[0]
    _shape(foot, f"{words}, Seite ", size=9)
    for code, between in (("PAGE", " von "), ("NUMPAGES", "")):
        foot._p.extend(docx_parts.field(code, "1"))
        foot.add_run(between).font.size = Pt(9)


_SECTIONS = (
    ("Sachverhalt", "sachverhalt", "rechtliches_gehoer", "beschluss"),
    ("Erwägungen", "erwaegungen"),
    ("Es wird verfügt", "dispositiv", "kostengutsprache", "gueltig_ab", "ersetzt"),
    ("Rechtsmittelbelehrung", "rechtsmittelbelehrung"),
)


def _section(letter: Letter, title: str, fields: list[str]) -> None:
    _line(letter, f"{{%p if {' or '.join(fields)} %}}")
    _line(letter, title, bold=True, before=8, after=4, keep=True)
    _line(letter, "{%p endif %}")
    for field in fields:
        _line(letter, f"{{%p if {field} %}}")
        _line(letter, f"{{{{ {field} }}}}", after=6)
        _line(letter, "{%p endif %}")


def _set_up_page(letter: Letter) -> None:
    """A4, and Swiss German for the spelling checker."""
    section = letter.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin, section.bottom_margin = Cm(4), Cm(2)
    section.header_distance = Cm(1.5)
    style = letter.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(SIZE)
    properties = style.element.get_or_add_rPr()
    properties.rFonts.set(qn("w:cs"), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "de-CH")
    properties.append(language)


def _put_head(letter: Letter) -> None:
    header = letter.sections[0].header
    _shape(header.paragraphs[0], "{{ stelle }}", bold=True, size=12, after=2)
    _shape(header.add_paragraph(), "{{ stelle_adresse }}", size=9)
    _shape(header.add_paragraph(), "{{ stelle_kontakt }}", size=9)


def _line(letter: Letter, text: str, **look: float) -> None:
    _shape(letter.add_paragraph(), text, **look)


def _shape(
    paragraph: Paragraph,
    text: str,
    *,
    bold: bool = False,
    size: float = SIZE,
    before: float = 0,
    after: float = 0,
    keep: bool = False,
) -> None:
    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    form.line_spacing = 1.1
    form.keep_with_next = keep
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)


def _put_properties(letter: Letter, subject: str) -> None:
    properties = letter.core_properties
    properties.title = subject
    properties.author = properties.last_modified_by = "SozDesk"
    properties.comments = properties.keywords = ""
    properties.language = "de-CH"


def _drop_leftovers(letter: Letter) -> None:
    """Table styles are nine tenths of the file, and read again for every letter."""
    styles = letter.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) is None:
            styles.remove(style)
    for rels in (letter.part.rels, letter.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(_NOT_NEEDED)]:
            del rels[key]


if __name__ == "__main__":
    main()
