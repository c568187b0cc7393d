"""Categories below others."""

from __future__ import annotations

from sozdesk.kernel.lineage import lineage


def test_from_a_category_up_to_the_widest() -> None:
    parents = {"german": "education", "education": "integration", "integration": None}
    assert lineage("german", parents) == ("german", "education", "integration")
    assert lineage("unknown", parents) == ("unknown",)


def test_a_circle_of_categories_is_walked_once() -> None:
    assert lineage("a", {"a": "b", "b": "a"}) == ("a", "b")
