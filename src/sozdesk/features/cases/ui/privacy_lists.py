"""Columns of the three lists of data protection."""

from __future__ import annotations

from datetime import date

from sozdesk.documents.report import Kind
from sozdesk.features.cases import texts
from sozdesk.features.cases.terms.privacy import AccessRow, DeletionRow, DeletionStep
from sozdesk.features.cases.texts import privacy as said
from sozdesk.features.cases.ui.privacy_data import PrivacyData
from sozdesk.kernel import german
from sozdesk.widgets.list_columns import ListColumn
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column

_SYMBOLS = {
    DeletionStep.DUE: State.HINT,
    DeletionStep.LISTED: State.OPEN,
    DeletionStep.OFFERED: State.OPEN,
    DeletionStep.ANSWERED: State.OPEN,
    DeletionStep.APPROVED: State.OPEN,
    DeletionStep.DELETED: State.RECORDED,
}


def deletion_columns() -> tuple[ListColumn, ...]:
    """Case or bill, since when closed, kept until, how far, what comes next."""
    return (
        ListColumn(
            Column(
                title="Was",
                text=lambda row: row.name,
                sort_key=lambda row: (row.kind.value, row.bfs_number, row.year or 0, row.number),
                symbol=lambda row: _SYMBOLS.get(row.step, ""),
                least=150,
            )
        ),
        ListColumn(
            Column(
                title="Abgeschlossen",
                text=lambda row: _day(row.closed_on),
                sort_key=lambda row: row.closed_on or date.max,
            ),
            Kind.DATE,
            lambda row: row.closed_on,
        ),
        ListColumn(
            Column(
                title="Löschbar ab",
                text=lambda row: _day(row.due_on),
                sort_key=lambda row: row.due_on or date.max,
            ),
            Kind.DATE,
            lambda row: row.due_on,
        ),
        ListColumn(
            Column(
                title="Personen",
                text=lambda row: german.count(row.persons),
                sort_key=lambda row: row.persons,
                align="right",
            ),
            Kind.INTEGER,
            lambda row: row.persons,
        ),
        ListColumn(Column(title="Stand", text=lambda row: said.step_word(row.step))),
        ListColumn(Column(title="Wie weiter", text=what_next, stretch=True, tone="text2")),
    )


def what_next(row: DeletionRow) -> str:
    """What stands against it, or the step that comes next."""
    if row.step is DeletionStep.DELETED:
        return f"freigegeben von {row.approved_by}, gelöscht am {_day(row.deleted_on)}"
    if row.reasons:
        return " ".join(row.reasons)
    told = {
        DeletionStep.DUE: "vormerken",
        DeletionStep.LISTED: f"von {row.listed_by} vorgemerkt: dem Archiv anbieten",
        DeletionStep.OFFERED: f"wartet auf die Antwort: {row.offered_to}",
        DeletionStep.ANSWERED: f"{_answer(row)}: eine zweite Person gibt frei",
        DeletionStep.APPROVED: f"von {row.approved_by} freigegeben: löschen",
    }
    return told.get(row.step, "")


def _answer(row: DeletionRow) -> str:
    return f"{row.offered_to} {texts.word(row.answer)}" if row.answer else row.offered_to


def access_columns(data: PrivacyData) -> tuple[ListColumn, ...]:
    """When, who, what, whose record, for whom, what for."""
    return (
        ListColumn(
            Column(
                title="Wann",
                text=_moment,
                sort_key=lambda row: row.at,
                least=120,
            )
        ),
        ListColumn(Column(title="Wer", text=lambda row: row.staff_name)),
        ListColumn(Column(title="Was", text=lambda row: texts.word(row.kind))),
        ListColumn(
            Column(
                title="Person",
                text=lambda row: data.person_name(row.person_id) or "gelöschte Person",
            )
        ),
        ListColumn(Column(title="Empfänger/in", text=lambda row: row.recipient)),
        ListColumn(Column(title="Zweck", text=lambda row: row.purpose, stretch=True)),
    )


def _moment(row: AccessRow) -> str:
    local = row.at.astimezone()
    return f"{german.day(local.date())} {local:%H:%M}"


def field_columns() -> tuple[ListColumn, ...]:
    """Area, field, job, legal basis, how long."""
    return (
        ListColumn(Column(title="Angabe", text=lambda row: f"{row.title}: {row.field}", most=250)),
        ListColumn(Column(title="Wozu", text=lambda row: row.job, stretch=True, least=140)),
        ListColumn(Column(title="Grundlage", text=lambda row: row.basis, most=190)),
        ListColumn(Column(title="Wie lange", text=lambda row: row.keep, most=190)),
    )


def _day(day: date | None) -> str:
    return german.day(day) if day else ""
