"""A file of a case is attached with its words, saved again, and removed."""

from __future__ import annotations

import pytest

import case_kit
import docx_kit
from sozdesk.archive.search import search
from sozdesk.features.cases.terms import CasePart
from sozdesk.features.cases.ui.attachments_part import AttachmentsPart
from sozdesk.widgets import file_prompts, messages


@pytest.fixture
def part(desk, casework, shown):
    made = shown(AttachmentsPart(desk))
    made.case = case_kit.case(casework, [case_kit.person(casework)])
    desk.changed.connect(lambda _topics: made.show_owner(CasePart.CASE, made.case))
    made.show_owner(CasePart.CASE, made.case)
    return made


def names(part):
    return [row.name for row in part.table.model.rows()]


def test_a_word_document_is_attached_with_its_words_and_saved_again(
    part, casework, tmp_path, qtbot
) -> None:
    source, target = tmp_path / "Mietvertrag.docx", tmp_path / "gespeichert.docx"
    source.write_bytes(docx_kit.docx("Kaution drei Monatsmieten"))
    file_prompts.set_next_path([source])
    part.add_button.click()
    qtbot.waitUntil(lambda: names(part) == ["Mietvertrag.docx"])
    assert [hit.kind for hit in casework.query(search, "Kaution")] == ["case_attachment"]
    file_prompts.set_next_path(target)
    part.save_button.click()
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: target.read_bytes() == source.read_bytes())


def test_removing_asks_first(part, tmp_path, qtbot) -> None:
    source = tmp_path / "Brief.pdf"
    source.write_bytes(b"%PDF-1.7\nkaputt")
    file_prompts.set_next_path([source])
    part.add()
    qtbot.waitUntil(lambda: names(part) == ["Brief.pdf"])
    messages.set_next_answer(True)
    part.remove_button.click()
    assert names(part) == []


def test_nothing_is_asked_while_no_case_is_shown(desk, shown) -> None:
    part = shown(AttachmentsPart(desk))
    part.add()
    assert part.attaching() is None
