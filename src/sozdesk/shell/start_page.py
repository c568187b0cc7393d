"""The start page: where the Erhebung stands, what needs a person, what happened, what is due."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from sozdesk.features.rent_limits import texts
from sozdesk.kernel import german
from sozdesk.kernel.german import plural
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.shell import sheet_saving, start_query
from sozdesk.shell.start_query import OwnFacts, RoundFacts, StartFacts
from sozdesk.shell.start_rows import Deadline, Figure, OwnPoint, Point
from sozdesk.shell.status_bar import moment_words
from sozdesk.widgets import buttons, icons, labels, layouts, states, theme
from sozdesk.widgets.buttons import press_with_enter
from sozdesk.widgets.marks import paint_focus
from sozdesk.widgets.page import EmptyState, Page, Step
from sozdesk.widgets.progress import Legend, Segment, SegmentedBar
from sozdesk.widgets.theme import px
from sozdesk.widgets.tokens import Tone

_NO_SHEET = (
    "Kein Wiederherstellungsblatt gespeichert. Geht das letzte Passwort verloren, kann niemand die "
    "Datei öffnen."
)
_LINK_EDGE = 3
"""Frame and padding of a link: words beside links begin where these do."""
_STACK_BELOW = 720
"""Logical px of the page below which the two columns stand one below the other."""


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The page of the area «Übersicht»."""
    return StartPage(desk, navigator)


