"""The sample canton: the tally is the one that its plan says, and two runs write the same bytes."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from sozdesk.app import demo
from sozdesk.app.sample import canton, returns
from sozdesk.app.sample.slips import SLIPS
from sozdesk.archive import store
from sozdesk.features.rent_limits import queries
from sozdesk.features.strategy import queries as strategy
from sozdesk.kernel.errors import Cancelled, DocumentWriteError
from sozdesk.shell.reference import municipalities

MARK = "Beispieldaten – frei erfunden"
DOCUMENTS = {".xlsx", ".csv", ".pdf", ".svg", ".png", ".docx", ".eml", ".ics", ".txt"}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, demo.Tally]:
    out = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOZDESK_CONFIG_DIR", str(tmp_path_factory.mktemp("profile")))
        tally = demo.build(out, "Beispiel-2027")
    return out, tally


def test_the_tally_is_the_one_of_the_plan(built: tuple[Path, demo.Tally]) -> None:
    """86 municipalities, five silent, two late; by hand from the lists of the sample."""
    _, tally = built
    assert tally.round.total == 86
    assert tally.round.missing == 5
    assert tally.round.received == 81
    assert tally.round.late == 2
    assert tally.round.overdue == 5
    assert tally.round.queried == 4  # two with a year's amount, two swapped rows
    assert tally.round.recorded == 77
    assert tally.results["identical"] == 1  # Allschwil sends its form twice
    # Biel-Benken corrects its slip, and Buus a figure that was published already
    assert tally.results["superseded"] == 2
    assert tally.results["refused"] == 2  # last year's form, and a missing amount
    assert tally.forms == 86 + 2 + 1


def test_the_second_version_corrects_one_figure_and_names_the_new_decision(
    built: tuple[Path, demo.Tally],
) -> None:
    """Buus wrote 1'420 for 1'400; Diepflingen has 950 instead of 930 from 1 July on."""
    out, tally = built
    assert tally.publications == ("2027-1", "2027-2")
    first, second = (
        _cells(out / "publikation" / f"mietzinsgrenzwerte_{label}.xlsx")
        for label in tally.publications
    )
    erratum = (2844, "Buus", "Berichtigung", "3 Personen", "1'420.00", "1'400.00")
    assert [row[:6] for row in second if row[0] == 2844 and row[2] == "Berichtigung"] == [erratum]
    assert not [row for row in first if row[2] == "Berichtigung"]
    assert [row for row in second if row[0] == 2845 and 950 in row]
    assert not [row for row in first if row[0] == 2845 and 950 in row]


def test_the_missing_ones_are_reminded_twice(built: tuple[Path, demo.Tally]) -> None:
    """28 December: five silent, two late, one whose form was refused; 4 January: the five."""
    out, _ = built
    drafts = {
        folder.name: {
            int(re.search(r"_(\d{4})_[^\d]", path.name)[1]) for path in folder.glob("*.docx")
        }
        for folder in (out / "entwuerfe").iterdir()
    }
    late_or_refused = {*returns.LATE, returns.INCOMPLETE_FIRST}
    assert drafts["1-erinnerung"] == {*returns.MISSING, *late_or_refused}
    assert drafts["2-erinnerung"] == set(returns.MISSING)
    assert len(drafts["aufruf"]) == 86
    archive = store.open_with_password(out / demo.FILE_NAME, "Beispiel-2027")
    try:
        rows = archive.query(queries.return_tracking, 2027, canton.TODAY)
    finally:
        archive.close(backup=False)
    assert {row.bfs_number for row in rows if row.reminders == 2} == set(returns.MISSING)


def _cells(path: Path) -> list[tuple[object, ...]]:
    """Rows of all visible sheets, as wide as needed here."""
    book = load_workbook(path)
    rows = (row for sheet in book for row in sheet.iter_rows(max_col=14, values_only=True))
    return [row for row in rows if any(cell is not None for cell in row)]


def test_at_least_a_third_of_the_forms_carries_a_human_error() -> None:
    whole_files = {
        *returns.ROWS_INSERTED,
        *returns.SHEETS_MOVED,
        *returns.HIDDEN_SHEET_LOST,
        *returns.BLANK_FORM,
        *returns.LATE,
        returns.SCAN_ONLY,
        returns.OLD_YEAR_FIRST,
        returns.SENT_TWICE,
        returns.CORRECTED,
    }
    assert len(whole_files | set(SLIPS)) * 3 >= 86
    assert not set(returns.MISSING) & (whole_files | set(SLIPS))


def test_every_form_and_overview_says_that_it_is_invented(built: tuple[Path, demo.Tally]) -> None:
    out, _ = built
    forms = sorted((out / "formulare").glob("*.xlsx"))
    assert len(forms) == 89
    for path in (forms[0], forms[-1], out / "uebersicht" / "mietzinsgrenzwerte_2027.xlsx"):
        book = load_workbook(path)
        visible = [sheet for sheet in book if sheet.sheet_state == "visible"]
        for sheet in visible:
            texts = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
            header = str(sheet.oddHeader.left.text or "") + str(sheet.oddHeader.center.text or "")
            header += str(sheet.oddHeader.right.text or "")
            assert MARK in header or any(MARK in text for text in texts), (
                f"{path.name}: {sheet.title}"
            )


def test_the_open_data_hold_what_was_declared(built: tuple[Path, demo.Tally]) -> None:
    out, _ = built
    with (out / "publikation" / "mietzinsgrenzwerte_2027-1.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        lines = [row for row in csv.DictReader(file) if row.get("wert")]
    found = {(row["bfs_gemeindenummer"], row["kategorie"]) for row in lines}
    queried = (2788, 2861, 2772, 2864)
    silent = {str(number) for number in (*returns.MISSING, *queried, canton.WITHOUT_LIMITS)}
    assert not silent & {number for number, _ in found}
    assert {number for number, _ in found} | silent == {str(n) for n in _all_numbers()}


def _all_numbers() -> list[int]:
    """The five number blocks of the districts (BFS)."""
    blocks = [(2761, 2775), (2781, 2793), (2821, 2834), (2841, 2869), (2881, 2895)]
    return [number for first, last in blocks for number in range(first, last + 1)]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Böckten", "boeckten"),
        ("Aesch", "aesch"),
        ("Rickenbach b. Sissach", "rickenbach-b-sissach"),
    ],
)
def test_addresses_are_written_as_offices_write_them(name: str, written: str) -> None:
    assert canton.plain_name(name) == written


@pytest.mark.slow
def test_two_runs_write_the_same_bytes(built: tuple[Path, demo.Tally], samples: Path) -> None:
    """Two runs in two folders, with two passwords, often in two processes."""
    out, _ = built
    compared = [path for path in out.rglob("*") if path.suffix in DOCUMENTS]
    assert {path.suffix for path in compared} == DOCUMENTS
    # forms, letters and drafts of the call and two reminders, two versions, the overview
    assert len(compared) >= 89 + 86 + 81 + 2 * 13 + 2 * 8 + 3
    for path in compared:
        twin = samples / path.relative_to(out)
        assert sha256(twin.read_bytes()).digest() == sha256(path.read_bytes()).digest(), path.name


@pytest.mark.libreoffice
def test_every_letter_of_the_call_has_a_postal_address_and_fits_on_one_page(
    built: tuple[Path, demo.Tally], libreoffice: Callable[..., Path]
) -> None:
    out, _ = built
    letters = sorted((out / "entwuerfe" / "aufruf").glob("*.docx"))
    folder = libreoffice(letters[0], "pdf", *letters[1:]).parent
    pages = {path.stem: PdfReader(path).pages for path in folder.glob("*.pdf")}
    assert len(pages) == 86
    assert [name for name, found in pages.items() if len(found) > 1] == []
    texts = {name: found[0].extract_text() for name, found in pages.items()}
    streets = ("Beispielweg 1", "Musterplatz 2")  # the second one of a Sozialdienst
    assert [name for name in texts if not any(one in texts[name] for one in streets)] == []
    assert "0000 Duggingen" in texts["Aufruf_2027_2785_Duggingen"]


def test_a_folder_with_anything_else_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "Lohnabrechnung.xlsx"
    mine.write_bytes(b"mine")
    with pytest.raises(DocumentWriteError, match="liegt schon etwas anderes"):
        demo.run(tmp_path)
    assert mine.read_bytes() == b"mine"


def test_a_second_demo_replaces_the_first_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    built: list[Path] = []
    monkeypatch.setattr(demo, "build", lambda out, *_, **__: built.append(out))
    for name in (demo.FILE_NAME, "beispielkanton.keys", "formulare/alt.xlsx", "mein/brief.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("alt", encoding="utf-8")
    assert demo.run(tmp_path) == 0
    assert built == [tmp_path]
    assert [path.name for path in tmp_path.iterdir()] == ["mein"]
    assert "Rückmeldungen  " in capsys.readouterr().out


def test_a_second_import_of_the_same_folder_changes_nothing(built: tuple[Path, demo.Tally]) -> None:
    out, _ = built
    archive = store.open_with_password(out / demo.FILE_NAME, "Beispiel-2027")
    try:
        from sozdesk.app import commands_round

        rows = commands_round.preview(archive, 2027, [out / "rueckmeldungen"])
        left = {
            row.name: row.result
            for row in rows
            if row.result not in {"identical", "refused", "manual"}
        }
    finally:
        archive.close(backup=False)
    # neither Biel-Benken's first form, older than its correction, nor the two names that
    # somebody confirmed: the same files lie with their returns
    assert left == {}


def test_the_sample_of_the_window_counts_its_steps_and_opens_with_the_printed_password(
    tmp_path: Path, private_profile: object
) -> None:
    steps: list[tuple[int, int]] = []
    password = demo.build_sample(
        tmp_path / "beispiel.sozdesk",
        progress=lambda done, total: steps.append((done, total)),
        cancelled=lambda: False,
    )
    assert steps == [(number, 20) for number in range(21)]
    assert password == demo.PASSWORD
    assert not (tmp_path / "rueckmeldungen").exists()
    assert not (tmp_path / "publikation").exists()
    assert not (tmp_path / "entwuerfe").exists()
    store.open_with_password(tmp_path / "beispiel.sozdesk", password).close(backup=False)


def test_the_sample_stops_at_the_next_step_when_somebody_cancels(
    tmp_path: Path, private_profile: object
) -> None:
    steps: list[int] = []
    with pytest.raises(Cancelled):
        demo.build_sample(
            tmp_path / "beispiel.sozdesk",
            progress=lambda done, _total: steps.append(done),
            cancelled=lambda: 2 in steps,
        )
    assert steps == [0, 1, 2]


def test_the_invented_nebenkosten_are_about_an_eighth_of_the_rent() -> None:
    """13 percent, rounded down to full 10 francs: the converted net rent is a rent."""
    stated = [
        (declared.amounts[size], rappen)
        for declared in canton.declarations(municipalities(), demo.YEAR).values()
        for size, rappen in declared.extras.ancillary_amounts.items()
    ]
    assert stated
    assert all(0.10 <= costs / rent <= 0.13 for rent, costs in stated)


def test_the_sample_office_plans_tasks_for_its_measures_and_two_are_overdue(
    built: tuple[Path, demo.Tally],
) -> None:
    """On 5 January 2027: one of 30 November and one of 15 December are still open."""
    out, _ = built
    archive = store.open_with_password(out / demo.FILE_NAME, "Beispiel-2027")
    try:
        period = archive.query(strategy.period_of, "2021-2024")
        rows = archive.query(strategy.view, period, archive.context().today).measures
    finally:
        archive.close(backup=False)
    assert {row.number: row.overdue_tasks for row in rows if row.overdue_tasks} == {
        "1.3": 1,
        "7.1": 1,
    }
    assert {row.responsible_body for row in rows if "(Beispiel)" not in row.responsible_body} == {
        ""
    }


def test_the_report_on_the_measures_is_kept_and_written(built: tuple[Path, demo.Tally]) -> None:
    out, _ = built
    archive = store.open_with_password(out / demo.FILE_NAME, "Beispiel-2027")
    try:
        period = archive.query(strategy.period_of, "2021-2024")
        (version,) = archive.query(strategy.report_versions, period.id)
        kept = archive.query(strategy.version_files, version.id)
    finally:
        archive.close(backup=False)
    assert version.number == 1
    written = {path.name: path.read_bytes() for path in (out / "massnahmen").iterdir()}
    assert {file.name: file.content for file in kept}.items() <= written.items()
    assert {Path(name).suffix for name in written} >= {".docx", ".pdf", ".xlsx", ".svg", ".png"}
    (pdf,) = (out / "massnahmen").glob("*.pdf")
    text = "".join(page.extract_text() for page in PdfReader(pdf).pages)
    assert "19 von 40 Massnahmen" in text
    assert MARK in text
