"""«Grenzwert herleiten»: from offers, with an index, beside others; entered into the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from sozdesk.archive import drafts
from sozdesk.documents.municipal_map import neighbours
from sozdesk.features.rent_limits import files, queries, rules, texts
from sozdesk.features.rent_limits.terms import TOPIC, Declaration, Derivation, IndexValue, OtherRow
from sozdesk.features.rent_limits.ui.derive_compare import ComparePart
from sozdesk.features.rent_limits.ui.derive_index import IndexPart
from sozdesk.features.rent_limits.ui.derive_offers import OffersPart
from sozdesk.features.rent_limits.ui.derive_part import DerivePart
from sozdesk.features.rent_limits.ui.map_file import chosen_map
from sozdesk.features.rent_limits.ui.own_known import OwnKnown
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, layouts
from sozdesk.widgets.page import ActionBar, Page
from sozdesk.widgets.tabs import Tabs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sozdesk.archive.store import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What the page reads besides what the form knows."""

    year: int
    """Of the overview."""
    others: tuple[OtherRow, ...]
    typed: Mapping[str, Any]


class DerivePage(Page):
    """Sub-page on top of the form; ``derived`` carries what is to be entered there."""

    handbook_place = "herleiten"
    derived = Signal(object)

    def __init__(
        self, desk: Desk, navigator: Navigator, known: OwnKnown, declaration: Declaration
    ) -> None:
        town = known.row.municipality
        title = f"Grenzwert herleiten: {town.short_name} {known.opened.year}"
        super().__init__(title, back=self.leave)
        self.head.set_facts("Was Sie eintragen, können Sie in der Meldung noch ändern.")
        self._desk, self._navigator = desk, navigator
        self._known, self._declaration = known, declaration
        self._key = f"{known.opened.form_key}.offers"
        self.parts: tuple[DerivePart, ...] = ()
        self._entered = False
        desk.changed.connect(self._on_changed)
        desk.call(self._read, done=self._build, owner=self)

    def _read(self, archive: Archive) -> _Around:
        context, known = archive.context(), self._known
        town, year = known.row.municipality, known.opened.year
        draft = archive.query(drafts.draft_of, self._key, None, context.staff_id)
        ask = partial(
            archive.query,
            queries.declared_around,
            own=town,
            neighbours=neighbours(chosen_map()[0], town.bfs_number),
            today=context.today,
        )
        now, before = ask(year=year), ask(year=year - 1)
        newer = len(now) >= len(before) and bool(now)
        return _Around(
            year=year if newer else year - 1,
            others=now if newer else before,
            typed=draft.content if draft else {},
        )

    # ------------------------------------------------------------------ building

    def _build(self, around: _Around) -> None:
        self._build_parts(around)
        titles = ("Inserate: Quantil (Perzentil)", "Index", "Bezirk und Nachbarn")
        self.tabs = Tabs(list(zip(titles, self.parts, strict=True)))
        for part in self.parts:
            part.changed.connect(self._show_bar)
        self.tabs.changed.connect(lambda _number: self._show_bar())
        self.enter_button = buttons.button("In die Meldung &eintragen", self.enter, primary=True)
        self.bar = ActionBar(self.enter_button, buttons.button("Sch&liessen", self.leave))
        self.set_bar(self.bar)
        holder = layouts.box(layouts.column(self.tabs, None, margins=(24, 0, 20, 20)))
        self.set_content(holder, scroll=True, line=False)
        self._show_bar()
        self.offers.put_back(around.typed)

    def _build_parts(self, around: _Around) -> None:
        known = self._known
        history = known.background.history
        previous = known.previous or (history[0] if history else None)
        self.offers = OffersPart(
            files.room_table(known.today), known.previous, known.background.thresholds.offers_min
        )
        self.index = IndexPart(
            previous,
            self._adjusted_on(previous),
            self._until_today(known.background.index),
            self.open_series,
        )
        self.compare = ComparePart(
            self._declaration,
            known.row.municipality.district,
            around.year,
            around.others,
            self.read_overview,
            known.background.thresholds.neighbours_min,
        )
        self.parts = (self.offers, self.index, self.compare)

    def _adjusted_on(self, previous: Declaration | None) -> date:
        """Since when the old limits hold unchanged; today where there are none."""
        if previous is None:
            return self._known.today
        earlier = [one for one in self._known.background.history if one != previous]
        first = rules.unchanged_since(previous, earlier) or previous
        return first.valid_from or date(first.year, 1, 1)

    def read_overview(self) -> None:
        """Where the figures of the others are read in; the page looks again afterwards."""
        from sozdesk.features.rent_limits.ui.table_page import (  # noqa: PLC0415 - rarely used
            open_table_import,
        )

        open_table_import(self._desk, self._navigator)

    # ------------------------------------------------------------------ index series

    def open_series(self) -> None:
        """Where the office enters index values."""
        from sozdesk.features.rent_limits.ui.index_page import (  # noqa: PLC0415 - rarely used
            IndexPage,
        )

        self._navigator.open_subpage(IndexPage(self._desk, self._navigator))

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics and self.parts:
            self._desk.query(queries.index_values, done=self.show_index, owner=self)
            self._desk.call(self._read, done=self._show_others, owner=self)

    def _show_others(self, around: _Around) -> None:
        self.compare.show_others(around.year, around.others)

    def show_index(self, values: Sequence[IndexValue]) -> None:
        """Offer values up to today."""
        self.index.set_index(self._until_today(values))

    def _until_today(self, values: Sequence[IndexValue]) -> list[IndexValue]:
        return [one for one in values if one.day <= self._known.today]

    # ------------------------------------------------------------------ the result

    def _part(self) -> DerivePart:
        """The one in front, filled."""
        part = self.parts[self.tabs.current()]
        if not part.is_filled:
            part.is_filled = True
            part.fill()
        return part

    def _show_bar(self) -> None:
        part = self._part()
        found = part.derivation()
        self.enter_button.setEnabled(found is not None)
        if found is None:
            self.bar.set_message("", part.lacking())
            return
        basis = f"{texts.word(found.rent_kind)} {texts.word(found.interval)}"
        number = german.plural(len(found.amounts), "Betrag", "Beträge")
        self.bar.set_message(f"{number} {basis}", self._replaced(found))

    def _replaced(self, found: Derivation) -> str:
        """That amounts on another basis will go."""
        declared = self._declaration
        same = (declared.rent_kind, declared.interval) == (found.rent_kind, found.interval)
        if same or not declared.amounts:
            return ""
        said = [texts.word(one) for one in (declared.rent_kind, declared.interval) if one]
        how = " ".join(said) or "noch ohne Angabe netto oder brutto"
        return f"Die Meldung ist {how}; ihre übrigen Beträge werden geleert"

    def enter(self) -> None:
        """Hand the limits to the form."""
        found = self._part().derivation()
        if found is None:
            return
        self._entered = True
        self._desk.run(drafts.discard_draft, drafts.DiscardDraft(form=self._key))
        self._navigator.close_subpage(self)
        self.derived.emit(found)

    # ------------------------------------------------------------------ leaving

    def has_changes(self) -> bool:
        """Whether a list was pasted that is not entered."""
        return bool(self.parts) and not self._entered and bool(self.offers.reading.offers)

    def store_draft(self) -> None:
        """Keep the list until the page is opened again."""
        command = drafts.SaveDraft(form=self._key, content=self.offers.typed())
        self._desk.run(drafts.save_draft, command)

    def leave(self) -> None:
        """Back to the form; a pasted list is there again next time."""
        if self.has_changes():
            self.store_draft()
        self._navigator.back()
