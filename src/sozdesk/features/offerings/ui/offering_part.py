"""The tabs «Angebot», «Preise» and «Anerkennung» of one offering."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.offerings import rules, texts, usecases
from sozdesk.features.offerings.terms import (
    CantonShare,
    DatedKind,
    DecisionFact,
    DecisionKind,
    PriceRow,
)
from sozdesk.features.offerings.ui import offering_words as words
from sozdesk.features.offerings.ui.area_data import DetailData
from sozdesk.features.offerings.ui.dated_dialog import DatedDialog
from sozdesk.features.offerings.ui.dated_fields import Known
from sozdesk.features.offerings.ui.decision_dialogs import (
    EARLIER,
    EarlierDialog,
    offering_subject,
)
from sozdesk.kernel import german
from sozdesk.kernel.dated import on
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import buttons, labels, layouts, messages, states
from sozdesk.widgets.facts import Event, Facts, Timeline
from sozdesk.widgets.parts import Part

_PRICE_BACK = "Bearbeiten › Rückgängig holt den Preis zurück."
_NO_RECOGNITION = (
    "Noch kein Entscheid erfasst. Ohne Anerkennung bezahlt der Kanton nichts, und das Angebot kommt "
    "nicht auf die Plattform."
)
_SYMBOLS = {
    DecisionKind.RECOGNISED: states.State.RECORDED,
    DecisionKind.WITH_CONDITIONS: states.State.HINT,
}


class OfferingPart(Part):
    """A tab that is filled again and again; changes are the KSA's."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.data: DetailData | None = None
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)

    def may_change(self) -> bool:
        """The offerings are written at the KSA only."""
        file = self.desk.file
        kind = file.info.office_kind if file else None
        return super().may_change() and kind is not OfficeKind.SERVICE

    def show_data(self, data: DetailData) -> None:
        """Show another offering, or other values."""
        self.data = data
        layouts.empty(self._body)
        content = layouts.box(layouts.column(*self.items(data), None, spacing=6))
        self._body.addWidget(content)
        content.show()

    def items(self, data: DetailData) -> list[QWidget]:
        """What the tab shows, from top to bottom."""
        raise NotImplementedError

    def shown(self) -> DetailData:
        """What the tab shows; its commands only exist while it shows something."""
        assert self.data is not None
        return self.data


class FactsPart(OfferingPart):
    """What it is, in readable paragraphs; then what the canton pays today."""

    def items(self, data: DetailData) -> list[QWidget]:
        """Goals and content, whom it is for, when and where, what the canton pays, who answers."""
        row = data.row
        texts_ = [(row.goals, "Ziele"), (row.content, "Inhalt")]
        found: list[QWidget] = []
        for text, title in texts_:
            if text:
                found += [labels.text(title, "column", "text2"), labels.body(text)]
        return [*found, self._facts(data), layouts.line(), *self._shares(data)]

    def _facts(self, data: DetailData) -> QWidget:
        row = data.row
        said = [
            ("Für wen", words.for_whom(row)),
            ("Sprachen", "; ".join(map(words.language, row.languages)) or "keine Angabe"),
            ("Umfang", words.how_much(row)),
            ("Beginn", words.begins(row, data.today)),
            ("Plätze", words.free(row)),
            ("Ort", words.where(row)),
            ("Inbegriffen", words.included(row)),
            ("Finanzierung", texts.word(row.financing)),
            ("Auskunft", _contact(data)),
            ("Überprüft", german.day(row.checked_on) if row.checked_on else "noch nie"),
        ]
        if row.link:
            said.insert(-1, ("Link", row.link))
        return Facts(said)

    def _shares(self, data: DetailData) -> list[QWidget]:
        price = texts.price_words(data.row.price) if data.row.price else "heute gilt kein Preis"
        lines: list[tuple[str, str | QWidget]] = []
        for share in data.shares:
            link = buttons.link("Warum?", partial(self.explain, share))
            link.setAccessibleName(f"Warum? {share.regime_name}")
            said = labels.text(texts.share_words(share))
            line = layouts.row(said, link)
            line.setStretch(0, 1)
            lines.append((share.regime_name, layouts.box(line)))
        title = labels.text(f"Der Kanton bezahlt heute (Preis: {price})", "column", "text2")
        return [title, *(_named(name, shown) for name, shown in lines)]

    def explain(self, share: CantonShare) -> None:
        """Every step that leads to the figure, with its day and its citation."""
        cost = rules.cost_of_unit(share.price) if share.price else None
        steps = "\n".join(texts.share_steps(share, cost))
        title = f"{share.regime_name}: {texts.share_words(share)}"
        messages.inform(self, title, steps)


def _named(name: str, shown: str | QWidget) -> QWidget:
    """The regime above its answer: names are long, and a column of their own would be half empty."""
    value = labels.body(shown) if isinstance(shown, str) else shown
    return layouts.box(layouts.column(labels.strong(name), value, spacing=0))


