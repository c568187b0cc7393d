"""«Texte»: the chapters of the report and the progress of the measures, with figures that are counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from sozdesk.archive import drafts
from sozdesk.features.strategy import usecases
from sozdesk.features.strategy.terms import TOPIC, TextCode, TextFinding
from sozdesk.features.strategy.ui import texts_data
from sozdesk.features.strategy.ui.dismiss_dialog import DismissDialog
from sozdesk.features.strategy.ui.text_detail import TextDetail
from sozdesk.features.strategy.ui.texts_data import FORM, ReportText, TextsData
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, messages
from sozdesk.widgets.list_detail import ListDetail
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.page import ActionBar, EmptyState, Page
from sozdesk.widgets.rows import Group
from sozdesk.widgets.table import Column, RowsModel, TableView

_SHARE = "strategy.texts"
_BACK_AGAIN = "Was Sie zuletzt nicht gespeichert haben, ist wieder da."
_GONE = "Den Stand der Massnahme {} gibt es nicht mehr. Ihr Text dazu ist nicht gespeichert."
_CHAPTERS, _PROGRESS = "Kapitel", "Stand der Massnahmen"
_NO_MEASURES = (
    "Die Zahlen in den Texten zählt SozDesk aus den Massnahmen. In dieser Periode ist noch keine "
    "erfasst: Gehen Sie zurück und lesen Sie die Massnahmen ein, oder fügen Sie sie hinzu."
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A text in the list."""

    row: ReportText
    hints: int
    changed: bool
    empty: bool


@dataclass(frozen=True, slots=True)
class _Typed:
    """What stands in an editor and is not saved, and the version that it changes."""

    text: str
    version: int | None


def build(desk: Desk, navigator: Navigator, period_code: str, as_of: date) -> QWidget:
    """The sub-page of a period's texts with the figures of a day."""
    return TextsPage(desk, navigator, period_code, as_of)


