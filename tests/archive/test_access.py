"""Who may open the file: passwords, persons, the access file and its copies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures_archive import FAST_KDF, PASSWORD, TEST_KEY, fixed_clock
from sozdesk.archive import access, persons, profile
from sozdesk.archive.access import Access, file_salt, keys_path, unlock
from sozdesk.archive.access_mirror import mirrored
from sozdesk.archive.file_info import OfficeKind, RenameOffice, rename_office
from sozdesk.archive.kdf import LEAST, Kdf, calibrated, derive, scaled
from sozdesk.archive.renewal import renew_key
from sozdesk.archive.staff import AddStaff
from sozdesk.archive.staff import staff as staff_of
from sozdesk.archive.store import (
    Archive,
    Created,
    create,
    open_with_password,
    open_with_recovery_key,
    signs,
)
from sozdesk.kernel.errors import (
    AccessFileMissing,
    ArchiveDamaged,
    ArchiveError,
    RuleViolation,
    WrongPassword,
)


def opened(path: Path, password: str, sign: str | None = None) -> Archive:
    return open_with_password(path, password, sign=sign, clock=fixed_clock)


def opens(path: Path, password: str) -> bool:
    try:
        opened(path, password).close(backup=False)
    except WrongPassword:
        return False
    return True


@pytest.fixture
def path(created: Created) -> Path:
    created.archive.close(backup=False)
    return created.archive.path


# ------------------------------------------------------------------ opening


def test_the_password_opens_and_says_who_it_is(path: Path) -> None:
    archive = opened(path, PASSWORD)
    assert archive.staff.name == "Anna Muster"
    assert not archive.read_only
    archive.close(backup=False)


def test_a_wrong_password_is_said_and_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(WrongPassword) as caught:
        opened(path, "vier Wörter im Juni")
    assert caught.value.sentence == "Das Passwort passt nicht zu «amt.sozdesk»."
    assert "Wiederherstellungsblatt" in caught.value.next_step
    assert path.read_bytes() == before
    assert opens(path, PASSWORD)


def test_umlauts_typed_on_another_system_are_the_same_password(path: Path) -> None:
    assert opens(path, "vier Wo\u0308rter im Mai")


def test_only_the_sign_of_a_person_is_readable_beside_the_file(path: Path) -> None:
    text = keys_path(path).read_text(encoding="utf-8")
    assert signs(path) == ("am",)
    assert "Anna" not in text
    assert "Muster" not in text


def test_a_file_in_use_here_is_not_opened_twice(path: Path) -> None:
    archive = opened(path, PASSWORD)
    with pytest.raises(ArchiveError, match="bereits in einem anderen Fenster"):
        opened(path, PASSWORD)
    archive.run(rename_office, RenameOffice(office_name="Amt"))
    archive.close(backup=False)
    assert opens(path, PASSWORD)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"«weg\.sozdesk» gibt es an diesem Ort nicht"):
        opened(tmp_path / "weg.sozdesk", PASSWORD)


# ------------------------------------------------------------------ making


def make(path: Path, password: str = PASSWORD, person: str = "Anna Muster") -> Created:
    return create(
        path,
        office_kind=OfficeKind.SERVICE,
        office_name="Sozialdienst Beispieltal",
        person_name=person,
        password=password,
        clock=fixed_clock,
        kdf=FAST_KDF,
    )


def test_a_new_file_never_covers_an_old_one(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match=r"«amt\.sozdesk» gibt es schon"):
        make(path)
    assert path.read_bytes() == before


def test_the_access_file_of_a_file_that_was_moved_away_is_kept(path: Path, tmp_path: Path) -> None:
    moved = tmp_path / "amt.sozdesk"
    path.replace(moved)
    make(path, "ein ganz neues").archive.close(backup=False)
    path.with_name("amt.keys.alt").replace(keys_path(moved))
    assert opens(moved, PASSWORD)
    assert opens(path, "ein ganz neues")


@pytest.mark.parametrize(
    ("password", "person", "sentence"),
    [
        ("kurz", "Anna Muster", "Das Passwort hat weniger als 8 Zeichen"),
        (PASSWORD, "  ", "Der Name fehlt"),
    ],
)
def test_what_is_refused_leaves_no_file_behind(
    tmp_path: Path, password: str, person: str, sentence: str
) -> None:
    folder = tmp_path / "leer"
    folder.mkdir()
    with pytest.raises(RuleViolation, match=sentence):
        make(folder / "neu.sozdesk", password, person)
    assert list(folder.iterdir()) == []


def test_real_files_get_argon2id_of_at_least_64_mib() -> None:
    assert (LEAST.memory_kib, LEAST.passes, LEAST.lanes) == (64 * 1024, 3, 4)
    measured = calibrated()
    assert measured.memory_kib >= 64 * 1024
    assert measured.passes >= 3
    assert measured.lanes == 4


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (5.0, Kdf(64 * 1024, 3, 4)),
        (0.7, Kdf(64 * 1024, 3, 4)),
        (0.35, Kdf(128 * 1024, 3, 4)),
        (0.0875, Kdf(256 * 1024, 6, 4)),
    ],
)
def test_a_faster_computer_gets_more_memory_then_more_passes(seconds: float, expected: Kdf) -> None:
    assert scaled(seconds) == expected


def test_the_same_password_gives_another_key_with_another_salt() -> None:
    assert derive("x", bytes(16), FAST_KDF) != derive("x", bytes([1] * 16), FAST_KDF)


# ------------------------------------------------------------------ passwords and persons


def test_a_changed_password_replaces_the_old_one(path: Path) -> None:
    archive = opened(path, PASSWORD)
    persons.change_password(archive, old=PASSWORD, new="ein ganz neues", kdf=FAST_KDF)
    archive.close(backup=False)
    assert not opens(path, PASSWORD)
    assert opens(path, "ein ganz neues")


def test_changing_needs_the_present_password(created: Created) -> None:
    with pytest.raises(WrongPassword):
        persons.change_password(created.archive, old="falsch geraten", new="ein ganz neues")


def test_a_password_that_is_too_short_keeps_the_old_one(created: Created) -> None:
    with pytest.raises(RuleViolation, match="weniger als 8 Zeichen"):
        persons.change_password(created.archive, old=PASSWORD, new="kurz")
    created.archive.close(backup=False)
    assert opens(created.archive.path, PASSWORD)


def test_a_second_person_opens_under_her_own_name(path: Path) -> None:
    archive = opened(path, PASSWORD)
    beat = persons.add_person(archive, AddStaff(name="Beat Meier"), "Beats Passwort", kdf=FAST_KDF)
    archive.close(backup=False)
    assert beat.sign == "bm"
    second = opened(path, "Beats Passwort", "bm")
    assert second.staff.name == "Beat Meier"
    second.close(backup=False)
    with pytest.raises(WrongPassword):
        opened(path, "Beats Passwort", "am")


def test_who_leaves_cannot_open_any_more_but_stays_known(path: Path) -> None:
    archive = opened(path, PASSWORD)
    beat = persons.add_person(archive, AddStaff(name="Beat Meier"), "Beats Passwort", kdf=FAST_KDF)
    persons.remove_person(archive, beat)
    assert [(m.name, m.active) for m in archive.query(staff_of)] == [
        ("Anna Muster", True),
        ("Beat Meier", False),
    ]
    archive.close(backup=False)
    assert not opens(path, "Beats Passwort")
    assert opens(path, PASSWORD)


def test_the_last_person_cannot_leave(created: Created) -> None:
    with pytest.raises(RuleViolation, match="Anna Muster kann nicht austreten"):
        persons.remove_person(created.archive, created.archive.staff)


def test_a_person_with_too_short_a_password_is_not_taken_in(created: Created) -> None:
    with pytest.raises(RuleViolation):
        persons.add_person(created.archive, AddStaff(name="Beat Meier"), "kurz")
    assert len(created.archive.query(staff_of)) == 1


# ------------------------------------------------------------------ the access file and its copies


def test_a_missing_access_file_is_found_again_in_the_profile(path: Path) -> None:
    before = keys_path(path).read_bytes()
    keys_path(path).unlink()
    assert opens(path, PASSWORD)
    assert keys_path(path).read_bytes() == before


def test_a_missing_access_file_is_asked_for_in_plain_words(
    path: Path, private_profile: Path
) -> None:
    keys_path(path).unlink()
    (private_profile / "keys" / f"{file_salt(path).hex()}.keys").unlink()
    with pytest.raises(AccessFileMissing) as caught:
        opened(path, PASSWORD)
    assert caught.value.sentence.startswith("Neben «amt.sozdesk» fehlt die Zugangsdatei «amt.keys»")
    assert "Kopieren Sie «amt.keys» in denselben Ordner" in caught.value.next_step


def test_a_damaged_access_file_is_said_and_the_data_are_not_touched(
    path: Path, private_profile: Path
) -> None:
    (private_profile / "keys" / f"{file_salt(path).hex()}.keys").unlink()
    content = bytearray(keys_path(path).read_bytes())
    content[len(content) // 2] ^= 1
    keys_path(path).write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(ArchiveDamaged, match=r"Die Zugangsdatei «amt\.keys» ist beschädigt"):
        opened(path, PASSWORD)
    assert path.read_bytes() == before


def test_a_damaged_access_file_is_replaced_from_the_profile_and_kept(path: Path) -> None:
    keys_path(path).write_bytes(b"{}")
    assert opens(path, PASSWORD)
    assert path.with_name("amt.keys.beschaedigt").read_bytes() == b"{}"


def test_an_old_access_file_put_back_does_not_bring_an_old_password_back(path: Path) -> None:
    old = keys_path(path).read_bytes()
    archive = opened(path, PASSWORD)
    persons.add_person(archive, AddStaff(name="Beat Meier"), "Beats Passwort", kdf=FAST_KDF)
    persons.change_password(archive, old=PASSWORD, new="ein ganz neues", kdf=FAST_KDF)
    archive.close(backup=False)
    keys_path(path).write_bytes(old)
    opened(path, PASSWORD).close(backup=False)
    assert not opens(path, PASSWORD)
    assert opens(path, "ein ganz neues")
    assert opens(path, "Beats Passwort")


def test_all_three_copies_of_the_slots_agree_after_opening(path: Path) -> None:
    archive = opened(path, PASSWORD)
    inside = archive.query(mirrored, path)
    archive.close(backup=False)
    assert inside == access.load(path) == profile.find(file_salt(path))
    assert inside.revision == 1


@given(position=st.integers(min_value=0), bit=st.integers(0, 7))
def test_no_changed_bit_of_an_access_file_goes_unnoticed(position: int, bit: int) -> None:
    slots = Access().with_slots([ANNAS_SLOT])
    content = bytearray(access.to_bytes(slots).rstrip())
    content[position % len(content)] ^= 1 << bit
    with pytest.raises((ArchiveDamaged, WrongPassword)):
        unlock(
            access.from_bytes(bytes(content), Path("amt.sozdesk")),
            TEST_KEY.salt,
            PASSWORD,
            path=Path("amt.sozdesk"),
        )


def test_an_access_file_that_would_freeze_the_computer_is_refused() -> None:
    slots = json.loads(access.to_bytes(Access().with_slots([ANNAS_SLOT])))
    slots["slots"][0]["kdf"]["memory_kib"] = 64 * 1024 * 1024
    del slots["checksum"]
    slots["checksum"] = access._checksum(slots)
    with pytest.raises(ArchiveDamaged):
        access.from_bytes(json.dumps(slots).encode(), Path("amt.sozdesk"))


def _annas_slot() -> access.Slot:
    from uuid import UUID

    return access.make_slot(TEST_KEY, PASSWORD, staff_id=UUID(int=1), sign="am", kdf=FAST_KDF)[0]


ANNAS_SLOT = _annas_slot()


# ------------------------------------------------------------------ recovery sheet, new data key


def test_the_recovery_sheet_opens_and_sets_a_new_password(created: Created) -> None:
    path = created.archive.path
    created.archive.close(backup=False)
    archive = open_with_recovery_key(
        path,
        created.recovery.text,
        new_password="nach dem Verlust",
        clock=fixed_clock,
        kdf=FAST_KDF,
    )
    assert archive.staff.name == "Anna Muster"
    archive.close(backup=False)
    assert opens(path, "nach dem Verlust")
    assert not opens(path, PASSWORD)


def test_the_recovery_sheet_needs_no_access_file(created: Created, private_profile: Path) -> None:
    path = created.archive.path
    created.archive.close(backup=False)
    keys_path(path).unlink()
    (private_profile / "keys" / f"{file_salt(path).hex()}.keys").unlink()
    open_with_recovery_key(
        path,
        created.recovery.text,
        new_password="nach dem Verlust",
        clock=fixed_clock,
        kdf=FAST_KDF,
    ).close(backup=False)
    assert opens(path, "nach dem Verlust")


def test_the_sheet_of_another_file_is_said(created: Created, tmp_path: Path) -> None:
    other = make(tmp_path / "anderes.sozdesk")
    other.archive.close(backup=False)
    created.archive.close(backup=False)
    with pytest.raises(WrongPassword, match=r"gehört nicht zu «amt\.sozdesk»"):
        open_with_recovery_key(
            created.archive.path, other.recovery.text, new_password="egal egal", clock=fixed_clock
        )


def test_a_renewed_data_key_shuts_out_the_old_sheet_and_keeps_everything(created: Created) -> None:
    archive = created.archive
    path, old_salt = archive.path, archive.opened.key.salt
    beat = persons.add_person(archive, AddStaff(name="Beat Meier"), "Beats Passwort", kdf=FAST_KDF)
    persons.add_person(archive, AddStaff(name="Carla Frei"), "Carlas Passwort", kdf=FAST_KDF)
    archive.run(rename_office, RenameOffice(office_name="Amt"))
    assert beat.id is not None
    renewed = renew_key(archive, PASSWORD, others={beat.id: "Beats neues"}, kdf=FAST_KDF)
    assert renewed.archive.info.office_name == "Amt"
    renewed.archive.close(backup=False)
    assert file_salt(path) != old_salt
    assert opens(path, PASSWORD)
    assert opens(path, "Beats neues")
    assert not opens(path, "Beats Passwort")
    assert not opens(path, "Carlas Passwort")
    with pytest.raises(WrongPassword):
        open_with_recovery_key(path, created.recovery.text, new_password="egal egal")
    open_with_recovery_key(
        path, renewed.recovery.text, new_password="vom neuen Blatt", clock=fixed_clock, kdf=FAST_KDF
    ).close(backup=False)


def test_a_data_key_is_renewed_only_with_the_password(created: Created) -> None:
    with pytest.raises(WrongPassword):
        renew_key(created.archive, "falsch geraten", kdf=FAST_KDF)
    created.archive.run(rename_office, RenameOffice(office_name="Amt"))
    created.archive.close(backup=False)
    assert opens(created.archive.path, PASSWORD)
