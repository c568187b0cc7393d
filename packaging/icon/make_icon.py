"""Draw the icon anew after a change of ``sozdesk.svg``: ``.venv/bin/python packaging/icon/make_icon.py``.

Writes ``sozdesk.ico`` (Windows: program, installer, data files) and ``resources/icons/sozdesk.png``
(the window). Both are committed: a build must not depend on how Qt draws.
"""

from __future__ import annotations

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).parent
WINDOW_ICON = HERE.parents[1] / "resources" / "icons" / "sozdesk.png"
SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
"""What Windows asks for between 100 and 250 % and in large lists."""
_WINDOW = 64


def png(size: int) -> bytes:
    """The drawing with ``size`` pixels on each side."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray((HERE / "sozdesk.svg").read_bytes())).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """An icon of Windows with these pictures (PNG, as Windows knows them since Vista)."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(head) + 16 * len(pictures)
    entries = []
    for size, data in pictures.items():
        edge = size % 256  # 0 means 256
        entries.append(struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(data), offset))
        offset += len(data)
    return head + b"".join(entries) + b"".join(pictures.values())


if __name__ == "__main__":
    (HERE / "sozdesk.ico").write_bytes(ico({size: png(size) for size in SIZES}))
    WINDOW_ICON.write_bytes(png(_WINDOW))
