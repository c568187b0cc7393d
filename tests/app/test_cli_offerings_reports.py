"""``sozdesk offerings …`` of the yearly reports and the monitoring report."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from test_cli import Run, run

from docx_kit import document_text
from sozdesk.archive import store
from sozdesk.features.offerings import usecases
from sozdesk.features.offerings.terms import DecisionKind, OrganisationType

__all__ = ["run"]
FILE = ("--file", "ksa.sozdesk", "offerings")


@pytest.fixture
def ksa(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A file of the KSA with one recognised offering since 2025."""
    assert run("create", "ksa.sozdesk", "--office", "ksa", "--person", "Anna Muster")[0] == 0
    archive = store.open_with_password(Path("ksa.sozdesk"), "ein langes Passwort")
    provider = archive.run(
        usecases.add_provider,
        usecases.AddProvider(
            name="Kurszentrum Muster",
            organisation_type=OrganisationType.ASSOCIATION,
            email="info@muster.example",
        ),
    ).value
    offering = archive.run(
        usecases.add_offering,
        usecases.AddOffering(
            provider_id=provider, category_code="basic_skills", title="Deutsch im Alltag"
        ),
    ).value
    archive.run(
        usecases.record_earlier_decision,
        usecases.RecordEarlierDecision(
            provider_id=provider,
            offering_id=offering,
            kind=DecisionKind.RECOGNISED,
            decided_on=date(2024, 12, 2),
            valid_from=date(2025, 1, 1),
            valid_to=date(2029, 12, 31),
            reasons="",
        ),
    )
    archive.close(backup=False)
    return run


def test_from_the_form_to_the_recorded_report(ksa: Run):
    code, out, _ = ksa(*FILE, "report-forms", "--year", "2025", "--out", "formulare")
    assert (code, out) == (0, "1 Formular geschrieben.\n")
    code, out, _ = ksa(*FILE, "import-reports", "formulare", "--year", "2025", "--dry-run")
    assert code == 0
    assert "Kurszentrum Muster · bereit" in out
    assert "Zelle Jahresbericht!C" in out
    assert out.endswith("Nichts erfasst, 1 Bericht bereit.\n")
    code, out, _ = ksa(*FILE, "import-reports", "formulare", "--year", "2025")
    assert (code, out.splitlines()[-1]) == (0, "1 Jahresbericht 2025 erfasst.")
    code, out, _ = ksa(*FILE, "import-reports", "formulare", "--year", "2025", "--json")
    assert code == 0
    (file,) = json.loads(out)["files"]
    assert (file["identical"], file["usable"]) == (True, False)
    code, out, _ = ksa(*FILE, "reports", "--year", "2025")
    assert code == 0
    assert out.splitlines()[0].startswith("Kurszentrum Muster: eingegangen, ")
    assert "1 von 1 Bericht erfasst. Fällig am 30.04.2026." in out


def test_a_file_that_is_no_form_ends_with_one(ksa: Run):
    Path("brief.pdf").write_bytes(b"%PDF")
    code, out, err = ksa(*FILE, "import-reports", "brief.pdf", "--year", "2025")
    assert code == 1
    assert "nicht verwertbar" in out
    assert err == "1 Datei nicht verwertbar.\n"


def test_who_is_late_gets_a_draft_and_the_list_says_so(ksa: Run):
    code, out, _ = ksa(*FILE, "remind-reports", "--year", "2025", "--out", "entwuerfe")
    assert (code, out) == (0, "1 E-Mail-Entwurf geschrieben.\n")
    assert len(list(Path("entwuerfe").glob("*.eml"))) == 1
    code, out, _ = ksa(*FILE, "reports", "--year", "2025", "--json")
    (line,) = json.loads(out)
    assert (code, line["state"], len(line["reminded_on"])) == (0, "reminded", 1)
    assert line["received_on"] is None


@pytest.mark.parametrize("ending", ["docx", "pdf", "XLSX"])
def test_the_monitoring_report_is_written_by_its_ending(ksa: Run, ending: str):
    name = f"monitoring.{ending}"
    code, out, _ = ksa(*FILE, "monitoring", "--year", "2025", "--out", name, "--public")
    assert (code, out) == (0, f"«{name}» geschrieben.\n")
    if ending == "docx":
        text = document_text(Path(name).read_bytes())
        assert "Ende 2025 ist 1 Angebot anerkannt" in text


def test_a_wrong_year_or_ending_is_a_wrong_call_said_in_german(ksa: Run):
    code, _, err = ksa(*FILE, "monitoring", "--year", "2025", "--out", "m.odt")
    assert code == 2
    assert "muss auf .docx, .pdf oder .xlsx enden" in err
    code, _, err = ksa(*FILE, "reports", "--year", "letztes")
    assert code == 2
    assert "«letztes» ist kein Jahr." in err


@pytest.mark.parametrize(
    "step",
    [
        ("reports",),
        ("monitoring", "--out", "m.pdf"),
        ("report-forms", "--out", "x"),
    ],
)
def test_a_sozialdienst_has_none_of_it(run: Run, step):
    assert (
        run(
            "create",
            "d.sozdesk",
            "--office",
            "service",
            "--municipality",
            "2829",
            "--person",
            "Anna Muster",
        )[0]
        == 0
    )
    name, *more = step
    code, _, err = run("--file", "d.sozdesk", "offerings", name, "--year", "2025", *more)
    assert code == 1
    assert "Öffnen Sie die Datei des Kantonalen Sozialamts." in err
