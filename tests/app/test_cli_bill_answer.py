"""``sozdesk bill decide|answer|statement|hear|book|resume|totals|reconcile``."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from test_cli import Run, run

import bill_kit as kit
import claim_kit
from bill_kit import ACCEPT, REFUSE, Line
from sozdesk.archive import store
from sozdesk.features.billing.records import BillLineRecord, BillRecord
from sozdesk.features.billing.terms import LineDecision
from sozdesk.features.billing.terms.answers import LineChoice
from sozdesk.features.billing.usecases import answer_book, answers
from sozdesk.kernel import german

__all__ = ["run"]
KSA = ("--file", "ksa.sozdesk", "bill")
SERVICE = ("--file", "dienst.sozdesk", "bill")
LINES = (Line(100_000), Line(50_000))


def opened(name: str):
    return store.open_with_password(Path(name), "ein langes Passwort")


@pytest.fixture
def offices(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Both offices know each other; Liestal's bill lies on both sides, not decided."""
    create = ("create", "ksa.sozdesk", "--office", "ksa", "--person", "Anna Muster")
    assert run(*create)[0] == 0
    create = ("create", "dienst.sozdesk", "--office", "service", "--municipality", "2829")
    assert run(*create, "--person", "Beat Muster")[0] == 0
    ksa, service = opened("ksa.sozdesk"), opened("dienst.sozdesk")
    kit.know_each_other(ksa, service)
    kit.bill(ksa, LINES)
    kit.bill(service, LINES, origin="own")
    ksa.close(backup=False)
    service.close(backup=False)
    return run


def decide(*choices) -> None:
    """At the KSA, in the window."""
    ksa = opened("ksa.sozdesk")
    (bill,) = ksa.query(kit.answering.received_bills, ksa.context())
    kit.decide(ksa, bill.id, *choices)
    kit.check(ksa, bill.id)
    ksa.close(backup=False)


def test_an_answer_goes_out_and_is_booked(offices: Run):
    decide(ACCEPT, ACCEPT)
    code, out, _ = offices(*KSA, "answer", "--bill", "2829/2026/1", "--out", "antworten")
    assert code == 0
    assert out.splitlines() == [
        "Abrechnung Liestal 1/2026: verlangt 1'200.00, anerkannt 1'200.00.",
        "«antwort-liestal-2026-001-entscheid.sza» geschrieben.",
    ]
    path = "antworten/antwort-liestal-2026-001-entscheid.sza"
    code, out, _ = offices(*SERVICE, "book", path)
    assert (code, out.splitlines()[-1]) == (0, "Verbucht.")
    code, _, err = offices(*SERVICE, "book", path)
    assert (code, err) == (1, "Diese Datei ist schon eingelesen. Nichts zu tun.\n")
    code, out, _ = offices(*KSA, "answer", "--bill", "2829/2026/1", "--out", "antworten", "--json")
    (found,) = json.loads(out)["bills"]
    assert (code, found["accepted"], found["state"]) == (0, 120_000, "answered")
    assert [one["own_share"] for one in found["lines"]] == [20_000, 10_000]


