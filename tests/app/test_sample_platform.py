"""The sample platform: 60 invented providers, 180 offerings in all states, ten Gesuche, a catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fixtures_archive import PASSWORD, opened_copy, prepare
from fixtures_samples import copy_file
from sozdesk.app.sample import canton, clerk, offerings, recognition
from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.store import Archive, open_with_password
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.terms import CefrLevel, Childcare, OfferingState

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def prepared(
    platform_files: Callable[[OfficeKind], Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The file of the KSA with the sample platform, made once; never open it, copy it."""
    folder = tmp_path_factory.mktemp("platform")
    return prepare(platform_files(OfficeKind.KSA), folder, _invent, seed=5)


def _invent(archive: Archive) -> None:
    archive.run(offerings.invent_platform, None)


@pytest.fixture
def sample(prepared: Path, tmp_path: Path) -> Iterator[Archive]:
    opened = opened_copy(prepared, tmp_path)
    yield opened
    opened.close(backup=False)


def test_sixty_providers_and_180_offerings_in_all_states(sample: Archive) -> None:
    assert len(sample.query(queries.providers)) == 60
    rows = sample.query(queries.offerings, canton.TODAY)
    assert Counter(row.state for row in rows) == {
        OfferingState.PUBLISHED: 140,
        OfferingState.DRAFT: 10,
        OfferingState.PAUSED: 10,
        OfferingState.REMOVED: 20,
    }
    # revoked ten, run out ten, drafts nobody decided on ten
    assert sum(not row.recognition.recognised for row in rows) == 30
    assert sum(row.recognition.with_conditions for row in rows) == 10
    assert len({row.category_code for row in rows}) == 9


def test_every_invented_figure_says_so(sample: Archive) -> None:
    sources = {row.source for row in (*sample.query(queries.rates), *sample.query(queries.tariffs))}
    assert sources == {"Beispieldaten – frei erfunden"}
    assert all(
        row.note == "Beispieldaten – frei erfunden" for row in sample.query(queries.providers)
    )


def test_half_is_the_cantons_and_where_a_tariff_is_missing_it_is_said(sample: Archive) -> None:
    rows = sample.query(queries.offerings, canton.TODAY)
    shares = sample.query(queries.canton_shares, rows, canton.TODAY)
    for row in rows:
        if row.category_code == "basic_skills" and row.recognition.recognised:
            share = shares[row.id][0]
            assert row.price is not None
            assert share.share == (min(row.price.amount, 120_000) + 1) // 2
    missing = [
        reason
        for found in shares.values()
        for one in found
        for reason in one.reasons
        if reason.startswith("Tarif fehlt")
    ]
    assert set(missing) == {
        "Tarif fehlt (Flüchtlinge, frühe Sprachförderung): Abrechnung gesperrt.",
        *(reason for reason in missing if "soziale Integration" in reason),
    }


def test_a_b1_course_with_childcare_is_held_in_sissach(sample: Archive) -> None:
    found = [
        row
        for row in sample.query(queries.offerings, canton.TODAY)
        if row.category_code == "basic_skills"
        and row.state is OfferingState.PUBLISHED
        and row.childcare is not Childcare.NO
        and row.languages[0].reached in (CefrLevel.B1, CefrLevel.B2)
        and any(place.bfs_number == 2861 for place in row.places)
    ]
    assert found


def test_every_gesuch_stands_one_step_further_than_the_one_before(sample: Archive) -> None:
    sample.run(recognition.invent_procedure, None)
    rows = sorted(sample.query(queries.requests), key=lambda row: row.offering_number or 0)
    assert len(rows) == 10
    assert [row.complete_on is not None for row in rows] == [False] * 3 + [True] * 7
    assert [row.need is not None for row in rows] == [False] * 4 + [True] * 6
    assert [row.decision_id is not None for row in rows] == [False] * 6 + [True] * 4
    assert [row.sent_on is not None for row in rows] == [False] * 8 + [True] * 2


def test_the_sample_of_a_sozialdienst_has_read_the_catalogue(samples: Path, tmp_path: Path) -> None:
    path = copy_file(samples / clerk.FILE_NAME, tmp_path)
    archive = open_with_password(path, PASSWORD)
    rows = archive.query(queries.offerings, clerk.TODAY)
    archive.close(backup=False)
    # 140 on the platform, ten of them no longer recognised
    assert len(rows) == 140
    assert sum(row.recognition.recognised for row in rows) == 130
