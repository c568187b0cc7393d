"""Start SozDesk as ``sozdesk FILE`` does, up to the painted unlock window, then end.

Everything a real start does happens: command line, log, single-instance check, settings, crash
hooks, window. ``start_sozdesk.py FILE``; the caller chooses the folders of the profile.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from sozdesk.app import bootstrap, cli

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def watch(app: QApplication) -> None:
    """Imported here, so that PySide6 is loaded when a real start loads it."""
    from first_paint import end_at_first_paint

    end_at_first_paint(app)


assert cli.COMMANDS, "the command line is imported as in a real start"
bootstrap.run_gui(sys.argv[1:], watch=watch)
