"""A quarter from the draft to the booked answer by commands only, with two persons on each side."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from test_cli import PASSWORD, Run, run
from test_cli_bill_files import Q1, lower_tariff

import bill_world as world
import case_kit
import claim_kit
from sozdesk.archive.store import Archive, open_with_password
from sozdesk.features.cases.usecases import LoadCaseReference, load_case_reference
from sozdesk.kernel import german

__all__ = ["run"]
OWN_DRAFT = "Wer den Entwurf erstellt hat, gibt ihn nicht selbst frei."


def opened(name: str) -> Archive:
    return open_with_password(Path(f"{name}.sozdesk"), PASSWORD, sign="am")


class Office:
    """Commands of one file, as Anna Muster (am) or as Bea Beispiel (bb)."""

    def __init__(self, run: Run, name: str, *kind: str) -> None:
        self._run, self._name = run, name
        assert run("create", f"{name}.sozdesk", *kind, "--person", "Anna Muster")[0] == 0
        added = ("person", "add", "Bea Beispiel", "--sign", "bb")
        assert self("am", *added)[0] == 0

    def __call__(self, sign: str, *words: str) -> tuple[int, str, str]:
        return self._run("--file", f"{self._name}.sozdesk", "--as", sign, *words)

    def bill(self, sign: str, *words: str) -> tuple[int, str, str]:
        return self(sign, "bill", *words)


@pytest.fixture
def ksa(run: Run) -> Office:
    """Two persons check and release."""
    made = Office(run, "ksa", "--office", "ksa")
    archive = opened("ksa")
    claim_kit.value(archive, "billing_second_person", 1)
    archive.close(backup=False)
    return made


@pytest.fixture
def service(run: Run, ksa: Office) -> Office:
    """A person since January 2026 in a course of 900 a month: 860 at most, half the canton's."""
    made = Office(run, "dienst", "--office", "service", "--municipality", "2829")
    archive = opened("ksa")
    course = world.stock(archive)
    archive.close(backup=False)
    code, out, _ = ksa("am", "offerings", "export-catalogue", "--out", ".", "--json")
    assert code == 0, out
    told = json.loads(out)
    code, out, err = made(
        "am", "offerings", "import-catalogue", told["file"], "--trust", told["fingerprint"]
    )
    assert code == 0, err
    archive = opened("dienst")
    archive.run(load_case_reference, LoadCaseReference())
    person = case_kit.person(archive)
    case = case_kit.case(archive, [person])
    ruling = case_kit.ruling(archive, case)
    enacted = case_kit.enactment(archive, case, person, course.id, ruling)
    for month, last in ((1, 31), (2, 28), (3, 31)):
        days = (date(2026, month, 1), date(2026, month, last))
        case_kit.invoice(archive, enacted, 90_000, *days, f"R-{month}")
    archive.close(backup=False)
    return made


def test_a_quarter_goes_from_draft_to_booking_by_commands_only(service: Office, ksa: Office):
    """3 × 430.00 are claimed; the KSA pays half of 800.00 at most since, so 3 × 400.00."""
    released_and_sent(service)
    until = checked_and_drafted(ksa)
    heard(service, ksa, until)
    final_and_booked(service, ksa)


def released_and_sent(service: Office) -> None:
    """The second person releases, nobody else."""
    code, out, err = service.bill("am", "draft", *Q1)
    assert (code, err, "Kantonsanteil: CHF 1'290.00." in out) == (0, "", True)
    code, _, err = service.bill("am", "issue", *Q1)
    assert (code, "Eine zweite Person gibt den Entwurf frei" in err) == (1, True)
    assert service.bill("am", "release", *Q1)[::2] == (1, f"{OWN_DRAFT}\n")
    code, out, err = service.bill("bb", "release", *Q1)
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == "Liestal, 1. Quartal 2026: Abrechnung freigegeben."
    code, out, _ = service.bill("am", "issue", *Q1)
    assert (code, "Abrechnung 1/2026: Liestal" in out) == (0, True)
    assert service.bill("am", "export", *Q1, "--out", "hin")[0] == 0


