"""Einstellungen › Karte: the file that maps are drawn from."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sozdesk.documents.municipal_map import MunicipalMap, read_map
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.runtime import worker
from sozdesk.settings.declared import MAP_FILE
from sozdesk.settings.store import Settings
from sozdesk.shell.reference import municipalities
from sozdesk.widgets import buttons, errors, file_prompts, labels, layouts
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.theme import px

_FILTERS = "GeoJSON (*.geojson *.json);;Alle Dateien (*)"
_SHIPPED = "mitgelieferte Karte"
_WHAT = (
    "SozDesk zeichnet die Karte aus einer GeoJSON-Datei: eine Fläche je Gemeinde, mit BFS-Nummer, "
    "Name und Bezirk. Die mitgelieferte ist nicht für kommerzielle Zwecke bestimmt."
)
_NAMES_SHOWN = 5


class MapSection(QWidget):
    """Which file, its source line, and two commands."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.facts = Facts(())
        self.said = labels.body("")
        self.choose_button = buttons.button("Andere &Kartendatei wählen …", self.choose)
        self.shipped_button = buttons.button("Mitgelie&ferte Karte", self.use_shipped)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(labels.body(_WHAT))
        column.addWidget(self.facts)
        column.addWidget(self.said)
        column.addWidget(layouts.Flow(self.choose_button, self.shipped_button, spacing=8))
        self._say("")
        self._show()

    def choose(self) -> None:
        """Ask for a file; it counts only if it can be read as a map."""
        path = file_prompts.open_file(self, "Kartendatei wählen", _FILTERS)
        if path is not None:
            self.choose_button.setEnabled(False)
            worker.run(
                read_map, path, done=partial(self._take, path), failed=self._failed, owner=self
            )

    def use_shipped(self) -> None:
        """Back to the map that comes with the program."""
        self._settings.set(MAP_FILE, "")
        self._say("")
        self._show()

    def _take(self, path: Path, drawn: MunicipalMap) -> None:
        self.choose_button.setEnabled(True)
        missing = _missing(drawn)
        known = len(municipalities())
        if len(missing) == known:
            self._say("Keine Gemeinde der Datei liegt im Kanton. Es bleibt die bisherige Karte.")
            return
        self._settings.set(MAP_FILE, str(path.resolve()))
        self._say(_found(known, missing))
        self._show()

    def _failed(self, error: SozDeskError) -> None:
        self.choose_button.setEnabled(True)
        errors.show(self, error)

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    def _show(self) -> None:
        chosen = self._settings.get(MAP_FILE)
        self.facts.set_facts(
            [
                (MAP_FILE.label, Path(chosen).name if chosen else _SHIPPED),
                *([("Ordner", str(Path(chosen).parent))] if chosen else []),
            ]
        )
        self.shipped_button.setEnabled(bool(chosen))


def _missing(drawn: MunicipalMap) -> list[str]:
    there = {shape.bfs_number for shape in drawn.shapes}
    return [town.short_name for town in municipalities() if town.bfs_number not in there]


def _found(known: int, missing: list[str]) -> str:
    if not missing:
        return f"Alle {known} Gemeinden sind in der Karte."
    names = missing[:_NAMES_SHOWN]
    more = len(missing) - len(names)
    who = f"{', '.join(names)} und {more} weitere" if more else german.enumeration(names)
    return f"In der Karte fehlen: {who}. Sie stehen nur in der Tabelle."
