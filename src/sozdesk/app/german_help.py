"""German words for argparse, which asks gettext for a catalogue that nobody ships."""

from __future__ import annotations

import argparse

_WORDS = {
    "usage: ": "Aufruf: ",
    "positional arguments": "Angaben",
    "options": "Optionen",
    "subcommands": "Befehle",
    "show this help message and exit": "diese Hilfe zeigen",
    "the following arguments are required: %s": "Es fehlt: %s",
    "one of the arguments %s is required": "Es fehlt eines von: %s",
    "not allowed with argument %s": "geht nicht zusammen mit %s",
    "unrecognized arguments: %s": "Unbekannte Angabe: %s",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "expected one argument": "hier fehlt eine Angabe",
    "expected at least one argument": "hier fehlt mindestens eine Angabe",
    "invalid choice: %(value)r (choose from %(choices)s)": "«%(value)s» gibt es nicht (möglich: %(choices)s)",
    "invalid %(type)s value: %(value)r": "«%(value)s» passt hier nicht",
}


def speak_german() -> None:
    """Let every parser of this process speak German."""
    argparse._ = lambda text: _WORDS.get(text, text)  # type: ignore[attr-defined]
