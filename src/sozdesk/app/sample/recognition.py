"""Invented Gesuche of October 2026 in every state, two decisions that were sent, and what hangs on them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sozdesk.app.sample.offerings import INVENTED
from sozdesk.features.offerings import queries, usecases
from sozdesk.features.offerings.terms import (
    TOPIC,
    DatedKind,
    DecisionKind,
    InspectionResult,
    NeedResult,
    OfferingRow,
    OfferingState,
    OrganisationType,
    RequestKind,
    Unmet,
    Wanted,
)
from sozdesk.kernel.context import Context
from sozdesk.kernel.usecase import Outcome, usecase

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_PERSON = "Muster Beispiel"
_COMPLETE = date(2026, 11, 3)
_VALID = (date(2027, 2, 1), date(2030, 1, 31))


@usecase(undoable=False)
def invent_procedure(session: Session, command: None, context: Context) -> Outcome:
    """Ten Gesuche on the drafts of the platform: each stands one step further than the one before."""
    _check_remedy(session, context)
    drafts = [
        row for row in queries.offerings(session, context.today) if row.state is OfferingState.DRAFT
    ]
    for step, row in enumerate(sorted(drafts, key=lambda one: one.number)):
        _Request(session, context, row).go(step)
    _agreements(session, context)
    _early_language(session, context)
    _needs(session, context)
    return Outcome(frozenset({TOPIC}), f"Beispielgesuche angelegt: {len(drafts)}")


def _check_remedy(session: Session, context: Context) -> None:
    """The shipped text has gaps that an office fills; here with invented words."""
    row = queries.remedies(session)[0]
    changes = {
        "text": "Beispieltext: Gegen diesen Entscheid kann Beschwerde erhoben werden. Frist und "
        f"Instanz stehen hier, sobald das KSA sie geprüft hat. {INVENTED}",
        "source": INVENTED,
        "checked": True,
    }
    usecases.change_dated_value(
        session,
        usecases.ChangeDatedValue(
            kind=DatedKind.REMEDY, id=row.id, base_version=row.version, changes=changes
        ),
        context,
    )


class _Request:
    """A Gesuch for one offering, and the steps that it has behind it."""

    def __init__(self, session: Session, context: Context, row: OfferingRow) -> None:
        self.session, self.context, self.offering = session, context, row
        self.id: UUID = usecases.receive_request(
            session,
            usecases.ReceiveRequest(
                provider_id=row.provider_id,
                offering_id=row.id,
                kind=RequestKind.FIRST,
                received_on=date(2026, 10, 5) + timedelta(days=row.number % 20),
                responsible=_PERSON,
                note=INVENTED,
            ),
            context,
        ).value

    def go(self, steps: int) -> None:
        """Received; enclosures come in; complete; needed; assessed; drafted; sent."""
        todo = (self._some, self._all, self._complete, self._needed, self._assess)
        for step in todo[:steps]:
            step()
        if steps > len(todo):
            self._decide(steps - len(todo))

    def _some(self) -> None:
        self._enclosures(missing=2)

    def _all(self) -> None:
        self._enclosures(missing=0)

    def _enclosures(self, *, missing: int) -> None:
        details = self._details()
        for line in details.enclosures[: len(details.enclosures) - missing]:
            if line.received_on is not None:
                continue
            looked_at = line.kind.inspected_only
            usecases.record_enclosure(
                self.session,
                usecases.RecordEnclosure(
                    request_id=self.id,
                    kind_code=line.kind.code,
                    base_version=line.version,
                    received_on=_COMPLETE,
                    expires_on=date(2027, 2, 28) if looked_at else None,
                    seen_by=_PERSON if looked_at else "",
                    inspection=InspectionResult.CLEAR if looked_at else None,
                ),
                self.context,
            )

    def _details(self) -> queries.RequestDetails:
        found = queries.request_details(self.session, self.id, self.context.today, _PERSON)
        assert found is not None
        return found

    def _complete(self) -> None:
        row = self._details().request
        usecases.complete_request(
            self.session,
            usecases.CompleteRequest(id=row.id, base_version=row.version, complete_on=_COMPLETE),
            self.context,
        )

    def _needed(self) -> None:
        row = self._details().request
        usecases.check_need(
            self.session,
            usecases.CheckNeed(
                id=row.id,
                base_version=row.version,
                need=NeedResult.NEEDED,
                reason=f"Zwei Sozialdienste haben danach gefragt. {INVENTED}",
            ),
            self.context,
        )

    def _assess(self) -> None:
        entries = tuple(
            usecases.CriterionPoints(
                criterion_id=one.criterion.id, points=3 - number % 2, reason="Beispiel"
            )
            for number, one in enumerate(self._details().assessments)
        )
        usecases.assess_request(
            self.session,
            usecases.AssessRequest(request_id=self.id, entries=entries),
            self.context,
        )

    def _decide(self, step: int) -> None:
        """1: a draft with an Auflage; 2: a refusal that waits for the Gehör; 3 and 4: sent."""
        refused = step == 2
        kinds = {1: DecisionKind.WITH_CONDITIONS, 2: DecisionKind.REFUSED}
        kind = kinds.get(step, DecisionKind.WITH_CONDITIONS)
        decision: UUID = usecases.draft_decision(
            self.session,
            usecases.DraftDecision(
                request_id=self.id,
                kind=kind,
                decided_on=self.context.today,
                valid_from=None if refused else _VALID[0],
                valid_to=None if refused else _VALID[1],
                reasons=f"Ziel, Inhalt und Finanzierung wurden geprüft. {INVENTED}",
                duties="" if refused else "Änderungen von Preis und Inhalt melden\nJahresbericht",
            ),
            self.context,
        ).value
        if refused:
            return
        usecases.add_condition(
            self.session,
            usecases.AddCondition(
                decision_id=decision,
                text="Zertifizierung nachreichen (Beispiel)",
                due_on=date(2027, 3, 31),
                evidence="Kopie des Zertifikats",
            ),
            self.context,
        )
        if step > 2:
            self._send(decision)

    def _send(self, decision: UUID) -> None:
        row = queries.decision_of(self.session, decision)
        assert row is not None
        passing = usecases.PassDecision(id=row.id, base_version=row.version)
        usecases.send_decision(self.session, passing, self.context)


def _agreements(session: Session, context: Context) -> None:
    """Two programmes that are paid as a whole; the second pays for an offering of the platform."""
    first = next(
        row
        for row in queries.offerings(session, context.today)
        if row.category_code == "social_integration" and row.recognition.recognised
    )
    programmes = (("Programm R (Beispiel)", None), ("Treffpunkte (Beispiel)", first))
    for number, (programme, row) in enumerate(programmes, start=1):
        usecases.add_agreement(
            session,
            usecases.AddAgreement(
                partner=row.provider_name if row else "Hilfswerk Musterlinde",
                programme=programme,
                begins=date(2026, 1, 1),
                ends=date(2027, 12, 31),
                provider_id=row.provider_id if row else None,
                number=f"LV-{number}",
                amount=18_000_000 * number,
                deliverables=f"Zahl der Teilnehmenden und Bericht pro Jahr. {INVENTED}",
                citation="§ 25c SHV",
                note=INVENTED,
                offering_ids=(row.id,) if row else (),
            ),
            context,
        )


def _early_language(session: Session, context: Context) -> None:
    """Three Spielgruppen that a municipality has recognised under the GfS; one runs out soon."""
    groups = [
        row
        for row in queries.providers(session)
        if row.organisation_type is OrganisationType.PLAYGROUP
    ]
    for number, row in enumerate(groups[:3]):
        begins = date(2025, 8, 1) if number else date(2024, 9, 1)
        usecases.add_municipal(
            session,
            usecases.AddMunicipal(
                provider_id=row.id,
                bfs_number=2861,
                recognised_on=begins,
                valid_to=date(2027, 3, 31) if not number else None,
                notified_on=begins + timedelta(days=20),
                note=INVENTED,
            ),
            context,
        )


def _needs(session: Session, context: Context) -> None:
    """What was searched for without a result; whoever searched is not known."""
    wanted = (
        (Wanted(category="qualification", near=2895, km=10), Unmet.NOTHING_FOUND, 4),
        (
            Wanted(category="basic_skills", near=2787, childcare=True, free=True),
            Unmet.NO_FREE_PLACE,
            2,
        ),
        (Wanted(category="job_coaching", near=2891, km=5), Unmet.NOTHING_FOUND, 1),
    )
    for one, why, times in wanted:
        for _ in range(times):
            command = usecases.CountUnmetNeed(wanted=one, why=why)
            usecases.count_unmet_need(session, command, context)
