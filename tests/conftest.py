"""What every test shares."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("ci", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("ci")

_WHOLE_WINDOWS = {"ui", "journeys", "shell"}
_WHOLE_FILES = {
    "test_catalogue.py",
    "test_cli_measures_report.py",
    "test_cli_publish.py",
    "test_handbook_pdf.py",
    "test_monitoring.py",
    "test_platform_undoing.py",
    "test_publication_files.py",
    "test_rebuild.py",
    "test_recognition_undoing.py",
    "test_report_document.py",
    "test_report_form.py",
    "test_sample_clerk.py",
    "test_spec.py",
}
"""They write whole documents, or run every use case over a file of its own."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes its time is for ``dev.py test``, so that ``check`` stays quick."""
    for item in items:
        if _WHOLE_WINDOWS & set(item.path.parts) or item.path.name in _WHOLE_FILES:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def no_answer_left() -> Iterator[None]:
    """An answer that a test prepared and did not use must not answer for the next one."""
    yield
    if messages := sys.modules.get("sozdesk.widgets.messages"):
        messages._answers.clear()


pytest_plugins = ["fixtures_archive", "fixtures_documents"]
