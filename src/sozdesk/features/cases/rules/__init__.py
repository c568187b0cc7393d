"""Rules of the cases. Pure: rows, days and values come in."""

from sozdesk.features.cases.rules.casework import (
    Span,
    case_findings,
    member_findings,
    move_findings,
    person_findings,
    span_findings,
)
from sozdesk.features.cases.rules.deadlines import (
    deadline,
)
from sozdesk.features.cases.rules.deciding import (
    ADVERSE,
    REPLACING,
    Around,
    contest_findings,
    decider_findings,
    delegation_for,
    disposition,
    draft_findings,
    final_findings,
    is_adverse,
    notification_findings,
    number_elsewhere,
    remedy_on,
    ruling_findings,
)
from sozdesk.features.cases.rules.duplicates import (
    folded_name,
    namesakes,
    possible_duplicates,
)
from sozdesk.features.cases.rules.enactments import (
    ZIF_REGIMES,
    ends_soon,
    follow_up_days,
    follow_up_findings,
    incentive_findings,
    interruption_findings,
    linking_findings,
    may_enact,
    months_begun,
    participation_findings,
    participation_state,
    price_times,
    proposed_amount,
)
from sozdesk.features.cases.rules.importing import (
    import_plan,
)
from sozdesk.features.cases.rules.invoices import (
    credit_lines,
    invoice_findings,
    line_field,
    next_service,
    third_party_findings,
)
from sozdesk.features.cases.rules.path import (
    next_step,
    stage_of,
    steps,
    why_not,
)
from sozdesk.features.cases.rules.persons import (
    ahv_findings,
    compact_ahv,
    is_swiss,
)
from sozdesk.features.cases.rules.privacy import (
    export_findings,
    hold_words,
    retention_on,
    step_findings,
    years_later,
)
from sozdesk.features.cases.rules.reference_values import (
    reference_findings,
)
from sozdesk.features.cases.rules.regime import (
    regime_on,
    turning_days,
)
from sozdesk.features.cases.rules.rent import (
    BY_HEADS_ONLY,
    compared,
    limit_changes,
    measure_findings,
    rent_check,
    span_on,
    tenancy_findings,
)
from sozdesk.features.cases.rules.rulings import (
    GRANTING_NOTHING,
    first_day,
    in_force,
)
from sozdesk.features.cases.rules.rulings import (
    spans as ruling_spans,
)
from sozdesk.features.cases.texts import (
    shown_ahv,
)

__all__ = [
    "ADVERSE",
    "BY_HEADS_ONLY",
    "GRANTING_NOTHING",
    "REPLACING",
    "ZIF_REGIMES",
    "Around",
    "Span",
    "ahv_findings",
    "case_findings",
    "compact_ahv",
    "compared",
    "contest_findings",
    "credit_lines",
    "deadline",
    "decider_findings",
    "delegation_for",
    "disposition",
    "draft_findings",
    "ends_soon",
    "export_findings",
    "final_findings",
    "first_day",
    "folded_name",
    "follow_up_days",
    "follow_up_findings",
    "hold_words",
    "import_plan",
    "in_force",
    "incentive_findings",
    "interruption_findings",
    "invoice_findings",
    "is_adverse",
    "is_swiss",
    "limit_changes",
    "line_field",
    "linking_findings",
    "may_enact",
    "measure_findings",
    "member_findings",
    "months_begun",
    "move_findings",
    "namesakes",
    "next_service",
    "next_step",
    "notification_findings",
    "number_elsewhere",
    "participation_findings",
    "participation_state",
    "person_findings",
    "possible_duplicates",
    "price_times",
    "proposed_amount",
    "reference_findings",
    "regime_on",
    "remedy_on",
    "rent_check",
    "retention_on",
    "ruling_findings",
    "ruling_spans",
    "shown_ahv",
    "span_findings",
    "span_on",
    "stage_of",
    "step_findings",
    "steps",
    "tenancy_findings",
    "third_party_findings",
    "turning_days",
    "why_not",
    "years_later",
]
