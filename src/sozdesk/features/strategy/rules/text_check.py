"""The check of a text of the report: bound figures, typed counts, references to measures."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sozdesk.features.strategy.rules.count_check import count_findings
from sozdesk.features.strategy.rules.count_scopes import Scope
from sozdesk.features.strategy.rules.figures import field_flaws, figure_fields
from sozdesk.features.strategy.rules.reference_check import reference_findings
from sozdesk.features.strategy.rules.sentences import Sentence, sentences
from sozdesk.features.strategy.terms import ChapterKey, PeriodView, TextCode, TextFinding
from sozdesk.kernel.findings import Finding, Severity


def chapter_check(text: str, key: ChapterKey, view: PeriodView) -> tuple[TextFinding, ...]:
    """What stands out in a chapter; that of a Handlungsfeld counts its own measures."""
    number = key.value.removeprefix("field_")
    field = int(number) if number.isdigit() else None
    return _check(text, view, Scope(field=field), own="")


def progress_check(text: str, number: str, view: PeriodView) -> tuple[TextFinding, ...]:
    """What stands out in the progress text of the measure with this number."""
    return _check(text, view, Scope(), own=number)


def _check(text: str, view: PeriodView, usual: Scope, *, own: str) -> tuple[TextFinding, ...]:
    parts = sentences(text)
    found = [
        *_field_findings(parts, {field.name for field in figure_fields(view)}),
        *count_findings(parts, view, usual),
        *reference_findings(parts, view, own=own),
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _field_findings(parts: tuple[Sentence, ...], known: Collection[str]) -> Iterator[TextFinding]:
    for sentence in parts:
        for start, end, message in field_flaws(sentence.text, known):
            finding = Finding(TextCode.UNKNOWN_FIELD, Severity.STOP, message)
            yield sentence.point(finding, start, end)
