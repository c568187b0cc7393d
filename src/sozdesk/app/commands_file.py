"""Commands about the file itself: create, check, backup, restore, persons, keys, demo."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozdesk.app import office_file
from sozdesk.kernel.errors import NotFound, SozDeskError

if TYPE_CHECKING:
    from sozdesk.archive.staff import StaffMember
    from sozdesk.archive.store import Archive, Created


def add_commands(commands: Any) -> None:
    """Declare the commands."""
    _add_demo(commands)
    _add_create(commands)
    _add_care(commands)
    _add_person(commands)


def _add_demo(commands: Any) -> None:
    demo = commands.add_parser(
        "demo", help="Beispielkanton: eine ganze Erhebung mit erfundenen Zahlen"
    )
    demo.add_argument("--out", type=Path, required=True, metavar="ORDNER", help="wohin")
    demo.set_defaults(function=run_demo, needs_file=False)


def _add_create(commands: Any) -> None:
    create = commands.add_parser("create", help="eine neue Datei anlegen")
    create.add_argument("path", type=Path, metavar="DATEI")
    create.add_argument(
        "--office", choices=["ksa", "service"], required=True, help="Art der Stelle"
    )
    create.add_argument(
        "--municipality",
        type=int,
        nargs="+",
        default=[],
        metavar="BFS",
        help="BFS-Nummern der Gemeinden eines Sozialdienstes",
    )
    create.add_argument("--name", default="", help="Name der Stelle")
    create.add_argument(
        "--person", default="", metavar="NAME", help="wer die Datei führt (sonst der Anmeldename)"
    )
    create.add_argument(
        "--recovery-sheet", type=Path, metavar="PDF", help="Wiederherstellungsblatt schreiben"
    )
    create.set_defaults(function=create_file, needs_file=False)


def _add_care(commands: Any) -> None:
    check = commands.add_parser("check", help="Datei, Verlauf und Suchregister prüfen")
    check.set_defaults(function=check_file)
    backup = commands.add_parser("backup", help="eine geprüfte Sicherung anlegen")
    backup.set_defaults(function=backup_file)
    restore = commands.add_parser("restore", help="eine Sicherung zurückholen")
    restore.add_argument("backup", type=Path, metavar="SICHERUNG")
    restore.set_defaults(function=restore_file, needs_file=False)
    recover = commands.add_parser(
        "recover",
        help="mit dem Schlüssel des Wiederherstellungsblatts ein neues Passwort setzen",
        description="Fragt nach dem Schlüssel auf dem Blatt (oder liest ihn aus SOZDESK_RECOVERY_KEY) "
        "und nach dem neuen Passwort (oder SOZDESK_NEW_PASSWORD).",
    )
    recover.set_defaults(function=recover_file, needs_file=False)
    renew = commands.add_parser(
        "renew-key",
        help="alles neu verschlüsseln, zum Beispiel nach einem Austritt",
    )
    renew.add_argument(
        "--recovery-sheet",
        type=Path,
        required=True,
        metavar="PDF",
        help="wohin das neue Wiederherstellungsblatt kommt; das alte öffnet nur noch frühere Sicherungen",
    )
    renew.set_defaults(function=renew_data_key)


def _add_person(commands: Any) -> None:
    person = commands.add_parser("person", help="Personen, die die Datei öffnen dürfen")
    actions = person.add_subparsers(dest="action", required=True, metavar="WAS")
    add = actions.add_parser("add", help="eine Person aufnehmen")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--sign", dest="new_sign", default="", metavar="KÜRZEL")
    add.set_defaults(function=add_person)
    remove = actions.add_parser("remove", help="einer Person den Zugang nehmen")
    remove.add_argument("leaver", metavar="KÜRZEL")
    remove.set_defaults(function=remove_person)
    change = actions.add_parser("password", help="das eigene Passwort ändern")
    change.set_defaults(function=change_password)
    admit = actions.add_parser(
        "admit", help="einer Person ohne Zugang ein Passwort geben (nach renew-key)"
    )
    admit.add_argument("outsider", metavar="KÜRZEL")
    admit.set_defaults(function=admit_person)


# ---------------------------------------------------------------- without an open file


def run_demo(options: argparse.Namespace) -> int:
    """The whole Erhebung on invented figures."""
    from sozdesk.app.demo import run

    return run(options.out)


def create_file(options: argparse.Namespace) -> int:
    """Make the file, load the 86 municipalities, write the recovery sheet if asked for."""
    for path in filter(None, (options.path, options.recovery_sheet)):
        _refuse_missing_folder(path)
    made = office_file.new_file(
        options.path,
        office_kind=options.office,
        municipalities=tuple(options.municipality),
        office_name=options.name,
        person_name=options.person or getpass.getuser(),
        password=_new_password(),
    )
    print(f"Datei angelegt: {options.path}")
    try:
        if options.recovery_sheet:
            _write_sheet(made, options.recovery_sheet)
        else:
            print(
                "Noch ohne Wiederherstellungsblatt. Erstellen Sie es unter Einstellungen › Datei."
            )
    finally:
        made.archive.close(backup=False)
    return 0


def restore_file(options: argparse.Namespace) -> int:
    """Put a backup in the place of ``--file``; the present file is kept beside it."""
    from sozdesk.app.cli import password
    from sozdesk.archive.opened import utc_now
    from sozdesk.archive.restore import restore

    restored = restore(
        options.backup,
        _path(options),
        password("SOZDESK_PASSWORD"),
        now=utc_now(),
        sign=options.sign,
    )
    print(f"Zurückgeholt aus {options.backup.name}.")
    if restored.kept_aside:
        print(f"Die bisherige Datei liegt unter {restored.kept_aside}.")
    return 0


def recover_file(options: argparse.Namespace) -> int:
    """Open with the key of the recovery sheet and set a new password."""
    from sozdesk.archive.store import open_with_recovery_key

    archive = open_with_recovery_key(
        _path(options), _recovery_key(), new_password=_new_password(), sign=options.sign
    )
    archive.close()
    print("Das neue Passwort gilt.")
    return 0


def _recovery_key() -> str:
    given = os.environ.get("SOZDESK_RECOVERY_KEY")
    if given:
        return given
    if not sys.stdin.isatty():
        raise SozDeskError(
            "Der Schlüssel fehlt.", "Setzen Sie die Umgebungsvariable SOZDESK_RECOVERY_KEY."
        )
    return input("Schlüssel vom Blatt: ")


# ---------------------------------------------------------------- with an open file


def check_file(archive: Archive, options: argparse.Namespace) -> int:
    """Look at every page, the chain of the Verlauf and the search index."""
    from sozdesk.archive.check import check

    problems = check(archive)
    for problem in problems:
        print(problem.message)
    if not problems:
        print("Die Datei ist in Ordnung: Seiten, Verlauf und Suchregister geprüft.")
    return 1 if problems else 0


def backup_file(archive: Archive, options: argparse.Namespace) -> int:
    """Write and verify a backup now."""
    made = archive.backup()
    print(f"Gesichert und geprüft: {made.path}")
    return 0


def add_person(archive: Archive, options: argparse.Namespace) -> int:
    """Give a person an own password."""
    from sozdesk.archive.persons import add_person as add
    from sozdesk.archive.staff import AddStaff

    member = add(archive, AddStaff(name=options.name, sign=options.new_sign), _new_password())
    print(f"{member.name} öffnet die Datei mit dem Kürzel {member.sign}.")
    return 0


def remove_person(archive: Archive, options: argparse.Namespace) -> int:
    """Take the access; what the person did stays in the Verlauf."""
    from sozdesk.archive.persons import remove_person as remove

    remove(archive, _person(archive, options.leaver))
    print(
        f"{options.leaver} öffnet die Datei nicht mehr. Was die Person getan hat, bleibt im Verlauf."
    )
    return 0


def change_password(archive: Archive, options: argparse.Namespace) -> int:
    """Change the password of who opened the file."""
    from sozdesk.archive.persons import change_password as change

    change(archive, old=options.password, new=_new_password())
    print(f"Das neue Passwort von {archive.staff.name} gilt.")
    return 0


def renew_data_key(archive: Archive, options: argparse.Namespace) -> int:
    """Encrypt everything anew; nobody else has access until somebody gives it again."""
    from sozdesk.archive.persons import without_access
    from sozdesk.archive.renewal import renew_key

    _refuse_missing_folder(options.recovery_sheet)
    renewed = renew_key(archive, options.password)
    try:
        print(
            "Alles ist neu verschlüsselt. Das bisherige Wiederherstellungsblatt öffnet die Datei nicht mehr."
        )
        print(
            "Frühere Sicherungen öffnet es weiterhin: Verwahren Sie es, oder löschen Sie diese "
            "Sicherungen."
        )
        _write_sheet(renewed, options.recovery_sheet)
        left_out = without_access(renewed.archive)
    finally:
        renewed.archive.close()
    for person in left_out:
        print(
            f"{person.name} hat keinen Zugang mehr. Neu geben: sozdesk --file … person admit {person.sign}"
        )
    return 0


def admit_person(archive: Archive, options: argparse.Namespace) -> int:
    """Give a person who lost the access a new password."""
    from sozdesk.archive.persons import admit

    person = _person(archive, options.outsider)
    admit(archive, person, _new_password())
    print(f"{person.name} öffnet die Datei wieder mit dem Kürzel {person.sign}.")
    return 0


# ---------------------------------------------------------------- shared


def _person(archive: Archive, sign: str) -> StaffMember:
    from sozdesk.archive.staff import staff

    for person in archive.query(staff):
        if person.sign == sign:
            return person
    raise NotFound(
        f"Das Kürzel «{sign}» gibt es in der Datei nicht.", "Prüfen Sie die Schreibweise."
    )


def _write_sheet(made: Created, path: Path) -> None:
    office_file.write_recovery_sheet(made, path)
    print(f"Wiederherstellungsblatt: {path}. Drucken Sie es und bewahren Sie es getrennt auf.")


def _refuse_missing_folder(path: Path) -> None:
    """Before anything is made, not after."""
    folder = path.absolute().parent
    if not folder.is_dir():
        raise NotFound(
            f"Den Ordner «{folder}» gibt es nicht.",
            "Legen Sie ihn an, oder wählen Sie einen anderen.",
        )


def _new_password() -> str:
    from sozdesk.app.cli import password

    return password("SOZDESK_NEW_PASSWORD", twice=True)


def _path(options: argparse.Namespace) -> Path:
    if options.file is None:
        raise SozDeskError("Geben Sie die Datei an.", "sozdesk --file DATEI …")
    return Path(options.file)
