"""«Veröffentlichungen»: the versions of a year, what each one says, and its files once more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.terms import TOPIC, AmendmentRow, PublicationRow, WrittenFile
from sozdesk.features.rent_limits.texts import word
from sozdesk.features.rent_limits.ui import publish_data
from sozdesk.features.rent_limits.ui.publish_data import VersionsData
from sozdesk.features.rent_limits.ui.publish_dialog import counted
from sozdesk.features.rent_limits.ui.publishing import Publisher
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels, layouts, save_path
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.list_detail import ListDetail, detail, detail_head
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.page import EmptyState, Page
from sozdesk.widgets.page_work import PageWork
from sozdesk.widgets.table import Column, RowsModel, TableView

_SHARE = "rent_limits.publications"
_SHORT = 8
"""Digits of a checksum that people compare first."""
_GROUP = 16

_COLUMNS = [
    Column(title="Version", text=lambda row: row.label, sort_key=lambda row: row.number),
    Column(
        title="Datum",
        text=lambda row: german.day(row.published_on),
        sort_key=lambda row: row.published_at,
        tone="text2",
    ),
    Column(title="Für", text=lambda row: word(row.audience)),
    Column(title="Seit der letzten", text=lambda row: counted(row.amendments), stretch=True),
]
_AMENDMENT_COLUMNS = [
    Column(title="Gemeinde", text=lambda row: row.name),
    Column(title="Art", text=lambda row: word(row.kind)),
    Column(title="Angabe", text=lambda row: row.what),
    Column(title="Bisher", text=lambda row: row.before, align="right", tone="text2"),
    Column(title="Richtig", text=lambda row: row.now, align="right", stretch=True),
]


class PublicationsPage(Page):
    """Sub-page of one Erhebung."""

    handbook_place = "veroeffentlichen"

    def __init__(self, desk: Desk, navigator: Navigator, year: int) -> None:
        super().__init__(f"Veröffentlichungen {year}", back=navigator.back)
        self._desk, self._navigator, self.year = desk, navigator, year
        self._work = PageWork(self)
        self._publisher = Publisher(self, desk, self._work)
        self._names: dict[int, str] = {}
        self.publish_button = buttons.button(
            "&Veröffentlichen …", self.publish, icon="file-text", primary=True
        )
        self.publish_button.hide()
        self.head.set_actions(primary=self.publish_button)
        self.table = TableView(RowsModel(_COLUMNS, key=lambda row: row.id), "Veröffentlichungen")
        self._pane = ListPane(self.table, ("Version", "Versionen"))
        self.split = ListDetail(self._pane, share=navigator.share_of(_SHARE, 0.42))
        self.split.share_changed.connect(partial(navigator.remember_share, _SHARE))
        self.table.current_row_changed.connect(self._show_version)
        self._shows_list = False
        desk.changed.connect(self._on_changed)
        self.reload()

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the versions again."""
        year = self.year
        self._desk.call(
            lambda archive: publish_data.load_versions(archive, year),
            done=self._show,
            failed=self._work.failed,
            owner=self,
        )

    def _show(self, data: VersionsData) -> None:
        self._names = dict(data.names)
        self.publish_button.setVisible(bool(data.versions) and not data.read_only)
        valid = german.day(data.round.valid_from)
        self.head.set_facts(f"Grenzwerte gültig ab {valid}. Versionen bleiben, wie sie waren.")
        if not data.versions:
            self._show_empty(read_only=data.read_only)
            return
        if not self._shows_list:
            self._shows_list = True
            self.set_content(self.split)
            self.setFocusProxy(self.table)
        self.table.rows_model.set_rows(data.versions)
        if self.table.current_row() is None:
            self.table.select_first()

    def _show_empty(self, *, read_only: bool) -> None:
        publish = buttons.button("&Veröffentlichen …", self.publish, primary=True)
        publish.setEnabled(not read_only)
        self.setFocusProxy(publish)
        self.set_content(
            EmptyState(
                "file-text",
                f"Veröffentlichen Sie die Grenzwerte {self.year}",
                "Sie bestimmen, für wen: das KSA, die Gemeinden oder alle. Was fehlt, begründen "
                "Sie. Die Dateien bleiben mit Nummer und Prüfsumme in Ihrer Datei.",
                publish,
                help_link=buttons.link(
                    "Im Handbuch lesen (F1)",
                    partial(self._navigator.open_handbook, "veroeffentlichen"),
                ),
            )
        )

    # ------------------------------------------------------------------ one version

    def _show_version(self, row: PublicationRow | None) -> None:
        self.split.set_detail(None if row is None else self._version(row))

    def _version(self, row: PublicationRow) -> QWidget:
        save = buttons.button("Dateien &speichern …", partial(self.save_all, row), icon="save")
        head = detail_head(
            f"Version {row.label}", f"{word(row.audience)}, {german.day(row.published_on)}", save
        )
        parts: list[layouts.Item] = [head, Facts(self._facts(row))]
        if row.amendments:
            parts += [labels.section("Berichtigungen und Nachmeldungen"), _amended(row.amendments)]
        parts += [labels.section("Dateien"), Facts(self._files(row))]
        return detail(*parts)

    def _facts(self, row: PublicationRow) -> list[tuple[str, str | QWidget]]:
        decided = f"{row.decided_by}, {german.day(row.decided_on)}" if row.decided_on else ""
        facts = {
            "Veröffentlicht von": row.published_by,
            "Beschlossen": decided,
            "Grund": row.reason,
            "Es fehlen": missing_words(row, self._names),
            "Prüfsumme": _grouped(row.content_sha256),
        }
        return [(key, value) for key, value in facts.items() if value]

    def _files(self, row: PublicationRow) -> list[tuple[str, str | QWidget]]:
        return [
            (
                f"SHA-256 {file.sha256[:_SHORT]}…",
                buttons.link(
                    f"{file.name} …",
                    partial(self.save_one, row, number),
                    tip=f"SHA-256 {file.sha256}",
                ),
            )
            for number, file in enumerate(row.files)
        ]

    # ------------------------------------------------------------------ commands

    def publish(self) -> None:
        """A new version."""
        self._publisher.publish(self.year)

    def save_all(self, row: PublicationRow) -> None:
        """All files of a version, exactly as they were published."""
        folder = save_path.ask_folder(self, self._desk, "Ordner für die Dateien wählen")
        if folder is None or self._work.is_busy():
            return

        def save(files: tuple[WrittenFile, ...]) -> None:
            said = f"Dateien der Version {row.label} gespeichert."
            self._publisher.save(folder, files, said)

        self._files_of(row, save)

    def save_one(self, row: PublicationRow, number: int) -> None:
        """One file of a version."""
        path = save_path.ask(self, self._desk, "Datei speichern", row.files[number].name)
        if path is None or self._work.is_busy():
            return

        def save(files: tuple[WrittenFile, ...]) -> None:
            self._work.start(
                write_bytes,
                path,
                files[number].content,
                what="Datei wird geschrieben",
                done=lambda _none: self._work.written(f"«{path.name}» gespeichert.", path.parent),
            )

        self._files_of(row, save)

    def _files_of(
        self, row: PublicationRow, done: Callable[[tuple[WrittenFile, ...]], None]
    ) -> None:
        self._desk.query(
            queries.publication_files,
            row.id,
            done=done,
            failed=self._work.failed,
            owner=self,
        )


def _grouped(sha256: str) -> str:
    """In groups, so that the line can break and two can be compared by eye."""
    return " ".join(sha256[start : start + _GROUP] for start in range(0, len(sha256), _GROUP))


def _amended(amendments: Sequence[AmendmentRow]) -> TableView:
    model = RowsModel(_AMENDMENT_COLUMNS)
    model.set_rows(amendments)
    table = TableView(model, "Berichtigungen und Nachmeldungen", lead=0, row=28, sortable=False)
    table.fit_height()
    return table


def missing_words(row: PublicationRow, names: dict[int, str]) -> str:
    """«Duggingen, Zwingen: Antwort steht aus», one line per reason."""
    by_reason: dict[str, list[str]] = {}
    for number, reason in row.missing.items():
        by_reason.setdefault(reason, []).append(names.get(number, str(number)))
    return "\n".join(
        f"{', '.join(sorted(who, key=german.sort_key))}: {reason}"
        for reason, who in by_reason.items()
    )
