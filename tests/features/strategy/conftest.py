"""Files of both offices that hold the measures of the public report."""

from __future__ import annotations

import pytest

from sozdesk.archive.store import Archive
from sozdesk.features.strategy.usecases import LoadStrategy, load_strategy


@pytest.fixture
def strategy(archive: Archive) -> Archive:
    """The file of the KSA with the 40 measures; 5 January 2027."""
    archive.run(load_strategy, LoadStrategy())
    return archive


@pytest.fixture
def service_strategy(service_archive: Archive) -> Archive:
    """The same at a Sozialdienst."""
    service_archive.run(load_strategy, LoadStrategy())
    return service_archive
