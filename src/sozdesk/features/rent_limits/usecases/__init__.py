"""What can be done with the Mietzinsgrenzwerte: open an Erhebung, record returns, decide, set."""

from sozdesk.features.rent_limits.terms import (
    EntryDecision,
    RecordingResult,
)
from sozdesk.features.rent_limits.usecases.asked import (
    SetDeadline,
    TakeAskedForm,
    set_deadline,
    take_asked_form,
)
from sozdesk.features.rent_limits.usecases.deciding import (
    DecideReturn,
    decide_return,
)
from sozdesk.features.rent_limits.usecases.declaring import (
    DiscardOwn,
    FinishOwn,
    OwnResult,
    SaveOwn,
    discard_own,
    finish_own,
    save_own,
)
from sozdesk.features.rent_limits.usecases.exchanging import (
    RecordPublished,
    record_published,
)
from sozdesk.features.rent_limits.usecases.extensions import (
    ExtendDeadline,
    WithdrawExtension,
    extend_deadline,
    withdraw_extension,
)
from sozdesk.features.rent_limits.usecases.households import (
    PutHouseholdsAbove,
    put_households_above,
)
from sozdesk.features.rent_limits.usecases.letters import (
    AddLetterAttachment,
    LogLetters,
    RemoveLetterAttachment,
    RestoreLetter,
    SetLetterDocument,
    SetLetterText,
    SwitchLetter,
    add_letter_attachment,
    log_letters,
    remove_letter_attachment,
    restore_letter,
    set_letter_document,
    set_letter_text,
    switch_letter,
)
from sozdesk.features.rent_limits.usecases.map_classes import (
    SetMapClasses,
    set_map_classes,
)
from sozdesk.features.rent_limits.usecases.overview import (
    RecordOverview,
    record_overview,
)
from sozdesk.features.rent_limits.usecases.own_documents import (
    made_documents,
    made_together,
    put_into,
)
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
    recorded_ids,
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
    "AddLetterAttachment",
    "ChangeRound",
    "DecideReturn",
    "DiscardOwn",
    "EntryDecision",
    "ExtendDeadline",
    "FinishOwn",
    "LoadReference",
    "LogLetters",
    "OpenRound",
    "OwnResult",
    "PublishLimits",
    "PutHouseholdsAbove",
    "RecordOverview",
    "RecordPublished",
    "RecordReturns",
    "RecordingResult",
    "RemoveLetterAttachment",
    "RestoreLetter",
    "ReturnEntry",
    "ReturnResult",
    "SaveOwn",
    "SetDeadline",
    "SetIndexValue",
    "SetLetterDocument",
    "SetLetterText",
    "SetMapClasses",
    "SetThreshold",
    "SwitchLetter",
    "TakeAskedForm",
    "WithdrawExtension",
    "add_letter_attachment",
    "change_round",
    "content_sha256",
    "decide_return",
    "discard_own",
    "extend_deadline",
    "finish_own",
    "load_reference",
    "log_letters",
    "made_documents",
    "made_together",
    "open_round",
    "publication_objections",
    "publish_limits",
    "put_households_above",
    "put_into",
    "record_overview",
    "record_published",
    "record_returns",
    "recorded_ids",
    "remove_letter_attachment",
    "restore_letter",
    "save_own",
    "set_deadline",
    "set_index_value",
    "set_letter_document",
    "set_letter_text",
    "set_map_classes",
    "set_threshold",
    "switch_letter",
    "take_asked_form",
    "withdraw_extension",
]
