"""Files are attached and saved where the person wants them; none is written anywhere else."""

from __future__ import annotations

import pytest
from platform_kit import provider

from sozdesk.features.offerings import queries
from sozdesk.features.offerings.terms import AttachmentOwner
from sozdesk.features.offerings.ui.attachments_part import AttachmentsPart
from sozdesk.widgets import file_prompts, messages

PDF = b"%PDF-1.7\nKonzept"


@pytest.fixture
def part(desk, platform, shown):
    desk.adopt(platform)
    made = shown(AttachmentsPart(desk))
    made.owner = provider(platform)
    desk.changed.connect(lambda _topics: made.show_owner(AttachmentOwner.PROVIDER, made.owner))
    made.show_owner(AttachmentOwner.PROVIDER, made.owner)
    return made


def names(part):
    return [row.name for row in part.table.model.rows()]


def test_a_file_is_attached_and_saved_again(part, platform, tmp_path, qtbot) -> None:
    assert part.empty.isVisible()
    assert not part.save_button.isEnabled()
    source, target = tmp_path / "Konzept.pdf", tmp_path / "gespeichert.pdf"
    source.write_bytes(PDF)
    file_prompts.set_next_path([source])
    part.add()
    qtbot.waitUntil(lambda: names(part) == ["Konzept.pdf"])
    file_prompts.set_next_path(target)
    part.save_button.click()
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: target.read_bytes() == PDF)
    assert part.table.view.model().data(part.table.view.model().index(0, 0)) == "Konzept.pdf"


def test_beside_the_button_it_says_that_no_strafregisterauszug_is_kept(part) -> None:
    for kind in (AttachmentOwner.PROVIDER, AttachmentOwner.REQUEST):
        part.show_owner(kind, part.owner)
        assert part.never.isVisible()
        assert part.never.text().startswith("Keine Strafregisterauszüge anhängen")
    part.show_owner(AttachmentOwner.DECISION, part.owner)
    assert not part.never.isVisible()


def test_a_file_that_is_none_of_the_kinds_is_refused_in_words(part, tmp_path, qtbot) -> None:
    source = tmp_path / "Liste.xlsx"
    source.write_bytes(b"PK\x03\x04 xl/workbook.xml")
    file_prompts.set_next_path([source])
    messages.set_next_answer(None)
    part.add()
    said = []
    qtbot.waitUntil(lambda: bool(said.extend(messages.shown()) or said))
    assert "weder PDF noch Word" in " ".join(said)


def test_removing_asks_and_can_be_taken_back(part, platform, tmp_path, qtbot) -> None:
    source = tmp_path / "Konzept.pdf"
    source.write_bytes(PDF)
    file_prompts.set_next_path([source])
    part.add()
    qtbot.waitUntil(lambda: names(part) == ["Konzept.pdf"])
    messages.set_next_answer(True)
    part.remove_button.click()
    assert names(part) == []
    assert platform.query(queries.attachments, AttachmentOwner.PROVIDER, part.owner) == ()


def test_a_sozialdienst_sees_no_command_that_changes(desk, service_platform, shown) -> None:
    desk.adopt(service_platform)
    part = shown(AttachmentsPart(desk))
    assert not part.add_button.isEnabled()
