"""Dialogs of data protection: archive, holds, to whom persons are handed out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import queries, texts, usecases
from sozdesk.features.cases.terms import (
    ArchiveAnswer,
    CaseDated,
    CaseValueKey,
    CaseValueRow,
    DeletionKind,
    HoldReason,
    PersonRow,
)
from sozdesk.features.cases.terms.privacy import KnownPerson
from sozdesk.features.cases.texts import privacy as said
from sozdesk.features.cases.ui.recipient import password_findings, put_password, put_recipient
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog, HandingOutDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, TextInput
from sozdesk.widgets.typed import DateInput, NumberInput

_WIDE = 420
_MOST = 50
"""Persons to choose from before somebody types more of the name."""
_SEARCH = "Name, Geburtsdatum oder Fall."
_SEARCH_ON_BILLS = "Name oder Geburtsdatum."
_DAY = "Schreiben Sie den Tag."
_KEEP = "Ein neuer Wert gilt ab seinem Tag. Ein öffentlicher Wert wurde nicht gefunden: Fragen Sie das Archiv."
_CORRECT = (
    "Was aufbewahrt wird und der erste Tag bleiben. Sind sie falsch, entfernen Sie den Wert und "
    "erfassen ihn neu."
)
_WHO_SAYS = "Zum Beispiel die Vereinbarung mit dem Archiv oder die Weisung der Finanzverwaltung."
_OFFER = "Nichts wird gelöscht, bevor das zuständige Archiv geantwortet hat (Archivierungsgesetz, SGS 163)."


class OfferDialog(CommandDialog):
    """Which archive was asked, and when."""

    def __init__(self, parent: QWidget, desk: Desk, ids: Sequence[UUID], today: date) -> None:
        super().__init__(parent, desk, "Dem Archiv anbieten", intro=_OFFER)
        self._ids = tuple(ids)
        self.put("archive", Field("Zuständiges &Archiv", TextInput(), width=_WIDE))
        self.put("offered_on", Field("Angeboten a&m", DateInput(near=today)), needed=_DAY)
        self.form["offered_on"].set_value(today)

    def act(self) -> Act | None:
        """Note the offer."""
        values = self.form.values()
        return usecases.offer_to_archive, usecases.OfferToArchive(ids=self._ids, **values)


class AnswerDialog(CommandDialog):
    """What the archive answered."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        ids: Sequence[UUID],
        today: date,
        kinds: queries.Kinds,
    ) -> None:
        super().__init__(parent, desk, "Antwort des Archivs")
        self._ids, self._kinds = tuple(ids), kinds
        answers = Choice([(one, texts.word(one)) for one in ArchiveAnswer])
        self.put("answer", Field("Das Archiv &übernimmt oder verzichtet", answers, width=220))
        self.put("answered_on", Field("Antwort vo&m", DateInput(near=today)), needed=_DAY)
        self.form["answered_on"].set_value(today)

    def act(self) -> Act | None:
        """Note the answer."""
        values = self.form.values()
        command = usecases.RecordAnswer(ids=self._ids, kinds=self._kinds, **values)
        return usecases.record_answer, command


class HoldDialog(CommandDialog):
    """Why nothing of a case or a bill may be deleted."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        subject_id: UUID,
        today: date,
        kinds: queries.Kinds,
    ) -> None:
        super().__init__(parent, desk, "Löschung sperren")
        self._subject, self._kinds = subject_id, kinds
        reasons = Choice([(one, texts.word(one)) for one in HoldReason])
        self.put("reason", Field("&Grund", reasons, width=260))
        self.put("valid_from", Field("G&ilt ab", DateInput(near=today)), needed=_DAY)
        self.form["valid_from"].set_value(today)
        self.put("note", Field("&Bemerkung", TextInput(), optional=True, width=_WIDE))

    def act(self) -> Act | None:
        """Add the hold."""
        values = self.form.values()
        command = usecases.AddHold(subject_id=self._subject, kinds=self._kinds, **values)
        return usecases.add_hold, command


class RetentionDialog(CommandDialog):
    """How long closed papers of a kind are kept, from a day on; with ``row`` its changes."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        kinds: Sequence[DeletionKind],
        today: date,
        row: CaseValueRow | None = None,
    ) -> None:
        verb, intro = ("erfassen", _KEEP) if row is None else ("ändern", _CORRECT)
        super().__init__(parent, desk, f"Aufbewahrung {verb}", intro=intro)
        self._row = row
        words = Choice([(one, said.KINDS[one]) for one in kinds])
        self.put("part", Field("Was aufbewahrt &wird", words, width=220))
        self.put("value", Field("&Jahre", NumberInput()), needed="Schreiben Sie, wie viele Jahre.")
        self.put("valid_from", Field("G&ilt ab", DateInput(near=today)), needed=_DAY)
        self.form["valid_from"].set_value(today)
        law = TextInput(limit=200)
        self.put("citation", Field("&Rechtsgrundlage", law, optional=True, width=_WIDE))
        source = Field("&Quelle", TextInput(limit=400), width=_WIDE, hint=_WHO_SAYS)
        self.put("source", source, needed="Schreiben Sie, woher der Wert kommt.")
        if row is not None:
            self.show_row(row)
            for key in ("part", "valid_from"):
                self.form[key].setEnabled(False)

    def act(self) -> Act | None:
        """Enter the value, or change what differs."""
        if self._row is not None:
            changes, row = self.form.changes(), self._row
            change = usecases.ChangeReferenceValue(
                kind=CaseDated.VALUE, id=row.id, base_version=row.version, changes=changes
            )
            return (usecases.change_reference_value, change) if changes else None
        values = {"key": CaseValueKey.RETENTION_YEARS, **self.form.values()}
        command = usecases.AddReferenceValue(kind=CaseDated.VALUE, values=values)
        return usecases.add_reference_value, command


