"""Lists of offers as people paste them: from Excel, from a csv, typed by hand."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sozdesk.features.rent_limits.files import pasted_rows
from sozdesk.features.rent_limits.rules import offers, read_offers


def reading(text):
    return read_offers(pasted_rows(text))


def read(text):
    return [(one.rooms, one.rent) for one in reading(text).offers]


def problems(text):
    return [(one.number, one.problem) for one in reading(text).unread]


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
        '"3,5","1450"',
        "3,5 1450",
        "3,5 | 1450",
        "3,5; 1450",
        "1450\t\t3.5",
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
    assert problems("3.5\t1450\t1650") == [(1, offers.UNCLEAR_RENT)]


def test_a_postcode_is_no_rent_where_the_rent_is_missing():
    text = "4418\t3.5\t1450\n4436\t2.5\tauf Anfrage"
    assert read(text) == []
    assert problems(text) == [(1, offers.UNCLEAR_RENT), (2, offers.UNCLEAR_RENT)]


# ------------------------------------------------------------------ which number is which


def test_two_numbers_that_may_be_rooms_are_asked_about():
    text = "1\t3.5\t1450\n2\t2.5\t1100"  # a running number, or the floor
    assert read(text) == []
    assert problems(text) == [(1, offers.UNCLEAR_ROOMS), (2, offers.UNCLEAR_ROOMS)]
    assert offers.UNCLEAR_ROOMS == (
        "Welche Zahl die Zimmer sind, ist nicht eindeutig. Schreiben Sie in die erste Zeile, was "
        "die Spalten sind: Zimmer und Nettomiete."
    )


def test_a_column_beside_the_rooms_stays_unclear_where_the_rooms_are_missing():
    # 16 is no number of rooms, but its column holds running numbers
    text = "14\t3.5\t1450\n7\t\t1100\n\t2.5\t900\n16\t2.5\t950\n\t\t980"
    assert read(text) == []
    assert [problem for _number, problem in problems(text)] == [
        *[offers.UNCLEAR_ROOMS] * 4,
        offers.NO_ROOMS,
    ]


@pytest.mark.parametrize("text", ["1\t800\n2\t1100\n3\t1450", "4 800\n5 1100\n6 1450\n7 900"])
def test_one_two_three_may_be_a_numbering(text):
    assert read(text) == []
    assert {problem for _number, problem in problems(text)} == {offers.UNCLEAR_ROOMS}


@pytest.mark.parametrize(
    ("text", "rooms"),
    [
        ("1\t800\n2\t1100", [10, 20]),  # too few to be a numbering
        ("2\t800\n3\t1100\n3\t1450", [20, 30, 30]),
        ("1.5\t800\n2.5\t1100\n3.5\t1450", [15, 25, 35]),  # nobody counts lines so
        ("Zimmer\tMiete\n1\t800\n2\t1100\n3\t1450", [10, 20, 30]),  # the head says it
    ],
)
def test_what_cannot_be_a_numbering_is_read(text, rooms):
    assert [found for found, _rent in read(text)] == rooms


@pytest.mark.parametrize(
    "head",
    [
        "Nr.\tAnz. Zimmer\tNettomiete",
        "Etage\tAnzahl der Zimmer\tNettomiete",
        "Stock\tWohnungsgrösse\tNettomiete",
        "Nr.\tZi.\tNettomiete",
        "Nr.\tAnz. Zi\tNettomiete",
        "Nr.\tZim.\tMiete exkl. NK",
        "Badezimmer\tZIMMERZAHL\tKaltmiete",
    ],
)
def test_rooms_are_found_wherever_the_head_says_so(head):
    text = f"{head}\n1\t3.5\t1450\n2\t2.5\t1100"
    assert read(text) == [(35, 1_450_00), (25, 1_100_00)]
    assert problems(text) == []


def test_two_columns_of_rooms_in_the_head_are_asked_about():
    text = "Zimmer\tWohnungsgrösse\tMiete\n3\t3.5\t1450"
    assert problems(text) == [(2, offers.UNCLEAR_ROOMS)]


def test_a_head_without_rooms_leaves_the_columns_unclear():
    text = "Etage\tGrösse\tNettomiete\n1\t3.5\t1450"
    assert problems(text) == [(2, offers.UNCLEAR_ROOMS)]


def test_an_area_is_no_number_of_rooms():
    text = "Wohnungsgrösse m²\tTyp\tMiete\n12\t1.5\t600"
    assert read(text) == [(15, 600_00)]


@pytest.mark.parametrize(
    "word",
    [
        "Miete inkl. NK",
        "Mietzins inkl. HK",
        "warm",
        "Warmmiete",
        "Miete und NK",
        "Miete mit Nebenkosten",
        "Gesamtmiete",
        "Total",
        "BRUTTO",
    ],
)
def test_rents_with_costs_in_them_are_gross(word):
    text = f"Zimmer\t{word}\n3.5\t1650"
    assert read(text) == []
    assert problems(text) == [(2, offers.GROSS_RENTS)]
    both = f"Zimmer\t{word}\tMiete\n3.5\t1650\t1450"
    assert read(both) == [(35, 1_450_00)]


@pytest.mark.parametrize(
    "word", ["Miete exkl. NK", "Miete ohne Nebenkosten", "Nettomiete ohne Warmwasser", "kalt"]
)
def test_rents_without_costs_are_net_beside_any_other(word):
    assert read(f"Zimmer\tMiete\t{word}\n3.5\t1650\t1450") == [(35, 1_450_00)]


@pytest.mark.parametrize(
    "word",
    [
        "Mietpreis pro m2",
        "Nettomiete/m²",
        "Netto-Wohnfläche",
        "Nettomiete pro Jahr",
        "Nebenkosten",
        "Akonto NK",
        "Kaution",
        "Miete pro Zimmer",
    ],
)
def test_other_amounts_are_no_rent_of_a_month(word):
    assert read(f"{word}\tZimmer\tMiete\n250\t3.5\t1450") == [(35, 1_450_00)]
    assert problems(f"Zimmer\t{word}\n3.5\t250") == [(2, offers.NO_RENT)]


@pytest.mark.parametrize("rents", ["Miete\tMietzins", "Miete alt\tMiete neu", "Netto\tNettomiete"])
def test_several_rents_in_the_head_are_asked_about(rents):
    assert problems(f"Zimmer\t{rents}\n3.5\t1450\t1500") == [(2, offers.UNCLEAR_RENT)]
    assert problems(f"Zimmer\t{rents}\n3.5\t1450\t") == [(2, offers.UNCLEAR_RENT)]


def test_a_head_below_titles_counts():
    text = "Inserate\nStand\t2026\nZimmer\tBruttomiete\n3.5\t1650"
    assert read(text) == []
    assert problems(text) == [
        (1, offers.NO_ROOMS),
        (2, offers.NO_ROOMS),
        (4, offers.GROSS_RENTS),
    ]


def test_a_title_is_no_head():
    assert read("Nettomieten im Herbst\n3.5\t1450") == [(35, 1_450_00)]


def test_columns_stay_where_the_first_cell_is_empty():
    assert read("Etage\tZimmer\tMiete\n\t3.5\t1450") == [(35, 1_450_00)]


# ------------------------------------------------------------------ what is no offer


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
    assert reading("  \n\n") == ((), ())


LINES = st.lists(
    st.tuples(st.integers(1, 15), st.booleans(), st.integers(100, 9_999)), min_size=1, max_size=40
)


@given(LINES, st.sampled_from(["\t", ";", "|"]), st.booleans(), st.booleans())
def test_what_was_written_as_a_list_reads_back(lines, separator, rent_first, with_head):
    rows = [
        (f"{rooms}.5" if half and rooms < 15 else str(rooms), str(rent))
        for rooms, half, rent in lines
    ]
    assume(with_head or len(rows) < 3)  # without a head they may be a numbering
    head = [("Zimmer", "Nettomiete")] if with_head else []
    text = "\n".join(separator.join(reversed(row) if rent_first else row) for row in [*head, *rows])
    expected = [
        (rooms * 10 + (5 if half and rooms < 15 else 0), rent * 100) for rooms, half, rent in lines
    ]
    assert read(text) == expected
    assert problems(text) == []


@given(LINES)
def test_a_numbering_beside_the_rooms_is_never_taken_for_them(lines):
    rows = [
        f"{number}\t{rooms}\t{rent}" for number, (rooms, _half, rent) in enumerate(lines[:15], 1)
    ]
    assert read("\n".join(rows)) == []
    expected = [(rooms * 10, rent * 100) for rooms, _half, rent in lines[:15]]
    assert read("\n".join(["Nr.\tAnz. Zimmer\tMiete netto", *rows])) == expected


@given(st.text(max_size=200))
def test_any_text_gives_offers_and_remarks_and_nothing_is_lost(text):
    found = reading(text)
    filled = [row for row in pasted_rows(text) if any(cell.strip() for cell in row)]
    assert len(found.offers) + len(found.unread) in (len(filled), len(filled) - 1)  # the head
    assert all(10 <= one.rooms <= offers.MOST_ROOMS or one.rooms == 5 for one in found.offers)
    assert all(one.rent >= offers.LEAST_RENT for one in found.offers)
