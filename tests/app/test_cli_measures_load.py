"""``sozdesk measures load``: a file from before the measures."""

from __future__ import annotations

import pytest
from test_cli import Run, run

from sozdesk.features.strategy.usecases import reference

__all__ = ["run"]

MISSING = (
    "Die Datei enthält keine Massnahmen. Laden Sie sie mit «sozdesk --file DATEI measures load».\n"
)


@pytest.fixture
def old(run: Run) -> Run:
    """A file of the KSA made by a program that had no measures yet."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reference, "_reference", lambda: {"periods": []})
        assert run("create", "ksa.sozdesk", "--office", "ksa")[0] == 0
    return run


def measures(run: Run, *words: str) -> tuple[int, str, str]:
    return run("--file", "ksa.sozdesk", "measures", *words)


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("report", "--out", "bericht.pdf"),
        ("template", "--out", "vorlage.xlsx"),
        ("check",),
    ],
)
def test_every_step_says_how_to_load_the_measures(old: Run, words: tuple[str, ...]):
    code, out, err = measures(old, *words, "--period", "2021-2024")
    assert (code, out) == (1, "")
    assert err.endswith(MISSING)


def test_checking_nothing_is_no_clean_check(old: Run):
    assert measures(old, "check") == (1, "", MISSING)


def test_the_measures_are_loaded_once(old: Run):
    loaded = "Massnahmen geladen: 40 Massnahmen, Perioden 2021–2024 und 2025–2028.\n"
    assert measures(old, "load") == (0, loaded, "")
    assert measures(old, "load") == (0, "Die Massnahmen sind schon in der Datei.\n", "")
    code, out, _ = measures(old, "list", "--period", "2021-2024")
    assert (code, out.splitlines()[-1].startswith("Stand 31.12.2024: 19 von 40")) == (0, True)
