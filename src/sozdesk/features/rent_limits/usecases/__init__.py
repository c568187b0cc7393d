"""What can be done with the Mietzinsgrenzwerte: open an Erhebung, record returns, decide, set."""

from sozdesk.features.rent_limits.terms import EntryDecision, RecordingResult
from sozdesk.features.rent_limits.usecases.deciding import DecideReturn, decide_return
from sozdesk.features.rent_limits.usecases.map_classes import SetMapClasses, set_map_classes
from sozdesk.features.rent_limits.usecases.publishing import (
    PublishLimits,
    content_sha256,
    publication_objections,
    publish_limits,
)
from sozdesk.features.rent_limits.usecases.recording import (
    RecordReturns,
    ReturnEntry,
    ReturnResult,
    record_returns,
)
from sozdesk.features.rent_limits.usecases.rounds import (
    ChangeRound,
    OpenRound,
    change_round,
    open_round,
)
from sozdesk.features.rent_limits.usecases.settings import (
    LoadReference,
    SetIndexValue,
    SetThreshold,
    load_reference,
    set_index_value,
    set_threshold,
)

__all__ = [
    "ChangeRound",
    "DecideReturn",
    "EntryDecision",
    "LoadReference",
    "OpenRound",
    "PublishLimits",
    "RecordReturns",
    "RecordingResult",
    "ReturnEntry",
    "ReturnResult",
    "SetIndexValue",
    "SetMapClasses",
    "SetThreshold",
    "change_round",
    "content_sha256",
    "decide_return",
    "load_reference",
    "open_round",
    "publication_objections",
    "publish_limits",
    "record_returns",
    "set_index_value",
    "set_map_classes",
    "set_threshold",
]
