"""The ten task guides: what for, three to eight steps, what can go wrong, one picture."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from screens.pictures import PICTURES
from screens.scenes import SCENES
from sozdesk.documents.handbook import START, handbook
from sozdesk.documents.handbook_blocks import (
    Heading,
    Listing,
    Page,
    Paragraph,
    Picture,
    lines,
    links,
    plain,
    sections,
)
from sozdesk.kernel import places

PAGES = {page.name: page for page in handbook()}
CONTENTS = PAGES[START]
GUIDES = [link.partition("#")[0] for link in links(CONTENTS)][:10]
REJECTED = re.compile(r"[Mm]ahnung|[Gg]emahnt|\bRunde|\bBefund|[Üü]bernommen|!")


def pictures(page: Page) -> list[Picture]:
    return [block for block in page.blocks if isinstance(block, Picture)]


def test_the_contents_begin_with_the_two_jobs_of_november_and_name_every_page() -> None:
    shown = [text for block in CONTENTS.blocks for text in lines(block)]
    first = shown.index("Aufgaben") + 1
    assert shown[first].startswith("Grenzwerte melden in drei Minuten")
    assert shown[first + 1].startswith("Erhebung starten, nachfassen, veröffentlichen")
    named = {link.partition("#")[0] for link in links(CONTENTS)}
    assert set(PAGES) - {START} == named


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_says_what_for_how_and_what_can_go_wrong(name: str) -> None:
    title, *rest = PAGES[name].blocks
    assert isinstance(title, Heading)
    assert isinstance(rest[0], Paragraph)
    assert len(plain(rest[0].line)) >= 80
    steps = [block for block in rest if isinstance(block, Listing) and block.numbered]
    assert steps
    assert all(3 <= len(block.items) <= 8 for block in steps)
    parts = {part.heading: part for part in sections(PAGES[name])}
    wrong = next(part for heading, part in parts.items() if "schiefgehen kann" in heading)
    assert sum(len(block.items) for block in wrong.blocks if isinstance(block, Listing)) >= 3
    assert len(pictures(PAGES[name])) == 1


@pytest.mark.parametrize("name", PAGES)
def test_every_picture_has_words_and_a_scene(name: str) -> None:
    for picture in pictures(PAGES[name]):
        assert len(picture.alt) >= 20
        assert PICTURES[picture.file.removesuffix(".png")] in SCENES


def test_every_picture_of_the_table_is_shown() -> None:
    shown = {picture.file for page in PAGES.values() for picture in pictures(page)}
    assert {f"{name}.png" for name in PICTURES} == shown


@pytest.mark.parametrize("name", PAGES)
def test_the_words_are_those_of_the_program(name: str) -> None:
    text = "\n".join(text for block in PAGES[name].blocks for text in lines(block))
    found = [match.group(0) for match in REJECTED.finditer(text)]
    assert found == []
    assert chr(0xDF) not in text


def test_the_abbreviations_that_letters_and_pages_use_are_explained() -> None:
    page = PAGES["abkuerzungen"]
    known = {
        word
        for block in page.blocks
        for text in lines(block)
        for word in re.split(r"[ ,]+", text)[:3]
    }
    assert {"KSA", "SHG", "SHV", "MBG", "BFS", "LIK", "MPI", "SKOS", "VBLG", "KKSH"} <= known
    assert "Vo MBG" in "\n".join(text for block in page.blocks for text in lines(block))


def test_pictures_are_made_and_never_committed() -> None:
    ignored = (places.resource().parent / ".gitignore").read_text("utf-8").splitlines()
    assert "/resources/handbook/bilder/" in ignored


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """``dev.py`` over a checkout that holds one page with one picture."""
    spec = importlib.util.spec_from_file_location("dev", places.resource().parent / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder = tmp_path / "resources" / "handbook"
    folder.mkdir(parents=True)
    (folder / "a.html").write_text('<img src="bilder/a.png" alt="x">', "utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


def test_run_makes_missing_pictures_once_and_says_so(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    called: list[list[str]] = []

    def call(command: list[str], **_options: object) -> int:
        called.append([str(part) for part in command[1:]])
        (dev.ROOT / "resources" / "handbook" / "bilder").mkdir()
        (dev.ROOT / "resources" / "handbook" / "bilder" / "a.png").write_bytes(b"png")
        return 0

    monkeypatch.setattr(dev, "_call", call)
    dev._make_pictures()
    assert called == [["tests/screens/render.py", "--handbook"]]
    assert capsys.readouterr().out.count("\n") == 1
    dev._make_pictures()
    assert len(called) == 1
    assert capsys.readouterr().out == ""
