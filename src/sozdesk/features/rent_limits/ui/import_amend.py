"""What the office adds to a return: whose it is, and answers that were missing or unreadable.

What stood in the file stays visible: every added answer leaves a note with the text of its cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sozdesk.features.rent_limits.terms import Code, Recognition, ReturnFile
from sozdesk.features.rent_limits.ui.import_cases import Case
from sozdesk.features.rent_limits.ui.manual_inputs import in_words
from sozdesk.features.rent_limits.ui.manual_values import amended
from sozdesk.kernel.findings import Finding, Severity

AMENDED = "amended"
"""Code of the note about an answer that the office filled in."""


def confirmed(case: Case, bfs_number: int) -> Case:
    """The same return, attributed to a municipality by hand."""
    return replace(case, file=_of_municipality(case.file, bfs_number))


def filled_in(case: Case, values: Mapping[str, Any]) -> Case:
    """The same return with these answers filled in, besides those from before."""
    return _with_answers(case, {**case.amended, **values})


def taken_back(case: Case, field: str) -> Case:
    """The same return without the answer that was filled in here."""
    return _with_answers(case, {key: v for key, v in case.amended.items() if key != field})


def _of_municipality(file: ReturnFile, bfs_number: int) -> ReturnFile:
    assert file.declaration is not None
    return replace(
        file,
        declaration=replace(file.declaration, bfs_number=bfs_number),
        recognition=Recognition.BY_HAND,
        findings=tuple(one for one in file.findings if one.code != Code.NAME_ONLY),
    )


def _with_answers(case: Case, values: Mapping[str, Any]) -> Case:
    file = replace(case.original, received_on=case.file.received_on)
    if case.file.recognition is Recognition.BY_HAND and case.file.declaration is not None:
        file = _of_municipality(file, case.file.declaration.bfs_number)
    assert file.declaration is not None
    kept = [one for one in file.findings if not _answered(one, values)]
    notes = [_note(file, key, value) for key, value in values.items()]
    file = replace(file, declaration=amended(file.declaration, values), findings=(*kept, *notes))
    return replace(case, file=file, amended=dict(values))


def _answered(finding: Finding, values: Mapping[str, Any]) -> bool:
    return finding.severity is Severity.STOP and finding.field in values


def _note(file: ReturnFile, key: str, value: Any) -> Finding:
    cell = file.cells.get(key)
    raw = cell.raw.strip() if cell else ""
    came = f"In der Datei steht «{raw}»." if raw else "In der Datei steht nichts."
    words = f"Vom Amt nachgetragen: {in_words(key, value)}. {came}"
    subject = key.partition("_")[2] if key.startswith("amount_") else key
    return Finding(AMENDED, Severity.NOTE, words, field=key, subject=subject)
