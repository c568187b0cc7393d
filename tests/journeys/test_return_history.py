"""The Verlauf of a return tells the return with its amounts, notes and files, act by act."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.terms import Category, Declaration, Interval, RentKind
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.shell.history_dialog import HistoryDialog

BOECKTEN = 2842
HINT = Finding("change_large", Severity.HINT, "20,0 % höher.", subject="p3", value=140_000)
NO_CONTACT = Finding("no_contact", Severity.HINT, "Es fehlt, wer Auskunft gibt.")


def hand_in(archive):
    """A return that came with two hints and was recorded later with a reason for each."""
    archive.run(usecases.open_round, usecases.OpenRound(year=2027))
    entry = usecases.ReturnEntry(
        declaration=Declaration(
            bfs_number=BOECKTEN,
            year=2027,
            amounts={Category.P1: 100_000, Category.P3: 140_000},
            rent_kind=RentKind.NET,
            interval=Interval.MONTH,
        ),
        findings=(HINT, NO_CONTACT),
        decision=usecases.EntryDecision.KEEP,
        received_on=date(2026, 12, 8),
        file_name="boeckten.xlsx",
        content=b"the form as it came",
    )
    archive.run(usecases.record_returns, usecases.RecordReturns(year=2027, entries=(entry,)))
    (row,) = archive.query(queries.revisions, 2027, BOECKTEN)
    decided = usecases.DecideReturn(
        declaration_id=row.id,
        base_version=row.version,
        decision=usecases.EntryDecision.RECORD,
        reasons={"change_large/p3/140000": "Neubau", "no_contact//": "Frau Muster angerufen"},
    )
    archive.run(usecases.decide_return, decided)
    return row.id


@pytest.fixture
def returned(window):
    found = []
    window.desk.call(hand_in, done=found.append)
    return found[0]


def test_amounts_files_and_notes_stand_with_the_return(workspace, returned):
    workspace.show_history("Böckten 2027, Version 1", "declaration", returned)
    texts = [label.text() for label in workspace.findChild(HistoryDialog).findChildren(QLabel)]
    (decided,) = [text for text in texts if "Stand: eingegangen → erfasst" in text]
    (came,) = [text for text in texts if "Stand: eingegangen" in text and text != decided]

    assert texts.index(decided) < texts.index(came)
    for line in ("BFS-Nummer: 2842", "netto oder brutto: netto", "1 Person: 1'000.00"):
        assert line in came.splitlines()
    for line in ("3 Personen: 1'400.00", "Datei: boeckten.xlsx"):
        assert line in came.splitlines()
    assert "Prüfhinweis «3 Personen» zur Kenntnis genommen, weil: Neubau" in decided.splitlines()
    assert "zur Kenntnis genommen, weil: Frau Muster angerufen" in decided.splitlines()


def test_the_lines_stand_in_the_order_of_the_return(workspace, returned):
    workspace.show_history("Böckten 2027, Version 1", "declaration", returned)
    texts = [label.text() for label in workspace.findChild(HistoryDialog).findChildren(QLabel)]
    (came,) = [text for text in texts if "BFS-Nummer" in text]
    names = [line.partition(":")[0] for line in came.splitlines()]

    assert names.index("BFS-Nummer") < names.index("Stand") < names.index("netto oder brutto")
    assert names[-3:] == ["1 Person", "3 Personen", "Grösse der Datei"]
