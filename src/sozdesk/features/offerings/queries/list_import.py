"""What a list of providers and offerings is compared with, and what recording it would do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from sozdesk.archive.column_mappings import remembered
from sozdesk.features.offerings import rules
from sozdesk.features.offerings.queries.decisions import decision_facts
from sozdesk.features.offerings.queries.offerings import offerings, prices_of
from sozdesk.features.offerings.queries.providers import places, providers
from sozdesk.features.offerings.queries.values import categories
from sozdesk.features.offerings.terms.list_import import (
    LIST_PURPOSE,
    ListBase,
    ListPlan,
    ListTable,
)


def remembered_list_columns(session: Session) -> Mapping[str, Mapping[str, int]]:
    """Heads → the columns that somebody confirmed of a table with these heads."""
    return remembered(session, LIST_PURPOSE)


def list_plan(
    session: Session, table: ListTable, prices_from: date | None, today: date
) -> ListPlan:
    """What recording the table would do; nothing is written."""
    return rules.list_plan(table, _base(session, today), prices_from)


def _base(session: Session, today: date) -> ListBase:
    rows = offerings(session, today)
    return ListBase(
        providers=providers(session),
        offerings=rows,
        places=places(session),
        prices=prices_of(session, [row.id for row in rows]),
        decisions=decision_facts(session).of_offering,
        categories=categories(session, today),
        today=today,
    )
