"""The file of an answer, as often as it is asked for: the signed text is kept, age wraps it anew."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.exchange import envelope, sealed
from sozdesk.features.billing.queries.answering import lines_of, municipality_names
from sozdesk.features.billing.records import BillRecord
from sozdesk.features.billing.terms import AnswerStage, BillFile, BillState
from sozdesk.features.billing.terms.answer_files import ANSWER_VERSION, AnswerContent, WrittenFile
from sozdesk.features.billing.texts import answer_files as texts
from sozdesk.features.billing.texts import answers, bill_files
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import KeyPurpose
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.rows_json import from_json


def answer_file(session: Session, bill_id: UUID) -> WrittenFile:
    """The answer for the municipality; NotFound if none is frozen or its key is not known."""
    row = session.get(BillRecord, bill_id)
    if row is None or row.answer_sha256 is None:
        raise NotFound(answers.NOT_ANSWERED, "Geben Sie zuerst die Antwort frei.")
    recipients = recipients_of(session, row.signer_id)
    draft = BillState(row.state) is BillState.HEARING
    town = municipality_names(session).get(row.bfs_number, str(row.bfs_number))
    own = bill_files.file_name(town, row.year, row.number or 0)
    stage = AnswerStage.DRAFT if draft else AnswerStage.FINAL
    content = sealed.encrypt(blobs.get(session, row.answer_sha256), recipients)
    return WrittenFile(texts.file_name(BillFile.ANSWER, own, stage), content)


def says_what_is_decided(session: Session, bill_id: UUID) -> bool:
    """Whether the frozen answer of a bill still says what is decided on its lines."""
    row = session.get(BillRecord, bill_id)
    if row is None or row.answer_sha256 is None:
        return False
    kept = envelope.unseal(
        blobs.get(session, row.answer_sha256), BillFile.ANSWER.value, ANSWER_VERSION
    )
    said = from_json(AnswerContent, dict(kept.content)).lines
    return [(one.position, one.decision, one.accepted, one.reason) for one in said] == [
        (line.position, line.decision, line.accepted, line.reason)
        for line in lines_of(session, bill_id)
    ]


def recipients_of(session: Session, signer_id: UUID | None) -> list[str]:
    """The ``age1…`` keys that answers to who signed a bill are for; NotFound if there is none."""
    found = offerings.keys_of_signer(session, signer_id, KeyPurpose.ENCRYPTION)
    if not found:
        raise NotFound(answers.NO_KEY, answers.NO_KEY_NEXT)
    return sorted(found)
