"""Backups are proven before they count, and come back without covering anything."""

from __future__ import annotations

import os
import shutil
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from fixtures_archive import FAST_KDF, PASSWORD, TEST_NOW, fixed_clock
from sozdesk.archive import persons
from sozdesk.archive.access import keys_path
from sozdesk.archive.atomic import journal_path
from sozdesk.archive.backup import Reason, backup_folder, backups
from sozdesk.archive.engine import RawKey, connect
from sozdesk.archive.file_info import RenameOffice, rename_office
from sozdesk.archive.renewal import renew_key
from sozdesk.archive.restore import restore
from sozdesk.archive.store import Archive, Created, open_with_password
from sozdesk.kernel.errors import ArchiveDamaged, ArchiveLocked, WrongPassword


def rename(archive: Archive, name: str) -> None:
    archive.run(rename_office, RenameOffice(office_name=name))


def name_in(path: Path, password: str = PASSWORD) -> str:
    archive = open_with_password(path, password, clock=fixed_clock)
    archive.close(backup=False)
    return archive.info.office_name


def damage(path: Path, start: int = 5000) -> None:
    content = bytearray(path.read_bytes())
    for position in range(start, len(content), 1000):
        content[position] ^= 0xFF
    path.write_bytes(content)


def test_a_backup_opens_by_itself_with_the_password(created: Created) -> None:
    rename(created.archive, "Gesichert")
    row = created.archive.backup()
    assert row.reason is Reason.DEMAND
    assert row.taken_at == TEST_NOW
    assert row.size == row.path.stat().st_size
    assert row.path.parent == backup_folder(created.archive.path)
    assert name_in(row.path) == "Gesichert"


def test_closing_after_a_change_makes_a_backup_and_closing_without_does_not(
    created: Created,
) -> None:
    path = created.archive.path
    created.archive.close()
    first = backups(path)
    open_with_password(path, PASSWORD, clock=fixed_clock).close()
    assert backups(path) == first
    archive = open_with_password(path, PASSWORD, clock=fixed_clock)
    rename(archive, "Anders")
    archive.close()
    assert backups(path)[0].reason is Reason.CLOSE
    assert len(backups(path)) == len(first) + 1


def test_an_act_that_changes_nothing_makes_no_backup(created: Created) -> None:
    path = created.archive.path
    created.archive.close(backup=False)
    archive = open_with_password(path, PASSWORD, clock=fixed_clock)
    rename(archive, archive.info.office_name)
    archive.close()
    assert backups(path) == ()


def test_after_a_crash_the_next_closing_makes_a_backup(created: Created) -> None:
    path = created.archive.path
    created.archive.close(backup=False)
    path.with_suffix(".holder").write_text("{}", encoding="utf-8")
    open_with_password(path, PASSWORD, clock=fixed_clock).close()
    assert len(backups(path)) == 1


def test_the_last_of_two_backups_in_one_moment_is_the_first_in_the_list(created: Created) -> None:
    first, second = created.archive.backup(), created.archive.backup()
    assert backups(created.archive.path) == (second, first)


def test_a_damaged_file_never_becomes_a_backup_and_earlier_ones_stay(created: Created) -> None:
    path = created.archive.path
    good = created.archive.backup()
    created.archive.close(backup=False)
    damage(path)
    archive = open_with_password(path, PASSWORD, clock=fixed_clock) if _opens(path) else None
    if archive is not None:
        with pytest.raises(ArchiveDamaged):
            archive.backup()
        archive.close(backup=False)
    assert backups(path) == (good,)
    assert name_in(good.path) == "Kantonales Sozialamt"


def _opens(path: Path) -> bool:
    try:
        open_with_password(path, PASSWORD, clock=fixed_clock).close(backup=False)
    except ArchiveDamaged:
        return False
    return True


def test_no_unfinished_backup_is_left_in_the_folder(created: Created) -> None:
    row = created.archive.backup()
    assert {path.name for path in row.path.parent.iterdir()} == {
        row.path.name,
        keys_path(row.path).name,
    }


