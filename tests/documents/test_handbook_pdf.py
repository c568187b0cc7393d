"""The printed handbook: everything inside, with bookmarks, page numbers, tags and alt texts."""

from __future__ import annotations

import re
import struct
import zlib
from datetime import date

import pytest
from pdf_text import catalog, pages, reader, tags

from sozdesk.documents.handbook import START, handbook
from sozdesk.documents.handbook_blocks import Heading, Listing, Page, Picture, Run, plain
from sozdesk.documents.handbook_pdf import handbook_pdf

DATED = date(2027, 1, 5)


def png(width: int = 4, height: int = 2) -> bytes:
    """A small grey picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\x00" + b"\x80" * width for _ in range(height)))
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def whole() -> bytes:
    """The handbook as it is, with a picture for every name."""
    files = {
        block.file for page in handbook() for block in page.blocks if isinstance(block, Picture)
    }
    return handbook_pdf(handbook(), dict.fromkeys(files, png()), version="1.2", dated=DATED)


@pytest.fixture(scope="module")
def text(whole: bytes) -> list[str]:
    """What each page of it says."""
    return [flat(page) for page in pages(whole)]


def titles() -> list[str]:
    found = [page.blocks[0] for page in handbook() if page.name != START]
    return [plain(block.line) for block in found if isinstance(block, Heading)]


def flat(text: str) -> str:
    return " ".join(text.split())


def first_page(text: list[str]) -> int:
    """Where the contents end."""
    return next(i for i, page in enumerate(text) if page.startswith(titles()[0]))


def test_every_page_of_the_handbook_is_inside(text: list[str]) -> None:
    after_contents = " ".join(text[first_page(text) :])
    assert len(titles()) >= 15
    assert [title for title in titles() if title not in after_contents] == []


def test_the_contents_name_every_page_with_its_number(text: list[str]) -> None:
    begin = first_page(text)
    contents = re.sub(r"(?: \.)+ ", " ", " ".join(text[:begin]))
    for title in titles():
        pages_after = enumerate(text[begin:], begin + 1)
        number = next(number for number, page in pages_after if page.startswith(title))
        assert f"{title} {number} " in contents


def test_bookmarks_lead_to_pages_and_headings(whole: bytes) -> None:
    top = [entry for entry in reader(whole).outline if not isinstance(entry, list)]
    assert [str(entry.title) for entry in top] == titles()
    below = [entry for entry in reader(whole).outline if isinstance(entry, list)]
    assert "So geht es" in {str(entry.title) for group in below for entry in group}


def test_every_page_says_version_stand_and_its_number(text: list[str]) -> None:
    for number, page in enumerate(text, 1):
        foot = f"SozDesk Handbuch · Version 1.2 · Stand 05.01.2027 Seite {number} von {len(text)}"
        assert foot in page


def test_it_is_tagged_german_and_pictures_have_their_words(whole: bytes) -> None:
    root = catalog(whole)
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("de")
    kinds = {tag["/S"] for tag in tags(whole)}
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Figure", "/TD"} <= kinds
    spoken = {str(tag["/Alt"]) for tag in tags(whole) if "/Alt" in tag}
    wanted = {block.alt for p in handbook() for block in p.blocks if isinstance(block, Picture)}
    assert wanted <= spoken


def test_without_pictures_their_words_stand_there_and_no_hole() -> None:
    page = guide("a", Picture("fehlt.png", "Eine Seite mit Zahlen"))
    bare = handbook_pdf([page], {}, dated=DATED)
    assert "/Figure" not in {tag["/S"] for tag in tags(bare)}
    assert "Eine Seite mit Zahlen" in " ".join(pages(bare))


def test_a_version_has_always_the_same_bytes(whole: bytes) -> None:
    assert handbook_pdf(handbook(), {}) == handbook_pdf(handbook(), {})


def guide(name: str, *blocks: Listing | Picture) -> Page:
    return Page(name, name, (Heading((Run("Titel"),), 1), *blocks))


def test_links_lead_to_their_page_and_unknown_ones_are_only_words() -> None:
    points = Listing(((Run("hin", "", "b"),), (Run("fort", "", "gibt-es-nicht"),)))
    content = handbook_pdf([guide("a", points), guide("b")], {}, dated=DATED)
    annotations = [
        annotation.get_object()
        for page in reader(content).pages[1:]
        for annotation in page.get("/Annots", [])
    ]
    assert len(annotations) == 1
    assert "fort" in " ".join(pages(content))


def test_a_dialog_is_not_blown_up_to_the_width_of_the_page() -> None:
    def width(pixels: int) -> float:
        shown = guide("a", Picture("x.png", "Bild"))
        content = handbook_pdf([shown], {"x.png": png(pixels, 4)}, dated=DATED)
        figure = next(tag for tag in tags(content) if tag["/S"] == "/Figure")
        box = next(one.get_object() for one in figure["/A"] if "/BBox" in one.get_object())
        left, _, right, _ = box["/BBox"]
        return float(right) - float(left)

    text = 210 / 25.4 * 72 - 2 * 24 / 25.4 * 72  # A4 without its margins, in points
    assert width(1104) == pytest.approx(text * 0.84, rel=0.02)
    assert width(480) == pytest.approx(text * 0.84 * 480 / 1104, rel=0.02)


def test_markup_in_a_text_is_only_text() -> None:
    odd = Listing(((Run('#panic("x") $ <a> \\ *b* @c'),), (Run("`raw` #x", "code"),)))
    text = " ".join(pages(handbook_pdf([guide("a", odd)], {}, dated=DATED)))
    assert '#panic("x") $ <a> \\ *b* @c' in text
    assert "`raw` #x" in text
