"""``round table``: last year's overview on the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from test_cli import PASSWORD, Run, run

from sozdesk.archive import store
from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.terms import Category, Interval, RentKind

__all__ = ["run"]

TABLES = Path(__file__).parents[1] / "data" / "tables"
HEAD = "Gemeinde;1 Person;2 Personen;3 Personen;4 Personen;5 Personen"
SOUND = ";900;1100;1300;1500;1650"
SAID = ("--kind", "net", "--interval", "month")


@pytest.fixture
def ksa(run: Run) -> Run:
    assert run("create", "ksa.sozdesk", "--office", "ksa", "--person", "Anna Muster")[0] == 0
    return run


def table(run: Run, path: Path, *more: str, year: int = 2026) -> tuple[int, str, str]:
    return run("--file", "ksa.sozdesk", "round", "table", "--year", str(year), str(path), *more)


def write(folder: Path, *lines: str, name: str = "alt.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def limits(number: int, year: int = 2026):
    archive = store.open_with_password(Path("ksa.sozdesk"), PASSWORD)
    found = archive.query(queries.declared_last, year, number).get(number)
    archive.close(backup=False)
    return found


def test_columns_that_are_not_read_are_named(ksa: Run, tmp_path: Path) -> None:
    head = f"{HEAD};Beschluss;Nr.;Leer"
    path = write(tmp_path, "Mietzinse 2026 netto pro Monat", head, f"Aesch{SOUND};24.11.2025;118;")
    _code, out, err = table(ksa, path)
    assert "Nicht eingelesen: Spalte H «Nr.»." in out + err


def test_without_record_it_only_shows_what_would_be_recorded(ksa: Run, tmp_path: Path) -> None:
    path = write(tmp_path, "Mietzinse 2026 netto pro Monat", HEAD, f"Aesch{SOUND}", "Total;900")
    code, out, err = table(ksa, path)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Aesch · Zeile 3 · bereit · 900 / 1'100 / 1'300 / 1'500 / 1'650 / – netto pro Monat",
        "3 Zeilen ausgelassen",
        "    Zeile 1, Titel: Mietzinse 2026 netto pro Monat",
        "    Zeile 2, Kopfzeile: Gemeinde · 1 Person · 2 Personen · 3 Personen · 4 Personen · 5 Personen",
        "    Zeile 4, Total oder Kennzahl: Total · 900",
        "1 Gemeinde gelesen: 1 bereit.",
        "Erfassen: mit --record.",
    ]
    assert limits(2761) is None


def test_record_records_and_once_more_changes_nothing(ksa: Run, tmp_path: Path) -> None:
    path = write(tmp_path, HEAD, f"Aesch{SOUND}", f"Liestal{SOUND}")
    code, out, _ = table(ksa, path, *SAID, "--valid-from", "1.4.2026", "--record")
    assert code == 0
    assert "2 Gemeinden gelesen: 2 erfasst." in out
    found = limits(2761)
    assert found.amounts[Category.P5] == 1650_00
    assert (found.rent_kind, found.interval, found.valid_from) == (
        RentKind.NET,
        Interval.MONTH,
        date(2026, 4, 1),
    )
    code, out, _ = table(ksa, path, "--valid-from", "1.4.2026", "--record")
    assert code == 0
    assert "2 Gemeinden gelesen: 2 identisch." in out


def test_a_file_of_a_service_may_read_an_overview_too(run: Run, tmp_path: Path) -> None:
    given = ("--municipality", "2829", "--person", "Anna Muster")
    assert run("create", "ksa.sozdesk", "--office", "service", *given)[0] == 0
    path = write(tmp_path, HEAD, f"Aesch{SOUND}")
    assert table(run, path, *SAID, "--record")[0] == 0
    assert limits(2761) is not None


def test_what_is_unclear_is_named_with_the_way_to_say_it(ksa: Run, tmp_path: Path) -> None:
    path = write(tmp_path, "Gemeinde;1 Person;1 Person;2 Personen", "Aesch;900;950;1100")
    code, out, err = table(ksa, path, "--record")
    assert code == 1
    assert "Es wurde nichts erfasst." in out
    assert err.splitlines() == [
        (
            "1 Person: Mehrere Spalten passen, B «1 Person» und C «1 Person». "
            "Sagen Sie, welche gilt, zum Beispiel mit --columns p1=B."
        ),
        (
            "3 Personen: Keine Spalte erkannt. Sagen Sie, welche es ist, mit --columns p3=C, "
            "oder mit p3=-, wenn die Tabelle keine hat."
        ),
        (
            "4 Personen: Keine Spalte erkannt. Sagen Sie, welche es ist, mit --columns p4=C, "
            "oder mit p4=-, wenn die Tabelle keine hat."
        ),
        (
            "5 Personen: Keine Spalte erkannt. Sagen Sie, welche es ist, mit --columns p5=C, "
            "oder mit p5=-, wenn die Tabelle keine hat."
        ),
        (
            "Die Tabelle sagt nicht, ob die Beträge netto oder brutto sind. "
            "Sagen Sie es mit --kind net oder --kind gross."
        ),
        (
            "Die Tabelle sagt nicht, ob die Beträge pro Monat oder pro Jahr gelten. "
            "Sagen Sie es mit --interval month oder --interval year."
        ),
    ]
    assert limits(2761) is None
    columns = ("--columns", "p1=C", "3 Personen=-", "p4=-", "p5=-")
    assert table(ksa, path, *columns, *SAID, "--record")[0] == 0
    assert limits(2761).amounts == {Category.P1: 950_00, Category.P2: 1100_00}


def test_columns_are_named_by_letter_or_head_and_remembered(ksa: Run, tmp_path: Path) -> None:
    lines = ("Wer;Eins;Zwei", "Aesch;900;1100", "Liestal;950;1150")
    path = write(tmp_path, *lines)
    code, _, err = table(ksa, path)
    assert code == 1
    assert "1 Person: Keine Spalte erkannt." in err
    columns = ("--columns", "gemeinde=A", "p1=Eins", "p2=c", "p3=-", "p4=-", "p5=-")
    assert table(ksa, path, *columns, *SAID, "--record")[0] == 0
    assert limits(2829).amounts == {Category.P1: 950_00, Category.P2: 1150_00}

    again = write(tmp_path, "Wer;Eins;Zwei", "Aesch;800;1000", name="aelter.csv")
    assert table(ksa, again, "--record", year=2025)[0] == 0
    assert limits(2761, 2025).amounts == {Category.P1: 800_00, Category.P2: 1000_00}


def test_no_column_of_municipalities_is_asked_for(ksa: Run, tmp_path: Path) -> None:
    code, _, err = table(ksa, write(tmp_path, "Wer;1 Person;2 Personen", "Basel;900;1100"))
    assert code == 1
    assert err.startswith(
        "Keine Spalte nennt die Gemeinde. Sagen Sie, welche es ist, zum Beispiel mit --columns "
        "gemeinde=A. Spalten der Tabelle: A «Wer», B «1 Person» und C «2 Personen»."
    )


def test_a_column_that_is_not_there_is_refused(ksa: Run, tmp_path: Path) -> None:
    code, out, err = table(ksa, write(tmp_path, HEAD, f"Aesch{SOUND}"), "--columns", "p1=Preis")
    assert (code, out) == (1, "")
    assert err.startswith(
        "«Preis» nennt nicht genau eine Spalte. Spalten der Tabelle: A «Gemeinde»"
    )


@pytest.mark.parametrize("wrong", ["p9=C", "p1", "p1="])
def test_a_field_that_is_not_there_is_a_wrong_call(ksa: Run, tmp_path: Path, wrong: str) -> None:
    code, _, err = table(ksa, write(tmp_path, HEAD), "--columns", wrong)
    assert code == 2
    assert f"«{wrong}» passt nicht." in err
    assert "gemeinde, nummer, jahr, p1" in err


def test_a_suggestion_is_not_recorded_on_the_command_line(ksa: Run, tmp_path: Path) -> None:
    path = write(tmp_path, HEAD, f"Lisetal{SOUND}", f"Aesch{SOUND}")
    code, out, _ = table(ksa, path, *SAID, "--record")
    assert code == 1
    assert "Liestal · Zeile 2 · zu bestätigen" in out
    assert "In der Tabelle steht «Lisetal». Bestätigen Sie, dass Liestal gemeint ist." in out
    assert "Schreiben Sie den Namen in der Tabelle richtig" in out
    assert limits(2829) is None
    assert limits(2761) is not None


def test_a_bad_amount_keeps_only_its_municipality_out(ksa: Run, tmp_path: Path) -> None:
    path = write(tmp_path, HEAD, "Aesch;9oo;1100;1300;1500;1650", f"Liestal{SOUND}")
    code, out, _ = table(ksa, path, *SAID, "--record")
    assert code == 1
    assert "    Zelle Tabelle!B2: 1 Person: «9oo» ist kein Betrag." in out
    assert (limits(2761), limits(2829) is not None) == (None, True)


def test_figures_without_a_name_need_a_look(ksa: Run, tmp_path: Path) -> None:
    code, out, _ = table(ksa, write(tmp_path, HEAD, f"Aesch{SOUND}", SOUND), *SAID)
    assert code == 1
    assert "    Zeile 3, Zahlen ohne Namen: 900 · 1100 · 1300 · 1500 · 1650" in out


def test_json_says_the_same_for_programs(ksa: Run) -> None:
    code, out, err = table(ksa, TABLES / "libreoffice.ods", "--json")
    assert (code, err) == (1, "")
    found = json.loads(out)
    assert found["sheet"] == "Übersicht"
    assert found["origin"] == "proposed"
    assert found["columns"]["amount_p1"] == "C"
    assert found["questions"] == []
    results = {one["seen"]: one["result"] for one in found["municipalities"]}
    assert results == {
        "Aesch (BL)": "ready",
        "Arlesheim": "ready",
        "Liestal": "refused",
        "Pratteln": "refused",
        "Sissach": "ready",
        "Gelterkindn": "confirm",
    }
    pratteln = next(one for one in found["municipalities"] if one["bfs"] == 2831)
    assert (pratteln["row"], pratteln["name"], pratteln["notes"]) == (12, "Pratteln", [])
    assert pratteln["stops"][0]["cell"] == "Übersicht!D12"
    assert {
        "row": 9,
        "reason": "total",
        "text": "Mittelwert Bezirk · 1075 · 1275 · 1475 · 1675 · 1825 · 150",
    } in found["left_out"]


def test_another_sheet_can_be_named(ksa: Run) -> None:
    code, _, err = table(ksa, TABLES / "libreoffice.ods", "--sheet", "2024")
    assert code == 1
    assert err.strip() == (
        "Das Blatt «2024» gibt es nicht oder es ist leer. Blätter der Datei: «Übersicht»."
    )
    assert table(ksa, TABLES / "libreoffice.ods", "--sheet", "Übersicht")[1] != ""


def test_open_data_of_another_year_is_refused(ksa: Run, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "jahr,bfs_gemeindenummer,gemeinde,kategorie,wert,einheit,basis",
        "2025,2761,Aesch (BL),1 Person,900.00,CHF pro Monat,netto (Beispieldaten – frei erfunden)",
    )
    code, _, err = table(ksa, path, "--record")
    assert code == 1
    assert err.splitlines() == [
        "Die Datei enthält 2025, nicht 2026. Geben Sie dieses Jahr mit --year an.",
        (
            "Die Tabelle trägt den Vermerk «Beispieldaten – frei erfunden». "
            "Prüfen Sie, ob Sie diese Zahlen erfassen wollen."
        ),
    ]
    assert table(ksa, path, "--record", year=2025)[0] == 0
    assert limits(2761, 2025).rent_kind is RentKind.NET


def test_the_running_erhebung_is_no_earlier_year(ksa: Run, tmp_path: Path) -> None:
    path = write(tmp_path, "netto pro Monat", HEAD, f"Aesch{SOUND}")
    assert run_year(ksa, path) == ""
    assert ksa("--file", "ksa.sozdesk", "round", "open", "--year", "2099")[0] == 0
    assert run_year(ksa, path).startswith("Die Erhebung 2099 läuft.")


def run_year(run: Run, path: Path) -> str:
    return table(run, path, year=2099)[2]


def test_a_title_about_another_year_is_only_said(ksa: Run, tmp_path: Path) -> None:
    path = write(tmp_path, "Mietzinse 2025 netto pro Monat", HEAD, f"Aesch{SOUND}")
    code, _, err = table(ksa, path)
    assert (code, err.strip()) == (
        0,
        "Der Titel der Tabelle nennt 2025, eingelesen wird 2026. Prüfen Sie das Jahr.",
    )


@pytest.mark.parametrize(
    ("year", "name", "words"),
    [(2026, "fehlt.xlsx", "«fehlt.xlsx» gibt es nicht."), (26, "alt.csv", "Das Jahr 26 ist nicht")],
)
def test_a_wrong_file_or_year_says_so(
    ksa: Run, tmp_path: Path, year: int, name: str, words: str
) -> None:
    write(tmp_path, HEAD, f"Aesch{SOUND}")
    code, out, err = table(ksa, tmp_path / name, year=year)
    assert (code, out) == (1, "")
    assert err.startswith(words)


def test_municipalities_without_limits_say_why(ksa: Run, tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEAD};Bemerkung", "Aesch;keine;;;;;Einzelfall", f"Liestal{SOUND};")
    _, out, _ = table(ksa, path, *SAID)
    assert "Aesch · Zeile 2 · bereit · keine Grenzwerte: Einzelfall" in out


def test_the_help_lists_the_german_fields(run: Run) -> None:
    code, out, _ = run("round", "table", "--help")
    assert code == 0
    assert "gemeinde, nummer, jahr, p1, p2, p3, p4, p5, weitere, netto, monat" in out
