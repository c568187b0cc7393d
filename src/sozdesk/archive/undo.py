"""Taking back an act: a new act that sets every row back to what it was.

Undo goes past the session, because a row that comes back must carry on with its version: a dialog
that was open before must not take it for the one it knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from sozdesk.archive import search
from sozdesk.archive.journal import finish_act, record, start_act
from sozdesk.archive.journal_history import ActRow, act_of, changes_of, row_change, undone_acts
from sozdesk.archive.journal_rows import apply, journalled, table_of
from sozdesk.archive.journal_tables import Act, Change, Op, RowChange
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.usecase import Outcome


def undo(session: Session, act_id: UUID, context: Context) -> Outcome:
    """Take back an act, in an act of its own; undoing an undo does the first act again.

    The session must be fresh; the caller commits.

    Raises:
        NotFound: there is no such act.
        RuleViolation: the act may not be undone, is undone already, or was erased.
        Outdated: later acts touched the same fields or build on the rows.
    """
    act = _act_to_undo(session, act_id)
    changes = _known_changes(session, act)
    _refuse_touched_later(session, act, changes)
    start_act(session, usecase="undo", undoable=True, context=context, undo_of=act_id)
    done = [_take_back(session, act, change) for change in reversed(changes)]
    _refuse_broken_references(session, act)
    record(session, done)
    _follow(session, done)
    summary = _summary(session, act)
    finish_act(session, summary=summary, topics=act.topics)
    return Outcome(act.topics, summary)


def _act_to_undo(session: Session, act_id: UUID) -> ActRow:
    act = act_of(session, act_id)
    if act is None:
        raise NotFound("Dieser Eintrag steht nicht im Verlauf.", "Laden Sie den Verlauf neu.")
    if not act.undoable:
        _refuse("not_undoable", act, "Dieser Schritt lässt sich nicht zurücknehmen.")
    if act.undone:
        _refuse("undone_already", act, "Der Schritt ist bereits rückgängig gemacht.")
    return act


def _known_changes(session: Session, act: ActRow) -> list[RowChange]:
    changes: list[RowChange] = []
    for change in changes_of(session, act.id):
        if change is None or change.op is Op.ERASE:
            _refuse("erased", act, "Die Angaben dazu sind endgültig gelöscht.")
        changes.append(change)
    return changes


def _refuse(code: str, act: ActRow, why: str) -> NoReturn:
    message = f"{_name(act)} bleibt bestehen. {why}"
    raise RuleViolation([Finding(code, Severity.STOP, message)])


def _refuse_touched_later(session: Session, act: ActRow, changes: list[RowChange]) -> None:
    """Refuse if a later act that still holds touched one of the fields.

    An act and its undo cancel each other out, so neither of them counts.
    """
    undone = undone_acts(session)
    ours = {(change.table, change.row_id): set[str]() for change in changes}
    for change in changes:
        ours[change.table, change.row_id] |= _fields(change)
    seq = select(Act.seq).where(Act.id == act.id).scalar_subquery()
    query = (
        select(Change, Act)
        .join(Act, Act.id == Change.act_id)
        .where(Act.seq > seq, Act.undo_of.is_(None), Change.row_id.in_({key[1] for key in ours}))
        .order_by(Change.seq.desc())
    )
    for stored, later in session.execute(query):
        fields = ours.get((stored.table_name, stored.row_id))
        if later.id in undone or fields is None:
            continue
        known = row_change(stored)
        if known is None or fields & _fields(known):
            raise _touched_by(act, later)


def _fields(change: RowChange) -> set[str]:
    return change.values.keys() - {"version"}


def _touched_by(act: ActRow, later: Act) -> Outdated:
    when = german.day(later.at.astimezone().date())
    return Outdated(
        f"{_name(act)} bleibt bestehen: «{later.summary}» vom {when} hat dieselben Angaben geändert.",
        "Machen Sie zuerst diesen späteren Schritt rückgängig.",
    )


def _take_back(session: Session, act: ActRow, change: RowChange) -> RowChange:
    """Apply the opposite of a change and answer it."""
    current = _current(session, change)
    opposite = _opposite(change, current)
    if opposite is None:
        raise _changed_since(act)
    try:
        apply(session.connection(), opposite)
    except IntegrityError as error:
        raise _changed_since(act) from error
    return opposite


def _opposite(change: RowChange, current: Mapping[str, object] | None) -> RowChange | None:
    """What sets the row back; None if it does not look as the change left it."""
    if change.op is Op.DELETE:
        return _back_again(change) if current is None else None
    new = change.new()
    if current is None or any(current[column] != new[column] for column in _fields(change)):
        return None
    if change.op is Op.INSERT:
        return _with(
            change, Op.DELETE, {column: (value, None) for column, value in current.items()}
        )
    values: dict[str, tuple[object, object]] = {
        column: (new[column], change.old()[column]) for column in _fields(change)
    }
    values["version"] = (current["version"], _next(current))
    return _with(change, Op.UPDATE, values)


def _back_again(change: RowChange) -> RowChange:
    old = change.old()
    values = {**old, "version": _next(old)}
    return _with(change, Op.INSERT, {column: (None, value) for column, value in values.items()})


def _with(change: RowChange, op: Op, values: Mapping[str, tuple[object, object]]) -> RowChange:
    return RowChange(change.table, change.row_id, op, values)


def _next(row: Mapping[str, object]) -> int:
    """Versions only ever go up, also over a delete."""
    version = row["version"]
    assert isinstance(version, int)
    return version + 1


def _current(session: Session, change: RowChange) -> Mapping[str, object] | None:
    table = table_of(journalled()[change.table])
    query = select(table).where(table.c.id == change.row_id)
    row = session.connection().execute(query).mappings().one_or_none()
    return None if row is None else {column.name: row[column.name] for column in table.c}


def _changed_since(act: ActRow) -> Outdated:
    return Outdated(
        f"{_name(act)} bleibt bestehen: Spätere Eingaben bauen darauf auf.",
        "Machen Sie zuerst diese rückgängig oder ändern Sie die Angaben von Hand.",
    )


def _refuse_broken_references(session: Session, act: ActRow) -> None:
    """Foreign keys are checked at commit, which would be too late for a sentence."""
    if session.connection().execute(text("PRAGMA foreign_key_check")).first():
        raise _changed_since(act)


def _follow(session: Session, changes: list[RowChange]) -> None:
    """Bring the search up to date with rows that changed past the session."""
    session.expire_all()
    records = journalled()
    rows = {(records[change.table], change.row_id) for change in changes}
    for record_class, row_id in rows:
        if search.is_searchable(record_class):
            row = session.get(record_class, row_id)
            search.follow(session, [row] if row else [], [(record_class, row_id)])


def _summary(session: Session, act: ActRow) -> str:
    """«Rückgängig: Böckten erfasst», and for an undo of that «Wiederholt: Böckten erfasst»."""
    word = "Rückgängig"
    while act.undo_of is not None:
        word = "Wiederholt" if word == "Rückgängig" else "Rückgängig"
        act = _act_before(session, act.undo_of)
    return f"{word}: {act.summary}"


def _act_before(session: Session, act_id: UUID) -> ActRow:
    act = act_of(session, act_id)
    assert act is not None, "foreign key"
    return act


def _name(act: ActRow) -> str:
    return f"«{act.summary}»" if act.summary else "Der Schritt"
