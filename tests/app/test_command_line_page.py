"""docs/command-line.md says every command and option of cases and bills, and what ``--json`` answers."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sozdesk.app import cli

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "command-line.md").read_text("utf-8")
AREAS = ("cases", "bill")
MODULES = (
    "bill_options",
    "list_commands",
    "round_options",
    *(f"commands_{area}*" for area in AREAS),
)


def steps(parser: argparse.ArgumentParser, name: str) -> Iterator[tuple[str, set[str]]]:
    """Commands that do something, with their own options and what stands without one."""
    below = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    for action in below:
        for word, step in action.choices.items():
            yield from steps(step, f"{name} {word}".strip())
    if not below:
        named = (option for one in parser._actions for option in one.option_strings)
        placed = (str(one.metavar) for one in parser._actions if not one.option_strings)
        yield name, {option for option in named if option not in ("-h", "--help")} | set(placed)


COMMANDS = {name: own for name, own in steps(cli._parser(), "") if name.partition(" ")[0] in AREAS}


def sections() -> dict[str, str]:
    parts = re.split(r"^### `(.+)`$", PAGE.split("## Cases", 1)[1], flags=re.M)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def code(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))


def test_every_command_has_its_section_and_there_is_no_other() -> None:
    assert set(sections()) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_explained_and_no_other(name: str) -> None:
    cells = re.findall(r"^\| (`.+) \| .+ \|$", sections()[name], re.M)
    assert {word for cell in cells for word in code(cell)} == COMMANDS[name]


def answered(tree: ast.AST) -> Iterator[str]:
    """Keys of what is printed: of dictionaries in functions «…json» and in calls of print_json."""
    for node in ast.walk(tree):
        made = isinstance(node, ast.FunctionDef) and node.name.endswith("json")
        printed = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print_json"
        if made or printed:
            for part in ast.walk(node):
                if isinstance(part, ast.Dict):
                    yield from (
                        str(key.value) for key in part.keys if isinstance(key, ast.Constant)
                    )


def test_every_field_of_an_answer_for_programs_stands_on_the_page() -> None:
    folder = ROOT / "src" / "sozdesk" / "app"
    files = [path for module in MODULES for path in folder.glob(f"{module}.py")]
    keys = {key for path in files for key in answered(ast.parse(path.read_text("utf-8")))}
    assert {"person", "third_party", "own_canton", "resumed", "left_out"} <= keys
    assert keys - {"text"} <= code(PAGE), "«text» is of lists of offerings"
