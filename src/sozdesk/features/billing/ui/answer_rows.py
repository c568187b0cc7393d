"""How lines of a bill and their decisions look, on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtWidgets import QBoxLayout, QWidget

from sozdesk.features.billing.rules import answering
from sozdesk.features.billing.terms import LineDecision, Step
from sozdesk.features.billing.terms.answers import AnswerLine, CheckStage
from sozdesk.features.billing.texts import answers as said
from sozdesk.features.billing.texts import word
from sozdesk.features.billing.texts.bills import line_words
from sozdesk.features.billing.texts.computing import source_words, step_words
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.widgets import labels, layouts, states
from sozdesk.widgets.finding_block import FindingBlock
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column, RowsModel, TableView

STAGES: Final = {
    CheckStage.NEW: State.OPEN,
    CheckStage.CHECKING: State.RECEIVED,
    CheckStage.HEARING: State.QUERIED,
    CheckStage.READY: State.HINT,
    CheckStage.ANSWERED: State.RECORDED,
    CheckStage.VOUCHER: State.HINT,
    CheckStage.SENT: State.UNCHANGED,
    CheckStage.PAID: State.CLOSED,
}
DECISIONS: Final = {
    LineDecision.ACCEPTED: State.OK,
    LineDecision.REDUCED: State.HINT,
    LineDecision.REFUSED: State.REFUSED,
    LineDecision.QUERY: State.QUERIED,
}


_CHECK_COLUMNS: Final = ("KSA rechnet", "Vorschlag")
"""What the KSA computes and proposes: only while it is checked."""
_ANSWER_COLUMNS: Final = ("Anerkannt",)
"""What the answer says: while it is checked the decision says it, and the proposal has the room."""


def decision_symbol(line: AnswerLine) -> str:
    """Of the decision, or open."""
    return DECISIONS[line.decision] if line.decision else State.OPEN


def decision_word(line: AnswerLine) -> str:
    """«gekürzt», «noch offen»."""
    return word(line.decision) if line.decision else "noch offen"


def decided_amount(line: AnswerLine) -> str:
    """«750.00» of a line that is not accepted as it was claimed; nothing if it is."""
    differs = line.accepted is not None and line.accepted != line.canton
    return german.amount(line.accepted or 0) if differs and line.check else ""


def amount(value: int | None) -> str:
    """An amount, or nothing."""
    return "" if value is None else german.amount(value)


def days(line: AnswerLine) -> str:
    """«01.01. bis 31.01.2026»."""
    first, last = line.first_day, line.last_day
    short = f"{first.day:02d}.{first.month:02d}." if first.year == last.year else german.day(first)
    return f"{short} bis {german.day(last)}{', verspätet' if line.late else ''}"


def belongs(line: AnswerLine) -> str:
    """«vorläufig Aufgenommene, Beschäftigungsprogramm, Rechnung R-1»: what the rate depends on."""
    invoices = [f"Rechnung {number}" for number in line.invoices]
    return german.enumeration([*filter(None, (line.regime, line.category)), *invoices])


def what(line: AnswerLine) -> str:
    """«Okt. 2026 · 30 Mitarbeit im Brockenhaus»: tells the lines of a person apart."""
    late = ", Nachtrag" if line.late else ""
    return f"{line_words(line.first_day, line.last_day)}{late} · {line.offering}"


def _what_and_stated(line: AnswerLine) -> str:
    """The same; what the municipality says to the line is not to be missed."""
    return f"Stellungnahme · {what(line)}" if line.statement else what(line)


def proposal(line: AnswerLine) -> str:
    """What the check proposes, decided or not."""
    return said.proposal(answering.proposed(line, line.check)) if line.check else ""


def _by_weight(line: AnswerLine) -> list[Finding]:
    """The findings of a line, the gravest first."""
    order = list(Severity)
    return sorted(line.findings, key=lambda one: order.index(one.severity))


def found(line: AnswerLine) -> str:
    """The gravest finding in a few words; nothing if there is none."""
    findings = _by_weight(line)
    if not findings:
        return ""
    more = f" (und {len(findings) - 1} weitere)" if len(findings) > 1 else ""
    return f"{findings[0].message}{more}"


def found_symbol(line: AnswerLine) -> str:
    """The gravest finding as a symbol; none if nothing was found."""
    findings = _by_weight(line)
    return states.of_severity(findings[0].severity) if findings else ""


def show_columns(view: TableView, *, checked: bool) -> None:
    """Of the KSA's table: while a bill is checked other columns count than after the answer."""
    for number, column in enumerate(view.rows_model.columns):
        if column.title in _CHECK_COLUMNS + _ANSWER_COLUMNS:
            view.setColumnHidden(number, checked is (column.title in _ANSWER_COLUMNS))


def checked(line: AnswerLine) -> str:
    """What the KSA computes itself."""
    return german.amount(line.check.canton) if line.check else ""