def test_old_backups_are_thinned_when_a_new_one_counts(created: Created) -> None:
    archive = created.archive
    moments = [TEST_NOW - timedelta(days=5, minutes=minute) for minute in range(10)]
    for moment in moments:
        archive.clock = partial(datetime.astimezone, moment)
        archive.backup()
    archive.clock = fixed_clock
    for _ in range(5):
        archive.backup()
    days = {row.taken_at.date() for row in backups(archive.path)}
    assert len(backups(archive.path)) == 6
    assert days == {TEST_NOW.date(), (TEST_NOW - timedelta(days=5)).date()}


# ------------------------------------------------------------------ restoring


@pytest.fixture
def changed_after_backup(created: Created) -> tuple[Path, Path]:
    """Path of the closed file («Später»), and of a backup of before («Früher»)."""
    rename(created.archive, "Früher")
    row = created.archive.backup()
    rename(created.archive, "Später")
    created.archive.close(backup=False)
    return created.archive.path, row.path


def test_a_restored_backup_takes_the_place_and_the_present_file_is_kept(
    changed_after_backup: tuple[Path, Path],
) -> None:
    path, backup = changed_after_backup
    restored = restore(backup, path, PASSWORD, now=TEST_NOW)
    assert name_in(path) == "Früher"
    assert restored.kept_aside is not None
    assert restored.kept_aside.name.startswith("amt ersetzt 2027-01-05")
    assert name_in(restored.kept_aside) == "Später"
    assert name_in(backup) == "Früher"


def test_the_present_password_opens_the_restored_file(created: Created) -> None:
    archive = created.archive
    row = archive.backup()
    persons.change_password(archive, old=PASSWORD, new="ein ganz neues", kdf=FAST_KDF)
    archive.close(backup=False)
    restore(row.path, archive.path, "ein ganz neues", now=TEST_NOW)
    assert name_in(archive.path, "ein ganz neues") == "Kantonales Sozialamt"


def test_a_backup_from_before_the_data_key_was_renewed_comes_back(created: Created) -> None:
    archive = created.archive
    rename(archive, "Früher")
    row = archive.backup()
    renewed = renew_key(archive, PASSWORD, kdf=FAST_KDF)
    rename(renewed.archive, "Später")
    renewed.archive.close(backup=False)
    restore(row.path, archive.path, PASSWORD, now=TEST_NOW)
    assert name_in(archive.path) == "Früher"


def test_a_wrong_password_restores_nothing(changed_after_backup: tuple[Path, Path]) -> None:
    path, backup = changed_after_backup
    before = path.read_bytes()
    with pytest.raises(WrongPassword):
        restore(backup, path, "falsch geraten", now=TEST_NOW)
    assert path.read_bytes() == before


def test_a_damaged_backup_restores_nothing(changed_after_backup: tuple[Path, Path]) -> None:
    path, backup = changed_after_backup
    damage(backup)
    before = path.read_bytes()
    with pytest.raises(ArchiveDamaged, match="ist beschädigt"):
        restore(backup, path, PASSWORD, now=TEST_NOW)
    assert path.read_bytes() == before


def test_a_damaged_file_is_replaced_but_kept(changed_after_backup: tuple[Path, Path]) -> None:
    path, backup = changed_after_backup
    damage(path, 20)
    damaged = path.read_bytes()
    journal_path(path).write_bytes(b"\xd9\xd5\x05\xf9 not of the backup")
    restored = restore(backup, path, PASSWORD, now=TEST_NOW)
    assert name_in(path) == "Früher"
    assert restored.kept_aside is not None
    assert restored.kept_aside.read_bytes() == damaged


def test_a_lost_file_comes_back_from_its_backup(changed_after_backup: tuple[Path, Path]) -> None:
    path, backup = changed_after_backup
    path.unlink()
    keys_path(path).unlink()
    assert restore(backup, path, PASSWORD, now=TEST_NOW).kept_aside is None
    assert name_in(path) == "Früher"


