"""SozDesk beside its peers, in one run on one machine; prints seconds and ratios, asserts nothing.

    python3 dev.py bench                the 86 returns of the canton, publishing them, the report on
                                        the measures, the start of the window, the page with ten
                                        years, and the area of the measures with ten periods
    python3 dev.py bench --large        1'066 and 2'131 returns as well (all Swiss municipalities)

Every figure comes from fresh processes, so that each pays for its own imports; they take turns
(peer, ours, peer, ours …), so that a busy machine hits both. Seconds are the processor time of the
process (user + system), which other programs disturb less than the clock on the wall does; the
start is given in both. Medians of several turns; one turn for the large ones.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
TURNS = 3
START_TURNS = 9


@dataclass(frozen=True)
class Run:
    """One process: seconds on the wall, seconds of processor time, what it printed."""

    wall: float
    processor: float
    answer: dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--large", action="store_true")
    options = parser.parse_args()
    print(_machine())
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        _compare_returns(work / "86", 86, TURNS, with_libreoffice=True)
        _compare_publication(work / "publication")
        _compare_report(work / "report")
        _compare_start(work)
        _page_of_ten_years()
        _measures_of_ten_periods()
        _search_of_offerings()
        if options.large:
            half = _compare_returns(work / "1066", 1066, 1)
            whole = _compare_returns(work / "2131", 2131, 1)
            print(
                f"linear: 2131 returns take {whole / half:.2f} x as long as 1066 (2.00 is linear)"
            )


def _machine() -> str:
    libraries = ("PySide6_Essentials", "python-calamine", "openpyxl", "SQLAlchemy", "sqlcipher3")
    versions = ", ".join(f"{name} {version(name)}" for name in libraries)
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{platform.platform()}, {os.cpu_count()} cores{load}, "
        f"Python {platform.python_version()}\n{versions}\n"
    )


# ------------------------------------------------------------------ the returns


def _compare_returns(
    folder: Path, number: int, turns: int, *, with_libreoffice: bool = False
) -> float:
    """Print the ratios for a folder of returns; answers our seconds."""
    folder.mkdir()
    _python("make_returns.py", folder, number)
    ours, reading, converting = [], [], []
    for _ in range(turns):
        reading.append(_python("read_openpyxl.py", folder))
        ours.append(_python("import_returns.py", folder, number))
        if with_libreoffice:
            converting.append(_libreoffice(folder))
    seconds, peak = _median(ours), max(run.answer["peak_mb"] for run in ours)
    print(f"{number} returns, import + check + record: {seconds:.2f} s, peak {peak:.0f} MB")
    for step in ("imports", "prepare", "read", "check", "record"):
        print(f"    {step}: {statistics.median(run.answer[step] for run in ours):.2f} s")
    _print_ratio("openpyxl merely reading them", seconds, _median(reading))
    if converting:
        _print_ratio("LibreOffice converting them", seconds, _median(converting))
    return seconds


def _compare_publication(folder: Path) -> None:
    """All files of a version, beside LibreOffice converting its workbook to pdf twice."""
    folder.mkdir()
    ours, theirs = [], []
    for _ in range(TURNS):
        ours.append(_python("publish.py", folder, 86))
        (workbook,) = folder.glob("*.xlsx")
        twice = [_convert("pdf", [workbook]) for _ in range(2)]
        theirs.append(sum(run.processor for run in twice))
    seconds = _median(ours)
    print(f"publication, workbook + pdf + csv + map: {seconds:.2f} s")
    _print_ratio("LibreOffice converting the workbook twice", seconds, statistics.median(theirs))


def _compare_report(folder: Path) -> None:
    """The report on the measures with its charts, beside LibreOffice converting its docx to pdf."""
    folder.mkdir()
    ours, theirs = [], []
    for _ in range(TURNS):
        ours.append(_python("measures_report.py", folder))
        theirs.append(_convert("pdf", sorted(folder.glob("*.docx"))))
    seconds = _median(ours)
    print(f"report on the measures, docx + pdf + 3 charts: {seconds:.2f} s")
    _print_ratio("LibreOffice converting the docx to pdf", seconds, _median(theirs))


def _page_of_ten_years() -> None:
    """Milliseconds on the wall between a choice and the painted list; no peer."""
    found = _python("round_page.py").answer
    for what, milliseconds in found.items():
        print(f"the page with ten years, {what}: {milliseconds:.0f} ms", flush=True)


def _measures_of_ten_periods() -> None:
    """Milliseconds on the wall until the area is open, and how much ten periods cost; no peer."""
    found = _python("measures_open.py").answer
    for what in ("one period", "ten periods", "longest work at a stretch"):
        print(f"the area of the measures, {what}: {found[what]:.0f} ms", flush=True)
    print(f"    ten periods against one: ratio {found['ratio']:.2f}", flush=True)


def _search_of_offerings() -> None:
    """Milliseconds on the wall from a key to the first rows, beside a full-text search as a process."""
    found = _python("offering_search.py").answer
    for what, value in found.items():
        if what not in ("offerings", "ratio"):
            print(f"search over 5'000 offerings, {what}: {value:.0f} ms", flush=True)
    print(f"    95th percentile against sqlite-utils: ratio {found['ratio']:.2f}", flush=True)


def _median(runs: list[Run]) -> float:
    """Seconds of our work without its preparation; all seconds of a peer."""
    return statistics.median(run.processor - run.answer.get("prepare", 0) for run in runs)


def _print_ratio(peer: str, ours: float, theirs: float) -> None:
    print(f"    {peer}: {theirs:.2f} s, ratio {ours / theirs:.2f}", flush=True)


def _libreoffice(folder: Path) -> Run:
    return _convert("csv", sorted(folder.glob("*.xlsx")))


def _convert(kind: str, files: list[Path]) -> Run:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "dev.py bench installs LibreOffice"
    with tempfile.TemporaryDirectory() as out:
        profile = f"-env:UserInstallation={Path(out, 'profile').as_uri()}"
        names = [str(path) for path in files]
        return _run([program, profile, "--headless", "--convert-to", kind, "--outdir", out, *names])


# ------------------------------------------------------------------ start


def _compare_start(work: Path) -> None:
    """From the start of the process to the first paint of the window."""
    closed = work / "amt.sozdesk"
    closed.write_bytes(b"\0" * 4096)
    for _ in range(2):  # what is compiled once is compiled before
        _python("start_sozdesk.py", closed)
    bare, ours = [], []
    for _ in range(START_TURNS):
        bare.append(_python("start_bare_window.py"))
        ours.append(_python("start_sozdesk.py", closed))
    for kind in ("wall", "processor"):
        mine, theirs = (
            statistics.median(getattr(run, kind) for run in row) for row in (ours, bare)
        )
        print(
            f"start to usable unlock window ({kind}): {mine:.3f} s; "
            f"bare window with a table: {theirs:.3f} s, ratio {mine / theirs:.2f}",
            flush=True,
        )


# ------------------------------------------------------------------ processes


def _python(script: str, *arguments: object) -> Run:
    return _run([sys.executable, str(HERE / script), *map(str, arguments)])


def _run(command: list[str]) -> Run:
    """Run to the end; everything that is measured ends as soon as it is done."""
    begin, before = time.perf_counter(), os.times()
    with tempfile.TemporaryDirectory() as profile:
        result = subprocess.run(
            command, check=True, capture_output=True, text=True, env=_environment(profile)
        )
    wall, after = time.perf_counter() - begin, os.times()
    processor = (
        after.children_user - before.children_user + after.children_system - before.children_system
    )
    printed = result.stdout.strip().splitlines()
    is_json = bool(printed) and printed[-1].startswith("{")
    return Run(wall, processor, json.loads(printed[-1]) if is_json else {})


def _environment(profile: str) -> dict[str, str]:
    """No display, an empty profile, and modules compiled once as in an installed program."""
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    folders = {"XDG_CONFIG_HOME": profile, "XDG_STATE_HOME": profile}
    return {**kept, **folders, "QT_QPA_PLATFORM": "offscreen"}


if __name__ == "__main__":
    main()