def columns(*, checking: bool) -> tuple[Column, ...]:
    """Of the lines; ``checking`` adds what the KSA computes, proposes and found."""
    own = (
        Column(title="KSA rechnet", text=checked, align="right", head_tip="Kantonsanteil"),
        Column(
            title="Vorschlag",
            text=proposal,
            second=found,
            symbol=found_symbol,
            tip=lambda line: "\n".join(one.message for one in line.findings),
            least=170,
            most=170,
        ),
    )
    return (
        Column(
            title="Person und Angebot",
            text=lambda line: f"{line.position}  {line.person}",
            second=_what_and_stated if checking else what,
            symbol=(lambda line: State.QUERIED if line.statement else "") if checking else None,
            tip=lambda line: f"{line.person}: {line.offering}, {days(line)}",
            stretch=True,
            least=150,
        ),
        Column(title="Verlangt", text=lambda line: german.amount(line.canton), align="right"),
        *(own if checking else ()),
        Column(title="Tage", text=days, tone="text2", hidden=True),
        Column(title="Anerkannt", text=lambda line: amount(line.accepted), align="right"),
        Column(
            title="Differenz",
            text=lambda line: amount(line.difference) if line.difference else "",
            align="right",
            hidden=checking,
        ),
        Column(
            title="Entscheid",
            text=decision_word,
            second=decided_amount if checking else None,
            symbol=decision_symbol,
            tip=lambda line: line.reason,
        ),
    )


def explain(place: QBoxLayout, line: AnswerLine | None, *, own: bool) -> None:
    """Show one line in full; ``own``: to the municipality that claims it."""
    layouts.empty(place)
    for widget in _explained(line, own=own) if line else ():
        layouts.put(place, widget)
        widget.show()  # or Qt does it after the pane was measured


def _explained(line: AnswerLine, *, own: bool) -> Iterator[QWidget]:
    """Findings, decision, statement, the computation on both sides."""
    yield labels.section(f"Zeile {line.position}: {line.person}")
    yield labels.secondary(f"{line.offering}, {line.provider}, {days(line)}")
    yield labels.secondary(belongs(line))
    for finding in line.findings:
        yield FindingBlock(finding, line=False)
    if line.check and not line.decision:
        yield labels.secondary(f"Vorschlag: {proposal(line)}")
    yield from _answer(line, own=own)
    yield steps_table(line)


def _answer(line: AnswerLine, *, own: bool) -> Iterator[QWidget]:
    """What the KSA decided, and what the municipality says to it."""
    if line.reason:
        yield labels.body(f"Grund{' des KSA' if own else ''}: {line.reason}")
    if line.settle_by:
        yield labels.secondary(f"Verrechnet: {word(line.settle_by)}")
    if line.statement:
        whose = "Ihre Stellungnahme" if own else "Stellungnahme der Gemeinde"
        yield labels.body(f"{whose}: {line.statement}")
    if line.resumed:
        yield labels.body(f"Wieder aufgenommen: {line.resumed}")
    if own and line.accepted is not None:
        yield labels.secondary(f"Anteil der Gemeinde: {german.amount(line.own_share)}")


def steps_table(line: AnswerLine) -> TableView:
    """The computation of the municipality and of the KSA side by side, step by step."""
    theirs = {step.text: step for step in line.steps}
    own = {step.text: step for step in line.check.steps} if line.check else {}
    rows = [(text, theirs.get(text), own.get(text)) for text in _in_turn([*theirs], [*own])]

    def whole(row: tuple[str, Step | None, Step | None]) -> str:
        return step_words(_step(row), line.regime, line.category)

    made = [
        Column(title="Schritt", text=lambda row: _step(row).text, stretch=True, tip=whole),
        Column(
            title="Verlangt",
            text=lambda row: amount(row[1].amount) if row[1] else "",
            align="right",
        ),
        Column(
            title="KSA",
            text=lambda row: amount(row[2].amount) if row[2] else "",
            align="right",
            bold=_differs,
            tone=lambda row: "warn" if _differs(row) else "text",
            hidden=not own,
        ),
        Column(
            title="Quelle",
            text=lambda row: source_words(_step(row)),
            tone="text2",
            tip=lambda row: source_words(_step(row)),
            most=180,
        ),
    ]
    return _fixed("Rechnung der Zeile", made, rows)


def _in_turn(theirs: list[str], own: list[str]) -> list[str]:
    """Both computations in one: what only the KSA has comes before its next step that both have."""
    merged = list(theirs)
    for at, text in enumerate(own):
        if text not in merged:
            after = next((one for one in own[at:] if one in theirs), None)
            merged.insert(len(merged) if after is None else merged.index(after), text)
    return merged


def _step(row: tuple[str, Step | None, Step | None]) -> Step:
    step = row[2] or row[1]
    assert step is not None, "one side has it"
    return step


def _differs(row: tuple[object, ...]) -> bool:
    """Both computed the step, and not the same."""
    one, other = row[1], row[2]
    return other is not None and getattr(one, "amount", None) != getattr(other, "amount", None)


def _fixed(name: str, made: Sequence[Column], rows: Sequence[object]) -> TableView:
    model = RowsModel(made, key=lambda row: row[0])
    view = TableView(model, name, lead=0, sortable=False)
    model.set_rows(rows)
    view.fit_height()
    return view
