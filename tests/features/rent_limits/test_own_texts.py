"""What a Sozialdienst reads: findings as things to do, and the mail that goes with form and pdf."""

from __future__ import annotations

from datetime import date

import pytest

from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.terms import Category, Code, RoomRange
from sozdesk.kernel.findings import Finding, Severity

JULY = date(2027, 7, 1)


def finding(code, message="Der Satz für das KSA.", subject=""):
    return Finding(code, Severity.HINT, message, field="amount_p4", subject=subject)


def said(code, message="Der Satz für das KSA.", subject=""):
    return texts.for_municipality(finding(code, message, subject)).message


@pytest.mark.parametrize(
    ("code", "subject", "words"),
    [
        (Code.MISSING_AMOUNT, "p4", "Geben Sie den Betrag für 4 Personen ein."),
        (Code.MISSING_RENT_KIND, "", "Wählen Sie, ob die Beträge netto oder brutto sind."),
        (
            Code.METHOD_MISSING,
            "",
            "Wählen Sie, wie die Beträge hergeleitet wurden. Das KSA fragt jedes Jahr danach.",
        ),
        (
            Code.DECISION_MISSING,
            "",
            "Geben Sie das Datum des Beschlusses ein, oder kreuzen Sie «Beschluss ausstehend» an.",
        ),
        (
            Code.UNCHANGED_BUT_DIFFERENT,
            "p4",
            (
                "Der Satz für das KSA. Nehmen Sie das Kreuz bei «unverändert» weg, oder setzen Sie die "
                "Beträge zurück."
            ),
        ),
    ],
)
def test_a_finding_says_what_to_do(code, subject, words):
    assert said(code, subject=subject) == words


def test_other_findings_are_said_as_the_canton_reads_them():
    assert said(Code.CHANGE_LARGE, "18,0 % höher als im Vorjahr.", "p1") == (
        "18,0 % höher als im Vorjahr."
    )


@pytest.mark.parametrize("code", list(Code))
def test_no_sentence_has_a_gap_and_nothing_else_changes(code):
    before = finding(code, subject=Category.P4)
    after = texts.for_municipality(before)
    assert after.message
    assert "{" not in after.message
    assert (after.code, after.field, after.severity) == (code, "amount_p4", Severity.HINT)


def test_what_the_canton_would_ask_for_is_named_in_a_few_words():
    found = (finding(Code.METHOD_MISSING), finding(Code.NO_CONTACT), finding(Code.CHANGE_LARGE))
    assert texts.left_out(found) == "Basis und Kontakt"
    assert texts.left_out(()) == ""


# ------------------------------------------------------------------ the mail


def mail(*names, revision=1, change_from=None):
    return texts.mail_text(
        list(names),
        2027,
        "Anna Muster",
        "Sozialdienst Beispieltal",
        revision=revision,
        change_from=change_from,
    )


def test_the_mail_says_what_is_attached_and_who_sends_it():
    assert mail("Bretzwil") == (
        "Guten Tag\n\n"
        "Im Anhang erhalten Sie die Mietzinsgrenzwerte 2027 der Gemeinde Bretzwil.\n\n"
        "Freundliche Grüsse\nAnna Muster\nSozialdienst Beispieltal"
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "die Mietzinsgrenzwerte 2027 von Bretzwil, Lauwil und Reigoldswil."),
        (
            {"revision": 2},
            (
                "eine Berichtigung der Mietzinsgrenzwerte 2027 von Bretzwil, Lauwil und Reigoldswil. "
                "Sie ersetzt unsere frühere Meldung."
            ),
        ),
        (
            {"revision": 2, "change_from": JULY},
            (
                "einen neuen Beschluss über die Mietzinsgrenzwerte von Bretzwil, Lauwil und "
                "Reigoldswil, gültig ab 01.07.2027."
            ),
        ),
    ],
)
def test_a_correction_and_a_change_are_named_as_what_they_are(given, words):
    assert f"Im Anhang erhalten Sie {words}\n" in mail("Bretzwil", "Lauwil", "Reigoldswil", **given)


# ------------------------------------------------------------------ rooms


@pytest.mark.parametrize(
    ("rooms", "words"),
    [
        (RoomRange(Category.P1, 10, 20), "1 bis 2"),
        (RoomRange(Category.P3, 30, 35), "3 bis 3.5"),
        (RoomRange(Category.P3, 35, 35), "3.5"),
    ],
)
def test_rooms_read_as_offers_write_them(rooms, words):
    assert texts.range_words(rooms) == words


@pytest.mark.parametrize(
    ("rooms", "words"),
    [
        ({}, ""),
        ({60: 1}, "1 Inserat passt zu keinem Haushalt: 1 mit 6 Zimmern"),
        ({10: 2}, "2 Inserate passen zu keinem Haushalt: 2 mit 1 Zimmer"),
        ({55: 1, 60: 2}, "3 Inserate passen zu keinem Haushalt: 1 mit 5.5 und 2 mit 6 Zimmern"),
    ],
)
def test_what_suits_no_household_is_counted_by_rooms(rooms, words):
    assert texts.unsuited_words(rooms) == words


def test_where_rounding_down_left_too_few_is_named():
    assert texts.short_words((), 40) == ""
    assert texts.short_words((Category.P1, Category.P3), 40) == (
        "Abgerundet, darum liegen weniger als 40 % bis zum Ergebnis: 1 Person und 3 Personen"
    )
