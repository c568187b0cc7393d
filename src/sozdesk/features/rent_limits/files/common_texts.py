"""The text of a letter for all who get the same one, with their addresses, to be copied.

For an e-mail program that refuses drafts. A text states the deadline, so that it is the text of
those who have this deadline only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.files.letter_values import (
    YOUR_MUNICIPALITY,
    attached_forms,
    common_values,
    mail_words,
    sharing,
)
from sozdesk.features.rent_limits.terms import LetterJob, LetterKind, LetterTarget
from sozdesk.features.rent_limits.texts import word
from sozdesk.kernel import german


@dataclass(frozen=True, slots=True)
class CommonText:
    """One text for all municipalities with the same letter and deadline."""

    due_on: date
    subject: str
    body: str
    targets: tuple[LetterTarget, ...]
    addresses: tuple[str, ...]
    """Of their e-mails, each once."""

    @property
    def head(self) -> str:
        """«31.12.2026, 84 Gemeinden»."""
        number = german.plural(len(self.targets), "Gemeinde", "Gemeinden")
        return f"{german.day(self.due_on)}, {number}"


def common_texts(job: LetterJob, kind: LetterKind) -> tuple[CommonText, ...]:
    """The texts of one kind of letter in a job, by deadline."""
    groups = _groups(job, kind)
    return tuple(_common_text(job, groups[key]) for key in sorted(groups))


def _groups(job: LetterJob, kind: LetterKind) -> Mapping[tuple[date, date], list[LetterTarget]]:
    """Deadline and day of the call: a text may state both."""
    groups: dict[tuple[date, date], list[LetterTarget]] = {}
    for target in job.targets:
        if target.kind is kind:
            groups.setdefault((target.due_on, target.called_on), []).append(target)
    return groups


def _common_text(job: LetterJob, targets: list[LetterTarget]) -> CommonText:
    first = targets[0]
    subject, body = mail_words(job, job.templates[first.kind], common_values(job, targets))
    addresses = [group[0].addressee.email for group in rules.grouped(targets)]
    return CommonText(
        due_on=first.due_on,
        subject=subject.replace(f" ({YOUR_MUNICIPALITY})", ""),
        body=body,
        targets=tuple(targets),
        addresses=tuple(dict.fromkeys(addresses)),
    )


def text_file(job: LetterJob, kind: LetterKind) -> bytes:
    """For the notepad of Windows: its line ends, and a mark that says UTF-8."""
    lines = [line for text in common_texts(job, kind) for line in _section(job, kind, text)]
    return "\r\n".join(lines).encode("utf-8-sig")


def _section(job: LetterJob, kind: LetterKind, text: CommonText) -> Iterator[str]:
    title = f"{word(kind)} Mietzinsgrenzwerte {job.round.year}: Frist {text.head}"
    yield from (title, "=" * len(title), "")
    yield from ("Adressen für das Feld «Bcc»:", "; ".join(text.addresses) or "keine", "")
    yield from ("Betreff:", text.subject, "", "Text:", "", *text.body.splitlines(), "")
    yield from ("Wer welches Formular bekommt:", *_list(job, text), "", "")


def _list(job: LetterJob, text: CommonText) -> Iterator[str]:
    for target in text.targets:
        forms = [one.file_name for one in attached_forms(job, sharing(job, target))]
        parts = (target.name, target.addressee.words, ", ".join(forms))
        yield " · ".join(filter(None, parts))
