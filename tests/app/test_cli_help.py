"""The handbook on the command line, and what the file knows of its recovery sheet."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

import pytest
from test_cli import PASSWORD, Run, run

from sozdesk.app import cli
from sozdesk.archive import store
from sozdesk.kernel import places
from sozdesk.shell.files import lacks_sheet

__all__ = ["run"]

PAGES = {path.stem: path.read_text("utf-8") for path in places.resource("handbook").glob("*.html")}
CODE = re.compile(r"<code>(.*?)</code>")
STARTS = ("sozdesk ", "--", *(f"{word} " for word in cli.COMMANDS))


def lacks(path: str) -> bool:
    archive = store.open_with_password(Path(path), PASSWORD)
    try:
        return lacks_sheet(archive)
    finally:
        archive.close(backup=False)


def test_the_handbook_is_printed_without_a_file(run: Run, tmp_path: Path) -> None:
    code, out, err = run("handbook", "--out", "handbuch.pdf")
    assert (code, out, err) == (0, "Handbuch: handbuch.pdf\n", "")
    assert (tmp_path / "handbuch.pdf").read_bytes().startswith(b"%PDF")


def test_a_missing_folder_is_said(run: Run) -> None:
    code, _, err = run("handbook", "--out", "fehlt/handbuch.pdf")
    assert code == 1
    assert err.startswith("«handbuch.pdf» konnte nicht geschrieben werden:")


def test_a_file_remembers_whether_its_sheet_was_written(run: Run) -> None:
    run("create", "ohne.sozdesk", "--office", "ksa")
    assert lacks("ohne.sozdesk")
    run("create", "mit.sozdesk", "--office", "ksa", "--recovery-sheet", "blatt.pdf")
    assert not lacks("mit.sozdesk")


def test_a_renewed_key_writes_and_remembers_its_sheet(run: Run) -> None:
    run("create", "ksa.sozdesk", "--office", "ksa")
    code, _, err = run("--file", "ksa.sozdesk", "renew-key", "--recovery-sheet", "neu.pdf")
    assert (code, err) == (0, "")
    assert not lacks("ksa.sozdesk")


def commands(parser: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every command with the options that it and those before it take."""
    own = {option for action in parser._actions for option in action.option_strings}
    yield name, own
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, step in action.choices.items():
                for below, options in commands(step, f"{name} {word}".strip()):
                    yield below, own | options


def calls(page: str) -> list[str]:
    """What a page writes as code, where it is a command or an option."""
    return [text for text in map(unescape, CODE.findall(PAGES[page])) if text.startswith(STARTS)]


def named(text: str, known: Iterable[str]) -> str:
    """The longest command in it; empty for an option alone."""
    return max((name for name in known if f" {name} " in f" {text} "), key=len, default="")


@pytest.mark.parametrize("page", PAGES)
def test_every_command_and_option_in_the_handbook_exists(page: str) -> None:
    known = dict(commands(cli._parser()))
    everything = set().union(*known.values())
    for text in calls(page):
        name = named(text, known)
        assert name or text.startswith("--"), text
        taken = known[name] if name else everything
        assert {word for word in shlex.split(text) if word.startswith("--")} <= taken, text


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("melden", "declare"),
        ("veroeffentlichen", "round publish"),
        ("schreiben", "round remind"),
        ("vorjahr", "round table"),
    ],
)
def test_a_guide_names_the_command_that_does_the_same(name: str, command: str) -> None:
    assert any(f" {command} " in f" {text} " for text in calls(name))
