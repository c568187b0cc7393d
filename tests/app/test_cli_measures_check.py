"""``sozdesk measures check`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from test_cli import PASSWORD, Run, run
from test_cli_measures import ksa

from sozdesk.archive.store import open_with_password
from sozdesk.features.strategy import queries, usecases
from sozdesk.features.strategy.terms import ChapterKey

__all__ = ["ksa", "run"]

WRONG = "Ein Satz davor. 18 Massnahmen sind umgesetzt oder abgeschlossen."


def write(text: str, *, dismiss: bool = False) -> None:
    """The outlook as somebody wrote it in the window."""
    archive = open_with_password(Path("ksa.sozdesk"), PASSWORD)
    period = archive.query(queries.period_of, "2021-2024")
    version = archive.query(queries.chapters, period.id)[-1].version
    command = usecases.WriteChapter(
        period_id=period.id, key=ChapterKey.OUTLOOK, base_version=version, text=text
    )
    archive.run(usecases.write_chapter, command)
    if dismiss:
        (row,) = archive.query(queries.text_findings, period, period.ends)
        case = usecases.DismissTextHint(
            period_id=period.id,
            place=row.place,
            place_words=row.place_words,
            code=row.found.finding.code,
            excerpt=row.found.excerpt,
        )
        archive.run(usecases.dismiss_text_hint, case)
    archive.close(backup=False)


def test_the_texts_of_a_new_file_have_no_hints(ksa: Run):
    assert ksa("--file", "ksa.sozdesk", "measures", "check") == (0, "Keine Prüfhinweise.\n", "")
    assert ksa("--file", "ksa.sozdesk", "measures", "check", "--json") == (0, "[]\n", "")


def test_a_hint_is_printed_with_its_place_and_sentence(ksa: Run):
    write(WRONG)
    code, out, err = ksa("--file", "ksa.sozdesk", "measures", "check")
    assert code == 1
    assert out.splitlines() == [
        "Kapitel Gesamtwürdigung und Ausblick",
        (
            "    Im Text steht «18 Massnahmen». Nach den Daten per 31.12.2024 sind es 19 "
            "(umgesetzt / abgeschlossen, alle Massnahmen)."
        ),
        "    «18 Massnahmen sind umgesetzt oder abgeschlossen.»",
    ]
    assert err == "1 Prüfhinweis ist offen.\n"


def test_a_day_and_a_period_can_be_named(ksa: Run):
    write("Bisher sind 7 Massnahmen umgesetzt oder abgeschlossen.")
    check = ("--file", "ksa.sozdesk", "measures", "check", "--period", "2021-2024")
    assert ksa(*check, "--as-of", "31.12.2023")[0] == 0
    assert ksa(*check)[0] == 1
    assert ksa("--file", "ksa.sozdesk", "measures", "check", "--period", "2025-2028")[0] == 0
    code, _, err = ksa("--file", "ksa.sozdesk", "measures", "check", "--period", "2021")
    assert code == 1
    assert err.startswith("Die Periode «2021» gibt es nicht.")


def test_what_is_no_error_is_said_and_answers_0(ksa: Run):
    write(WRONG, dismiss=True)
    code, out, err = ksa("--file", "ksa.sozdesk", "measures", "check", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == [
        {
            "place": "outlook",
            "code": "count_differs",
            "message": "Im Text steht «18 Massnahmen». Nach den Daten per 31.12.2024 sind es 19 "
            "(umgesetzt / abgeschlossen, alle Massnahmen).",
            "excerpt": "18 Massnahmen sind umgesetzt oder abgeschlossen.",
            "dismissed": True,
        }
    ]
    out = ksa("--file", "ksa.sozdesk", "measures", "check")[1]
    assert out.startswith("Kapitel Gesamtwürdigung und Ausblick (als kein Fehler vermerkt)\n")