class TextsPage(Page):
    """List of the texts, the chosen one beside it."""

    handbook_place = "massnahmen-texte"

    def __init__(self, desk: Desk, navigator: Navigator, period_code: str, as_of: date) -> None:
        super().__init__("Texte des Berichts", back=self.leave)
        self._desk, self._navigator = desk, navigator
        self._period_code, self._as_of = period_code, as_of
        self.data: TextsData | None = None
        self.detail: TextDetail | None = None
        self._typed: dict[str, _Typed] = {}
        self._saved_texts: dict[str, str] = {}
        """What was saved and is not read again yet: the rows still show what stood before."""
        self._build_list()
        self.save_button = buttons.button(
            "&Speichern", self.save, icon="save", primary=True, tip="Ctrl+S"
        )
        self._save_action = buttons.action("Speichern", self.save, key="Ctrl+S")
        self._save_action.setParent(self)
        self.addAction(self._save_action)
        self.bar = ActionBar(self.save_button)
        desk.changed.connect(self._on_changed)
        self.reload()

    def _build_list(self) -> None:
        self._model = RowsModel(_COLUMNS, key=lambda line: line.row.place, group_of=_group_of)
        self.table = TableView(self._model, "Texte des Berichts", sortable=False)
        self.table.current_row_changed.connect(self._show_detail)
        pane = ListPane(self.table, ("Text", "Texte"), export=False)
        self.split = ListDetail(pane, share=self._navigator.share_of(_SHARE, 0.38))
        self.split.share_changed.connect(partial(self._navigator.remember_share, _SHARE))

    # ------------------------------------------------------------------ showing

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the texts again; what is typed stays."""
        read = partial(texts_data.load, period_code=self._period_code, as_of=self._as_of)
        self._desk.call(read, done=self._show, owner=self)

    def _show(self, data: TextsData | None) -> None:
        if data is None or not data.view.measures:
            self._show_nothing(data)
            return
        first, self.data = self.data is None, data
        if first:
            self.head.set_title(f"Texte des Berichts {data.view.period.name}")
            self.set_content(self.split)
            self.set_bar(self.bar if data.may_write else None)
            self.setFocusProxy(self.table)
            self._take_draft(data)
        self._catch_up(data)
        self._forget_saved(data)
        self._show_lines()
        if self.table.current_row() is None:
            self.table.select_first()
        self._show_detail(self.table.current_row())

    def _show_nothing(self, data: TextsData | None) -> None:
        name = data.view.period.name if data else self._period_code
        state = EmptyState(
            "file-text",
            f"Zuerst braucht es die Massnahmen {name}",
            _NO_MEASURES,
            buttons.button("&Zurück zu den Massnahmen", self._navigator.back, primary=True),
            help_link=buttons.link(
                "&Im Handbuch lesen (F1)",
                lambda: self._navigator.open_handbook(self.handbook_place),
            ),
        )
        self.set_content(state, line=False)

    def _show_lines(self) -> None:
        assert self.data is not None
        self._model.set_rows(self._line(row, self.data) for row in self.data.lines)
        self._show_facts()
        self._show_bar()

    def _show_facts(self) -> None:
        assert self.data is not None
        hints = sum(self._line(row, self.data).hints for row in self.data.lines)
        self.head.set_facts(texts_data.facts(self.data, hints))

    def _line(self, row: ReportText, data: TextsData) -> _Line:
        text = self._text_of(row)
        return _Line(row, data.open_hints(row, text), row.place in self._typed, not text)

    def _text_of(self, row: ReportText) -> str:
        typed = self._typed.get(row.place)
        return self._saved_texts.get(row.place, row.text) if typed is None else typed.text

    def _show_bar(self) -> None:
        changed = len(self._typed)
        words = german.plural(changed, "Text", "Texte")
        strong = f"{words} geändert" if changed else ""
        self.bar.set_message(
            strong, "noch nicht gespeichert" if changed else "", "hint" if changed else ""
        )
        self.save_button.setEnabled(bool(changed))

    def _show_detail(self, line: _Line | None) -> None:
        if line is None or self.data is None:
            return
        if self.detail is not None and self.detail.line.place == line.row.place:
            self.detail.show_data(self.data)
            return
        self.detail = TextDetail(
            line.row,
            self._text_of(line.row),
            self.data,
            dismiss=self.dismiss,
            take_up=self.take_up,
        )
        self.detail.typed.connect(partial(self._on_typed, line.row.place))
        self.detail.checked.connect(self._show_facts)
        self.split.set_detail(self.detail)

    # ------------------------------------------------------------------ typing and saving

    def _on_typed(self, place: str, text: str) -> None:
        row = self._row(place)
        before = place in self._typed
        if row is None or text == self._saved_texts.get(place, row.text):
            self._typed.pop(place, None)
        else:
            known = self._typed.get(place)
            self._typed[place] = _Typed(text, known.version if known else row.version)
        if before != (place in self._typed):
            self._show_lines()

    def _row(self, place: str) -> ReportText | None:
        rows = self.data.lines if self.data else ()
        return next((row for row in rows if row.place == place), None)

    def save(self) -> None:
        """Save every text that was changed."""
        self._save(lambda: None)

    def _save(self, then: Callable[[], object]) -> None:
        """One after the other; ``then`` when all are saved, not if one was refused."""
        place = next(iter(self._typed), None)
        row = self._row(place) if place else None
        if self.data is None or place is None:
            then()
        elif row is None:
            self._drop(place)
            self.show_notice(_GONE.format(place.partition(" ")[0]))
            self._save(then)
        else:
            typed = self._typed[place]
            act = row.save(typed.text, typed.version, self.data.view.period.id)
            self._desk.run(
                *act,
                done=lambda outcome: self._saved(place, typed, outcome, then),
                failed=partial(self._refused, place),
                owner=self,
            )

    def _saved(
        self, place: str, typed: _Typed, outcome: Outcome, then: Callable[[], object]
    ) -> None:
        self._saved_texts[place] = typed.text
        self._drop(place)
        self._navigator.say(f"{outcome.summary}.")
        self._save(then)

    def _drop(self, place: str) -> None:
        """Nothing of this text is unsaved any more."""
        self._typed.pop(place, None)
        if not self._typed:
            self._discard_draft()
        self._show_lines()

    def _drop_all(self) -> None:
        """What the draft brought back is not wanted."""
        self._typed, self.detail = {}, None
        self.clear_notice()
        self._discard_draft()
        self.reload()

    def _refused(self, place: str, error: SozDeskError) -> None:
        errors.show(self, error, reload=partial(self._read_again, place))

    def _read_again(self, place: str) -> None:
        """Somebody else was faster: theirs is shown."""
        self._typed.pop(place, None)
        self.detail = None
        self.reload()

    def _catch_up(self, data: TextsData) -> None:
        """What was typed since the last saving changes the version that this saving made."""
        versions = {row.place: row.version for row in data.lines}
        for place in self._saved_texts.keys() & self._typed.keys() & versions.keys():
            self._typed[place] = replace(self._typed[place], version=versions[place])
        self._saved_texts = {}

    def _forget_saved(self, data: TextsData) -> None:
        texts = {row.place: row.text for row in data.lines}
        self._typed = {
            place: typed for place, typed in self._typed.items() if typed.text != texts.get(place)
        }

    # ------------------------------------------------------------------ «Kein Fehler»

    def dismiss(self, row: ReportText, one: TextFinding) -> None:
        """Ask for a reason, and note that a hint is no error."""
        assert self.data is not None
        DismissDialog(self, self._desk, self._case(row, one)).present()

    def take_up(self, row: ReportText, one: TextFinding) -> None:
        """Show the hint again."""
        self._desk.run(usecases.take_up_text_hint, self._case(row, one), owner=self)

    def _case(self, row: ReportText, one: TextFinding) -> usecases.DismissTextHint:
        assert self.data is not None
        return usecases.DismissTextHint(
            period_id=self.data.view.period.id,
            place=row.place,
            place_words=row.place_words,
            code=TextCode(one.finding.code),
            excerpt=one.excerpt,
        )

    # ------------------------------------------------------------------ leaving

    def has_changes(self) -> bool:
        """Whether a text was changed and not saved."""
        return bool(self._typed)

    def store_draft(self) -> None:
        """Keep what is typed until the page is opened again."""
        assert self.data is not None
        content = {place: [one.text, one.version] for place, one in self._typed.items()}
        command = drafts.SaveDraft(form=FORM, record_id=self.data.view.period.id, content=content)
        self._desk.run(drafts.save_draft, command)

    def _take_draft(self, data: TextsData) -> None:
        if data.may_write and data.typed:
            self._typed = {place: _Typed(*kept) for place, kept in data.typed.items()}
            drop = buttons.link("Verwerfen", self._drop_all)
            self.show_notice(_BACK_AGAIN, drop, state="note")

    def _discard_draft(self) -> None:
        if self.data is not None:
            command = drafts.DiscardDraft(form=FORM, record_id=self.data.view.period.id)
            self._desk.run(drafts.discard_draft, command)

    def leave(self) -> None:
        """Back; asks whether to save what was typed."""
        answer = messages.Unsaved.DISCARD
        if self.has_changes():
            answer = messages.ask_unsaved(self)
        if answer is messages.Unsaved.SAVE:
            self._save(partial(self._navigator.close_subpage, self))
        elif answer is messages.Unsaved.DISCARD:
            if self.has_changes():
                self._typed = {}
                self._discard_draft()
            self._navigator.back()


def _group_of(line: _Line) -> Group:
    title = _CHAPTERS if line.row.chapter is not None else _PROGRESS
    return Group(title, title)


def _state(line: _Line) -> str:
    if line.changed:
        return "geändert"
    if line.hints:
        return german.plural(line.hints, "Prüfhinweis", "Prüfhinweise")
    return "leer" if line.empty else ""


_COLUMNS = [
    Column(title="Text", text=lambda line: line.row.title, stretch=True),
    Column(
        title="Zu tun",
        text=_state,
        symbol=lambda line: "hint" if line.hints and not line.changed else "",
        width=126,
    ),
]
