"""What a filter looks at, made before somebody types: thousands of rows take too long for a key."""

from __future__ import annotations

from functools import partial

from sozdesk.runtime.desk import Desk
from sozdesk.widgets.rows import RowsModel


def prepare_search(desk: Desk, model: RowsModel) -> None:
    """Make it on the archive thread, after what the page still asks for.

    Until it is there a key makes it itself; rows set in the meantime are prepared by their own call.
    """
    make, rows = model.searching(), model.generation
    desk.call(lambda _archive: make(), done=partial(_take, model, rows), owner=model)


def _take(model: RowsModel, rows: int, haystacks: tuple[str, ...]) -> None:
    if rows == model.generation:
        model.take_searched(haystacks)
