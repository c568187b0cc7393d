"""The way to the canton's overview: what the others declared, for pre-filling and comparing."""

from __future__ import annotations

from collections.abc import Callable

from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator


def overview_command(desk: Desk, navigator: Navigator) -> Callable[[], None] | None:  # noqa: ARG001 - for the page that reads tables
    """Opens the page that reads a table of all municipalities; None where there is none."""
    return None
