"""Files of the cases: lists of persons that come in."""

from sozdesk.features.cases.files.list_lines import (
    list_table,
)
from sozdesk.features.cases.files.ruling_template import (
    template_findings,
)

__all__ = [
    "list_table",
    "template_findings",
]
