"""A letter to an invented municipality, so that somebody sees what a template makes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sozdesk.features.rent_limits.files.letters import one_file
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Addressee,
    Declaration,
    DeclarationRow,
    FormPage,
    FormRequest,
    Interval,
    LetterJob,
    LetterKind,
    LetterOffice,
    LetterTarget,
    LetterTemplate,
    Method,
    ReceivedVia,
    RentKind,
    ReturnState,
    RoundRow,
)
from sozdesk.kernel.municipality import Municipality

_LONG, _SHORT = timedelta(days=60), timedelta(days=5)
_NUMBER = 9999
_NAME = "Musterwil"
_POSTAL = ("Beispielweg 1", f"0000 {_NAME}")
_FRANCS = (900, 1100, 1300, 1500, 1650, 120)


def sample_letter(
    template: LetterTemplate, office: LetterOffice, today: date, now: datetime
) -> tuple[str, bytes]:
    """Name and bytes of the letter, of a receipt the e-mail; everything in it is invented."""
    round_ = _round(template.kind, today)
    job = LetterJob(
        round=round_,
        day=today,
        now=now,
        sample=True,
        office=office,
        targets=(_target(template.kind, round_),),
        templates={template.kind: template},
        forms=() if template.kind is LetterKind.RECEIPT else (_form(round_, now),),
    )
    return one_file(job)


def _round(kind: LetterKind, today: date) -> RoundRow:
    """A call long before the deadline, anything else a few days after it."""
    due_on = today + (_LONG if kind is LetterKind.CALL else -_SHORT)
    return RoundRow(
        id=UUID(int=0),
        version=1,
        year=due_on.year + 1,
        call_on=due_on - _LONG,
        due_on=due_on,
        valid_from=date(due_on.year + 1, 1, 1),
        blocks=frozenset(),
    )


def _form(round_: RoundRow, now: datetime) -> FormRequest:
    place = Municipality(_NUMBER, _NAME, _NAME, "Beispiel")
    return FormRequest(
        year=round_.year,
        due_on=round_.due_on,
        valid_from=round_.valid_from,
        blocks=round_.blocks,
        file_name=f"Mietzinsgrenzwerte_{round_.year}_{_NUMBER}_{_NAME}.xlsx",
        title=_NAME,
        pages=(FormPage(municipality=place),),
        created=now,
        sample=True,
    )


def _target(kind: LetterKind, round_: RoundRow) -> LetterTarget:
    return LetterTarget(
        bfs_number=_NUMBER,
        name=_NAME,
        kind=kind,
        due_on=round_.due_on,
        addressee=Addressee(
            name="Rita Beispiel",
            email="rita.beispiel@musterwil.example",
            lines=(f"Gemeinde {_NAME}", "Rita Beispiel", "Sozialhilfebehörde", *_POSTAL),
            can_be_posted=True,
        ),
        called_on=round_.call_on,
        returned=_returned(round_) if kind is LetterKind.RECEIPT else None,
    )


def _returned(round_: RoundRow) -> DeclarationRow:
    declared = Declaration(
        bfs_number=_NUMBER,
        year=round_.year,
        amounts={key: value * 100 for key, value in zip(MAIN_CATEGORIES, _FRANCS, strict=True)},
        rent_kind=RentKind.NET,
        interval=Interval.MONTH,
        valid_from=round_.valid_from,
        method=Method.ADVERTS,
    )
    return DeclarationRow(
        id=UUID(int=0),
        version=1,
        revision=1,
        state=ReturnState.RECORDED,
        declaration=declared,
        received_on=round_.due_on,
        via=ReceivedVia.EMAIL,
        file_name="",
        recorded_at=datetime(round_.year, 1, 4, 9, tzinfo=UTC),
        recorded_by="",
        query_text="",
        queried_on=None,
        findings=(),
        notes=(),
        documents=(),
    )
