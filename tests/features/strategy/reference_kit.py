"""The strategy of the reference data, as its tests read it."""

from __future__ import annotations

import json

from sozdesk.kernel.places import database


def periods():
    return json.loads(database("reference", "strategy.json").read_text(encoding="utf-8"))["periods"]


def period():
    return periods()[0]


def measures():
    return {measure["number"]: measure for measure in period()["measures"]}