def _called(row: PersonRow | KnownPerson) -> str:
    told = row.told if isinstance(row, KnownPerson) else ""
    return f"{row.name}, {told}" if told else row.name


def _searched(row: PersonRow | KnownPerson, word: str) -> str:
    """Letters are sought in the name, digits also in birth date and number of the case."""
    digits = any(sign.isdigit() for sign in word)
    return german.search_key(_called(row) if digits else row.name)


class RecipientDialog(HandingOutDialog):
    """Who gets the records of persons and what for."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        title: str,
        people: Sequence[PersonRow | KnownPerson],
        *,
        one: bool,
        locked: bool,
        purposes: Sequence[str] = (),
    ) -> None:
        super().__init__(parent, desk, title, action="&Weiter …")
        self._people, self._proposed = tuple(people), ""
        if one:
            on_bills = all(isinstance(row, KnownPerson) and not row.told for row in people)
            hint = _SEARCH_ON_BILLS if on_bills else _SEARCH
            search = Field("&Suchen", TextInput(), width=300, optional=True, hint=hint)
            self.put("search", search)
            choice = Choice(())
            self.put("person", Field("&Person", choice, width=_WIDE), needed="Wählen Sie, wer.")
            search.input.changed.connect(self._offer)
            choice.changed.connect(self._propose)
        put_recipient(self, purposes)
        if one:
            self._offer()
        elif len(self._people) == 1:
            self._put_proposed(self._people[0].name)
        if locked:
            put_password(self)
        self.form.mark_clean()

    def _offer(self) -> None:
        """Who matches what is typed; the only one is chosen."""
        typed = german.search_key(self.form["search"].value()).split()
        found = [
            (row.id, _called(row))
            for row in self._people
            if all(word in _searched(row, word) for word in typed)
        ]
        choice = self.form["person"].input
        assert isinstance(choice, Choice), "made as one above"
        choice.set_choices([(None, "wählen" if found else "niemand gefunden"), *found[:_MOST]])
        if typed and len(found) == 1:
            choice.set_value(found[0][0])

    def _propose(self) -> None:
        """Mostly the person asks for herself."""
        person = self.form["person"].value()
        self._put_proposed(next((row.name for row in self._people if row.id == person), ""))

    def _put_proposed(self, name: str) -> None:
        if self.form["recipient"].value() == self._proposed:
            self.form["recipient"].set_value(name)
            self._proposed = name

    def chosen(self) -> tuple[UUID, ...]:
        """Whose records."""
        values = self.form.values()
        return (values["person"],) if "person" in values else tuple(row.id for row in self._people)

    def password(self) -> str:
        """Of the file; empty where none is asked."""
        return str(self.form.values().get("password", ""))

    def check(self) -> Sequence[Finding]:
        """The password twice, and long enough."""
        values = self.form.values()
        if "password" not in values:
            return super().check()
        return (*super().check(), *password_findings(values["password"], values["again"]))

    def act(self) -> Act:
        """Note it."""
        values = self.form.values()
        command = usecases.RecordExport(
            person_ids=self.chosen(), recipient=values["recipient"], purpose=values["purpose"]
        )
        return usecases.record_export, command
