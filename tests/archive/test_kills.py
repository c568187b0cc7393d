"""Killed at fifty random moments: nothing confirmed is lost, nothing is half done.

Children of a separate process are killed with SIGKILL while they save, back up, change the password
or migrate. The moments come from a fixed seed; what the machine is just doing then varies.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from test_migrate import ADD_COLUMN, STEP

from sozdesk import schema
from sozdesk.kernel import places

WORKER = Path(__file__).with_name("crash_worker.py")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork exist elsewhere"),
]


def killed(job: str, rounds: int, folder: Path) -> list[dict[str, Any]]:
    """One answer per kill."""
    import os

    done = subprocess.run(
        [sys.executable, str(WORKER), "kill", job, "2027", str(rounds), str(folder)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(WORKER.parents[1])},
        check=False,
    )
    assert done.stderr == ""
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == rounds
    return answers


def test_killed_while_saving(tmp_path: Path) -> None:
    for answer in killed("save", 15, tmp_path):
        office, staff = answer["pair"]
        assert office == staff, "half a transaction"
        assert int(office) in (answer["confirmed"], answer["confirmed"] + 1)
        assert answer["opens"] == 1
        assert answer["broken"] == 0


def test_killed_while_backing_up(tmp_path: Path) -> None:
    for answer in killed("backup", 12, tmp_path):
        office, staff = answer["pair"]
        assert office == staff
        assert int(office) in (answer["confirmed"], answer["confirmed"] + 1)
        assert answer["backups"] in (answer["confirmed"], answer["confirmed"] + 1)
        assert answer["opens"] == 1
        assert answer["broken"] == 0


def test_killed_while_changing_the_password(tmp_path: Path) -> None:
    for answer in killed("password", 12, tmp_path):
        assert answer["opens"] == 1, "exactly the old or the new password"
        assert answer["pair"] == ["0", "0"]
        assert answer["broken"] == 0


@pytest.mark.parametrize("job", ["renewal", "restore"])
def test_killed_while_replacing_the_whole_file(tmp_path: Path, job: str) -> None:
    """Beyond the fifty: a new data key touches file and access file, and so does a restored backup."""
    for answer in killed(job, 8, tmp_path):
        assert answer["opens"] == 1
        assert answer["pair"] == ["0", "0"]
        assert answer["broken"] == 0


def test_killed_while_migrating(tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__", "make_step.py")
    shutil.copytree(places.database("migrations"), tmp_path / "steps", ignore=ignored)
    today, next_step = schema.REVISION, f"{int(schema.REVISION) + 1:04}"
    step = STEP.format(
        revision=next_step,
        before=today,
        body=ADD_COLUMN.replace(
            '        staff.alter_column("function", new_column_name="job")', ""
        ),
    )
    (tmp_path / "steps" / "versions" / f"{next_step}_later.py").write_text(step, encoding="utf-8")
    for answer in killed("migration", 11, tmp_path):
        assert answer["revision"] == (next_step if answer["phone"] else today)
        assert answer["confirmed"] == 0 or answer["phone"]
        assert answer["leftovers"] == 0
        assert answer["length"] == len("0 ") + 3_000_000
