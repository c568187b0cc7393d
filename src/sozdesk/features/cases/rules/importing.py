"""What becomes of the rows of a list of persons: new, changed, unchanged, or why not. Nothing is written here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from sozdesk.features.cases.rules.casework import case_findings, household_findings
from sozdesk.features.cases.rules.import_changes import CASE_LABELS, other_values, told_changes
from sozdesk.features.cases.rules.matching import (
    Match,
    People,
    dossier_key,
    identity,
    match,
    named_town,
)
from sozdesk.features.cases.rules.regime import regime_on
from sozdesk.features.cases.terms import CaseRow, Residence, ResidenceRow
from sozdesk.features.cases.terms.importing import (
    Decision,
    ImportBase,
    ImportLine,
    ImportPlan,
    ImportResult,
    ImportRow,
    ImportTable,
    MemberFact,
    OpenedCase,
    RowDecision,
    SaidPermit,
)
from sozdesk.features.cases.texts import importing as words
from sozdesk.kernel import dated, german
from sozdesk.kernel.findings import Finding, Severity, stop, stops
from sozdesk.kernel.municipality import Municipality

_FIELDS = {
    "dossier_number": "dossier",
    "bfs_number": "municipality",
    "responsible_id": "responsible",
}
"""Column of the case → field of the table, where they differ."""
_DAYS = frozenset({"opened_on", "closed_on", "support_ended_on"})


def import_plan(
    table: ImportTable,
    base: ImportBase,
    opened_on: date | None,
    decisions: Mapping[int, Decision],
) -> ImportPlan:
    """What recording the table would do.

    ``opened_on`` is the first day of new cases whose rows say none, None = nobody said it.
    ``decisions`` say of rows (as people count) that are not clear who is meant, or that they are left out.
    """
    findings = table.findings
    if not table.lines and not stops(findings):
        findings += (Finding("list_empty", Severity.STOP, words.EMPTY),)
    plan = _Plan(base, opened_on, People.of(base), decisions)
    rows = plan.rows(table.lines)
    return ImportPlan(rows=rows, findings=findings, asks_day=plan.asks_day)


@dataclass(slots=True, kw_only=True)
class _Household:
    """The rows of one case, and what they said about it so far."""

    case: CaseRow | None = None
    unclear: str = ""
    hint: str = ""
    first_day: date | None
    """As some row says it."""
    says_town: bool
    heard: dict[str, tuple[object, int]] = field(default_factory=dict)
    """Column → value, and the row that said it first."""
    has_main: bool = False


class _Plan:
    """Goes through the rows once; what rows above said about a case is known."""

    def __init__(
        self,
        base: ImportBase,
        opened_on: date | None,
        people: People,
        decisions: Mapping[int, Decision],
    ) -> None:
        self._base, self._opened_on, self._people = base, opened_on, people
        self._decisions = decisions
        self._cases = {one.id: one for one in base.cases}
        self._places: dict[UUID, list[MemberFact]] = defaultdict(list)
        for member in base.members:
            self._places[member.person_id].append(member)
        self._dossiers: dict[str, list[CaseRow]] = defaultdict(list)
        for case in base.cases:
            self._dossiers[dossier_key(case.dossier_number)].append(case)
        self._households: dict[str, _Household] = {}
        self.asks_day = False

    def rows(self, lines: Sequence[ImportLine]) -> tuple[ImportRow, ...]:
        """Every row with what becomes of it."""
        wanted = [one for one in lines if self._decisions.get(one.row) is not RowDecision.SKIP]
        matches = {
            one.row: match(one, self._people, self._decisions.get(one.row)) for one in wanted
        }
        twice: dict[object, list[int]] = defaultdict(list)
        groups: dict[str, list[ImportLine]] = defaultdict(list)
        for one in wanted:
            if one.name:
                twice[identity(one, matches[one.row].person)].append(one.row)
            groups[_household(one)].append(one)
        for key, group in groups.items():
            self._households[key] = self._open(group, matches)
        found = []
        for one in lines:
            if one.row not in matches:
                found.append(ImportRow(line=one, result=ImportResult.SKIPPED))
                continue
            rows = twice[identity(one, matches[one.row].person)] if one.name else []
            found.append(self._row(one, matches[one.row], rows))
        return tuple(found)

    # ------------------------------------------------------------------ the case of a household

    def _open(self, group: Sequence[ImportLine], matches: Mapping[int, Match]) -> _Household:
        """The case of the file that the rows are about; none if a new one begins."""
        home = _Household(
            first_day=next(
                (day for one in group if isinstance(day := one.case.get("opened_on"), date)), None
            ),
            says_town=any(one.municipality for one in group),
        )
        dossier = dossier_key(group[0].dossier)
        named = self._dossiers.get(dossier, []) if dossier else []
        running = [one for one in named if one.closed_on is None]
        before = self._before(group, matches)
        elsewhere = [one for one in before if one.closed_on is None]
        if len(running) > 1:
            home.unclear = words.two_cases(group[0].dossier)
        elif running:
            home.case = running[0]
        elif elsewhere and dossier and elsewhere[0].dossier_number:
            number = elsewhere[0].dossier_number
            home.unclear = words.in_other_case(elsewhere[0].number, number)
        elif elsewhere:
            home.case = elsewhere[0]
        elif named and not _begins_after(group, named[-1]):
            home.case, home.hint = named[-1], words.closed_case(named[-1].number)
        elif numbers := sorted({one.number for one in (*before, *named)}):
            home.hint = words.again(numbers)
        return home

    def _before(self, group: Sequence[ImportLine], matches: Mapping[int, Match]) -> list[CaseRow]:
        """Cases in which somebody of the group is, and closed ones with somebody of it; by number."""
        people = [found.person for one in group if (found := matches[one.row]).person]
        places = [place for one in people if one for place in self._places[one.id]]
        cases = {
            place.case_id: self._cases[place.case_id]
            for place in places
            if self._is_there(place) or self._cases[place.case_id].closed_on is not None
        }
        return sorted(cases.values(), key=lambda case: case.number)

    def _is_there(self, place: MemberFact) -> bool:
        return _lasts(place, self._base.today)

    # ------------------------------------------------------------------ one row

    def _row(self, line: ImportLine, found: Match, same: Sequence[int]) -> ImportRow:
        home = self._households[_household(line)]
        person_values = other_values(line.person, found.person)
        permit = self._permit(line, found, home)
        case_values, objections = self._case_values(line, home)
        member = self._member(found, home)
        member_values = self._member_values(line, home, member)
        objections += self._about_place(home, member_values)
        findings = (*line.findings, *objections, *_objections(line, found, home, same))
        row = ImportRow(
            line=line,
            result=ImportResult.UNUSABLE,
            findings=tuple(_placed(findings, line)),
            candidates=found.candidates,
            may_be_new=found.may_be_new,
            person=found.person,
            person_values=person_values,
            permit=permit,
            household=_household(line),
            case=home.case,
            case_values=case_values,
            member=member,
            member_values=member_values,
            opens=self._opens(home),
        )
        regimes = self._regimes(row)
        told = told_changes(row, self._residence(found), regimes, self._base.staff)
        return replace(row, result=_result(row), changes=told)

    def _opens(self, home: _Household) -> OpenedCase | None:
        if home.case is not None:
            return None
        heard = {column: value for column, (value, _row) in home.heard.items()}
        town, day = heard.get("bfs_number"), heard.get("opened_on")
        return OpenedCase(
            municipality=self._town_name(town) if isinstance(town, int) else "",
            from_address=not home.says_town and len(self._base.own) > 1,
            opened_on=day if isinstance(day, date) else None,
        )

    def _permit(self, line: ImportLine, found: Match, home: _Household) -> SaidPermit | None:
        """Only what differs from the permit that holds now; without a day it holds from today."""
        said = line.permit
        if said is None:
            return None
        now = self._residence(found)
        keeps = now is not None and now.refugee and said.permit is not None
        refugee = keeps if said.refugee is None else said.refugee
        if now is not None and (now.permit, now.refugee) == (said.permit, refugee):
            return None
        begins = home.first_day or self._opened_on if home.case is None else None
        usual = begins if now is None and begins is not None else self._base.today
        return replace(said, refugee=refugee, since=said.since or usual)

    def _regimes(self, row: ImportRow) -> tuple[str, str] | None:
        """Names of the regime of today and of the day from which another permit holds."""
        if row.person is None or row.permit is None or row.permit.since is None:
            return None
        base, said = self._base, row.permit
        own = base.overrides.get(row.person.id, ())
        new = Residence(
            valid_from=row.permit.since,
            ended_on=None,
            permit=said.permit,
            refugee=bool(said.refugee),
        )
        known = base.residences.get(row.person.id, ())
        answers = (
            regime_on(base.today, known, own, base.regime_rules),
            regime_on(new.valid_from, [new], own, base.regime_rules),
        )
        before, after = (base.regime_names.get(one.regime_code or "", "") for one in answers)
        return None if before == after else (before, after)

    def _residence(self, found: Match) -> ResidenceRow | None:
        known = self._base.residences.get(found.person.id, ()) if found.person else ()
        return dated.on(self._base.today, known)

    # ------------------------------------------------------------------ case and household

    def _case_values(
        self, line: ImportLine, home: _Household
    ) -> tuple[Mapping[str, object], list[Finding]]:
        """What is new or other about the case, said by the first row that says it."""
        said, found = self._said(line, home)
        new: dict[str, object] = {}
        for column, value in said.items():
            before, row = home.heard.setdefault(column, (value, line.row))
            if before != value:
                message = words.said_otherwise(CASE_LABELS[column], row)
                found.append(stop("said_otherwise", message, _FIELDS.get(column, column)))
            elif row == line.row and (home.case is None or getattr(home.case, column) != value):
                new[column] = value
        if home.case is not None and "bfs_number" in new:
            del new["bfs_number"]
            name = self._town_name(home.case.bfs_number)
            found.append(stop("moved", words.moved(home.case.number, name), "municipality"))
        if _DAYS & new.keys():
            found += self._about_days(home)
        return new, found

    def _about_days(self, home: _Household) -> Iterator[Finding]:
        """The rules of a case that is changed by hand; what was wrong before is not the row's."""
        case = home.case
        days: dict[str, Any] = {key: home.heard[key][0] for key in _DAYS if key in home.heard}
        before = {key: getattr(case, key) if case else None for key in _DAYS}
        after = {**before, **days}
        if not isinstance(after["opened_on"], date):
            return
        known = {one.code for one in _case_findings(before)} if case else set[str]()
        new = [one for one in _case_findings(after) if one.code not in known]
        for one in new:
            yield replace(one, field=one.field if one.field in days else "opened_on")
        if case is not None and not new:
            yield from self._about_household(case, after)

    def _about_household(self, case: CaseRow, after: Mapping[str, Any]) -> Iterator[Finding]:
        begins = [one.valid_from for one in self._base.members if one.case_id == case.id]
        opened = after["opened_on"] or case.opened_on
        yield from household_findings(begins, case.opened_on, opened, after["closed_on"])

    def _said(self, line: ImportLine, home: _Household) -> tuple[dict[str, object], list[Finding]]:
        said: dict[str, object] = dict(line.case)
        found: list[Finding] = []
        if line.dossier:
            said["dossier_number"] = line.dossier
        town = self._town(line, home, found)
        if town is not None:
            said["bfs_number"] = town.bfs_number
        if line.responsible:
            someone = self._someone(line.responsible)
            if someone is None:
                message = words.unknown_responsible(line.responsible)
                found.append(Finding("responsible", Severity.HINT, message, field="responsible"))
            else:
                said["responsible_id"] = someone
        if home.case is None and home.first_day is None:
            self.asks_day = self.asks_day or self._opened_on is None
            said |= {"opened_on": self._opened_on} if self._opened_on else {}
        return said, found

    def _town(
        self, line: ImportLine, home: _Household, found: list[Finding]
    ) -> Municipality | None:
        own = self._base.own
        names = [one.short_name for one in own]
        if not line.municipality:
            if home.case is not None or home.says_town:
                return None
            if len(own) == 1:
                return own[0]
            if (lives := named_town(line.town, own)) is not None:
                return lives
            found.append(stop("no_town", words.municipality_missing(names), "municipality"))
            return None
        if (said := named_town(line.municipality, own)) is not None:
            return said
        message = words.unknown_municipality(line.municipality, names)
        found.append(stop("unknown_town", message, "municipality"))
        return None

    def _town_name(self, bfs_number: int) -> str:
        named = (one.short_name for one in self._base.own if one.bfs_number == bfs_number)
        return next(named, str(bfs_number))

    def _someone(self, said: str) -> UUID | None:
        key = german.search_key(said)
        found = [
            one.id
            for one in self._base.staff
            if key in map(german.search_key, (one.name, one.sign))
        ]
        return found[0] if len(found) == 1 else None

    def _member(self, found: Match, home: _Household) -> MemberFact | None:
        if found.person is None or home.case is None:
            return None
        case_id, closed_on = home.case.id, home.case.closed_on
        day = min(self._base.today, closed_on or self._base.today)
        places = self._places[found.person.id]
        here = (one for one in places if one.case_id == case_id and _lasts(one, day))
        return next(here, None)

    def _about_place(
        self, home: _Household, member_values: Mapping[str, bool]
    ) -> Iterator[Finding]:
        """A new place, or another state, begins today: too late in a case that is closed by then."""
        if home.case is None or "supported" not in member_values:
            return
        said, _row = home.heard.get("closed_on", (home.case.closed_on, 0))
        if isinstance(said, date) and said < self._base.today:
            yield stop("outside", words.place_after(home.case.number), "dossier")

    def _member_values(
        self, line: ImportLine, home: _Household, member: MemberFact | None
    ) -> Mapping[str, bool]:
        """The first row is the main person of a new case unless one says so itself."""
        values: dict[str, bool] = {}
        if member is None:
            values["supported"] = line.supported is not False
        elif line.supported not in (None, member.supported):
            values["supported"] = bool(line.supported)
        says = bool(line.main) and not home.has_main
        home.has_main = home.has_main or says
        if says and not (member is not None and member.main):
            values["main"] = True
        return values


