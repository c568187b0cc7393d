"""The letter of a decision: what was decided, why, with which duties, and what can be done against it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sozdesk.documents.docx import write_docx
from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.report import Block, Heading, Layout, Paragraph, Report, Signature
from sozdesk.features.offerings import rules, texts
from sozdesk.features.offerings.terms import ConditionRow, DecisionKind, DecisionLetter, DecisionRow
from sozdesk.kernel import german

NUMBER_TO_COME: Final = "wird beim Versand vergeben"
_VERDICTS: Final = {
    DecisionKind.RECOGNISED: "{what} wird anerkannt.",
    DecisionKind.WITH_CONDITIONS: "{what} wird mit Auflagen anerkannt.",
    DecisionKind.REFUSED: "Das Gesuch um Anerkennung ({what}) wird abgewiesen.",
    DecisionKind.REFUSED_NEED_COVERED: (
        "Das Gesuch um Anerkennung ({what}) wird abgewiesen, weil der Bedarf gedeckt ist."
    ),
    DecisionKind.NOT_ENTERED: "Auf das Gesuch um Anerkennung ({what}) wird nicht eingetreten.",
    DecisionKind.REQUEST_WITHDRAWN: (
        "Das Gesuch um Anerkennung ({what}) wird abgeschrieben, weil es zurückgezogen wurde."
    ),
    DecisionKind.REVOKED: "Die Anerkennung ({what}) wird entzogen.",
    DecisionKind.EXPIRED: "Die Anerkennung ({what}) ist erloschen.",
}
_AFTER_END: Final = (
    "Ab diesem Tag zahlt der Kanton keinen Beitrag mehr an die Kosten. Das Angebot steht ab dann nicht "
    "mehr auf der Plattform. Laufende Teilnahmen bleiben Sache der Gemeinden, die sie verfügt haben; "
    "klären Sie mit ihnen, wie es für die Teilnehmenden weitergeht."
)
_SHARE: Final = (
    "Die Anerkennung ist Voraussetzung dafür, dass sich der Kanton an den Kosten beteiligt."
)


def decision_report(letter: DecisionLetter) -> Report:
    """The letter as a neutral document; without a number it is a draft and says so."""
    decision = letter.decision
    return Report(
        title=_subject(letter),
        created=letter.now,
        dated=decision.decided_on or letter.today,
        body=tuple(_body(letter)),
        signatures=(Signature(),) * (2 if letter.second_person else 1),
        layout=Layout.LETTER,
        stamp=f"Entscheid {decision.number}" if decision.number else "Entwurf",
        sample=letter.sample,
    )


def letter_files(letter: DecisionLetter) -> tuple[tuple[str, bytes], ...]:
    """The letter in Word and as pdf, with the names under which they are kept."""
    name = f"Entscheid-{letter.decision.number or 'Entwurf'}"
    return tuple((f"{name}.{ending}", write_letter(letter, ending)) for ending in ("docx", "pdf"))


def write_letter(letter: DecisionLetter, ending: str) -> bytes:
    """The letter in Word (``docx``), or as pdf."""
    report = decision_report(letter)
    return write_docx(report) if ending == "docx" else write_pdf(report)


def letter_lines(letter: DecisionLetter) -> tuple[tuple[int, str], ...]:
    """The words of the letter for the screen: level of the heading (0 = text) and text."""
    return tuple(
        (block.level if isinstance(block, Heading) else 0, block.text)
        for block in _body(letter)
        if isinstance(block, Heading | Paragraph)
    )


def _subject(letter: DecisionLetter) -> str:
    decision = letter.decision
    return f"Anerkennung von Integrationsangeboten: Entscheid {decision.number or '(Entwurf)'}"


def _body(letter: DecisionLetter) -> Iterator[Block]:
    decision = letter.decision
    when = german.place_and_day(letter.office_address, decision.decided_on or letter.today)
    yield Paragraph("\n".join(filter(None, (letter.office, letter.office_address))))
    yield Paragraph("\n".join(filter(None, (decision.provider_name, letter.address))))
    yield Paragraph(f"{when}\nEntscheid Nr. {decision.number or NUMBER_TO_COME}")
    yield Heading(1, _subject(letter), numbered=False)
    yield from _facts(letter)
    yield from _section("Entscheid", *_verdict(letter))
    yield from _section("Begründung", *_lines(decision.reasons))
    yield from _section("Rechtliches Gehör", *_hearing(decision))
    yield from _section("Auflagen", *map(_condition, _numbered(decision.conditions)))
    yield from _section("Pflichten", *(f"– {one}" for one in _lines(decision.duties)))
    yield from _section("Rechtsmittelbelehrung", letter.remedy)


def _section(title: str, *lines: str) -> Iterator[Block]:
    if any(lines):
        yield Heading(2, title, numbered=False)
        yield from (Paragraph(line) for line in lines if line)


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def what(decision: DecisionRow) -> str:
    """«Angebot 12 «Deutsch im Alltag»», or the provider as a whole."""
    if decision.offering_id is None:
        return decision.provider_name
    return f"Angebot {decision.offering_number} «{decision.offering_title}»"


def _facts(letter: DecisionLetter) -> Iterator[Block]:
    if letter.request is None:
        return
    request = letter.request
    said = f"Ihr Gesuch ({texts.word(request.kind)}) ist am {german.day(request.received_on)} eingegangen"
    whole = (
        f" und war am {german.day(request.complete_on)} vollständig" if request.complete_on else ""
    )
    yield Paragraph(f"{said}{whole}.")


def _verdict(letter: DecisionLetter) -> Iterator[str]:
    decision = letter.decision
    template = _VERDICTS[decision.kind]
    begins = decision.offering_id is not None and template.startswith("{what}")
    yield f"{'Das ' if begins else ''}{template.format(what=what(decision))}"
    if letter.category:
        yield f"Kategorie: {letter.category}."
    if decision.kind in rules.GRANTS:
        yield _span(decision)
        yield _SHARE
    if decision.kind in rules.ENDS and decision.valid_from:
        yield f"{texts.no_longer(decision.valid_from)} {_AFTER_END}"


def _span(decision: DecisionRow) -> str:
    """«Die Anerkennung gilt vom … bis …», or until further notice."""
    if decision.valid_from is None:
        return ""
    if decision.valid_to is None:
        return f"Die Anerkennung gilt ab {german.day(decision.valid_from)}, bis sie entzogen wird."
    return (
        f"Die Anerkennung gilt vom {german.day(decision.valid_from)} bis "
        f"{german.day(decision.valid_to)}."
    )


def _hearing(decision: DecisionRow) -> Iterator[str]:
    if decision.heard_on is not None:
        said = f"Gelegenheit zur Stellungnahme erhielten Sie am {german.day(decision.heard_on)}."
        yield " ".join(filter(None, (said, decision.hearing_note)))


def _numbered(rows: tuple[ConditionRow, ...]) -> Iterator[tuple[int, ConditionRow]]:
    return enumerate(rows, start=1)


def _condition(numbered: tuple[int, ConditionRow]) -> str:
    number, row = numbered
    evidence = f" Nachweis: {_sentence(row.evidence)}" if row.evidence else ""
    return f"{number}. {_sentence(row.text)} Frist: {german.day(row.due_on)}.{evidence}"


def _sentence(words: str) -> str:
    return words if words.endswith(".") else f"{words}."
