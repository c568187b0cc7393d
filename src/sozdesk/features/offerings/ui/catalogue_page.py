"""«Katalog» (KSA): what the next one changes, writing it, those before, and the list for the website."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from sozdesk.features.offerings import queries
from sozdesk.features.offerings.terms import TOPIC
from sozdesk.features.offerings.terms.catalogue import (
    CatalogueFile,
    CatalogueFileRow,
    PlatformFile,
)
from sozdesk.features.offerings.texts import catalogue as texts
from sozdesk.features.offerings.ui import catalogue_data
from sozdesk.features.offerings.ui.catalogue_changes import ChangeList
from sozdesk.features.offerings.ui.catalogue_data import CatalogueData
from sozdesk.features.offerings.ui.list_file import ListFile
from sozdesk.features.offerings.usecases import (
    ExportCatalogue,
    PublishPlatformList,
    RenewSigningKey,
    export_catalogue,
    publish_platform_list,
    renew_signing_key,
)
from sozdesk.kernel import german
from sozdesk.kernel.swiss_time import swiss_day
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels, layouts, messages, save_path
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.list_detail import ListDetail, detail, detail_head
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.page import EmptyState, Page, Step
from sozdesk.widgets.page_work import PageWork
from sozdesk.widgets.segments import Segments
from sozdesk.widgets.table import Column, RowsModel, TableView

_SHARE = "offerings.catalogue"
_FILTERS = "Katalog (*.szk)"
_CHANGES, _BEFORE, _WEBSITE = range(3)
_VIEWS = (
    (_CHANGES, "Was sich ändert", "Was sich seit dem letzten Katalog ändert"),
    (_BEFORE, "Bisherige Kataloge", "Bisherige Kataloge"),
    (_WEBSITE, "Website", "Was sich seit der letzten Liste für die Website ändert"),
)
_GROUP = 16
_RENEW = (
    "Der nächste Katalog wird mit dem neuen Schlüssel unterschrieben, und der bisherige bestätigt "
    "ihn: Die Sozialdienste lesen ihn ohne Anruf ein. Zurücknehmen lässt sich das nicht."
)

_COLUMNS = (
    Column(
        title="Katalog",
        text=lambda row: f"Nr. {row.serial}",
        sort_key=lambda row: row.serial,
    ),
    Column(
        title="Stand",
        text=lambda row: german.day(row.as_of),
        sort_key=lambda row: row.as_of,
        tone="text2",
    ),
    Column(
        title="Angebote",
        text=lambda row: german.count(row.offerings),
        sort_key=lambda row: row.offerings,
        align="right",
        stretch=True,
    ),
)


def build(desk: Desk, navigator: Navigator) -> CataloguePage:
    """The page; open it with ``navigator.open_subpage``."""
    return CataloguePage(desk, navigator)


class CataloguePage(Page):
    """Sub-page of the Angebote of the KSA."""

    handbook_place = "katalog"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Katalog", back=navigator.back)
        self._desk, self._navigator = desk, navigator
        self._work = PageWork(self)
        self._lists = ListFile(self, desk, self._work)
        self.data: CatalogueData | None = None
        self._written = ""
        """Name of the catalogue that was just written, until it is in the list."""
        self.write_button = buttons.button(
            "Katalog &schreiben …", self.write, icon="download", primary=True
        )
        self.website_button = buttons.button("Liste für die &Website …", self.publish)
        renew = buttons.action("Neuen Schlüssel machen …", self.renew)
        self.head.set_actions(self.website_button, primary=self.write_button, more=[renew])
        self._build_content()
        desk.changed.connect(self._on_changed)
        self.reload()

    # ------------------------------------------------------------------ building

    def _build_content(self) -> None:
        share = self._navigator.share_of(_SHARE, 0.55)
        self.changes, self.website = ChangeList(share), ChangeList(share)
        for made, title in ((self.changes, "Katalog"), (self.website, "Website")):
            made.share_changed.connect(partial(self._navigator.remember_share, _SHARE))
            made.export_requested.connect(partial(self._lists.export, f"{title}, was sich ändert"))
        self.table = TableView(RowsModel(_COLUMNS, key=lambda row: row.id), "Bisherige Kataloge")
        pane = ListPane(self.table, ("Katalog", "Kataloge"))
        pane.export_requested.connect(partial(self._lists.export, "Kataloge"))
        self.before = ListDetail(pane, share=share)
        self.before.share_changed.connect(partial(self._navigator.remember_share, _SHARE))
        self.table.current_row_changed.connect(self._show_file)
        self.view = Segments("Ansicht", _VIEWS)
        self.view.changed.connect(self._choose_view)
        self._views = QStackedWidget()
        for one in (self.changes, self.before, self.website):
            self._views.addWidget(one)
        self.unlisted = labels.secondary("")
        tools = layouts.row(self.view, self.unlisted, spacing=16)
        tools.setStretch(1, 1)
        self.tools = layouts.box(tools)
        self.add_tools(self.tools)
        self.tools.hide()
        self._shows_views = False

    def _choose_view(self) -> None:
        self._views.setCurrentIndex(self.view.value())
        self._say_unlisted()

    def _show_empty(self) -> None:
        offer = buttons.button(
            "Angebote er&fassen", partial(self._navigator.open_area, "offerings"), primary=True
        )
        read_on = buttons.link(
            "Im Handbuch lesen (F1)", partial(self._navigator.open_handbook, "katalog")
        )
        self.setFocusProxy(offer)
        self.set_content(
            EmptyState(
                "download",
                "Setzen Sie Angebote auf die Plattform",
                "Der Katalog enthält, was auf der Plattform steht: Angebote mit Preisen und "
                "Anerkennung, Tarife und die veröffentlichten Mietzinsgrenzwerte. Zuerst braucht es "
                "mindestens ein Angebot.",
                offer,
                steps_title="So läuft es",
                steps=(
                    Step(
                        "Schreiben", "Sie sehen, was sich geändert hat, und schreiben den Katalog."
                    ),
                    Step("Senden", "Die Datei «katalog-….szk» senden Sie den Sozialdiensten."),
                    Step("Vorlesen", "Wer ihn zum ersten Mal einliest, vergleicht am Telefon."),
                ),
                help_link=read_on,
            )
        )

    # ------------------------------------------------------------------ showing

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read everything again."""
        self._desk.call(catalogue_data.load, done=self._show, failed=self._work.failed, owner=self)

    def _show(self, data: CatalogueData) -> None:
        self.data = data
        there = bool(data.draft.content.tables["offering"])
        may = self._desk.file is not None and not self._desk.file.read_only
        self.write_button.setEnabled(may and there)
        self.website_button.setEnabled(
            may and (bool(data.website.lines) or bool(data.website.last))
        )
        self.head.set_facts(_facts(data))
        if not there and not data.files:
            self._show_empty()
            return
        if not self._shows_views:
            self._shows_views = True
            self.tools.show()
            self.set_content(self._views, line=False)
            self.setFocusProxy(self.view)
        self.changes.show_changes(data.draft.changes)
        self.website.show_changes(data.website.changes)
        self._say_unlisted()
        self.table.rows_model.set_rows(data.files)
        self._select_written()
        if self.table.current_row() is None:
            self.table.select_first()

    def _select_written(self) -> None:
        row = next((one for one in self.table.rows_model.rows() if one.name == self._written), None)
        if row is not None:
            self.table.select_key(row.id)
            self._written = ""

    def _say_unlisted(self) -> None:
        """Beside the website's list only: why the catalogue holds more."""
        number = self.data.website.unlisted if self.data else 0
        asked = self.view.value() == _WEBSITE
        self.unlisted.setText(" ".join(texts.only_in_catalogue(number)) if asked else "")

    def _show_file(self, row: CatalogueFileRow | None) -> None:
        self.before.set_detail(None if row is None else self._file(row))

    def _file(self, row: CatalogueFileRow) -> QWidget:
        save = buttons.button("Da&tei speichern …", partial(self.save_again, row), icon="save")
        facts: list[tuple[str, str | QWidget]] = [
            ("Geschrieben", german.day(swiss_day(row.taken_at))),
            ("Angebote", german.count(row.offerings)),
            ("Prüfsumme", _grouped(row.sha256)),
        ]
        return detail(
            detail_head(texts.titled(row.serial, row.as_of), row.name, save),
            Facts(facts),
            labels.section("Schlüssel, am Telefon vorzulesen"),
            labels.text(row.fingerprint, "section", selectable=True),
            labels.secondary(texts.READ_OUT),
        )

    # ------------------------------------------------------------------ commands

    def write(self) -> None:
        """Write the next catalogue; without any change the last one once more."""
        self._desk.run(
            export_catalogue,
            ExportCatalogue(),
            done=self._save_written,
            failed=self._work.failed,
            owner=self,
        )

    def _save_written(self, outcome: Outcome) -> None:
        made: CatalogueFile = outcome.value
        self.view.set_value(_BEFORE)
        self._written = made.name
        self._select_written()
        self._ask_and_save(made.name, made.content)

    def save_again(self, row: CatalogueFileRow) -> None:
        """A catalogue exactly as it was written."""
        self._desk.query(
            queries.catalogue_bytes,
            row.sha256,
            done=partial(self._ask_and_save, row.name),
            failed=self._work.failed,
            owner=self,
        )

    def _ask_and_save(self, name: str, content: bytes) -> None:
        path = save_path.ask(self, self._desk, "Katalog speichern", name, _FILTERS)
        if path is None or self._work.is_busy():
            return
        self._work.start(
            catalogue_data.save_file,
            path,
            content,
            what="Der Katalog wird geschrieben",
            done=self._say_saved,
        )

    def _say_saved(self, path: Path) -> None:
        self._work.written(f"«{path.name}» geschrieben. {texts.SEND_IT}", path.parent)

    def publish(self) -> None:
        """Publish the list for the website and put its files into a folder."""
        folder = save_path.ask_folder(self, self._desk, "Ordner für die Liste wählen")
        if folder is None or self._work.is_busy():
            return
        self._desk.run(
            publish_platform_list,
            PublishPlatformList(),
            done=partial(self._put_down, folder),
            failed=self._work.failed,
            owner=self,
        )

    def _put_down(self, folder: Path, outcome: Outcome) -> None:
        written: tuple[PlatformFile, ...] = outcome.value
        self._work.start(
            catalogue_data.save_files,
            folder,
            written,
            what="Die Liste wird geschrieben",
            done=lambda where: self._work.written(f"{outcome.summary.rstrip('.')}.", where),
        )

    def renew(self) -> None:
        """Another key from the next catalogue on."""
        if messages.ask_loss(self, "Neuen Schlüssel machen?", _RENEW, action="Schlüssel machen"):
            self._desk.run(
                renew_signing_key,
                RenewSigningKey(),
                done=lambda _outcome: self._work.notice(texts.KEY_MADE, "ok"),
                failed=self._work.failed,
                owner=self,
            )


def _facts(data: CatalogueData) -> str:
    """«Katalog Nr. 3 vom 05.01.2027, seither 2 neu, 1 geändert. Schlüssel: 01234 …»."""
    draft = data.draft
    if draft.last is None:
        return "Noch kein Katalog geschrieben"
    said = texts.titled(draft.last.serial, draft.last.as_of)
    news = "unverändert" if draft.same else f"seither {texts.counted(draft.changes)}"
    return f"{said}, {news}. Schlüssel: {draft.fingerprint}"


def _grouped(sha256: str) -> str:
    """In groups, so that the line can break and two can be compared by eye."""
    return " ".join(sha256[start : start + _GROUP] for start in range(0, len(sha256), _GROUP))