def test_the_answers_of_a_period_go_out_and_are_booked_with_every_figure(offices: Run):
    """1'000.00 at 80 %: 800.00; 500.00 refused, so its 400.00 fall to the municipality's 100.00."""
    period = ("--period", "2026-Q1")
    code, out, err = offices(*KSA, "answer", *period, "--out", "x", "--json")
    assert (code, json.loads(out)["bills"]) == (1, [])
    assert err == "Abrechnung Liestal 1/2026: 2 Zeilen haben noch keinen Entscheid.\n"
    decide(ACCEPT, ACCEPT)
    code, out, err = offices(*KSA, "answer", *period, "--out", "x", "--json")
    (bill,) = json.loads(out)["bills"]
    assert (code, err) == (0, "")
    first, second = bill["lines"]
    assert first == {
        "position": 1,
        "person": "00000000-0000-0000-0000-000000000065",
        "offering": 12,
        "invoice": ["R-1"],
        "first_day": "2026-01-01",
        "last_day": "2026-03-31",
        "cost": 100_000,
        "third_party": 0,
        "eligible": 100_000,
        "rate": 8_000,
        "canton": 80_000,
        "municipality": 20_000,
        "accepted": 80_000,
        "difference": 0,
        "own_share": 20_000,
        "decision": "accepted",
        "reason": "",
        "resumed": "",
        "statement": "",
        "reasons": first["reasons"],
    }
    assert (second["invoice"], second["cost"]) == (["R-2"], 50_000)
    assert "Muster" not in out
    service = opened("dienst.sozdesk")
    data = Path(bill["file"]).read_bytes()
    service.run(answer_book.read_answer, answer_book.ReadAnswer(data=data))
    service.close(backup=False)
    code, out, _ = offices(*SERVICE, "book", *period, "--json")
    (booked,) = json.loads(out)["bills"]
    assert (code, booked["state"], booked["accepted"]) == (0, "settled", 120_000)
    assert [one["canton"] for one in booked["lines"]] == [80_000, 40_000]
    code, _, err = offices(*SERVICE, "book", *period)
    assert (code, err.split(".")[0]) == (
        1,
        "In diesem Zeitraum wartet keine Antwort darauf, verbucht zu werden",
    )


def test_a_period_without_a_bill_and_two_ways_to_say_it_are_named(offices: Run):
    code, _, err = offices(*KSA, "answer", "--period", "2025", "--out", "x")
    assert (code, "In diesem Zeitraum ist keine Abrechnung eingelesen." in err) == (1, True)
    code, _, err = offices(*KSA, "answer", "--out", "x")
    assert (code, "Es fehlt eines von: --bill --period" in err) == (2, True)
    code, _, err = offices(*SERVICE, "book", "a.sza", "--period", "2026")
    assert (code, "--period: geht nicht zusammen mit DATEI" in err) == (2, True)


def test_nothing_is_released_that_is_not_decided_or_not_heard(offices: Run):
    code, _, err = offices(*KSA, "answer", "--bill", "2829/2026/1", "--out", "x")
    said = "Abrechnung Liestal 1/2026: 2 Zeilen haben noch keinen Entscheid.\n"
    assert (code, err) == (1, said)
    decide(ACCEPT, REFUSE)
    code, _, err = offices(*KSA, "answer", "--bill", "2829/2026/1", "--out", "x")
    assert code == 1
    assert "zuerst als Entwurf zur Stellungnahme" in err
    code, _, err = offices(*KSA, "answer", "--bill", "9", "--out", "x")
    assert (code, err.startswith("Die Abrechnung «9» gibt es nicht.")) == (1, True)


def test_a_draft_is_read_and_not_booked(offices: Run):
    decide(ACCEPT, REFUSE)
    ksa = opened("ksa.sozdesk")
    (bill,) = ksa.query(kit.answering.received_bills, ksa.context())
    until = ksa.context().today + timedelta(days=20)
    send = answers.SendHearing(bill_id=bill.id, base_version=bill.version, until=until)
    ksa.run(answers.send_hearing, send)
    ksa.close(backup=False)
    code, out, _ = offices(*KSA, "answer", "--bill", str(bill.id), "--out", ".")
    assert code == 0
    assert "Zeile 2: verlangt 400.00, anerkannt 0.00. Nicht anerkannt." in out
    code, out, _ = offices(*SERVICE, "book", "antwort-liestal-2026-001-entwurf.sza", "--json")
    (found,) = json.loads(out)["bills"]
    assert (code, found["state"], found["hearing_until"]) == (1, "hearing", until.isoformat())
    refused = found["lines"][1]
    # 500.00 at 80 %: the municipality's 100.00, and the 400.00 that were refused
    assert (refused["accepted"], refused["difference"], refused["own_share"]) == (
        0,
        -40_000,
        50_000,
    )
    assert refused["reason"] == "Nicht anerkannt."
    code, out, _ = offices(*SERVICE, "book", "--period", "2026-Q1")
    assert (code, out.splitlines()[-1]) == (
        1,
        f"Entwurf zur Stellungnahme bis {german.day(until)}, nicht verbucht.",
    )


