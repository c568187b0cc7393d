"""What opening an area loads, and what it leaves in memory."""

from __future__ import annotations

import subprocess
import sys


def test_no_source_of_a_module_stays_in_memory_when_qt_was_there_before() -> None:
    lines = _printed(
        "from PySide6 import QtWidgets\n"
        "import sqlalchemy.orm\n"
        "import sozdesk.runtime.desk\n"
        "import xml.dom.minidom, wave\n"
        "import linecache\n"
        "print(sum(len(one[2]) for one in linecache.cache.values() if len(one) == 4))\n"
    )
    assert lines == "0"


def test_the_cases_load_nothing_of_what_only_a_catalogue_that_is_read_in_needs() -> None:
    loaded = _printed(
        "import sys\n"
        "import sozdesk.features.cases.ui.page\n"
        "print([one for one in sys.modules if one.startswith('sozdesk.features.rent_limits.use')])\n"
    )
    assert loaded == "[]"


def _printed(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=60
    )
    return done.stdout.strip()
