"""The commands of the README, one after the other, as somebody would type them."""

from __future__ import annotations

import re
import shlex
from email.message import EmailMessage
from pathlib import Path

import pytest
from openpyxl import Workbook
from test_cli import LIESTAL, PASSWORD, YEAR, Run, run, write_return

from sozdesk.archive.store import open_with_password
from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.terms import Category

__all__ = ["run"]

README = Path(__file__).parents[2] / "README.md"
LIMITS = (900, 1100, 1300, 1450, 1600, 100)
TOWNS = ("Bretzwil", "Duggingen", "Lauwil", "Liestal", "Reigoldswil")


def commands() -> list[list[str]]:
    """Every call of ``sozdesk`` in a block of the README."""
    blocks = re.findall(r"```\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    return [shlex.split(line)[1:] for line in lines if line.startswith("sozdesk ")]


def write_last_year(path: Path) -> None:
    book = Workbook()
    book.active.append(["Gemeinde", *(f"{size} Personen" for size in range(1, 6)), "weitere"])
    for town in TOWNS:
        book.active.append([town, *LIMITS])
    book.save(path)


def write_offerings(path: Path) -> None:
    book = Workbook()
    book.active.append(["Anbieter/in", "Art", "Titel", "Kategorie", "Preis", "Einheit", "MWST"])
    course = ("Deutsch im Alltag", "Grundkompetenzkurs", 1200, "Kurs", "ausgenommen")
    book.active.append(["Verein Erfunden", "Verein", *course])
    book.save(path)


def write_mail(folder: Path) -> None:
    """Liestal answers by e-mail, with a limit that is 15 % and more above last year's."""
    form = write_return(folder, "liestal.xlsx", amount_p5=1900)
    mail = EmailMessage()
    mail["From"] = "sozialhilfe@liestal.example"
    mail["Subject"] = "Mietzinsgrenzwerte"
    mail["Date"] = "Mon, 14 Dec 2026 09:00:00 +0100"
    mail.set_content("Guten Tag")
    mail.add_attachment(
        form.read_bytes(), maintype="application", subtype="octet-stream", filename="liestal.xlsx"
    )
    (folder / "liestal.eml").write_bytes(mail.as_bytes())
    form.unlink()


@pytest.mark.slow
def test_every_command_of_the_readme_does_what_it_says(run: Run, tmp_path: Path) -> None:
    write_last_year(tmp_path / "uebersicht_2026.xlsx")
    write_offerings(tmp_path / "angebote.xlsx")
    folder = tmp_path / "eingang"
    folder.mkdir()
    write_mail(folder)
    called = commands()
    codes = {" ".join(words): run(*words)[0] for words in called}
    assert len(codes) >= 14
    assert {command: code for command, code in codes.items() if code} == {}
    assert limits_of_liestal() == (1900_00, "recorded")
    written = {
        folder: len([*Path(folder).iterdir()]) for folder in ("aufruf", "publikation", "raus")
    }
    assert written["aufruf"] > 86  # a form each, and the letters
    assert written["raus"] == 4  # form and pdf of two municipalities
    assert {path.suffix for path in Path("publikation").iterdir()} >= {".xlsx", ".pdf", ".csv"}


def limits_of_liestal() -> tuple[int, str]:
    """What is recorded for five persons, and its state."""
    archive = open_with_password(Path("ksa.sozdesk"), PASSWORD)
    newest = archive.query(queries.revisions, YEAR, LIESTAL.bfs_number)[0]
    archive.close(backup=False)
    return newest.declaration.amounts[Category.P5], newest.state.value
