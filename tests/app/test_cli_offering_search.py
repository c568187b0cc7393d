"""``sozdesk offerings search``: the same search as the page, for the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from uuid import UUID

import pytest
from test_cli import Run, run

from fixtures_archive import PASSWORD
from sozdesk.archive.store import open_with_password
from sozdesk.features.offerings.records import RegimeRateRecord

sys.path.append(str(Path(__file__).resolve().parents[1] / "features" / "offerings"))
from platform_kit import write_directly
from search_kit import SINCE, fill  # found through the line above

__all__ = ["run"]


@pytest.fixture
def office(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The file of a Sozialdienst for Sissach with a small catalogue."""
    made = ("create", "dienst.sozdesk", "--office", "service", "--municipality", "2861")
    assert run(*made, "--person", "Anna Muster")[0] == 0
    path = next(Path.cwd().glob("dienst.sozdesk"), tmp_path / "dienst.sozdesk")
    archive = open_with_password(path, _password())
    fill(archive)
    archive.close(backup=False)
    return run


def _password() -> str:
    import os

    return os.environ.get("SOZDESK_PASSWORD", PASSWORD)


def searched(run: Run, *more: str):
    return run("--file", "dienst.sozdesk", "offerings", "search", *more)


def found(run: Run, *more: str) -> list[str]:
    _, out, _ = searched(run, "--json", *more)
    return [one["title"] for one in json.loads(out)]


def test_plain_words_find_the_course_and_say_why_and_what_the_canton_pays(office: Run):
    code, out, _ = searched(office, "grundkompetenz", "b1", "kinder", "sissach")
    lines = out.splitlines()
    assert code == 0
    assert lines[0].startswith("Verstanden: «grundkompetenz» als Grundkompetenzkurs")
    assert lines[1] == "1  Lesen, Schreiben, Rechnen (Kurszentrum Muster)"
    assert (
        "Liestal, 6 km von Sissach · verlangt A2, erreicht B1 · endet bei B1 · Kinderbetreuung"
        in lines[2]
    )
    assert lines[3] == "    Kanton zahlt, Sozialhilfe: CHF 125.00 pro Kurs"
    assert "Ansatz fehlt (Flüchtlinge, Grundkompetenzkurs)" in lines[4]
    assert lines[-1] == "1 Angebot passt."


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        (
            (
                "--category",
                "Grundkompetenzkurs",
                "--level",
                "b1",
                "--childcare",
                "--near",
                "Sissach",
            ),
            1,
        ),
        (("--near", "2787", "--km", "5"), 1),
        (("--km", "1"), 2),
        (("--category", "coaching"), 1),
        (("--max-price", "100.-", "--unit", "day"), 1),
        (("--weeks", "2"), 1),
        (("--free",), 4),
        (("--all",), 8),
        ((), 6),
    ],
)
def test_every_filter_of_the_page_is_an_option(office: Run, options, titles):
    assert len(found(office, *options)) == titles


def test_programs_get_figures_and_reasons(office: Run):
    _, out, _ = searched(office, "--json", "lesen", "--near", "Sissach")
    (one,) = json.loads(out)
    assert (one["town"], one["km"], one["price"], one["unit"]) == ("Liestal", 6, 300_00, "course")
    assert one["canton_shares"][0] == {
        "regime": "social_assistance",
        "share": 125_00,
        "reasons": [],
    }
    assert one["canton_shares"][1]["share"] is None
    assert one["hidden"] is None


def test_a_regime_that_the_reason_names_is_not_named_twice(office: Run):
    def refuse(session):
        session.add(
            RegimeRateRecord(
                id=UUID(int=77),
                regime_code="emergency",
                category_code="basic_skills",
                valid_from=SINCE,
                billable="no",
                cost_bearer="municipality",
                citation="",
                source="frei erfunden",
            )
        )
        session.flush()

    archive = open_with_password(Path("dienst.sozdesk"), _password())
    write_directly(archive, refuse)
    archive.close(backup=False)
    _, out, _ = searched(office, "lesen")
    assert "    Kanton zahlt, Nothilfe: nicht abrechenbar." in out.splitlines()


def test_a_file_without_a_catalogue_says_to_read_one_in(run: Run):
    made = ("create", "dienst.sozdesk", "--office", "service", "--municipality", "2861")
    assert run(*made, "--person", "Anna Muster")[0] == 0
    code, _, err = searched(run, "deutsch")
    assert code == 1
    assert "Lesen Sie den Katalog des KSA ein: offerings import-catalogue" in err


def test_the_help_says_that_amounts_are_rappen(run: Run):
    _, out, _ = run("offerings", "search", "--help")
    assert "Rappen" in out


def test_nothing_found_answers_one(office: Run):
    code, out, _ = searched(office, "zzz")
    assert (code, out) == (1, "0 Angebote passen.\n")


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        (("--near", "Paris"), 1, "Die Gemeinde «Paris» gibt es nicht."),
        (("--category", "Yoga"), 1, "Die Kategorie «Yoga» gibt es nicht. Es gibt: Beschäftigung"),
        (("--km", "weit"), 2, "weit"),
        (("--max-price", "viel"), 2, "«viel» ist kein Betrag"),
    ],
)
def test_what_is_not_known_is_said(office: Run, options, code, sentence):
    answer, _, err = searched(office, *options)
    assert answer == code
    assert sentence in err
