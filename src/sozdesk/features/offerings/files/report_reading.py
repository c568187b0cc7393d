"""Paths → yearly reports: messages, folders, forms. A file that cannot be used says why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from sozdesk.documents.containers import Delivery, find_files, is_workbook_name, open_file
from sozdesk.documents.mail import AttachedFile
from sozdesk.documents.sheets import Cell, Sheet, cell_text, read_sheets
from sozdesk.documents.untrusted import RefusedFile
from sozdesk.exchange.answers import Answers
from sozdesk.exchange.form_reader import FormPart, FoundCell, find_part, hidden_facts
from sozdesk.exchange.forms import label_key
from sozdesk.features.offerings import rules
from sozdesk.features.offerings.files import report_fields as fields
from sozdesk.features.offerings.terms import (
    MunicipalFigures,
    OfferingFigures,
    ReportFile,
    ReportingProvider,
    ReportingYear,
    Vat,
    YearlyReport,
)
from sozdesk.features.offerings.texts import yearly_reports as said
from sozdesk.kernel.errors import Cancelled
from sozdesk.kernel.findings import Finding, Severity

Progress = Callable[[int, int], None]


def read_reports(
    paths: Iterable[Path],
    asked: ReportingYear,
    today: date,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[ReportFile, ...]:
    """Every report below some paths, in their order; what is no workbook in a message is left out.

    ``progress(done, total)`` counts files. Raises :class:`Cancelled` as soon as ``cancelled()``.
    """
    reader = _Reader(asked, today)
    files = [file for path in paths for file in find_files(path)]
    found: list[ReportFile] = []
    for number, file in enumerate(files, 1):
        if cancelled is not None and cancelled():
            raise Cancelled
        for delivery in open_file(file):
            found.extend(reader.of_delivery(delivery))
        if progress is not None:
            progress(number, len(files))
    return tuple(_without_twins(found))


def _without_twins(found: Sequence[ReportFile]) -> Iterator[ReportFile]:
    """Of several files of one provider only the newest can be recorded."""
    newest: dict[object, ReportFile] = {}
    for one in found:
        if one.usable and one.report is not None:
            known = newest.get(one.report.provider_id)
            if known is None or (one.received_on or date.min) >= (known.received_on or date.min):
                newest[one.report.provider_id] = one
    for one in found:
        kept = one.report is None or newest.get(one.report.provider_id, one) is one
        if kept or not one.usable:
            yield one
        else:
            yield replace(one, findings=(*one.findings, _stop("twice", said.TWICE)))


def _stop(code: str, message: str, cell: str = "") -> Finding:
    return Finding(code, Severity.STOP, message, cell=cell)


@dataclass(frozen=True, slots=True)
class _Found:
    """The sheets of one form together."""

    parts: Sequence[FormPart]
    cells: Mapping[str, FoundCell]
    hidden: Mapping[str, Sequence[Cell]]

    @property
    def first(self) -> FormPart:
        """The sheet that comes first and names provider and year."""
        return self.parts[0]


class _Reader:
    """Reads against the providers of one year."""

    def __init__(self, asked: ReportingYear, today: date) -> None:
        self.asked, self.today = asked, today
        self.by_id = {str(one.id): one for one in asked.providers}
        names: dict[str, list[ReportingProvider]] = {}
        for one in asked.providers:
            names.setdefault(label_key(one.name), []).append(one)
        self.by_name = {key: rows[0] for key, rows in names.items() if len(rows) == 1}
        numbers = [row.number for one in asked.providers for row in one.offerings]
        self.layouts = fields.layouts(numbers, asked.municipalities)

    def of_delivery(self, delivery: Delivery) -> Iterator[ReportFile]:
        received = min(delivery.sent_on or self.today, self.today)
        base = ReportFile(file=delivery.name, received_on=received)
        if delivery.refusal is not None:
            yield _refused(base, delivery.refusal.reason)
            return
        books = [file for file in delivery.files if is_workbook_name(file.name)]
        if not books:
            yield _refused(base, "not_a_form")
        for file in books:
            name = f"{delivery.name} › {file.name}" if delivery.by_mail else file.name
            yield self._of_file(file, replace(base, file=name))

    def _of_file(self, file: AttachedFile, base: ReportFile) -> ReportFile:
        known = replace(base, content=file.content, sha256=sha256(file.content).hexdigest())
        try:
            sheets = read_sheets(file.content)
        except RefusedFile as refusal:
            return _refused(known, refusal.reason)
        found = self._found(sheets)
        return _refused(known, "not_a_form") if found is None else self._of_form(found, known)

    def _found(self, sheets: Sequence[Sheet]) -> _Found | None:
        parts = [part for sheet in sheets if (part := find_part(sheet, self.layouts))]
        if not any("amount" in part.cells for part in parts):
            return None
        parts.sort(key=lambda part: "amount" not in part.cells)
        cells = {key: cell for part in reversed(parts) for key, cell in part.cells.items()}
        hidden = {str(word): rest for word, *rest in filter(None, hidden_facts(sheets))}
        return _Found(parts, cells, hidden)

    def _of_form(self, found: _Found, base: ReportFile) -> ReportFile:
        wrong = self._wrong_year(found)
        provider, problem = self._provider(found)
        name = provider.name if provider else cell_text(found.first.right_of(fields.PROVIDER))
        known = replace(base, provider_name=name)
        if wrong or provider is None:
            return replace(known, findings=tuple(filter(None, (wrong, problem))))
        foreign = self._foreign(found, provider)
        answers = Answers(found.cells)
        report = _report(answers, provider, self.asked)
        findings = (
            *foreign,
            *_odd(answers),
            *rules.handed_in_findings(
                base.received_on, self.asked.due_on, base.sha256, provider.before_sha256
            ),
            *_placed(rules.report_findings(report, provider), found.cells),
        )
        return self._compared(replace(known, report=report, findings=findings))

    def _compared(self, read: ReportFile) -> ReportFile:
        """With what is recorded already."""
        assert read.report is not None
        if read.report.provider_id not in self.asked.known:
            return read
        if self.asked.known[read.report.provider_id] == read.sha256:
            note = Finding("recorded", Severity.NOTE, said.ALREADY_RECORDED)
            return replace(read, recorded=True, findings=(note,))
        note = Finding("replaces", Severity.NOTE, said.REPLACES)
        return replace(read, replaces=True, findings=(note, *read.findings))

    def _wrong_year(self, found: _Found) -> Finding | None:
        visible = cell_text(found.first.right_of(fields.YEAR))
        hidden = cell_text(next(iter(found.hidden.get("jahr", ())), ""))
        said_year = next((text for text in (visible, hidden) if text.isdecimal()), "")
        if not said_year or int(said_year[:4]) == self.asked.year:
            return None
        place = found.first.place_right_of(fields.YEAR)
        cell = found.first.where(place) if place else ""
        return _stop("wrong_year", said.wrong_year(int(said_year[:4]), self.asked.year), cell)

    def _provider(self, found: _Found) -> tuple[ReportingProvider | None, Finding | None]:
        """Who is named; the visible name decides, the hidden id helps where it says nothing."""
        name = cell_text(found.first.right_of(fields.PROVIDER))
        place = found.first.place_right_of(fields.PROVIDER)
        cell = found.first.where(place) if place else ""
        hidden = self.by_id.get(cell_text(next(iter(found.hidden.get("anbieter", ())), "")))
        if hidden is not None and label_key(name) in ("", label_key(hidden.name)):
            return hidden, None
        named = self.by_name.get(label_key(name))
        if named is None:
            return None, _stop("unknown_provider", said.unknown_provider(name), cell)
        if hidden is not None:
            sentence = said.other_provider(named.name, hidden.name)
            return None, _stop("other_provider", sentence, cell)
        return named, None

    def _foreign(self, found: _Found, provider: ReportingProvider) -> Iterator[Finding]:
        """Figures of offerings that this provider does not report on would be lost in silence."""
        own = {row.number for row in provider.offerings}
        asked = {number for part in found.parts for number in fields.offering_numbers(part.labels)}
        for number in sorted(asked - own):
            yield _stop("foreign_offering", said.foreign_offering(number))


def _refused(base: ReportFile, reason: str) -> ReportFile:
    return replace(base, findings=(_stop(reason, said.refused_file(reason)),))


# ------------------------------------------------------------------ one report


def _report(answers: Answers, provider: ReportingProvider, asked: ReportingYear) -> YearlyReport:
    vat = answers.choice("vat")
    return YearlyReport(
        provider_id=provider.id,
        year=asked.year,
        **{field.key: answers.text(field.key) for field in fields.CONTENT},
        participants=answers.count("participants"),
        assignments=answers.count("assignments"),
        amount=answers.amount("amount"),
        vat=Vat(vat) if vat else None,
        offerings=tuple(_offerings(answers, provider)),
        municipalities=tuple(_municipalities(answers, asked)),
    )


def _offerings(answers: Answers, provider: ReportingProvider) -> Iterator[OfferingFigures]:
    for row in provider.offerings:
        keys = {name: rules.offering_key(row.number, name) for name in rules.FIGURES}
        units = answers.decimal(keys["units"])
        figures = OfferingFigures(
            offering_id=row.id,
            places=answers.count(keys["places"]),
            utilisation=answers.percent(keys["utilisation"]),
            participants=answers.count(keys["participants"]),
            assignments=answers.count(keys["assignments"]),
            units=None if units is None else (units + 5) // 10,
            amount=answers.amount(keys["amount"]),
        )
        if figures != OfferingFigures(offering_id=row.id):
            yield figures


def _municipalities(answers: Answers, asked: ReportingYear) -> Iterator[MunicipalFigures]:
    for town in asked.municipalities:
        figures = MunicipalFigures(
            bfs_number=town.bfs_number,
            assignments=answers.count(rules.municipal_key(town.bfs_number, "assignments")),
            amount=answers.amount(rules.municipal_key(town.bfs_number, "amount")),
        )
        if figures != MunicipalFigures(bfs_number=town.bfs_number):
            yield figures


def _odd(answers: Answers) -> Iterator[Finding]:
    """What could not be read, and what was understood although it was text."""
    for problem in answers.problems:
        cell = problem.cell
        yield replace(_stop("unreadable", problem.sentence, cell.where), field=cell.field.key)
    for one in answers.conversions:
        sentence = said.understood(one.cell.raw, one.words)
        yield Finding(
            "understood",
            Severity.NOTE,
            sentence,
            field=one.cell.field.key,
            cell=one.cell.where,
        )


def _placed(findings: Iterable[Finding], cells: Mapping[str, FoundCell]) -> Iterator[Finding]:
    """With the cell of the field that a finding names."""
    for finding in findings:
        cell = cells.get(finding.field)
        yield replace(finding, cell=cell.where) if cell else finding
