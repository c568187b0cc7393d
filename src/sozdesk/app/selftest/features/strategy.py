"""Massnahmen: where the first measure stands today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sozdesk.app.selftest.steps import SelfTestFailed
from sozdesk.features.strategy import queries, usecases
from sozdesk.features.strategy.terms import MeasureState

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


def use(archive: Archive) -> str:
    """Record a status and find it in the list of the period."""
    today = archive.context().today
    period = next(period for period in archive.query(queries.periods) if period.recorded)
    measures = archive.query(queries.view, period, today).measures
    command = usecases.RecordStatus(
        measure_ids=(measures[0].id,), as_of=today, state=MeasureState.IN_PROGRESS
    )
    archive.run(usecases.record_status, command)
    first = archive.query(queries.view, period, today).measures[0]
    if first.state is not command.state:
        raise SelfTestFailed("the status is not there")
    return f"{len(measures)} Massnahmen, ein Stand erfasst"
