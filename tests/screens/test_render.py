"""``tests/screens/render.py``: which pictures it makes, without making them."""

from __future__ import annotations

from pathlib import Path

import pytest

from screens import render


@pytest.mark.parametrize(
    ("words", "variants"),
    [
        (("402", "--variant", "hell"), ["hell"]),
        (("402",), ["hell", "dunkel", "hell-150", "dunkel-150", "hell-klein"]),
        (("--handbook",), ["handbuch"]),
    ],
)
def test_one_variant_is_rendered_from_samples_like_all_of_them(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], variants: list[str]
) -> None:
    rendered: list[str] = []

    def render_variant(name: str, folder: str, options: object) -> int:
        assert Path(folder).is_dir()
        rendered.append(name)
        return 0

    monkeypatch.setattr("fixtures_samples.build_samples", lambda _folder: None)
    monkeypatch.setattr(render, "_variant", render_variant)
    monkeypatch.setattr("sys.argv", ["render.py", *words])
    monkeypatch.setenv("SOZDESK_CONFIG_DIR", "is set back afterwards")
    assert render.main() == 0
    assert rendered == variants
