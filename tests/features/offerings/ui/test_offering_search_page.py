"""The search page over a real file: type, look, compare, print, count."""

from __future__ import annotations

import json
from datetime import date

import pytest
from platform_kit import write_directly
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from search_kit import LAUFEN, SISSACH, Made, fill
from sqlalchemy import select

from docx_kit import paragraphs
from look_kit import usual_look
from sozdesk.features.offerings import queries, usecases
from sozdesk.features.offerings.records import CatalogueRecord, OfferingRecord, ProviderRecord
from sozdesk.features.offerings.terms import (
    CefrLevel,
    CountedNeed,
    NeedCounts,
    PriceUnit,
    TargetGroup,
    Unmet,
    Wanted,
)
from sozdesk.features.offerings.ui import compare_page, needs_page, search_page
from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.terms import Job
from sozdesk.features.offices.usecases import JoinService, join_service
from sozdesk.runtime import worker
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets import file_prompts, messages
from sozdesk.widgets.page import EmptyState


class Navigation:
    """What the pages asked of the main window."""

    def __init__(self):
        self.said, self.subpages, self.books = [], [], []

    def open_subpage(self, widget):
        self.subpages.append(widget)

    def share_of(self, page, usual):
        return usual

    def remember_share(self, page, share):
        self.share = share

    def say(self, sentence, *offers):
        self.said.append(sentence)

    def open_handbook(self, place):
        self.books.append(place)

    def back(self):
        self.subpages.pop()


@pytest.fixture(autouse=True)
def look(qapp):
    usual_look(qapp)
    yield
    worker.wait_for_all()
    messages.shown()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def navigation():
    return Navigation()


@pytest.fixture
def desk(qapp):
    return InlineDesk()


@pytest.fixture
def show(desk, navigation, qtbot):
    def shown(archive, build=search_page.build):
        if desk.file is None:
            desk.adopt(archive)
        made = build(desk, navigation)
        qtbot.addWidget(made)
        made.resize(1064, 740)
        made.show()
        qtbot.waitExposed(made)
        return made

    return shown


@pytest.fixture
def service(service_platform):
    """A Sozialdienst for Sissach."""
    today = service_platform.context().today
    (own,) = service_platform.query(offices.services, today)
    command = JoinService(bfs_number=SISSACH, service_id=own.id, jobs=tuple(Job), valid_from=today)
    service_platform.run(join_service, command)
    return service_platform


@pytest.fixture
def page(show, service):
    fill(service)
    return show(service)


def titles(page):
    page.finish_now()
    return [found.row.title for found in page.model.rows()]


def ask(page, **wanted):
    page.filters.show_wanted(Wanted(**wanted))
    return titles(page)


