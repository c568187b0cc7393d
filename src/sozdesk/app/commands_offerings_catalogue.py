"""``sozdesk offerings export-catalogue|import-catalogue|website``: what leaves the KSA, and how it is read."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozdesk.app.round_options import offer_json, print_json
from sozdesk.documents.safe_write import make_folder, write_bytes
from sozdesk.features.offerings import files, queries, usecases
from sozdesk.features.offerings.terms.catalogue import (
    NEEDS_COMPARISON,
    CatalogueChange,
    CatalogueDraft,
    CatalogueFile,
    CataloguePreview,
    PlatformDraft,
    PlatformFile,
)
from sozdesk.features.offerings.texts import catalogue as texts
from sozdesk.kernel.errors import DocumentWriteError

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


def add_commands(steps: Any) -> None:
    """Declare ``export-catalogue``, ``import-catalogue`` and ``website``."""
    step = _step(
        steps, "export-catalogue", "Katalog für die Gemeinden schreiben (KSA)", export_catalogue
    )
    step.add_argument(
        "--out", type=Path, required=True, metavar="ORT", help="Datei (.szk) oder Ordner"
    )
    offer_json(step)
    step = _step(
        steps, "import-catalogue", "Katalog des KSA einlesen (Sozialdienst)", import_catalogue
    )
    step.add_argument("path", type=Path, metavar="DATEI", help="Katalog (katalog-….szk)")
    step.add_argument("--dry-run", action="store_true", help="nur zeigen, nichts einlesen")
    step.add_argument(
        "--trust",
        default="",
        metavar="FINGERABDRUCK",
        help="acht Zifferngruppen, am Telefon mit dem KSA verglichen",
    )
    offer_json(step)
    step = _step(
        steps, "website", "Liste der Angebote für die Website veröffentlichen", publish_list
    )
    step.add_argument("--out", type=Path, required=True, metavar="ORDNER", help="für csv und html")
    offer_json(step)


def _step(steps: Any, name: str, text: str, function: Any) -> argparse.ArgumentParser:
    added: argparse.ArgumentParser = steps.add_parser(name, help=text)
    added.set_defaults(function=function)
    return added


def export_catalogue(archive: Archive, options: argparse.Namespace) -> int:
    """Write the catalogue, and say what differs and which key signed."""
    draft = archive.query(queries.catalogue_draft, archive.context().today)
    _refuse_other_file(archive, _path_of(options.out, draft.name), draft)
    outcome = archive.run(usecases.export_catalogue, usecases.ExportCatalogue())
    file: CatalogueFile = outcome.value
    path = _path_of(options.out, file.name)
    if path != options.out:
        make_folder(options.out)
    write_bytes(path, file.content)
    row = archive.query(queries.catalogues)[0]
    if options.json:
        print_json(
            {
                "file": str(path),
                "serial": file.serial,
                "as_of": row.as_of.isoformat(),
                "offerings": row.offerings,
                "fingerprint": row.fingerprint,
                "sha256": row.sha256,
                "changes": [_change_json(one) for one in draft.changes],
            }
        )
        return 0
    if draft.last is None:
        print(*texts.counted_by_subject(draft.changes), sep="\n")
    else:
        _print_changes(draft.changes)
    print(f"{texts.titled(file.serial, row.as_of)}: {texts.counted(draft.changes)}.")
    print(f"Fingerabdruck des Schlüssels: {row.fingerprint}")
    print(f"«{path.name}» geschrieben.")
    return 0


def _path_of(out: Path, name: str) -> Path:
    """A name that ends like a catalogue is the file itself, everything else a folder."""
    return out if out.suffix.lower() == ".szk" else out / name


def _refuse_other_file(archive: Archive, path: Path, draft: CatalogueDraft) -> None:
    """Before a catalogue is written: the same file again is welcome, any other one stays."""
    if not path.exists():
        return
    last = draft.last if draft.same else None
    if last is None or path.read_bytes() != archive.query(queries.catalogue_bytes, last.sha256):
        raise DocumentWriteError(*texts.in_the_way(path.name))


def import_catalogue(archive: Archive, options: argparse.Namespace) -> int:
    """Show what comes in, and read it in unless it was only to be shown."""
    data = files.read_catalogue(options.path)
    preview: CataloguePreview = archive.query(
        queries.catalogue_preview, data, archive.context().today
    )
    if not options.json:
        _print_preview(preview)
    done = False
    if not options.dry_run:
        command = usecases.ImportCatalogue(data=data, trust=options.trust)
        done = bool(archive.run(usecases.import_catalogue, command).changed)
    if options.json:
        print_json(_preview_json(preview, imported=done))
    elif options.dry_run:
        print("Nur gezeigt, nichts eingelesen.")
    else:
        print("Katalog eingelesen." if done else texts.already_read(preview))
    return 0


def _print_preview(preview: CataloguePreview) -> None:
    print(f"{texts.titled(preview.serial, preview.content.as_of)}, {preview.office}")
    said = f"Schlüssel {texts.TRUST[preview.trust]}"
    print(f"{said}, Fingerabdruck: {preview.fingerprint}")
    if preview.trust in NEEDS_COMPARISON:
        print(texts.COMPARE)
    _print_changes(preview.changes)
    extra = (texts.limits_counted(preview.limits), texts.new_towns(preview.new_municipalities))
    lines = (texts.counted(preview.changes), *extra, *texts.remarks(preview))
    for line in filter(None, lines):
        print(f"{line}.")


def _print_changes(changes: tuple[CatalogueChange, ...]) -> None:
    for one in changes:
        print(f"{texts.SUBJECTS[one.subject]} {one.name}: {texts.KINDS[one.kind]}")
        for line in texts.changed_fields(one):
            print(f"    {line}")


def _preview_json(preview: CataloguePreview, *, imported: bool) -> dict[str, object]:
    return {
        "imported": imported,
        "serial": preview.serial,
        "as_of": preview.content.as_of.isoformat(),
        "office": preview.office,
        "trust": preview.trust.value,
        "fingerprint": preview.fingerprint,
        "same": preview.same,
        "offerings": len(preview.content.tables["offering"]),
        "rent_limits": {str(year): number for year, number in preview.limits.items()},
        "remarks": list(texts.remarks(preview)),
        "new_municipalities": list(preview.new_municipalities),
        "changes": [_change_json(one) for one in preview.changes],
    }


def _change_json(one: CatalogueChange) -> dict[str, object]:
    return {
        "subject": one.subject.value,
        "id": one.key,
        "name": one.name,
        "kind": one.kind.value,
        "fields": [
            {"label": field.label, "before": field.before, "after": field.after}
            for field in one.fields
        ],
    }


def publish_list(archive: Archive, options: argparse.Namespace) -> int:
    """Publish the list, or write the last version again if nothing has changed."""
    draft: PlatformDraft = archive.query(queries.platform_draft, archive.context().today)
    outcome = archive.run(usecases.publish_platform_list, usecases.PublishPlatformList())
    written: tuple[PlatformFile, ...] = outcome.value
    folder = make_folder(options.out)
    for file in written:
        write_bytes(folder / file.name, file.content)
    newest = archive.query(queries.platform_lists)[0]
    if options.json:
        print_json(
            {
                "number": newest.number,
                "offerings": len(newest.lines),
                "files": [str(folder / file.name) for file in written],
                "changes": [_change_json(one) for one in draft.changes],
            }
        )
        return 0
    for one in draft.changes:
        print(f"{one.name}: {texts.KINDS[one.kind]}")
    print(f"{outcome.summary.rstrip('.')}.")
    for file in written:
        print(folder / file.name)
    return 0
