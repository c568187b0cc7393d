"""What is wrong with a template, in words: what stands there, and what is meant."""

from __future__ import annotations

from collections.abc import Mapping

_FLAWS: Mapping[str, str] = {
    "unknown_field": "Das Feld «{{{{ {what} }}}}» gibt es nicht.{meant}",
    "one_brace": "Bei «{{ {what} }}» fehlt je eine Klammer. Schreiben Sie «{{{{ {what} }}}}».",
    "broken": "Bei «{what}» passen die Klammern nicht zusammen. Schreiben Sie Felder so: «{{{{ frist }}}}».",
    "not_allowed": "«{what}» ist nicht vorgesehen. Möglich sind Felder wie «{{{{ frist }}}}» und «{{% if basis %}} … {{% endif %}}».",
}
_REFUSED: Mapping[str, str] = {
    "not_a_document": "Die Datei ist kein Word-Dokument (.docx). Speichern Sie sie in Word als «Word-Dokument (*.docx)».",
    "macros": "Die Datei kann Makros oder eingebettete Programme enthalten. Speichern Sie sie ohne sie als «Word-Dokument (*.docx)».",
    "too_big": "Die Datei ist zu gross. Erlaubt sind 5 MB und ein Brief von üblicher Länge; verkleinern Sie die Bilder.",
    "zip_bomb": "Die Datei wird beim Entpacken übermässig gross. Sie wurde nicht geöffnet.",
    "doctype": "Die Datei enthält fremde Anweisungen (DOCTYPE). Sie wurde nicht geöffnet.",
    "unsafe_path": "Die Datei will beim Entpacken an einen anderen Ort schreiben. Sie wurde nicht geöffnet.",
    "password_protected": "Die Datei ist mit einem Passwort geschützt. Speichern Sie sie ohne Passwort.",
    "linked": "Die Datei holt beim Öffnen etwas von anderswo, zum Beispiel ein verknüpftes Bild. Betten Sie es in Word ein.",
    "unreadable": "Die Datei lässt sich nicht lesen. Öffnen Sie sie in Word und speichern Sie sie neu als «Word-Dokument (*.docx)».",
}


def flaw_sentence(flaw: str, what: str, meant: str = "") -> str:
    """The sentence of one mistake; ``flaw`` as ``template_text.Flaw`` names it."""
    hint = f" Gemeint ist vielleicht «{{{{ {meant} }}}}»." if meant else ""
    return _FLAWS[flaw].format(what=what, meant=hint)


def refused_sentence(reason: str) -> str:
    """Why a file cannot be a template; ``reason`` as ``untrusted.Refusal`` names it."""
    return _REFUSED.get(reason, _REFUSED["unreadable"])


def missing_sentence(field: str, words: str) -> str:
    """A field that a letter needs and does not have; ``words`` say what it stands for."""
    return f"Das Feld «{{{{ {field} }}}}» fehlt ({words}). Fügen Sie es ein."
