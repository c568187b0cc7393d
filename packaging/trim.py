"""What the built program does without. Read by ``sozdesk.spec``; a test holds it against the source.

Every line is something that a library brings and that SozDesk never loads. Never strip the
libraries: numpy does not survive it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

MODULES = (
    "tkinter",
    "_tkinter",
    "lib2to3",
    "pydoc_data",
    "test",
    "pytest",
    "setuptools",
    "pip",
    # drawn as SVG only: no other back end
    "matplotlib.backends.backend_qt",
    "matplotlib.backends.backend_qtagg",
    "matplotlib.backends.backend_pdf",
    "matplotlib.backends.backend_ps",
    "matplotlib.pyplot",
    "PIL.AvifImagePlugin",
    "PIL.ImageQt",
    "PIL.ImageTk",
    "PIL.WebPImagePlugin",
    # the window is made of widgets
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtSql",
    "PySide6.QtTest",
    "PySide6.QtDesigner",
)
"""Modules of Python that are not packed, with everything below them."""

_TRANSLATIONS = r"PySide6/(?:Qt/)?translations/(?!qtbase_de\.qm$|qt_de\.qm$).*"
_PLUGINS = r"PySide6/(?:Qt/)?plugins"
_FILES = (
    _TRANSLATIONS,
    # drawing by the graphics card, and what only Qt Quick uses
    r"PySide6/opengl32sw\.dll",
    r"PySide6/d3dcompiler_47\.dll",
    r"(?:.*/)?(?:lib)?Qt6(?:Qml|Quick|OpenGL|VirtualKeyboard|Pdf|WaylandClient|WaylandEgl|WlShell|EglF[sS])\w*\.(?:dll|so).*",
    rf"{_PLUGINS}/(?:egldeviceintegrations|xcbglintegrations|wayland-.*|virtualkeyboard|qmltooling|sqldrivers)/.*",
    rf"{_PLUGINS}/platforms/(?:lib)?q(?:eglfs|wayland|linuxfb|vnc|vkkhrdisplay|minimal|direct2d).*",
    rf"{_PLUGINS}/platformthemes/libqgtk3\.so",
    rf"{_PLUGINS}/platforminputcontexts/.*virtualkeyboard.*",
    # nothing is fetched from a network, by no way that Qt knows
    rf"{_PLUGINS}/(?:tls|networkinformation|generic)/.*",
    # pictures that people hand in are png, jpg, tiff, or pages of a pdf
    rf"{_PLUGINS}/imageformats/(?:lib)?q(?:pdf|webp|wbmp|tga|icns)\.(?:dll|so)",
    # pulled in by the theme of GTK alone
    r"lib(?:gtk-3|gdk-3|atk-1|atk-bridge|atspi|cairo|pango|gdk_pixbuf|epoxy|wayland)[^/]*\.so.*",
    r"matplotlib/mpl-data/(?:sample_data|images)/.*",
    r"matplotlib/mpl-data/fonts/(?:afm|pdfcorefonts)/.*",
    r"matplotlib/mpl-data/fonts/ttf/(?!(?:DejaVuSans|DejaVuSans-Bold|LastResortHE-Regular)\.ttf$).*",
    r"(?:.*/)?tests?/.*",
    r"(?:tcl|tk|_tcl_data|_tk_data|tcl8|tcl8\.6|tk8\.6)/.*",
    r"PIL/_(?:avif|webp|imagingtk).*",
    r"pillow\.libs/lib(?:avif|webp)[^/]*",
    r"[^/]+\.dist-info/(?:RECORD|INSTALLER|direct_url\.json|REQUESTED)",
)
_DROPPED = re.compile("|".join(f"(?:{pattern})" for pattern in _FILES))


def is_dropped(name: str) -> bool:
    r"""Whether a file of the bundle is left out; ``name`` is its place there, with ``/`` or ``\\``."""
    return _DROPPED.fullmatch(name.replace("\\", "/")) is not None


def kept(entries: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """What stays of PyInstaller's list of (place in the bundle, source, kind)."""
    return [entry for entry in entries if not is_dropped(entry[0])]


def size_of(entries: Iterable[tuple[str, str, str]]) -> int:
    """Bytes of the sources; links count nothing."""
    return sum(
        Path(source).stat().st_size
        for _, source, kind in entries
        if kind != "SYMLINK" and Path(source).is_file()
    )
