"""«Fälle» of a Sozialdienst with a few invented cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from screens.stage import Stage, settle
from sozdesk.features.cases import usecases
from sozdesk.features.cases.terms import Permit, PersonPart, RepresentativeKind, Sex
from sozdesk.features.cases.ui.page import CasesPage
from sozdesk.features.cases.ui.person_page import PersonPage
from sozdesk.features.offerings.terms import CefrLevel

Scene = Callable[[Stage], QWidget | None]
BRETZWIL, LAUWIL, REIGOLDSWIL = 2883, 2889, 2893
_FILE = "faelle"
_PEOPLE = (
    ("Muster (erfunden)", "Anna", date(1990, 5, 17), "7569217076985", Permit.F, BRETZWIL),
    ("Beispiel (erfunden)", "Daniel", date(1978, 11, 2), "", None, LAUWIL),
    ("Tekle (erfunden)", "Selam", date(1995, 1, 30), "", Permit.N, BRETZWIL),
    ("Probe (erfunden)", "Eva", date(1964, 8, 9), "", Permit.C, REIGOLDSWIL),
)


def in_cases(go: Scene) -> Scene:
    """The scene in a file with invented cases, filled when it is first opened."""

    def scene(stage: Stage) -> QWidget | None:
        stage.unlock_copy("leer-service.sozdesk", _FILE)
        _fill(stage)
        return go(stage)

    return scene


def _run(stage: Stage, usecase: Any, command: object) -> Any:
    found: list[Any] = []
    stage.window.desk.run(usecase, command, done=lambda outcome: found.append(outcome.value))
    return found[0]


def _fill(stage: Stage) -> None:
    desk = stage.window.desk
    rows: list[Any] = []
    from sozdesk.features.cases import queries

    desk.call(lambda archive: archive.query(queries.person_keys), done=rows.extend)
    if rows:
        return
    cases = [_case(stage, number, one) for number, one in enumerate(_PEOPLE)]
    child = usecases.AddPerson(
        last_name="Muster (erfunden)",
        first_name="Carla",
        birth_date=date(2023, 2, 3),
        ahv_missing_because="noch nicht zugeteilt",
    )
    command = usecases.AddMember(case_id=cases[0], person=child, valid_from=date(2025, 3, 1))
    _run(stage, usecases.add_member, command)
    closed = {"closed_on": date(2026, 6, 30)}
    _run(
        stage,
        usecases.change_case,
        usecases.ChangeCase(id=cases[3], base_version=1, changes=closed),
    )


def _case(stage: Stage, number: int, one: tuple[Any, ...]) -> Any:
    last, first, born, ahv, permit, place = one
    person = _run(
        stage,
        usecases.add_person,
        usecases.AddPerson(
            last_name=last,
            first_name=first,
            birth_date=born,
            ahv_number=ahv,
            ahv_missing_because="noch nicht bekannt",
            sex=Sex.FEMALE,
            nationality="Eritrea" if permit in (Permit.F, Permit.N) else "Schweiz",
            address="Dorfstrasse 1\n4207 Bretzwil",
            goals="Deutsch B1, danach Stelle 50 %",
        ),
    )
    parts: list[tuple[PersonPart, dict[str, object]]] = [
        (PersonPart.RESIDENCE, {"valid_from": date(2024, 2, 1), "permit": permit, "refugee": False})
    ]
    if permit is Permit.F:
        parts += [
            (
                PersonPart.RESIDENCE,
                {"valid_from": date(2026, 4, 15), "permit": Permit.F, "refugee": True},
            ),
            (PersonPart.LANGUAGE, {"language": "Tigrinya"}),
            (
                PersonPart.LANGUAGE,
                {"language": "Deutsch", "level": CefrLevel.A2, "tested_on": date(2026, 5, 4)},
            ),
            (
                PersonPart.REPRESENTATIVE,
                {
                    "kind": RepresentativeKind.GUARDIAN,
                    "name": "Berufsbeistandschaft (erfunden)",
                    "phone": "061 000 00 00",
                    "valid_from": date(2025, 1, 1),
                },
            ),
        ]
    for kind, values in parts:
        command = usecases.AddPersonPart(kind=kind, person_id=person, values=values)
        _run(stage, usecases.add_person_part, command)
    opened = usecases.OpenCase(
        bfs_number=place,
        opened_on=date(2025, 3, 1),
        dossier_number=f"D-{100 + number}",
        members=(usecases.NewMember(person_id=person),),
    )
    return _run(stage, usecases.open_case, opened)


def _area(stage: Stage) -> CasesPage:
    stage.open_area("cases")
    page = stage.workspace.stack.currentWidget()
    assert isinstance(page, CasesPage)
    page.clear_filters()
    page.table.select_first()
    settle()
    return page


def area(stage: Stage) -> None:
    """The list with the household of a case."""
    _area(stage)


def empty(stage: Stage) -> None:
    stage.open_area("cases")


def _dialog() -> QDialog:
    settle()
    (found,) = (
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    )
    return found


def new_case(stage: Stage) -> QDialog:
    """While typing, somebody who may be the same is listed."""
    _area(stage).commands.add()
    dialog = _dialog()
    dialog.form["last_name"].set_value("Muster erfunden")
    dialog.form["first_name"].set_value("Ana")
    dialog.form["birth_date"].set_value(date(1990, 5, 17))
    dialog.form.mark_clean()
    return dialog


def reentry(stage: Stage) -> QDialog:
    """Who had a case here is asked about."""
    _area(stage).commands.add()
    dialog = _dialog()
    dialog.form["bfs_number"].set_value(REIGOLDSWIL)
    dialog.form["ahv_number"].set_value("")
    dialog.form["last_name"].set_value("Probe (erfunden)")
    dialog.form["first_name"].set_value("Eva")
    dialog.entry.take(dialog.entry.duplicates.shown[0])
    dialog.form.mark_clean()
    return dialog


def change_case(stage: Stage) -> QDialog:
    page = _area(stage)
    page.commands.change(page.current())
    dialog = _dialog()
    dialog.form["support_ended_on"].set_value(date(2026, 6, 15))
    dialog.accept()
    dialog.form.mark_clean()
    return dialog


def move(stage: Stage) -> QDialog:
    page = _area(stage)
    page.commands.move(page.current())
    return _dialog()


def hand_over(stage: Stage) -> QDialog:
    page = _area(stage)
    page.commands.hand_over(page.current())
    return _dialog()


def add_member(stage: Stage) -> QDialog:
    page = _area(stage)
    assert page.detail is not None
    page.detail.parts[0].add()
    return _dialog()


def _person(stage: Stage, tab: int) -> PersonPage:
    page = _area(stage)
    assert page.detail is not None
    page.detail.parts[0].open()
    settle()
    person = stage.workspace.stack.currentWidget()
    assert isinstance(person, PersonPage)
    person.tabs.choose(tab)
    return person


def person(tab: int) -> Scene:
    def go(stage: Stage) -> None:
        _person(stage, tab)

    return go


def change_person(stage: Stage) -> QDialog:
    _person(stage, 0).change()
    return _dialog()


def residence(stage: Stage) -> QDialog:
    _person(stage, 1).residences.add()
    return _dialog()


def merge(stage: Stage) -> QDialog:
    _person(stage, 0).merge()
    dialog = _dialog()
    dialog.form["search"].set_value("Tekle")
    dialog.form.mark_clean()
    return dialog


FILLED: dict[str, Scene] = {
    "300-faelle": area,
    "301-fall-neu": new_case,
    "302-fall-wieder": reentry,
    "303-fall-bearbeiten": change_case,
    "304-wegzug": move,
    "305-uebergabeblatt": hand_over,
    "306-person-aufnehmen": add_member,
    "307-person": person(0),
    "308-person-regime": person(1),
    "309-person-sprachen": person(2),
    "310-person-faelle": person(3),
    "311-person-aendern": change_person,
    "312-aufenthalt": residence,
    "313-zusammenfuehren": merge,
}
SCENES: dict[str, Scene] = {name: in_cases(go) for name, go in FILLED.items()}
EMPTY: dict[str, Scene] = {"314-faelle-leer": empty}
