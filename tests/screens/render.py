"""Render every page to ``build/screens``: ``python3 dev.py screens [NAME …] [--pictures]``.

Light and dark, at 100 % and 150 %, and as small as a Full-HD screen at 200 %. ``--pictures`` also
renews the two pictures of the README. ``--handbook`` makes the pictures of the handbook instead.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from screens import pictures  # noqa: E402 - found through the line above

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
OUT = ROOT / "build" / "screens"
VARIANTS = {
    "hell": ("light", "1", (1280, 800)),
    "dunkel": ("dark", "1", (1280, 800)),
    "hell-150": ("light", "1.5", (1280, 720)),
    "dunkel-150": ("dark", "1.5", (1280, 720)),
    "hell-klein": ("light", "2", (960, 540)),
}
HANDBOOK = "handbuch"
PICTURES = {"20-erhebung": "erhebung.png", "63-erstes-einlesen": "einlesen.png"}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", help="beginnings of names, for example 20 22")
    parser.add_argument("--variant", choices=[*VARIANTS, HANDBOOK])
    parser.add_argument(
        "--sample",
        type=Path,
        help="folder with the samples; with --variant, renders in this process",
    )
    parser.add_argument("--pictures", action="store_true")
    parser.add_argument("--handbook", action="store_true")
    parser.add_argument("--out", type=Path, default=pictures.FOLDER, help="of --handbook")
    options = parser.parse_args()
    if options.sample is not None and options.variant:
        return _render_handbook(options) if options.variant == HANDBOOK else _render(options)
    with tempfile.TemporaryDirectory() as folder:
        from fixtures_samples import build_samples

        os.environ["SOZDESK_CONFIG_DIR"] = str(Path(folder, "profile"))
        build_samples(Path(folder))
        codes = [_variant(name, folder, options) for name in _wanted(options)]
    print(f"Look at {options.out if _wanted(options) == [HANDBOOK] else OUT}")
    return max(codes)


def _wanted(options: argparse.Namespace) -> list[str]:
    """The variants that are rendered, each in a process of its own."""
    if options.variant:
        return [options.variant]
    return [HANDBOOK] if options.handbook else [*VARIANTS]


def _variant(name: str, folder: str, options: argparse.Namespace) -> int:
    """A process of its own: Qt reads the scale factor only at its start."""
    command = [sys.executable, __file__, *options.names, "--variant", name, "--sample", folder]
    command += ["--out", str(options.out)]
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": VARIANTS[name][1] if name in VARIANTS else "1",
        "SOZDESK_CONFIG_DIR": str(Path(folder, f"profile-{name}")),
    }
    flags = ["--pictures"] if options.pictures else []
    return subprocess.run([*command, *flags], env=environment, check=False).returncode


def _render(options: argparse.Namespace) -> int:
    mode, _, size = VARIANTS[options.variant]
    OUT.mkdir(parents=True, exist_ok=True)
    for name, picture in _grabbed(mode, size, options.sample, options.names):
        picture.save(str(OUT / f"{name}-{options.variant}.png"))
        if options.pictures and options.variant == "hell" and name in PICTURES:
            target = ROOT / "docs" / "pictures" / PICTURES[name]
            target.parent.mkdir(exist_ok=True)
            picture.save(str(target))
    return 0


def _render_handbook(options: argparse.Namespace) -> int:
    """One picture per entry of the table; what is not in it any more goes."""
    shutil.rmtree(options.out, ignore_errors=True)
    options.out.mkdir(parents=True)
    wanted = [*pictures.PICTURES.values()]
    for scene, picture in _grabbed("light", pictures.SIZE, options.sample, wanted):
        for name in (name for name, shown in pictures.PICTURES.items() if shown == scene):
            picture.save(str(options.out / f"{name}.png"))
    return 0


def _grabbed(
    mode: str, size: tuple[int, int], sample: Path, names: list[str]
) -> Iterator[tuple[str, QPixmap]]:
    """The wanted scenes in a window of this size, each with its picture."""
    from PySide6.QtWidgets import QApplication

    from screens.scenes import play
    from screens.stage import Stage, make_window, settle
    from sozdesk.settings.declared import APPEARANCE, Appearance
    from sozdesk.shell import look

    app = QApplication([])
    window = make_window()
    window.settings.set(APPEARANCE, Appearance(mode))
    look.apply(window.settings)
    window.resize(*size)
    settle()
    for name, widget in play(Stage(window, sample), names):
        yield name, widget.grab()
    window.desk.stop()
    app.quit()


if __name__ == "__main__":
    sys.exit(main())
