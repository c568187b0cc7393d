"""Decisions, answers, payments and figures of the billing; invented bills, marked as the sample's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QApplication, QDialog

import bill_kit as kit
from bill_kit import ACCEPT, QUERY, REFUSE, Line, reduce
from screens.stage import Stage, settle
from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.store import Archive
from sozdesk.features.billing.terms import LineDecision
from sozdesk.features.billing.terms.accounts import AccountKind
from sozdesk.features.billing.ui import subpages
from sozdesk.features.billing.ui.check_page import CheckPage
from sozdesk.features.billing.ui.what_if_page import WhatIfPage
from sozdesk.features.billing.usecases import accounts, answers, payments
from sozdesk.features.offerings.ui import office_keys_page

_PEOPLE = (
    ("Beispiel", "Amina"),
    ("Muster", "Beat"),
    ("Probst", "Carla"),
    ("Tester", "Dawit"),
    ("Zufall", "Eva"),
)
_CATEGORIES = ("basic_skills", "employment", "early_language")
_TOWNS = (2829, 2861, 2770)


def fill(archive: Archive) -> None:
    """Bills of three municipalities in every state, once."""
    if archive.query(_has_bills):
        return
    for place, town in enumerate(_TOWNS):
        for quarter in range(4 if place else 3):
            _bill(archive, place, town, quarter)
    _accounts(archive)
    _answered(archive)


def _has_bills(session: Any) -> bool:
    from sozdesk.features.billing.records import BillRecord

    return session.query(BillRecord).first() is not None


def _bill(archive: Archive, place: int, town: int, quarter: int) -> None:
    first = date(2026, 3 * quarter + 1, 1)
    last = date(2026, 3 * quarter + 3, 30 if quarter in (1, 2) else 31)
    lines = [
        Line(
            60_000 + 7_350 * at + 1_000 * quarter,
            category=_CATEGORIES[at % 3],
            last_name=last_name,
            first_name=first_name,
        )
        for at, (last_name, first_name) in enumerate(_PEOPLE[: 5 - place])
    ]
    own = archive.info.office_kind is OfficeKind.SERVICE
    kit.bill(
        archive,
        lines,
        origin="own" if own else "received",
        number=quarter + 1,
        bfs_number=town,
        first_day=first,
        last_day=last,
        office_name=("Sozialdienst Liestal", "Sozialdienst Sissach", "Sozialdienst Muttenz")[place],
    )


def _accounts(archive: Archive) -> None:
    since = date(2025, 1, 1)
    values = [
        {
            "bfs_number": town,
            "name": f"Einwohnergemeinde {name}",
            "street": "Beispielweg 1",
            "postcode": "4400",
            "town": name,
            "iban": "CH93 0076 2011 6238 5295 7",
        }
        for town, name in zip(_TOWNS, ("Liestal", "Sissach", "Muttenz"), strict=True)
    ]
    for one in values:
        command = accounts.AddAccountValue(kind=AccountKind.CREDITOR, valid_from=since, values=one)
        archive.run(accounts.add_account_value, command)
    for category, account in (("", "3636.00"), ("early_language", "3636.20")):
        posting = {
            "regime_code": "",
            "category_code": category,
            "account": account,
            "cost_centre": "2510",
        }
        archive.run(
            accounts.add_account_value,
            accounts.AddAccountValue(kind=AccountKind.POSTING, valid_from=since, values=posting),
        )


def _answered(archive: Archive) -> None:
    """The first bills are decided: one paid, one answered, one in hearing, one half decided."""
    found = {
        (bill.bfs_number, bill.number): bill.id
        for bill in archive.query(kit.answering.received_bills, archive.context())
    }
    for number in (1, 2):
        made = found[2861, number]
        kit.decide(archive, made, ACCEPT, ACCEPT, ACCEPT, ACCEPT)
        kit.check(archive, made)
        _release(archive, made)
    paper = archive.run(
        payments.make_payment,
        payments.MakePayment(bill_ids=(found[2861, 1],), reference="Abrechnung Sissach 1/2026"),
    )
    row = archive.query(_payment, paper.value)
    archive.run(
        payments.release_payment,
        payments.ReleasePayment(
            id=row.id, base_version=row.version, paid_on=archive.context().today
        ),
    )
    hearing = found[2829, 2]
    kit.decide(archive, hearing, ACCEPT, reduce(40_000), REFUSE, QUERY, ACCEPT)
    kit.check(archive, hearing)
    version = kit.detail(archive, hearing).bill.version
    until = archive.context().today + timedelta(days=20)
    archive.run(
        answers.send_hearing,
        answers.SendHearing(bill_id=hearing, base_version=version, until=until),
    )
    kit.decide(archive, found[2829, 1], ACCEPT, reduce(40_000), REFUSE)


def _payment(session: Any, payment_id: Any) -> Any:
    from sozdesk.features.billing.queries import accounts as queries

    return queries.payment(session, payment_id)


def _release(archive: Archive, bill_id: Any) -> None:
    version = kit.detail(archive, bill_id).bill.version
    archive.run(
        answers.release_answer, answers.ReleaseAnswer(bill_id=bill_id, base_version=version)
    )


# ------------------------------------------------------------------ scenes


def page(stage: Stage) -> CheckPage:
    stage.unlock_copy("leer-ksa.sozdesk", "abrechnung-ksa")
    stage.window.desk.call(fill)
    stage.open_area("billing")
    settle()
    (shown,) = stage.workspace.findChildren(CheckPage)
    shown.reload()
    settle()
    return shown


def bill(name: str, line: int = 0) -> Callable[[Stage], None]:
    """One received bill, with a line chosen."""

    def go(stage: Stage) -> None:
        shown = page(stage)
        row = next(one for one in shown.model.rows() if one.name == name)
        shown.table.select_key(row.id)
        settle()
        shown.split.show_detail()
        assert shown.detail is not None
        lines = shown.detail.model.rows()
        shown.detail.table.select_key(lines[line].id)
        settle()

    return go


def reduce_dialog(stage: Stage) -> QDialog:
    """«Kürzen» of a line."""
    bill("Abrechnung Liestal 1/2026", 3)(stage)
    (shown,) = stage.workspace.findChildren(CheckPage)
    assert shown.detail is not None
    shown.detail.decide(LineDecision.REDUCED)
    (dialog,) = (
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    )
    return dialog


def sub_page(module: str) -> Callable[[Stage], None]:
    """A page behind the area."""

    def go(stage: Stage) -> None:
        page(stage)
        subpages.open_subpage(stage.window.desk, stage.workspace, module)
        settle()

    return go


def sample_page(module: str) -> Callable[[Stage], None]:
    """A page behind the area over the year that the sample canton billed."""

    def go(stage: Stage) -> None:
        stage.unlock_copy("beispielkanton.sozdesk", "abrechnung-beispiel")
        stage.open_area("billing")
        subpages.open_subpage(stage.window.desk, stage.workspace, module)
        settle()

    return go


def what_if(stage: Stage) -> None:
    """A Maximaltarif that is reached in the sample's year, raised by a tenth."""
    sample_page("what_if_page")(stage)
    (made,) = stage.workspace.findChildren(WhatIfPage)
    choices = made.data.content.choices
    wanted = "Maximaltarif Förderungsprogramm, Sozialhilfe, pro Monat"
    (tariff,) = [one for one in choices if one.name.startswith(wanted)]
    made.values.set_value(tariff.value_ids)
    made.amount.setText("+10 %")
    made.compute()
    settle()
    assert made.data.content.result.categories[-1].difference > 0, "the picture shows a difference"


