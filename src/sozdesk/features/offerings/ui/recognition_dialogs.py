"""Dialogs of a Gesuch: received, a paper recorded, need, criteria."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings import texts, usecases
from sozdesk.features.offerings.queries import RequestDetails
from sozdesk.features.offerings.terms import (
    MOST_POINTS,
    CoveredNeedRow,
    EnclosureRow,
    InspectionResult,
    NeedResult,
    RequestKind,
    RequestRow,
)
from sozdesk.features.offerings.ui.recognition_data import Cockpit
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import labels, layouts, theme
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, RadioChoice, TextArea, TextInput
from sozdesk.widgets.typed import DateInput

WIDE = 430
_POINTS = ("0: nicht erfüllt", "1: teilweise", "2: weitgehend", "3: ganz erfüllt")


class RequestDialog(CommandDialog):
    """«Gesuch erfassen»: from whom, for what, when it came."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        cockpit: Cockpit,
        *,
        provider_id: UUID | None = None,
        offering_id: UUID | None = None,
    ) -> None:
        super().__init__(parent, desk, "Gesuch erfassen", action="&Erfassen")
        self._cockpit = cockpit
        rows = [(row.id, row.name) for row in cockpit.providers if row.closed_on is None]
        self.provider = Choice(rows, empty="Wählen")
        self.offering = Choice([], empty="Anbieter/in als Ganzes")
        self.put(
            "provider_id",
            Field("&Anbieter/in", self.provider, width=WIDE),
            needed="Wählen Sie, von wem das Gesuch kommt.",
        )
        self.put("offering_id", Field("A&ngebot", self.offering, width=WIDE))
        kinds = Choice([(kind, texts.word(kind)) for kind in RequestKind])
        self.put("kind", Field("A&rt", kinds, width=220))
        received = DateInput(near=cockpit.today)
        self.put(
            "received_on", Field("Ein&gang", received), needed="Schreiben Sie, wann es einging."
        )
        self.put("responsible", Field("&Zuständig", TextInput(), optional=True, width=WIDE))
        self.put("note", Field("&Bemerkung", TextArea(lines=2), optional=True, width=WIDE))
        self.provider.changed.connect(self._offer)
        self.provider.set_value(provider_id)
        self.offering.set_value(offering_id)
        self.form["received_on"].set_value(cockpit.today)
        self.form.mark_clean()

    def _offer(self) -> None:
        """Only the offerings of the chosen provider."""
        own = [
            (row.id, f"{row.number} {row.title}")
            for row in self._cockpit.offerings
            if row.provider_id == self.provider.value()
        ]
        self.offering.set_choices([(None, "Anbieter/in als Ganzes"), *own])

    def act(self) -> Act:
        """Enter it."""
        return usecases.receive_request, usecases.ReceiveRequest(**self.form.values())


