"""How a person reads and uses the pages of cases and persons."""

from navigation_kit import Navigation, dialog_of, words_of

__all__ = ["Navigation", "dialog_of", "fill", "words_of"]


def fill(dialog, **values):
    """Type into the fields of a dialog."""
    for key, value in values.items():
        dialog.form[key].set_value(value)
