"""Letters in Word from templates of strangers: filled in, harmless, the same bytes every time."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_BREAK
from hypothesis import given, settings
from hypothesis import strategies as st

from docx_kit import changed, docx, header, paragraphs
from sozdesk.documents.letter import check_letter, fill_letter
from sozdesk.documents.packages import unpack
from sozdesk.documents.template_text import Flaw
from sozdesk.documents.untrusted import Refusal, RefusedFile

MOMENT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
KNOWN = ("gemeinde", "frist", "adresse")
VALUES = {
    "gemeinde": "Böckten",
    "frist": "31.12.2026",
    "adresse": "Gemeinde Böckten\nRita Beispiel",
}
DOCUMENT, SETTINGS = "word/document.xml", "word/settings.xml"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"


def filled(content, values=VALUES, **more):
    return fill_letter(
        content, values, created=MOMENT, author="Kantonales Sozialamt", title="Aufruf", **more
    )


def refusal(content):
    with pytest.raises(RefusedFile) as refused:
        check_letter(content, KNOWN)
    return refused.value.reason


def relation(kind, target, *, outside=True):
    """A part of the package that names something elsewhere."""
    mode = ' TargetMode="External"' if outside else ""
    tag = f'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"{mode}/>'
    return {
        RELATIONS: lambda data: data.replace(
            b"</Relationships>", tag.encode() + b"</Relationships>"
        )
    }


# ------------------------------------------------------------------ filling


def test_fields_are_filled_and_lines_of_an_address_stay_lines():
    content = docx("{{ adresse }}", "Bis {{ frist }} in {{ gemeinde }}.")
    assert paragraphs(filled(content)) == [
        "Gemeinde Böckten\nRita Beispiel",
        "Bis 31.12.2026 in Böckten.",
    ]


def test_a_field_that_word_cut_into_pieces_is_still_one():
    def cut(letter):
        line = letter.add_paragraph()
        for piece in ("Bis {", "{ fr", "ist }", "}."):
            line.add_run(piece).bold = piece == "ist }"

    content = docx(edit=cut)
    assert check_letter(content, KNOWN).fields == {"frist"}
    assert paragraphs(filled(content)) == ["Bis 31.12.2026."]


def test_head_and_foot_and_cells_of_tables_are_filled_too():
    def edit(letter):
        letter.sections[0].header.paragraphs[0].text = "Kopf {{ gemeinde }}"
        letter.sections[0].footer.paragraphs[0].text = "Fuss {{ frist }}"
        letter.add_table(1, 1).cell(0, 0).text = "Zelle {{ gemeinde }}"

    content = docx("Text", edit=edit)
    assert check_letter(content, KNOWN).fields == {"gemeinde", "frist"}
    result = Document(BytesIO(filled(content)))
    assert result.sections[0].header.paragraphs[0].text == "Kopf Böckten"
    assert result.sections[0].footer.paragraphs[0].text == "Fuss 31.12.2026"
    assert result.tables[0].cell(0, 0).text == "Zelle Böckten"


def test_a_condition_leaves_its_paragraph_out():
    content = docx("{%p if frist %}", "Bis {{ frist }}", "{%p endif %}", "Gruss")
    assert paragraphs(filled(content)) == ["Bis 31.12.2026", "Gruss"]
    assert paragraphs(filled(content, {**VALUES, "frist": ""})) == ["Gruss"]


@pytest.mark.parametrize(
    "value", ["Rot & Weiss <BL>", "</w:t><w:br/>", "{{ frist }}", "{% if x %}", "a\x00b\x0bc"]
)
def test_a_value_is_text_whatever_stands_in_it(value):
    (line,) = paragraphs(filled(docx("{{ gemeinde }}"), {**VALUES, "gemeinde": value}))
    expected = (
        value.replace("{{", "{ {").replace("{%", "{ %").replace("\x00", "").replace("\x0b", "")
    )
    assert line == expected


@settings(max_examples=25)
@given(st.text(max_size=40).filter(lambda text: "\n" not in text and "{" not in text))
def test_any_name_stands_in_the_letter_as_it_is(value):
    kept = "".join(c for c in value if c.isprintable() or c in "\t ")
    if kept == value and "\t" not in value and "\ud800" not in value:
        (line,) = paragraphs(filled(docx("«{{ gemeinde }}»"), {**VALUES, "gemeinde": value}))
        assert line == f"«{value}»"


def test_the_same_data_make_the_same_bytes_without_times():
    content = docx("{{ gemeinde }}")
    assert filled(content) == filled(content)
    with zipfile.ZipFile(BytesIO(filled(content))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == TYPES


def test_the_properties_name_the_office_and_the_moment_and_nobody_else():
    def sign(letter):
        letter.core_properties.author = "Privatperson Muster"
        letter.core_properties.last_modified_by = "Privatperson Muster"
        letter.core_properties.comments = "Entwurf"
        letter.core_properties.keywords = "intern"

    long = {"docProps/core.xml": lambda data: data.replace(b"Entwurf", b"x" * 300 + b"{{ frist }}")}
    found = Document(BytesIO(filled(changed(docx("Text", edit=sign), long)))).core_properties
    assert (found.author, found.last_modified_by) == ("Kantonales Sozialamt",) * 2
    assert (found.comments, found.keywords, found.title) == ("", "", "Aufruf")
    assert found.created == found.modified == MOMENT


def test_a_sample_says_so_on_top_of_every_kind_of_page():
    def edit(letter):
        letter.sections[0].different_first_page_header_footer = True
        letter.settings.odd_and_even_pages_header_footer = True
        letter.sections[0].header.paragraphs[0].text = "Kopf"
        letter.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    content = filled(docx("Text", edit=edit), sample=True)
    assert header(content) == ["Beispieldaten – frei erfunden", "Kopf"]
    section = Document(BytesIO(content)).sections[0]
    for other in (section.first_page_header, section.even_page_header):
        assert other.paragraphs[0].text == "Beispieldaten – frei erfunden"
    assert header(filled(docx("Text"))) == [""]


# ------------------------------------------------------------------ checking


def test_an_unknown_field_is_found_wherever_it_stands():
    def edit(letter):
        letter.sections[0].footer.paragraphs[0].text = "{{ frits }}"

    (flaw,) = check_letter(docx("{{ gemeinde }}", edit=edit), KNOWN).flaws
    assert (flaw.flaw, flaw.what, flaw.meant) == (Flaw.UNKNOWN_FIELD, "frits", "frist")


def test_braces_that_do_not_fit_are_shown_as_they_stand_in_the_letter():
    (flaw,) = check_letter(docx("Guten Tag", "Bis {{ frist }", "Gruss"), KNOWN).flaws
    assert flaw.flaw is Flaw.BROKEN
    assert flaw.what.startswith("Bis {{ frist }")


def test_a_template_that_reads_the_output_of_a_command_is_refused_and_never_run(tmp_path):
    mark = tmp_path / "ran"
    attack = f"{{{{ cycler.__init__.__globals__.os.popen('touch {mark}').read() }}}}"
    content = docx("{{ gemeinde }}", attack)
    flaws = {flaw.flaw for flaw in check_letter(content, KNOWN).flaws}
    assert Flaw.NOT_ALLOWED in flaws
    with pytest.raises(Exception, match=r"cycler|unsafe"):  # even if somebody forgot to check
        filled(content)
    assert not mark.exists()


# ------------------------------------------------------------------ refused


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Refusal.NOT_A_DOCUMENT),
        (b"Guten Tag {{ frist }}", Refusal.NOT_A_DOCUMENT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Refusal.NOT_A_DOCUMENT),
        (b"PK\x03\x04" + bytes(100), Refusal.UNREADABLE),
        (bytes(6 * 1024 * 1024), Refusal.TOO_BIG),
    ],
    ids=["empty", "text", "old word", "broken zip", "big"],
)
def test_what_is_no_word_document_is_refused(content, reason):
    assert refusal(content) is reason


def test_a_workbook_is_no_word_document():
    wrong = changed(
        docx("x"), {TYPES: lambda data: data.replace(b"wordprocessingml.document", b"x")}
    )
    assert refusal(wrong) is Refusal.NOT_A_DOCUMENT


def test_macros_and_embedded_programs_are_refused():
    macro = changed(
        docx("x"),
        {TYPES: lambda data: data.replace(b"wordprocessingml.document.main", b"macroEnabled.main")},
    )
    assert refusal(macro) is Refusal.MACROS
    for name in ("word/vbaProject.bin", "word/activeX/activeX1.bin", "word/embeddings/a.xlsx"):
        assert refusal(changed(docx("x"), {name: lambda _: b"code"})) is Refusal.MACROS


@pytest.mark.parametrize("kind", ["image", "oleObject", "frame", "subDocument"])
def test_whatever_is_fetched_from_elsewhere_is_refused(kind):
    assert refusal(changed(docx("x"), relation(kind, "https://a.example/x"))) is Refusal.LINKED


def test_a_mode_that_hides_behind_an_entity_is_seen():
    hidden = relation("image", "https://a.example/x")
    disguised = {
        RELATIONS: lambda data: hidden[RELATIONS](data).replace(b"External", b"&#69;xternal")
    }
    assert refusal(changed(docx("x"), disguised)) is Refusal.LINKED


def test_a_piece_of_another_format_is_refused():
    part = relation("aFChunk", "chunk.html", outside=False)
    assert refusal(changed(docx("x"), part)) is Refusal.LINKED


@pytest.mark.parametrize(
    "field",
    [
        "<w:r><w:instrText> INCLUDEPICTURE &quot;https://a.example/x&quot; </w:instrText></w:r>",
        "<w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT x</w:instrText></w:r>",
        '<w:fldSimple w:instr="DDEAUTO excel x"><w:r/></w:fldSimple>',
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="file://x"/></v:shape></w:pict></w:r>',
    ],
)
def test_fields_of_word_that_fetch_something_are_refused(field):
    edit = {DOCUMENT: lambda data: data.replace(b"<w:r><w:t>x", f"{field}<w:r><w:t>x".encode())}
    assert refusal(changed(docx("x"), edit)) is Refusal.LINKED


def test_page_numbers_and_links_to_click_on_are_allowed():
    number = b'<w:fldSimple w:instr="PAGE"><w:r/></w:fldSimple>'
    content = changed(
        changed(docx("x"), relation("hyperlink", "https://www.baselland.ch")),
        {DOCUMENT: lambda data: data.replace(b"<w:r><w:t>x", number + b"<w:r><w:t>x")},
    )
    assert check_letter(content, KNOWN).flaws == ()


def test_the_path_of_the_template_of_word_does_not_leave_the_house():
    content = changed(
        docx("x"),
        {
            "word/_rels/settings.xml.rels": lambda _: (
                b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
                b'Target="file:///C:/Users/muster/Normal.dotm" TargetMode="External"/></Relationships>'
            ),
            SETTINGS: lambda data: data.replace(
                b"<w:zoom",
                b'<w:attachedTemplate xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/><w:zoom',
                1,
            ),
        },
    )
    assert b"muster" in unpack(content)["word/_rels/settings.xml.rels"]
    parts = unpack(filled(content))
    assert not [name for name, data in parts.items() if b"muster" in data]
    assert b"attachedTemplate" not in parts[SETTINGS]


def test_foreign_instructions_are_refused():
    bad = changed(docx("x"), {"word/styles.xml": lambda data: b"<!DOCTYPE a>" + data})
    assert refusal(bad) is Refusal.DOCTYPE


@pytest.mark.parametrize("part", [DOCUMENT, RELATIONS])
def test_a_part_that_is_no_xml_is_refused(part):
    assert refusal(changed(docx("x"), {part: lambda data: data[: len(data) // 2]})) is (
        Refusal.UNREADABLE
    )


def test_a_huge_text_and_thousands_of_braces_are_refused():
    words = [sha256(str(n).encode()).hexdigest() * 2 for n in range(6_000)]
    assert refusal(docx(*words)) is Refusal.TOO_BIG
    assert refusal(docx(*["{{ frist }}"] * 250)) is Refusal.TOO_BIG


@settings(max_examples=40)
@given(st.integers(0, 4000), st.binary(min_size=1, max_size=8))
def test_a_damaged_document_is_refused_or_read_but_never_crashes(place, noise):
    content = bytearray(docx("{{ frist }}"))
    content[place : place + len(noise)] = noise
    with suppress(RefusedFile):
        assert check_letter(bytes(content), KNOWN).fields <= set(KNOWN)
