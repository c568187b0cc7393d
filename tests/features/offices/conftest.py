"""A file that nobody has set up yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fixtures_archive import TEST_KEY, fixed_clock
from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.new_file import StartFile, fill_new_file
from sozdesk.archive.store import Archive, open_with_key
from sozdesk.kernel.ids import seeded_ids


@pytest.fixture
def empty_service_archive(tmp_path: Path) -> Iterator[Archive]:
    path, new_id = tmp_path / "leer.sozdesk", seeded_ids(3)
    command = StartFile(
        office_kind=OfficeKind.SERVICE, office_name="Sozialdienst", person_name="Anna Muster"
    )
    fill_new_file(path, TEST_KEY, command, clock=fixed_clock, new_id=new_id)
    opened = open_with_key(path, TEST_KEY, clock=fixed_clock, new_id=new_id)
    yield opened
    opened.close(backup=False)
