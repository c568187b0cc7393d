"""Sentences of the shell: passwords, moments."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize(
    ("password", "verdict", "why"),
    [
        ("kwzurtpl", "Genügt: 8 Zeichen", ()),
        ("Regen Tisch Amsel Moos", "Gut: 22 Zeichen, 4 Wörter", ()),
        ("brodbeck!2027", "Leicht zu erraten: 13 Zeichen", ("Ihren Namen", "Jahreszahl")),
        ("bretzwil.bl", "Leicht zu erraten: 11 Zeichen", ("Namen oder den der Stelle",)),
        ("Bretzwil-Dienst", "Genügt: 15 Zeichen", ("Namen oder den der Stelle",)),
        ("Passwort1234", "Leicht zu erraten: 12 Zeichen", ("zuerst probiert", "Folge von Tasten")),
        ("Fruehling2026", "Leicht zu erraten: 13 Zeichen", ("zuerst probiert", "Jahreszahl")),
        ("aaaaaaaaaaaa", "Leicht zu erraten: 12 Zeichen", ("mehrmals", "wenigen")),
        ("abxabxabxabx", "Leicht zu erraten: 12 Zeichen", ("wenigen verschiedenen",)),
        ("trewq-poiuz", "Leicht zu erraten: 11 Zeichen", ("Folge von Tasten",)),
        ("Brodbeck Regen Tisch Amsel", "Gut: 26 Zeichen, 4 Wörter", ("Ihren Namen",)),
    ],
)
def test_a_verdict_says_why(password, verdict, why):
    judged = strength(password, known=("Monika Brodbeck", "Sozialdienst Bretzwil"))
    assert judged.sentence == verdict
    assert len(judged.reasons) == len(why)
    assert all(part in reason for part, reason in zip(why, judged.reasons, strict=True))


@pytest.mark.parametrize("password", ["", "brodbeck!2027", "kwzurtpl"])
def test_what_would_be_better_is_said_until_it_is_good(password):
    assert strength(password, known=("Monika Brodbeck",)).advice
    assert strength(f"{password} Regen Tisch Amsel", known=()).advice == ""


@given(st.text(max_size=40), st.text(max_size=20))
def test_any_password_is_judged_and_never_repeated_on_the_screen(password, name):
    judged = strength(password, known=(name,))
    assert judged.enough == (len(password) >= 8)
    assert judged.symbol in {"open", "hint", "received", "ok"}
    said = " ".join((*judged.reasons, judged.advice))
    assert len(password) < 8 or password not in said


@given(st.text(min_size=8, max_size=30), st.sampled_from(["2027", "aaaa", "passwort", "asdf"]))
def test_something_easy_at_the_end_never_makes_it_worse(password, easy):
    order = ["hint", "received", "ok"]
    before, after = strength(password), strength(f"{password} {easy}")
    few = "Besteht aus wenigen verschiedenen Zeichen."
    if few not in after.reasons:
        assert order.index(after.symbol) >= order.index(before.symbol)


def test_moments_near_today_have_names():
    moment = datetime(2027, 1, 5, 12, 0, tzinfo=UTC)
    today = moment.astimezone().date()
    assert moment_words(moment, today).startswith("heute, ")
    assert moment_words(moment, today + timedelta(days=1)).startswith("gestern, ")
    assert moment_words(moment, today + timedelta(days=2)).startswith("05.01.2027, ")


def test_a_long_sentence_fits_into_the_menu():
    assert shortened("Muster & Co. erfasst") == "Muster && Co. erfasst"
    assert len(shortened("x" * 100)) == 60
