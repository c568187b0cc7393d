"""The one place where an expected failure becomes a sentence on the screen.

Findings go beside their fields; an outdated row gets a sentence in the dialog or, on a page, a bar
with «Neu laden»; the rest a box with the next step. A cancelled job says nothing. Anything unexpected is raised again.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sozdesk.kernel.errors import Cancelled, NotFound, Outdated, RuleViolation, SozDeskError
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.widgets import buttons, messages, states
from sozdesk.widgets.buttons import Slot
from sozdesk.widgets.dialogs import Dialog
from sozdesk.widgets.fields import Form
from sozdesk.widgets.page import Page, page_of
from sozdesk.widgets.summary import ErrorSummary


def show(
    owner: QWidget,
    error: BaseException,
    *,
    form: Form | ErrorSummary | None = None,
    reload: Slot | None = None,
) -> None:
    """Tell the person about ``error`` where it belongs.

    ``form`` (or its summary) takes the findings of a broken rule; ``reload`` is what «Neu laden»
    does after somebody else changed the row. Raises ``error`` again if it is not an expected one.
    """
    if not isinstance(error, SozDeskError):
        raise error
    if isinstance(error, Cancelled):
        return
    if isinstance(error, RuleViolation) and form is not None:
        _show_findings(error, owner, form)
    elif isinstance(error, Outdated | NotFound) and isinstance(owner.window(), Dialog):
        _show_above(error, owner)
    elif isinstance(error, Outdated | NotFound) and page_of(owner) is not None:
        _show_bar(error, owner, reload)
    else:
        _show_box(error, owner)


def _show_findings(error: RuleViolation, owner: QWidget, form: Form | ErrorSummary) -> None:
    if isinstance(form, ErrorSummary):
        form.report(error.findings)
        return
    rest = form.show_findings(error.findings)
    if rest:
        _show_box(RuleViolation(rest), owner)


def _show_above(error: SozDeskError, owner: QWidget) -> None:
    """Above the fields of the dialog: what was typed stays."""
    dialog = owner.window()
    assert isinstance(dialog, Dialog)
    dialog.summary.report([Finding("outdated", Severity.STOP, str(error))])


def _show_bar(error: SozDeskError, owner: QWidget, reload: Slot | None) -> None:
    page = page_of(owner)
    assert page is not None
    words = f"{error.sentence} {error.next_step}".strip()
    if reload is None:
        page.show_notice(words)
    else:
        page.show_notice(words, buttons.link("Neu laden", lambda: _reload(page, reload)))


def _reload(page: Page, reload: Slot) -> None:
    page.clear_notice()
    reload()


def _show_box(error: SozDeskError, owner: QWidget) -> None:
    messages.inform(owner, error.sentence, error.next_step, state=states.State.HINT)
