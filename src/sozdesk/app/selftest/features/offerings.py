"""Use cases of the offerings, run by the self-test on the built program."""

from __future__ import annotations

from datetime import date

from sozdesk.app.selftest.steps import SelfTestFailed
from sozdesk.archive.store import Archive


def use(archive: Archive) -> str:
    """Load the reference, enter a provider with an IBAN, an offering and its price, and read it back."""
    from sozdesk.features.offerings import queries
    from sozdesk.features.offerings.terms import DatedKind, OrganisationType, PriceUnit, Vat
    from sozdesk.features.offerings.usecases import (
        AddDatedValue,
        AddOffering,
        AddProvider,
        LoadOfferingReference,
        add_dated_value,
        add_offering,
        add_provider,
        load_offering_reference,
    )

    archive.run(load_offering_reference, LoadOfferingReference())
    provider = archive.run(
        add_provider,
        AddProvider(
            name="Kurszentrum Probe",
            organisation_type=OrganisationType.ASSOCIATION,
            iban="CH93 0076 2011 6238 5295 7",
        ),
    ).value
    offering = archive.run(
        add_offering,
        AddOffering(provider_id=provider, category_code="basic_skills", title="Deutsch B1"),
    ).value
    day = date(2027, 1, 1)
    archive.run(
        add_dated_value,
        AddDatedValue(
            kind=DatedKind.PRICE,
            valid_from=day,
            values={
                "offering_id": offering,
                "amount": 120_000,
                "unit": PriceUnit.COURSE,
                "vat": Vat.EXEMPT,
            },
        ),
    )
    row = archive.query(queries.offering, offering, day)
    if row is None or row.price is None or row.price.amount != 120_000:
        raise SelfTestFailed("the price is not there")
    _use_keys()
    return f"{row.title}, ein Preis ab 1.1.2027"


def _use_keys() -> None:
    """The libraries behind the catalogue are in the built program: sign, check, make an age key."""
    from sozdesk.exchange import keys

    pair = keys.new_signing_pair()
    if not keys.is_signed(pair.public.hex(), b"Katalog", keys.sign(pair.secret, b"Katalog")):
        raise SelfTestFailed("the signature is not right")
    if not keys.is_recipient(keys.new_encryption_pair().public.decode()):
        raise SelfTestFailed("the key for encryption is not right")
