"""«Abrechnungen einlesen» (KSA): choose the files, compare new keys, read them in together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.features.billing import files, queries
from sozdesk.features.billing.terms.bill_files import BillPreview, ReadBill
from sozdesk.features.billing.ui import import_words as words
from sozdesk.features.billing.usecases import ReceiveBills, receive_bills
from sozdesk.features.offerings import queries as offerings
from sozdesk.kernel.findings import stops
from sozdesk.kernel.usecase import Outcome, UseCase
from sozdesk.kernel.watch import Watch
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import files_import, labels, layouts
from sozdesk.widgets.files_import import FilesImportPage
from sozdesk.widgets.finding_block import FindingBlock
from sozdesk.widgets.inputs import Tick
from sozdesk.widgets.list_detail import detail, detail_head
from sozdesk.widgets.table import Column

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


def build(
    desk: Desk, navigator: Navigator, received: Callable[[UUID], object] | None = None
) -> BillImportPage:
    """The page; ``received`` gets the first bill that was read in."""
    return BillImportPage(desk, navigator, received)


class BillImportPage(FilesImportPage):
    """Sub-page of the billing of the KSA."""

    handbook_place = "abrechnung-datei#einlesen"
    files: tuple[BillPreview, ...]

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        received: Callable[[UUID], object] | None = None,
    ) -> None:
        self._received = received
        super().__init__(desk, navigator, words.WORDS, self._columns(), row=40)
        self.compared: set[str] = set()
        """Fingerprints that somebody compared by phone."""

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                title="Abrechnung",
                text=lambda at: words.name(self.files[at]),
                second=lambda at: words.period(self.files[at]) or self.files[at].read.name,
                stretch=True,
                least=130,
            ),
            Column(
                title="Kantonsanteil",
                text=lambda at: words.amount(self.files[at]),
                second=lambda at: words.lines(self.files[at]),
                align="right",
            ),
            Column(
                title="Prüfung",
                text=lambda at: words.state(self.files[at], self.compared)[1],
                symbol=lambda at: words.state(self.files[at], self.compared)[0],
            ),
        )

    # ------------------------------------------------------------------ reading

    def read(self) -> None:
        """Decrypt the files, then look at them beside what is in the own file."""
        self.desk.query(
            queries.reading_key, done=self._decrypt, failed=self.work.failed, owner=self
        )

    def _decrypt(self, identity: bytes) -> None:
        self.work.start(
            files.read_bills,
            self.paths,
            identity,
            what=files_import.READING,
            done=self._look,
            cancelled=files_import.CANCELLED,
        )

    def _look(self, read: tuple[ReadBill, ...]) -> None:
        if not read:
            self.work.notice(words.NO_FILES, "note")
            return

        def look(archive: Archive, watch: Watch) -> tuple[BillPreview, ...]:
            return archive.query(queries.bill_previews, read, watch)

        self.work.start_in_file(
            self.desk,
            look,
            what=words.LOOKING,
            done=self._show_read,
            cancelled=files_import.CANCELLED,
        )

    def _show_read(self, found: tuple[BillPreview, ...]) -> None:
        self.compared = set()
        self.show_files(found)

    def usable(self, at: int) -> bool:
        """Not refused, and its key compared."""
        one = self.files[at]
        known = not one.asks_comparison or one.read.fingerprint in self.compared
        return one.refusal is None and known

    def proposed(self, at: int) -> bool:
        """What has a wrong sum is read in only if somebody says so."""
        return self.usable(at) and not stops(self.files[at].findings)

    def standing(self) -> tuple[str, str]:
        """How many were read, and what is left to do."""
        return words.standing(self.files, len(self.chosen), self.compared)

    # ------------------------------------------------------------------ one file

    def detail_of(self, at: int) -> QWidget:
        """Refusal, findings, and the key to compare."""
        one = self.files[at]
        refused = words.refusal_finding(one)
        blocks: list[QWidget] = [FindingBlock(refused)] if refused else []
        blocks += [FindingBlock(finding) for finding in one.findings]
        if one.asks_comparison:
            blocks.insert(0, self._question(one))
        elif not blocks:
            blocks.append(labels.body("Verschlüsselung, Unterschrift, Summe und Anzahl stimmen."))
        return detail(detail_head(words.name(one), words.facts(one)), *blocks)

    def _question(self, one: BillPreview) -> QWidget:
        """The fingerprint and how to compare it."""
        fingerprint = one.read.fingerprint
        tick = Tick(words.COMPARED)
        tick.set_value(fingerprint in self.compared)
        tick.changed.connect(lambda: self._compare(fingerprint, bool(tick.value())))
        return layouts.box(
            layouts.column(
                labels.body(words.why_compare(one)),
                labels.text(fingerprint, "section", selectable=True),
                labels.body(offerings.COMPARE_OFFICE),
                tick,
                spacing=6,
            )
        )

    def _compare(self, fingerprint: str, same: bool) -> None:
        """All files of this key may be read in, or no longer."""
        self.compared = self.compared | {fingerprint} if same else self.compared - {fingerprint}
        of_key = {at for at, one in enumerate(self.files) if one.read.fingerprint == fingerprint}
        proposed = {at for at in of_key if self.proposed(at)}
        self.chosen = (self.chosen - of_key) | proposed
        self.show_chosen()

    # ------------------------------------------------------------------ recording

    def act(self) -> tuple[UseCase, object]:
        """Receive the chosen bills, all or none."""
        bills = tuple(self.files[at].read for at in sorted(self.chosen))
        command = ReceiveBills(bills=bills, compared=tuple(sorted(self.compared)))
        return receive_bills, command

    def said(self, outcome: Outcome) -> str:
        """How many were read in, and how many not; the first one is shown."""
        if self._received is not None and outcome.value:
            self._received(outcome.value[0])
        return f"{outcome.summary}.{words.left_out(self.files, self.chosen)}"
