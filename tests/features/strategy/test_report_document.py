"""The report on 2021–2024 from the shipped data: its figures stand in the written files.

Figures of the printed report of 24 June 2025: 40 measures, 19 done, 21 in progress; by field 3 of 7,
3 of 7, 5 of 6, 4 of 6, 3 of 5, 1 of 5, preventive 0 of 4; first priority 10 of 12; 13 of the
Armutsstrategie, 5 done.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from measure_examples import measure, status
from report_examples import content, content_on, imprint, with_chapter

from documents.pdf_text import pages
from documents.workbook_text import opened
from docx_kit import document_text
from fixtures_archive import TEST_NOW
from sozdesk.archive.store import Archive
from sozdesk.documents.report import Chart, Facts, Heading, Paragraph, Table
from sozdesk.features.strategy import queries, reports
from sozdesk.features.strategy.terms import ChapterKey, ClosingReason, ReportContent, ReportImprint
from sozdesk.kernel.errors import Cancelled

FIELDS = {
    "1 Materielle Unterstützung": (3, 7),
    "2 Persönliche Sozialhilfe und Beratung": (3, 7),
    "3 Erwerbsintegration und soziale Integration": (5, 6),
    "4 Aus- und Weiterbildung": (4, 6),
    "5 Zusammenarbeit zwischen Kanton und Gemeinden": (3, 5),
    "6 Interinstitutionelle Zusammenarbeit": (1, 5),
    "Präventive Massnahmen": (0, 4),
}
DONE = "umgesetzt / abgeschlossen"


def written(archive: Archive, *endings: str, **changes) -> list[bytes]:
    files = reports.report_files(content_on(archive, **changes), imprint(archive), endings)
    return [file.content for file in files]


def document(row: ReportContent, *, fine: bool = False):
    nobody = ReportImprint(now=TEST_NOW, today=TEST_NOW.date(), office="Amt", sample=False)
    return reports.measures_report(row, nobody, fine=fine)


# ------------------------------------------------------------------ figures in the files


def test_the_workbook_counts_as_the_printed_report(strategy: Archive):
    (xlsx,) = written(strategy, "xlsx")
    rows = list(opened(xlsx)["Zahlen"].iter_rows(values_only=True))
    counts = {row[1]: row[2:5] for row in rows if row[0]}
    assert counts["Alle Massnahmen"] == (40, 19, 21)
    assert {name: counts[name][1::-1] for name in FIELDS} == FIELDS
    assert counts["Erste Priorität"][:2] == (12, 10)
    assert counts["Bezug zur Armutsstrategie"][:2] == (13, 5)


def test_the_rows_of_the_workbook_add_up_to_the_same(strategy: Archive):
    (xlsx,) = written(strategy, "xlsx")
    sheet = opened(xlsx)["Massnahmen"]
    rows = [row for row in sheet.iter_rows(values_only=True) if re.match(r"\d\.\d$", row[0] or "")]
    assert len(rows) == 40
    assert sum(row[4] == DONE for row in rows) == 19
    assert sum(row[4] == "in Umsetzung" for row in rows) == 21
    by_field = {
        name: (
            sum(row[4] == DONE for row in rows if row[1] == name),
            sum(row[1] == name for row in rows),
        )
        for name in FIELDS
    }
    assert by_field == FIELDS
    assert sum(row[4] == DONE for row in rows if row[3] == "Erste") == 10
    poverty = [row for row in rows if row[6] != "nein"]
    assert (len(poverty), sum(row[4] == DONE for row in poverty)) == (13, 5)


def test_the_overview_of_the_document_lists_all_with_priority_and_state(strategy: Archive):
    (docx,) = written(strategy, "docx")
    text = document_text(docx)
    overview = text[text.index("Tabelle 1:") : text.index("Heading 1: Umsetzungsstand pro")]
    rows = [line.split(" | ") for line in overview.splitlines() if re.match(r"\d\.\d \|", line)]
    assert len(rows) == 40
    assert sum(row[3] == DONE for row in rows) == 19
    assert sum(row[3] == DONE for row in rows if row[2] == "Erste") == 10
    assert ["1.6", "Niederschwelligen Zugang zur Sozialhilfe gewährleisten"] in [
        row[:2] for row in rows
    ]
    for name in FIELDS:
        assert f"\n{name}\n" in overview


def test_chapters_annex_and_captions_of_the_document_say_the_same_figures(strategy: Archive):
    (docx,) = written(strategy, "docx")
    text = document_text(docx)
    assert "Abbildung 1: 19 von 40 Massnahmen sind umgesetzt oder abgeschlossen" in text
    assert (
        "Abbildung 2: Am weitesten ist «Erwerbsintegration und soziale Integration»: "
        "5 von 6 Massnahmen sind umgesetzt oder abgeschlossen"
    ) in text
    assert "Abbildung 3: In erster Priorität sind umgesetzt oder abgeschlossen: 10 von 12" in text
    for name, (done, total) in FIELDS.items():
        plain = re.sub(r"^\d ", "", name)
        verb = "ist" if done == 1 else "sind"
        assert f"{plain}: {done} von {total} Massnahmen {verb} umgesetzt" in text
    assert len(re.findall(r"^Heading 3: \d\.\d ", text, re.MULTILINE)) == 40


def test_the_pdf_says_the_same_figures(strategy: Archive):
    (pdf,) = written(strategy, "pdf")
    whole = " ".join("\n".join(pages(pdf)).split())
    assert "Abbildung 1: 19 von 40 Massnahmen sind umgesetzt oder abgeschlossen" in whole
    assert "21 in Umsetzung" in whole
    chart = whole[whole.index("Abbildung 2") : whole.index("Abbildung 3")]
    for done, total in FIELDS.values():
        assert f"{done} von {total}" in chart
    assert "10 von 12" in whole[whole.index("Abbildung 3") :]
    assert "Stand 31.12.2024 · Entwurf" in whole


def test_a_day_before_has_its_own_figures_and_texts(strategy: Archive):
    """By the end of 2023 the dated entries name 7 as done."""
    before = content_on(strategy, day=date(2023, 12, 31))
    found = reports.measures_report(before, imprint(strategy))
    assert found.charts[0].title == "7 von 40 Massnahmen sind umgesetzt oder abgeschlossen"
    assert found.dated == date(2023, 12, 31)
    texts = {block.text for block in found.body if isinstance(block, Paragraph)}
    later = {
        block.text
        for block in reports.measures_report(content_on(strategy), imprint(strategy)).body
        if isinstance(block, Paragraph)
    }
    assert texts != later
    assert any("31.12.2023" in text for text in texts)


def test_no_field_in_braces_is_left_in_a_file(strategy: Archive):
    docx, pdf = written(strategy, "docx", "pdf")
    assert "{" not in document_text(docx)
    assert "{" not in "".join(pages(pdf))


def test_the_same_data_gives_the_same_bytes(strategy: Archive):
    assert written(strategy, "docx", "pdf", "xlsx") == written(strategy, "docx", "pdf", "xlsx")


def test_it_costs_few_questions_however_many_measures_there_are(strategy: Archive, statements):
    period = strategy.query(queries.period_of, "2021-2024")
    with statements() as seen:
        strategy.query(queries.report_content, period, date(2024, 12, 31), date(2027, 1, 5))
    assert len([one for one in seen if one.startswith("SELECT")]) <= 13


# ------------------------------------------------------------------ what stands where


def test_the_preventive_area_is_no_seventh_handlungsfeld(strategy: Archive):
    found = reports.measures_report(content_on(strategy), imprint(strategy))
    titles = [block.text for block in found.body if isinstance(block, Heading)]
    assert titles.count("Präventive Massnahmen") == 2  # chapter 3 and annex
    assert titles.count("Handlungsfeld 6: Interinstitutionelle Zusammenarbeit") == 2
    assert not any("Handlungsfeld 7" in title for title in titles)


def test_the_annex_has_a_block_per_measure(strategy: Archive):
    found = reports.measures_report(content_on(strategy), imprint(strategy))
    at = next(
        place
        for place, block in enumerate(found.body)
        if isinstance(block, Heading) and block.text.startswith("2.3 ")
    )
    first, text, last = found.body[at + 1], found.body[at + 2], found.body[at + 3]
    assert isinstance(first, Facts)
    facts = {line.label: line.value for line in first.lines}
    assert facts["Priorität"] == "Zweite"
    assert facts["Umsetzungsstand"] == DONE
    assert facts["Armutsstrategie"] == "Massnahme aus der Armutsstrategie"
    assert "Zuständig" not in facts  # nothing is invented
    assert isinstance(text, Paragraph)
    assert isinstance(last, Facts)
    links = {line.label: line.value for line in last.lines}
    assert "verankert in 7.2 Stärkung der Schuldenprävention" in links["Beziehungen"]


def test_the_outlook_says_what_becomes_of_the_measures(strategy: Archive):
    found = reports.measures_report(content_on(strategy), imprint(strategy))
    (table,) = [
        block
        for block in found.body
        if isinstance(block, Table) and block.title.startswith("Was aus den Massnahmen")
    ]
    rows = {row[0].split()[0]: row for row in table.values()}
    assert rows["1.3"][1] == "weitergeführt"
    assert rows["1.6"][1] == "zusammengelegt"
    assert rows["1.2"][1] == "nicht weitergeführt"
    assert "noch nicht erfasst" in table.notes[0]


def test_a_period_without_anything_makes_an_honest_document(strategy: Archive):
    row = content_on(strategy, "2025-2028", date(2027, 1, 5))
    found = reports.measures_report(row, imprint(strategy))
    assert found.charts == ()
    said = [block.text for block in found.body if isinstance(block, Paragraph)]
    assert any("19 erwartet, 0 erfasst" in text and "Amtliche Quelle" in text for text in said)
    assert "Zu diesem Kapitel ist noch kein Text erfasst." in said
    docx, pdf, xlsx = written(strategy, "docx", "pdf", "xlsx", code="2025-2028")
    assert "19 erwartet, 0 erfasst" in document_text(docx)
    assert "19 erwartet, 0 erfasst" in " ".join("".join(pages(pdf)).split())
    assert opened(xlsx).sheetnames == ["Zahlen", "Erläuterungen"]


def test_the_finer_reading_is_off_unless_somebody_asks_for_it():
    closed = status("closed", reason=ClosingReason.NOT_PURSUED, inferred=True)
    row = content(measure("1.1", status=closed))
    finer = "abgeschlossen ohne Umsetzung, nach Prüfung nicht weiterverfolgt (aus dem Bericht abgeleitet)"
    for fine, expected in ((False, DONE), (True, finer)):
        found = document(row, fine=fine)
        tables = [block for block in found.body if isinstance(block, Table)]
        assert {table.values()[0][3] for table in tables} == {expected}
        sheet = next(table for table in found.tables if table.title == "Massnahmen")
        assert sheet.values()[0][4] == expected
        assert found.charts == document(row).charts  # a ring has at most three parts


def test_fields_that_are_equally_far_are_all_named():
    rows = [measure(number, "implemented") for number in ("1.1", "2.1")] + [measure("3.1")]
    assert document(content(*rows)).charts[1].title == "Am weitesten sind «A» und «B»"
    nothing = document(content(measure("1.1"))).charts[1].title
    assert nothing == "Noch ist keine Massnahme umgesetzt oder abgeschlossen"


def test_planned_measures_are_a_third_part_only_if_there_are_any():
    assert [len(chart.series) for chart in document(content(measure("1.1"))).charts] == [2, 2, 2]
    planned = document(content(measure("1.1"), measure("1.2", None))).charts
    assert [chart.series[2].label for chart in planned] == ["geplant"] * 3


def test_chapters_keep_their_paragraphs():
    row = with_chapter(content(), ChapterKey.INTRODUCTION, "Eins.\n\nZwei {total}.")
    body = document(row).body
    assert body[1:3] == (Paragraph("Eins."), Paragraph("Zwei 0."))


def test_charts_stand_in_the_chapter_about_the_whole():
    body = document(content(measure("1.1"))).body
    first = next(at for at, block in enumerate(body) if isinstance(block, Chart))
    titles = [block.text for block in body[:first] if isinstance(block, Heading)]
    assert titles[-1] == "Umsetzungsstand insgesamt"


# ------------------------------------------------------------------ figures alone


def test_figures_leave_alone_with_their_numbers(strategy: Archive):
    files = reports.figure_files(content_on(strategy), imprint(strategy))
    start = "massnahmen_2021-2024"
    assert [file.name for file in files] == [
        f"{start}_{name}"
        for name in (
            "gesamt.svg",
            "gesamt.png",
            "handlungsfelder.svg",
            "handlungsfelder.png",
            "prioritaeten.svg",
            "prioritaeten.png",
            "zahlen.xlsx",
        )
    ]
    assert "Quelle: Kantonales Sozialamt Basel-Landschaft, Stand per 31.12.2024" in (
        files[0].content.decode()
    )
    assert files[1].content.startswith(b"\x89PNG")
    assert opened(files[6].content).sheetnames == ["Zahlen", "Diagramme", "Erläuterungen"]


def test_figures_alone_say_that_their_data_are_invented_and_what_they_show(strategy: Archive):
    files = reports.figure_files(content_on(strategy), imprint(strategy, sample=True))
    plain = reports.figure_files(content_on(strategy), imprint(strategy))
    for file in (files[0], files[2], files[4]):
        svg = ET.fromstring(file.content)
        assert "Beispieldaten – frei erfunden" in "".join(svg.itertext())
    assert files[1].content != plain[1].content
    assert b"Beispieldaten" not in plain[0].content
    for sheet in opened(files[6].content).worksheets:
        assert "Beispieldaten" in "".join(str(cell.value) for row in sheet for cell in row)
    svg = ET.fromstring(plain[0].content)
    name = "{http://www.w3.org/2000/svg}"
    assert svg[0].tag == f"{name}title"
    assert svg[0].text == "19 von 40 Massnahmen sind umgesetzt oder abgeschlossen"
    assert svg[1].tag == f"{name}desc"
    assert svg[1].text.endswith("19 umgesetzt / abgeschlossen und 21 in Umsetzung.")


def test_figures_of_a_part_say_how_many_measures_are_expected():
    rows = [measure(number) for number in ("1.1", "1.2", "2.1")]
    row = content(*rows)
    part = replace(row.view, period=replace(row.view.period, expected=19))
    for chart in reports.report_charts(part):
        assert chart.source.endswith("Stand per 31.12.2024 (19 erwartet, 3 erfasst)")
    whole = replace(part, period=replace(part.period, expected=3))
    assert reports.report_charts(whole)[0].source.endswith("Stand per 31.12.2024")


def test_a_sozialdienst_writes_an_extract_and_no_document_of_the_canton():
    office = "Sozialdienst Liestal"
    made = ReportImprint(
        now=TEST_NOW, today=date(2027, 1, 5), office=office, sample=False, extract=True
    )
    found = reports.measures_report(content(measure("1.1")), made)
    facts = {fact.label: fact.value for fact in found.facts}
    assert facts["Auszug"] == ("aus der Datei von Sozialdienst Liestal, kein Dokument des Kantons")
    assert not {"Herausgegeben von", "Bearbeitungsstand"} & set(facts)
    assert found.stamp == "Auszug, kein Dokument des Kantons"


def test_the_number_of_a_law_stays_with_its_sign(strategy: Archive):
    row = with_chapter(
        content_on(strategy), ChapterKey.INTRODUCTION, "Nach § 6 Abs. 3 SHG gilt es."
    )
    docx, pdf = (
        file.content for file in reports.report_files(row, imprint(strategy), ["docx", "pdf"])
    )
    bound = "Nach §\u00a06\u00a0Abs.\u00a03 SHG gilt es."
    assert bound in document_text(docx)
    assert bound.replace("\u00a0", " ") in "".join(pages(pdf)).replace("\u00a0", " ")


def test_writing_stops_when_somebody_cancels(strategy: Archive):
    seen = []
    with pytest.raises(Cancelled):
        reports.report_files(
            content_on(strategy),
            imprint(strategy),
            ["xlsx", "pdf"],
            progress=lambda done, total: seen.append((done, total)),
            cancelled=lambda: bool(seen),
        )
    assert seen == [(0, 2)]


def test_a_frozen_version_says_its_number(strategy: Archive):
    numbered = replace(imprint(strategy), number=3)
    (file,) = reports.report_files(content_on(strategy), numbered, ["docx"])
    assert file.name == "massnahmenbericht_2021-2024_version_3.docx"
    assert "Angabe: Version\t3" in document_text(file.content)
