"""Dialogs of the procedure: a window, a kind of enclosure, a version of the criteria."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings import texts, usecases
from sozdesk.features.offerings.terms import (
    CriteriaVersionRow,
    CriterionRow,
    EnclosureKindRow,
    EnclosureScope,
    WindowRow,
)
from sozdesk.kernel.findings import Finding, stop
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, TextArea, TextInput, Tick
from sozdesk.widgets.typed import DateInput, NumberInput

_WIDE = 460
_MUST = "zwingend"
_DAY_MISSING = "Schreiben Sie den Tag."


class WindowDialog(CommandDialog):
    """From when to when Gesuche are taken."""

    def __init__(self, parent: QWidget, desk: Desk, row: WindowRow | None) -> None:
        super().__init__(parent, desk, "Fenster ändern" if row else "Fenster hinzufügen")
        self._row = row
        self.put("opens", Field("Ö&ffnet am", DateInput()), needed=_DAY_MISSING)
        self.put("closes", Field("S&chliesst am", DateInput()), needed=_DAY_MISSING)
        source = TextInput(limit=400)
        self.put("source", Field("&Quelle", source, optional=True, width=_WIDE))
        if row is not None:
            self.show_row(row)

    def act(self) -> Act | None:
        """Add or change."""
        if self._row is None:
            return usecases.add_window, usecases.AddWindow(**self.form.values())
        if not (changes := self.form.changes()):
            return None
        command = usecases.ChangeSetting(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return usecases.change_window, command


class KindDialog(CommandDialog):
    """A line of the checklist."""

    def __init__(self, parent: QWidget, desk: Desk, row: EnclosureKindRow | None) -> None:
        super().__init__(parent, desk, "Beilage ändern" if row else "Beilage hinzufügen")
        self._row = row
        self.put("name", Field("&Name", TextInput(), width=_WIDE))
        scopes = Choice([(one, texts.word(one)) for one in EnclosureScope])
        self.put("scope", Field("&Gehört zum Gesuch für", scopes, width=220))
        self.put("required", Field("", Tick("&verlangt"), show_label=False))
        inspected = Tick("nur &Einsicht, nicht aufbewahren (Strafregisterauszug)")
        self.put("inspected_only", Field("", inspected, show_label=False))
        hint = "Leer: läuft nicht ab."
        self.put("valid_months", Field("Gültig (&Monate)", NumberInput(), optional=True, hint=hint))
        source = TextInput(limit=400)
        self.put("source", Field("&Quelle", source, optional=True, width=_WIDE))
        if row is not None:
            self.show_row(row)
        else:
            self.form["required"].set_value(value=True)
            self.form.mark_clean()

    def act(self) -> Act | None:
        """Add or change."""
        if self._row is None:
            return usecases.add_enclosure_kind, usecases.AddEnclosureKind(**self.form.values())
        if not (changes := self.form.changes()):
            return None
        command = usecases.ChangeSetting(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return usecases.change_enclosure_kind, command


class CriteriaDialog(CommandDialog):
    """A version with its criteria, one per line: «3; zwingend; Text»."""

    def __init__(self, parent: QWidget, desk: Desk, row: CriteriaVersionRow | None) -> None:
        title = "Fassung ändern" if row else "Fassung hinzufügen"
        super().__init__(parent, desk, title, intro=texts.VERSION_USED if row and row.used else "")
        self._row = row
        self.put("name", Field("&Name", TextInput(), width=_WIDE))
        if row is None:
            self.put("valid_from", Field("Gültig &ab", DateInput()), needed=_DAY_MISSING)
        else:
            self.put("ended_on", Field("&Letzter Tag", DateInput(), optional=True))
        self.put("source", Field("&Quelle", TextArea(lines=2), optional=True, width=_WIDE))
        if row is None or not row.used:
            hint = "Pro Zeile: Gewicht von 1 bis 10; zwingend oder leer; Text. Zum Beispiel: 3; zwingend; Das Konzept ist schlüssig."
            self.put("criteria", Field("&Kriterien", TextArea(lines=10), hint=hint, width=_WIDE))
        if row is not None:
            self.form.set_values(
                {
                    "name": row.name,
                    "ended_on": row.ended_on,
                    "source": row.source,
                    "criteria": "\n".join(map(written, row.criteria)),
                }
            )

    def check(self) -> list[Finding]:
        """Lines that cannot be read, too."""
        found = list(super().check())
        if "criteria" in self.form:
            for number, line in enumerate(self._lines(), start=1):
                if parsed(line) is None:
                    words = f"Zeile {number}: Schreiben Sie Gewicht; zwingend oder leer; Text."
                    found.append(stop("line", words, "criteria"))
        return found

    def _lines(self) -> list[str]:
        return [line for line in self.form["criteria"].value().splitlines() if line]

    def _criteria(self) -> tuple[usecases.CriterionLine, ...]:
        return tuple(one for one in map(parsed, self._lines()) if one is not None)

    def act(self) -> Act | None:
        """Add it, replace its criteria, or change its head: one act at a time."""
        values, row = self.form.values(), self._row
        if row is None:
            command = usecases.AddCriteriaVersion(
                name=values["name"],
                valid_from=values["valid_from"],
                source=values["source"],
                criteria=self._criteria(),
            )
            return usecases.add_criteria_version, command
        changes = self.form.changes()
        lines = self._criteria() if "criteria" in changes else None
        changes.pop("criteria", None)
        if lines is None and not changes:
            return None
        change = usecases.ChangeVersion(
            id=row.id, base_version=row.version, changes=changes, criteria=lines
        )
        return usecases.change_criteria_version, change


def written(row: CriterionRow) -> str:
    """A criterion as it is typed."""
    return f"{row.weight}; {_MUST if row.mandatory else ''}; {row.text}"


def parsed(line: str) -> usecases.CriterionLine | None:
    """A typed line; None if it is none."""
    parts = [part.strip() for part in line.split(";", 2)]
    if len(parts) < 3 or not parts[0].isdecimal() or parts[1] not in ("", _MUST):
        return None
    return usecases.CriterionLine(text=parts[2], weight=int(parts[0]), mandatory=parts[1] == _MUST)