class ChangeRequestDialog(CommandDialog):
    """Kind, day, who is responsible, note."""

    def __init__(self, parent: QWidget, desk: Desk, row: RequestRow) -> None:
        super().__init__(parent, desk, "Gesuch ändern")
        self._row = row
        kinds = Choice([(kind, texts.word(kind)) for kind in RequestKind])
        self.put("kind", Field("A&rt", kinds, width=220))
        self.put(
            "received_on", Field("Ein&gang", DateInput()), needed="Schreiben Sie, wann es einging."
        )
        self.put("responsible", Field("&Zuständig", TextInput(), optional=True, width=WIDE))
        self.put("note", Field("&Bemerkung", TextArea(lines=2), optional=True, width=WIDE))
        self.show_row(row)

    def act(self) -> Act | None:
        """Change what differs."""
        changes = self.form.changes()
        if not changes:
            return None
        command = usecases.ChangeRequest(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return usecases.change_request, command


class CompleteDialog(CommandDialog):
    """«Vollständigkeit feststellen»."""

    def __init__(self, parent: QWidget, desk: Desk, row: RequestRow, today: date) -> None:
        intro = "Alle verlangten Beilagen sind da oder erlassen."
        super().__init__(parent, desk, "Gesuch ist vollständig", action="&Feststellen", intro=intro)
        self._row = row
        self.put(
            "complete_on",
            Field("&Vollständig seit", DateInput(near=today)),
            needed="Schreiben Sie, seit wann alles da ist.",
        )
        self.form["complete_on"].set_value(row.complete_on or today)
        self.form.mark_clean()

    def act(self) -> Act:
        """Say so."""
        command = usecases.CompleteRequest(
            id=self._row.id,
            base_version=self._row.version,
            complete_on=self.form["complete_on"].value(),
        )
        return usecases.complete_request, command


class EnclosureDialog(CommandDialog):
    """One line of the checklist; an inspected one asks who saw what, and takes no file."""

    def __init__(self, parent: QWidget, desk: Desk, request: RequestRow, row: EnclosureRow) -> None:
        inspected = row.kind.inspected_only
        intro = texts.INSPECTED_INTRO if inspected else ""
        super().__init__(parent, desk, row.kind.name, action="&Erfassen", intro=intro)
        self._row, self._request_id = row, request.id
        day, until = (
            ("Ein&gesehen am", "&Nächste Einsicht bis")
            if inspected
            else (
                "Ein&gegangen am",
                "Gültig &bis",
            )
        )
        self.put("received_on", Field(day, DateInput()))
        if inspected:
            self.put("seen_by", Field("Eingesehen &von", TextInput(), width=WIDE))
            results = Choice([(one, texts.word(one)) for one in InspectionResult], empty="Wählen")
            self.put("inspection", Field("Erge&bnis", results, width=220))
        months = row.kind.valid_months
        hint = f"Leer: {months} Monate ab Eingang" if months else ""
        self.put("expires_on", Field(until, DateInput(), optional=not inspected, hint=hint))
        waived = Field("Er&lassen, weil", TextInput(limit=400), optional=True, width=WIDE)
        self.put("waived_because", waived)
        self.put("note", Field("Be&merkung", TextInput(limit=400), optional=True, width=WIDE))
        self.show_row(row)
        if row.id is None and not inspected:
            self.form["received_on"].set_value(request.received_on)
            self.form.mark_clean()

    def act(self) -> Act:
        """Record it."""
        command = usecases.RecordEnclosure(
            request_id=self._request_id,
            kind_code=self._row.kind.code,
            base_version=self._row.version,
            **self.form.values(),
        )
        return usecases.record_enclosure, command


class AllEnclosuresDialog(CommandDialog):
    """«Alle als eingegangen erfassen»: one day for everything that is missing."""

    def __init__(
        self, parent: QWidget, desk: Desk, request: RequestRow, rows: Sequence[EnclosureRow]
    ) -> None:
        names = german.enumeration([row.kind.name for row in rows])
        intro = f"{names}. Was nur eingesehen wird, erfassen Sie einzeln."
        super().__init__(
            parent, desk, "Alle als eingegangen erfassen", action="&Erfassen", intro=intro
        )
        self._request_id = request.id
        self.put(
            "received_on",
            Field("Ein&gegangen am", DateInput()),
            needed="Schreiben Sie, wann die Beilagen eingingen.",
        )
        self.form["received_on"].set_value(request.received_on)
        self.form.mark_clean()

    def act(self) -> Act:
        """Record them."""
        command = usecases.RecordEnclosures(
            request_id=self._request_id, received_on=self.form["received_on"].value()
        )
        return usecases.record_enclosures, command


class NeedDialog(CommandDialog):
    """«Bedarf prüfen»: what the catalogue says is shown and proposed."""

    def __init__(
        self, parent: QWidget, desk: Desk, row: RequestRow, covered: CoveredNeedRow | None
    ) -> None:
        intro = (
            texts.need_covered(covered.valid_from, covered.segment, covered.reason)
            if covered
            else texts.NO_COVERED_NEED
        )
        super().__init__(parent, desk, "Bedarf prüfen", action="&Erfassen", intro=intro)
        self._row = row
        choices = [(one, texts.word(one)) for one in NeedResult]
        self.put(
            "need",
            Field("E&rgebnis", RadioChoice("Ergebnis", choices, across=False)),
            needed="Wählen Sie das Ergebnis der Prüfung.",
        )
        self.put("reason", Field("&Begründung", TextArea(lines=3), optional=True, width=WIDE))
        usual = NeedResult.COVERED if covered else NeedResult.NEEDED
        self.form["need"].set_value(row.need or usual)
        self.form["reason"].set_value(row.need_reason)
        self.form.mark_clean()

    def act(self) -> Act:
        """Record it."""
        command = usecases.CheckNeed(
            id=self._row.id, base_version=self._row.version, **self.form.values()
        )
        return usecases.check_need, command


class AssessDialog(CommandDialog):
    """All criteria of the version, each with its points and a reason."""

    def __init__(self, parent: QWidget, desk: Desk, details: RequestDetails) -> None:
        version = details.criteria
        intro = f"Fassung «{version.name}». {version.source}" if version else ""
        super().__init__(parent, desk, "Kriterien beurteilen", action="&Erfassen", intro=intro)
        self._details = details
        for row in details.assessments:
            one = row.criterion
            must = ", zwingend" if one.mandatory else ""
            words = labels.strong(f"{one.number}. {one.text}")
            weight = labels.secondary(f"Gewicht {one.weight}{must}")
            self.body.addWidget(layouts.box(layouts.column(words, weight, spacing=1)))
            points = Choice(list(enumerate(_POINTS)), empty="noch nicht beurteilt")
            name = f"Punkte zu Kriterium {one.number}"
            points.setAccessibleName(name)
            left = self.form.add(
                f"points_{one.number}", Field(name, points, width=190, show_label=False)
            )
            reason = TextInput(limit=500, placeholder="Begründung")
            right = self.form.add(
                f"reason_{one.number}",
                Field(f"Begründung zu Kriterium {one.number}", reason, show_label=False),
            )
            line = layouts.row(left, right, spacing=10)
            line.setStretch(1, 1)
            self.body.addWidget(layouts.box(line))
            points.set_value(row.points)
            reason.set_value(row.reason)
        self.form.mark_clean()
        self.setMinimumWidth(theme.px(620))

    def act(self) -> Act | None:
        """Record what was assessed; what was left open stays open."""
        values = self.form.values()
        entries = tuple(
            usecases.CriterionPoints(
                criterion_id=row.criterion.id,
                points=values[f"points_{row.criterion.number}"],
                reason=values[f"reason_{row.criterion.number}"],
            )
            for row in self._details.assessments
            if values[f"points_{row.criterion.number}"] is not None
        )
        if not entries:
            return None
        command = usecases.AssessRequest(request_id=self._details.request.id, entries=entries)
        return usecases.assess_request, command


assert len(_POINTS) == MOST_POINTS + 1, "every number of points has its words"
