"""How SozDesk looks: colours, type, sizes, changed at run time in one place.

``apply(app, mode, factor)`` once at start and again for every change in Einstellungen › Darstellung.
Whoever draws by hand asks ``color(...)``, ``font(...)`` and ``px(...)`` in ``paintEvent`` and needs
nothing else; whoever keeps a drawn thing connects to ``events().changed``.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Literal

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from sozdesk.kernel import places
from sozdesk.widgets import style, tokens
from sozdesk.widgets.tokens import Tokens, Tone

TextRole = Literal[
    "page_title", "empty_title", "record_title", "section", "body", "label", "small", "column",
    "status",
]  # fmt: skip
"""Role of a text; see ``_TYPE`` for size and weight."""

Surface = Literal["page", "chrome", "nav", "header", "raised", "line", "line2"]
"""Background a widget may be given with :func:`surface`."""

_TYPE: dict[str, tuple[int, QFont.Weight]] = {
    "page_title": (22, QFont.Weight.DemiBold),
    "empty_title": (20, QFont.Weight.DemiBold),
    "record_title": (18, QFont.Weight.DemiBold),
    "section": (16, QFont.Weight.DemiBold),
    "body": (14, QFont.Weight.Normal),
    "label": (14, QFont.Weight.DemiBold),
    "small": (13, QFont.Weight.Normal),
    "column": (13, QFont.Weight.DemiBold),
    "status": (12, QFont.Weight.Normal),
}
_FAMILY = "Source Sans 3"
_FACTORS = (0.9, 1.3)


class Mode(StrEnum):
    """Light, dark, or as the system."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class ThemeEvents(QObject):
    """Tells hand-drawn things that colours or sizes have changed."""

    changed = Signal()


class _Settings:
    """What is set now; module state, because a process has one look."""

    def __init__(self) -> None:
        self.tokens = tokens.LIGHT
        self.mode = Mode.SYSTEM
        self.factor = 1.0
        self.roomy = False
        self.applying = False


_now = _Settings()


@cache
def events() -> ThemeEvents:
    """The one object whose ``changed`` fires after every :func:`apply`."""
    return ThemeEvents()


def apply(
    app: QApplication,
    mode: Mode | str = Mode.SYSTEM,
    factor: float = 1.0,
    *,
    roomy_rows: bool = False,
) -> None:
    """Give the whole program one look; ``factor`` (0.9–1.3) scales text and what surrounds it."""
    _prepare(app)
    _now.mode = Mode(mode)
    _now.factor = min(max(factor, _FACTORS[0]), _FACTORS[1])
    _now.roomy = roomy_rows
    _refresh(app)


def _refresh(app: QApplication) -> None:
    if _now.applying:
        return
    _now.applying = True
    try:
        _ask_system_for_scheme(app)
        _now.tokens = _choose_tokens(app)
        _clear_caches()
        app.setFont(font("body"))
        app.setPalette(_palette(_now.tokens))
        app.setStyleSheet(style.sheet(_now.tokens, _TYPE, px))
    finally:
        _now.applying = False
    events().changed.emit()


@cache
def _prepare(app: QApplication) -> None:
    """Once per process: style, fonts, German words of Qt, and the ear for the system's scheme."""
    app.setStyle("Fusion")
    for cut in ("Regular", "Semibold", "Bold", "It"):
        path = str(places.resource("fonts", f"SourceSans3-{cut}.ttf"))
        if QFontDatabase.addApplicationFont(path) < 0:
            raise FileNotFoundError(path)
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Switzerland))
    translator = _SwissTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_de", folder):
        app.installTranslator(translator)
    app.styleHints().colorSchemeChanged.connect(lambda _scheme: _follow_system(app))


_KEYS = ("Ctrl", "Shift")
"""Named as in the handbook and in our own tips: «Ctrl+Z», not «Strg+Z»."""


class _SwissTranslator(QTranslator):
    """Qt's own German words as they are written in Switzerland: «Schliessen»."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The German word with ss; None if Qt has none: an empty text would be shown as it is."""
        if context == "QShortcut" and source in _KEYS:
            return source
        found = super().translate(context, source, disambiguation, n)
        return found.replace(chr(0xDF), "ss") if found else None


def _follow_system(app: QApplication) -> None:
    if _now.mode is Mode.SYSTEM:
        _refresh(app)


def _ask_system_for_scheme(app: QApplication) -> None:
    """Also the frame that the system draws round our windows follows the mode."""
    wanted = {Mode.LIGHT: Qt.ColorScheme.Light, Mode.DARK: Qt.ColorScheme.Dark}
    app.styleHints().setColorScheme(wanted.get(_now.mode, Qt.ColorScheme.Unknown))


def _choose_tokens(app: QApplication) -> Tokens:
    hints = app.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return tokens.from_palette(app.style().standardPalette())
    dark = _now.mode is Mode.DARK or (
        _now.mode is Mode.SYSTEM and hints.colorScheme() == Qt.ColorScheme.Dark
    )
    return tokens.DARK if dark else tokens.LIGHT


def _clear_caches() -> None:
    color.cache_clear()
    font.cache_clear()


def _palette(names: Tokens) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    colours = {
        role.Window: names.page,
        role.WindowText: names.text,
        role.Base: names.field,
        role.AlternateBase: names.header,
        role.Text: names.text,
        role.Button: names.raised,
        role.ButtonText: names.text,
        role.ToolTipBase: names.raised,
        role.ToolTipText: names.text,
        role.PlaceholderText: names.text2,
        role.Highlight: names.accent,
        role.HighlightedText: names.on_accent,
        role.Link: names.accent,
        role.LinkVisited: names.accent,
        role.Light: names.raised,
        role.Midlight: names.line,
        role.Mid: names.line2,
        role.Dark: names.control,
        role.Shadow: names.line2,
        role.BrightText: names.on_accent,
        role.Accent: names.accent,
    }
    for key, value in colours.items():
        palette.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, key, QColor(names.textd))
    return palette


def current() -> Tokens:
    """The colours in force."""
    return _now.tokens


def map_colours() -> tokens.MapColours:
    """What maps are filled with."""
    return tokens.MAP_DARK if _now.tokens.dark else tokens.MAP_LIGHT


def mode() -> Mode:
    """The mode in force."""
    return _now.mode


def factor() -> float:
    """The size factor in force."""
    return _now.factor


def px(logical: float) -> int:
    """A length of the design in logical pixels, times the size factor."""
    return round(logical * _now.factor)


def row_height(base: int = 30) -> int:
    """Height of a list row: 30 in lists, 28 in a detail, 32 with check boxes, 50 for two lines."""
    return px(base + (6 if _now.roomy else 0))


@cache
def color(tone: Tone) -> QColor:
    """A colour by name. Cached: do not change what you get."""
    return QColor(getattr(_now.tokens, tone))


@cache
def font(role: TextRole = "body", *, bold: bool = False) -> QFont:
    """The font of a text role with tabular lining figures. Cached: copy before you change it."""
    size, weight = _TYPE[role]
    made = QFont(_FAMILY)
    made.setPixelSize(px(size))
    made.setWeight(QFont.Weight.DemiBold if bold else weight)
    for feature in ("tnum", "lnum"):
        made.setFeature(QFont.Tag(feature), 1)
    return made


def give(widget: QWidget, **properties: object) -> None:
    """Set style-sheet properties (``role``, ``tone``, ``surface``, ``finding``) and show them."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def surface(widget: QWidget, name: Surface) -> None:
    """Fill a plain widget with one of the surfaces."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    give(widget, surface=name)
