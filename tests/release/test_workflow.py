"""The workflow of a release: where it builds, and that a wrong tag stops it."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

import sozdesk

ROOT = Path(__file__).parents[2]
WORKFLOW = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")


def test_what_is_given_away_for_linux_is_built_on_the_oldest_system_it_shall_run_on() -> None:
    systems = re.findall(r"- \{ name: (\w+), .*container: \"(.*)\", given: (\w+) \}", WORKFLOW)
    assert systems == [
        ("windows", "", "true"),
        ("linux", "debian:12", "true"),
        ("ubuntu", "", "false"),
    ]
    assert "- if: matrix.given\n        uses: actions/upload-artifact@" in WORKFLOW
    assert "container: ${{ matrix.container }}" in WORKFLOW


@pytest.mark.parametrize(
    ("tag", "fits"),
    [(f"v{sozdesk.__version__}", True), ("v99.0.0", False), (sozdesk.__version__ + ".1", False)],
)
def test_a_tag_of_another_version_stops_the_release(tag: str, fits: bool) -> None:
    (line,) = re.findall(r"run: (grep .*)", WORKFLOW)
    environment = {"PATH": os.environ["PATH"], "GITHUB_REF_NAME": tag}
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, env=environment, check=False)
    assert (done.returncode == 0) is fits
    assert "needs: tag" in WORKFLOW
