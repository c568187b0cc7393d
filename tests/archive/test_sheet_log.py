"""The file remembers that its recovery sheet left the program, and forgets it with the key."""

from __future__ import annotations

from fixtures_archive import FAST_KDF, PASSWORD, TEST_KEY
from sozdesk.archive.engine import RawKey
from sozdesk.archive.renewal import renew_key
from sozdesk.archive.sheet_log import NoteSheet, has_sheet, key_mark, note_sheet
from sozdesk.archive.store import Archive, Created
from sozdesk.shell.files import lacks_sheet
from sozdesk.shell.files import note_sheet as note


def test_the_mark_tells_keys_apart_and_says_nothing_about_them() -> None:
    same_salt = RawKey(key=bytes(32), salt=TEST_KEY.salt)
    other_salt = RawKey(key=TEST_KEY.key, salt=bytes(16))
    assert key_mark(TEST_KEY) == key_mark(same_salt)
    assert key_mark(TEST_KEY) != key_mark(other_salt)
    assert len(key_mark(TEST_KEY)) == 12


def test_a_new_file_lacks_its_sheet_until_one_is_saved(archive: Archive) -> None:
    assert lacks_sheet(archive)
    outcome = note(archive)
    assert outcome.changed == {"recovery_sheet"}
    assert not lacks_sheet(archive)


def test_a_sheet_of_another_key_does_not_count(archive: Archive) -> None:
    archive.run(note_sheet, NoteSheet(key_mark="0123456789ab"))
    assert lacks_sheet(archive)
    assert archive.query(has_sheet, "0123456789ab")


def test_a_new_key_needs_a_new_sheet(created: Created) -> None:
    note(created.archive)
    renewed = renew_key(created.archive, PASSWORD, kdf=FAST_KDF)
    try:
        assert lacks_sheet(renewed.archive)
        note(renewed.archive)
        assert not lacks_sheet(renewed.archive)
    finally:
        renewed.archive.close(backup=False)


def test_saving_a_sheet_cannot_be_taken_back(archive: Archive) -> None:
    note(archive)
    undoable = archive.last_undoable()
    assert undoable is None or undoable.usecase != "note_sheet"