class StartPage(Page):
    """Two columns 60:40; reloads whenever anything changes."""

    handbook_place = "fenster#uebersicht"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Übersicht")
        self._desk = desk
        self._navigator = navigator
        self._columns: QHBoxLayout | None = None
        self._making_sheet = False
        desk.changed.connect(self._load)
        self._load()

    def _load(self, _topics: frozenset[str] = frozenset()) -> None:
        self._desk.call(start_query.start_facts, done=self.show_facts, owner=self)

    def show_facts(self, facts: StartFacts) -> None:
        """Show the page with these facts."""
        self.head.set_facts(german.long_day(facts.today))
        self._warn_without_sheet(lacking=facts.lacks_sheet)
        file = self._desk.file
        if facts.round is not None:
            self.set_content(self._overview(facts, facts.round), scroll=True, line=False)
        elif file is not None and file.info.office_kind == "ksa":
            self.set_content(self._first_round(facts), line=False)
        elif facts.own is not None:
            self.set_content(self._own(facts, facts.own), scroll=True, line=False)

    def _warn_without_sheet(self, *, lacking: bool) -> None:
        """Stands on top until there is a sheet; announced once, not with every reload."""
        if not lacking:
            self.clear_notice()
        elif not self.notice():
            self.show_notice(_NO_SHEET, buttons.link("Blatt erstellen …", self._make_sheet))

    def _make_sheet(self) -> None:
        """Once, however often the link is pressed while the sheet is made."""
        if not self._making_sheet:
            self._making_sheet = True
            ready = self._sheet_is_made
            sheet_saving.make_sheet(self, self._desk, self._navigator.say, ready=ready)

    def _sheet_is_made(self) -> None:
        self._making_sheet = False

    def _side_by_side(self, left: QVBoxLayout, right: QVBoxLayout) -> QWidget:
        """60:40; one below the other where there is no room."""
        self._columns = layouts.row(spacing=36, margins=(24, 10, 24, 24))
        layouts.nest(self._columns, left, 3)
        layouts.nest(self._columns, right, 2)
        self._turn()
        return layouts.box(self._columns)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Turn with the width."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        if self._columns is not None and isValid(self._columns):
            narrow = self.width() < px(_STACK_BELOW)
            direction = QHBoxLayout.Direction
            self._columns.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    # ------------------------------------------------------------------ with an Erhebung

    def _overview(self, facts: StartFacts, round_: RoundFacts) -> QWidget:
        left = layouts.column(
            self._round(round_),
            self._attention(round_.points + facts.measures + facts.offerings + facts.billing),
            self._recent(facts),
            None,
            spacing=26,
        )
        right = layouts.column(
            _section("Fristen", self._deadlines(round_.deadlines)),
            _section("Jahr in Zahlen", _figures(round_.figures), note="Stand heute"),
            None,
            spacing=26,
        )
        return self._side_by_side(left, right)

    def _round(self, round_: RoundFacts) -> QWidget:
        title = f"Mietzinsgrenzwerte {round_.year}"
        open_ = buttons.link("Erhebung öffnen", lambda: self._open(round_.year, ""))
        parts = [
            Segment(texts.symbol(standing), number, texts.part_word(standing))
            for standing, number in round_.standings
        ]
        words = round_.extended or f"Frist {german.day(round_.due_on)}"
        due = labels.secondary(words, wrap=False)
        sentence = layouts.row(labels.strong(round_.sentence, wrap=False), None, due)
        bar = SegmentedBar(parts, numbers=True)
        body = layouts.box(layouts.column(sentence, bar, Legend(parts), spacing=8))
        return _section(title, body, link=open_, line=False)

    def _attention(self, points: tuple[Point, ...]) -> QWidget:
        count = plural(len(points), "Punkt", "Punkte")
        if not points:
            rest = _line_of_text("ok", "Nichts. Alles Eingegangene ist entschieden.")
            return _section("Braucht Aufmerksamkeit", rest)
        column = layouts.column(spacing=0)
        for point in points:
            line = PointLine(point)
            line.clicked.connect(partial(self._open_point, point))
            column.addWidget(line)
            column.addWidget(layouts.line())
        return _section("Braucht Aufmerksamkeit", layouts.box(column), note=count)

    def _deadlines(self, lines: tuple[Deadline, ...]) -> QWidget:
        if not lines:
            return _line_of_text("ok", "Keine Frist steht bevor.")
        column = layouts.column(spacing=0)
        for line in lines:
            day = labels.secondary(german.day(line.day), wrap=False)
            day.setFixedWidth(px(70))
            words: list[QWidget] = [self._deadline_title(line)]
            if line.detail:
                words.append(labels.secondary(line.detail))
            for label in words:
                if isinstance(label, QLabel):
                    label.setContentsMargins(_LINK_EDGE, 0, 0, 0)
            left = labels.text(line.left, "label", _TONES[line.urgency], wrap=False)
            row = layouts.row(day, layouts.column(*words, spacing=0), left, margins=(0, 7, 0, 7))
            row.setStretch(1, 1)
            layouts.nest(column, row)
            column.addWidget(layouts.line())
        return layouts.box(column)

    def _deadline_title(self, line: Deadline) -> QWidget:
        """A link where a click opens what it is about."""
        if line.bill_id is None:
            return labels.body(line.title)
        target = {"bill_id": line.bill_id} | ({"page": line.page} if line.page else {})
        link = buttons.link(line.title, lambda: self._navigator.open_area("billing", **target))
        link.setAccessibleName(f"{line.title}, {line.left}: {line.detail}")
        return link

    def _recent(self, facts: StartFacts) -> QWidget:
        whole = buttons.link("Ganzer Verlauf", self._navigator.show_file_history)
        column = layouts.column(spacing=0)
        for act in facts.recent:
            when = labels.secondary(moment_words(act.at, facts.today), wrap=False)
            when.setFixedWidth(px(120))
            who = labels.secondary(act.staff_name, wrap=False)
            line = layouts.row(when, labels.body(act.summary), who, margins=(10, 5, 10, 5))
            line.setStretch(1, 1)
            layouts.nest(column, line)
            column.addWidget(layouts.line())
        return _section("Zuletzt", layouts.box(column), link=whole)

    def _open_point(self, point: Point, _checked: bool = False) -> None:
        more = {"remind": point.remind, "period": point.period, "page": point.page}
        self._navigator.open_area(
            point.area, chip=point.chip, **{name: value for name, value in more.items() if value}
        )

    def _open(self, year: int | None, chip: str) -> None:
        target = {"year": year, "chip": chip}
        self._navigator.open_area(
            "rent_limits", **{name: value for name, value in target.items() if value}
        )

    # ------------------------------------------------------------------ without

    def _first_round(self, facts: StartFacts) -> QWidget:
        """What to begin with; below it what measures and offerings need, if they need anything."""
        empty = self._before_first_round(facts.next_year)
        points = facts.measures + facts.offerings + facts.billing
        parts = [self._attention(points)] if points else []
        if facts.hearings:
            parts.append(_section("Fristen", self._deadlines(facts.hearings)))
        if not parts:
            return empty
        below = layouts.box(layouts.column(*parts, spacing=26, margins=(24, 0, 24, 20)))
        return layouts.box(layouts.column(empty, below, spacing=0))

    def _before_first_round(self, year: int) -> QWidget:
        return EmptyState(
            "calendar-clock",
            f"Eröffnen Sie die Erhebung {year}",
            "SozDesk legt für jede Gemeinde ein Formular an. Verschickt wird nichts von selbst.",
            buttons.button(
                "Zu den Mietzinsgrenzwerten", lambda: self._open(None, ""), primary=True
            ),
            steps_title="So läuft die Erhebung",
            steps=tuple(Step(*step) for step in texts.ROUND_STEPS),
            help_link=buttons.link(
                "Im Handbuch lesen (F1)", lambda: self._navigator.open_handbook("erhebung")
            ),
        )

    # ------------------------------------------------------------------ a service

    def _own(self, facts: StartFacts, own: OwnFacts) -> QWidget:
        """What the municipalities of a service stand at, and the one verb for each."""
        open_ = buttons.link("Alle Meldungen", lambda: self._open(None, ""))
        lines = self._own_lines(own) if own.points else self._for_nobody()
        points = facts.offerings + facts.cases + facts.billing
        next_ = [self._attention(points)] if points else []
        left = layouts.column(
            _section(own.title, lines, link=open_),
            *next_,
            self._recent(facts),
            None,
            spacing=26,
        )
        right = layouts.column(
            _section("Fristen", self._deadlines(own.deadlines)), None, spacing=26
        )
        return self._side_by_side(left, right)

    def _own_lines(self, own: OwnFacts) -> QWidget:
        column = layouts.column(spacing=0)
        for point in own.points:
            line = PointLine(point)
            target = {"bfs": point.bfs_number, "year": own.year, "declare": point.declare}
            line.clicked.connect(
                lambda _checked=False, to=target: self._navigator.open_area("rent_limits", **to)
            )
            column.addWidget(line)
            column.addWidget(layouts.line())
        return layouts.box(column)

    def _for_nobody(self) -> QWidget:
        words = "Ihre Stelle meldet noch für keine Gemeinde. Tragen Sie die Zuständigkeit ein."
        open_ = buttons.button(
            "Gemeinden und Stellen öffnen", lambda: self._navigator.open_area("offices")
        )
        return layouts.box(layouts.column(labels.body(words), layouts.row(open_, None), spacing=10))


