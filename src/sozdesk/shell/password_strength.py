"""What to say about a new password while it is typed. Pure."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_LETTERS = 8
_GOOD_LETTERS = 14
_COMMON = ("passwort", "password", "123456", "qwertz", "qwerty", "sozialhilfe", "sozdesk", "abc123")


@dataclass(frozen=True, slots=True)
class Strength:
    """State symbol and sentence; ``enough`` = may be used."""

    symbol: str
    sentence: str
    enough: bool


def strength(password: str, *, known: tuple[str, ...] = ()) -> Strength:
    """Judge a password; ``known`` are words that others would try first (names)."""
    if not password:
        return Strength("open", f"Mindestens {LEAST_LETTERS} Zeichen. Gut: vier Wörter.", False)
    missing = LEAST_LETTERS - len(password)
    if missing > 0:
        return Strength("open", f"Noch {missing} Zeichen.", False)
    if _is_easy(password, known):
        return Strength(
            "hint", "Leicht zu erraten. Nehmen Sie vier Wörter, die nicht zusammenpassen.", True
        )
    if len(password) < _GOOD_LETTERS:
        return Strength("received", "Genügt. Länger ist besser als komplizierter.", True)
    return Strength("ok", "Gutes Passwort.", True)


def _is_easy(password: str, known: tuple[str, ...]) -> bool:
    lowered = password.casefold()
    words = [*_COMMON, *(word.casefold() for name in known for word in name.split())]
    has_known_word = any(len(word) > 3 and word in lowered for word in words)
    return len(set(lowered)) <= len(lowered) // 3 or has_known_word
