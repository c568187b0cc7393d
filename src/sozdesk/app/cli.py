"""The command line: English commands, German words, the same use cases as the window.

Exit code 0: done. 1: something was refused or still needs a person. 2: wrong call.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from getpass import getpass
from pathlib import Path

from sozdesk import __version__
from sozdesk.app.german_help import speak_german
from sozdesk.kernel.errors import NotFound, SozDeskError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or the window if there is none."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    if not _is_command(arguments):
        from sozdesk.app.bootstrap import run_gui

        return run_gui([word for word in arguments if word != "--file"])
    _write_utf8()
    if arguments[0] == SELFTEST:
        from sozdesk.app import selftest

        return selftest.run()
    options = _parser().parse_args(arguments)
    try:
        code = _on_open_file(options) if options.needs_file else int(options.function(options))
        if sys.stdout is not None:  # the window program on Windows has none
            sys.stdout.flush()
        return code
    except BrokenPipeError:  # whoever read on («… | head») has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except SozDeskError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Abgebrochen.", file=sys.stderr)
        return 1


def _is_command(arguments: Sequence[str]) -> bool:
    """The window takes only a file, ``--sample`` and Qt's own options (``-platform …``)."""
    first = arguments[0] if arguments else ""
    if first == "--file" and len(arguments) == 2:
        return False
    return first in {"--file", "--as", "--version", "--help", "-h", SELFTEST} or first in COMMANDS


SELFTEST = "--selftest"
COMMANDS = (
    "demo",
    "handbook",
    "create",
    "check",
    "backup",
    "restore",
    "person",
    "recover",
    "renew-key",
    "round",
    "declare",
    "measures",
    "offerings",
    "cases",
    "bill",
)


def _write_utf8() -> None:
    """Umlauts survive a Windows console and a pipe."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    from sozdesk.app import (
        commands_bill,
        commands_cases,
        commands_declare,
        commands_file,
        commands_help,
        commands_measures,
        commands_offerings,
        commands_round,
    )

    speak_german()
    parser = argparse.ArgumentParser(
        prog="sozdesk",
        description="SozDesk: ohne Befehl öffnet sich das Fenster.",
        epilog="Das Passwort kommt aus SOZDESK_PASSWORD oder wird gefragt, nie als Argument.",
    )
    parser.add_argument(
        "--version", action="version", version=f"SozDesk {__version__}", help="Version zeigen"
    )
    parser.add_argument(
        SELFTEST, action="store_true", help="prüfen, ob das Programm auf diesem Computer läuft"
    )
    parser.add_argument("--file", type=Path, metavar="DATEI", help="die Datei von SozDesk")
    parser.add_argument(
        "--as", dest="sign", type=str.lower, metavar="KÜRZEL", help="wer die Datei öffnet"
    )
    parser.set_defaults(needs_file=True)
    commands = parser.add_subparsers(dest="command", required=True, metavar="BEFEHL")
    commands_file.add_commands(commands)
    commands_round.add_commands(commands)
    commands_declare.add_commands(commands)
    commands_measures.add_commands(commands)
    commands_offerings.add_commands(commands)
    commands_cases.add_commands(commands)
    commands_bill.add_commands(commands)
    commands_help.add_commands(commands)
    return parser


def _on_open_file(options: argparse.Namespace) -> int:
    """Open ``--file`` with the password, run the command, close with a backup if it changed."""
    from sozdesk.archive.store import open_with_password, signs

    if options.file is None:
        print("Geben Sie die Datei an: sozdesk --file DATEI …", file=sys.stderr)
        return 2
    known = signs(options.file)
    if options.sign and known and options.sign not in known:
        raise NotFound(
            f"Das Kürzel «{options.sign}» öffnet diese Datei nicht.", "Prüfen Sie die Schreibweise."
        )
    options.password = password("SOZDESK_PASSWORD")
    archive = open_with_password(options.file, options.password, sign=options.sign)
    try:
        return int(options.function(archive, options))
    finally:
        archive.close()


def password(variable: str, *, twice: bool = False) -> str:
    """From the environment variable, or asked for at the terminal."""
    given = os.environ.get(variable)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise SozDeskError("Das Passwort fehlt.", f"Setzen Sie die Umgebungsvariable {variable}.")
    first = getpass("Passwort: ")
    if twice and getpass("Passwort wiederholen: ") != first:
        raise SozDeskError(
            "Die beiden Passwörter sind verschieden.", "Versuchen Sie es noch einmal."
        )
    return first


if __name__ == "__main__":
    sys.exit(main())
