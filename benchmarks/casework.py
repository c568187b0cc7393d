"""5'000 cases, 20'000 participations, some 200'000 entries of the Verlauf: ``casework.py``.

Ours: the real pages of «Fälle» over a real encrypted file with the desk's own thread: until the list
is painted, until all is there, the longest work of the window at a stretch; a key in the filter until
it is painted. Peers of the opening: the same page over a file with one case, and LibreOffice
converting a workbook with the same rows to csv. The three take turns, and every ratio is the median of
the ratios of a turn: once on the clock, once in processor time, which other programs change little.
Memory is the most that a process of its own held, with «Fälle» and «Abrechnung» open. Prints JSON. Drafting the bills of
the same region: ``draft.py``.

``casework.py 10`` takes ten times as much, by hand.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import casework_data as data
import casework_pages as pages
from prepared import KEY
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from sozdesk.archive.store import Archive, open_with_key
from sozdesk.features.cases import queries
from sozdesk.kernel.ids import seeded_ids
from sozdesk.widgets import theme

TURNS = 5


def made(path: Path, size: data.Size) -> Path:
    archive = data.new_archive(path)
    data.fill(archive, size)
    archive.close(backup=False)
    return path


def opened(path: Path) -> Archive:
    return open_with_key(path, KEY, clock=lambda: data.NOW, new_id=seeded_ids(7))


def office_time(path: Path, folder: Path) -> pages.Span:
    """LibreOffice reading the workbook once, with a warm profile."""
    command = ["soffice", "--headless", "--convert-to", "csv", "--outdir", str(folder), str(path)]
    command.insert(1, f"-env:UserInstallation=file://{folder / 'profile'}")
    begin, before = time.perf_counter(), children()
    subprocess.run(command, check=True, capture_output=True)
    return pages.Span((time.perf_counter() - begin) * 1000, (children() - before) * 1000)


def children() -> float:
    """Processor seconds of everything that was started and has ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def workbook(archive: Archive, path: Path) -> Path:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for at, row in enumerate(archive.query(queries.cases, data.TODAY)):
        values = (row.number, row.dossier_number, row.name, row.bfs_number, str(row.opened_on))
        sheet.write_row(at, 0, [*values, row.persons, row.supported, row.responsible])
    book.close()
    return path


def percentile(times: list[float], part: float) -> float:
    return sorted(times)[min(int(len(times) * part), len(times) - 1)]


def held_by(path: Path) -> float:
    """Megabytes at most of a process that only opens the file and both areas."""
    done = subprocess.run(
        [sys.executable, pages.__file__, str(path)], check=True, capture_output=True, text=True
    )
    return round(float(done.stdout), 1)


def both(spans: list[pages.Span]) -> dict[str, float]:
    """Medians on the clock and of the processor."""
    return {
        "clock": round(statistics.median(span.wall for span in spans), 1),
        "processor": round(statistics.median(span.work for span in spans), 1),
    }


def ratios(ours: list[pages.Span], theirs: list[pages.Span]) -> dict[str, float]:
    """Medians of the ratios of each turn."""
    pairs = list(zip(ours, theirs, strict=True))
    return {
        "clock": round(statistics.median(a.wall / b.wall for a, b in pairs), 2),
        "processor": round(statistics.median(a.work / b.work for a, b in pairs), 2),
    }


def areas(large: Path, small: Path, book: Path, folder: Path) -> dict[str, object]:
    """The area over both files and LibreOffice, taking turns; the first turn fills the caches."""
    few, many, office = [], [], []
    little, much = pages.open_desk(opened, small), pages.open_desk(opened, large)
    for _ in range(TURNS + 1):
        for desk, found in ((little, few), (much, many)):
            page, times = pages.open_page(desk, "Fälle")
            pages.leave(page, desk)
            found.append(times)
        if shutil.which("soffice"):
            office.append(office_time(book, folder))
    little.stop()
    much.stop()
    few, many, office = few[1:], many[1:], office[1:]
    painted = [one.painted for one in many]
    result: dict[str, object] = {
        "area opened, ms": both(painted),
        "all cases and the detail there, ms": both([one.whole for one in many]),
        "area of one case, ms": both([one.painted for one in few]),
        "ratio to one case (goal 1.5)": ratios(painted, [one.painted for one in few]),
    }
    if office:
        result["LibreOffice, ms"] = both(office)
        result["ratio to LibreOffice (goal 0.1)"] = ratios(painted, office)
    return result


def lists(large: Path) -> dict[str, object]:
    """Each page over the large file: opened, typed into."""
    result: dict[str, object] = {}
    desk = pages.open_desk(opened, large)
    for name in pages.PAGES:
        times = []
        for turn in range(TURNS):
            page, found = pages.open_page(desk, name)
            times.append(found)
            if turn < TURNS - 1:
                pages.leave(page, desk)
        pages.typed(page)  # fonts, first pixmaps
        keys = pages.typed(page) + pages.typed(page)
        pages.leave(page, desk)
        result[name] = {
            "first screen painted, ms (goal 300)": both([one.painted for one in times[1:]]),
            "all there, ms": both([one.whole for one in times[1:]]),
            "longest work at a stretch, processor ms (goal 100)": round(
                max(one.stretch for one in times[1:]), 1
            ),
            "key, median ms": both(keys),
            "key, 95th percentile ms (goal 50)": {
                "clock": round(percentile([key.wall for key in keys], 0.95), 1),
                "processor": round(percentile([key.work for key in keys], 0.95), 1),
            },
        }
    desk.stop()
    return result


app = QApplication([])
theme.apply(app, "light")
factor = int(sys.argv[1]) if sys.argv[1:] else 1
result: dict[str, object] = {}
with tempfile.TemporaryDirectory() as work:
    size = replace(
        data.REGION,
        cases=data.REGION.cases * factor,
        participations=data.REGION.participations * factor,
    )
    large = made(Path(work, "region.sozdesk"), size)
    small = made(Path(work, "klein.sozdesk"), data.Size(cases=1, participations=1, billed_months=0))
    archive = opened(large)
    entries = archive.query(lambda session: session.scalar(text("select count(*) from change")))
    book = workbook(archive, Path(work, "faelle.xlsx"))
    archive.close(backup=False)
    result = {
        "cases": size.cases,
        "entries of the Verlauf": entries,
        "load of the machine": os.getloadavg()[0],
        **areas(large, small, book, Path(work)),
        **lists(large),
    }
    result["memory with both areas, MB (goal 160)"] = held_by(large)
print(json.dumps(result, indent=1, ensure_ascii=False))
