"""A field: label above, hint below the label, finding between hint and input. And forms of fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sozdesk.kernel.findings import Finding, Severity
from sozdesk.widgets import labels, layouts, states, theme
from sozdesk.widgets.announce import announce
from sozdesk.widgets.inputs import Input

_OPTIONAL = " (freiwillig)"


class FindingLine(QWidget):
    """Symbol and sentence of a finding; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._symbol = states.Symbol(states.State.HINT)
        self._words = labels.body("")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(6))
        line.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        self.hide()

    def set_finding(self, finding: Finding | None) -> None:
        """Show a finding, or nothing."""
        self.setVisible(finding is not None)
        if finding is None:
            self._words.setText("")
            return
        state = states.of_severity(finding.severity)
        self._symbol.set_state(state)
        self._words.setText(finding.message)
        theme.give(self._words, tone=states.tone_of(state))

    def words(self) -> str:
        """The sentence shown now."""
        return self._words.text()


class Field(QWidget):
    """One labelled input.

    ``&`` in the label marks the mnemonic (unique on the page). ``beside`` puts the finding right of
    the input instead of above it. ``show_label=False`` where a table's head or row says the label:
    then it becomes the accessible name. A form table places ``field.input`` and ``field.line`` (the
    finding) in its own columns.
    """

    def __init__(
        self,
        label: str,
        input_: Input,
        *,
        hint: str = "",
        optional: bool = False,
        width: int = 0,
        beside: bool = False,
        show_label: bool = True,
    ) -> None:
        super().__init__()
        self.input = input_
        self.label_text = label.replace("&", "")
        self._finding: Finding | None = None
        self.line = FindingLine()
        widget = _widget(input_)
        if width:
            widget.setFixedWidth(theme.px(width))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        if show_label:
            column.addWidget(self._label(label + (_OPTIONAL if optional else "")))
        self._name_input()
        if hint:
            column.addWidget(labels.secondary(hint))
            input_.focus_target().setAccessibleDescription(hint)
        self._hint = hint
        self._place(column, widget, beside=beside)
        input_.changed.connect(self._on_changed)
        if hasattr(input_, "editingFinished"):
            input_.editingFinished.connect(self.check_entry)

    def _label(self, words: str) -> QLabel:
        label = QLabel(words)
        label.setWordWrap(True)
        label.setBuddy(self.input.focus_target())
        theme.give(label, role="label", tone="text")
        return label

    def _name_input(self) -> None:
        """The label is the name, unless the input speaks for itself (a box or one of several)."""
        target = self.input.focus_target()
        speaks = isinstance(target, QAbstractButton) and bool(target.text())
        if not target.accessibleName() and not speaks:
            target.setAccessibleName(self.label_text)

    def _place(self, column: QVBoxLayout, widget: QWidget, *, beside: bool) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.px(12))
        fixed = widget.minimumWidth() == widget.maximumWidth()
        line.addWidget(widget, 0 if fixed else 1)
        if beside:
            line.addWidget(self.line, 1)
        if fixed:
            line.addStretch(0 if beside else 1)
        if not beside:
            column.addWidget(self.line)
        layouts.nest(column, line)

    def value(self) -> Any:
        """The value of the input."""
        return self.input.value()

    def set_value(self, value: Any) -> None:
        """Show a value; an old finding goes away."""
        self.input.set_value(value)
        self.set_finding(None)

    def finding(self) -> Finding | None:
        """The finding shown now."""
        return self._finding

    def set_finding(self, finding: Finding | None) -> None:
        """Show a finding at the field, or take it away."""
        self._finding = finding
        self.line.set_finding(finding)
        target = self.input.focus_target()
        target.setAccessibleDescription(finding.message if finding else self._hint)
        theme.give(target, finding=str(finding.severity) if finding else "")

    def check_entry(self) -> Finding | None:
        """Say beside the field if the text cannot be read; answers that finding."""
        problem = self.input.problem()
        if problem:
            self.set_finding(Finding("entry", Severity.STOP, problem))
            announce(self.input.focus_target(), problem)
        elif self._finding is not None and self._finding.code == "entry":
            self.set_finding(None)
        return self._finding if problem else None

    def _on_changed(self) -> None:
        if self._finding is not None and self._finding.severity is Severity.STOP:
            self.set_finding(None)

    def focus(self) -> None:
        """Put the cursor here, where it is seen."""
        target = self.input.focus_target()
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        layouts.reveal(target)


def _widget(input_: Input) -> QWidget:
    assert isinstance(input_, QWidget)
    return input_


class Form(QObject):
    """The fields of a page or dialog by their keys. Lay them out as you like."""

    changed = Signal()
    """Some value changed."""
    findings_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[str, Field] = {}
        self._clean: dict[str, Any] = {}

    def add(self, key: str, field: Field) -> Field:
        """Add a field under the key that findings use (``amount_p4``, ``valid_from``)."""
        self._fields[key] = field
        self._clean[key] = field.value()
        field.input.changed.connect(self._on_changed)
        return field

    def __getitem__(self, key: str) -> Field:
        """The field with this key."""
        return self._fields[key]

    def __contains__(self, key: object) -> bool:
        """Whether there is a field with this key."""
        return key in self._fields

    def keys(self) -> tuple[str, ...]:
        """Keys in the order of the fields."""
        return tuple(self._fields)

    def values(self) -> dict[str, Any]:
        """All values by key."""
        return {key: field.value() for key, field in self._fields.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show saved values; from now on these count as unchanged."""
        for key, value in values.items():
            if key in self._fields:
                self._fields[key].set_value(value)
        self.mark_clean()

    def changes(self) -> dict[str, Any]:
        """Values that differ from what was saved last."""
        return {key: now for key, now in self.values().items() if now != self._clean[key]}

    def is_dirty(self) -> bool:
        """Whether anything differs from what was saved last, unreadable texts included."""
        return bool(self.changes()) or bool(self._unreadable())

    def mark_clean(self) -> None:
        """What is shown now is saved."""
        self._clean = self.values()

    def _unreadable(self) -> list[str]:
        return [key for key, field in self._fields.items() if field.input.problem()]

    def check_entries(self) -> tuple[Finding, ...]:
        """Findings for texts that cannot be read, shown at their fields."""
        found = []
        for key in self._unreadable():
            problem = self._fields[key].input.problem()
            found.append(Finding("entry", Severity.STOP, problem, field=key))
            self._fields[key].set_finding(found[-1])
        self.findings_changed.emit()
        return tuple(found)

    def show_findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Put each finding at its field (the gravest one if several); answers those without."""
        placed: dict[str, Finding] = {}
        rest: list[Finding] = []
        for finding in findings:
            if finding.field not in self._fields:
                rest.append(finding)
            elif _is_graver(finding, placed.get(finding.field)):
                placed[finding.field] = finding
        for key, field in self._fields.items():
            field.set_finding(placed.get(key))
        self.findings_changed.emit()
        return tuple(rest)

    def findings(self) -> tuple[tuple[str, Finding], ...]:
        """Key and finding of every field that has one, in the order of the fields."""
        pairs = ((key, field.finding()) for key, field in self._fields.items())
        return tuple((key, finding) for key, finding in pairs if finding is not None)

    def _on_changed(self) -> None:
        self.changed.emit()
        self.findings_changed.emit()


_GRAVITY = {Severity.STOP: 0, Severity.HINT: 1, Severity.NOTE: 2}


def _is_graver(finding: Finding, other: Finding | None) -> bool:
    return other is None or _GRAVITY[finding.severity] < _GRAVITY[other.severity]
