"""Files of the Erhebung: forms out, returns in, versioned.

``form_workbook`` writes a form, ``cell_contents`` is what a declaration looks like in its cells
(``whole_contents`` with the empty ones), ``with_typed`` the way back from text. ``write_letters``
writes what goes out with it. ``read_paths`` takes whatever comes back, ``read_asked`` the form as
the KSA sent it; they are plain functions from paths to picklable values, so that they can run in
another process. ``read_table_file`` and ``read_overview`` read the overview of an earlier year from
somebody's own table.
"""

from __future__ import annotations

from sozdesk.features.rent_limits.files.asked import read_asked
from sozdesk.features.rent_limits.files.common_texts import CommonText, common_texts
from sozdesk.features.rent_limits.files.declarations import with_typed
from sozdesk.features.rent_limits.files.letter_sample import sample_letter
from sozdesk.features.rent_limits.files.letters import (
    Written,
    calendar_bytes,
    file_names,
    letter_entries,
    names_no_way_back,
    without_address,
    without_postal,
    write_letters,
)
from sozdesk.features.rent_limits.files.offers import offers_text, pasted_rows
from sozdesk.features.rent_limits.files.prefill import cell_contents, whole_contents
from sozdesk.features.rent_limits.files.reading import read_paths
from sozdesk.features.rent_limits.files.rooms import room_table
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
    "names_no_way_back",
    "offers_text",
    "pasted_rows",
    "read_asked",
    "read_overview",
    "read_paths",
    "read_table_file",
    "room_table",
    "sample_letter",
    "template_findings",
    "text_findings",
    "whole_contents",
    "with_typed",
    "without_address",
    "without_postal",
    "write_letters",
]
