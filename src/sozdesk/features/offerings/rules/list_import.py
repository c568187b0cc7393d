"""What becomes of the rows of a list: new, changed, unchanged, or why not. Nothing is written here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from sozdesk.features.offerings import texts
from sozdesk.features.offerings.rules import list_values
from sozdesk.features.offerings.rules.offerings import offering_findings
from sozdesk.features.offerings.rules.providers import iban_findings
from sozdesk.features.offerings.rules.values import value_findings
from sozdesk.features.offerings.terms import CategoryRow, DatedKind, OfferingRow, ProviderRow
from sozdesk.features.offerings.terms.list_import import (
    ListBase,
    ListLine,
    ListPlan,
    ListResult,
    ListRow,
    ListTable,
    NewPlace,
)
from sozdesk.features.offerings.texts import list_import as words
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity, stops
from sozdesk.kernel.validity import overlap_findings, span_findings

_Key = tuple[str, str]


def list_plan(table: ListTable, base: ListBase, prices_from: date | None) -> ListPlan:
    """What recording the table would do; prices hold from ``prices_from``, None = nobody said."""
    index = _Index.of(table.lines, base, prices_from)
    findings = table.findings
    if not table.lines and not stops(findings):
        findings += (Finding("list_empty", Severity.STOP, words.EMPTY),)
    rows = tuple(_row(line, index) for line in table.lines)
    return ListPlan(rows=rows, findings=findings, prices_from=prices_from)


def _key(line: ListLine) -> _Key:
    return german.search_key(line.name), german.search_key(line.title)


@dataclass(frozen=True, slots=True)
class _Index:
    """What is there, and what rows above said about the same provider."""

    base: ListBase
    day: date
    """From when prices hold; today while nobody said it."""
    providers: Mapping[str, list[ProviderRow]]
    offerings: Mapping[tuple[UUID, str], list[OfferingRow]]
    rows: Mapping[_Key, list[int]]
    typed: frozenset[str]
    """Providers of which some row says what sort of organisation they are."""
    access: Mapping[_Key, tuple[bool, int]]
    """Provider and town → wheelchair access, and the row that said it first."""
    heard: dict[str, dict[str, tuple[object, int]]] = field(default_factory=dict)
    """Provider → column → value and row that said it first."""

    @classmethod
    def of(cls, lines: Sequence[ListLine], base: ListBase, day: date | None) -> _Index:
        providers: dict[str, list[ProviderRow]] = defaultdict(list)
        for provider in base.providers:
            providers[german.search_key(provider.name)].append(provider)
        offerings: dict[tuple[UUID, str], list[OfferingRow]] = defaultdict(list)
        for offering in base.offerings:
            offerings[offering.provider_id, german.search_key(offering.title)].append(offering)
        rows: dict[_Key, list[int]] = defaultdict(list)
        for line in lines:
            rows[_key(line)].append(line.row)
        typed = {_key(line)[0] for line in lines if "organisation_type" in line.provider}
        access = dict(reversed(list(_access(lines))))
        return cls(base, day or base.today, providers, offerings, rows, frozenset(typed), access)

    def category(self, said: str) -> CategoryRow | None:
        """The category of today that a name or a code means."""
        key = german.search_key(said)
        return next(
            (
                one
                for one in self.base.categories
                if key in map(german.search_key, (one.name, one.code))
            ),
            None,
        )


def _row(line: ListLine, index: _Index) -> ListRow:
    name, title = _key(line)
    providers = index.providers.get(name, [])
    provider = providers[0] if len(providers) == 1 else None
    offerings = index.offerings.get((provider.id, title), []) if provider and title else []
    offering = offerings[0] if len(offerings) == 1 else None
    is_first = name not in index.heard
    row, found = _compared(line, provider, offering, index)
    twofold = (
        *_twofold(line, len(providers), len(offerings)),
        *_about_names(line, index),
        *_about_new_provider(line, index, new=provider is None and is_first),
    )
    findings = tuple(_placed((*line.findings, *twofold, *found), line))
    return replace(
        row, findings=findings, result=_result(row, findings, new=provider is None and is_first)
    )


def _result(row: ListRow, findings: tuple[Finding, ...], *, new: bool) -> ListResult:
    if stops(findings):
        return ListResult.UNUSABLE
    if (row.offering is None) if row.line.title else new:
        return ListResult.NEW
    writes = (
        *(row.provider_values, row.offering_values, row.new_places, row.accessible),
        *(row.relinked, row.price, row.recognised),
    )
    return ListResult.CHANGED if any(writes) else ListResult.UNCHANGED


def _compared(
    line: ListLine, provider: ProviderRow | None, offering: OfferingRow | None, index: _Index
) -> tuple[ListRow, tuple[Finding, ...]]:
    """The row beside what is there, and what does not fit."""
    values, conflicts = _provider_values(line, provider, index)
    category = index.category(line.category)
    code = category.code if category else ""
    mine = list_values.offering_values(line, offering, code) if line.title else {}
    known = index.base.places.get(provider.id, ()) if provider else ()
    heard = index.heard[_key(line)[0]]
    places = list_values.places_of(line, offering, known, heard)
    heard.update({german.search_key(town): (town, line.row) for town in places.new_towns})
    heard.update({str(place.id): (place.name, line.row) for place in places.accessible})
    prices = index.base.prices.get(offering.id, ()) if offering else ()
    price = list_values.price_of(line, prices, index.day)
    decisions = index.base.decisions.get(offering.id, ()) if offering else ()
    decided = list_values.is_decided(line, decisions)
    recognised = line.recognised_from is not None and decided is None
    told = list_values.recognition_change(line, offering) if recognised else None
    changes = (
        *list_values.value_changes(values, provider),
        *list_values.value_changes(mine, offering),
        *places.changes,
        *(price.changes if offering else ()),
        *((told,) if told else ()),
    )
    row = ListRow(
        line=line,
        result=ListResult.UNUSABLE,
        changes=changes,
        findings=(),
        category_name=category.name if category else line.category,
        provider=provider,
        offering=offering,
        category_code=code,
        provider_values=values,
        offering_values=mine,
        new_places=tuple(_new_places(line, places.new_towns, index)),
        accessible=places.accessible,
        relinked=places.relinked,
        price=price.new,
        recognised=recognised,
    )
    found = (
        *conflicts,
        *iban_findings(str(line.provider.get("iban", ""))),
        *_about_category(line, offering, category, index),
        *_about_offering(line, offering, mine, code),
        *_about_places(line, row, index),
        *_about_price(price, index.day),
        *_about_recognition(line, decided.valid_to if decided else None, row, index.base.today),
    )
    return row, found


# ------------------------------------------------------------------ the provider


def _provider_values(
    line: ListLine, provider: ProviderRow | None, index: _Index
) -> tuple[Mapping[str, object], tuple[Finding, ...]]:
    """What no row above said yet; a row that contradicts one above it is refused."""
    heard = index.heard.setdefault(_key(line)[0], {})
    said, found = {}, []
    for column, value in list_values.provider_values(line).items():
        before, row = heard.setdefault(column, (value, line.row))
        if before != value:
            label = words.COLUMN_LABELS[column]
            found.append(_stop("said_otherwise", words.said_otherwise(label, row), column))
        elif row == line.row:
            said[column] = value
    return list_values.same_values(said, provider), tuple(found)


def _about_names(line: ListLine, index: _Index) -> Iterator[Finding]:
    if not line.name:
        yield _stop("name_missing", words.NAME_MISSING, "name")
    about_offering = (line.offering, line.category, line.language, line.price, line.recognised_from)
    if not line.title and any(about_offering):
        yield _stop("title_missing", words.TITLE_NEEDED, "title")
    rows = index.rows[_key(line)]
    if line.name and line.title and len(rows) > 1:
        yield _stop("stated_twice", words.stated_twice(rows), "title")


def _twofold(line: ListLine, providers: int, offerings: int) -> Iterator[Finding]:
    if providers > 1:
        yield _stop("several_providers", words.several_providers(line.name), "name")
    if offerings > 1:
        yield _stop("several_offerings", words.several_offerings(line.title), "title")


def _about_new_provider(line: ListLine, index: _Index, *, new: bool) -> Iterator[Finding]:
    if new and line.name and _key(line)[0] not in index.typed:
        yield Finding("type_missing", Severity.HINT, words.TYPE_MISSING, field="organisation_type")


# ------------------------------------------------------------------ the offering


def _about_category(
    line: ListLine, offering: OfferingRow | None, category: CategoryRow | None, index: _Index
) -> Iterator[Finding]:
    if line.category and category is None:
        names = [one.name for one in index.base.categories]
        message = words.unknown_category(line.category, names)
        yield _stop("category_unknown", message, "category")
    elif line.title and offering is None and not line.category:
        yield _stop("category_missing", words.CATEGORY_MISSING, "category")


@dataclass(frozen=True, slots=True)
class _Figures:
    """The offering as it would be, for the rules that look at all of it."""

    title: str
    category_code: str
    age_from: int | None = None
    age_to: int | None = None
    workload_from: int | None = None
    workload_to: int | None = None
    weeks_min: int | None = None
    weeks_max: int | None = None
    capacity: int | None = None
    free_places: int | None = None


_FIGURES = (*("workload_from", "workload_to", "weeks_min", "weeks_max", "capacity", "free_places"),)


def _about_offering(
    line: ListLine,
    offering: OfferingRow | None,
    values: Mapping[str, object],
    code: str,
) -> tuple[Finding, ...]:
    """What contradicts itself; title and category are asked for above."""
    if not line.title:
        return ()
    known = {key: getattr(offering, key) if offering else None for key in _FIGURES}
    said = {key: values.get(key, known[key]) for key in _FIGURES}
    figures = _Figures(line.title, code, **said)  # type: ignore[arg-type]  # counts by their keys
    languages = values.get("languages", ())
    found = offering_findings(figures, languages, (code,))  # type: ignore[arg-type]  # the same
    return tuple(found)


def _access(lines: Iterable[ListLine]) -> Iterator[tuple[_Key, tuple[bool, int]]]:
    for line in lines:
        if line.wheelchair is not None:
            for town in line.towns:
                yield _place_key(line, town), (line.wheelchair, line.row)


def _place_key(line: ListLine, town: str) -> _Key:
    return german.search_key(line.name), german.search_key(town)


def _new_places(line: ListLine, towns: Iterable[str], index: _Index) -> Iterator[NewPlace]:
    for town in towns:
        said, _first = index.access.get(_place_key(line, town), (False, 0))
        yield NewPlace(town, said)


def _about_places(line: ListLine, row: ListRow, index: _Index) -> Iterator[Finding]:
    for town in line.towns if line.wheelchair is not None else ():
        said, first = index.access[_place_key(line, town)]
        if said != line.wheelchair:
            label = f"{words.LABELS['wheelchair']}, {town}"
            yield _stop("said_otherwise", words.said_otherwise(label, first), "wheelchair")
    places = row.offering.places if row.offering else ()
    if line.wheelchair and not line.towns and not places:
        yield _stop("town_missing", words.TOWN_MISSING, "wheelchair")


def _about_price(price: list_values.Price, day: date) -> Iterator[Finding]:
    new = price.new
    if new is None:
        return
    if new.unit is None:
        yield _stop("unit_missing", words.UNIT_MISSING, "unit")
    if new.vat is None:
        yield _stop("vat_missing", words.VAT_MISSING, "vat")
    yield from value_findings(DatedKind.PRICE, {"amount": new.amount})
    for finding in overlap_findings(day, None, price.others):
        yield replace(finding, field="amount")


def _about_recognition(
    line: ListLine, end: date | None, row: ListRow, today: date
) -> Iterator[Finding]:
    """``end`` of the decision that began on the same day, if there is one."""
    first, last = line.recognised_from, line.recognised_to
    if first is None:
        if last is not None:
            yield _stop("start_missing", words.START_MISSING, "recognised_to")
        return
    if first > today:
        yield _stop("in_future", texts.DECIDED_IN_FUTURE, "recognised_from")
    yield from span_findings(first, last, field="recognised_to")
    if not row.recognised and last is not None and last != end:
        yield _stop("other_end", words.other_end(first), "recognised_to")


# ------------------------------------------------------------------ findings and their cells


def _placed(findings: Iterable[Finding], line: ListLine) -> Iterator[Finding]:
    """Each finding at the cell of its field."""
    for one in findings:
        key = words.FIELD_OF.get(one.field, one.field)
        yield one if one.cell else replace(one, field=key, cell=line.cells.get(key, ""))


def _stop(code: str, message: str, field: str) -> Finding:
    return Finding(code, Severity.STOP, message, field=field)
