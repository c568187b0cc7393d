"""The one style sheet, written from the tokens. Focus rules come last: they win over the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from sozdesk.widgets.tokens import Tokens

_SHEET = Template("""
QToolTip { background: $raised; color: $text; border: 1px solid $line2; padding: 3px 6px; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: 0; }
QFrame[surface="page"], QWidget[surface="page"] { background: $page; }
QWidget[surface="chrome"] { background: $chrome; }
QWidget[surface="nav"] { background: $nav; }
QWidget[surface="header"] { background: $header; }
QWidget[surface="raised"] { background: $raised; }
QWidget[surface="line"] { background: $line; }
QWidget[surface="line2"] { background: $line2; }
QSplitter::handle { background: $line; }

QPushButton, QToolButton[role="button"] { background: $raised; color: $text; border: 1px solid $control;
  border-radius: 4px; padding: 0 ${pad}px; min-height: ${inner}px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $sel; }
QPushButton:disabled { background: $chrome; color: $textd; border-color: $line2; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[primary="true"]:hover, QPushButton[primary="true"]:pressed { background: $accent_hover; border-color: $accent_hover; }
QPushButton[primary="true"]:disabled { background: $chrome; color: $textd; border-color: $line2; }
QPushButton[role="link"] { background: transparent; color: $accent; border: 2px solid transparent;
  padding: 0 1px; min-height: ${linkinner}px; text-decoration: underline; text-align: left; }
QPushButton[role="link"]:hover { color: $accent_hover; }
QPushButton[role="link"]:disabled { color: $textd; }
QToolButton { background: transparent; color: $text; border: 2px solid transparent; border-radius: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $sel; }
QToolButton::menu-indicator { image: none; }
QPushButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QComboBox, QFrame[role="field"] { background: $field; color: $text;
  border: 1px solid $control; border-radius: 4px; }
QLineEdit, QPlainTextEdit { placeholder-text-color: $text2; }
QLineEdit, QComboBox { padding: 0 ${fieldpad}px; min-height: ${inner}px; }
QPlainTextEdit { padding: 3px ${textpad}px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $chrome; color: $textd; border-color: $line2; }
QLineEdit:read-only { background: $chrome; }
QFrame[role="field"] QLineEdit { border: 0; background: transparent; padding: 0 2px; min-height: ${chipinner}px; }
QLineEdit QToolButton { border: 0; }
QComboBox::drop-down { border: 0; width: ${drop}px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line2; outline: 0;
  selection-background-color: $sel; selection-color: $text; }
QComboBox QAbstractItemView::item { padding-left: 6px; min-height: ${item}px; }
*[finding="stop"] { border: 2px solid $err; }
QLineEdit[finding="stop"], QComboBox[finding="stop"] { padding: 0 ${fieldpadless}px; min-height: ${innerless}px; }

QMenu { background: $raised; border: 1px solid $line2; padding: 4px 0; }
QMenu::item { padding: 5px 24px 5px 14px; min-height: ${menuinner}px; }
QMenu::item:selected { background: $sel; color: $text; }
QMenu::item:disabled { color: $textd; }
QMenu::separator { height: 1px; background: $line; margin: 4px 0; }
QMenuBar { background: transparent; }
QMenuBar::item { padding: 5px 9px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $sel; color: $text; }

QTableView, QListView, QTreeView { background: $page; border: 0; selection-background-color: $sel; selection-color: $text; }
QListView[role="popup"] { background: $raised; border: 1px solid $line2; border-radius: 4px; }
QTreeView::item:hover { background: $hover; }
QTreeView::item:selected { background: $sel; color: $text; }
QTextBrowser { background: $page; color: $text; border: 2px solid transparent; }
QHeaderView, QHeaderView::section { background: $page; border: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: $control; border-radius: 3px; margin: 2px 3px; min-height: 32px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: $control; border-radius: 3px; margin: 3px 2px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QProgressBar { background: $neutral_bg; border: 1px solid $line2; border-radius: 3px; max-height: 8px; min-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QCalendarWidget QWidget { background: $raised; alternate-background-color: $header; }
QCalendarWidget QToolButton { color: $text; padding: 4px 8px; font-weight: 600; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent; selection-color: $on_accent; }

$roles
$tones
QFrame[role="summary"] { border: 2px solid $err; border-radius: 4px; background: $page; }
$notices
QLabel[role="tag"] { border: 1px dashed $warn; border-radius: 4px; background: $warn_bg; color: $warn; padding: 2px 11px; font-weight: 600; }

QPushButton:focus { border: 2px solid $accent; padding: 0 ${padless}px; min-height: ${innerless}px; }
QPushButton[primary="true"]:focus { border: 2px solid $text; }
QPushButton[role="link"]:focus { border: 2px solid $accent; border-radius: 4px; padding: 0 1px; min-height: ${linkinner}px; }
QToolButton:focus { border: 2px solid $accent; }
QLineEdit:focus, QComboBox:focus { border: 2px solid $accent; padding: 0 ${fieldpadless}px; min-height: ${innerless}px; }
QTextBrowser:focus { border: 2px solid $accent; }
QPlainTextEdit:focus { border: 2px solid $accent; padding: 2px ${textpadless}px; }
QFrame[role="field"][focus="true"] { border: 2px solid $accent; }
QFrame[role="field"] QLineEdit:focus { border: 0; padding: 0 2px; min-height: ${chipinner}px; }
QFrame[role="summary"]:focus { border: 2px solid $accent; }
QScrollArea:focus { border: 2px solid $accent; }
""")

_TONES = ("text", "text2", "textd", "accent", "ok", "warn", "err", "query", "info", "neutral")
_GROUNDS = ("ok", "warn", "err", "query", "info", "neutral")
"""Tones with a ground of their own."""


def sheet(
    names: Tokens, sizes: Mapping[str, tuple[int, QFont.Weight]], px: Callable[[float], int]
) -> str:
    """The style sheet for a set of colours, the type table and the size factor inside ``px``."""
    roles = "\n".join(
        f'QLabel[role="{role}"] {{ font-size: {px(size)}px; font-weight: {int(weight)}; }}'
        for role, (size, weight) in sizes.items()
    )
    tones = "\n".join(
        f'QLabel[tone="{tone}"] {{ color: {getattr(names, tone)}; }}' for tone in _TONES
    )
    notices = "\n".join(
        f'QFrame[role="notice"][tone="{tone}"] {{ border: 1px solid {getattr(names, tone)}; '
        f"border-radius: 4px; background: {getattr(names, f'{tone}_bg')}; }}"
        for tone in _GROUNDS
    )
    lengths = {
        "pad": px(12),
        "padless": px(12) - 1,
        "inner": px(30) - 2,
        "innerless": px(30) - 4,
        "linkinner": px(26) - 4,
        "fieldpad": px(8),
        "fieldpadless": px(8) - 1,
        "textpad": px(6),
        "textpadless": px(6) - 1,
        "chipinner": px(26) - 2,
        "drop": px(26),
        "menuinner": px(20),
        "item": px(30),
    }
    return _SHEET.substitute(names._asdict(), roles=roles, tones=tones, notices=notices, **lengths)
