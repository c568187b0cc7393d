"""The sample of a Sozialdienst: one municipality in every state, two years behind it, the canton beside it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sozdesk.app.bootstrap import MAKERS
from sozdesk.app.sample import clerk
from sozdesk.archive import blobs
from sozdesk.archive.store import Archive, open_with_password
from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.terms import Job
from sozdesk.features.rent_limits import files, queries, rules, texts
from sozdesk.kernel.errors import Cancelled

MARK = "Beispieldaten – frei erfunden"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, list[tuple[int, int]]]:
    path = tmp_path_factory.mktemp("clerk") / clerk.FILE_NAME
    steps: list[tuple[int, int]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOZDESK_CONFIG_DIR", str(tmp_path_factory.mktemp("profile")))
        password = MAKERS.build_sample(
            path,
            office_kind="service",
            progress=lambda done, total: steps.append((done, total)),
            cancelled=lambda: False,
        )
    return path, password, steps


@pytest.fixture
def sample(built: tuple[Path, str, list[tuple[int, int]]]) -> Iterator[Archive]:
    path, password, _steps = built
    archive = open_with_password(path, password)
    yield archive
    archive.close(backup=False)


def test_every_step_is_told(built: tuple[Path, str, list[tuple[int, int]]]) -> None:
    assert built[2] == [(done, 8) for done in range(9)]


def test_it_is_the_middle_of_december_and_the_office_declares_for_three(sample: Archive) -> None:
    assert sample.info.office_kind == "service"
    assert sample.info.office_name == "Sozialdienst Beispieltal"
    assert sample.context().today == clerk.TODAY
    own = sample.query(offices.own_municipalities, clerk.TODAY)
    assert [one.short_name for one in own] == ["Bretzwil", "Lauwil", "Reigoldswil"]
    assert sample.query(offices.memberships, clerk.OPEN, Job.DECLARES) != ()


def test_each_municipality_stands_elsewhere(sample: Archive) -> None:
    rows = sample.query(queries.own_rows, clerk.TODAY)
    assert [
        (row.municipality.short_name, row.year, texts.own_state(row, clerk.TODAY)) for row in rows
    ][:3] == [
        ("Bretzwil", 2027, "offen"),
        ("Lauwil", 2027, "Entwurf"),
        ("Reigoldswil", 2027, "unverändert"),
    ]
    assert {row.year for row in rows} == {2025, 2026, 2027}
    title = texts.own_title(2027, rows[0].due_on, clerk.TODAY, left=2)
    assert title == "Mietzinsgrenzwerte 2027: noch 16 Tage"


def test_what_was_declared_lies_there_with_form_and_pdf_marked_as_invented(
    sample: Archive,
) -> None:
    row = sample.query(queries.own_row, clerk.TODAY, clerk.OPEN, 2026)
    assert row is not None
    assert row.declared is not None
    form, pdf = row.declared.documents
    assert (form.name[-5:], pdf.name[-4:]) == (".xlsx", ".pdf")
    book = load_workbook(BytesIO(sample.query(blobs.get, form.sha256)))
    shown = {str(cell) for line in book.active.iter_rows(values_only=True) for cell in line}
    assert any(MARK in cell for cell in shown)


def test_the_written_forms_say_what_was_declared(sample: Archive, tmp_path: Path) -> None:
    row = sample.query(queries.own_row, clerk.TODAY, clerk.DONE, 2027)
    assert row is not None
    assert row.declared is not None
    path = tmp_path / row.declared.documents[0].name
    path.write_bytes(sample.query(blobs.get, row.declared.documents[0].sha256))
    towns = sample.query(offices.all_municipalities)
    (read,) = files.read_paths([path], year=2027, municipalities=towns)
    assert read.declaration is not None
    assert rules.same_content(read.declaration, row.declared.declaration)


def test_the_overview_of_last_year_is_there_to_compare_with(sample: Archive) -> None:
    row = sample.query(queries.own_row, clerk.TODAY, clerk.OPEN, 2027)
    assert row is not None
    found = sample.query(queries.declared_around, 2026, row.municipality, frozenset(), clerk.TODAY)
    assert len(found) == 14  # 15 municipalities in the district of Waldenburg


def test_whoever_stops_it_gets_no_sample(tmp_path: Path) -> None:
    told: list[int] = []
    with pytest.raises(Cancelled):
        clerk.build_service_sample(
            tmp_path / clerk.FILE_NAME,
            progress=lambda done, _total: told.append(done),
            cancelled=lambda: len(told) > 2,
        )
    assert told == [0, 1, 2]
