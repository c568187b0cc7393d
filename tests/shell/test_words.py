"""Sentences of the shell: passwords, moments."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sozdesk.shell.menus import shortened
from sozdesk.shell.password_strength import strength
from sozdesk.shell.status_bar import moment_words


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
