"""What an overview of an earlier year must say of a municipality."""

from __future__ import annotations

from dataclasses import replace

import pytest
from returns_examples import declared

from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.terms import Category, Interval, RentKind

SOUND = declared()
FEW = replace(SOUND, amounts={Category.P1: 900_00})
NONE = replace(SOUND, amounts={}, rent_kind=None, interval=None, no_limits_reason="Einzelfall")


@pytest.mark.parametrize(
    ("declaration", "enough"),
    [
        (SOUND, True),
        (FEW, True),
        (replace(SOUND, amounts={}), False),
        (replace(SOUND, rent_kind=None), False),
        (replace(SOUND, interval=None), False),
        (NONE, True),
        (replace(NONE, no_limits_reason="  "), False),
    ],
)
def test_limits_with_their_basis_or_a_reason_are_enough(declaration, enough):
    assert rules.says_its_limits(declaration) is enough


def test_limits_are_the_same_if_amounts_and_basis_are():
    assert rules.same_limits(SOUND, replace(SOUND, remark="anders", method=None))
    assert not rules.same_limits(SOUND, FEW)
    assert not rules.same_limits(SOUND, replace(SOUND, rent_kind=RentKind.GROSS))
    assert not rules.same_limits(SOUND, replace(SOUND, interval=Interval.YEAR))
