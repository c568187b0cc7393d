"""``sozdesk round publish``: the limits of a year for an audience, as files and in the file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sozdesk.app.publication import with_files, without_files
from sozdesk.app.round_options import add_step, ask_folder, ask_reason, day_argument, round_of
from sozdesk.documents.safe_write import make_folder, write_bytes
from sozdesk.features.rent_limits import queries, reports, usecases
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    UNDECIDED_STATES,
    Audience,
    PublicationDraft,
)
from sozdesk.kernel.findings import Finding
from sozdesk.settings.declared import MAP_FILE
from sozdesk.settings.store import Settings

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


def add_command(steps: Any) -> None:
    """Declare ``round publish``."""
    publish = add_step(steps, "publish", "Grenzwerte veröffentlichen", publish_limits)
    publish.add_argument(
        "--audience",
        type=Audience,
        choices=list(Audience),
        default=Audience.MUNICIPALITIES,
        metavar="KREIS",
        help="internal, municipalities (sonst) oder public",
    )
    ask_folder(publish, "Ordner für die Dateien")
    ask_reason(publish, "--missing-reason", "warum Gemeinden fehlen")
    ask_reason(
        publish, "--undecided-reason", "warum Beantwortetes fehlt, das noch in Rückfrage ist"
    )
    ask_reason(publish, "--reason", "was an der letzten Veröffentlichung falsch war")
    ask_reason(publish, "--decided-by", "wer die Veröffentlichung für alle beschlossen hat")
    publish.add_argument(
        "--decided-on", type=day_argument, metavar="TAG", help="wann das beschlossen wurde"
    )
    publish.add_argument(
        "--map-size",
        type=int,
        choices=range(1, len(MAIN_CATEGORIES) + 1),
        default=1,
        metavar="N",
        help="Grösse des Haushalts auf der grossen Karte, 1 bis 6 (sonst 1)",
    )


def publish_limits(archive: Archive, options: argparse.Namespace) -> int:
    """Write the files, publish, and leave them in the folder; answers 1 if something is missing."""
    round_of(archive, options.year)
    today = archive.context().today
    draft = archive.query(queries.publication_draft, options.year, options.audience, today)
    command = without_files(
        draft,
        _reasons(archive, draft, options),
        reason=options.reason,
        decided_by=options.decided_by,
        decided_on=options.decided_on,
    )
    found = usecases.publication_objections(draft, command, today)
    if found:
        print("\n".join(map(_with_option, found)), file=sys.stderr)
        return 1
    drawn = reports.map_to_publish(Settings().get(MAP_FILE))
    folder = make_folder(options.out)
    command = with_files(archive, draft, command, MAIN_CATEGORIES[options.map_size - 1], drawn)
    outcome = archive.run(usecases.publish_limits, command)
    for file in command.files:
        write_bytes(folder / file.name, file.content)
        print(folder / file.name)
    print(f"{outcome.summary}.")
    return 0


def _reasons(
    archive: Archive, draft: PublicationDraft, options: argparse.Namespace
) -> Mapping[int, str]:
    """Why each municipality is missing; those that answered may have a reason of their own."""
    rows = archive.query(queries.return_tracking, options.year, archive.context().today)
    undecided = {row.bfs_number for row in rows if row.state in UNDECIDED_STATES}
    asked = options.undecided_reason or options.missing_reason
    return {
        row.bfs_number: asked if row.bfs_number in undecided else options.missing_reason
        for row in draft.missing
    }


_OPTIONS = {
    "missing_reason": "--missing-reason",
    "reason": "--reason",
    "decided_by": "--decided-by",
    "decided_on": "--decided-on",
}


def _with_option(finding: Finding) -> str:
    """The sentence, and the option that answers it."""
    option = _OPTIONS.get(finding.field)
    return f"{finding.message} ({option})" if option else finding.message