def test_lines_without_a_proposal_wait_for_a_person(offices: Run):
    code, out, err = offices(*KSA, "decide", "--bill", "2829/2026/1")
    assert (code, err) == (1, "Abrechnung Liestal 1/2026: 2 Zeilen haben noch keinen Entscheid.\n")
    assert out.splitlines()[-1] == "2 ohne Vorschlag."
    code, out, _ = offices(*KSA, "decide", "--period", "2026-Q1", "--json")
    (bill,) = json.loads(out)["bills"]
    assert (code, [one["decision"] for one in bill["lines"]]) == (1, [None, None])
    decide(ACCEPT, ACCEPT)
    assert offices(*KSA, "answer", "--bill", "2829/2026/1", "--out", "x")[0] == 0
    code, _, err = offices(*KSA, "decide", "--bill", "2829/2026/1")
    assert (code, "Die Antwort ändert sich nicht mehr." in err) == (1, True)


def test_a_draft_goes_out_only_where_something_is_to_be_heard(offices: Run):
    draft = ("answer", "--bill", "2829/2026/1", "--out", "x", "--draft")
    decide(ACCEPT, ACCEPT)
    code, _, err = offices(*KSA, *draft)
    assert (code, "Geben Sie die Antwort frei." in err) == (1, True)
    decide(ACCEPT, REFUSE)
    code, _, err = offices(*KSA, *draft)
    assert (code, "Schreiben Sie, bis wann sie läuft." in err) == (1, True), "the KSA set no days"
    assert offices(*KSA, *draft, "bald")[0] == 2
    ksa = opened("ksa.sozdesk")
    claim_kit.value(ksa, "hearing_days", 20)
    ksa.close(backup=False)
    code, out, err = offices(*KSA, *draft, "--json")
    (bill,) = json.loads(out)["bills"]
    assert (code, err, bill["state"]) == (0, "", "hearing")
    assert bill["file"].endswith("antwort-liestal-2026-001-entwurf.sza")
    assert offices(*KSA, *draft)[0] == 0, "it can be written once more"


def test_a_query_that_is_open_after_the_statement_is_said(offices: Run):
    ask = LineChoice(decision=LineDecision.QUERY, reason="Welcher Kurs?")
    decide(ACCEPT, ask)
    claimed = ("--bill", "2829/2026/1")
    ksa = opened("ksa.sozdesk")
    until = german.day(ksa.context().today + timedelta(days=20))
    ksa.close(backup=False)
    answer = (*KSA, "answer", *claimed, "--out", "x")
    assert offices(*answer, "--draft", until)[0] == 0
    offices(*SERVICE, "book", "x/antwort-liestal-2026-001-entwurf.sza")
    statement = (*SERVICE, "statement", *claimed, "--out", "x")
    code, _, err = offices(*statement)
    assert (code, "zu mindestens einer Zeile" in err) == (1, True)
    code, _, err = offices(*statement, "--line", "3", "Ja.")
    assert (code, "hat keine Zeile 3" in err) == (1, True)
    code, _, err = offices(*statement, "--line", "zwei", "Ja.")
    assert (code, err.startswith("«zwei» ist keine Nummer einer Zeile.")) == (1, True)
    code, out, _ = offices(*statement, "--line", "2", "Der Aufbaukurs.", "--json")
    found = json.loads(out)
    assert (code, found["lines"][1]["statement"]) == (0, "Der Aufbaukurs.")
    code, out, _ = offices(*KSA, "hear", found["file"], "--json")
    assert json.loads(out)["lines"][1]["statement"] == "Der Aufbaukurs."
    code, _, err = offices(*answer)
    assert (code, err) == (
        1,
        "Abrechnung Liestal 1/2026: Eine Rückfrage ist offen. Entscheiden Sie diese Zeilen.\n",
    )


def refused(number: int = 2) -> None:
    """The KSA has refused a line of the own bill for good."""
    service = opened("dienst.sozdesk")
    (bill,) = service.query(kit.answering.own_bills_sent, service.context())
    line = kit.detail(service, bill.id).lines[number - 1]
    claim_kit.change(service, BillRecord, bill.id, state="answered")
    answer = {"decision": "refused", "decision_reason": "Beleg fehlt.", "accepted_canton": 0}
    claim_kit.change(service, BillLineRecord, line.id, **answer)
    service.close(backup=False)


