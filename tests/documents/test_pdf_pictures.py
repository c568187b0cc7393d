"""Pictures in a pdf: below the tables, said in words, and notes before or after them."""

from __future__ import annotations

from dataclasses import replace

from map_examples import content, small_map
from pdf_text import font_names, pages, tags
from sample_reports import small_report

from sozdesk.documents.charts import Line, line_chart
from sozdesk.documents.map_svg import Frame, map_svg
from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.report import Picture, Report
from sozdesk.documents.xlsx import write_xlsx

MAP = Picture(
    map_svg(small_map(), content(), Frame(sources=("Grenzwerte: erfunden",))),
    "Karte: bis 900: 1; über 900: 2.",
    "Grenzwerte 2027, netto",
)


def with_pictures(*pictures: Picture, **changes: bool) -> Report:
    return replace(small_report(), pictures=pictures, **changes)


def test_a_picture_stands_behind_the_tables_with_its_caption() -> None:
    found = pages(write_pdf(with_pictures(MAP)))
    assert "Beträge" in found[0]
    assert "noch keine Angabe (1)" in found[-1]
    assert "Grenzwerte 2027, netto" in found[-1]
    assert len(found) == 2


def test_what_a_picture_shows_is_said_to_those_who_do_not_see_it() -> None:
    said = [str(tag["/Alt"]) for tag in tags(write_pdf(with_pictures(MAP))) if "/Alt" in tag]
    assert said == ["Karte: bis 900: 1; über 900: 2."]


def test_notes_and_sources_stand_first_or_last() -> None:
    first = "\f".join(pages(write_pdf(with_pictures(MAP))))
    last = "\f".join(pages(write_pdf(with_pictures(MAP, remarks_last=True))))
    note, source = "Netto: ohne Nebenkosten.", "Quelle: Selbstdeklaration der Gemeinden"
    for words in (note, source):
        assert first.count(words) == last.count(words) == 1
        assert first.index(words) < first.index("Arlesheim")
        assert last.index(words) > last.index("noch keine Angabe (1)")


def test_every_picture_has_a_page_of_its_own() -> None:
    found = pages(write_pdf(with_pictures(MAP, replace(MAP, caption="Noch eine"))))
    assert len(found) == 3
    assert "Noch eine" in found[2]
    assert "Grenzwerte 2027, netto" in found[1]


def test_pictures_bring_no_other_fonts() -> None:
    chart = line_chart((Line("1 Person", ()),))
    content_ = write_pdf(with_pictures(MAP, Picture(chart, "Liniendiagramm")))
    assert all(name.startswith("SourceSans3") for name in font_names(content_))


def test_the_same_report_with_pictures_gives_the_same_bytes() -> None:
    assert write_pdf(with_pictures(MAP)) == write_pdf(with_pictures(MAP))


def test_a_workbook_holds_no_picture() -> None:
    assert write_xlsx(with_pictures(MAP)) == write_xlsx(small_report())
