"""How two catalogues, or two lists for the website, differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sozdesk.features.offerings.terms.catalogue import (
    CatalogueChange,
    CatalogueItem,
    CatalogueSubject,
    ChangeKind,
    FieldChange,
)


def catalogue_changes(
    before: Iterable[CatalogueItem], after: Iterable[CatalogueItem]
) -> tuple[CatalogueChange, ...]:
    """What differs, in the order of reading; empty if both say the same."""
    earlier = {(one.subject, one.key): one for one in before}
    later = {(one.subject, one.key): one for one in after}
    found = (
        _change(later.get(key) or earlier[key], earlier.get(key), later.get(key))
        for key in dict.fromkeys((*later, *earlier))
    )
    ranks = list(CatalogueSubject)
    different = (one for one in found if one.fields)
    return tuple(sorted(different, key=lambda one: ranks.index(one.subject)))


def _change(
    shown: CatalogueItem, before: CatalogueItem | None, after: CatalogueItem | None
) -> CatalogueChange:
    return CatalogueChange(
        subject=shown.subject,
        key=shown.key,
        name=shown.name,
        kind=_kind(before, after),
        fields=_field_changes(before.fields if before else {}, after.fields if after else {}),
    )


def _kind(before: object, after: object) -> ChangeKind:
    if before is None:
        return ChangeKind.NEW
    return ChangeKind.GONE if after is None else ChangeKind.CHANGED


def _field_changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """The fields that read otherwise; a field that is missing is empty."""
    return tuple(
        FieldChange(label, before.get(label, ""), after.get(label, ""))
        for label in dict.fromkeys((*after, *before))
        if before.get(label, "") != after.get(label, "")
    )
