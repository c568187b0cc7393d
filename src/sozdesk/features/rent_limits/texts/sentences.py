"""The sentence of every finding: what it is, with the figures and the usual limit.

Sentences of Prüfhinweise only state facts, because the limits are the municipality's own; what
stops a return also says what to do. Words in braces are filled in by whoever makes the finding.
"""

from __future__ import annotations

from collections.abc import Mapping

from sozdesk.features.rent_limits.terms import Code

_FORMAT: Mapping[Code, str] = {
    Code.NOT_A_FORM: "Die Datei ist kein Formular der Erhebung. Erfassen Sie die Angaben von Hand, oder verlangen Sie das Formular.",
    Code.NOT_FOUND: "Die Datei gibt es nicht mehr. Prüfen Sie Ordner und Namen, und lesen Sie sie noch einmal ein.",
    Code.UNREADABLE: "Die Datei lässt sich nicht lesen. Verlangen Sie sie noch einmal.",
    Code.PASSWORD_PROTECTED: "Die Datei ist mit einem Passwort geschützt. Verlangen Sie sie ohne Passwort.",
    Code.OLD_EXCEL: "Die Datei hat das alte Excel-Format (.xls). Verlangen Sie sie als .xlsx.",
    Code.MACROS: "Die Datei kann Makros enthalten (.xlsm). Verlangen Sie sie als .xlsx.",
    Code.TOO_BIG: "Die Datei ist grösser als 5 MB. Verlangen Sie das Formular ohne Bilder und Beilagen.",
    Code.ZIP_BOMB: "Die Datei wird beim Entpacken übermässig gross. Sie wurde nicht geöffnet. Verlangen Sie das Formular einzeln.",
    Code.DOCTYPE: "Die Datei enthält fremde Anweisungen (DOCTYPE). Sie wurde nicht geöffnet. Verlangen Sie das Formular noch einmal.",
    Code.UNSAFE_PATH: "Die Datei will beim Entpacken an einen anderen Ort schreiben. Sie wurde nicht geöffnet. Verlangen Sie das Formular einzeln.",
    Code.WRONG_YEAR: "Das Formular ist für das Jahr {found}, erfasst wird das Jahr {expected}. Verlangen Sie das Formular {expected}.",
    Code.FOREIGN_NUMBER: "Die Gemeindenummer {number} gehört zu keiner Gemeinde in Ihrer Liste. Fragen Sie bei der Absenderin nach.",
    Code.UNKNOWN_MUNICIPALITY: "Im Formular ist keine Gemeinde erkennbar. Wählen Sie die Gemeinde von Hand.",
    Code.UNREADABLE_FIELD: "{problem}",
    Code.TEXT_READ_AS_NUMBER: "Der Text «{raw}» wurde als {value} gelesen.",
    Code.TEXT_READ_AS_DATE: "Der Text «{raw}» wurde als {value} gelesen.",
    Code.OLDER_FORM: "Das Formular hat eine ältere Fassung ({version}). Alle Angaben wurden gelesen.",
    Code.TWICE: "{name} steht mehrmals in der Tabelle, mit verschiedenen Angaben: Zeilen {rows}. Berichtigen Sie die Tabelle.",
    Code.FOOTNOTE: "{footnote}.",
    Code.NAME_ONLY: "Gefunden wurde nur der Name «{seen}». Bestätigen Sie, dass die Rückmeldung von {name} ist.",
}

_INCOMPLETE: Mapping[Code, str] = {
    Code.MISSING_AMOUNT: "Der Betrag {for_category} fehlt. Tragen Sie ihn nach oder fragen Sie zurück.",
    Code.MISSING_RENT_KIND: "Es fehlt, ob die Beträge netto oder brutto sind. Wählen Sie eines von beiden.",
    Code.MISSING_INTERVAL: "Es fehlt, ob die Beträge pro Monat oder pro Jahr gelten. Wählen Sie eines von beiden.",
    Code.MISSING_REASON: "«Keine Grenzwerte festgelegt» ist ohne Grund angegeben. Tragen Sie den Grund ein.",
}