def texts_of(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def detail_of(page):
    return texts_of(page.split._area)


# ------------------------------------------------------------------ finding


def test_at_first_every_recognised_offering_is_listed_from_the_own_municipality(page):
    assert len(titles(page)) == 6
    assert page.filters.near.value() == SISSACH
    assert page.head._facts.text() == "6 Angebote passen"


def test_each_key_narrows_the_list_and_shows_the_best_result(page, qtbot):
    qtbot.keyClicks(page.filters.text, "naehen")
    assert titles(page) == ["Werkstatt Sissach"]
    assert "Werkstatt Sissach" in detail_of(page)
    page.filters.text.clear()
    assert len(titles(page)) == 6


def test_plain_words_are_understood_explained_and_become_filters(page):
    assert ask(page, text="grundkompetenz b1 kinder sissach alltag") == [
        "Lesen, Schreiben, Rechnen"
    ]
    assert page.understood.words.text() == (
        "Verstanden: «grundkompetenz» als Grundkompetenzkurs, «b1» als Person kann Deutsch B1, «kinder» als "
        "Kinderbetreuung, «sissach» als bis 15 km von Sissach."
    )
    page.understood.take.click()
    wanted = page.filters.wanted()
    assert wanted == Wanted(
        text="alltag",
        category="basic_skills",
        level=CefrLevel.B1,
        childcare=True,
        near=SISSACH,
        km=15,
    )
    assert titles(page) == ["Lesen, Schreiben, Rechnen"]
    assert not page.understood.isVisible()


def test_every_chip_filters(page):
    assert "Rechnen für den Beruf" not in ask(page, near=SISSACH, km=10)
    assert ask(page, near=LAUFEN, km=5) == ["Rechnen für den Beruf"]
    assert ask(page, category="support") == ["Coaching 50+"]
    assert "Texte am Arbeitsplatz" not in ask(page, level=CefrLevel.B1)
    assert "Werkstatt Sissach" not in ask(page, free=True)
    assert ask(page, weeks=2) == ["Werkstatt Sissach"]
    assert ask(page, max_price=100_00, unit=PriceUnit.DAY) == ["Werkstatt Sissach"]
    assert len(ask(page, groups=frozenset({TargetGroup.ASYLUM}))) == 6
    assert ask(page, groups=frozenset({TargetGroup.WOMEN})) == []
    assert "Werkstatt Sissach" not in ask(page, wheelchair=True)
    assert len(ask(page, age=40)) == 6


def test_what_is_not_recognised_or_paused_comes_on_demand_with_its_reason(page):
    assert ask(page, hidden=True)[-2:] == ["Grundkurs Mathematik", "Rechnen am Abend"]
    reasons = [found.why.split(" · ")[0] for found in page.model.rows()[-2:]]
    assert reasons == ["pausiert", "nicht anerkannt"]


def test_the_list_says_place_distance_and_what_the_canton_pays(page):
    ask(page, text="lesen", near=SISSACH)
    cells = page.table.shown_text()
    assert cells.titles == ("Angebot", "Ort", "Kanton zahlt")
    assert cells.rows == (("Lesen, Schreiben, Rechnen", "Liestal", "125.00"),)
    second = [page.model.cell(0, number).second for number in (0, 2, 4)]
    assert second == [
        (
            "Kurszentrum Muster · verlangt A2, erreicht B1 · Kinderbetreuung · Beginn in 3 Wochen · "
            "4 Plätze frei, Stand 02.01.2027 · Grundkompetenzkurs"
        ),
        "6 km",
        "pro Kurs, Sozialhilfe",
    ]


def test_the_detail_explains_the_share_per_regime_and_names_what_is_missing(page):
    ask(page, text="lesen", near=SISSACH)
    said = detail_of(page)
    assert (
        "CHF 125.00 pro Kurs\nKosten 300.00, Maximaltarif 250.00, Ansatz 50,0 % (§ 25b SHV). "
        "Der Gemeinde bleiben 175.00, davon 50.00 über dem Maximaltarif."
    ) in said
    assert "Ansatz fehlt (Flüchtlinge, Grundkompetenzkurs): Abrechnung gesperrt." in said
    assert "Rita Beispiel, Kursleitung" in said
    assert "061 000 00 01" in said
    assert "CHF 300.00 pro Kurs, von der MWST ausgenommen" in said


def test_down_and_enter_lead_from_the_field_to_the_list(page, qtbot):
    page.activateWindow()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        page.filters.text.setFocus()
        qtbot.keyClick(page.filters.text, key)
        assert page.table.hasFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page.filters.text


def test_escape_empties_the_field(page, qtbot):
    qtbot.keyClicks(page.filters.text, "zz")
    qtbot.keyClick(page.filters.text, Qt.Key.Key_Escape)
    assert len(titles(page)) == 6


def test_chips_with_a_menu_say_what_is_chosen(page):
    chip = page.filters.level
    assert chip.chip.word == "Deutsch …"
    entries = {action.text(): action for action in chip.menu().actions()}
    entries["Deutsch B1"].trigger()
    assert (chip.chip.word, chip.isChecked()) == ("Deutsch B1", True)
    assert chip.accessibleName() == "Deutsch: Deutsch B1"
    chip.menu().actions()[0].trigger()
    assert (chip.chip.word, chip.isChecked()) == ("Deutsch …", False)


def test_several_groups_can_be_chosen_and_taken_back(page):
    chip = page.filters.groups
    for words in ("Frauen", "Asylbereich", "Frauen"):
        {action.text(): action for action in chip.menu().actions()}[words].trigger()
    assert page.wanted().groups == {TargetGroup.ASYLUM}


def test_a_click_on_a_chip_opens_its_menu_and_turns_nothing_on(page, qtbot):
    qtbot.mouseClick(page.filters.category, Qt.MouseButton.LeftButton)
    assert not page.filters.category.isChecked()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_price_and_age_are_asked_for_only_where_their_chip_is_on(page):
    filters = page.filters
    assert not filters.max_price.isVisible()
    filters.priced.click()
    filters.aged.click()
    assert filters.max_price.isVisible()
    filters.max_price.set_value(300_00)
    filters.age.set_value(30)
    assert (page.wanted().max_price, page.wanted().age) == (300_00, 30)
    filters.priced.click()
    filters.aged.click()
    assert (page.wanted().max_price, page.wanted().age) == (None, None)


def test_a_long_list_comes_in_parts(show, service, qtbot):
    fill(service, tuple(Made(title=f"Kurs {n:03}") for n in range(130)))
    page = show(service)
    assert page.head._facts.text() == "130 Angebote passen"
    assert len(titles(page)) == 100
    assert page.more.text() == "Weitere zeigen (30)"
    page.more.click()
    assert len(titles(page)) == 130
    assert not page.more.isVisible()


def test_the_page_follows_what_changes_in_the_file(page, desk):
    wanted = Wanted(childcare=True, level=CefrLevel.A1, near=SISSACH, km=5)
    page.table.select_key(page.model.rows()[3].id)
    before = page.table.current_row().id
    desk.run(
        usecases.count_unmet_need,
        usecases.CountUnmetNeed(wanted=wanted, why=Unmet.NOTHING_FOUND),
    )
    assert page.table.current_row().id == before


# ------------------------------------------------------------------ going there


def test_a_target_shows_the_offering_or_the_offerings_of_a_provider(page):
    goal = next(e.row for e in page.data.index.entries if e.row.title == "Rechnen am Abend")
    page.open_target(offering=goal.id)
    assert page.table.current_row().id == goal.id
    assert page.notice() == "«Auch andere» ist eingeschaltet: nicht anerkannt."
    page.open_target(provider=goal.provider_id)
    assert page.notice() == ""
    assert len(titles(page)) == 6
    assert not page.filters.hidden.isChecked()
    page.open_target(year=2027)
    assert page.filters.provider.chip.word == "Anbieter/in: Kurszentrum Muster"


def test_an_unknown_target_changes_nothing(page, desk):
    from uuid import UUID

    page.open_target(offering=UUID(int=7))
    assert len(titles(page)) == 6


def test_a_provider_is_no_word_that_means_a_category_and_a_click_shows_all_again(page, desk):
    def rename_and_add(archive):
        def write(session):
            provider = session.scalars(select(ProviderRecord)).one()
            provider.name = "Coaching Beispiel"
            other = ProviderRecord(
                id=archive.context().new_id(),
                name="Coaching Anders",
                name_sort="coaching anders",
                legal_form="",
                organisation_type="association",
                iban="",
            )
            session.add(other)
            session.flush()
            moved = session.scalars(
                select(OfferingRecord).where(OfferingRecord.category_code == "coaching")
            ).one()
            moved.provider_id = other.id
            session.flush()
            return provider.id

        return write_directly(archive, write)

    rename_and_add(desk._archive)
    page.reload()
    theirs = next(e.row for e in page.data.index.entries if e.row.title == "Werkstatt Sissach")
    page.open_target(provider=theirs.provider_id)
    assert len(titles(page)) == 5
    assert "Coaching 50+" not in titles(page)
    assert not page.understood.isVisible()
    page.filters.provider.click()
    assert len(titles(page)) == 6
    assert not page.filters.provider.isVisible()


def test_a_typed_place_is_said_beside_the_field_that_does_not_count(page):
    ask(page, text="laufen", near=SISSACH)
    assert page.filters.from_text.text() == (
        "Gesucht wird bis 15 km von Laufen, wie im Text; «bei» gilt nicht."
    )
    ask(page, text="lesen", near=SISSACH)
    assert not page.filters.from_text.isVisible()


# ------------------------------------------------------------------ the right course


def point_in(page, line, *, x):
    rect = page.table.visualRect(page.model.index(line, 0))
    return QPoint(rect.left() + x, rect.center().y() - 9)


def test_a_click_on_a_title_selects_and_shows_it_and_only_the_box_ticks(page, qtbot):
    titles(page)
    rows = page.model.rows()
    view = page.table.viewport()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=point_in(page, 2, x=90))
    assert page.compared == ()
    qtbot.waitUntil(lambda: rows[2].row.title in detail_of(page))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=point_in(page, 1, x=32))
    assert page.compared == (rows[1].id,)
    assert page.table.current_row().id == rows[1].id
    qtbot.waitUntil(lambda: rows[1].row.title in detail_of(page))