def _contact(data: DetailData) -> str:
    contact = data.contact
    if contact is None:
        return data.row.provider_name
    parts = (contact.name, contact.function, contact.phone, contact.email)
    return ", ".join(filter(None, parts))


class PricePart(OfferingPart):
    """All prices, newest first, with their terms."""

    def items(self, data: DetailData) -> list[QWidget]:
        """The timeline, and «Preis erfassen …»."""
        add = self.command("&Preis erfassen …", self.add, icon="plus")
        empty = labels.text("Noch kein Preis erfasst: Abrechnung gesperrt.", "body", "text2")
        current = on(data.today, data.prices)
        events = [self._event(one, current) for one in reversed(data.prices)]
        shown = Timeline(events) if events else empty
        return [shown, layouts.box(layouts.row(add, None))]

    def _event(self, price: PriceRow, current: PriceRow | None) -> Event:
        until = f" bis {german.day(price.ended_on)}" if price.ended_on else ""
        actions = [
            self.entry("Preis ändern …", partial(self.change, price)),
            self.entry("Letzten Tag setzen …", partial(self.end, price)),
            self.entry("Entfernen", partial(self.remove_price, price)),
        ]
        return Event(
            states.State.RECORDED if price is current else states.State.IDENTICAL,
            f"ab {german.day(price.valid_from)}",
            texts.price_words(price),
            note=f"gilt heute{until}" if price is current else until.strip(),
            text=_terms(price),
            actions=tuple(actions) if self.may_change() else (),
        )

    def _subject(self) -> dict[str, object]:
        return {"offering_id": self.shown().row.id}

    def add(self) -> None:
        """Enter a price from a day on."""
        self._dialog(None)

    def change(self, price: PriceRow) -> None:
        """Other terms of a price; its first day stays."""
        self._dialog(price)

    def _dialog(self, price: PriceRow | None) -> None:
        known = Known(today=self.shown().today)
        dialog = DatedDialog(
            self, self.desk, DatedKind.PRICE, known, row=price, subject=self._subject()
        )
        dialog.present()

    def end(self, price: PriceRow) -> None:
        """Let a price run out."""
        known = Known(today=self.shown().today)
        DatedDialog(self, self.desk, DatedKind.PRICE, known, row=price, only_end=True).present()

    def remove_price(self, price: PriceRow) -> None:
        """Remove a price that is wrong altogether."""
        command = usecases.RemoveDatedValue(
            kind=DatedKind.PRICE, id=price.id, base_version=price.version
        )
        question = f"Preis ab {german.day(price.valid_from)} entfernen?"
        self.remove(question, _PRICE_BACK, usecases.remove_dated_value, command)


def _terms(price: PriceRow) -> str:
    absences = {True: "Abwesenheiten werden verrechnet", False: "Abwesenheiten nicht verrechnet"}
    parts = [
        f"mindestens {price.minimum_units} verrechnet" if price.minimum_units else "",
        absences.get(price.absences_invoiced, "") if price.absences_invoiced is not None else "",
        f"Kündigungsfrist: {price.notice_period}" if price.notice_period else "",
        f"Probezeit: {price.trial_phase}" if price.trial_phase else "",
        f"Versicherung: {price.insured_by}" if price.insured_by else "",
        price.note,
    ]
    return ". ".join(filter(None, parts))


class RecognitionPart(OfferingPart):
    """What is recognised since when, and by which decision."""

    def items(self, data: DetailData) -> list[QWidget]:
        """The state of today, then the decisions on the offering and on its provider."""
        now = data.row.recognition
        said = words.recognition(now)
        head = states.StateLabel(
            words.recognition_symbol(now), said[:1].upper() + said[1:], bold=True, coloured=True
        )
        found: list[QWidget] = [head]
        for title, facts in (
            ("Entscheide zu diesem Angebot", data.decisions),
            (f"Entscheide zu {data.row.provider_name}", data.of_provider),
        ):
            if facts:
                events = [_decision(one) for one in reversed(facts)]
                found += [labels.text(title, "column", "text2"), Timeline(events)]
        if len(found) == 1:
            found.append(labels.text(_NO_RECOGNITION, "body", "text2"))
        earlier = self.command(f"&{EARLIER} …", self.record_earlier, icon="plus")
        return [*found, layouts.box(layouts.row(earlier, None))]

    def record_earlier(self) -> None:
        """Enter a decision on the offering that was made on paper."""
        data = self.shown()
        EarlierDialog(self, self.desk, offering_subject(data.row), data.today).present()


def _decision(fact: DecisionFact) -> Event:
    number = f" Nr. {fact.number}" if fact.number else ""
    until = f" bis {german.day(fact.valid_to)}" if fact.valid_to else ""
    said = texts.word(fact.kind)
    return Event(
        _SYMBOLS.get(fact.kind, states.State.REFUSED),
        german.day(fact.decided_on),
        said[:1].upper() + said[1:],
        text=f"Entscheid{number}, gilt ab {german.day(fact.valid_from)}{until}",
    )
