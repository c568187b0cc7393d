"""How a person reads and uses the pages of the offerings."""

from navigation_kit import Navigation, dialog_of, words_of

__all__ = ["Navigation", "dialog_of", "words_of"]
