"""A list of providers and offerings: from a file to what each row says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sozdesk.exchange.listed import Choice, Shape, TableFile, table_of
from sozdesk.exchange.listed import read_file as read_list
from sozdesk.exchange.mapping import Columns
from sozdesk.features.offerings.files.list_fields import MUST, ROWS, SCHEME
from sozdesk.features.offerings.files.list_lines import line_of
from sozdesk.features.offerings.terms.list_import import ListLine, ListTable

ListFile = TableFile
_SHAPE: Final[Shape[ListLine]] = Shape(SCHEME, ROWS, MUST, line_of)

__all__ = ["ListFile", "list_table", "read_list"]


def list_table(file: ListFile, memory: Mapping[str, Columns], choice: Choice) -> ListTable:
    """What the sheets say; ``memory`` maps heads to the columns that somebody chose before."""
    return table_of(file, _SHAPE, memory, choice)
