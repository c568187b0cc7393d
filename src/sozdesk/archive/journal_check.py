"""Checking the chain of the Verlauf."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.journal_hash import act_hash, digest_of, sealed_changes
from sozdesk.archive.journal_tables import ACT, Act, Change, Op
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity


def verify_chain(session: Session) -> tuple[Finding, ...]:
    """What is wrong with the Verlauf, the oldest first; nothing if every act is as it was written.

    Codes: ``journal_gap`` an act is missing or was put in; ``journal_act`` an act or the list of its
    changes was altered; ``journal_content`` what a change says was altered or erased without an act.
    """
    findings: list[Finding] = []
    before: str | None = None
    erased = _erased_acts(session)
    for act in session.scalars(select(Act).order_by(Act.seq)):
        if act.parent != before:
            findings.append(_finding("journal_gap", act, "davor fehlt ein Eintrag"))
        if act.hash != _hash_now(session, act):
            findings.append(_finding("journal_act", act, "der Eintrag wurde verändert"))
        if not _content_holds(session, act, erased=act.id in erased):
            findings.append(_finding("journal_content", act, "sein Inhalt wurde verändert"))
        before = act.hash
    return tuple(findings)


def _hash_now(session: Session, act: Act) -> str:
    columns = {column.name: getattr(act, column.name) for column in ACT.c}
    return act_hash(columns, sealed_changes(session, act.id))


def _content_holds(session: Session, act: Act, *, erased: bool) -> bool:
    query = select(Change.payload, Change.nonce, Change.digest).where(Change.act_id == act.id)
    sealed = [(act.summary, act.nonce, act.digest), *session.execute(query)]
    return all(
        erased if text is None or nonce is None else digest_of(nonce, text) == digest
        for text, nonce, digest in sealed
    )


def _finding(code: str, act: Act, what: str) -> Finding:
    when = german.day(act.at.astimezone().date())
    message = (
        f"Verlauf, Eintrag {act.seq} vom {when}: {what}. "
        "Vergleichen Sie die Datei mit einer früheren Sicherung."
    )
    return Finding(code, Severity.STOP, message, subject=str(act.id))


def _erased_acts(session: Session) -> frozenset[UUID]:
    query = select(Change.row_id).where(Change.op == Op.ERASE.value)
    return frozenset(session.scalars(query))