def test_a_refused_line_is_claimed_again_with_a_reason(offices: Run):
    resume = (*SERVICE, "resume", "--bill", "2829/2026/1", "--line", "2")
    code, _, err = offices(*resume, "--reason", "Der Beleg liegt bei.")
    assert code == 1
    assert "Nur eine endgültig abgelehnte Zeile lässt sich wieder aufnehmen" in err
    refused()
    code, out, _ = offices(*resume, "--reason", "Der Beleg liegt bei.")
    assert (code, out) == (0, "Abrechnung Liestal 1/2026: Zeile 2 wieder aufgenommen.\n")
    code, out, _ = offices(*resume, "--reason", "Der Kurs war doch verfügt.", "--json")
    found = json.loads(out)
    assert (code, found["position"], found["decision"]) == (0, 2, "refused")
    assert (found["canton"], found["reason"]) == (40_000, "Beleg fehlt.")
    assert found["resumed"] == "Der Kurs war doch verfügt."
    code, out, _ = offices(*resume, "--reason", "")
    assert (code, out) == (0, "Abrechnung Liestal 1/2026: Zeile 2 bleibt beim Entscheid des KSA.\n")


def test_only_a_line_of_an_own_bill_is_claimed_again(offices: Run):
    words = ("resume", "--bill", "2829/2026/1", "--line", "3", "--reason", "Neu.")
    code, _, err = offices(*SERVICE, *words)
    assert (code, err) == (
        1,
        "Abrechnung Liestal 1/2026 hat keine Zeile 3. Ihre Zeilen gehen von 1 bis 2.\n",
    )
    code, _, err = offices(*KSA, *words)
    assert (code, err.endswith("Öffnen Sie die Datei eines Sozialdiensts.\n")) == (1, True)


def test_figures_of_a_year(offices: Run):
    code, out, _ = offices(*KSA, "totals", "--year", "2026", "--out", "zahlen.xlsx")
    assert code == 0
    assert "  Liestal: verlangt 1'200.00, anerkannt 0.00, bezahlt 0.00" in out
    assert Path("zahlen.xlsx").read_bytes().startswith(b"PK")
    code, out, _ = offices(*KSA, "totals", "--year", "2026", "--json")
    assert json.loads(out)["municipality"][-1]["open"] == 120_000
    code, out, _ = offices(*KSA, "reconcile", "--year", "2026")
    assert out == (
        "Liestal, Kurszentrum Muster: abgerechnet 1'500.00, gemeldet –, Kanton 0.00: "
        "kein Jahresbericht\n"
    )
    code, out, _ = offices(*KSA, "reconcile", "--year", "2026", "--json", "--out", "a.pdf")
    assert json.loads(out)[0]["reported"] is None
    assert Path("a.pdf").read_bytes().startswith(b"%PDF")
    for step in ("totals", "reconcile"):
        code, out, _ = offices(*KSA, step, "--year", "2020")
        assert (code, out) == (0, "Für 2020 ist keine Abrechnung eingelesen.\n")


def test_each_side_has_its_steps_and_wrong_calls_are_named(offices: Run):
    code, _, err = offices(*SERVICE, "totals", "--year", "2026")
    assert code == 1
    assert "Öffnen Sie die Datei des Kantonalen Sozialamts." in err
    for step in (
        ("decide", "--period", "2026-Q1"),
        ("answer", "--period", "2026-Q1", "--out", "x"),
        ("hear", "x.szs"),
    ):
        code, _, err = offices(*SERVICE, *step)
        assert (code, "Öffnen Sie die Datei des Kantonalen Sozialamts." in err) == (1, True)
    code, _, err = offices(*KSA, "statement", "--bill", "2829/2026/1", "--out", "x")
    assert (code, "Öffnen Sie die Datei eines Sozialdiensts." in err) == (1, True)
    for wrong in (("--year", "26"), ("--year", "2026", "--out", "x.txt")):
        assert offices(*KSA, "totals", *wrong)[0] == 2
