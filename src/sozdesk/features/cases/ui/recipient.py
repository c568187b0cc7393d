"""What every dialog asks before persons leave the file: who gets them, what for, behind which password."""

from __future__ import annotations

from collections.abc import Sequence

from sozdesk.exchange.locked import SHORTEST
from sozdesk.features.cases.texts import privacy as said
from sozdesk.kernel.findings import Finding, stop
from sozdesk.widgets.command_dialog import CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import PasswordInput, SuggestedInput, TextInput, lines_before_eyes

_WIDE = 420


def put_recipient(dialog: CommandDialog, purposes: Sequence[str] = ()) -> None:
    """``recipient`` and ``purpose``; the first of the suggested purposes stands there already."""
    recipient = Field("&Empfänger/in", TextInput(limit=200), width=_WIDE)
    dialog.put("recipient", recipient, needed=said.NO_RECIPIENT)
    typed = SuggestedInput(purposes) if purposes else TextInput(limit=200)
    dialog.put("purpose", Field("&Zweck", typed, width=_WIDE), needed=said.NO_PURPOSE)
    if purposes:
        dialog.form["purpose"].set_value(purposes[0])


def put_password(dialog: CommandDialog) -> None:
    """``password`` and ``again``."""
    first, second = PasswordInput(), PasswordInput()
    dialog.put("password", Field("Passw&ort der Datei", first, width=300, hint=said.OTHER_WAY))
    dialog.put("again", Field("Passwort &nochmals", second, width=300))
    lines_before_eyes(first, second)


def password_findings(password: str, again: str) -> tuple[Finding, ...]:
    """Long enough, and the same twice."""
    if len(password) < SHORTEST:
        return (stop("short", said.TOO_SHORT, "password"),)
    return () if password == again else (stop("differs", said.DIFFERS, "again"),)
