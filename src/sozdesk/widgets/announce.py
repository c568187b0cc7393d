"""Says aloud (screen reader) what has just appeared on the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Announce ``words``; ``urgent`` interrupts what is being read."""
    # imported here: these classes hold long lists of roles, which would delay the first window
    from PySide6.QtGui import (  # noqa: PLC0415
        QAccessible,
        QAccessibleAnnouncementEvent,
    )

    event = QAccessibleAnnouncementEvent(widget, words)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
