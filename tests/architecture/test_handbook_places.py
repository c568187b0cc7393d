"""Every place in the handbook that the program asks for exists: the page and the heading."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from sozdesk.kernel import places

SOURCE = Path(__file__).resolve().parents[2] / "src" / "sozdesk"
FOLDER = places.resource("handbook")
_NAMES = {"handbook_place", "_HANDBOOK"}


def _text(node: ast.expr | None) -> list[str]:
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _is_opener(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "open_handbook"


def _asked(tree: ast.Module) -> Iterator[str]:
    """Attributes and constants, ``handbook=…``, and what is handed to ``open_handbook``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and target.id in _NAMES for target in targets):
                yield from _text(node.value)
        elif isinstance(node, ast.Call):
            if _is_opener(node.func) or any(_is_opener(one) for one in node.args):
                yield from (text for one in node.args for text in _text(one))
            for keyword in node.keywords:
                if keyword.arg == "handbook":
                    yield from _text(keyword.value)


def _places() -> set[str]:
    trees = (ast.parse(path.read_text("utf-8")) for path in SOURCE.rglob("*.py"))
    return {place for tree in trees for place in _asked(tree)}


def _exists(place: str) -> bool:
    page, _, heading = place.partition("#")
    path = FOLDER / f"{page}.html"
    if not path.is_file():
        return False
    return not heading or heading in re.findall(r'<a name="([^"]+)"', path.read_text("utf-8"))


def test_a_page_or_heading_that_is_missing_is_seen():
    assert _exists("erhebung#einlesen")
    assert not _exists("mietzinsgrenzwerte#einlesen")
    assert not _exists("erhebung#gibt-es-nicht")


def test_every_place_that_the_program_asks_for_exists():
    asked = _places()
    assert {"fenster#uebersicht", "erhebung#schwellen", "einlesen", "von-hand", "tasten"} <= asked
    assert [place for place in sorted(asked) if not _exists(place)] == []


def _target(page: str, link: str) -> str:
    """«page.html#heading» or «#heading» as a place."""
    file, _, heading = link.partition("#")
    name = file.removesuffix(".html") or page
    return f"{name}#{heading}" if heading else name


def test_links_inside_the_handbook_lead_to_pages_and_headings():
    wanted = {
        _target(path.stem, link)
        for path in FOLDER.glob("*.html")
        for link in re.findall(r'href="([^"]+)"', path.read_text("utf-8"))
    }
    assert wanted
    assert [place for place in sorted(wanted) if not _exists(place)] == []
