"""Making findings: code, sentence, and the field they belong to."""

from __future__ import annotations

from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.terms import Category, Code, amount_field
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.german import short_amount


def stop(code: Code, field: str, *, subject: str = "", **figures: str) -> Finding:
    """What keeps a return from being recorded."""
    message = texts.sentence(code, **figures)
    return Finding(code, Severity.STOP, message, field=field, subject=subject)


def note(code: Code, field: str, **figures: str) -> Finding:
    """Something to know, nothing to do."""
    return Finding(code, Severity.NOTE, texts.sentence(code, **figures), field=field)


def hint(
    code: Code,
    field: str,
    *,
    subject: str = "",
    number: int | None = None,
    detail: str = "",
    **figures: str,
) -> Finding:
    """A Prüfhinweis; ``subject`` and ``number`` are what a reason is remembered under."""
    message = texts.sentence(code, **figures)
    return Finding(
        code, Severity.HINT, message, detail=detail, field=field, subject=subject, value=number
    )


def amount_hint(
    code: Code, category: Category, rappen: int, *, detail: str = "", **figures: str
) -> Finding:
    """A Prüfhinweis beside the amount of a category."""
    return hint(
        code,
        amount_field(category),
        subject=category,
        number=rappen,
        detail=detail,
        value=short_amount(rappen),
        for_category=texts.for_category(category),
        **figures,
    )
