"""The sample of a Sozialdienst in the middle of December: two years behind it, one of three declared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sozdesk.app import office_file
from sozdesk.app.sample import bills, canton, catalogue
from sozdesk.app.sample.clock import SampleClock
from sozdesk.app.sample.people import invent_people_of
from sozdesk.features.offices import queries as offices
from sozdesk.features.offices import usecases as offices_usecases
from sozdesk.features.offices.terms import TOPIC, ServiceKind
from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.terms import Declaration, ReceivedVia
from sozdesk.kernel.context import Context
from sozdesk.kernel.ids import seeded_ids
from sozdesk.kernel.municipality import Municipality
from sozdesk.kernel.usecase import Outcome, usecase
from sozdesk.kernel.watch import Watch

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from sozdesk.archive.store import Archive

TODAY = date(2026, 12, 15)
YEAR = 2027
_FIRST_DAY = date(2024, 12, 2)
NAME = "Sozialdienst Beispieltal"
OWN = canton.SERVICES[NAME]
OPEN, DRAFT, DONE = OWN
"""Bretzwil is left, Lauwil is begun, Reigoldswil is declared."""
PERSON = "Muster Beispiel"
PASSWORD = "Beispiel-2027"  # noqa: S105 - printed and shown; opens invented data only
FILE_NAME = "beispieldienst.sozdesk"
_STEPS = 8
"""File, people, two earlier years, the overview of the canton, this year, the catalogue, cases and bills."""


def build_service_sample(
    path: Path, *, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> str:
    """A fresh sample of a Sozialdienst for «Mit Beispieldaten ausprobieren»; answers its password.

    Raises:
        Cancelled: ``cancelled`` said so; what is half made is left to the caller.
    """
    build(path, PASSWORD, watch=Watch(progress, cancelled))
    return PASSWORD


def build(path: Path, password: str, *, watch: Watch | None = None) -> None:
    """Make the file at ``path``."""
    watch = watch or Watch()
    watch.begin(_STEPS)
    clock = SampleClock(_FIRST_DAY)
    made = office_file.new_file(
        path,
        office_kind="service",
        office_name=NAME,
        municipalities=OWN,
        person_name=PERSON,
        password=password,
        sample_today=TODAY,
        clock=clock,
        new_id=seeded_ids(canton.SEED + 1),
    )
    archive = made.archive
    try:
        watch.step()
        _Sample(archive, clock, watch).fill()
    finally:
        archive.close(backup=False)


@usecase(undoable=False)
def _invent_people(session: Session, own: tuple[Municipality, ...], context: Context) -> Outcome:
    for town in own:
        invent_people_of(session, town, context)
    cantonal = offices_usecases.AddService(
        name="Kantonales Sozialamt (Beispiel)",
        kind=ServiceKind.CANTONAL_OFFICE,
        email="sozialamt@ksa.example",
    )
    offices_usecases.add_service(session, cantonal, context)
    return Outcome(frozenset({TOPIC}), "Beispielkontakte angelegt")


class _Sample:
    """The years of the sample, one after the other."""

    def __init__(self, archive: Archive, clock: SampleClock, watch: Watch) -> None:
        self._archive, self._clock, self._watch = archive, clock, watch
        self._towns: tuple[Municipality, ...] = archive.query(offices.municipalities, TODAY)

    def fill(self) -> None:
        """Everything."""
        own = tuple(town for town in self._towns if town.bfs_number in OWN)
        self._archive.run(_invent_people, own)
        self._watch.step()
        for year in (YEAR - 2, YEAR - 1):
            self._declared_then(year)
            self._watch.step()
        self._overview(YEAR - 1)
        self._watch.step()
        self._this_year()
        self._watch.step()
        towns = tuple((town.bfs_number, town.short_name) for town in own)
        with catalogue.other_ksa(TODAY, NAME, OWN) as ksa:
            catalogue.read_in(self._archive, ksa)
            self._watch.step()
            bills.service_year(self._archive, ksa, towns)
        self._watch.step()

    def _declared(self, year: int) -> Mapping[int, Declaration]:
        return canton.declarations(self._towns, year)

    def _record(self, year: int, entries: tuple[usecases.ReturnEntry, ...]) -> None:
        command = usecases.RecordReturns(year=year, entries=entries)
        self._archive.run(usecases.record_returns, command)

    def _declared_then(self, year: int) -> None:
        """An earlier year, with form and pdf as they were made then."""
        day = date(year - 1, 12, 10)
        self._clock.begin(day)
        deadline = usecases.SetDeadline(year=year, due_on=date(year - 1, 12, 31))
        self._archive.run(usecases.set_deadline, deadline)
        declared = self._declared(year)
        self._record(year, tuple(self._entry(declared[number], day) for number in OWN))

    def _entry(self, declared: Declaration, day: date) -> usecases.ReturnEntry:
        asked = self._archive.query(
            queries.own_documents, declared, None, None, self._archive.context()
        )
        form, pdf = usecases.made_documents(replace(asked, today=day))
        return usecases.ReturnEntry(
            declaration=declared,
            received_on=day,
            via=ReceivedVia.OWN,
            file_name=form.name,
            content=form.content,
            attachments=(pdf,),
        )

    def _overview(self, year: int) -> None:
        """What the canton published of the others."""
        self._clock.begin(date(year, 2, 2))
        entries = tuple(
            usecases.ReturnEntry(
                declaration=declared, received_on=date(year, 2, 2), via=ReceivedVia.OVERVIEW
            )
            for number, declared in self._declared(year).items()
            if number not in OWN
        )
        self._record(year, entries)

    def _this_year(self) -> None:
        declared = self._declared(YEAR)
        self._clock.begin(date(2026, 12, 11))
        self._archive.run(usecases.save_own, usecases.SaveOwn(declaration=declared[DRAFT]))
        self._clock.begin(TODAY)
        asked = self._archive.query(
            queries.own_documents, declared[DONE], None, None, self._archive.context()
        )
        command = usecases.FinishOwn(
            declaration=declared[DONE],
            revision=asked.revision,
            documents=usecases.made_documents(asked),
        )
        self._archive.run(usecases.finish_own, command)
