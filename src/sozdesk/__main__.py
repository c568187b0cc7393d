"""``python -m sozdesk``."""

from __future__ import annotations

import sys

from sozdesk.app.cli import main

if __name__ == "__main__":
    sys.exit(main())
