"""«Verfahren einrichten»: windows, checklist, criteria."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings import queries, texts, usecases
from sozdesk.features.offerings.terms import (
    TOPIC,
    CriteriaVersionRow,
    EnclosureKindRow,
    WindowRow,
)
from sozdesk.features.offerings.ui.procedure_dialogs import (
    CriteriaDialog,
    KindDialog,
    WindowDialog,
)
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import layouts
from sozdesk.widgets.page import Page
from sozdesk.widgets.rows_part import Removal, RowsPart
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column
from sozdesk.widgets.tabs import Tabs

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_FACTS = "Was das Gesuch braucht und wie es beurteilt wird. Laufende Gesuche behalten ihr Fenster."


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The page."""
    return ProcedurePage(desk, navigator)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settings:
    windows: tuple[WindowRow, ...]
    kinds: tuple[EnclosureKindRow, ...]
    versions: tuple[CriteriaVersionRow, ...]
    today: date


def _load(archive: Archive) -> _Settings:
    return _Settings(
        windows=archive.query(queries.windows),
        kinds=archive.query(queries.enclosure_kinds),
        versions=archive.query(queries.criteria_versions),
        today=archive.context().today,
    )


class ProcedurePage(Page):
    """Three tabs."""

    handbook_place = "anerkennung#verfahren"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Verfahren einrichten", _FACTS, back=navigator.back)
        self.desk = desk
        self._today: date | None = None
        self.windows = RowsPart(
            desk,
            ("Fenster", "Fenster"),
            _WINDOW,
            lambda row: WindowDialog(self, desk, row),
            Removal(usecases.remove_window, usecases.RemoveRow),
            hint="In diesen Tagen nimmt das KSA Gesuche entgegen. Andere gelten als ausserhalb des Fensters.",
        )
        self.kinds = RowsPart(
            desk,
            ("Beilagen", "Beilage"),
            _KIND,
            lambda row: KindDialog(self, desk, row),
            Removal(usecases.remove_enclosure_kind, usecases.RemoveRow),
        )
        self.versions = RowsPart(
            desk,
            ("Fassungen der Kriterien", "Fassung der Kriterien"),
            self._version_column(),
            lambda row: CriteriaDialog(self, desk, row),
            Removal(usecases.remove_criteria_version, usecases.RemoveRow),
            hint=(
                "Mitgeliefert ist nur ein Muster. Die Kriterien stehen im Grundlagendokument des KSA; "
                "erfassen Sie es als eigene Fassung."
            ),
        )
        parts = (("Fenster", self.windows), ("Beilagen", self.kinds), ("Kriterien", self.versions))
        self.tabs = Tabs(list(parts))
        self.set_content(
            layouts.box(layouts.column(self.tabs, None, margins=(24, 14, 20, 20))), scroll=True
        )
        desk.changed.connect(self._on_changed)
        self.reload()

    def _version_column(self) -> Column:
        return Column(
            title="Fassung",
            text=lambda row: row.name,
            second=_version_words,
            symbol=self._version_symbol,
            stretch=True,
        )

    def _version_symbol(self, row: CriteriaVersionRow) -> str:
        return State.HINT if row.sample else State.RECORDED

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the settings again."""
        self.desk.call(_load, done=self._show, owner=self)

    def _show(self, found: _Settings) -> None:
        self.windows.show_rows(found.windows)
        self.kinds.show_rows(found.kinds)
        self.versions.show_rows(found.versions)


def _version_words(row: CriteriaVersionRow) -> str:
    span = f"ab {german.day(row.valid_from)}"
    end = f" bis {german.day(row.ended_on)}" if row.ended_on else ""
    count = german.plural(len(row.criteria), "Kriterium", "Kriterien")
    used = ", schon verwendet" if row.used else ""
    sample = "Muster, zu ersetzen: " if row.sample else ""
    return f"{sample}{span}{end}, {count}{used}"


def _kind_words(row: EnclosureKindRow) -> str:
    parts = [texts.word(row.scope), "verlangt" if row.required else "nicht verlangt"]
    if row.inspected_only:
        parts.append("nur Einsicht, keine Datei")
    if row.valid_months:
        parts.append(f"gültig {german.plural(row.valid_months, 'Monat', 'Monate')}")
    return ", ".join(parts)


_WINDOW = Column(
    title="Fenster",
    text=lambda row: f"{german.day(row.opens)}–{german.day(row.closes)}",
    second=lambda row: row.source,
    stretch=True,
)
_KIND = Column(title="Beilage", text=lambda row: row.name, second=_kind_words, stretch=True)
