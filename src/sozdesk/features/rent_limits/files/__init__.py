"""Files of the Erhebung: forms out, returns in, versioned.

``form_workbook`` writes a form, ``cell_contents`` is what a declaration looks like in its cells.
``write_letters`` writes what goes out with it.
``read_paths`` takes whatever comes back; they are plain functions from paths to
picklable values, so that they can run in another process. ``read_table_file`` and ``read_overview``
read the overview of an earlier year from somebody's own table.
"""

from __future__ import annotations

from sozdesk.features.rent_limits.files.letter_sample import sample_letter
from sozdesk.features.rent_limits.files.letters import (
    CommonText,
    Written,
    calendar_bytes,
    common_texts,
    file_names,
    letter_entries,
    without_address,
    write_letters,
)
from sozdesk.features.rent_limits.files.prefill import cell_contents
from sozdesk.features.rent_limits.files.reading import read_paths
from sozdesk.features.rent_limits.files.table_reading import read_overview, read_table_file
from sozdesk.features.rent_limits.files.template_check import (
    document_findings,
    template_findings,
    text_findings,
)
from sozdesk.features.rent_limits.files.workbook import Typed, form_workbook

__all__ = [
    "CommonText",
    "Typed",
    "Written",
    "calendar_bytes",
    "cell_contents",
    "common_texts",
    "document_findings",
    "file_names",
    "form_workbook",
    "letter_entries",
    "read_overview",
    "read_paths",
    "read_table_file",
    "sample_letter",
    "template_findings",
    "text_findings",
    "without_address",
    "write_letters",
]
