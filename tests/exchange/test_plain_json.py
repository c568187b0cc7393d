"""Small plain files without persons: the same bytes every time, and nothing odd gets in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.exchange.plain_json import MAX_BYTES, read_json, write_json
from sozdesk.kernel.errors import ReturnFileError


def test_what_is_written_is_read_and_people_can_read_it():
    content = write_json("counts", 1, {"office": "Aesch"})
    assert content.decode() == (
        '{\n  "sozdesk_file": "counts",\n  "version": 1,\n  "office": "Aesch"\n}\n'
    )
    assert read_json(content, "counts", 1, "Zählungen")["office"] == "Aesch"
    assert read_json(b"\xef\xbb\xbf" + content, "counts", 2, "Zählungen")["office"] == "Aesch"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b" " * (MAX_BYTES + 1), "zu gross"),
        (b"{", "keine Zählungen"),
        (b"\xff\xfe", "keine Zählungen"),
        (b"[" * 100_000, "keine Zählungen"),
        (b"[]", "keine Zählungen"),
        (b'{"sozdesk_file": "other", "version": 1}', "keine Zählungen"),
        (b'{"sozdesk_file": "counts"}', "neueren Version"),
        (b'{"sozdesk_file": "counts", "version": 2}', "neueren Version"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(ReturnFileError, match=sentence):
        read_json(content, "counts", 1, "Zählungen")


@given(st.binary(max_size=200) | st.text().map(lambda text: json.dumps(text).encode()))
def test_no_bytes_raise_anything_but_a_refusal(content):
    with pytest.raises(ReturnFileError):
        read_json(content, "counts", 1, "Zählungen")
