"""Two real files on the command line: the KSA writes, a Sozialdienst compares the key and reads."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from test_cli import PASSWORD, Run, run

sys.path.insert(0, str(Path(__file__).parents[1] / "features" / "offerings"))
from catalogue_kit import change, stocked

from sozdesk.archive.store import open_with_password
from sozdesk.features.offerings import queries

__all__ = ["run"]
KSA, SERVICE = ("--file", "ksa.sozdesk", "offerings"), ("--file", "dienst.sozdesk", "offerings")


@pytest.fixture
def offices(run: Run) -> Run:
    assert run("create", "ksa.sozdesk", "--office", "ksa", "--person", "Anna Muster")[0] == 0
    people = ("--person", "Beat Beispiel", "--municipality", "2861")
    assert run("create", "dienst.sozdesk", "--office", "service", *people)[0] == 0
    archive = open_with_password(Path("ksa.sozdesk"), PASSWORD)
    stocked(archive)
    archive.close(backup=False)
    return run


def exported(run: Run) -> dict:
    code, out, err = run(*KSA, "export-catalogue", "--out", "aus", "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_from_the_ksa_to_a_sozialdienst(offices: Run) -> None:
    made = exported(offices)
    assert (made["serial"], made["offerings"]) == (1, 2)
    assert Path(made["file"]).name == f"katalog-{made['as_of']}.szk"
    code, out, err = offices(*SERVICE, "import-catalogue", made["file"])
    assert code == 1
    assert f"Fingerabdruck: {made['fingerprint']}" in out
    assert err.startswith("Diesen Schlüssel kennt Ihre Datei noch nicht.")
    trust = ("--trust", made["fingerprint"])
    code, out, _ = offices(*SERVICE, "import-catalogue", made["file"], *trust)
    assert code == 0
    assert "Angebot 1 Deutsch im Alltag: neu" in out.splitlines()
    assert out.splitlines()[-1] == "Katalog eingelesen."
    code, out, _ = offices(*SERVICE, "import-catalogue", made["file"])
    assert code == 0
    assert out.splitlines()[-1].startswith("Unverändert seit dem Katalog Nr. 1 vom ")


def test_a_dry_run_shows_what_changes_and_writes_nothing(offices: Run) -> None:
    made = exported(offices)
    offices(*SERVICE, "import-catalogue", made["file"], "--trust", made["fingerprint"])
    archive = open_with_password(Path("ksa.sozdesk"), PASSWORD)
    row = archive.query(queries.offerings, archive.context().today)[0]
    change(archive, row.id, capacity=14)
    archive.close(backup=False)
    code, out, _ = offices(*KSA, "export-catalogue", "--out", "neu.szk")
    assert code == 0
    assert "    Plätze: 12 → 14" in out.splitlines()
    assert out.splitlines()[-1] == "«neu.szk» geschrieben."
    for _ in range(2):
        code, out, _ = offices(*SERVICE, "import-catalogue", "neu.szk", "--dry-run")
        assert (code, out.splitlines()[-1]) == (0, "Nur gezeigt, nichts eingelesen.")
        assert "    Plätze: 12 → 14" in out.splitlines()
    code, out, _ = offices(*SERVICE, "import-catalogue", "neu.szk", "--json")
    found = json.loads(out)
    assert (code, found["imported"], found["trust"], found["serial"]) == (0, True, "known", 2)
    assert found["changes"][0]["fields"] == [{"label": "Plätze", "before": "12", "after": "14"}]


def test_the_first_export_counts_and_a_later_one_tells(offices: Run) -> None:
    code, out, _ = offices(*KSA, "export-catalogue", "--out", "aus")
    assert code == 0
    said = out.splitlines()
    assert said[:2] == ["Angebot: 2 neu", "Anbieter/in: 1 neu"]
    assert "Deutsch im Alltag" not in out
    assert len(said) < 12


def test_another_file_in_the_way_is_never_overwritten(offices: Run) -> None:
    made = Path(exported(offices)["file"])
    first = made.read_bytes()
    assert Path(exported(offices)["file"]) == made
    archive = open_with_password(Path("ksa.sozdesk"), PASSWORD)
    row = archive.query(queries.offerings, archive.context().today)[0]
    change(archive, row.id, capacity=14)
    archive.close(backup=False)
    code, _, err = offices(*KSA, "export-catalogue", "--out", str(made))
    assert code == 1
    assert f"Dort liegt schon eine andere Datei «{made.name}»" in err
    second = exported(offices)
    assert (Path(second["file"]).name, second["serial"]) == (f"{made.stem}-2.szk", 2)
    assert made.read_bytes() == first
    Path("aus/fremd.szk").write_text("anderes")
    code, _, err = offices(*KSA, "export-catalogue", "--out", "aus/fremd.szk")
    assert (code, Path("aus/fremd.szk").read_text()) == (1, "anderes")


def test_a_damaged_file_ends_with_one_and_a_sentence(offices: Run) -> None:
    made = exported(offices)
    path = Path(made["file"])
    path.write_bytes(path.read_bytes().replace(b"120050", b"100050", 1))
    code, out, err = offices(*SERVICE, "import-catalogue", str(path))
    assert (code, out) == (1, "")
    assert err.startswith("Der Katalog ist beschädigt oder wurde verändert")
    code, _, err = offices(*SERVICE, "import-catalogue", "fehlt.szk")
    assert (code, err.split(".")[0]) == (1, "Die Datei lässt sich nicht öffnen")


def test_the_list_for_the_website_is_written_and_numbered(offices: Run) -> None:
    code, out, _ = offices(*KSA, "website", "--out", "netz")
    assert code == 0
    assert out.splitlines()[:3] == [
        "1 Deutsch im Alltag: neu",
        "2 Rechnen im Alltag: neu",
        "Liste Nr. 1 für die Website veröffentlicht: 2 neu.",
    ]
    assert Path("netz/angebote.csv").read_text("utf-8").splitlines()[2].startswith("2;Rechnen")
    code, out, _ = offices(*KSA, "website", "--out", "netz", "--json")
    assert (code, json.loads(out)["number"], json.loads(out)["changes"]) == (0, 1, [])
