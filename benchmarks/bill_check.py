"""The check of the KSA: 86 bill files of 200 lines each, against decrypting them.

Ours: :func:`queries.check_bills` over a real encrypted file that has received them: the signed texts are
read out of it, their content is checked again, every line is computed anew and compared. Peer: decrypting
the 86 files as they came, read in three ways: until their content can be looked at (age, signature,
canonical JSON, every field), until the JSON is there, and age alone. As at the desk of the program the
collector of Python is at rest. Prints the least seconds of processor time of some turns, and ratios.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pyrage

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from prepared import KEY

import bill_file_kit as kit
import bill_world as world
from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.new_file import StartFile, fill_new_file
from sozdesk.archive.store import Archive, open_with_key
from sozdesk.exchange import sealed
from sozdesk.features.billing import files, queries, usecases
from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.usecases import SetUpOffice, set_up_office
from sozdesk.kernel.ids import seeded_ids

FILES, LINES, TURNS = 86, 200, 3


def main() -> None:
    """Make the file, measure, print."""
    gc.disable()  # as while the desk of the program works
    with tempfile.TemporaryDirectory() as folder:
        archive = _archive(Path(folder))
        course = world.stock(archive)
        paths = _bills(archive, course, Path(folder))
        identity = archive.query(queries.reading_key)
        _say(f"{FILES} files of {LINES} lines, {sum(p.stat().st_size for p in paths) >> 20} MB")
        bills = files.read_bills(paths, identity)
        command = usecases.ReceiveBills(
            bills=bills, compared=tuple(one.fingerprint for one in bills)
        )
        recorded, _outcome = _timed(lambda: archive.run(usecases.receive_bills, command))
        _say(f"recording in one act: {recorded:.2f} s")
        datas = [path.read_bytes() for path in paths]
        key = pyrage.x25519.Identity.from_str(identity.decode())
        ids = archive.query(queries.bills_of_period)
        best: dict[str, float] = {}
        for _turn in range(TURNS):
            for name, work in (
                ("age", lambda: [pyrage.decrypt(data, [key]) for data in datas]),
                ("open", lambda: [sealed.unseal(one, identity, "bill", 1) for one in datas]),
                ("read", lambda: files.read_bills(paths, identity)),
                ("check", lambda: archive.query(queries.check_bills, ids)),
            ):
                seconds, found = _timed(work)
                best[name] = min(best.get(name, seconds), seconds)
        count = sum(len(line.findings) for bill in found for line in bill.lines)
        _say(f"age {best['age']:.2f} s, opening {best['open']:.2f} s, reading {best['read']:.2f} s")
        _say(f"check {best['check']:.2f} s, {count} findings")
        _say(f"check / reading {best['check'] / best['read']:.1f}, goal 20")
        _say(f"check / opening {best['check'] / best['open']:.1f}")
        _say(f"check / age alone {best['check'] / best['age']:.1f}")
        archive.close(backup=False)


def _archive(folder: Path) -> Archive:
    path, new_id = folder / "ksa.sozdesk", seeded_ids(1)
    command = StartFile(
        office_kind=OfficeKind.KSA, office_name="Kantonales Sozialamt", person_name="Anna Muster"
    )
    clock = lambda: datetime(2027, 1, 5, 10, 0, tzinfo=UTC)  # noqa: E731 - short and used here only
    fill_new_file(path, KEY, command, clock=clock, new_id=new_id)
    archive = open_with_key(path, KEY, clock=clock, new_id=new_id)
    archive.run(set_up_office, SetUpOffice(kind=OfficeKind.KSA, name="Kantonales Sozialamt"))
    return archive


def _bills(archive: Archive, course: world.Course, folder: Path) -> list[Path]:
    towns = archive.query(offices.all_municipalities)[:FILES]
    paths = []
    for place, town in enumerate(towns):
        data = world.foreign_file(
            archive,
            bfs_number=town.bfs_number,
            municipality_name=town.short_name,
            secret=bytes([place]) * 32,
            **_content(course, town.bfs_number, place),
        )
        paths.append(folder / f"{place}.szb")
        paths[-1].write_bytes(data)
    return paths


def _content(course: world.Course, bfs_number: int, place: int) -> dict[str, Any]:
    """Two hundred persons, each with a month of one invoice."""
    lines, claims = [], []
    for number in range(LINES):
        base = (place * LINES + number + 1) * 100
        person, enactment, invoice = (UUID(int=base + one) for one in range(3))
        claim = course.claim()
        claims.append(
            replace(
                claim,
                person=replace(claim.person, id=person, ahv_number=f"756{base:010d}"),
                support=(replace(claim.support[0], bfs_number=bfs_number),),
                enactments=(replace(claim.enactments[0], id=enactment),),
                costs=(
                    replace(
                        claim.costs[0],
                        invoice_line_id=invoice,
                        enactment_id=enactment,
                        number=f"R-{base}",
                    ),
                ),
            )
        )
        line = course.line()
        cost = replace(
            line.costs[0], invoice_line_id=invoice, enactment_id=enactment, number=f"R-{base}"
        )
        lines.append(
            replace(
                line,
                position=number + 1,
                person_id=person,
                bfs_number=bfs_number,
                costs=(cost,),
                steps=kit.line().steps * 5,
            )
        )
    return {"lines": tuple(lines), "claims": tuple(claims)}


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.process_time()
    found = work()
    return time.process_time() - started, found


def _say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    main()