def office_keys(stage: Stage) -> None:
    """Whose signatures are taken."""
    page(stage)
    stage.workspace.open_subpage(office_keys_page.build(stage.window.desk, stage.workspace))
    settle()


def empty(stage: Stage) -> None:
    """Nothing was read in yet."""
    stage.unlock_copy("leer-ksa.sozdesk", "leer-ksa")
    stage.open_area("billing")


def empty_sub_page(module: str, file: str = "leer-ksa") -> Callable[[Stage], None]:
    """A page behind the area, without a bill."""

    def go(stage: Stage) -> None:
        stage.unlock_copy(f"{file}.sozdesk", file)
        stage.open_area("billing")
        subpages.open_subpage(stage.window.desk, stage.workspace, module)

    return go


def own_answer(stage: Stage) -> None:
    """At the Sozialdienst: a draft of the answer is read."""
    stage.unlock_copy("leer-service.sozdesk", "abrechnung-dienst")
    stage.window.desk.call(_fill_own)
    stage.open_area("billing")
    subpages.open_subpage(stage.window.desk, stage.workspace, "answer_page")
    settle()


def _fill_own(archive: Archive) -> None:
    if archive.query(_has_bills):
        return
    lines = [
        Line(60_000 + 7_350 * at, last_name=last_name, first_name=first_name)
        for at, (last_name, first_name) in enumerate(_PEOPLE)
    ]
    town = archive.query(_own_town)
    kit.bill(archive, lines, origin="own", number=1, bfs_number=town)
    made = kit.bill(
        archive,
        lines,
        origin="own",
        number=2,
        bfs_number=town,
        first_day=date(2026, 4, 1),
        last_day=date(2026, 6, 30),
        state="hearing",
        hearing_until=archive.context().today + timedelta(days=20),
        accepted=None,
    )
    archive.run(_read_draft, _Draft(made))


