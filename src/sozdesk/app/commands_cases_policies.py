"""``sozdesk cases policies list|status|export|import``: Grundsatzentscheide, also at the KSA."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozdesk.app.commands_cases_due import imprint_of
from sozdesk.app.round_options import offer_json, print_json
from sozdesk.archive.file_info import OfficeKind
from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.files import policies as files
from sozdesk.features.cases.reports import work as reports
from sozdesk.features.cases.terms.work import PolicyFile, PolicyPreview, PolicyRow, PolicyStanding
from sozdesk.features.cases.texts import work as said
from sozdesk.features.offerings.terms.catalogue import NEEDS_COMPARISON
from sozdesk.kernel import german
from sozdesk.kernel.errors import ArchiveError
from sozdesk.kernel.swiss_time import swiss_day

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_ENDINGS = ("xlsx", "pdf", "csv")


def add_command(steps: Any) -> None:
    """Declare ``policies`` with its own steps."""
    parser = steps.add_parser("policies", help="Grundsatzentscheide der Gemeinden")
    inner = parser.add_subparsers(dest="policy_step", required=True, metavar="SCHRITT")
    listed = inner.add_parser("list", help="Grundsatzentscheide zeigen oder als Datei schreiben")
    listed.add_argument("--topic", default="", metavar="THEMA", help="nur dieses Thema")
    listed.add_argument(
        "--out", type=_table_path, metavar="DATEI", help="Übersicht (.xlsx, .pdf oder .csv)"
    )
    offer_json(listed)
    listed.set_defaults(function=list_policies)
    standing = inner.add_parser("status", help="welche Gemeinden gemeldet haben (KSA)")
    offer_json(standing)
    standing.set_defaults(function=list_standings)
    written = inner.add_parser("export", help="Meldung für das KSA schreiben (Sozialdienst)")
    written.add_argument("--out", type=Path, required=True, metavar="ORT", help="Datei oder Ordner")
    offer_json(written)
    written.set_defaults(function=export_policies)
    read = inner.add_parser("import", help="Meldung einer Gemeinde einlesen (KSA)")
    read.add_argument("path", type=Path, metavar="DATEI", help="grundsatzentscheide-….szg")
    read.add_argument("--dry-run", action="store_true", help="nur zeigen, nichts einlesen")
    read.add_argument("--trust", default="", metavar="FINGERABDRUCK", help="am Telefon verglichen")
    offer_json(read)
    read.set_defaults(function=import_policies)


def _table_path(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower().removeprefix(".") not in _ENDINGS:
        raise argparse.ArgumentTypeError(f"«{path.name}» muss auf .xlsx, .pdf oder .csv enden.")
    return path


def list_policies(archive: Archive, options: argparse.Namespace) -> int:
    """Every decision by topic and municipality."""
    wanted = german.search_key(options.topic)
    rows = tuple(
        row
        for row in archive.query(queries.policies)
        if not wanted or german.search_key(row.topic) == wanted
    )
    if options.out is not None:
        report = reports.policies_report(rows, imprint_of(archive), _standings(archive))
        write_bytes(options.out, reports.write(report, options.out.suffix.lower()[1:]))
    if options.json:
        print_json([_as_json(row) for row in rows])
        return 0
    for row in rows:
        amount = said.amount_words(row)
        said_amount = f", {amount}" if amount else ""
        print(
            f"{row.topic}, {row.municipality}: {row.decision}{said_amount} ({said.span_words(row)})"
        )
    print(german.plural(len(rows), "Grundsatzentscheid", "Grundsatzentscheide"))
    if options.out is not None:
        print(f"«{options.out.name}» geschrieben.")
    return 0


def list_standings(archive: Archive, options: argparse.Namespace) -> int:
    """Who has declared: «keine» is another thing than «noch nicht gemeldet»."""
    rows = _standings(archive)
    if not rows:
        raise ArchiveError(said.CANTONAL_ONLY, "Öffnen Sie die Datei des KSA.")
    if options.json:
        print_json([_standing_json(row) for row in rows])
        return 0
    for row in rows:
        at = f", gemeldet am {german.day(swiss_day(row.declared_at))}" if row.declared_at else ""
        print(f"{row.municipality}: {said.standing_words(row)}{at}")
    print(f"{said.standings_words(rows)}.")
    return 0


def _standings(archive: Archive) -> tuple[PolicyStanding, ...]:
    if archive.info.office_kind is not OfficeKind.KSA:
        return ()
    return archive.query(queries.policy_standings, archive.context().today)


def _standing_json(row: PolicyStanding) -> dict[str, object]:
    return {
        "bfs_number": row.bfs_number,
        "municipality": row.municipality,
        "declared_on": swiss_day(row.declared_at).isoformat() if row.declared_at else None,
        "decisions": row.decisions if row.declared_at else None,
    }


def _as_json(row: PolicyRow) -> dict[str, object]:
    return {
        "bfs_number": row.bfs_number,
        "municipality": row.municipality,
        "topic": row.topic,
        "decision": row.decision,
        "amount": row.amount,
        "amount_note": row.amount_note,
        "resolution_number": row.resolution_number,
        "decided_on": row.decided_on.isoformat(),
        "valid_from": row.valid_from.isoformat(),
        "until": row.until.isoformat() if row.until else None,
    }


def export_policies(archive: Archive, options: argparse.Namespace) -> int:
    """Write the signed file for the KSA."""
    file: PolicyFile = archive.run(usecases.declare_policies, usecases.DeclarePolicies()).value
    path = options.out / file.name if options.out.is_dir() else options.out
    write_bytes(path, file.content)
    if options.json:
        print_json({"file": str(path), "decisions": file.decisions})
        return 0
    print(f"{said.policies_declared(file.decisions)}. «{path.name}» geschrieben.")
    return 0


def import_policies(archive: Archive, options: argparse.Namespace) -> int:
    """Show what changes, and read it in unless it was only to be shown."""
    data = files.read_file(options.path)
    preview: PolicyPreview = archive.query(usecases.policy_preview, data, archive.context().today)
    done = False
    if not options.dry_run:
        command = usecases.MergePolicies(data=data, trust=options.trust)
        done = bool(archive.run(usecases.merge_policies, command).changed)
    if options.json:
        print_json(_preview_json(preview, imported=done))
        return 0
    print(f"{preview.office}: {german.enumeration(list(preview.municipalities))}")
    if preview.trust in NEEDS_COMPARISON:
        print(f"Fingerabdruck des Schlüssels: {preview.fingerprint}")
    for one in preview.changes:
        print(said.change_line(one))
    print(said.preview_words(preview))
    if options.dry_run:
        print("Nur gezeigt, nichts eingelesen.")
    else:
        print("Meldung eingelesen." if done else "Diese Meldung ist schon eingelesen.")
    return 0


def _preview_json(preview: PolicyPreview, *, imported: bool) -> dict[str, object]:
    return {
        "imported": imported,
        "office": preview.office,
        "trust": preview.trust.value,
        "fingerprint": preview.fingerprint,
        "municipalities": list(preview.municipalities),
        "without": list(preview.without),
        "changes": [
            {
                "kind": one.kind.value,
                "municipality": one.municipality,
                "topic": one.topic,
                "valid_from": one.valid_from.isoformat(),
                "before": one.before,
                "after": one.after,
            }
            for one in preview.changes
        ],
    }
