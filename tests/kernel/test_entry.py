"""What people type, as values."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.kernel import entry, german


def answer_of(read, text):
    """What a reader answers: the value, or the sentence of its refusal."""
    try:
        return read(text)
    except entry.EntryError as refused:
        return str(refused)


# ------------------------------------------------------------------ amounts


@pytest.mark.parametrize(
    "written",
    [
        "1050",
        "1'050",
        "1’050",
        "1‘050",
        "1´050",
        "1 050",
        "1\u00a0050",
        "1\u202f050.00",
        "1050.00",
        "1050,00",
        "1050.0",
        "1050.",
        "1050,-",
        "1050.--",
        "1'050.–",
        "1.050.–",
        "1.050.00",
        "1050 .-",
        "1.050,00",
        "1,050.00",
        "Fr. 1'050.–",
        "Fr.1050",
        "CHF1050",
        "CHF 1 050.00",
        "SFr. 1'050.-",
        "1050 CHF",
        "1'050.- Fr.",
        "1050 Franken",
        "  1050  ",
    ],
)
def test_one_thousand_and_fifty_francs_in_many_hands(written):
    assert entry.amount(written) == 105_000


@pytest.mark.parametrize(
    ("written", "rappen"),
    [
        ("0", 0),
        ("0" * 5000, 0),
        ("9'999'999'999.99", 10**12 - 1),
        ("0.05", 5),
        ("0.5", 50),
        ("1'234'567.89", 123_456_789),
        ("-50", -5_000),
        ("− 50", -5_000),
        ("-1'050.–", -105_000),
    ],
)
def test_other_amounts(written, rappen):
    assert entry.amount(written) == rappen


@pytest.mark.parametrize(
    ("written", "suggested"), [("1.250", "1'250 oder 1.25"), ("1,250", "1'250")]
)
def test_an_ambiguous_amount_is_refused_with_both_ways_to_write_it(written, suggested):
    with pytest.raises(entry.EntryError, match="nicht eindeutig") as refused:
        entry.amount(written)
    assert suggested in str(refused.value)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "-",
        "CHF",
        "abc",
        "ca. 1050",
        "1'50",
        "12'34",
        "1'0500",
        "1 2",
        "1e3",
        "--5",
        "1.250.500",
        "1050 pro Monat",
    ],
)
def test_what_is_no_amount_is_refused_with_an_example(written):
    with pytest.raises(entry.EntryError, match=r"ist kein Betrag. Schreiben Sie ihn so: 1'050\.00"):
        entry.amount(written)


@pytest.mark.parametrize("written", ["10000000000", "1" * 30, "1" * 5000])
def test_an_amount_that_no_rent_can_have_is_refused(written):
    with pytest.raises(entry.EntryError, match="zu gross"):
        entry.amount(written)


@given(st.integers(1 - 10**12, 10**12 - 1))
def test_every_amount_comes_back_as_it_is_written(rappen):
    assert entry.amount(german.amount(rappen)) == rappen
    assert entry.amount(german.short_amount(rappen)) == rappen


@given(st.text() | st.from_regex(r"[-Fr. ]{0,4}[0-9'’ .,]{1,9}[-–. CHF]{0,4}", fullmatch=True))
def test_any_text_is_an_amount_or_refused(text):
    answer = answer_of(entry.amount, text)
    assert isinstance(answer, int) or "Schreiben Sie" in answer


@pytest.mark.parametrize(
    ("number", "rappen"), [(1050, 105_000), (1049.99, 104_999), (0.1 + 0.2, 30), (-5.5, -550)]
)
def test_number_cells_are_rounded_to_the_rappen(number, rappen):
    assert entry.amount_from_number(number) == rappen


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf"), 1e300])
def test_number_cells_that_hold_no_amount_are_refused(number):
    with pytest.raises(entry.EntryError):
        entry.amount_from_number(number)


# ------------------------------------------------------------------ days


@pytest.mark.parametrize(
    "written",
    [
        "3.3.27",
        "03.03.2027",
        "3. 3. 2027",
        "3 . 3 . 2027",
        "3/3/2027",
        "3-3-27",
        "2027-03-03",
        "2027-03-03 00:00:00",
        "2027-03-03T10:00",
        "3. März 2027",
        "3.März 27",
        "3. Mrz 2027",
        "3. Maerz 2027",
        "3. mär. 2027",
        "Mittwoch, 3. März 2027",
        "Mi 3.3.2027",
        "Mi. 3.3.2027",
        "vom 3.3.2027",
        "ab 3. März 2027",
        "am Mittwoch, 3. März 2027",
        "  3.3.2027 ",
    ],
)
def test_one_day_in_many_hands(written):
    assert entry.day(written) == date(2027, 3, 3)


@pytest.mark.parametrize(
    "written", ["31.2.2027", "0.1.2027", "1.13.2027", "2027-02-30", "3.1.0000"]
)
def test_a_day_that_does_not_exist_is_refused(written):
    with pytest.raises(entry.EntryError, match="gibt es nicht"):
        entry.day(written)


@pytest.mark.parametrize(
    "written", ["", "März 2027", "1.1.", "3.1.227", "bald", "20270103", "1. Ju 2027"]
)
def test_what_is_no_day_is_refused_with_an_example(written):
    with pytest.raises(entry.EntryError, match=r"ist kein Datum.*24\.11\.2026"):
        entry.day(written)


@given(st.dates(date(1000, 1, 1)))
def test_every_day_comes_back_as_it_is_written(day):
    assert entry.day(german.day(day)) == day
    assert entry.day(german.long_day(day)) == day
    assert entry.day(day.isoformat()) == day


@given(
    st.text() | st.from_regex(r"[0-9]{1,2}[. ]{1,2}[A-Za-z0-9]{1,5}[. ][0-9]{1,4}", fullmatch=True)
)
def test_any_text_is_a_day_or_refused(text):
    answer = answer_of(entry.day, text)
    assert isinstance(answer, date) or answer.endswith("24.11.2026")


def test_date_cells_serial_numbers_and_text():
    assert entry.day_from_cell(date(2027, 1, 3)) == date(2027, 1, 3)
    assert entry.day_from_cell(datetime.fromisoformat("2027-01-03 23:59")) == date(2027, 1, 3)
    # spreadsheets count days from 30 December 1899: 1 January 2027 is 46388
    assert entry.day_from_cell(46388) == date(2027, 1, 1)
    assert entry.day_from_cell(46388.75) == date(2027, 1, 1)
    assert entry.day_from_cell("3.1.27") == date(2027, 1, 3)


@pytest.mark.parametrize("cell", [None, True, 0, 1050, 123_456, float("nan"), float("inf")])
def test_cells_that_hold_no_day_are_refused(cell):
    with pytest.raises(entry.EntryError):
        entry.day_from_cell(cell)


# ------------------------------------------------------------------ counts


@pytest.mark.parametrize(
    ("written", "number"),
    [("34", 34), ("1'200", 1200), ("1 200", 1200), ("34.0", 34), ("007", 7), ("0", 0)],
)
def test_whole_numbers(written, number):
    assert entry.whole_number(written) == number


@pytest.mark.parametrize("written", ["", "-3", "3.5", "1.200", "5 Stück", "9999999999"])
def test_what_is_no_whole_number_is_refused(written):
    with pytest.raises(entry.EntryError, match="ist keine ganze Zahl"):
        entry.whole_number(written)


@given(st.integers(0, 999_999_999))
def test_every_count_comes_back_as_it_is_written(number):
    assert entry.whole_number(german.count(number)) == number