def _own_town(session: Any) -> int:
    from sozdesk.features.offices import queries as offices

    return offices.all_municipalities(session)[0].bfs_number


class _Draft:
    def __init__(self, bill_id: Any) -> None:
        self.bill_id = bill_id


def _read_draft(session: Any, command: Any, context: Any) -> Any:
    from sqlalchemy import select

    from sozdesk.features.billing.records import BillLineRecord
    from sozdesk.kernel.usecase import Outcome

    table = BillLineRecord
    rows = session.scalars(
        select(table).where(table.bill_id == command.bill_id).order_by(table.position)
    ).all()
    said = (
        ("accepted", rows[0].canton, ""),
        ("reduced", 48_000, "Maximaltarif ab 1.4.2026: 600.00 je Monat (Beispiel)."),
        ("refused", 0, "Das Angebot ist am 3.5.2026 nicht mehr anerkannt."),
        ("query", None, "Hat die Person den Kurs nach dem 12.6.2026 noch besucht?"),
        ("accepted", rows[4].canton, ""),
    )
    for row, (decision, accepted, reason) in zip(rows, said, strict=True):
        row.decision, row.accepted_canton, row.decision_reason = decision, accepted, reason
    session.flush()
    return Outcome(frozenset({"billing"}), "Testzeile")


_read_draft.undoable = True  # type: ignore[attr-defined]


SCENES = {
    "400-pruefen-leer": empty,
    "401-pruefen-neu": bill("Abrechnung Muttenz 4/2026"),
    "402-pruefen-in-arbeit": bill("Abrechnung Liestal 1/2026", 1),
    "403-pruefen-stellungnahme": bill("Abrechnung Liestal 2/2026", 2),
    "404-pruefen-bezahlt": bill("Abrechnung Sissach 1/2026"),
    "405-kuerzen": reduce_dialog,
    "406-kantonsanteile": sub_page("totals_page"),
    "407-abgleich": sample_page("reconcile_page"),
    "408-abgrenzung": sub_page("accrual_page"),
    "409-was-waere-wenn": what_if,
    "410-konten": sub_page("accounts_page"),
    "411-konten-leer": empty_sub_page("accounts_page"),
    "412-antworten": own_answer,
    "413-antworten-leer": empty_sub_page("answer_page", "leer-service"),
    "414-kantonsanteile-leer": empty_sub_page("totals_page"),
    "415-abgleich-leer": empty_sub_page("reconcile_page"),
    "416-abgrenzung-leer": empty_sub_page("accrual_page"),
    "417-was-waere-wenn-leer": empty_sub_page("what_if_page"),
    "418-schluessel-der-stellen": office_keys,
}
