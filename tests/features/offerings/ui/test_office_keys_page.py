"""«Schlüssel der Stellen»: whose signatures the KSA takes."""

from __future__ import annotations

from datetime import date

import case_kit
from navigation_kit import Navigation, words_of
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.records import TrustedKeyRecord
from sozdesk.features.offerings.ui import office_keys_page
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets import messages


def test_a_key_is_revoked_and_confirmed_again(qtbot, archive) -> None:
    for purpose, public in (("signing", "ab" * 32), ("encryption", "age1beispiel")):
        case_kit.row(
            archive,
            TrustedKeyRecord,
            purpose=purpose,
            public=public,
            office_name="Sozialdienst Beispieltal",
            confirmed_on=date(2026, 12, 1),
            confirmed_by="Bea Beispiel",
        )
    desk = InlineDesk()
    desk.adopt(archive)
    page = office_keys_page.build(desk, Navigation())
    qtbot.addWidget(page)
    page.show()
    part = page.part
    part.table.view.select_first()
    assert _standing(part) == "verglichen am 01.12.2026, Bea Beispiel"
    assert len(part.fingerprint.text().split()) == 8
    messages.set_next_answer(True)
    part.revoke_button.click()
    assert _standing(part) == "gilt nicht mehr seit 05.01.2027"
    assert all(row.retired_on for row in archive.query(queries.trusted_keys))
    messages.set_next_answer(True)
    part.confirm_button.click()
    assert _standing(part) == "verglichen am 05.01.2027, Anna Muster"
    assert not any(row.retired_on for row in archive.query(queries.trusted_keys))
    assert part.revoke_button.isVisibleTo(page)
    assert not part.confirm_button.isVisibleTo(page)
    assert (
        "Noch kein Schlüssel. Der erste kommt mit der ersten Datei einer Stelle."
        not in words_of(page)
    )


def _standing(part) -> str:
    (row,) = part.table.model.rows()
    return office_keys_page._standing(row)
