"""The form of an own declaration: the fields that both offices share, what stops it, what stands out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.terms import Block, Declaration
from sozdesk.features.rent_limits.ui import own_words
from sozdesk.features.rent_limits.ui.import_cases import Choices
from sozdesk.features.rent_limits.ui.import_hints import FindingsEditor
from sozdesk.features.rent_limits.ui.manual_form import EntryForm
from sozdesk.features.rent_limits.ui.manual_values import declaration_from, values_of
from sozdesk.features.rent_limits.ui.own_known import Opened
from sozdesk.kernel.findings import Finding, Severity, hints
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.summary import ErrorSummary


class DeclareForm(QWidget):
    """Built again when other optional blocks are asked for."""

    def __init__(
        self, opened: Opened, blocks: frozenset[Block], previous: Declaration | None
    ) -> None:
        super().__init__()
        self._opened, self.blocks = opened, blocks
        self._hints: tuple[Finding, ...] = ()
        before = "bisher" if opened.is_change else ""
        self.entry = EntryForm(opened.year, blocks, before=before)
        self.form = self.entry.form
        self.summary = ErrorSummary(self.form, "Das Formular kann noch nicht erstellt werden")
        self.editor = FindingsEditor("", opened.year)
        self._explain = labels.secondary(own_words.EXPLAIN_IN_REMARK)
        self.entry.below_amounts.addWidget(self.editor)
        self.entry.below_amounts.addWidget(self._explain)
        self.entry.show_previous(previous)
        above = layouts.box(layouts.column(self.summary, margins=(24, 0, 20, 0)))
        self.setLayout(layouts.column(above, self.entry, spacing=8))

    def declaration(self) -> Declaration:
        """What the form says now."""
        return declaration_from(self.form.values(), self._opened.bfs_number, self._opened.year)

    def show_saved(self, declaration: Declaration) -> None:
        """Show what is in the file: from now on it counts as unchanged."""
        self.form.set_values(values_of(declaration))

    def show_declaration(self, declaration: Declaration) -> None:
        """Show answers as if somebody had typed them."""
        self.put(values_of(declaration))

    def put(self, values: Mapping[str, Any]) -> None:
        """The same, by the keys of the fields."""
        for key, value in values.items():
            if key in self.form:
                self.form[key].set_value(value)

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """In the words for the one who declares: at the fields, those of the amounts in full below."""
        said = tuple(texts.for_municipality(one) for one in findings)
        at_fields = [one for one in said if one.severity is not Severity.NOTE]
        self.entry.show_findings(at_fields, named=not self.summary.isHidden())
        below = tuple(
            one for one in said if one.severity is not Severity.STOP and self._lacks_room(one)
        )
        if below != self._hints:
            self._hints = below
            self.editor.show_findings(below, Choices(), decidable=False)
        self._explain.setVisible(bool(hints(said)))

    def _lacks_room(self, finding: Finding) -> bool:
        """Beside an amount stand two or three words; other fields hold the sentence."""
        return finding.field.startswith("amount_") or finding.field not in self.form
