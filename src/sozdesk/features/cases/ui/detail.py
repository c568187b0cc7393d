"""The right side of the page: one case with its five tabs, each made when it is first opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sozdesk.features.cases.ui.area_data import AreaData, CaseData
from sozdesk.features.cases.ui.case_parts import PARTS, CasePart, build_part
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.tabs import Tabs

_HANDBOOK = {
    "tenancy_part": "wohnkosten",
    "rulings_part": "verfuegung",
    "enactments_part": "teilnahmen",
    "notes_part": "aufgaben#notizen",
}
"""Tab → where the handbook tells of it; the others are told of with the cases."""


class CaseDetail(QWidget):
    """Stays while another case is chosen; a tab is filled when it is looked at."""

    def __init__(
        self, desk: Desk, navigator: Navigator, commands: Callable[[], Sequence[QAction]]
    ) -> None:
        super().__init__()
        self.desk, self.navigator = desk, navigator
        self.data: CaseData | None = None
        self.parts: dict[int, CasePart] = {}
        self._commands = commands
        self._stale: set[int] = set()
        self._holders = [_holder() for _ in PARTS]
        titles = [title for title, _ in PARTS]
        self.tabs = Tabs(list(zip(titles, self._holders, strict=True)))
        self.tabs.changed.connect(self._fill)
        self._lay_out()

    def _lay_out(self) -> None:
        self._title = labels.record_title("")
        self._said = labels.secondary("")
        self._facts = Facts()
        self._more = layouts.row()
        head = layouts.row(self._title, layouts.column(layouts.box(self._more), None, spacing=0))
        head.setStretch(0, 1)
        column = layouts.column(
            layouts.box(head), self._said, self._facts, 4, self.tabs, None, spacing=6
        )
        column.setContentsMargins(20, 14, 20, 20)
        self.setLayout(column)

    def show_data(self, data: CaseData, area: AreaData) -> None:
        """Show another case, or other values."""
        self.data = data
        row = data.row
        self._title.setText(f"Fall {row.number}, {row.name}" if row.name else f"Fall {row.number}")
        dossier = f", Dossier {row.dossier_number}" if row.dossier_number else ""
        self._said.setText(f"{area.place(row.bfs_number)}{dossier}")
        self._facts.set_facts(_facts(data, area))
        layouts.empty(self._more)
        if commands := list(self._commands()):
            self._more.addWidget(buttons.more_button(commands, "Weitere Befehle zum Fall"))
        self._stale = set(range(len(PARTS)))
        self._fill(self.tabs.current())

    def _fill(self, number: int) -> None:
        """The content of a tab, once per case."""
        if self.data is None or number not in self._stale:
            return
        self._stale.discard(number)
        if number not in self.parts:
            part = build_part(PARTS[number][1], self.desk, self.navigator)
            self.parts[number] = part
            holder = self._holders[number].layout()
            assert holder is not None
            holder.addWidget(part.widget)
        self.parts[number].show_case(self.data.row)
        layouts.keys_in_order(self)

    def open_part(self, module: str) -> None:
        """Turn to the tab that a module of :data:`PARTS` fills; another word changes nothing."""
        modules = [part for _title, part in PARTS]
        if module in modules:
            self.tabs.choose(modules.index(module))

    def handbook_place(self) -> str:
        """Where the handbook tells of the tab that is shown."""
        return _HANDBOOK.get(PARTS[self.tabs.current()][1], "faelle")

    def title(self) -> str:
        """The title shown now."""
        return self._title.text()


def _holder() -> QWidget:
    """The room of a tab before it is opened."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    return made


def _facts(data: CaseData, area: AreaData) -> list[tuple[str, str]]:
    row = data.row
    said = [("Seit", german.day(row.opened_on)), ("Zuständig", row.responsible)]
    if row.closed_on:
        said.append(("Abgeschlossen", german.day(row.closed_on)))
    if row.support_ended_on:
        said.append(("Ablösung", german.day(row.support_ended_on)))
    elif row.closed_on and not row.moved_on:
        said.append(("Ablösung", "offen: letzter Tag des letzten unterstützten Monats fehlt"))
    if row.moved_on:
        where = area.place(row.moved_to) or "ausserhalb des Kantons"
        said.append(("Wegzug", f"{where}, erster Tag dort {german.day(row.moved_on)}"))
    if data.before is not None:
        said.append(("Folgt auf", f"Fall {data.before.number}"))
    if data.after:
        said.append(("Geht weiter", ", ".join(f"Fall {one.number}" for one in data.after)))
    if row.repayment_starts_on:
        said.append(("Rückerstattung", f"Frist läuft ab {german.day(row.repayment_starts_on)}"))
    said.append(("Abrechnung", "\n".join(data.billed)))
    return [(key, value) for key, value in said if value]