def test_down_and_space_at_once_leave_the_detail_of_the_selected_row(page, qtbot):
    titles(page)
    rows = page.model.rows()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert page.compared == (rows[1].id,)
    qtbot.waitUntil(lambda: rows[1].row.title in detail_of(page))


def test_the_sheet_is_of_the_selected_row_also_before_the_detail_follows(page, qtbot, tmp_path):
    titles(page)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    wanted = page.table.current_row().row
    file_prompts.set_next_path(tmp_path / "blatt.docx")
    page.commands.write_sheet()
    assert wanted.title in detail_of(page)
    qtbot.waitUntil(lambda: "blatt.docx" in page.notice(), timeout=20_000)
    assert paragraphs((tmp_path / "blatt.docx").read_bytes())[0] == wanted.title


def test_a_tick_keeps_the_detail_as_it_was_scrolled(page, qtbot):
    titles(page)
    before = page.split._area
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    page.finish_now()
    assert page.split._area is before


def test_a_full_course_says_so_first_and_every_row_names_its_provider(page):
    ask(page, text="werkstatt")
    assert page.model.cell(0, 0).second.startswith("kein Platz frei · Kurszentrum Muster · ")
    assert page.model.cell(0, 0).second.count("kein Platz") == 1


def test_the_head_says_in_which_order_the_list_stands(page):
    tip = page.model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("Reihenfolge: ")
    assert not page.model.headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)


