"""Start SozDesk as ``sozdesk FILE`` does, up to an unlock window that can be typed into, then end.

Everything a real start does happens: command line, log, single-instance check, settings, crash
hooks, window. ``start_sozdesk.py FILE``; the caller chooses the folders of the profile.
"""

from __future__ import annotations

import os
import sys

from sozdesk.app import bootstrap, cli


def ready() -> None:
    """The event loop turns and the window is painted: somebody can type."""
    print("ready", flush=True)
    os._exit(0)


assert cli.COMMANDS, "the command line is imported as in a real start"
bootstrap.run_gui(sys.argv[1:], when_usable=ready)