class PointLine(QAbstractButton):
    """Symbol, sentence, detail, verb with ``›``; the whole line is the button."""

    def __init__(self, point: Point | OwnPoint) -> None:
        super().__init__()
        self._point = point
        self.setText(point.verb)
        self.setAccessibleName(f"{point.title}. {point.detail}. {point.verb}")
        self.setToolTip(point.detail)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A row of two lines."""
        return QSize(px(320), theme.row_height(50))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses it."""
        if not press_with_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the line."""
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.color("hover"))
        states.paint(painter, self._point.symbol, px(9), px(10))
        verb_width = self._paint_verb(painter)
        words = self.rect().adjusted(px(30), px(6), -verb_width - px(12), -px(6))
        self._paint_words(painter, words)
        paint_focus(painter, self)
        painter.end()

    def _paint_verb(self, painter: QPainter) -> int:
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("accent"))
        width = painter.fontMetrics().horizontalAdvance(self._point.verb) + px(34)
        place = self.rect().adjusted(0, 0, -px(24), 0)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(place, int(right), self._point.verb)
        size = px(16)
        arrow = icons.pixmap("chevron-right", 16, "accent", self.devicePixelRatioF())
        painter.drawPixmap(
            QRect(self.width() - size - px(4), (self.height() - size) // 2, size, size), arrow
        )
        return width

    def _paint_words(self, painter: QPainter, place: QRect) -> None:
        elide = Qt.TextElideMode.ElideRight
        for text, role, tone, edge in (
            (self._point.title, "label", "text", Qt.AlignmentFlag.AlignTop),
            (self._point.detail, "small", "text2", Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(tone))
            shown = painter.fontMetrics().elidedText(text, elide, place.width())
            painter.drawText(place, int(edge | Qt.AlignmentFlag.AlignLeft), shown)


def _section(
    title: str,
    body: QWidget,
    *,
    link: QWidget | None = None,
    note: str = "",
    line: bool = True,
) -> QWidget:
    head = layouts.row(labels.section(title))
    head.setStretch(0, 1)
    if note:
        head.addWidget(labels.secondary(note, wrap=False))
    if link is not None:
        head.addWidget(link)
    column = layouts.column(head, spacing=8)
    if line:
        column.addWidget(layouts.line("line2"))
        column.setSpacing(px(6))
    column.addWidget(body)
    return layouts.box(column)


def _line_of_text(symbol: str, words: str) -> QWidget:
    line = layouts.row(states.Symbol(symbol), labels.body(words), margins=(10, 6, 10, 6))
    line.setStretch(1, 1)
    return layouts.box(line)


_TONES: dict[str, Tone] = {"past": "err", "soon": "warn", "later": "text"}


def _figures(figures: tuple[Figure, ...]) -> QWidget:
    if not figures:
        return _line_of_text("note", "Noch keine Rückmeldung ist erfasst.")
    column: QVBoxLayout = layouts.column(spacing=0)
    for figure in figures:
        value = labels.strong(figure.value, wrap=False)
        change = labels.secondary(figure.change, wrap=False)
        change.setFixedWidth(px(60))
        change.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = layouts.row(labels.body(figure.title), value, change, margins=(0, 6, 10, 6))
        row.setStretch(0, 1)
        layouts.nest(column, row)
        column.addWidget(layouts.line())
    return layouts.box(column)