def test_the_title_has_the_room_that_long_reasons_would_take(show, service):
    long_reason = tuple(Made(title=f"Begleitung {n}", category="coaching") for n in range(3))
    fill(service, long_reason)
    page = show(service)
    titles(page)
    table = page.table
    assert table.columnWidth(4) <= 150 + 1
    assert table.columnWidth(0) > table.columnWidth(2) + table.columnWidth(4)
    assert not table.horizontalScrollBar().isVisible()


def test_ticks_of_another_search_are_counted_and_taken_away_at_once(page):
    for found in page.model.rows()[:2]:
        page.tick(found, on=True)
    assert page.ticks.text() == "2 angekreuzt"
    only = page.model.rows()[0].row
    ask(page, text=only.title)
    assert page.ticks.text() == "2 angekreuzt, 1 davon hier"
    assert page.untick.isVisible()
    page.untick.click()
    assert page.compared == ()
    assert not page.ticks.isVisible()
    assert not page.model.cell(0, 0).ticked


def test_the_hint_of_three_goes_with_the_next_search(page):
    for found in page.model.rows()[:4]:
        page.tick(found, on=True)
    assert page.notice()
    ask(page, text="lesen")
    assert page.notice() == ""


def test_the_facts_name_the_catalogue_that_is_searched(page, desk):
    def write(session):
        session.add(
            CatalogueRecord(
                id=desk._archive.context().new_id(),
                serial=3,
                as_of=date(2027, 1, 5),
                made_at=desk._archive.context().now,
                taken_at=desk._archive.context().now,
                key_fingerprint="x",
                sha256="0" * 64,
                offerings=8,
            )
        )
        session.flush()

    write_directly(desk._archive, write)
    page.reload()
    assert page.head._facts.text() == "6 Angebote passen · Katalog Nr. 3 vom 05.01.2027"


# ------------------------------------------------------------------ without offerings


def test_a_service_without_a_catalogue_is_told_where_it_comes_from(show, service):
    page = show(service)
    empty = page.findChildren(EmptyState)[0]
    assert "Lesen Sie den Katalog des KSA ein" in texts_of(empty)
    assert not page.filters.isVisible()


def test_the_ksa_searches_like_a_municipality_on_top_of_its_area(show, platform):
    page = show(platform)
    assert page.head.title() == "Suchen wie eine Gemeinde"
    assert "Erfassen Sie zuerst Angebote" in texts_of(page)
    fill(platform)
    page.reload()
    assert len(titles(page)) == 6
    assert page.filters.near.value() is None


