"""How a person reads and uses the pages about enacted offerings and invoices."""

from navigation_kit import Navigation, dialog_of, words_of

__all__ = ["Navigation", "dialog_of", "fill", "finding", "words_of"]


def finding(form, key):
    """The sentence at a field, empty without one."""
    now = form[key].finding()
    return now.message if now else ""


def fill(form, **values):
    """Type values, one after the other."""
    for key, value in values.items():
        form[key].input.set_value(value)
