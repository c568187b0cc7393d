"""What is asked about the strategy. Frozen rows come back, never records."""

from sozdesk.features.strategy.queries.attention import attention
from sozdesk.features.strategy.queries.details import details, lineage
from sozdesk.features.strategy.queries.importing import import_base, import_plan, previous_period
from sozdesk.features.strategy.queries.periods import (
    chapters,
    default_day,
    default_period,
    names,
    next_period,
    overdue_tasks,
    period_of,
    periods,
    view,
)
from sozdesk.features.strategy.queries.report_content import stages
from sozdesk.features.strategy.queries.report_versions import (
    day_snapshot,
    report_content,
    report_draft,
    report_versions,
    version_files,
    version_snapshot,
)
from sozdesk.features.strategy.queries.text_check import (
    dismissed_hints,
    status_place,
    text_findings,
)

__all__ = [
    "attention",
    "chapters",
    "day_snapshot",
    "default_day",
    "default_period",
    "details",
    "dismissed_hints",
    "import_base",
    "import_plan",
    "lineage",
    "names",
    "next_period",
    "overdue_tasks",
    "period_of",
    "periods",
    "previous_period",
    "report_content",
    "report_draft",
    "report_versions",
    "stages",
    "status_place",
    "text_findings",
    "version_files",
    "version_snapshot",
    "view",
]
