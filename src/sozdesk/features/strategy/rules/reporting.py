"""What the report makes of a text, and what keeps a version from being frozen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sozdesk.features.strategy.rules.figures import field_flaws, figures, filled
from sozdesk.features.strategy.rules.recording import Findings
from sozdesk.features.strategy.rules.report_json import digest, report_json
from sozdesk.features.strategy.terms import (
    ReportContent,
    ReportDraft,
    ReportStage,
    ReportVersionRow,
    StageRow,
)
from sozdesk.features.strategy.texts import checks
from sozdesk.features.strategy.texts import report as said
from sozdesk.kernel.findings import Finding, Severity


def paragraphs(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The text with its figures, in paragraphs, which an empty line parts."""
    parts = filled(text, values).split("\n\n")
    return tuple(part.strip() for part in parts if part.strip())


def stage_findings(
    stage: ReportStage, since: date, rrb_number: str, *, current: StageRow | None, today: date
) -> Findings:
    """Objections to a step of the draft; ``current`` is the last one, whatever its day."""
    if since > today:
        return (_stop("since", said.in_future(since)),)
    if stage is ReportStage.GOVERNMENT_DECISION and not rrb_number:
        return (_stop("rrb_number", said.NO_DECISION_NUMBER),)
    if current is None:
        return ()
    if since < current.since:
        return (_stop("since", said.before_last(current.since)),)
    if (stage, rrb_number) == (current.stage, current.rrb_number):
        return (_stop("stage", said.SAME_STAGE),)
    return ()


def day_findings(as_of: date, today: date) -> Findings:
    """Nothing is known of a day to come, and no document carries one."""
    return (_stop("as_of", said.in_future(as_of)),) if as_of > today else ()


def as_written(content: ReportContent, versions: Iterable[ReportVersionRow]) -> ReportContent:
    """Claims a decision only if exactly this is frozen as decided; else it is a draft again.

    The hash covers the words of the stage, so that an equal one is of the same decision.
    """
    step = content.stage
    if step is None or step.stage is not ReportStage.GOVERNMENT_DECISION:
        return content
    own = digest(report_json(content))
    if any(row.content_sha256 == own for row in versions):
        return content
    return replace(content, stage=None, decision=step)


def as_frozen(content: ReportContent, versions: Iterable[ReportVersionRow]) -> ReportContent:
    """The first version after a decision keeps what was decided; later ones are as written."""
    step, known = content.stage, tuple(versions)
    if step and not any(
        (row.rrb_on, row.rrb_number) == (step.since, step.rrb_number) for row in known
    ):
        return content
    return as_written(content, known)


def freeze_findings(draft: ReportDraft, today: date) -> Findings:
    """What stops freezing: a day to come, a figure that nobody knows, a lone brace, nothing new."""
    if to_come := day_findings(draft.content.view.as_of, today):
        return to_come
    unknown = tuple(_unknown(draft.content))
    if unknown:
        return tuple(_stop("text", one) for one in unknown)
    if draft.content_sha256 == draft.last_sha256:
        return (_stop("content", said.NOTHING_NEW),)
    return ()


def _unknown(content: ReportContent) -> Iterator[str]:
    known = figures(content.view)
    for place, text in texts_of(content):
        for _start, _end, message in field_flaws(text, known):
            yield f"{place}: {message}"


def texts_of(content: ReportContent) -> Iterator[tuple[str, str]]:
    """Every written text of the report as it was typed, with the name of its place."""
    for row in content.chapters:
        yield checks.chapter_place(row.key), row.text
    for measure in content.view.measures:
        if measure.status is not None:
            yield said.measure_place(measure.number), measure.status.text


def _stop(field: str, message: str) -> Finding:
    return Finding(code=f"report_{field}", severity=Severity.STOP, message=message, field=field)
