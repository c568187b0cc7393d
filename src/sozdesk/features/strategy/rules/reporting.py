"""What the report makes of a text, and what keeps a version from being frozen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sozdesk.features.strategy.rules.figures import FIELD, figures, filled
from sozdesk.features.strategy.rules.recording import Findings
from sozdesk.features.strategy.terms import ReportContent
from sozdesk.features.strategy.texts import report as said
from sozdesk.kernel.findings import Finding, Severity


def paragraphs(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The text with its figures, in paragraphs, which an empty line parts."""
    parts = filled(text, values).split("\n\n")
    return tuple(part.strip() for part in parts if part.strip())


def freeze_findings(content: ReportContent, last_sha256: str, sha256: str) -> Findings:
    """What stops freezing: a figure that nothing is known of, or nothing new since the last version.

    ``last_sha256`` is empty before the first version.
    """
    unknown = tuple(_unknown(content))
    if unknown:
        return tuple(Finding("unknown_figure", Severity.STOP, one) for one in unknown)
    if sha256 == last_sha256:
        return (Finding("nothing_new", Severity.STOP, said.NOTHING_NEW),)
    return ()


def _unknown(content: ReportContent) -> Iterator[str]:
    known = figures(content.view)
    for place, text in texts_of(content):
        for match in FIELD.finditer(text):
            if match[1].strip() not in known:
                yield said.unknown_figure(place, match[0])


def texts_of(content: ReportContent) -> Iterator[tuple[str, str]]:
    """Every written text of the report as it was typed, with the name of its place."""
    for row in content.chapters:
        yield said.chapter_place(row.key), row.text
    for measure in content.view.measures:
        if measure.status is not None:
            yield said.measure_place(measure.number), measure.status.text
