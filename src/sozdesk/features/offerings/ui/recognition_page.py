"""«Anerkennung»: what is due on the left, one Gesuch or decision on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings import queries, texts
from sozdesk.features.offerings.terms import TOPIC, AttachmentOwner, DueKind
from sozdesk.features.offerings.ui import recognition_data, subpages
from sozdesk.features.offerings.ui.decision_dialogs import EndDialog, Subject
from sozdesk.features.offerings.ui.recognition_data import CLOSED, DRAFT, Cockpit, Line, Shown
from sozdesk.features.offerings.ui.recognition_detail import DECISION, LoneDecision, RequestDetail
from sozdesk.features.offerings.ui.recognition_dialogs import RequestDialog
from sozdesk.kernel import german
from sozdesk.kernel.attached import AttachmentRow
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.attachments import save_attachment
from sozdesk.widgets.chips import Chip, ChipBar
from sozdesk.widgets.command_dialog import CommandDialog
from sozdesk.widgets.list_detail import ListDetail, detail, detail_head
from sozdesk.widgets.list_pane import FilterInput, ListPane
from sozdesk.widgets.page import EmptyState, Page, Step
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column, RowsModel, TableView

_KEY = "recognition"
_DUE = "due"
_CHIPS = (
    (_DUE, "Alles Offene", ""),
    (DueKind.REQUEST.value, "Gesuche offen", State.RECEIVED),
    (DRAFT, "Entwürfe", State.RECEIVED),
    (DueKind.CONDITION.value, "Auflagen fällig", State.HINT),
    (DueKind.ENCLOSURE.value, "Beilagen laufen ab", State.HINT),
    (DueKind.ENDING.value, "Anerkennungen enden", State.HINT),
    (DueKind.ENDED.value, "Abgelaufen", State.OVERDUE),
    (DueKind.MUNICIPAL.value, "GfS endet", State.HINT),
    (DueKind.REPORT.value, "Jahresberichte überfällig", State.OVERDUE),
    (CLOSED, "Entschieden", State.RECORDED),
)
_ONLY_WHERE_SOME = (DRAFT, DueKind.ENDED.value, DueKind.MUNICIPAL.value, DueKind.REPORT.value)
_HOW = (
    Step("Gesuch", "mit Eingang erfassen; das Fenster ergibt sich aus dem Tag"),
    Step("Prüfen", "Beilagen, Bedarf und Kriterien"),
    Step("Entscheiden", "entwerfen, bei Bedarf anhören, freigeben, versenden"),
)


def build(desk: Desk, navigator: Navigator, **target: object) -> QWidget:
    """The page; ``chip`` chooses what is listed."""
    page = RecognitionPage(desk, navigator)
    page.open_target(**target)
    return page


class RecognitionPage(Page):
    """The cockpit of the KSA."""

    handbook_place = "anerkennung"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Anerkennung", back=navigator.back)
        self.desk, self.navigator = desk, navigator
        self.data: Cockpit | None = None
        self.detail: RequestDetail | None = None
        self._filling = False
        self._wanted: tuple[str, UUID] | None = None
        self._received: tuple[UUID, UUID] | None = None
        self._build_tools()
        self._build_content()
        desk.changed.connect(self._on_changed)
        self.reload()

    def _build_tools(self) -> None:
        self.model = RowsModel(_COLUMNS, key=lambda line: line.key)
        self.search = FilterInput(self.model)
        self.chips = ChipBar("Filter nach dem, was ansteht")
        self.chips.chosen.connect(lambda _key: self._filter())
        self.add_tools(self.chips, self.search)

    def _build_content(self) -> None:
        self.table = TableView(self.model, "Was ansteht", row=50)
        self.table.menu_for = self._row_commands
        self.table.current_row_changed.connect(self._on_row)
        pane = ListPane(self.table, ("Eintrag", "Einträge"), "Hier steht nichts an.", export=False)
        pane.filter_cleared.connect(self.clear_filters)
        self.split = ListDetail(pane, share=self.navigator.share_of(_KEY, 0.44))
        self.split.share_changed.connect(partial(self.navigator.remember_share, _KEY))
        self.set_content(self.split)
        self._showing_list = True

    # ------------------------------------------------------------------ data

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the list again."""
        self.desk.call(recognition_data.load, done=self._show, owner=self)

    def _show(self, data: Cockpit) -> None:
        self.data = data
        self._show_head(data)
        if not data.lines:
            self._show_empty()
            self._receive_wanted()
            return
        if not self._showing_list:
            self._build_content()
        for widget in (self.chips, self.search):
            widget.show()
        self._filling = True
        self.chips.set_chips(
            [
                Chip(key, word, data.due if key == _DUE else data.count(key), state)
                for key, word, state in _CHIPS
                if key not in _ONLY_WHERE_SOME or data.count(key)
            ]
        )
        self._set_keep()
        self.model.set_rows(data.lines)
        self._filling = False
        self._take_wanted()
        self._keep_current()
        self._load_detail(self.table.current_row())
        self._receive_wanted()

    def _show_head(self, data: Cockpit) -> None:
        counts = (
            (DueKind.REQUEST, "Gesuch offen", "Gesuche offen"),
            (DueKind.CONDITION, "Auflage fällig", "Auflagen fällig"),
            (DueKind.ENDING, "Anerkennung endet bald", "Anerkennungen enden bald"),
        )
        said = [german.plural(data.count(kind.value), one, many) for kind, one, many in counts]
        if ended := data.count(DueKind.ENDED.value):
            said.append(f"{german.count(ended)} abgelaufen und noch auf der Plattform")
        self.head.set_facts(", ".join(said) if data.lines else "")
        receive = buttons.button("&Gesuch erfassen …", self.receive, icon="plus", primary=True)
        receive.setEnabled(data.may_write)
        more = [
            buttons.action(f"{words} …", partial(self._open, module))
            for words, module in (
                ("Leistungsvereinbarungen und GfS", "agreements_page"),
                ("Verfahren einrichten", "procedure_page"),
            )
        ]
        self.head.set_actions(primary=receive if data.lines else None, more=more)

    def _open(self, module: str) -> None:
        subpages.open_subpage(self.desk, self.navigator, module)

    def _show_empty(self) -> None:
        for widget in (self.chips, self.search):
            widget.hide()
        self.detail = None
        self._showing_list = False
        receive = buttons.button("Gesuch &erfassen …", self.receive, icon="plus", primary=True)
        receive.setEnabled(bool(self.data and self.data.may_write))
        made = EmptyState(
            "flag",
            "Noch kein Gesuch",
            "Hier stehen Gesuche um Anerkennung, Auflagen und was bald endet.",
            receive,
            steps_title="So läuft die Anerkennung",
            steps=_HOW,
            help_link=buttons.link(
                "Im Handbuch nachlesen", partial(self.navigator.open_handbook, "anerkennung")
            ),
        )
        self.set_content(made)

    # ------------------------------------------------------------------ choosing

    def _filter(self) -> None:
        if not self._filling:
            self._set_keep()
            self._keep_current()

    def _set_keep(self) -> None:
        chip = self.chips.current()
        self.model.set_keep(_keeper(chip))

    def _keep_current(self) -> None:
        if self.table.current_row() is None:
            self.table.select_first()

    def clear_filters(self) -> None:
        """Show everything that is open."""
        self.search.clear()
        self.chips.choose(_DUE)

    def bring(self, key: tuple[str, UUID]) -> None:
        """Show a line as soon as the list has it, under a chip that lists it."""
        self._wanted = key
        self._take_wanted()

    def _take_wanted(self) -> None:
        lines = self.data.lines if self.data else ()
        line = next((one for one in lines if one.key == self._wanted), None)
        if line is None:
            return
        self._wanted = None
        self.search.clear()
        if not _keeper(self.chips.current())(line):
            self.chips.choose(line.chip)
        self.table.select_key(line.key)

    def open_target(self, **target: object) -> None:
        """``chip`` of the list; ``receive``: provider and offering of a Gesuch to enter."""
        self._received = target.get("receive")  # type: ignore[assignment]
        chip = target.get("chip")
        if isinstance(chip, str) and self.data and self.data.count(chip):
            self.chips.choose(chip)
        self._receive_wanted()

    def _on_row(self, line: Line | None) -> None:
        if not self._filling:
            self._load_detail(line)

    def _load_detail(self, line: Line | None) -> None:
        if line is None:
            self.detail = None
            self.split.set_detail(None)
            return
        self.desk.call(
            lambda archive: recognition_data.load_shown(archive, line),
            done=self._show_detail,
            owner=self,
        )

    def _show_detail(self, shown: Shown) -> None:
        line = self.table.current_row()
        if line is None or line.key != shown.line.key:
            return  # another row is current by now
        if shown.details is not None:
            if self.detail is None:
                self.detail = RequestDetail(self.desk, self.navigator)
                self.detail.decision.sent.connect(self._say_sent)
                self.split.set_detail(self.detail)
                if shown.line.chip == CLOSED:
                    self.detail.tabs.choose(DECISION)
            self.detail.show_data(shown)
            return
        self.detail = None
        if shown.decision is not None:
            lone = LoneDecision(self.desk, self.navigator)
            lone.decision.sent.connect(self._say_sent)
            self.split.set_detail(lone)
            lone.show_data(shown)
        else:
            self.split.set_detail(self._plain(shown))

    def _plain(self, shown: Shown) -> QWidget:
        """A recognition that ends: renew it or end it."""
        line = shown.line
        elsewhere = {
            DueKind.MUNICIPAL.value: ("Anerkennungen nach GfS …", "agreements_page"),
            DueKind.REPORT.value: ("Jahresberichte …", "reports_page"),
        }
        if line.chip in elsewhere:
            words, module = elsewhere[line.chip]
            way = buttons.button(words, partial(self._open, module))
            return detail(detail_head(line.title, line.detail), layouts.row(way, None))
        renew = buttons.button("Gesuch er&fassen …", partial(self.receive_for, line), icon="plus")
        end = buttons.button("Anerkennung bee&nden …", partial(self.end, line))
        for one in (renew, end):
            one.setEnabled(shown.may_write)
        return detail(
            detail_head(line.title, line.detail),
            labels.text("Läuft die Anerkennung aus, braucht es ein neues Gesuch.", "body", "text2"),
            layouts.Flow(renew, end, spacing=8),
        )

    def _say_sent(self, decision_id: UUID, number: str) -> None:
        """What was sent stays open; its letter can be saved at once."""
        self.bring((CLOSED, decision_id))
        offers = [
            buttons.link(words, partial(self._save_letter, decision_id, suffix))
            for words, suffix in (
                ("Brief als PDF speichern …", ".pdf"),
                ("Brief in Word speichern …", ".docx"),
            )
        ]
        close = buttons.link("Schliessen", self.clear_notice)
        self.show_notice(f"Entscheid {number} versandt.", *offers, close, state="ok")

    def _save_letter(self, decision_id: UUID, suffix: str) -> None:
        def save(rows: Sequence[AttachmentRow]) -> None:
            for row in rows:
                if row.name.endswith(suffix):
                    save_attachment(self, self.desk, row, queries.attachment_content)

        owner = AttachmentOwner.DECISION
        self.desk.query(queries.attachments, owner, decision_id, done=save, owner=self)

    # ------------------------------------------------------------------ commands

    def _row_commands(self, line: Line) -> Sequence[QAction]:
        may = bool(self.data and self.data.may_write)
        return [
            buttons.action("Gesuch erfassen …", partial(self.receive_for, line), enabled=may),
            buttons.action("Anerkennung beenden …", partial(self.end, line), enabled=may),
        ]

    def receive(self) -> None:
        """Enter a Gesuch."""
        if self.data is None:
            return
        if not self.data.providers:
            self.show_notice(texts.NO_PROVIDER)
            return
        self._present(RequestDialog(self, self.desk, self.data), DueKind.REQUEST.value)

    def receive_for(self, line: Line) -> None:
        """Enter a Gesuch of the same provider for the same offering."""
        if self.data is not None:
            dialog = RequestDialog(
                self,
                self.desk,
                self.data,
                provider_id=line.provider_id,
                offering_id=line.offering_id,
            )
            self._present(dialog, DueKind.REQUEST.value)

    def _receive_wanted(self) -> None:
        """The dialog with what another page asked for, once."""
        if self.data is None:
            return  # as soon as the list is read
        wanted, self._received = self._received, None
        if wanted is not None and self.data.may_write:
            provider, offering = wanted
            RequestDialog(
                self, self.desk, self.data, provider_id=provider, offering_id=offering
            ).present()

    def end(self, line: Line) -> None:
        """Draft the end of a recognition."""
        if self.data is not None:
            subject = Subject(
                title=line.title, provider_id=line.provider_id, offering_id=line.offering_id
            )
            self._present(EndDialog(self, self.desk, subject, self.data.today), DRAFT)

    def _present(self, dialog: CommandDialog, chip: str) -> None:
        """What a dialog makes is shown."""
        dialog.acted.connect(lambda outcome: self.bring((chip, outcome.value)))
        dialog.present()


def _keeper(chip: str) -> Callable[[Line], bool]:
    if chip == _DUE:
        return lambda line: line.chip != CLOSED
    return lambda line: line.chip == chip


_COLUMNS = (
    Column(
        title="Was",
        text=lambda line: line.title,
        second=lambda line: line.detail,
        symbol=lambda line: line.symbol,
        tip=lambda line: line.title,
        stretch=True,
        least=200,
    ),
    Column(title="Wann", text=lambda line: line.when, sort_key=lambda line: line.day),
)
