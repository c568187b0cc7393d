"""``sozdesk offerings`` on the command line."""

from __future__ import annotations

import json

import pytest
from test_cli import Run, run

__all__ = ["run"]


@pytest.fixture
def ksa(run: Run) -> Run:
    """A file of the KSA, just made."""
    assert run("create", "ksa.sozdesk", "--office", "ksa", "--person", "Anna Muster")[0] == 0
    return run


def test_a_new_file_holds_no_offering(ksa: Run) -> None:
    code, out, _ = ksa("--file", "ksa.sozdesk", "offerings", "list", "--as-of", "5.1.2027")
    assert (code, out) == (0, "Stand 05.01.2027: 0 Angebote\n")
    code, out, _ = ksa(
        "--file", "ksa.sozdesk", "offerings", "list", "--json", "--category", "basic_skills"
    )
    assert (code, json.loads(out)) == (0, [])


def test_an_unknown_category_is_refused_with_those_there_are(ksa: Run) -> None:
    code, _, err = ksa("--file", "ksa.sozdesk", "offerings", "list", "--category", "kurse")
    assert code != 0
    assert "Die Kategorie «kurse» gibt es nicht." in err
    assert "basic_skills" in err
