"""The recovery key on paper: reads back, and tells where a typing error is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures_archive import TEST_KEY
from sozdesk.archive.engine import RawKey
from sozdesk.archive.recovery import _SIGNS, raw_key, recovery_key
from sozdesk.kernel.errors import RuleViolation

GROUPS = recovery_key(TEST_KEY).groups


def fields_of(text: str) -> list[str]:
    with pytest.raises(RuleViolation) as caught:
        raw_key(text)
    return [finding.field for finding in caught.value.findings]


@given(key=st.binary(min_size=32, max_size=32), salt=st.binary(min_size=16, max_size=16))
def test_every_key_reads_back(key: bytes, salt: bytes) -> None:
    raw = RawKey(key, salt)
    assert raw_key(recovery_key(raw).text) == raw


def test_the_sheet_has_twenty_groups_of_five() -> None:
    assert len(GROUPS) == 20
    assert {len(group) for group in GROUPS} == {5}


def test_case_spaces_and_misread_letters_do_not_matter() -> None:
    text = " ".join(GROUPS).lower().replace("0", "o").replace("1", "l")
    assert raw_key(text) == TEST_KEY


@given(group=st.integers(0, 19), place=st.integers(0, 4), shift=st.integers(1, 31))
def test_a_wrong_sign_is_found_in_its_group(group: int, place: int, shift: int) -> None:
    signs = list(GROUPS[group])
    signs[place] = _SIGNS[(_SIGNS.index(signs[place]) + shift) % 32]
    typed = [*GROUPS[:group], "".join(signs), *GROUPS[group + 1 :]]
    assert fields_of("-".join(typed)) == [f"group_{group + 1}"]


@given(first=st.integers(0, 19), second=st.integers(0, 19))
def test_two_groups_in_each_others_place_are_found(first: int, second: int) -> None:
    typed = list(GROUPS)
    typed[first], typed[second] = typed[second], typed[first]
    expected = [] if first == second else sorted({first + 1, second + 1})
    found = fields_of("-".join(typed)) if expected else []
    assert found == [f"group_{number}" for number in expected]


@given(group=st.integers(0, 19), place=st.integers(0, 3))
def test_two_signs_in_each_others_place_are_found(group: int, place: int) -> None:
    signs = list(GROUPS[group])
    signs[place], signs[place + 1] = signs[place + 1], signs[place]
    typed = [*GROUPS[:group], "".join(signs), *GROUPS[group + 1 :]]
    expected = [] if "".join(signs) == GROUPS[group] else [f"group_{group + 1}"]
    assert (fields_of("-".join(typed)) if expected else []) == expected


def test_a_missing_group_is_said_with_how_much_is_there() -> None:
    with pytest.raises(RuleViolation, match="eingegeben sind 95 Zeichen"):
        raw_key("-".join(GROUPS[:19]))


def test_the_key_does_not_show_itself() -> None:
    assert repr(recovery_key(TEST_KEY)) == "RecoveryKey(…)"
    assert TEST_KEY.key.hex() not in repr(TEST_KEY)
