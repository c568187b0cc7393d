"""Lists of offers as people paste them: from Excel, from a csv, typed by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.rent_limits.rules import offers, read_offers


def read(text):
    return [(one.rooms, one.rent) for one in read_offers(text).offers]


def problems(text):
    return [(one.number, one.problem) for one in read_offers(text).unread]


@pytest.mark.parametrize(
    "line",
    [
        "3.5\t1450",
        "1'450.00\t3.5",
        "3,5;1450.-",
        "3½ | Fr. 1'450.–",
        "3.5 1450",
        "3.5, 1450",
        "3.5,1450",
        "3 1/2 Zimmer;CHF 1’450",
        "3.5-Zi.;1450",
        "3.5-Zimmer-Wohnung\t1450.00",
        '"3.5";"1450"',
    ],
)
def test_rooms_and_rent_are_found_in_any_order_and_spelling(line):
    assert read(line) == [(35, 1_450_00)]


def test_a_head_names_the_columns_among_many():
    text = (
        "PLZ\tOrt\tZimmer\tm2\tBruttomiete\tNebenkosten\tNettomiete\n"
        "4418\tReigoldswil\t3.5\t82\t1650\t200\t1'450\n"
        "4436\tOberdorf\t4\t95\t1890\t240\t1'650\n"
    )
    assert read(text) == [(35, 1_450_00), (40, 1_650_00)]


def test_a_head_without_known_words_is_left_out_and_the_look_of_the_values_decides():
    assert read("Objekt;Grösse\nA;3.5;1450") == [(35, 1_450_00)]


def test_rents_are_found_under_mietzins_and_preis_too():
    assert read("Zimmer;Mietzins netto\n2;980") == [(20, 980_00)]
    assert read("Preis;Zi\n980;2") == [(20, 980_00)]


def test_gross_rents_are_refused_with_the_reason():
    text = "Zimmer;Bruttomiete\n3.5;1650"
    assert read(text) == []
    assert problems(text) == [(2, offers.GROSS_RENTS)]


def test_two_amounts_in_a_line_ask_for_a_head():
    assert problems("3.5\t1450\t1650") == [(1, offers.SEVERAL_RENTS)]


def test_lines_that_are_no_offer_are_listed_with_their_number():
    text = "3.5\t1450\n\nTotal\t\n\t1200\n4.5\t\n4\t1.250"
    assert read(text) == [(35, 1_450_00)]
    assert problems(text) == [
        (3, offers.NO_ROOMS),
        (4, offers.NO_ROOMS),
        (5, offers.NO_RENT),
        (6, "«1.250» ist nicht eindeutig. Schreiben Sie 1'250 oder 1.25."),
    ]


def test_what_is_too_small_or_too_many_is_no_rent_and_no_room():
    assert problems("3.5\t82") == [(1, offers.NO_RENT)]  # square metres
    assert problems("27\t1450") == [(1, offers.NO_ROOMS)]
    assert problems("Zimmer\tNetto\n3.5\t850.123456") == [
        (2, "«850.123456» ist kein Betrag. Schreiben Sie ihn so: 1'050.00")
    ]


def test_a_named_column_that_a_line_lacks_is_said():
    assert problems("Zimmer;Nettomiete\n3.5") == [(2, offers.NO_RENT)]
    assert problems("Nettomiete;Zimmer\n1450") == [(2, offers.NO_ROOMS)]


def test_a_word_with_digits_that_reads_as_an_amount_after_all_is_missing():
    # an amount, but too small to be a rent
    assert problems("Zimmer\tNetto\n3.5\t0099") == [(2, offers.NO_RENT)]


def test_nothing_pasted_is_nothing_read():
    assert read_offers("  \n\n") == ((), ())


LINES = st.lists(
    st.tuples(st.integers(1, 15), st.booleans(), st.integers(100, 9_999)), min_size=1, max_size=40
)


@given(LINES, st.sampled_from(["\t", ";", "|"]), st.booleans(), st.booleans())
def test_what_was_written_as_a_list_reads_back(lines, separator, rent_first, with_head):
    rows = [
        (f"{rooms}.5" if half and rooms < 15 else str(rooms), str(rent))
        for rooms, half, rent in lines
    ]
    head = [("Zimmer", "Nettomiete")] if with_head else []
    text = "\n".join(separator.join(reversed(row) if rent_first else row) for row in [*head, *rows])
    expected = [
        (rooms * 10 + (5 if half and rooms < 15 else 0), rent * 100) for rooms, half, rent in lines
    ]
    assert read(text) == expected
    assert problems(text) == []


@given(st.text(max_size=200))
def test_any_text_gives_offers_and_remarks_and_nothing_is_lost(text):
    found = read_offers(text)
    filled = [line for line in text.splitlines() if line.strip()]
    assert len(found.offers) + len(found.unread) in (len(filled), len(filled) - 1)  # the head
    assert all(10 <= one.rooms <= offers.MOST_ROOMS or one.rooms == 5 for one in found.offers)
    assert all(one.rent >= offers.LEAST_RENT for one in found.offers)