def _lasts(place: MemberFact, day: date) -> bool:
    return place.ended_on is None or place.ended_on >= day


def _case_findings(days: Mapping[str, Any]) -> tuple[Finding, ...]:
    return case_findings(days["opened_on"], days["closed_on"], days["support_ended_on"])


def _household(line: ImportLine) -> str:
    """Rows with the same dossier are one household; without one every row is its own."""
    return dossier_key(line.dossier) or f" {line.row}"


def _begins_after(group: Iterable[ImportLine], case: CaseRow) -> bool:
    """Whether the rows say a first day after the end of a closed case."""
    days = [day for one in group if isinstance(day := one.case.get("opened_on"), date)]
    return bool(days) and case.closed_on is not None and min(days) > case.closed_on


def _objections(
    line: ImportLine, found: Match, home: _Household, same: Sequence[int]
) -> Iterator[Finding]:
    """What is to be said of the person and of the case that the row is about."""
    yield from _about_names(line, same)
    for one in filter(None, (found.unclear, home.unclear)):
        yield Finding("ambiguous", Severity.STOP, one, field="last_name")
    if home.hint:
        yield Finding("case_hint", Severity.HINT, home.hint, field="dossier")
    yield from _about_permit(line, found)


def _about_names(line: ImportLine, same: Sequence[int]) -> Iterator[Finding]:
    if not line.person.get("last_name"):
        yield stop("name_missing", words.NAME_MISSING, "last_name")
    elif not line.person.get("first_name") and not line.findings:
        yield Finding("first_name", Severity.HINT, words.FIRST_NAME_MISSING, field="first_name")
    if len(same) > 1:
        yield stop("stated_twice", words.stated_twice(same), "last_name")


def _about_permit(line: ImportLine, found: Match) -> Iterator[Finding]:
    unread = any(one.field == "permit" for one in line.findings)
    if found.person is None and line.permit is None and not unread:
        yield Finding("permit_unknown", Severity.NOTE, words.PERMIT_UNKNOWN, field="permit")


def _result(row: ImportRow) -> ImportResult:
    stopping = stops(row.findings)
    if any(one.code != "ambiguous" for one in stopping):
        return ImportResult.UNUSABLE
    if stopping:
        return ImportResult.AMBIGUOUS
    if row.person is None:
        return ImportResult.NEW
    writes = (row.person_values, row.permit, row.case_values, row.member_values)
    return ImportResult.CHANGED if any(writes) else ImportResult.UNCHANGED


def _placed(findings: Iterable[Finding], line: ImportLine) -> Iterator[Finding]:
    """Every sentence with its cell, so that a person finds it."""
    for one in findings:
        yield one if one.cell else replace(one, cell=line.cells.get(one.field, ""))
