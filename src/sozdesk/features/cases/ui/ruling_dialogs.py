"""Dialogs of the decision path: Antrag, delegated Beschluss, draft, Eröffnung, Anfechtung, Rechtskraft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import texts, usecases
from sozdesk.features.cases.terms import (
    ApplicationKind,
    ApplicationRow,
    Decider,
    Notification,
    PathLine,
    Resolved,
    RulingNature,
    RulingRow,
)
from sozdesk.features.cases.texts import rulings as said
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, TextArea, TextInput
from sozdesk.widgets.typed import DateInput

WIDE: Final = 430
_KEYS: Final = ("kind", "title", "submitted_on", "decider", "reasons", "proposal")
_DECIDES: Final = (
    "Präsidium und Sozialdienst können nur entscheiden, was ihnen die Gemeinde delegiert hat."
)


class ApplicationDialog(CommandDialog):
    """Enter or change an Antrag."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        case_id: UUID,
        today: date,
        row: ApplicationRow | None = None,
    ) -> None:
        super().__init__(parent, desk, "Antrag ändern" if row else "Antrag erfassen")
        self._case_id, self._row = case_id, row
        kinds = Choice([(one, texts.word(one)) for one in ApplicationKind])
        self.put("kind", Field("&Art", kinds, width=WIDE))
        title = Field("&Titel", TextInput(), hint="So steht er auf der Traktandenliste.")
        self.put("title", title, needed=texts.TITLE_MISSING)
        self.put("submitted_on", Field("A&ntrag vom", DateInput(near=today)), needed=texts.MISSING)
        deciders = Choice([(one, texts.word(one)) for one in Decider])
        self.put("decider", Field("&Entscheidet", deciders, width=220, hint=_DECIDES))
        self.put("reasons", Field("&Begründung", TextArea(lines=4), optional=True, width=WIDE))
        proposal = Field(
            "&Vorschlag",
            TextArea(lines=3),
            optional=True,
            width=WIDE,
            hint="Was beschlossen werden soll. Gutgeheissen ist es das Dispositiv der Verfügung.",
        )
        self.put("proposal", proposal)
        if row is None:
            self.form["submitted_on"].set_value(today)
            self.form.mark_clean()
        else:
            self.form.set_values({key: getattr(row, key) for key in _KEYS})

    def act(self) -> Act | None:
        """Enter it, or change what differs."""
        if self._row is None:
            command = usecases.AddApplication(case_id=self._case_id, **self.form.values())
            return usecases.add_application, command
        changes = self.form.changes()
        if not changes:
            return None
        change = usecases.ChangeApplication(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return usecases.change_application, change


class ResolveDialog(CommandDialog):
    """The Beschluss on one Antrag that no Sitzung decides."""

    def __init__(self, parent: QWidget, desk: Desk, row: ApplicationRow, today: date) -> None:
        who = texts.word(row.decider)
        intro = f"{row.title}. Entscheidet: {who}."
        super().__init__(parent, desk, "Beschluss erfassen", action="&Erfassen", intro=intro)
        self._row = row
        day = Field("Beschluss &vom", DateInput(near=today))
        self.put("resolved_on", day, needed=texts.MISSING, finding_of="decider")
        results = Choice([(one, texts.word(one)) for one in Resolved])
        self.put("resolved", Field("&Beschluss", results, width=220))
        self.put("number", Field("&Nummer", TextInput(limit=40), optional=True, width=160))
        extract = Field(
            "&Protokollauszug", TextArea(lines=4), optional=True, width=WIDE, hint=said.EXTRACT
        )
        self.put("extract", extract)
        self.form["resolved_on"].set_value(today)
        self.form.mark_clean()

    def act(self) -> Act:
        """Record it."""
        values = self.form.values()
        command = usecases.RecordResolutions(
            resolved_on=values.pop("resolved_on"),
            resolutions=(
                usecases.Resolution(
                    application_id=self._row.id, base_version=self._row.version, **values
                ),
            ),
        )
        return usecases.record_resolutions, command


class DraftDialog(CommandDialog):
    """Which nature a new Verfügung has; everything else stands on its page."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        case_id: UUID,
        application: ApplicationRow | None,
        replaces: RulingRow | None,
    ) -> None:
        super().__init__(
            parent,
            desk,
            "Verfügung entwerfen",
            action="&Entwerfen",
            intro=_about(application, replaces),
        )
        self._case_id, self._application, self._replaces = case_id, application, replaces
        natures = [
            one for one in RulingNature if replaces is None or one is not RulingNature.REFUSAL
        ]
        choice = Choice([(one, texts.word(one)) for one in natures])
        self.put("nature", Field("&Art der Verfügung", choice, width=WIDE))
        self.form["nature"].set_value(_usual(application, replaces))
        self.form.mark_clean()

    def act(self) -> Act:
        """Draft it."""
        command = usecases.DraftRuling(
            case_id=self._case_id,
            nature=self.form["nature"].value(),
            application_id=self._application.id if self._application else None,
            replaces_id=self._replaces.id if self._replaces else None,
        )
        return usecases.draft_ruling, command


def _about(application: ApplicationRow | None, replaces: RulingRow | None) -> str:
    if replaces is not None:
        return f"Sie ersetzt die Verfügung {replaces.number}. Diese bleibt, wie sie ist."
    if application is not None:
        return f"Zum Antrag «{application.title}»."
    return "Ohne Antrag, zum Beispiel eine Auflage des Sozialdienstes."


def _usual(application: ApplicationRow | None, replaces: RulingRow | None) -> RulingNature:
    if replaces is not None:
        return RulingNature.CHANGE
    if application is None:
        return RulingNature.ORDER
    if application.resolved is Resolved.REFUSED:
        return RulingNature.REFUSAL
    ordered = application.kind is ApplicationKind.ORDER
    return RulingNature.ORDER if ordered else RulingNature.GRANT


class _DayDialog(CommandDialog):
    """One day about a finished Verfügung."""

    def __init__(
        self, parent: QWidget, desk: Desk, title: str, ruling: RulingRow, intro: str
    ) -> None:
        super().__init__(parent, desk, title, action="&Erfassen", intro=intro)
        self._ruling = ruling

    def put_day(self, key: str, label: str, value: date | None, today: date) -> None:
        """The day, filled in if one is proposed."""
        self.put(key, Field(label, DateInput(near=today)), needed=texts.MISSING)
        self.form[key].set_value(value)
        self.form.mark_clean()


class NotifyDialog(_DayDialog):
    """Eröffnung: when, and how."""

    def __init__(self, parent: QWidget, desk: Desk, ruling: RulingRow, today: date) -> None:
        intro = "Von diesem Tag an läuft die Frist, auch wenn die Post die Sendung zurückbringt."
        super().__init__(parent, desk, "Eröffnung erfassen", ruling, intro)
        ways = Choice([(one, texts.word(one)) for one in Notification])
        self.put_day("notified_on", "Eröffnet &am", ruling.notified_on, today)
        self.put("notified_by", Field("Eröffnet &per", ways, width=220))
        if ruling.notified_by is not None:
            self.form["notified_by"].set_value(ruling.notified_by)
        self.form.mark_clean()

    def act(self) -> Act:
        """Record it."""
        command = usecases.NotifyRuling(
            id=self._ruling.id, base_version=self._ruling.version, **self.form.values()
        )
        return usecases.notify_ruling, command


class ContestDialog(_DayDialog):
    """An Einsprache or Beschwerde came in."""

    def __init__(self, parent: QWidget, desk: Desk, path: PathLine, today: date) -> None:
        assert path.ruling is not None, "only a ruling is contested"
        late = path.deadline is not None and today > path.deadline
        said = [texts.late_objection(path.deadline)] if late and path.deadline else []
        intro = " ".join((*said, texts.SUSPENDED))
        super().__init__(parent, desk, "Anfechtung erfassen", path.ruling, intro)
        self.put_day("contested_on", "Angefochten &am", None, today)

    def act(self) -> Act:
        """Record it."""
        command = usecases.ContestRuling(
            id=self._ruling.id, base_version=self._ruling.version, **self.form.values()
        )
        return usecases.contest_ruling, command


class FinalDialog(_DayDialog):
    """Since when a Verfügung is rechtskräftig: the day after the deadline is proposed."""

    def __init__(self, parent: QWidget, desk: Desk, path: PathLine, today: date) -> None:
        assert path.ruling is not None, "only a ruling becomes final"
        super().__init__(parent, desk, "Als rechtskräftig erfassen", path.ruling, _basis(path))
        self.put_day("final_on", "Rechtskräftig &seit", _proposed(path), today)

    def act(self) -> Act:
        """Record it."""
        command = usecases.MarkFinal(
            id=self._ruling.id, base_version=self._ruling.version, **self.form.values()
        )
        return usecases.mark_final, command


def _basis(path: PathLine) -> str:
    if path.ruling is not None and path.ruling.contested_on is not None:
        contested = german.day(path.ruling.contested_on)
        return f"Angefochten am {contested}. Erfassen Sie den Tag, an dem darüber entschieden war."
    assert path.deadline is not None, "the deadline is over"
    return texts.late_objection(path.deadline)


def _proposed(path: PathLine) -> date | None:
    contested = path.ruling is not None and path.ruling.contested_on is not None
    if contested or path.deadline is None:
        return None
    return path.deadline + timedelta(days=1)


def finished_choices(rows: Sequence[RulingRow]) -> list[tuple[UUID, str]]:
    """Finished Verfügungen to choose from."""
    return [(row.id, f"{row.number} {row.subject}") for row in rows]
