"""The unlock window appears before anything heavy is imported."""

from __future__ import annotations

import os
import subprocess
import sys

SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
from sozdesk.app import bootstrap
from sozdesk.runtime.desk import Desk
from sozdesk.settings.store import Settings
from sozdesk.shell import look
from sozdesk.shell.window import Window
class WaitingDesk(Desk):
    def _submit(self, *args, **kwargs):
        pass
settings = Settings()
look.apply(settings)
window = Window(WaitingDesk(), settings, bootstrap.MAKERS)
window.start(Path(sys.argv[1]))
window.show()
app.processEvents()
heavy = {"sqlalchemy", "sqlcipher3", "alembic", "xlsxwriter", "python_calamine", "typst", "segno", "matplotlib"}
print(type(window.centralWidget()).__name__, sorted(heavy & set(sys.modules)))
print([name for name in sys.modules if name.startswith(("sozdesk.features.", "sozdesk.archive."))])
"""


def test_the_unlock_window_imports_no_database_and_no_feature(tmp_path, private_profile):
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "ksa.sozdesk")],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    assert result.stdout.splitlines() == ["Unlock []", "[]"], result.stderr
