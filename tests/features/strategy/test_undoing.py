"""Every step about measures that can be taken back leaves the file as it was before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from measure_kit import JUNE, details, period
from sqlalchemy import select

from measure_tables_kit import row, table_of, workbook
from sozdesk.archive.base import Record
from sozdesk.archive.search import search
from sozdesk.archive.store import Archive
from sozdesk.features.strategy import queries, records, usecases
from sozdesk.features.strategy.terms import (
    CarryOverKind,
    ChapterKey,
    MeasureState,
    ReferenceKind,
    RelationKind,
    ReportStage,
    TextCode,
)
from sozdesk.kernel.usecase import is_undoable

Case = Callable[[Archive], object]
"""Makes the command, after whatever has to be there before."""


def key(archive: Archive, number: str):
    return details(archive, number).row.id


def target(archive: Archive, number: str):
    command = usecases.AddMeasure(
        period_id=period(archive, "2025-2028").id, number=number, title="Erfunden"
    )
    return archive.run(usecases.add_measure, command).value


def link(archive: Archive, usecase, command):
    made = archive.run(usecase, command).value
    return usecases.RemoveLink(id=made, base_version=1)


def status(archive: Archive):
    return usecases.RecordStatus(
        measure_ids=(key(archive, "1.3"), key(archive, "1.4")),
        as_of=JUNE,
        state=MeasureState.IN_PROGRESS,
        text="Erfunden",
    )


def entry(archive: Archive):
    return details(archive, "1.2").row.status


def reference(archive: Archive):
    return usecases.AddReference(
        measure_id=key(archive, "1.3"), kind=ReferenceKind.POSTULAT, number="2026/12"
    )


def relation(archive: Archive):
    return usecases.AddRelation(
        measure_id=key(archive, "1.3"), other_id=key(archive, "1.4"), kind=RelationKind.DEPENDS_ON
    )


def second_line(archive: Archive):
    """A split: the line that is there becomes of another kind."""
    first = usecases.CarryOver(
        measure_id=key(archive, "1.3"),
        kind=CarryOverKind.CONTINUED,
        target_id=target(archive, "1.1"),
    )
    archive.run(usecases.carry_over, first)
    return usecases.CarryOver(
        measure_id=key(archive, "1.3"),
        kind=CarryOverKind.CONTINUED,
        target_id=target(archive, "1.2"),
    )


def task(archive: Archive):
    return usecases.AddTask(measure_id=key(archive, "1.3"), title="Leitfaden", due_on=JUNE)


def changed_task(archive: Archive):
    made = archive.run(usecases.add_task, task(archive)).value
    return usecases.ChangeTask(id=made, base_version=1, changes={"done_on": JUNE})


def changed_measure(archive: Archive):
    return usecases.ChangeMeasure(id=key(archive, "1.3"), base_version=1, changes={"aim": "neu"})


def whole_measure(archive: Archive):
    """With everything that can hang on it."""
    archive.run(usecases.add_task, task(archive))
    archive.run(usecases.add_reference, reference(archive))
    one = details(archive, "1.3").row
    return usecases.RemoveMeasure(id=one.id, base_version=one.version)


def chapter(archive: Archive):
    shown = period(archive)
    version = archive.query(queries.chapters, shown.id)[-1].version
    return usecases.WriteChapter(
        period_id=shown.id, key=ChapterKey.OUTLOOK, base_version=version, text="Neu."
    )


def stage(archive: Archive):
    """In the place of another one of the day."""
    values = {"period_id": period(archive).id, "since": JUNE}
    archive.run(usecases.set_stage, usecases.SetStage(stage=ReportStage.DIRECTORATE, **values))
    return usecases.SetStage(stage=ReportStage.GOVERNMENT_DECISION, rrb_number="2026-1", **values)


def hint(archive: Archive):
    return usecases.DismissTextHint(
        period_id=period(archive).id,
        place="outlook",
        place_words="Kapitel Ausblick",
        code=next(code for code in TextCode if code is not TextCode.UNKNOWN_FIELD),
        excerpt="18 Massnahmen sind umgesetzt.",
    )


def dismissed(archive: Archive):
    archive.run(usecases.dismiss_text_hint, hint(archive))
    return hint(archive)


def table(archive: Archive):
    """New measures, lines of both, and one that is there becomes another kind."""
    archive.run(usecases.carry_over, second_line(archive))
    content = workbook(
        row("2.1", "Erfunden A", continues="1.3, 1.4", poverty_strategy="ja"),
        row(
            "2.2",
            "Erfunden B",
            poverty_strategy="nein",
            state="in Umsetzung",
            as_of="31.12.2025",
        ),
        row("1.1", "Neuer Titel"),
    )
    return usecases.ImportMeasures(
        period_id=period(archive, "2025-2028").id,
        table=table_of(content),
        accept_changes=True,
    )


def changed_period(archive: Archive):
    shown = period(archive, "2025-2028")
    return usecases.ChangePeriod(id=shown.id, base_version=1, changes={"expected": 20})


CASES: dict[str, Case] = {
    "load_strategy": lambda _archive: usecases.LoadStrategy(),
    "record_status": status,
    "change_status": lambda archive: usecases.ChangeStatus(
        id=entry(archive).id, base_version=1, changes={"decided_by": "KKSH"}
    ),
    "remove_status": lambda archive: usecases.RemoveStatus(id=entry(archive).id, base_version=1),
    "add_measure": lambda archive: usecases.AddMeasure(
        period_id=period(archive, "2025-2028").id, number="1.1", title="Erfunden"
    ),
    "change_measure": changed_measure,
    "remove_measure": whole_measure,
    "add_reference": reference,
    "remove_reference": lambda archive: link(archive, usecases.add_reference, reference(archive)),
    "add_relation": relation,
    "remove_relation": lambda archive: link(archive, usecases.add_relation, relation(archive)),
    "carry_over": second_line,
    "remove_carry_over": lambda archive: link(archive, usecases.carry_over, second_line(archive)),
    "add_task": task,
    "change_task": changed_task,
    "remove_task": lambda archive: link(archive, usecases.add_task, task(archive)),
    "write_chapter": chapter,
    "set_stage": stage,
    "dismiss_text_hint": hint,
    "take_up_text_hint": dismissed,
    "import_measures": table,
    "add_period": lambda _archive: usecases.AddPeriod(first_year=2029, last_year=2032),
    "change_period": changed_period,
}


def rows(archive: Archive) -> dict[str, list[tuple[object, ...]]]:
    """Everything that the file holds about measures, but for how often it was written."""
    ours = {
        mapper.local_table
        for mapper in Record.registry.mappers
        if mapper.class_.__module__ == records.__name__
    }
    found = {}
    for one in ours:
        columns = [column for column in one.columns if column.name != "version"]
        found[one.name] = archive.query(
            lambda session, asked=columns: sorted(
                map(tuple, session.execute(select(*asked))), key=repr
            )
        )
    return found


@pytest.mark.parametrize("name", CASES)
def test_a_step_that_is_undone_leaves_every_row_as_it_was(archive: Archive, name: str):
    if name != "load_strategy":
        archive.run(usecases.load_strategy, usecases.LoadStrategy())
    command = CASES[name](archive)
    before = rows(archive)

    archive.run(getattr(usecases, name), command)
    assert rows(archive) != before
    archive.undo_last()

    assert rows(archive) == before


def test_every_step_that_can_be_undone_is_tried_and_a_version_cannot():
    steps = [name for name in usecases.__all__ if name.islower()]
    undoable = {name for name in steps if is_undoable(getattr(usecases, name))}
    assert undoable == set(CASES)
    assert set(steps) - undoable == {"freeze_report"}


def test_the_search_finds_a_measure_that_came_back(strategy: Archive):
    before = strategy.query(search, "Grundbedarf")
    one = details(strategy, "1.1").row
    removal = usecases.RemoveMeasure(id=one.id, base_version=one.version)
    strategy.run(usecases.remove_measure, removal)
    assert one.id not in {hit.row_id for hit in strategy.query(search, "Grundbedarf")}
    strategy.undo_last()
    assert strategy.query(search, "Grundbedarf") == before
