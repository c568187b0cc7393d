"""Codes of findings. The German sentences live in ``texts``."""

from __future__ import annotations

from enum import StrEnum

from sozdesk.kernel.findings import Finding


class Code(StrEnum):
    """What a check may say."""

    # what stops a return: unreadable, not attributable, incomplete
    NOT_A_FORM = "not_a_form"
    NOT_FOUND = "not_found"
    UNREADABLE = "unreadable"
    PASSWORD_PROTECTED = "password_protected"  # noqa: S105 - a code, not a secret
    OLD_EXCEL = "old_excel"
    MACROS = "macros"
    TOO_BIG = "too_big"
    ZIP_BOMB = "zip_bomb"
    DOCTYPE = "doctype"
    UNSAFE_PATH = "unsafe_path"
    WRONG_YEAR = "wrong_year"
    FOREIGN_NUMBER = "foreign_number"
    UNKNOWN_MUNICIPALITY = "unknown_municipality"
    UNREADABLE_FIELD = "unreadable_field"
    MISSING_AMOUNT = "missing_amount"
    MISSING_RENT_KIND = "missing_rent_kind"
    MISSING_INTERVAL = "missing_interval"
    MISSING_REASON = "missing_reason"
    TWICE = "twice"
    # notes: nothing to do
    TEXT_READ_AS_NUMBER = "text_read_as_number"
    TEXT_READ_AS_DATE = "text_read_as_date"
    OLDER_FORM = "older_form"
    NAME_ONLY = "name_only"
    FOOTNOTE = "footnote"
    INDEX_NOT_CHECKABLE = "index_not_checkable"
    # Prüfhinweise
    NOT_MONOTONE = "not_monotone"
    STEP_SMALL = "step_small"
    STEP_LARGE = "step_large"
    ALL_EQUAL = "all_equal"
    ROW_SLIP = "row_slip"
    CHANGE_LARGE = "change_large"
    MONTH_YEAR = "month_year"
    NET_ABOVE_GROSS = "net_above_gross"
    ANCILLARY_SHARE = "ancillary_share"
    HEATING_WITHOUT_ANCILLARY = "heating_without_ancillary"
    FURTHER_MISSING = "further_missing"
    FURTHER_NOT_POSITIVE = "further_not_positive"
    FURTHER_ABOVE_STEP = "further_above_step"
    YOUNG_ABOVE_SINGLE = "young_above_single"
    SHARED_ABOVE_SINGLE = "shared_above_single"
    KIND_CHANGED = "kind_changed"
    UNCHANGED_INDEX_MOVED = "unchanged_index_moved"
    FAR_FROM_MEDIAN = "far_from_median"
    SAME_AS_OTHER = "same_as_other"
    UNCHANGED_BUT_DIFFERENT = "unchanged_but_different"
    BASIS_BUT_DIFFERENT = "basis_but_different"
    METHOD_MISSING = "method_missing"
    VALID_FROM_MISSING = "valid_from_missing"
    DECISION_MISSING = "decision_missing"
    DECISION_PENDING = "decision_pending"
    DECISION_OLDER = "decision_older"
    DECISION_RETROACTIVE = "decision_retroactive"
    LOWER_WITH_SUBSIDY_RULES = "lower_with_subsidy_rules"
    FEW_ADVERTS_BELOW = "few_adverts_below"
    NO_CONTACT = "no_contact"


def reason_key(finding: Finding) -> str:
    """What a reason is remembered under: code, category and value («change_large/p3/168000»)."""
    return key_of(finding.code, finding.subject, finding.value)


def key_of(code: str, subject: str, value: int | None) -> str:
    """The same from its parts, for reasons that were given before."""
    return f"{code}/{subject}/{'' if value is None else value}"
