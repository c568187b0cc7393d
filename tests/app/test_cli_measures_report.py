"""``sozdesk measures report|figures|compare`` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_cli import Run, run
from test_cli_measures import ksa

from documents.pdf_text import pages
from documents.workbook_text import opened, workbook_text
from docx_kit import document_text

__all__ = ["ksa", "run"]

REPORT = ("--file", "ksa.sozdesk", "measures", "report", "--period", "2021-2024")
COMPARE = ("--file", "ksa.sozdesk", "measures", "compare", "--period", "2021-2024")


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_ending_of_the_name_says_what_is_written(ksa: Run):
    for ending in ("docx", "pdf", "XLSX"):
        code, out, _ = ksa(*REPORT, "--out", f"bericht.{ending}")
        assert (code, out) == (0, f"«bericht.{ending}» geschrieben, Stand 31.12.2024.\n")
    assert "19 von 40 Massnahmen" in document_text(Path("bericht.docx").read_bytes())
    assert "19 von 40 Massnahmen" in "".join(pages(Path("bericht.pdf").read_bytes()))
    assert "Zahlen" in opened(Path("bericht.XLSX").read_bytes()).sheetnames


def test_another_ending_is_a_wrong_call_said_in_german(ksa: Run):
    code, _, err = ksa(*REPORT, "--out", "bericht.odt")
    assert code == 2
    assert "«bericht.odt» muss auf .docx, .pdf oder .xlsx enden" in err


def test_another_day_and_the_finer_reading_can_be_asked_for(ksa: Run):
    code, out, _ = ksa(*REPORT, "--as-of", "31.12.2023", "--fine", "--out", "b.docx")
    assert (code, out) == (0, "«b.docx» geschrieben, Stand 31.12.2023.\n")
    text = document_text(Path("b.docx").read_bytes())
    assert "7 von 40 Massnahmen sind umgesetzt oder abgeschlossen" in text
    assert "umgesetzt, durch Gesetz oder Verordnung" in text


@pytest.mark.parametrize(
    "step",
    [
        ("report", "--as-of", "01.01.2130", "--out", "b.pdf"),
        ("figures", "--as-of", "01.01.2130", "--out", "bilder"),
        ("compare", "--before", "31.12.2023", "--after", "01.01.2130", "--out", "v.pdf"),
    ],
)
def test_a_day_to_come_is_refused_and_nothing_is_written(ksa: Run, step):
    name, *more = step
    code, _, err = ksa("--file", "ksa.sozdesk", "measures", name, "--period", "2021-2024", *more)
    assert code == 1
    assert "Der 01.01.2130 liegt in der Zukunft." in err
    assert not Path(more[-1]).exists()


def test_states_are_compared_as_the_report_groups_them(ksa: Run):
    days = ("--before", "31.12.2023", "--after", "31.12.2024", "--out", "v.xlsx")
    ksa(*COMPARE, *days)
    assert "abgeschlossen ohne Umsetzung" not in workbook_text(Path("v.xlsx").read_bytes())
    ksa(*COMPARE, *days, "--fine")
    assert "abgeschlossen ohne Umsetzung" in workbook_text(Path("v.xlsx").read_bytes())


def test_an_unknown_period_is_refused_with_those_there_are(ksa: Run):
    code, _, err = ksa(*REPORT[:-1], "2021-2023", "--out", "b.pdf")
    assert code == 1
    assert "Es gibt: 2025-2028, 2021-2024." in err
    assert not Path("b.pdf").exists()


def test_figures_leave_as_files_in_a_folder(ksa: Run):
    code, out, _ = ksa(
        "--file", "ksa.sozdesk", "measures", "figures", "--period", "2021-2024", "--out", "bilder"
    )
    assert code == 0
    assert len(out.splitlines()) == len(list(Path("bilder").iterdir())) == 7


def test_two_days_are_compared(ksa: Run):
    days = ("--before", "31.12.2023", "--after", "31.12.2024")
    code, out, _ = ksa(*COMPARE, *days, "--out", "v.xlsx")
    assert code == 0
    assert out.splitlines()[0].startswith("12 Massnahmen mit anderem Stand und ")
    assert "Stand geändert" in workbook_text(Path("v.xlsx").read_bytes())
    assert ksa(*COMPARE, *days, "--out", "v.pdf")[0] == 0
    assert "[neu: 19]" in "".join(pages(Path("v.pdf").read_bytes()))


def test_a_version_that_is_not_there_is_refused(ksa: Run):
    code, _, err = ksa(*COMPARE, "--before", "1", "--after", "31.12.2024", "--out", "v.pdf")
    assert code == 1
    assert "Die Version 1 gibt es nicht. Es ist noch keine festgehalten." in err


def test_a_comparison_is_no_document_for_word(ksa: Run):
    code, _, err = ksa(*COMPARE, "--before", "1", "--after", "2", "--out", "v.docx")
    assert code == 2
    assert "muss auf .pdf oder .xlsx enden" in err