def checked_and_drafted(ksa: Office) -> str:
    """Anna Muster checks; answers the last day of the Stellungnahme."""
    archive = opened("ksa")
    lower_tariff(archive)
    until = german.day(archive.context().today + timedelta(days=20))
    archive.close(backup=False)
    read = json.loads(ksa.bill("am", "import", "hin", "--json")[1])
    trust = ("--trust", read["files"][0]["fingerprint"])
    assert ksa.bill("am", "import", "hin", *trust)[0] == 0
    assert ksa.bill("am", "check", *Q1)[0] == 1, "three lines above the Maximaltarif"
    code, _, err = ksa.bill("am", "answer", *Q1, "--out", "her")
    assert (code, "3 Zeilen haben noch keinen Entscheid." in err) == (1, True)
    code, out, err = ksa.bill("am", "decide", *Q1)
    assert (code, err) == (0, "")
    assert out.splitlines()[-3:] == [
        "Abrechnung Liestal 1/2026: verlangt 1'290.00, anerkannt 1'200.00.",
        "3 gekürzt.",
        "Abrechnung Liestal 1/2026: Prüfung abgeschlossen.",
    ]
    code, _, err = ksa.bill("bb", "answer", *Q1, "--out", "her")
    assert (code, "gehen zuerst als Entwurf zur Stellungnahme." in err) == (1, True)
    assert ksa.bill("am", "answer", *Q1, "--draft", until, "--out", "her")[0] == 0
    return until


def heard(service: Office, ksa: Office, until: str) -> None:
    """The draft goes to the municipality, what it says comes back."""
    code, out, _ = service.bill("am", "book", "her/antwort-liestal-2026-001-entwurf.sza")
    assert (code, out.splitlines()[-1]) == (
        1,
        f"Entwurf zur Stellungnahme bis {until}, nicht verbucht.",
    )
    stated = ("--bill", "2829/2026/1", "--line", "1", "Einverstanden.", "--out", "hin")
    code, out, err = service.bill("am", "statement", *stated)
    assert (code, err, out) == (
        0,
        "",
        "«stellungnahme-liestal-2026-001.szs» geschrieben.\n",
    )
    code, out, err = ksa.bill("am", "hear", "hin/stellungnahme-liestal-2026-001.szs")
    assert (code, err, out.splitlines()) == (
        0,
        "",
        ["Zeile 1: Einverstanden.", "Abrechnung Liestal 1/2026: Stellungnahme erfasst."],
    )


def final_and_booked(service: Office, ksa: Office) -> None:
    """Who checked does not release."""
    final = ("answer", "--bill", "2829/2026/1", "--out", "her")
    code, out, err = ksa.bill("am", *final)
    said = "Abrechnung Liestal 1/2026: Anna Muster hat geprüft. Eine andere Person gibt frei.\n"
    assert (code, out, err) == (1, "", said)
    code, out, err = ksa.bill("bb", *final)
    assert (code, err) == (0, "")
    path = "her/antwort-liestal-2026-001-entscheid.sza"
    code, out, _ = service.bill("am", "book", path, "--json")
    (booked,) = json.loads(out)["bills"]
    assert (code, booked["state"], booked["accepted"]) == (0, "settled", 120_000)
    assert [one["own_share"] for one in booked["lines"]] == [50_000, 50_000, 50_000]
    assert [one["statement"] for one in booked["lines"]] == ["Einverstanden.", "", ""]


def test_without_a_draft_nothing_is_released(service: Office):
    code, _, err = service.bill("bb", "release", *Q1)
    assert (code, err) == (
        1,
        "Zu diesem Zeitraum gibt es keinen Entwurf. Rechnen Sie zuerst einen: bill draft.\n",
    )
