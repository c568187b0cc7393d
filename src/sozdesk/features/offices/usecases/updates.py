"""Updates of the offices: what somebody else changed meanwhile is named in their words."""

from __future__ import annotations

from functools import partial

from sozdesk.archive import updates
from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.offices import texts

existing = partial(updates.existing, words=texts.outdated)
change = partial(updates.change, words=texts.outdated)

__all__ = ["change", "cleaned", "existing", "refuse"]
