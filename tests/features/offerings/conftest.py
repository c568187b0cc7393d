"""Files of both offices that hold what public sources say about the recognition."""

from __future__ import annotations

import pytest

from sozdesk.archive.store import Archive
from sozdesk.features.offerings.usecases import LoadOfferingReference, load_offering_reference


@pytest.fixture
def platform(archive: Archive) -> Archive:
    """The file of the KSA with categories, regimes and the checklist, no offering; 5 January 2027."""
    archive.run(load_offering_reference, LoadOfferingReference())
    return archive


@pytest.fixture
def service_platform(service_archive: Archive) -> Archive:
    """The same at a Sozialdienst."""
    service_archive.run(load_offering_reference, LoadOfferingReference())
    return service_archive
