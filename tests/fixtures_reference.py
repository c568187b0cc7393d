"""Files that hold what public sources say about offerings and case work: made once, copied per test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fixtures_archive import opened_copy, prepare
from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.store import Archive

OfficeFiles = Callable[[OfficeKind], Path]


@pytest.fixture(scope="session")
def platform_files(
    office_files: OfficeFiles, tmp_path_factory: pytest.TempPathFactory
) -> OfficeFiles:
    """The file of each kind of office with the reference data of the offerings."""
    made: dict[OfficeKind, Path] = {}

    def file_of(kind: OfficeKind) -> Path:
        if kind not in made:
            folder = tmp_path_factory.mktemp("platforms")
            made[kind] = prepare(office_files(kind), folder, _load_offerings, seed=3)
        return made[kind]

    return file_of


@pytest.fixture(scope="session")
def casework_file(platform_files: OfficeFiles, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a Sozialdienst with the reference data of offerings and cases."""
    source = platform_files(OfficeKind.SERVICE)
    return prepare(source, tmp_path_factory.mktemp("casework"), _load_cases, seed=4)


def _load_offerings(archive: Archive) -> None:
    from sozdesk.features.offerings.usecases import LoadOfferingReference, load_offering_reference

    archive.run(load_offering_reference, LoadOfferingReference())


def _load_cases(archive: Archive) -> None:
    from sozdesk.features.cases.usecases import LoadCaseReference, load_case_reference

    archive.run(load_case_reference, LoadCaseReference())


@pytest.fixture
def platform(platform_files: OfficeFiles, tmp_path: Path) -> Iterator[Archive]:
    """The file of the KSA with categories, regimes and the checklist, no offering; 5 January 2027."""
    opened = opened_copy(platform_files(OfficeKind.KSA), tmp_path)
    yield opened
    opened.close(backup=False)


@pytest.fixture
def service_platform(platform_files: OfficeFiles, tmp_path: Path) -> Iterator[Archive]:
    """The same at a Sozialdienst."""
    opened = opened_copy(platform_files(OfficeKind.SERVICE), tmp_path)
    yield opened
    opened.close(backup=False)


@pytest.fixture
def casework(casework_file: Path, tmp_path: Path) -> Iterator[Archive]:
    """The file of the Sozialdienst Beispieltal with the reference data, no case; 5 January 2027."""
    opened = opened_copy(casework_file, tmp_path)
    yield opened
    opened.close(backup=False)
