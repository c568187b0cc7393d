"""Tables of persons and cases: only what enactment, participation, billing and audits need."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sozdesk.archive.base import Record, one_of
from sozdesk.archive.search import searchable
from sozdesk.features.cases.terms.words import Need, Permit, RepresentativeKind, Sex
from sozdesk.features.offerings.terms import CefrLevel


class PersonRecord(Record):
    """A supported person or somebody of the household."""

    __tablename__ = "person"
    __table_args__ = (one_of("sex", Sex), one_of("early_language_need", Need))

    last_name: Mapped[str]
    first_name: Mapped[str]
    name_sort: Mapped[str] = mapped_column(index=True)
    birth_date: Mapped[date | None] = mapped_column(index=True)
    sex: Mapped[str | None]
    ahv_number: Mapped[str | None] = mapped_column(index=True)
    """13 digits; NULL with a reason."""
    ahv_missing_because: Mapped[str] = mapped_column(default="")
    nationality: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    """Where a Verfügung is sent; lines as on the envelope."""
    education: Mapped[str] = mapped_column(default="")
    goals: Mapped[str] = mapped_column(default="")
    set_aside: Mapped[str] = mapped_column(default="")
    """What an entry that was merged held otherwise while no case could keep it; lines «Feld: Wert»."""
    early_language_need: Mapped[str | None]
    """Förderbedarf gemäss Sprachstanderhebung; NULL if the person is no child of that age."""


class ResidenceRecord(Record):
    """Permit and refugee flag from a day on; the regime of a day follows from them by rule."""

    __tablename__ = "residence"
    __table_args__ = (UniqueConstraint("person_id", "valid_from"), one_of("permit", Permit))

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    permit: Mapped[str | None]
    """NULL for Swiss citizens."""
    refugee: Mapped[bool] = mapped_column(default=False)


class RegimeOverrideRecord(Record):
    """A regime that the office set against the rule, with its reason."""

    __tablename__ = "regime_override"
    __table_args__ = (UniqueConstraint("person_id", "valid_from"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    regime_code: Mapped[str]
    reason: Mapped[str]


class PersonLanguageRecord(Record):
    """A language with the level of a day; no level while it is not tested."""

    __tablename__ = "person_language"
    __table_args__ = (
        UniqueConstraint("person_id", "language"),
        one_of("level", CefrLevel),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    language: Mapped[str]
    level: Mapped[str | None]
    tested_on: Mapped[date | None]


class RepresentativeRecord(Record):
    """Parents or Beistand of a person."""

    __tablename__ = "representative"
    __table_args__ = (one_of("kind", RepresentativeKind),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]
    name: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]


class CaseRecord(Record):
    """A case of one municipality; a move closes it and opens a successor elsewhere."""

    __tablename__ = "support_case"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[int]
    """Own number; given once, never again."""
    dossier_number: Mapped[str] = mapped_column(default="", index=True)
    """Of the office's main case system."""
    bfs_number: Mapped[int] = mapped_column(ForeignKey("municipality.bfs_number"), index=True)
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    support_ended_on: Mapped[date | None]
    """Ablösung: last day of the last supported month, entered by hand."""
    responsible_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    predecessor_id: Mapped[UUID | None] = mapped_column(ForeignKey("support_case.id"))
    """The case that this one follows after a move."""
    moved_on: Mapped[date | None]
    """First day in another municipality, which bills from then on."""
    moved_to: Mapped[int | None]
    """BFS number of it, also outside the file's own municipalities; NULL if it is not in the canton."""
    repayment_starts_on: Mapped[date | None]
    """First day of the years after which a Rückerstattung lapses, typed by a person."""
    retention_class: Mapped[str] = mapped_column(default="case")


class CaseMemberRecord(Record):
    """A person in the household of a case, from a day on; another state is another row."""

    __tablename__ = "case_member"
    __table_args__ = (UniqueConstraint("case_id", "person_id", "valid_from"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("support_case.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    supported: Mapped[bool] = mapped_column(default=True)
    main: Mapped[bool] = mapped_column(default=False)
    """Whose name the case bears."""


searchable(
    PersonRecord,
    kind="person",
    text=lambda row: f"{row.last_name} {row.first_name} {row.ahv_number or ''}",
)
searchable(
    CaseRecord,
    kind="support_case",
    text=lambda row: f"{row.number} {row.dossier_number}",
)
