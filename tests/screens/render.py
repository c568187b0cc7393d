"""Render every page to ``build/screens``: ``python3 dev.py screens [NAME …] [--pictures]``.

Light and dark, at 100 % and 150 %, and as small as a Full-HD screen at 200 %. ``--pictures`` also
renews the two pictures of the README.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
OUT = ROOT / "build" / "screens"
VARIANTS = {
    "hell": ("light", "1", (1280, 800)),
    "dunkel": ("dark", "1", (1280, 800)),
    "hell-150": ("light", "1.5", (1280, 720)),
    "dunkel-150": ("dark", "1.5", (1280, 720)),
    "hell-klein": ("light", "2", (960, 540)),
}
PICTURES = {"20-erhebung": "erhebung.png", "63-erstes-einlesen": "einlesen.png"}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", help="beginnings of names, for example 20 22")
    parser.add_argument("--variant", choices=VARIANTS)
    parser.add_argument("--sample", type=Path)
    parser.add_argument("--pictures", action="store_true")
    options = parser.parse_args()
    if options.variant:
        return _render(options)
    with tempfile.TemporaryDirectory() as folder:
        from screens.stage import build_files

        os.environ["SOZDESK_CONFIG_DIR"] = str(Path(folder, "profile"))
        build_files(Path(folder))
        codes = [_variant(name, folder, options) for name in VARIANTS]
    print(f"Look at {OUT}")
    return max(codes)


def _variant(name: str, folder: str, options: argparse.Namespace) -> int:
    """A process of its own: Qt reads the scale factor only at its start."""
    command = [sys.executable, __file__, *options.names, "--variant", name, "--sample", folder]
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": VARIANTS[name][1],
        "SOZDESK_CONFIG_DIR": str(Path(folder, f"profile-{name}")),
    }
    flags = ["--pictures"] if options.pictures else []
    return subprocess.run([*command, *flags], env=environment, check=False).returncode


def _render(options: argparse.Namespace) -> int:
    from PySide6.QtWidgets import QApplication

    from screens.scenes import play
    from screens.stage import Stage, make_window, settle
    from sozdesk.settings.declared import APPEARANCE, Appearance
    from sozdesk.shell import look

    mode, _, (width, height) = VARIANTS[options.variant]
    app = QApplication([])
    window = make_window()
    window.settings.set(APPEARANCE, Appearance(mode))
    look.apply(window.settings)
    window.resize(width, height)
    settle()
    OUT.mkdir(parents=True, exist_ok=True)
    for name, widget in play(Stage(window, options.sample), options.names):
        picture = widget.grab()
        picture.save(str(OUT / f"{name}-{options.variant}.png"))
        if options.pictures and options.variant == "hell" and name in PICTURES:
            target = ROOT / "docs" / "pictures" / PICTURES[name]
            target.parent.mkdir(exist_ok=True)
            picture.save(str(target))
    window.desk.stop()
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
