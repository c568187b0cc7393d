"""The letter of the KSA's answer to a bill: every line that differs, why, and until when to reply."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sozdesk.documents.docx import write_docx
from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.report import (
    Block,
    Column,
    Fact,
    Facts,
    Heading,
    Kind,
    Layout,
    LetterHead,
    Paragraph,
    Report,
    Signature,
    Table,
)
from sozdesk.features.billing.reports.figures import Imprint
from sozdesk.features.billing.terms import BillState, LineDecision
from sozdesk.features.billing.terms.answers import AnswerDetail, AnswerLine
from sozdesk.features.billing.texts import word
from sozdesk.features.billing.texts.bills import line_words
from sozdesk.kernel import german

_DRAFT: Final = (
    "Das Kantonale Sozialamt hat Ihre Abrechnung geprüft. Das ist der Entwurf der Antwort. Sie können "
    "dazu Stellung nehmen{until}. Ohne Stellungnahme entscheiden wir danach wie im Entwurf."
)
_REPLY: Final = (
    "So nehmen Sie Stellung: In SozDesk unter «Antworten des KSA» zu jeder Zeile mit «Stellung "
    "nehmen …», dann «Stellungnahme speichern …» und die Datei (.szs) an uns. Oder auf Papier mit der "
    "Nummer der Zeile. Die Stellungnahme muss bis {until} bei uns sein."
)
_FINAL: Final = "Das Kantonale Sozialamt hat Ihre Abrechnung geprüft und entscheidet wie folgt."
_ALL: Final = "Alle Zeilen sind anerkannt."
_REST: Final = "Alle übrigen Zeilen sind anerkannt."
_STAYS: Final = "Was nicht anerkannt ist, bleibt bei der Gemeinde."
_PRIVATE: Final = "Der Brief nennt Personen nicht mit Namen. Die Zeilen finden Sie mit ihrer Nummer in Ihrer Abrechnung."


def answer_report(detail: AnswerDetail, imprint: Imprint) -> Report:
    """The letter; a draft of the answer says so on every page."""
    bill = detail.bill
    final = bill.state in (BillState.ANSWERED, BillState.SETTLED)
    return Report(
        title=f"{bill.name}: {'Entscheid' if final else 'Entwurf zur Stellungnahme'}",
        created=imprint.now,
        dated=bill.answered_on or imprint.today,
        body=tuple(_body(detail, imprint, final=final)),
        signatures=(Signature(),) * (2 if detail.second_person else 1),
        layout=Layout.LETTER,
        stamp="" if final else "Entwurf",
        sample=imprint.sample,
    )


def write_answer(detail: AnswerDetail, imprint: Imprint, ending: str) -> bytes:
    """The letter as pdf, or in Word (``docx``)."""
    report = answer_report(detail, imprint)
    return write_docx(report) if ending == "docx" else write_pdf(report)


def letter_name(detail: AnswerDetail) -> str:
    """Name of the file without its ending."""
    bill = detail.bill
    return f"Antwort-{bill.municipality}-{bill.year}-{bill.number:03d}"


def _body(detail: AnswerDetail, imprint: Imprint, *, final: bool) -> Iterator[Block]:
    bill = detail.bill
    yield LetterHead(
        sender=imprint.office,
        address="\n".join((f"Gemeinde {bill.municipality}", *detail.address)),
        place_and_day=german.day(bill.answered_on or imprint.today),
    )
    stage = "Entscheid" if final else "Entwurf zur Stellungnahme"
    yield Heading(1, f"{bill.name}: {stage}", numbered=False)
    until = bill.hearing_until or detail.hearing_until
    yield Paragraph(
        _FINAL if final else _DRAFT.format(until=f" bis {german.day(until)}" if until else "")
    )
    yield Facts(tuple(_facts(detail)))
    adverse = [line for line in detail.lines if line.decision is not LineDecision.ACCEPTED]
    if not adverse:
        yield Paragraph(_ALL)
        return
    yield _table(adverse)
    rest = len(adverse) < len(detail.lines)
    yield Paragraph(f"{_REST} {_STAYS}" if rest else _STAYS)
    if not final:
        yield Paragraph(_REPLY.format(until=german.day(until) if until else "…"))
    yield Paragraph(_PRIVATE)


def _facts(detail: AnswerDetail) -> Iterator[Fact]:
    bill = detail.bill
    accepted = sum(line.accepted or 0 for line in detail.lines)
    yield Fact("Zeitraum", f"{german.day(bill.first_day)} bis {german.day(bill.last_day)}")
    yield Fact("Verlangt", f"CHF {german.amount(bill.canton)}")
    yield Fact("Anerkannt", f"CHF {german.amount(accepted)}")
    asked = sum(line.canton for line in detail.lines if line.accepted is None)
    if asked:
        yield Fact("Noch offen (Rückfrage)", f"CHF {german.amount(asked)}")
    difference = accepted + asked - bill.canton
    sign = "\N{MINUS SIGN}" if difference < 0 else ""
    yield Fact("Differenz", f"CHF {sign}{german.amount(abs(difference))}")


def _table(lines: list[AnswerLine]) -> Table:
    return Table(
        title="Zeilen, die nicht oder nicht ganz anerkannt sind",
        columns=(
            Column("position", "Zeile", Kind.INTEGER),
            Column("what", "Monat und Angebot"),
            Column("claimed", "Verlangt", Kind.AMOUNT),
            Column("accepted", "Anerkannt", Kind.AMOUNT),
            Column("decision", "Entscheid"),
            Column("reason", "Grund", wide=True),
        ),
        rows=tuple(
            (
                line.position,
                f"{line_words(line.first_day, line.last_day)}, {line.offering}",
                line.canton,
                line.accepted,
                word(line.decision) if line.decision else "offen",
                line.reason,
            )
            for line in lines
        ),
    )
