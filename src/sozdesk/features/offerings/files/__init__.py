"""Exchange files of the offerings, in and out."""

from sozdesk.features.offerings.files.catalogue import (
    read_catalogue,
)
from sozdesk.features.offerings.files.list_table import (
    ListFile,
    list_table,
    read_list,
)
from sozdesk.features.offerings.files.report_form import (
    form_name,
    report_form,
)
from sozdesk.features.offerings.files.report_reading import (
    read_reports,
)
from sozdesk.features.offerings.files.report_writing import (
    Progress,
    reminder_name,
    write_forms,
    write_reminders,
)

__all__ = [
    "ListFile",
    "Progress",
    "form_name",
    "list_table",
    "read_catalogue",
    "read_list",
    "read_reports",
    "reminder_name",
    "report_form",
    "write_forms",
    "write_reminders",
]
