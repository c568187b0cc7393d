"""Einstellungen › Karte: another file counts only if it is a map of the canton."""

from __future__ import annotations

import json

import pytest

from sozdesk.kernel import places
from sozdesk.settings.declared import MAP_FILE
from sozdesk.widgets import file_prompts, layouts, messages
from sozdesk.widgets.facts import Facts


@pytest.fixture
def section(workspace):
    workspace.open_area("settings", section="map")
    return workspace.stack.currentWidget().sections["map"]


def shipped():
    return json.loads(places.resource("map", "municipalities.geojson").read_text("utf-8"))


def written(path, content):
    path.write_text(json.dumps(content), "utf-8")
    return path


def choose(qtbot, section, path):
    file_prompts.set_next_path(path)
    section.choose_button.click()
    qtbot.waitUntil(section.choose_button.isEnabled)


def facts(section):
    layout = section.findChild(Facts).layout()
    places = [
        (layout.getItemPosition(layout.indexOf(one)), one) for one in layouts.widgets_of(layout)
    ]
    return [one.text() for (_row, column, *_spans), one in places if column == 1]


def test_at_first_the_shipped_map_is_drawn(section):
    assert facts(section)[0] == "mitgelieferte Karte"
    assert not section.shipped_button.isEnabled()


def test_another_file_is_chosen_and_given_up_again(section, qtbot, window, tmp_path):
    path = written(tmp_path / "eigene.geojson", shipped())
    choose(qtbot, section, path)
    assert window.settings.get(MAP_FILE) == str(path.resolve())
    assert section.said.text() == "Alle 86 Gemeinden sind in der Karte."
    assert facts(section)[:2] == ["eigene.geojson", str(tmp_path)]
    section.shipped_button.click()
    assert window.settings.get(MAP_FILE) == ""
    assert facts(section)[0] == "mitgelieferte Karte"
    assert not section.said.isVisible()


def test_missing_municipalities_are_named(section, qtbot, tmp_path):
    content = shipped()
    content["features"] = content["features"][2:]  # without Aesch and Allschwil
    choose(qtbot, section, written(tmp_path / "zwei.geojson", content))
    assert section.said.text() == (
        "In der Karte fehlen: Aesch und Allschwil. Sie stehen nur in der Tabelle."
    )
    content["features"] = content["features"][60:]
    choose(qtbot, section, written(tmp_path / "viele.geojson", content))
    assert " und 57 weitere." in section.said.text()


def test_a_file_that_is_no_map_changes_nothing_and_says_why(section, qtbot, window, tmp_path):
    path = tmp_path / "brief.geojson"
    path.write_text("Sehr geehrte Damen und Herren")
    messages.shown()
    messages.set_next_answer("close")
    choose(qtbot, section, path)
    assert messages.shown()[0].startswith("Die Datei ist kein GeoJSON mit Gemeinden")
    assert window.settings.get(MAP_FILE) == ""


def test_a_map_of_another_canton_is_not_taken(section, qtbot, window, tmp_path):
    content = shipped()
    content["features"] = content["features"][:1]
    content["features"][0]["properties"]["bfs_number"] = 261
    choose(qtbot, section, written(tmp_path / "zuerich.geojson", content))
    assert section.said.text() == (
        "Keine Gemeinde der Datei liegt im Kanton. Es bleibt die bisherige Karte."
    )
    assert window.settings.get(MAP_FILE) == ""


def test_nothing_happens_if_no_file_is_chosen(section, window):
    file_prompts.set_next_path(None)
    section.choose_button.click()
    assert window.settings.get(MAP_FILE) == ""
    assert section.choose_button.isEnabled()
