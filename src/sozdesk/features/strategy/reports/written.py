"""The report and its figures as files, made in memory; the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sozdesk.documents.charts import chart_svg
from sozdesk.documents.docx import write_docx
from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.picture import png
from sozdesk.documents.report import Report
from sozdesk.documents.xlsx import write_xlsx
from sozdesk.features.strategy.reports.data import figures_table
from sozdesk.features.strategy.reports.document import measures_report
from sozdesk.features.strategy.terms import ReportContent, ReportFile, ReportImprint
from sozdesk.kernel.errors import Cancelled

Progress = Callable[[int, int], None]
_Makers = Mapping[str, Callable[[], bytes]]
"""Name of the file → what makes its bytes."""

WRITERS: Mapping[str, Callable[[Report], bytes]] = {
    "docx": write_docx,
    "pdf": write_pdf,
    "xlsx": write_xlsx,
}
"""Ending of the name → what writes it."""
_FIGURES = ("gesamt", "handlungsfelder", "prioritaeten")
"""Names of the charts, in their order."""


def _unwatched(done: int, total: int) -> None:
    """Nobody watches."""


def _never() -> bool:
    return False


def report_files(
    content: ReportContent,
    imprint: ReportImprint,
    endings: Sequence[str],
    *,
    fine: bool = False,
    progress: Progress = _unwatched,
    cancelled: Callable[[], bool] = _never,
) -> tuple[ReportFile, ...]:
    """The report in each of the ``endings`` of :data:`WRITERS`.

    Raises:
        Cancelled: as soon as ``cancelled()`` says so.
    """
    report = measures_report(content, imprint, fine=fine)
    name = f"massnahmenbericht_{content.view.period.code}"
    if imprint.number is not None:
        name = f"{name}_version_{imprint.number}"
    makers = {
        f"{name}.{ending}": (lambda write=WRITERS[ending]: write(report)) for ending in endings
    }
    return _made(makers, progress, cancelled)


def figure_files(
    content: ReportContent,
    imprint: ReportImprint,
    *,
    progress: Progress = _unwatched,
    cancelled: Callable[[], bool] = _never,
) -> tuple[ReportFile, ...]:
    """For whoever lays out the report elsewhere: each chart as svg and png, their numbers as xlsx.

    Raises:
        Cancelled: as soon as ``cancelled()`` says so.
    """
    report = measures_report(content, imprint)
    start = f"massnahmen_{content.view.period.code}"
    numbers = replace(report, tables=(figures_table(content),), facts=())
    makers: dict[str, Callable[[], bytes]] = {}
    for name, chart in zip(_FIGURES, report.charts, strict=False):
        svg = chart_svg(chart, alone=True, sample=imprint.sample)
        makers[f"{start}_{name}.svg"] = svg.encode
        makers[f"{start}_{name}.png"] = lambda svg=svg: png(svg)  # type: ignore[misc]
    makers[f"{start}_zahlen.xlsx"] = lambda: write_xlsx(numbers)
    return _made(makers, progress, cancelled)


def _made(
    makers: _Makers, progress: Progress, cancelled: Callable[[], bool]
) -> tuple[ReportFile, ...]:
    files = []
    for number, (name, make) in enumerate(makers.items()):
        if cancelled():
            raise Cancelled
        progress(number, len(makers))
        files.append(ReportFile(name, make()))
    return tuple(files)
