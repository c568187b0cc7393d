"""The base of every dialog: fields with findings, Enter = action, Esc = Abbrechen.

Subclass it, put fields into ``self.form`` and widgets into ``self.body``, and override
:meth:`Dialog.check` to answer what still stops the action. A dialog that ends in a use case is a
:class:`~sozdesk.widgets.command_dialog.CommandDialog`.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from sozdesk.kernel.findings import Finding
from sozdesk.widgets import buttons, labels, layouts, theme
from sozdesk.widgets.fields import Form
from sozdesk.widgets.summary import ErrorSummary

_WIDTH = 480


class Dialog(QDialog):
    """A dialog with one action and «Abbrechen», in the order of the platform."""

    def __init__(
        self, parent: QWidget | None, title: str, *, action: str = "&Speichern", intro: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.form = Form()
        self.summary = ErrorSummary(self.form)
        self.body = layouts.column(spacing=12)
        content = layouts.column(labels.section(title), spacing=12, margins=(24, 20, 24, 16))
        if intro:
            content.addWidget(labels.text(intro, "body", "text2"))
        content.addWidget(self.summary)
        layouts.nest(content, self.body)
        content.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._content = layouts.box(content)
        self._content.installEventFilter(self)
        whole.addWidget(layouts.scroll(self._content), 1)
        whole.addWidget(self._foot(action))
        self.setMinimumWidth(theme.px(_WIDTH))

    def _foot(self, action: str) -> QWidget:
        self.box = QDialogButtonBox()
        self.action_button = buttons.button(action, self.accept, primary=True)
        self.action_button.setDefault(True)
        self.cancel_button = buttons.button("Abbrechen", self.reject)
        self.box.addButton(self.action_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.box.addButton(self.cancel_button, QDialogButtonBox.ButtonRole.RejectRole)
        foot = layouts.box(layouts.row(None, self.box, margins=(24, 9, 20, 9)))
        theme.surface(foot, "chrome")
        return foot

    def check(self) -> Sequence[Finding]:
        """What stops the action; the default asks only whether every text can be read."""
        return self.form.check_entries()

    def accept(self) -> None:
        """The action: closes if nothing stops it, else shows why."""
        findings = self.check()
        if findings:
            self.summary.report(findings)
            return
        super().accept()

    def reject(self) -> None:
        """Esc and Abbrechen: asks first if something was typed."""
        if not self.form.is_dirty():
            super().reject()
            return
        from sozdesk.widgets import messages  # noqa: PLC0415 - messages are dialogs themselves

        match messages.ask_unsaved(self):
            case messages.Unsaved.SAVE:
                self.accept()
            case messages.Unsaved.DISCARD:
                super().reject()
            case _:
                pass

    def run(self) -> bool:
        """Show the dialog; True if the action was chosen and nothing stopped it."""
        self._focus_first()
        return self.exec() == QDialog.DialogCode.Accepted

    def present(self) -> None:
        """Show the dialog over its window and go on at once; the first field has the focus."""
        self._focus_first()
        self.open()

    def _focus_first(self) -> None:
        if keys := self.form.keys():
            self.form[keys[0]].focus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """As big as its content."""
        self._fit(QSize(0, 0))
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """When a finding appears, the dialog grows with the sentence."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit(self.size())
        return super().eventFilter(watched, event)

    def _fit(self, least: QSize) -> None:
        """Never bigger than the screen: then the content scrolls."""
        title = self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
        room = self.screen().availableGeometry().adjusted(20, 20 + title, -20, -20)
        width = max(least.width(), self.minimumWidth(), self._content.sizeHint().width())
        height = max(self._content.sizeHint().height(), self._content.heightForWidth(width))
        height = max(least.height(), height + self.box.sizeHint().height() + theme.px(22))
        if height > room.height():  # the bar that scrolls must not cost a second one
            width += self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        self.resize(QSize(width, height).boundedTo(room.size()))
        if self.isVisible() and self.frameGeometry().bottom() > room.bottom():
            self.move(
                self.x(), max(room.top(), self.y() - self.frameGeometry().bottom() + room.bottom())
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter is the action, except in a text of several lines; a button keeps its Enter.

        Ctrl+S is the action of every dialog with fields, as it saves the form of a page.
        """
        if event.matches(QKeySequence.StandardKey.Save) and self.form.keys():
            if self.action_button.isEnabled():
                self.accept()
        elif buttons.is_enter(event) and not isinstance(self.focusWidget(), QPlainTextEdit):
            self.accept()
        else:
            super().keyPressEvent(event)
