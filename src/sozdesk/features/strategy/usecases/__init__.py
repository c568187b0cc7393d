"""What can be done with measures."""

from sozdesk.features.strategy.usecases.carrying import (
    CarryOver,
    carry_over,
    remove_carry_over,
)
from sozdesk.features.strategy.usecases.chapters import (
    WriteChapter,
    write_chapter,
)
from sozdesk.features.strategy.usecases.common import RemoveLink
from sozdesk.features.strategy.usecases.importing import ImportMeasures, import_measures
from sozdesk.features.strategy.usecases.links import (
    AddReference,
    AddRelation,
    AddTask,
    ChangeTask,
    add_reference,
    add_relation,
    add_task,
    change_task,
    remove_reference,
    remove_relation,
    remove_task,
)
from sozdesk.features.strategy.usecases.measures import (
    AddMeasure,
    ChangeMeasure,
    RemoveMeasure,
    add_measure,
    change_measure,
    remove_measure,
)
from sozdesk.features.strategy.usecases.periods import (
    AddPeriod,
    ChangePeriod,
    add_period,
    change_period,
)
from sozdesk.features.strategy.usecases.reference import (
    LoadStrategy,
    load_strategy,
)
from sozdesk.features.strategy.usecases.reporting import (
    FreezeReport,
    SetStage,
    freeze_report,
    set_stage,
)
from sozdesk.features.strategy.usecases.statuses import (
    ChangeStatus,
    RecordStatus,
    RemoveStatus,
    change_status,
    record_status,
    remove_status,
)
from sozdesk.features.strategy.usecases.text_hints import (
    DismissTextHint,
    dismiss_text_hint,
    take_up_text_hint,
)

__all__ = [
    "AddMeasure",
    "AddPeriod",
    "AddReference",
    "AddRelation",
    "AddTask",
    "CarryOver",
    "ChangeMeasure",
    "ChangePeriod",
    "ChangeStatus",
    "ChangeTask",
    "DismissTextHint",
    "FreezeReport",
    "ImportMeasures",
    "LoadStrategy",
    "RecordStatus",
    "RemoveLink",
    "RemoveMeasure",
    "RemoveStatus",
    "SetStage",
    "WriteChapter",
    "add_measure",
    "add_period",
    "add_reference",
    "add_relation",
    "add_task",
    "carry_over",
    "change_measure",
    "change_period",
    "change_status",
    "change_task",
    "dismiss_text_hint",
    "freeze_report",
    "import_measures",
    "load_strategy",
    "record_status",
    "remove_carry_over",
    "remove_measure",
    "remove_reference",
    "remove_relation",
    "remove_status",
    "remove_task",
    "set_stage",
    "take_up_text_hint",
    "write_chapter",
]
