"""Rules of the house that no tool knows."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from enum import Enum
from importlib import import_module
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from sozdesk import schema

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
TEXTS = [
    path
    for folder in ("src", "resources", "docs", "db/reference")
    for pattern in ("*.py", "*.md", "*.csv", "*.typ", "*.qss")
    for path in (ROOT / folder).rglob(pattern)
]
MOST_LINES = 450
CLOCK = re.compile(r"\b(?:date\.today|datetime\.(?:now|today|utcnow)|time\.time)\(")
MAY_ASK_THE_CLOCK = {"archive/opened.py", "app/bootstrap.py", "kernel/ids.py"}
HEX_COLOUR = re.compile(r"""["']#[0-9A-Fa-f]{6}["']""")
MAY_NAME_COLOURS = {"widgets/tokens.py", "documents/palette.py", "exchange/form_writer.py"}


def place(path: Path) -> str:
    return path.relative_to(ROOT / "src" / "sozdesk").as_posix()


def test_no_module_grows_beyond_what_one_can_read() -> None:
    long = {
        place(path): lines
        for path in SOURCES
        if (lines := path.read_text("utf-8").count("\n")) > MOST_LINES
    }
    assert long == {}


def test_two_files_of_tests_never_bear_one_name() -> None:
    """The folders are no packages: the second of two such files cannot be imported."""
    names = Counter(path.name for path in (ROOT / "tests").rglob("*.py"))
    assert [name for name, times in names.items() if times > 1] == ["conftest.py"]


def test_only_the_composition_root_asks_the_clock() -> None:
    asking = {place(path) for path in SOURCES if CLOCK.search(path.read_text("utf-8"))}
    assert asking <= MAY_ASK_THE_CLOCK


def test_colours_have_one_home() -> None:
    naming = {place(path) for path in SOURCES if HEX_COLOUR.search(path.read_text("utf-8"))}
    assert naming <= MAY_NAME_COLOURS


def test_only_the_single_instance_talks_to_another_process() -> None:
    """Its local socket stays on the computer; tests/architecture/test_no_network.py watches."""
    talking = {place(path) for path in SOURCES if "QtNetwork" in path.read_text("utf-8")}
    assert talking <= {"app/single_instance.py"}


def test_nobody_asks_a_layout_for_its_items() -> None:
    """``layouts.nest`` says why."""
    asking = re.compile(r"\b(?:itemAt|itemAtPosition|addLayout|insertLayout)\(")
    files = [*SOURCES, *(ROOT / "tests").rglob("*.py")]
    named = {path.name for path in files if asking.search(path.read_text("utf-8"))}
    assert named == {"layouts.py"}


def test_a_dialog_is_shown_with_its_first_field_in_focus() -> None:
    """``Dialog.present`` does so, Qt's ``open`` does not; a Verlauf has no field."""
    opening = re.compile(r"(?:Dialog\(.*\)|\bdialog)\.open\(\)")
    assert {path.name for path in SOURCES if opening.search(path.read_text("utf-8"))} == {
        "history_dialog.py"
    }


def test_swiss_spelling_everywhere() -> None:
    sharp_s = chr(0xDF)
    offenders = {
        path.relative_to(ROOT).as_posix()
        for path in TEXTS
        for line in path.read_text("utf-8").splitlines()
        if sharp_s in line and "casefold" not in line
    }
    assert offenders == set()


def test_words_that_users_rejected_do_not_come_back() -> None:
    rejected = re.compile(
        r"[Mm]ahnung|[Gg]emahnt|\bBefund|(?<!unverändert )[Üü]bernommen|Ungültige Eingabe|[Ff]ehlgeschlagen"
    )
    offenders = {
        f"{place(path)}: {match.group(0)}"
        for path in SOURCES
        for match in rejected.finditer(path.read_text("utf-8"))
    }
    assert offenders == set()


def test_every_table_compiles_for_another_database() -> None:
    dialect = postgresql.dialect()
    for table in schema.metadata().sorted_tables:
        assert f"CREATE TABLE {table.name}" in str(CreateTable(table).compile(dialect=dialect))


def test_the_glossary_names_every_table_and_enum() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    modules = [
        f"sozdesk.{place(path)[:-3].replace('/', '.')}"
        for path in SOURCES
        if "terms" in (path.stem, path.parent.name) and path.stem != "__init__"
    ]
    enums = {
        value.__name__
        for module in modules
        for value in vars(import_module(module)).values()
        if isinstance(value, type) and issubclass(value, Enum) and value.__module__ == module
    }
    wanted = enums | {table.name for table in schema.metadata().sorted_tables}
    assert {name for name in wanted if f"`{name}`" not in glossary} == set()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_carry_hashes_and_no_addresses(name: str) -> None:
    lock = (ROOT / name).read_text("utf-8")
    pinned = re.findall(r"^[A-Za-z0-9_.-]+==", lock, re.MULTILINE)
    assert len(pinned) >= 10
    assert "http" not in lock
    assert lock.count("--hash=sha256:") >= len(pinned)


def test_a_long_run_of_qt_calls_does_not_use_up_none() -> None:
    """PySide6 6.12.0 on Python 3.11 aborts after some five thousand void calls (none_dealloc)."""
    loop = (
        "from PySide6.QtCore import QObject\n"
        "thing = QObject()\n"
        "for number in range(20_000):\n"
        "    thing.setObjectName('x')\n"
        "print('alive')\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", loop], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout) == (0, "alive\n"), result.stderr