# ------------------------------------------------------------------ needs


def test_a_search_without_result_is_counted_with_one_click_and_without_its_text(page, desk):
    ask(page, text="Frau Muster", childcare=True, near=SISSACH, km=5)
    assert page.need.isVisible()
    assert page.need.words.text() == "Nichts gefunden."
    assert page.need.note.text() == (
        "Gezählt wird: Frauen, Kinderbetreuung, bis 5 km von Sissach. «Muster» wird nicht "
        "festgehalten. Ohne Personen, nur mit dem Monat."
    )
    page.need.count.click()
    (row,) = desk._archive.query(queries.unmet_needs)
    assert row.criteria == "Frauen, Kinderbetreuung, bis 5 km von Sissach"
    assert (row.why, row.searches) == (Unmet.NOTHING_FOUND, 1)
    assert "Muster" not in page.navigator.said[-1]


def test_the_same_search_is_counted_once_in_a_visit_unless_it_was_undone(page, desk, navigation):
    ask(page, childcare=True, near=SISSACH, km=5)
    page.need.count.click()
    assert navigation.said[-1].endswith("Ctrl+Z macht es rückgängig.")
    ask(page)
    ask(page, childcare=True, near=SISSACH, km=5)
    assert page.need.note.text().startswith("Schon gezählt: Kinderbetreuung, bis 5 km")
    assert not page.need.count.isEnabled()
    desk._archive.undo_last()
    page.reload()
    assert page.need.count.isEnabled()


def test_full_courses_are_a_need_too_and_free_ones_are_none(page):
    ask(page, category="employment")
    assert page.need.words.text() == "Kein freier Platz."
    ask(page, category="basic_skills")
    assert not page.need.isVisible()


def test_typed_text_alone_is_not_counted(page):
    ask(page, text="zzz")
    assert not page.need.count.isEnabled()
    assert "mindestens einen Filter" in page.need.note.text()
    page.need.choose.click()
    popup = QApplication.activePopupWidget()
    assert "Grundkompetenzkurs" in [action.text() for action in popup.actions()]
    popup.close()


def test_nothing_found_offers_to_lift_the_filters(page):
    ask(page, text="zzz")
    assert page.head._facts.text() == "Kein Angebot passt"
    empty = page.findChildren(EmptyState)[0]
    button = next(b for b in empty.findChildren(type(page.need.count)) if "aufheben" in b.text())
    button.click()
    assert len(titles(page)) == 6


# ------------------------------------------------------------------ comparing


def test_two_or_three_offerings_are_compared_side_by_side(page, navigation):
    assert page.findChild(type(page.need.count), "") is not None
    rows = page.model.rows()
    page.table.setCurrentIndex(page.model.index(0, 0))
    for found in rows[:3]:
        page.tick(found, on=True)
    page.tick(rows[3], on=True)
    assert page.notice() == "Vergleichen lassen sich höchstens 3 Angebote."
    assert navigation.said == []
    assert [page.model.cell(line, 0).ticked for line in range(4)] == [True, True, True, False]
    page.tick(rows[0], on=False)
    assert page.notice() == ""
    ask(page, text="zzz")
    page.commands.compare()
    (shown,) = navigation.subpages
    assert isinstance(shown, compare_page.ComparePage)
    said = texts_of(shown)
    assert rows[1].row.title in said
    assert rows[2].row.title in said
    assert rows[0].row.title not in said
    assert said.count("Kurszentrum Muster") >= 2
    assert "Was der Kanton am 05.01.2027 zahlt" in said
    shown.deleteLater()


def test_what_differs_is_written_in_bold(page, navigation):
    ask(page, text="rechnen", near=SISSACH)
    for found in page.model.rows():
        page.tick(found, on=True)
    page.commands.compare()
    (shown,) = navigation.subpages
    roles = {label.text(): label.property("role") for label in shown.findChildren(QLabel)}
    assert roles["4 Plätze frei, Stand 02.01.2027"] == "label"
    assert roles["12 Wochen"] == "body"
    shown.deleteLater()


# ------------------------------------------------------------------ sheet and list


