"""Sentences of the shell: the Verlauf, passwords, moments."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from sozdesk.shell.history_words import field_change
from sozdesk.shell.menus import shortened
from sozdesk.shell.password_strength import strength
from sozdesk.shell.status_bar import moment_words


@pytest.mark.parametrize(
    ("column", "old", "new", "words"),
    [
        ("due_on", date(2026, 12, 31), date(2027, 1, 15), "Frist: 31.12.2026 → 15.01.2027"),
        ("amount", 95_000, 100_000, "Betrag: 950.00 → 1'000.00"),
        ("state", "received", "recorded", "Stand: eingegangen → erfasst"),
        ("name", None, "Reto Lüthi", "Name: Reto Lüthi"),
        ("remark", "alt", None, "Bemerkung: alt → leer"),
        ("main", False, True, "Hauptkontakt: nein → ja"),
        ("remark", None, None, ""),
        ("name_sort", "a", "b", ""),
    ],
)
def test_changes_of_a_record_read_like_sentences(column, old, new, words):
    assert field_change(column, old, new) == words


@pytest.mark.parametrize(
    ("password", "symbol", "enough"),
    [
        ("", "open", False),
        ("kurz", "open", False),
        ("sieben7", "open", False),
        ("aaaaaaaaaaaa", "hint", True),
        ("passwort1234", "hint", True),
        ("brodbeck!2027", "hint", True),
        ("kwzurtpl", "received", True),
        ("Regen Tisch Amsel Moos", "ok", True),
    ],
)
def test_passwords_are_judged_honestly(password, symbol, enough):
    judged = strength(password, known=("Monika Brodbeck",))
    assert (judged.symbol, judged.enough) == (symbol, enough)


def test_moments_near_today_have_names():
    moment = datetime(2027, 1, 5, 12, 0, tzinfo=UTC)
    today = moment.astimezone().date()
    assert moment_words(moment, today).startswith("heute, ")
    assert moment_words(moment, today + timedelta(days=1)).startswith("gestern, ")
    assert moment_words(moment, today + timedelta(days=2)).startswith("05.01.2027, ")


def test_a_long_sentence_fits_into_the_menu():
    assert shortened("Muster & Co. erfasst") == "Muster && Co. erfasst"
    assert len(shortened("x" * 100)) == 60
