"""The right side of the search: everything that somebody needs to enact an offering."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

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
    for section in search_facts.sections(data, found):
        if section.title:
            items += [6, labels.section(section.title)]
        if section.stacked:
            items += [_stacked(label, value) for label, value in section.lines]
        else:
            items.append(Facts(section.lines))
    return detail(*items)


def _stacked(label: str, value: str) -> QVBoxLayout:
    return layouts.column(labels.secondary(label), labels.text(value, selectable=True), spacing=1)
