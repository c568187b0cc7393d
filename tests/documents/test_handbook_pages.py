"""The handbook is taken apart without losing a word, whatever the page."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.documents.handbook import START, handbook, in_order
from sozdesk.documents.handbook_blocks import (
    Block,
    Grid,
    Heading,
    Line,
    Listing,
    Page,
    Paragraph,
    Picture,
    Run,
    lines,
    links,
    sections,
)
from sozdesk.documents.handbook_parser import parse
from sozdesk.kernel import places

SOURCES = {
    path.stem: path.read_text("utf-8") for path in places.resource("handbook").glob("*.html")
}


def line(text: str, style: str = "", link: str = "") -> Line:
    return (Run(text, style, link),)


def test_a_page_has_title_headings_lines_and_pictures() -> None:
    page = parse(
        "melden",
        """<html><head><title>Kurz</title></head><body><h2>Grenzwerte
        melden</h2><p>Ein <b>Wort</b> und <a href="personen.html#zugang">ein Ort</a>.</p>
        <img src="bilder/melden.png" alt="Die Seite"><h3><a name="schritte"></a>So geht es</h3>
        <ol><li>eins</li><li>zwei</li></ol><table><tr><td>F1</td><td></td></tr></table></body></html>""",
    )
    assert page.title == "Kurz"
    assert page.blocks == (
        Heading(line("Grenzwerte melden"), 1),
        Paragraph(
            (
                Run("Ein "),
                Run("Wort", "bold"),
                Run(" und "),
                Run("ein Ort", "", "personen#zugang"),
                Run("."),
            )
        ),
        Picture("melden.png", "Die Seite"),
        Heading(line("So geht es"), 2, "schritte"),
        Listing((line("eins"), line("zwei")), numbered=True),
        Grid(((line("F1"), ()),)),
    )
    assert links(page) == ("personen#zugang",)
    assert [(part.place, part.heading) for part in sections(page)] == [
        ("melden", "Kurz"),
        ("melden#schritte", "So geht es"),
    ]


def test_a_link_to_a_heading_of_the_same_page_knows_its_page() -> None:
    page = parse("einlesen", '<p><a href="#tag">Tag</a></p>')
    assert links(page) == ("einlesen#tag",)


def test_an_unknown_tag_is_passed_over_and_named() -> None:
    page = parse("x", "<p>vor <blink>mitten</blink> nach</p>")
    assert page.blocks == (Paragraph(line("vor mitten nach")),)
    assert page.unknown == ("blink",)


def without_tags(source: str) -> list[str]:
    """The words of a page, found in another way than the parser does."""
    body = re.sub(r"<head>.*?</head>", "", source, flags=re.DOTALL)
    with_alt = re.sub(r'<img[^>]*alt="([^"]*)"[^>]*>', r" \1 ", body)
    blocks = re.sub(r"</?(?:h\d|p|li|ul|ol|table|tr|td)[^>]*>", " ", with_alt)
    return unescape(re.sub(r"<[^>]+>", "", blocks)).split()


@pytest.mark.parametrize("name", SOURCES)
def test_no_page_of_ours_loses_a_word_or_has_a_tag_that_nobody_shows(name: str) -> None:
    page = parse(name, SOURCES[name])
    words = [word for block in page.blocks for text in lines(block) for word in text.split()]
    assert words == without_tags(SOURCES[name])
    assert page.unknown == ()
    assert page.title


words = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8)
texts = st.lists(words, min_size=1, max_size=4).map(" ".join)
styles = st.sampled_from(["", "bold", "italic", "code"])
places_ = st.sampled_from(["", "personen", "personen#zugang"])
runs = st.builds(Run, texts, styles, places_)


def joined(parts: list[Run]) -> Line:
    """Neighbours of one style cannot be told apart from a single run: they get a space between."""
    found: list[Run] = []
    for part in parts:
        if found and (found[-1].style, found[-1].link) == (part.style, part.link):
            found[-1] = Run(f"{found[-1].text} {part.text}", part.style, part.link)
        else:
            found.append(part)
    return tuple(found)


some_lines = st.lists(runs, min_size=1, max_size=3).map(joined)
some_blocks = st.one_of(
    st.builds(Paragraph, some_lines),
    st.builds(Heading, some_lines, st.just(2), st.sampled_from(["", "schritte"])),
    st.builds(
        Listing, st.lists(some_lines, min_size=1, max_size=3).map(tuple), numbered=st.booleans()
    ),
    st.builds(
        Grid,
        st.lists(
            st.lists(st.one_of(some_lines, st.just(())), min_size=2, max_size=2).map(tuple),
            min_size=1,
            max_size=3,
        ).map(tuple),
    ),
    st.builds(Picture, st.just("a.png"), texts),
)
TAGS = {"bold": "b", "italic": "i", "code": "code"}


def written(block: Block) -> str:
    match block:
        case Paragraph():
            return f"<p>{written_line(block.line)}</p>\n"
        case Heading():
            anchor = f'<a name="{block.anchor}"></a>' if block.anchor else ""
            return f"<h{block.level + 1}>{anchor}{written_line(block.line)}</h{block.level + 1}>"
        case Listing():
            tag = "ol" if block.numbered else "ul"
            items = "\n".join(f"<li>{written_line(item)}</li>" for item in block.items)
            return f"<{tag}>\n{items}</{tag}>"
        case Grid():
            rows = ("".join(f"<td>{written_line(cell)}</td>" for cell in row) for row in block.rows)
            return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        case Picture():
            return f'<img src="bilder/{block.file}" alt="{escape(block.alt)}">'


def written_line(parts: Line) -> str:
    return "".join(written_run(part) for part in parts)


def written_run(run: Run) -> str:
    text = escape(run.text).replace(" ", "\n")
    if run.style:
        text = f"<{TAGS[run.style]}>{text}</{TAGS[run.style]}>"
    name, _, anchor = run.link.partition("#")
    address = f"{name}.html#{anchor}" if anchor else f"{name}.html"
    return f'<a href="{address}">{text}</a>' if run.link else text


@given(st.lists(some_blocks, max_size=5))
def test_what_is_written_as_html_is_read_as_it_was(blocks: list[Block]) -> None:
    page = parse("x", f"<body>{''.join(written(block) for block in blocks)}</body>")
    assert page.blocks == tuple(blocks)
    assert page.unknown == ()


@given(st.text(st.sampled_from("<>/&;=\"' abhp1liouimgtr#")))
def test_anything_can_be_read(source: str) -> None:
    parse("x", source)


def test_pages_come_as_the_contents_link_them_and_forgotten_ones_last() -> None:
    contents = Page(START, "Inhalt", (Paragraph((Run("b", "", "b#x"), Run("a", "", "a"))),))
    pages = [Page(name, name, ()) for name in ("a", "b", "vergessen")]
    ordered = in_order(contents, [*pages, contents])
    assert [page.name for page in ordered] == [START, "b", "a", "vergessen"]


def test_the_handbook_begins_with_its_contents_and_the_two_jobs_of_november() -> None:
    assert [page.name for page in handbook()[:3]] == [START, "melden", "erhebung"]
