"""Files of the Erhebung: forms out, returns in, versioned.

``form_workbook`` writes a form, ``cell_contents`` is what a declaration looks like in its cells.
``read_paths`` takes whatever comes back; they are plain functions from paths to
picklable values, so that they can run in another process.
"""

from __future__ import annotations

from sozdesk.features.rent_limits.files.prefill import cell_contents
from sozdesk.features.rent_limits.files.reading import read_paths
from sozdesk.features.rent_limits.files.workbook import Typed, form_workbook

__all__ = ["Typed", "cell_contents", "form_workbook", "read_paths"]
