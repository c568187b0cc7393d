"""What the diagram of the periods draws."""

from __future__ import annotations

from uuid import UUID

import pytest
from measure_examples import measure

from sozdesk.features.strategy.terms import CarryOverKind, CarryOverRow
from sozdesk.features.strategy.ui.lineage import LineageDiagram, lineage_of


def line(source, target="", kind=CarryOverKind.MERGED, number=0):
    """From a measure of 2021–2024 to one of 2025–2028, if it is known."""
    return CarryOverRow(
        id=UUID(int=900 + number),
        version=1,
        kind=kind,
        measure_id=UUID(int=int(source.replace(".", ""))),
        measure_number=source,
        measure_title=f"Alt {source}",
        measure_period="2021-2024",
        target_id=UUID(int=500 + int(target.replace(".", ""))) if target else None,
        target_number=target,
        target_title=f"Neu {target}" if target else "",
        target_period="2025-2028",
        reason="",
    )


LINES = (line("1.6", "1.1"), line("1.7", "1.1"), line("1.7", "1.2"))


def test_several_go_on_in_one_and_one_in_several():
    drawn = lineage_of(measure("1.6"), "2021-2024", LINES)
    assert drawn.periods == ("2021-2024", "2025-2028")
    assert [[node.number for node in column] for column in drawn.columns] == [
        ["1.6", "1.7"],
        ["1.1", "1.2"],
    ]
    assert len(drawn.edges) == 3


def test_what_is_not_known_and_what_ends_have_a_box_of_their_own():
    unknown = line("1.6", kind=CarryOverKind.CONTINUED, number=1)
    ends = line("2.3", kind=CarryOverKind.DROPPED, number=2)
    drawn = lineage_of(measure("1.6"), "2021-2024", (unknown, ends))
    assert [(node.title, node.certain) for node in drawn.columns[1]] == [
        ("noch nicht zugeordnet", False),
        ("nicht weitergeführt", False),
    ]


def test_a_measure_without_a_line_stands_alone():
    drawn = lineage_of(measure("1.1"), "2021-2024", ())
    assert [[node.number for node in column] for column in drawn.columns] == [["1.1"]]
    assert drawn.edges == ()


@pytest.mark.parametrize("width", [300, 440])
def test_boxes_stand_in_columns_without_touching(qtbot, width):
    diagram = LineageDiagram()
    qtbot.addWidget(diagram)
    diagram.show_lineage(lineage_of(measure("1.6"), "2021-2024", LINES), UUID(int=16))
    diagram.resize(width, diagram.sizeHint().height())
    places = list(diagram.places().values())
    for number, one in enumerate(places):
        assert (
            diagram.rect().toRectF().contains(one) if hasattr(diagram.rect(), "toRectF") else True
        )
        assert not any(one.intersects(other) for other in places[number + 1 :])
    assert diagram.accessibleName() == "Linie über 2 Perioden, als Tabelle darunter"


def test_it_paints_the_box_of_the_measure_that_is_looked_at(qtbot):
    diagram = LineageDiagram()
    qtbot.addWidget(diagram)
    pictures = []
    for current in (16, 17):
        diagram.show_lineage(lineage_of(measure("1.6"), "2021-2024", LINES), UUID(int=current))
        diagram.resize(440, diagram.sizeHint().height())
        pictures.append(diagram.grab().toImage())
    assert pictures[0] != pictures[1]
