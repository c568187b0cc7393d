"""The main window."""

from fixtures_shell import (
    office_path,
    office_template,
    real_window,
    settings,
    window,
    workspace,
)

__all__ = ["office_path", "office_template", "real_window", "settings", "window", "workspace"]
