"""Search as you type over 5'000 offerings, 20 × today's platform: ``offering_search.py``.

Ours: the real page over a real encrypted file with the desk's own thread. Each query is typed key by
key; measured is the wall time from the key until the first rows are painted, with the detail beside
them, and the longest the window works at a stretch while the offerings are read and prepared.
Peer: ``sqlite-utils search`` as a process over a full-text table of the same texts in a plain file,
with the same words. Prints milliseconds and the ratio of our 95th percentile to the peer's median.
"""

from __future__ import annotations

import json
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from prepared import KEY
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.new_file import StartFile, fill_new_file
from sozdesk.archive.store import Archive, open_with_key
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.records import (
    DecisionRecord,
    OfferingLanguageRecord,
    OfferingPlaceRecord,
    OfferingPriceRecord,
    OfferingRecord,
    OfferingStartRecord,
    ProviderPlaceRecord,
    ProviderRecord,
    RegimeRateRecord,
    TariffRecord,
)
from sozdesk.features.offerings.ui.search_page import SearchPage, build
from sozdesk.features.offerings.usecases import LoadOfferingReference, load_offering_reference
from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.usecases import SetUpOffice, set_up_office
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.ids import seeded_ids
from sozdesk.kernel.usecase import Outcome, usecase
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import theme

OFFERINGS, PROVIDERS, PEER_TURNS = 5_000, 1_000, 9
NOW = datetime(2027, 1, 5, 10, 0, tzinfo=UTC)
TODAY, SINCE = date(2027, 1, 5), date(2026, 1, 1)
QUERIES = (
    "deutsch b1 kinder sissach",
    "grundkompetenz liestal",
    "naehen werkstatt",
    "coaching bewerbung pratteln",
    "rechnen alltag b1",
    "zzz nichts",
)
WORDS = [
    "Rechnen",
    "Lesen",
    "Schreiben",
    "Alltag",
    "Beruf",
    "Deutsch",
    "Computer",
    "Werkstatt",
    "Holz",
    "Textil",
    "nähen",
    "kochen",
    "Garten",
    "Küche",
    "Reinigung",
    "Pflege",
    "Logistik",
    "Bewerbung",
    "Coaching",
    "Gespräch",
    "Begleitung",
    "Praktikum",
    "Abklärung",
    "Grundlagen",
    "Formulare",
    "Briefe",
    "Telefon",
    "Internet",
    "Prüfung",
    "Abend",
    "Morgen",
    "Gruppe",
    "einzeln",
    "Projekt",
    "Lager",
    "Verkauf",
    "Büro",
    "Velo",
    "Recycling",
    "Montage",
    "Mathematik",
    "Kinder",
    "Familie",
    "Quartier",
    "Treffpunkt",
    "Gesundheit",
]
CODES = ("employment", "coaching", "qualification", "basic_skills", "social_integration")


class Navigation:
    """What the page asks of the main window."""

    def share_of(self, _page: str, usual: float) -> float:
        return usual

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_, **__: None


@usecase(undoable=False)
def make_offerings(session, numbers: list[int], context: Context) -> Outcome:
    """Providers each with one place in turn through the municipalities, offerings in turn."""
    dice = random.Random(6)
    towns = offices.municipalities(session, TODAY)
    places = []
    for number in range(PROVIDERS):
        town = towns[number % len(towns)]
        name = f"Anbieterin {number} {town.short_name}"
        provider = ProviderRecord(
            id=context.new_id(),
            name=name,
            name_sort=name.lower(),
            organisation_type="association",
            iban="",
        )
        session.add(provider)
        session.flush()
        place = ProviderPlaceRecord(
            id=context.new_id(),
            provider_id=provider.id,
            name="Kurslokal",
            town=town.short_name,
            bfs_number=town.bfs_number,
            wheelchair=number % 2 == 0,
        )
        session.add(place)
        places.append(place)
    session.flush()
    for number in numbers:
        _add(session, number, places[number % PROVIDERS], dice, context)
        if number % 250 == 0:
            session.flush()
    _add_values(session, context)
    return Outcome(summary="made")


def _add(session, number: int, place, dice: random.Random, context: Context) -> None:
    title = f"{' '.join(dice.sample(WORDS, 3))} {number}"
    row = OfferingRecord(
        id=context.new_id(),
        number=number,
        provider_id=place.provider_id,
        category_code=CODES[number % len(CODES)],
        title=title,
        title_sort=german.sort_key(title)[0],
        goals=" ".join(dice.choices(WORDS, k=15)),
        content=" ".join(dice.choices(WORDS, k=45)),
        audience="both",
        free_places=number % 7,
        free_as_of=SINCE,
        childcare=("no", "yes", "on_request")[number % 3],
        state="published",
    )
    session.add(row)
    session.flush()
    new_id, offering_id = context.new_id, row.id
    day = TODAY + timedelta(days=number % 120)
    session.add_all(
        [
            OfferingPlaceRecord(id=new_id(), offering_id=offering_id, place_id=place.id),
            OfferingStartRecord(id=new_id(), offering_id=offering_id, starts_on=day),
            OfferingLanguageRecord(
                id=new_id(),
                offering_id=offering_id,
                language="Deutsch",
                needed=("A1", "A2", "B1", "B2")[number % 4],
                reached=("A2", "B1", "B2", "C1")[number % 4],
            ),
            OfferingPriceRecord(
                id=new_id(),
                offering_id=offering_id,
                valid_from=SINCE,
                amount=100_00 + number,
                unit="day",
                vat="exempt",
            ),
            DecisionRecord(
                id=new_id(),
                provider_id=place.provider_id,
                offering_id=offering_id,
                kind="recognised",
                decided_on=SINCE,
                valid_from=SINCE,
                sent_on=SINCE,
            ),
        ]
    )


