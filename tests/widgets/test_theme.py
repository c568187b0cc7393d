from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel

import sozdesk
from sozdesk.kernel import places
from sozdesk.widgets import accessibility, buttons, icons, labels, theme
from sozdesk.widgets.tokens import contrast, from_palette

SCREENS = {"widgets", "shell", "ui"}
SOURCES = [
    path
    for path in sorted(Path(sozdesk.__file__).parent.rglob("*.py"))
    if SCREENS & set(path.parts) and path.name != "tokens.py"
]


def test_black_on_white_has_the_contrast_that_wcag_defines():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_text_colour_is_legible_on_every_ground(qapp, mode):
    theme.apply(qapp, mode)

    assert accessibility.low_contrasts() == []


def test_the_mode_changes_the_colours_at_run_time_and_says_so(qapp, qtbot):
    with qtbot.waitSignal(theme.events().changed):
        theme.apply(qapp, "dark")

    assert theme.color("page").name() == "#23282d"
    assert qapp.palette().window().color().name() == "#23282d"


def test_a_label_on_the_screen_grows_with_the_size_factor(qapp, qtbot):
    title = labels.page_title("Übersicht")
    qtbot.addWidget(title)
    title.show()

    theme.apply(qapp, "light", 1.3)

    assert title.fontInfo().pixelSize() == 29  # 22 × 1.3 = 28.6


@pytest.mark.parametrize(("wanted", "given"), [(0.5, 0.9), (1.1, 1.1), (9.0, 1.3)])
def test_the_size_factor_stays_between_0_9_and_1_3(qapp, wanted, given):
    theme.apply(qapp, "light", wanted)

    assert theme.factor() == given


def test_the_bundled_font_is_used_in_regular_and_semibold(qapp):
    assert QFontInfo(theme.font("body")).family() == "Source Sans 3"
    assert QFontInfo(theme.font("label")).weight() == 600
    assert sorted(bytes(tag.toString()).decode() for tag in theme.font("body").featureTags()) == [
        "lnum",
        "tnum",
    ]


def test_rows_are_six_pixels_higher_when_they_shall_be_comfortable(qapp):
    theme.apply(qapp, "light", roomy_rows=True)

    assert theme.row_height(30) == 36
    theme.apply(qapp, "light")


def test_a_contrast_theme_of_the_system_replaces_all_our_colours(qapp):
    system = QPalette(QColor("#000000"))
    system.setColor(QPalette.ColorRole.WindowText, QColor("#FFFF00"))

    names = from_palette(system)

    assert names.dark
    assert {names.text, names.line, names.err, names.accent} == {"#ffff00"}
    assert {names.page, names.chrome, names.field, names.sel} == {"#000000"}


def test_qt_itself_speaks_german(qapp):
    assert QCoreApplication.translate("QWidgetTextControl", "&Copy") == "&Kopieren"
    assert QLocale().name() == "de_CH"


def test_qt_writes_ss_as_in_switzerland(qapp):
    theme.apply(qapp)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    assert box.buttons()[0].text() == "Schliessen"


def test_a_word_that_qt_has_no_german_for_stays(qapp):
    theme.apply(qapp)
    assert QCoreApplication.translate("QPlatformTheme", "Mietzins") == "Mietzins"


def test_only_the_tokens_name_colours_by_value():
    value = re.compile(r"[\"'(: ]#[0-9A-Fa-f]{6}\b")
    guilty = [path.name for path in SOURCES if value.search(path.read_text(encoding="utf-8"))]

    assert guilty == []


def test_a_dressed_button_changes_its_icon_with_the_theme(qapp, qtbot):
    made = buttons.button("Erinnern …", icon="mail")
    qtbot.addWidget(made)
    before = made.icon().pixmap(16, 16).toImage()

    theme.apply(qapp, "dark")

    assert made.icon().pixmap(16, 16).toImage() != before


def test_icons_are_sharp_on_a_dense_screen(qapp):
    picture = icons.pixmap("mail", 16, "text", 2.0)

    assert picture.width() == 32
    assert picture.deviceIndependentSize().width() == 16


def test_every_icon_comes_with_its_licence_and_takes_our_colour():
    files = sorted(places.resource("icons").glob("*.svg"))

    assert places.resource("icons", "LICENSE").read_text(encoding="utf-8").startswith("ISC License")
    assert len(files) >= 30
    assert all("currentColor" in path.read_text(encoding="utf-8") for path in files)


def test_tones_and_roles_are_properties_that_the_style_sheet_reads(qtbot, qapp):
    label = labels.secondary("Frist 31.12.2026")
    qtbot.addWidget(label)
    label.ensurePolished()

    assert isinstance(label, QLabel)
    assert label.palette().windowText().color().name() == theme.current().text2.lower()
    assert isinstance(qapp, QApplication)