def test_a_file_that_is_open_is_not_replaced(changed_after_backup: tuple[Path, Path]) -> None:
    path, backup = changed_after_backup
    archive = open_with_password(path, PASSWORD, clock=fixed_clock)
    with pytest.raises(ArchiveLocked):
        restore(backup, path, PASSWORD, now=TEST_NOW)
    archive.close(backup=False)
    assert name_in(path) == "Später"


def test_two_restores_in_one_second_keep_both_files(
    changed_after_backup: tuple[Path, Path],
) -> None:
    path, backup = changed_after_backup
    first = restore(backup, path, PASSWORD, now=TEST_NOW).kept_aside
    second = restore(backup, path, PASSWORD, now=TEST_NOW).kept_aside
    assert first is not None
    assert second is not None
    assert (name_in(first), name_in(second)) == ("Später", "Früher")


# ------------------------------------------------------------------ a copy for reading


def test_a_second_opener_reads_a_copy_while_the_first_one_works(
    changed_after_backup: tuple[Path, Path], private_profile: Path
) -> None:
    path, _ = changed_after_backup
    copy = open_with_password(path, PASSWORD, read_copy=True, clock=fixed_clock)
    archive = open_with_password(path, PASSWORD, clock=fixed_clock)
    rename(archive, "Noch später")
    assert copy.info.office_name == "Später"
    assert copy.read_only
    assert copy.stand is not None
    with pytest.raises(Exception, match="Sie sehen eine Kopie zum Lesen"):
        rename(copy, "Nein")
    copy.close()
    archive.close(backup=False)
    assert list((private_profile / "copies").iterdir()) == []
    assert name_in(path) == "Noch später"


def test_a_copy_that_a_crash_left_behind_goes_at_the_next_opening(
    created: Created, private_profile: Path
) -> None:
    created.archive.close(backup=False)
    copies = private_profile / "copies"
    for name, age in (("abgestürzt", timedelta(hours=25)), ("noch offen", timedelta(hours=23))):
        folder = copies / name
        folder.mkdir(parents=True)
        (folder / "amt.sozdesk").write_bytes(b"copy")
        moment = (TEST_NOW - age).timestamp()
        os.utime(folder, (moment, moment))
    name_in(created.archive.path)
    assert [folder.name for folder in copies.iterdir()] == ["noch offen"]


def test_a_copy_of_a_file_in_the_middle_of_a_transaction_is_the_newest_backup(
    changed_after_backup: tuple[Path, Path],
) -> None:
    path, _ = changed_after_backup
    journal_path(path).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7 under way")
    copy = open_with_password(path, PASSWORD, read_copy=True, clock=fixed_clock)
    assert copy.info.office_name == "Früher"
    assert copy.stand == TEST_NOW
    copy.close()


def test_a_copy_of_a_damaged_file_is_the_newest_backup(
    changed_after_backup: tuple[Path, Path],
) -> None:
    path, _ = changed_after_backup
    damage(path)
    copy = open_with_password(path, PASSWORD, read_copy=True, clock=fixed_clock)
    assert copy.info.office_name == "Früher"
    copy.close()


def test_no_copy_is_better_than_a_wrong_one(changed_after_backup: tuple[Path, Path]) -> None:
    path, backup = changed_after_backup
    shutil.rmtree(backup.parent)
    damage(path)
    with pytest.raises(Exception, match="lässt sich im Moment keine Kopie zum Lesen machen"):
        open_with_password(path, PASSWORD, read_copy=True, clock=fixed_clock)


def test_a_key_of_another_file_reads_nothing(changed_after_backup: tuple[Path, Path]) -> None:
    path, _ = changed_after_backup
    with pytest.raises(ArchiveDamaged):
        connect(path, RawKey(bytes(32), bytes(16)), reading=True)