def _add_values(session, context: Context) -> None:
    for code in CODES:
        for regime in ("social_assistance", "refugees", "provisional"):
            session.add(
                RegimeRateRecord(
                    id=context.new_id(),
                    regime_code=regime,
                    category_code=code,
                    valid_from=SINCE,
                    billable="yes",
                    rate=50_00,
                )
            )
            session.add(
                TariffRecord(
                    id=context.new_id(),
                    category_code=code,
                    regime_code=regime,
                    unit="day",
                    valid_from=SINCE,
                    amount=120_00,
                    pro_rata="none",
                )
            )


def made(path: Path) -> Path:
    command = StartFile(office_kind=OfficeKind.SERVICE, office_name="Bench", person_name="Bench")
    fill_new_file(path, KEY, command, clock=lambda: NOW, new_id=seeded_ids(1))
    archive = _opened(path)
    archive.run(
        set_up_office, SetUpOffice(kind=OfficeKind.SERVICE, name="B", municipalities=(2861,))
    )
    archive.run(load_offering_reference, LoadOfferingReference())
    archive.run(make_offerings, list(range(1, OFFERINGS + 1)))
    archive.close(backup=False)
    return path


def _opened(path: Path) -> Archive:
    return open_with_key(path, KEY, clock=lambda: NOW, new_id=seeded_ids(7))


def peer_file(path: Path, source: Path) -> Path:
    """The same texts in a plain database with sqlite-utils' own full-text table."""
    archive = _opened(source)
    rows = archive.query(queries.offerings, TODAY)
    archive.close(backup=False)
    with sqlite3.connect(path) as database:
        database.execute(
            "create table offering (number integer primary key, title, goals, content, provider, town)"
        )
        database.executemany(
            "insert into offering values (?, ?, ?, ?, ?, ?)",
            [
                (r.number, r.title, r.goals, r.content, r.provider_name, r.places[0].town)
                for r in rows
            ],
        )
    columns = ["title", "goals", "content", "provider", "town"]
    _sqlite_utils("enable-fts", str(path), "offering", *columns)
    return path


def _sqlite_utils(*words: str) -> float:
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "sqlite_utils", *words], check=True, stdout=subprocess.DEVNULL
    )
    return (time.perf_counter() - begin) * 1000


def peer_times(path: Path) -> list[float]:
    found = []
    for turn in range(PEER_TURNS):
        words = QUERIES[turn % len(QUERIES)].split()
        wanted = " ".join(f"{word}*" for word in words if len(word) > 2)
        found.append(_sqlite_utils("search", str(path), "offering", wanted, "--limit", "100"))
    return found


def opened_page(desk: Desk) -> tuple[SearchPage, float, float]:
    """The page with its index; milliseconds until it is there, and the longest work at a stretch."""
    begin, last, longest = time.perf_counter(), time.thread_time(), 0.0
    page = build(desk, Navigation())
    assert isinstance(page, SearchPage)
    page.resize(1064, 720)
    page.show()
    while page.result is None:
        app.processEvents()
        now = time.thread_time()
        longest, last = max(longest, now - last), now
    page.repaint()
    app.processEvents()
    longest = max(longest, time.thread_time() - last)
    return page, (time.perf_counter() - begin) * 1000, longest * 1000


def typed(page: SearchPage) -> list[float]:
    """Milliseconds of each key until the list is painted."""
    assert page.filters is not None
    field, times = page.filters.text, []
    for query in QUERIES:
        field.clear()
        app.processEvents()
        for letter in query:
            begin = time.perf_counter()
            QTest.keyClick(field, letter)
            page.table.viewport().repaint()
            app.processEvents()
            times.append((time.perf_counter() - begin) * 1000)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    return times


def percentile(times: list[float], part: float) -> float:
    return sorted(times)[min(int(len(times) * part), len(times) - 1)]


app = QApplication([])
theme.apply(app, "light")
with tempfile.TemporaryDirectory() as work:
    file = made(Path(work, "angebote.sozdesk"))
    peer = peer_file(Path(work, "peer.db"), file)
    desk = Desk()
    desk.open(lambda: (_opened(file), None))
    while desk.file is None:
        app.processEvents()
    page, reading, stretch = opened_page(desk)
    typed(page)  # fonts, first pixmaps
    keys = typed(page)
    theirs = peer_times(peer)
    keys += typed(page)
    theirs += peer_times(peer)
    desk.stop()
median_peer = statistics.median(theirs)
print(
    json.dumps(
        {
            "offerings": OFFERINGS,
            "read and prepared": reading,
            "longest work at a stretch": stretch,
            "key, median": statistics.median(keys),
            "key, 95th percentile": percentile(keys, 0.95),
            "key, at most": max(keys),
            "sqlite-utils, median": median_peer,
            "ratio": percentile(keys, 0.95) / median_peer,
        }
    )
)
