"""The right side of the search: everything that somebody needs to enact an offering."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings.terms import FoundOffering
from sozdesk.features.offerings.ui import search_facts
from sozdesk.features.offerings.ui.search_data import SearchData
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.list_detail import detail, detail_head


def search_detail(data: SearchData, found: FoundOffering, actions: Sequence[QWidget]) -> QWidget:
    """Title, why it fits, content, facts, what the canton pays, whom to ask."""
    row = found.row
    items: list[layouts.Item] = [
        detail_head(row.title, f"{row.provider_name}, Angebot {row.number}"),
        labels.secondary(found.why),
        layouts.row(*actions, None),
    ]
    items += [labels.text(text, selectable=True) for text in (row.content, row.goals) if text]
    for title, lines in search_facts.sections(data, found):
        if title:
            items += [6, labels.section(title)]
        items.append(Facts(lines))
    return detail(*items)
