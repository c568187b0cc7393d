"""``sozdesk --selftest``: from source here, by ``dev.py build`` on the built program."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from sozdesk.app import cli, selftest
from sozdesk.app.selftest import documents, steps
from sozdesk.app.selftest.steps import SelfTestFailed, Step

SOURCE = Path(selftest.__file__).parents[2]
FEATURES = {path.parent.name for path in (SOURCE / "features").glob("*/__init__.py")}
HOOKS = {path.stem for path in (SOURCE / "app" / "selftest" / "features").glob("[!_]*.py")}
WITHOUT_WHAT_IS_TRIMMED = """
import sys
import trim

class Missing:
    def find_spec(self, name, path=None, target=None):
        if any(name == left or name.startswith(left + ".") for left in trim.MODULES):
            raise ModuleNotFoundError(name, name=name)

sys.meta_path.insert(0, Missing())
from sozdesk.app.cli import main
sys.exit(main(["--selftest"]))
"""


def test_every_feature_has_a_self_test_and_no_other() -> None:
    assert FEATURES == HOOKS == set(steps.features())
    for name in HOOKS:
        assert callable(import_module(f"sozdesk.app.selftest.features.{name}").use)


@pytest.mark.slow
def test_the_program_passes_without_what_the_build_leaves_out(tmp_path: Path) -> None:
    """All modules, features, writers and the window, with the modules of trim.py out of reach."""
    packaging = SOURCE.parents[1] / "packaging"
    profile = tmp_path / "profil"
    environment = {**os.environ, "PYTHONPATH": f"{packaging}{os.pathsep}{SOURCE.parent}"}
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_WHAT_IS_TRIMMED],
        env=environment | {"SOZDESK_CONFIG_DIR": str(profile), "TMPDIR": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert lines[0].startswith("SozDesk 0.1.0, aus den Quellen")
    assert lines[-1].startswith("Selbstprüfung bestanden: ")
    said = [line.partition(":")[0].removeprefix("  gut").strip() for line in lines[1:-1]]
    assert {f"Bereich {name}" for name in FEATURES} <= set(said)
    documents = {name.removeprefix("Dokument ") for name in said if name.startswith("Dokument")}
    assert documents == {"xlsx", "csv", "html", "pdf", "docx", "svg", "png", "eml", "ics"}
    assert said[-1] == "Fenster"
    assert not profile.exists()
    assert list(tmp_path.iterdir()) == []


def test_every_writer_of_a_report_is_tried() -> None:
    """A new ``write_…(report)`` in ``documents`` belongs into the self-test."""
    sources = (SOURCE / "documents").glob("*.py")
    writers = {
        name
        for path in sources
        for name in re.findall(r"^def (write_\w+)\(report: Report", path.read_text("utf-8"), re.M)
    }
    assert {"write_docx", "write_pdf", "write_xlsx"} <= writers
    assert writers <= set(vars(documents))


def broken(folder: Path) -> str:
    raise SelfTestFailed("the file is not encrypted")


def test_a_failed_step_is_named_the_next_ones_run_and_the_code_is_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    planned = (Step("Datei", broken), Step("Fenster", lambda _folder: "geöffnet"))
    monkeypatch.setattr(selftest, "all_steps", lambda: planned)
    before = os.environ["SOZDESK_CONFIG_DIR"]
    assert cli.main(["--selftest"]) == 1
    out, err = capsys.readouterr()
    assert "  FEHLER  Datei\n  gut     Fenster: geöffnet\n" in out
    assert "Selbstprüfung: 1 von 2 Schritten gingen nicht" in out
    assert "SelfTestFailed: the file is not encrypted" in err
    assert os.environ["SOZDESK_CONFIG_DIR"] == before


def test_a_feature_without_its_hook_fails(tmp_path: Path) -> None:
    with pytest.raises(ModuleNotFoundError, match=r"selftest\.features\.vergessen"):
        steps._use("vergessen", tmp_path)


def test_the_folder_of_the_test_has_an_umlaut_and_a_blank(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Path] = []

    def look(folder: Path) -> str:
        seen.append(folder)
        return os.environ["SOZDESK_CONFIG_DIR"]

    monkeypatch.delenv("SOZDESK_CONFIG_DIR")
    monkeypatch.setattr(selftest, "all_steps", lambda: (Step("Ort", look),))
    assert cli.main(["--selftest"]) == 0
    assert "ü" in seen[0].name
    assert " " in seen[0].name
    assert not seen[0].exists()
    assert "SOZDESK_CONFIG_DIR" not in os.environ


def test_the_help_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    assert "--selftest" in capsys.readouterr().out


def test_the_window_program_of_windows_has_no_output_and_does_its_work_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert cli.main(["handbook", "--out", str(tmp_path / "handbuch.pdf")]) == 0
    assert (tmp_path / "handbuch.pdf").read_bytes().startswith(b"%PDF")
