"""``sozdesk offerings due``: what is due in the recognition."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

from test_cli import PASSWORD, Run, run

from sozdesk.archive.store import open_with_password
from sozdesk.features.offerings import usecases
from sozdesk.features.offerings.terms import OrganisationType, RequestKind
from sozdesk.kernel import german

__all__ = ["run"]


def receive(path: Path) -> date:
    """A Gesuch of yesterday."""
    archive = open_with_password(path, PASSWORD)
    day = archive.context().today - timedelta(days=1)
    provider = archive.run(
        usecases.add_provider,
        usecases.AddProvider(name="Kurszentrum Muster", organisation_type=OrganisationType.COMPANY),
    ).value
    command = usecases.ReceiveRequest(
        provider_id=provider, offering_id=None, kind=RequestKind.RENEWAL, received_on=day
    )
    archive.run(usecases.receive_request, command)
    archive.close(backup=False)
    return day


def test_what_is_due_is_listed_with_its_day(run: Run, tmp_path: Path) -> None:
    assert run("create", "ksa.sozdesk", "--office", "ksa", "--person", "Anna Muster")[0] == 0
    due = ("--file", "ksa.sozdesk", "offerings", "due")
    assert run(*due) == (0, "Nichts steht an.\n", "")
    day = receive(tmp_path / "ksa.sozdesk")
    code, out, _ = run(*due)
    assert code == 0
    assert out.startswith(f"{german.day(day)}  Gesuch offen: Kurszentrum Muster (Erneuerung, ")
    (line,) = json.loads(run(*due, "--json")[1])
    assert (line["kind"], line["day"]) == ("request", day.isoformat())
    assert line["title"] == "Kurszentrum Muster"