@pytest.mark.parametrize(("name", "begins"), [("blatt.pdf", b"%PDF"), ("blatt.docx", b"PK")])
def test_the_sheet_for_the_person_is_written(page, qtbot, tmp_path, name, begins):
    ask(page, text="lesen")
    file_prompts.set_next_path(tmp_path / name)
    page.commands.write_sheet()
    qtbot.waitUntil(lambda: name in page.notice(), timeout=20_000)
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_nothing_is_written_without_a_place(page, tmp_path):
    file_prompts.set_next_path(None, None)
    page.commands.write_sheet()
    page.commands.export()
    assert list(tmp_path.glob("*.pdf")) == []


def test_the_list_is_exported_as_it_is_seen(page, qtbot, navigation, tmp_path):
    ask(page, childcare=True, near=SISSACH, km=15)
    path = tmp_path / "liste.csv"
    file_prompts.set_next_path(path)
    page.commands.export()
    qtbot.waitUntil(lambda: bool(navigation.said), timeout=20_000)
    text = path.read_text("utf-8-sig")
    assert "Lesen, Schreiben, Rechnen" in text
    assert "Coaching" not in text


# ------------------------------------------------------------------ counts


def test_a_service_exports_its_counts(page, show, desk, qtbot, tmp_path):
    needs = show(None, needs_page.build)
    assert "Es ist noch nichts gezählt." in texts_of(needs)
    ask(page, childcare=True, near=SISSACH, km=5)
    for _visit in range(2):
        page._counted.clear()
        page.reload()
        page.need.count.click()
    assert needs.table.shown_text().rows == (
        (
            "Kinderbetreuung, bis 5 km von Sissach",
            "nichts gefunden",
            "2",
            "01.2027",
            "diese Stelle",
        ),
    )
    path = tmp_path / "zaehlungen.json"
    file_prompts.set_next_path(tmp_path / "zaehlungen")
    needs.write()
    qtbot.waitUntil(lambda: "zaehlungen.json" in needs.notice(), timeout=20_000)
    assert "Schicken Sie die Datei dem KSA" in needs.notice()
    written = json.loads(path.read_text("utf-8"))
    assert written["counts"] == [
        {
            "month": "2027-01",
            "criteria": "Kinderbetreuung, bis 5 km von Sissach",
            "category": None,
            "why": "nothing_found",
            "searches": 2,
        }
    ]


def counts_file(path):
    from datetime import date

    from sozdesk.features.offerings.files.need_counts import write_counts

    one = CountedNeed(
        month=date(2026, 12, 1),
        criteria="Kinderbetreuung, bis 5 km von Sissach",
        category_code=None,
        why=Unmet.NOTHING_FOUND,
        searches=7,
    )
    path.write_bytes(write_counts(NeedCounts(office="Sozialdienst Beispieltal", counts=(one,))))
    return path


def test_the_ksa_reads_counts_in_after_a_look_at_them(show, platform, qtbot, navigation, tmp_path):
    needs = show(platform, needs_page.build)
    path = counts_file(tmp_path / "zaehlungen.json")
    for answer in (False, True, True):
        file_prompts.set_next_path(path)
        messages.set_next_answer(answer)
        needs.read()
        qtbot.waitUntil(lambda: not messages._answers, timeout=20_000)
    assert needs.table.shown_text().rows[0][2:] == ("7", "12.2026", "Sozialdienst Beispieltal")
    assert navigation.said == [
        "Zählungen fehlender Angebote eingelesen: Sozialdienst Beispieltal, 7 Suchen.",
        "Diese Zählungen sind schon eingelesen. Nichts zu tun.",
    ]


def test_a_file_that_is_none_is_refused_with_a_sentence(show, platform, qtbot, tmp_path):
    needs = show(platform, needs_page.build)
    path = tmp_path / "brief.json"
    path.write_text("{}")
    file_prompts.set_next_path(path, tmp_path / "weg.json", None)
    for _ in range(2):
        messages.set_next_answer(True)
        needs.read()
        qtbot.waitUntil(lambda: not messages._answers, timeout=20_000)
    needs.read()
    shown = " ".join(messages.shown())
    assert "keine Zählungen fehlender Angebote" in shown
    assert "«weg.json» lässt sich nicht lesen" in shown
    assert needs.data.rows == ()
