"""The scan beside the form, so that nobody has to switch between two windows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from sozdesk.features.rent_limits.terms import Attachment, ReturnFile
from sozdesk.features.rent_limits.ui.import_detail import excerpt_of
from sozdesk.features.rent_limits.ui.import_files import save_copy
from sozdesk.widgets import buttons, labels, layouts, theme
from sozdesk.widgets.facts import Facts

_PDF = (
    "Dieses Programm zeigt keine PDF-Dateien an. Speichern Sie die Datei und öffnen Sie sie "
    "daneben."
)
_OTHER = "Diese Datei kann hier nicht gezeigt werden. Speichern Sie sie und öffnen Sie sie daneben."

_NARROW = 900
"""Width below which the picture stands under the form."""


class Picture(QLabel):
    """A picture as wide as its pane."""

    def __init__(self, name: str, picture: QPixmap) -> None:
        super().__init__()
        self._whole = picture
        self.setAccessibleName(f"Bild {name}")
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(120)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Scale to the width; never larger than it came."""
        super().resizeEvent(event)
        ratio = self.devicePixelRatioF()
        width = min(self._whole.width(), round(self.width() * ratio))
        if self.pixmap().width() != width:
            scaled = self._whole.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
            scaled.setDevicePixelRatio(ratio)
            self.setPixmap(scaled)
            self.setFixedHeight(round(scaled.height() / ratio))


class PicturePane(QWidget):
    """Everything that came in: pictures to look at, the rest to save."""

    def __init__(self, attachments: Sequence[Attachment], file: ReturnFile | None = None) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        parts: list[QWidget] = [labels.section("Was eingegangen ist")]
        if file is not None:
            parts.append(Facts([("Datei", file.file)]))
            if file.excerpt is not None:
                parts.append(excerpt_of(file.excerpt, file.findings))
        parts += [self._part(one) for one in attachments]
        content = layouts.box(layouts.column(*parts, None, margins=(20, 14, 20, 20)))
        whole.addWidget(layouts.scroll(content, "Was eingegangen ist"))

    def _part(self, attachment: Attachment) -> QWidget:
        save = buttons.button(
            "Speichern unter …",
            partial(save_copy, self, attachment.name, attachment.content),
            icon="save",
        )
        save.setAccessibleName(f"{attachment.name} speichern unter …")
        head = layouts.row(labels.strong(attachment.name), save)
        head.setStretch(0, 1)
        return layouts.box(layouts.column(head, _shown(attachment), spacing=6))


class FormAndPicture(QSplitter):
    """The form, and beside it (in a narrow window below it) what came in."""

    def __init__(self, form: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.addWidget(form)

    def show_pane(self, pane: QWidget) -> None:
        """Put this beside the form, in place of what was there."""
        before = self.widget(1)
        if before is None:
            self.addWidget(pane)
        else:
            self.replaceWidget(1, pane)
            before.deleteLater()
        self.setSizes([3 * self.width(), 2 * self.width()])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Side by side, or one below the other."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_NARROW)
        self.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)


def _shown(attachment: Attachment) -> QWidget:
    picture = QPixmap()
    if picture.loadFromData(attachment.content):
        return Picture(attachment.name, picture)
    return labels.text(_PDF if attachment.name.lower().endswith(".pdf") else _OTHER, tone="text2")