_HINTS: Mapping[Code, str] = {
    Code.NOT_MONOTONE: "{value} {for_category} sind weniger als {other} {for_smaller}. Üblich ist mehr für mehr Personen.",
    Code.STEP_SMALL: "{value} {for_category}{compared}. Üblich sind mindestens {limit} mehr.",
    Code.STEP_LARGE: "{value} {for_category}{compared}. Üblich sind höchstens {limit} mehr.",
    Code.ALL_EQUAL: "{value} für alle Haushalte von 1 bis 5 Personen. Üblich ist mehr für mehr Personen.",
    Code.ROW_SLIP: "{value} {for_category} statt {other} {before} ({share}). So viel galt damals {for_neighbour}. Vielleicht ist eine Zeile verrutscht.",
    Code.CHANGE_LARGE: "{value} {for_category} statt {other} {before} ({share}). Üblich sind höchstens {limit}.",
    Code.MONTH_YEAR: "{value} {interval} {for_category}. Üblich sind {usual}. Vielleicht sind Monat und Jahr verwechselt.",
    Code.NET_ABOVE_GROSS: "Netto {net} {for_category} ist mehr als brutto {gross}. Üblich ist netto höchstens gleich viel wie brutto.",
    Code.ANCILLARY_SHARE: "{value} Nebenkosten {for_category} bei {net} netto ({share}). Üblich sind {usual}.",
    Code.HEATING_WITHOUT_ANCILLARY: "Die Heizung ist inbegriffen, die Nebenkosten sind aber 0. Üblich sind {usual} der Nettomiete.",
    Code.FURTHER_MISSING: "Der Betrag für jede weitere Person fehlt. Üblich ist ein Betrag für Haushalte ab 6 Personen.",
    Code.FURTHER_NOT_POSITIVE: "{value} für jede weitere Person. Üblich ist mehr als 0.",
    Code.FURTHER_ABOVE_STEP: "{value} für jede weitere Person, von 4 zu 5 Personen aber {other}. Üblich ist höchstens gleich viel.",
    Code.YOUNG_ABOVE_SINGLE: "{value} für 18- bis 25-Jährige, für 1 Person aber {other}. Üblich ist höchstens gleich viel.",
    Code.SHARED_ABOVE_SINGLE: "{value} für WG oder Einzelzimmer, für 1 Person aber {other}. Üblich ist höchstens gleich viel.",
    Code.KIND_CHANGED: "Die Beträge gelten {value}, {before} galten sie {other}. Üblich ist die gleiche Angabe wie bisher.",
    Code.UNCHANGED_INDEX_MOVED: "Seit {since} unverändert. Der Index «{series}» ging von {old} auf {new} ({share}). Üblich ist eine Anpassung ab {limit}.",
    Code.FAR_FROM_MEDIAN: "{value} {for_category}, Median im Bezirk {district} {other} aus {count} Gemeinden. Üblich sind dort {usual}.",
    Code.SAME_AS_OTHER: "Alle Beträge sind gleich wie in {others}. Üblich sind gleiche Beträge nur beim gleichen Sozialdienst.",
    Code.UNCHANGED_BUT_DIFFERENT: "«Unverändert» ist angegeben, aber {differences}. Üblich sind gleiche Beträge.",
    Code.BASIS_BUT_DIFFERENT: "Die Basis ist «unverändert vom Vorjahr», aber {differences}. Üblich sind dann gleiche Beträge.",
    Code.METHOD_MISSING: "Es fehlt, auf welcher Basis die Grenzwerte festgelegt sind. Gefragt wird jedes Jahr danach.",
    Code.VALID_FROM_MISSING: "Es fehlt, ab wann die Beträge gelten. Üblich ist der 1. Januar {year}.",
    Code.DECISION_MISSING: "Das Datum des Beschlusses fehlt. Üblich ist ein Beschluss vor dem Inkrafttreten.",
    Code.DECISION_PENDING: "Der Beschluss steht noch aus. Üblich ist ein Beschluss vor dem Inkrafttreten.",
    Code.DECISION_OLDER: "Beschluss vom {value}, {before} galt der Beschluss vom {other}. Üblich ist der gleiche oder ein neuerer.",
    Code.DECISION_RETROACTIVE: "Beschluss vom {value}, gültig schon ab {other} (rückwirkend). Üblich ist ein Beschluss vor dem Inkrafttreten.",
    Code.LOWER_WITH_SUBSIDY_RULES: "{value} {for_category} statt {other} {before} ({share}). Der Betrag dient nach Vo MBG § 1 auch den Mietzinsbeiträgen.",
    Code.FEW_ADVERTS_BELOW: "{value} Inserate bis zum Grenzwert. Für eine realistische Chance sind mindestens {limit} üblich.",
    Code.NO_CONTACT: "Es fehlt, wer Auskunft gibt. Üblich ist mindestens eine E-Mail-Adresse oder Telefonnummer.",
    Code.INDEX_NOT_CHECKABLE: "Seit {since} unverändert. Ob sich der Index «{series}» bewegt hat, ist nicht prüfbar: {reason}. Werte ergänzen Sie unter «Indexreihen».",
}

_SENTENCES: Mapping[Code, str] = {**_FORMAT, **_INCOMPLETE, **_HINTS}


def sentence(code: Code, **figures: object) -> str:
    """The sentence of a finding; ``figures`` are already written the Swiss way.

    What the format codes take: WRONG_YEAR ``found``, ``expected``; FOREIGN_NUMBER ``number``;
    UNREADABLE_FIELD ``problem`` (a whole sentence, as ``EntryError`` brings it);
    TEXT_READ_AS_NUMBER and TEXT_READ_AS_DATE ``raw``, ``value``; OLDER_FORM ``version``;
    NAME_ONLY ``seen``, ``name``; TWICE ``name``, ``rows``; FOOTNOTE ``footnote``; the others nothing. Raises KeyError if one is missing.
    """
    text = _SENTENCES[code].format_map(figures)
    return text[:1].upper() + text[1:]
