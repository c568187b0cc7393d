"""docs/exchange-bill.md says exactly what a bill file may hold, and why."""

from __future__ import annotations

import re
from pathlib import Path

from sozdesk.features.billing.terms.bill_files import BillContent
from sozdesk.kernel.rows_json import keys_of

PAGE = Path(__file__).parents[3] / "docs" / "exchange-bill.md"


def rows(text: str) -> list[tuple[str, str]]:
    return re.findall(r"^\| `([\w.]+)` \| (.+) \|$", text, re.M)


def test_every_key_of_the_file_stands_on_the_page_with_its_purpose_and_no_other() -> None:
    said = rows(PAGE.read_text("utf-8"))
    assert sorted(key for key, _why in said) == sorted(keys_of(BillContent))
    assert all(why.strip() for _key, why in said)


def test_whatever_is_said_of_a_person_is_in_the_closed_list() -> None:
    persons = PAGE.read_text("utf-8").split("## Content about persons")[1]
    listed = {key for key, _why in rows(persons)}
    keys = {key for key in keys_of(BillContent) if key.startswith("claims.")}
    assert listed == keys | {"lines.person_id"}
