"""Whether a template can be used: run when it is chosen, and before anything is written with it."""

from __future__ import annotations

from collections.abc import Iterable

from sozdesk.documents.letter import check_letter
from sozdesk.documents.template_flaws import flaw_sentence, missing_sentence, refused_sentence
from sozdesk.documents.template_text import Checked, check_text
from sozdesk.documents.untrusted import RefusedFile
from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.terms import LetterField, LetterKind, LetterTemplate, fields_of
from sozdesk.features.rent_limits.texts import word
from sozdesk.kernel.errors import RuleViolation
from sozdesk.kernel.findings import Finding, Severity

DOCUMENT, SUBJECT, BODY = "document", "subject", "body"
"""The fields of findings."""


def document_findings(kind: LetterKind, content: bytes) -> tuple[Finding, ...]:
    """What is wrong with a letter in Word; empty if it can be used."""
    try:
        checked = check_letter(content, fields_of(kind))
    except RefusedFile as refusal:
        return (_finding(str(refusal.reason), refused_sentence(refusal.reason), DOCUMENT),)
    needed = {LetterField.ADDRESS} if LetterField.ADDRESS not in checked.fields else set()
    return (*_flaws(checked, DOCUMENT), *_missing(kind, checked, DOCUMENT, needed))


def text_findings(kind: LetterKind, subject: str, body: str) -> tuple[Finding, ...]:
    """What is wrong with the words of an e-mail; empty if they can be used."""
    known = fields_of(kind)
    head, text = check_text(subject, known), check_text(body, known)
    both = Checked(head.fields | text.fields, head.flaws + text.flaws)
    empty = [
        _finding("empty", sentence, field)
        for field, typed, sentence in (
            (SUBJECT, subject, "Schreiben Sie einen Betreff."),
            (BODY, body, "Schreiben Sie einen Text."),
        )
        if not typed.strip()
    ]
    return (*empty, *_flaws(head, SUBJECT), *_flaws(text, BODY), *_missing(kind, both, BODY))


def refuse_broken(templates: Iterable[LetterTemplate]) -> None:
    """Raise RuleViolation that names the letter, before anything is written with it."""
    found = [
        Finding(one.code, one.severity, f"Vorlage «{word(template.kind)}»: {one.message}")
        for template in templates
        for one in template_findings(template)
    ]
    if found:
        raise RuleViolation(found)


def template_findings(template: LetterTemplate) -> tuple[Finding, ...]:
    """What is wrong with a template as a whole."""
    words = text_findings(template.kind, template.subject, template.body)
    if not template.document:
        return words
    return (*document_findings(template.kind, template.document), *words)


def _flaws(checked: Checked, field: str) -> tuple[Finding, ...]:
    return tuple(
        _finding(str(one.flaw), flaw_sentence(one.flaw, one.what, one.meant), field)
        for one in checked.flaws
    )


def _missing(
    kind: LetterKind, checked: Checked, field: str, more: Iterable[LetterField] = ()
) -> tuple[Finding, ...]:
    """Only of a template that can be read: else everything would be missing."""
    if not checked.fields and checked.flaws:
        return ()
    return tuple(
        _finding("missing_field", missing_sentence(one, word(one)), field)
        for one in (*more, *rules.missing_fields(kind, checked.fields))
    )


def _finding(code: str, message: str, field: str) -> Finding:
    return Finding(code, Severity.STOP, message, field=field)
