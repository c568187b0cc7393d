"""Documents and exchange files of the billing: asked where, made in the worker, put down whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from sozdesk.documents.safe_write import write_bytes
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import buttons, save_path
from sozdesk.widgets.page_work import PageWork

_PDF, _EXCEL, _WORD = "PDF (*.pdf)", "Excel (*.xlsx)", "Word (*.docx)"
LETTER: Final = f"{_PDF};;{_WORD}"
FIGURES: Final = f"{_EXCEL};;{_PDF}"
VOUCHER: Final = {"pdf": _PDF, "xlsx": _EXCEL}
ANSWER: Final = "Antwort des KSA (*.sza);;Alle Dateien (*)"
STATEMENT: Final = "Stellungnahme (*.szs);;Alle Dateien (*)"
"""What the window that asks for a file offers."""


def save(
    work: PageWork,
    desk: Desk,
    title: str,
    name: str,
    filters: str,
    make: Callable[[str], bytes],
    *,
    said: str = "",
    then: tuple[str, Callable[[], None]] | None = None,
) -> None:
    """Ask where to write ``name``; ``make`` gets the ending of what was chosen, without the dot.

    ``said``: what is to be done with it; ``then``: words and action of what the notice offers next.
    """
    path = save_path.ask(work.page, desk, title, name, filters)
    if path is None:
        return
    worker.run(
        _write,
        path,
        make,
        done=lambda _none: work.written(
            f"«{path.name}» gespeichert. {said}".strip(),
            path.parent,
            *([buttons.link(*then)] if then else []),
        ),
        failed=work.failed,
        owner=work.page,
    )


def _write(path: Path, make: Callable[[str], bytes]) -> None:
    write_bytes(path, make(path.suffix.lower().removeprefix(".")))
