"""The map of the Mietzinsgrenzwerte of a year, with the same content as a table beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from sozdesk.features.rent_limits.terms import MAIN_CATEGORIES, TOPIC, Category, MapSubject
from sozdesk.features.rent_limits.texts import household, word
from sozdesk.features.rent_limits.ui import map_data
from sozdesk.features.rent_limits.ui.map_data import Common, MapYear, Shown
from sozdesk.features.rent_limits.ui.map_output import MapOutput
from sozdesk.features.rent_limits.ui.map_parts import AllSizes, MunicipalityTable, OneSize
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.page import EmptyState, Page
from sozdesk.widgets.segments import Segments

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_TOPICS = frozenset({TOPIC, "offices"})
_SIZES = [
    (size, household(size) if number == 0 else str(number + 1), household(size))
    for number, size in enumerate(MAIN_CATEGORIES)
]
_EMPTY = (
    "Die Karte zeigt erfasste Grenzwerte. Lesen Sie die Rückmeldungen einer Erhebung ein, oder die "
    "Übersicht eines früheren Jahres."
)


class MapPage(Page):
    """«Karte der Mietzinsgrenzwerte»; ``year`` is shown first, ``size`` and ``subject`` are chosen."""

    handbook_place = "karte"

    def __init__(self, desk: Desk, navigator: Navigator, year: int | None = None) -> None:
        super().__init__("Karte der Mietzinsgrenzwerte", back=navigator.back)
        self._desk, self._navigator = desk, navigator
        self._year = year
        self._years: dict[int, MapYear] = {}
        """What was read already; a switch back costs nothing."""
        self._common: Common | None = None
        self._building = self._was_shown = False
        self.data: MapYear | None = None
        self.output = MapOutput(self, desk)
        self.one = OneSize()
        self.all: AllSizes | None = None
        self._all_subject: MapSubject | None = None
        self._one_area = layouts.scroll(self.one, "Karte und Tabelle")
        self._all_area: QWidget | None = None
        self._empty: EmptyState | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self._one_area)
        self._build_tools()
        self.set_content(self._stack)
        self._follow(self.one.table)
        self.setFocusProxy(self.one.table.table)
        desk.changed.connect(self._on_changed)
        self.reload()

    # ------------------------------------------------------------------ building

    def _build_tools(self) -> None:
        self.household = Segments("Haushaltsgrösse", _SIZES)
        self.subject = Choice([(subject, word(subject)) for subject in MapSubject])
        self.subject.setAccessibleName("Zeigen")
        self.years = Choice(())
        self.years.setAccessibleName("Jahr")
        self.all_link = buttons.link("Alle Grössen", self._toggle_all)
        self.household.changed.connect(self._on_size)
        self.subject.changed.connect(self._show)
        self.years.changed.connect(self._on_year)
        self.tools = layouts.Flow(
            _labelled("Haushalt", self.household),
            _labelled("Zeigen", self.subject),
            _labelled("Jahr", self.years),
            spacing=16,
        )
        self.add_tools(self.tools, self.all_link)

    def _follow(self, table: MunicipalityTable) -> None:
        table.opened.connect(self.open_municipality)
        table.history_wanted.connect(self.open_history)
        table.export_wanted.connect(self._export)

    # ------------------------------------------------------------------ data

    def _on_changed(self, topics: frozenset[str]) -> None:
        if topics & _TOPICS:
            self._read_anew()

    def _read_anew(self) -> None:
        self._years.clear()
        self._common = None
        self.reload()

    def reload(self) -> None:
        """Read the year that is chosen, if it was not read before."""
        year, common = self._year, self._common
        if year in self._years:
            self._take(self._years[year])
            return

        def read(archive: Archive) -> MapYear | None:
            return map_data.load(archive, year, common)

        self._desk.call(read, done=self._take, owner=self)

    def _take(self, data: MapYear | None) -> None:
        if data is None:
            self._show_empty()
            return
        first = self._common is None
        self.data, self._common = data, data.common
        self._year = data.round.year
        self._years[self._year] = data
        if first:
            self._show_common(data)
        self._choose_year(self._year)
        self._show()

    def _show_common(self, data: MapYear) -> None:
        self._building = True
        self.years.set_choices([(row.year, str(row.year)) for row in data.common.rounds])
        self._building = False
        self._show_actions(read_only=data.common.read_only)
        self._show_tools(visible=True)
        if self._stack.currentWidget() is self._empty:
            self._front(everything=False)
        if data.common.map_problem:
            link = buttons.link(
                "Karte wählen", lambda: self._navigator.open_area("settings", section="map")
            )
            self.show_notice(data.common.map_problem, link)

    def _show_actions(self, *, read_only: bool) -> None:
        picture = buttons.button("Bi&ld speichern …", self._save_picture, icon="download")
        printed = buttons.button("Dru&cken …", self._print, icon="printer")
        classes = buttons.action("Klassen festlegen …", self.set_classes, enabled=not read_only)
        self.head.set_actions(picture, printed, more=[classes])

    def _empty_state(self) -> EmptyState:
        back = buttons.button("Zu den &Mietzinsgrenzwerten", self._navigator.back, primary=True)
        link = buttons.link("&Im Handbuch lesen (F1)", self._open_handbook)
        return EmptyState(
            "scale", "Erfassen Sie zuerst Rückmeldungen", _EMPTY, back, help_link=link
        )

    def _open_handbook(self) -> None:
        self._navigator.open_handbook("karte")

    def _show_empty(self) -> None:
        self.data = self._common = None
        self._show_tools(visible=False)
        self.head.set_actions()
        self.head.set_facts("")
        if self._empty is None:
            self._empty = self._empty_state()
            self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)

    def _show_tools(self, *, visible: bool) -> None:
        self.tools.setVisible(visible)
        self.all_link.setVisible(visible)

    # ------------------------------------------------------------------ choosing

    def _choose_year(self, year: int) -> None:
        self._building = True
        self.years.set_value(year)
        self._building = False

    def _on_year(self) -> None:
        if not self._building:
            self._year = self.years.value()
            self.reload()

    def _on_size(self) -> None:
        """A size is chosen: the one large map."""
        self._front(everything=False)
        self._show()

    def _toggle_all(self) -> None:
        selected = self._table().current()
        self._front(everything=not self._shows_all())
        self._show()
        self._table().select(selected)

    def _shows_all(self) -> bool:
        return self._all_area is not None and self._stack.currentWidget() is self._all_area

    def _front(self, *, everything: bool) -> None:
        """The large map, or the small ones, which are built when they are first wanted."""
        if everything:
            self._build_all()
        area = self._all_area if everything else None
        self._stack.setCurrentWidget(area or self._one_area)
        self.setFocusProxy(self._table().table)
        self.all_link.setText("Eine Grösse" if everything else "Alle Grössen")

    def _build_all(self) -> None:
        """Again for another subject, because the columns of the table are others."""
        subject: MapSubject = self.subject.value()
        if self.all is not None and self._all_subject is subject:
            return
        if self._all_area is not None:
            self._stack.removeWidget(self._all_area)
            self._all_area.deleteLater()
        self.all, self._all_subject = AllSizes(subject), subject
        self.all.size_wanted.connect(self._choose_size)
        self._follow(self.all.table)
        self._all_area = layouts.scroll(self.all, "Karten und Tabelle")
        self._stack.addWidget(self._all_area)

    def _choose_size(self, size: Category) -> None:
        if self.household.value() is size:
            self._on_size()
        else:
            self.household.set_value(size)

    def _show(self) -> None:
        """What is chosen, on the map and in the table."""
        data = self.data
        if data is None:
            return
        if self._shows_all():
            self._front(everything=True)
            assert self.all is not None
            shown = data.sizes(self.subject.value())
            self.all.show_maps(shown, data.common.drawn, sample=data.common.sample)
            self._show_facts(f"{word(self.subject.value())}, alle Haushaltsgrössen", "")
        else:
            one = data.shown(self.subject.value(), self.household.value())
            self.one.show_map(one, data.common.drawn, sample=data.common.sample)
            self._show_facts(word(self.subject.value()), one.content.facts)

    def _show_facts(self, what: str, counted: str) -> None:
        assert self.data is not None
        stand = f"{what[:1].upper()}{what[1:]}, Stand {german.day(self.data.common.today)}"
        self.head.set_facts(f"{stand}: {counted}" if counted else stand)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Coming here with a key, one goes on with keys; coming back, the map file may be another."""
        super().showEvent(event)
        if not event.spontaneous():
            if self._was_shown:
                self._read_anew()
            self._was_shown = True
            self._table().table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _table(self) -> MunicipalityTable:
        part = self.all if self._shows_all() else self.one
        assert part is not None
        return part.table

    # ------------------------------------------------------------------ commands

    def _shown(self) -> tuple[Shown, ...]:
        assert self.data is not None
        if self._shows_all():
            return self.data.sizes(self.subject.value())
        return (self.data.shown(self.subject.value(), self.household.value()),)

    def _save_picture(self) -> None:
        assert self.data is not None
        common = self.data.common
        self.output.save_picture(self._shown(), common.drawn, sample=common.sample)

    def _print(self) -> None:
        assert self.data is not None
        self.output.print_map(self._shown(), self.data.common.drawn)

    def _export(self) -> None:
        shown, table = self._shown(), self._table()
        title = shown[0].content.title
        if len(shown) > 1:
            title = f"Mietzinsgrenzwerte {shown[0].asked.year}, {word(shown[0].asked.subject)}"
        facts = [("Stand", one.content.facts) for one in shown[:1]]
        if searched := table.filter.text().strip():
            facts.append(("Gesucht", f"«{searched}»"))
        self.output.lists.write(table.table, table.columns, title, facts)

    def set_classes(self) -> None:
        """Ask for the classes of the shown basis and size."""
        from sozdesk.features.rent_limits.ui.map_classes import (  # noqa: PLC0415 - rarely used
            MapClassesDialog,
        )

        assert self.data is not None
        dialog = MapClassesDialog(
            self, self._desk, self.data, self.subject.value(), self.household.value()
        )
        dialog.present()

    def open_municipality(self, bfs_number: int) -> None:
        """Leave for the municipality in the Erhebung of the year."""
        self._navigator.open_area("rent_limits", year=self._year, bfs=bfs_number)

    def open_history(self, bfs_number: int) -> None:
        """The values of a municipality over the years, on top of the map."""
        from sozdesk.features.rent_limits.ui.history_page import (  # noqa: PLC0415 - when used
            HistoryPage,
        )

        self._navigator.open_subpage(HistoryPage(self._desk, self._navigator, bfs_number))


def _labelled(words: str, widget: QWidget) -> QWidget:
    return layouts.box(layouts.row(labels.text(words, "body", "text2", wrap=False), widget))
