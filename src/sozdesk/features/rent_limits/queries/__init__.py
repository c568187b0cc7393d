"""What is known about the Mietzinsgrenzwerte; frozen rows."""

from sozdesk.features.rent_limits.queries.checking import municipality_facts, preview
from sozdesk.features.rent_limits.queries.declarations import (
    Revisions,
    changes_of_year,
    declaration,
    declared_last,
    recorded,
    recorded_by_municipality,
    recorded_changes,
    revisions,
    revisions_of_year,
)
from sozdesk.features.rent_limits.queries.figures import (
    YearFigures,
    is_overdue,
    standing,
    standings,
    year_figures,
)
from sozdesk.features.rent_limits.queries.following_up import (
    asked_by,
    extensions,
    is_called,
    letters,
)
from sozdesk.features.rent_limits.queries.forms import form_requests
from sozdesk.features.rent_limits.queries.in_force import in_force, limit_history
from sozdesk.features.rent_limits.queries.letter_jobs import (
    Writer,
    calendar_job,
    call_job,
    deadlines,
    letter_again_job,
    letter_office,
    receipt_job,
    reminder_job,
    reminder_rows,
)
from sozdesk.features.rent_limits.queries.map_classes import map_classes_on, proposed_map_classes
from sozdesk.features.rent_limits.queries.overview_table import (
    remembered_columns,
    running_years,
    table_preview,
)
from sozdesk.features.rent_limits.queries.publications import (
    publication_draft,
    publication_files,
    publication_rows,
    publications,
    published_on,
)
from sozdesk.features.rent_limits.queries.rounds import opened_round, round_of, rounds
from sozdesk.features.rent_limits.queries.settings import (
    index_values,
    threshold_rows,
    thresholds,
)
from sozdesk.features.rent_limits.queries.templates import (
    letter_template,
    letter_templates,
    receipts_are_on,
    shipped_document,
)
from sozdesk.features.rent_limits.queries.tracking import (
    overview,
    return_tracking,
    tally,
    tracked_overview,
)

__all__ = [
    "Revisions",
    "Writer",
    "YearFigures",
    "asked_by",
    "calendar_job",
    "call_job",
    "changes_of_year",
    "deadlines",
    "declaration",
    "declared_last",
    "extensions",
    "form_requests",
    "in_force",
    "index_values",
    "is_called",
    "is_overdue",
    "letter_again_job",
    "letter_office",
    "letter_template",
    "letter_templates",
    "letters",
    "limit_history",
    "map_classes_on",
    "municipality_facts",
    "opened_round",
    "overview",
    "preview",
    "proposed_map_classes",
    "publication_draft",
    "publication_files",
    "publication_rows",
    "publications",
    "published_on",
    "receipt_job",
    "receipts_are_on",
    "recorded",
    "recorded_by_municipality",
    "recorded_changes",
    "remembered_columns",
    "reminder_job",
    "reminder_rows",
    "return_tracking",
    "revisions",
    "revisions_of_year",
    "round_of",
    "rounds",
    "running_years",
    "shipped_document",
    "standing",
    "standings",
    "table_preview",
    "tally",
    "threshold_rows",
    "thresholds",
    "tracked_overview",
    "year_figures",
]
