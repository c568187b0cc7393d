"""The recovery key: data key and salt in groups that tell where a typing error is.

48 bytes and 2 bytes of checksum are 80 signs of Crockford's base 32, in 20 groups of four; a fifth
sign per group is a check sum in GF(32) that also knows the place of the group. It finds every
single wrong sign, every swap inside a group and every swap of two groups.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from sozdesk.archive.engine import RawKey
from sozdesk.kernel.errors import RuleViolation
from sozdesk.kernel.findings import Finding, Severity

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_GROUPS = 20
_GROUP = 4
_WEIGHTS = (2, 4, 8, 16)
_POLYNOMIAL = 0b100101


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """What the recovery sheet prints."""

    groups: tuple[str, ...]
    """20 groups of five signs."""

    @property
    def text(self) -> str:
        """The groups with hyphens, for one line or a QR code."""
        return "-".join(self.groups)

    def __repr__(self) -> str:
        return "RecoveryKey(…)"


def recovery_key(key: RawKey) -> RecoveryKey:
    """The data key as groups for paper."""
    content = key.key + key.salt
    number = int.from_bytes(content + _tail(content))
    digits = [number >> 5 * place & 31 for place in reversed(range(_GROUPS * _GROUP))]
    groups = [digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP)]
    return RecoveryKey(tuple(_printed(index, group) for index, group in enumerate(groups)))


def raw_key(text: str) -> RawKey:
    """Read what somebody typed from the sheet; case, spaces and hyphens do not matter.

    Raises:
        RuleViolation: one finding per group that is wrong (field ``group_7``), or one for all.
    """
    signs = re.sub(r"[^0-9A-Z]", "", text.upper()).translate(_MISREAD)
    size = _GROUP + 1
    groups = [signs[start : start + size] for start in range(0, len(signs), size)]
    wrong = [index for index, group in enumerate(groups) if not _fits(index, group)]
    if wrong and len(groups) == _GROUPS:
        raise RuleViolation([_wrong_group(index, groups[index]) for index in wrong])
    if len(signs) != _GROUPS * size:
        raise RuleViolation([_wrong_length(len(signs))])
    number = 0
    for sign in "".join(group[:_GROUP] for group in groups):
        number = number << 5 | _SIGNS.index(sign)
    content = number.to_bytes(50)
    if content[48:] != _tail(content[:48]):
        raise RuleViolation([_stop("recovery", "Der Wiederherstellungsschlüssel stimmt nicht.")])
    return RawKey(content[:32], content[32:48])


def _tail(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()[:2]


def _printed(index: int, digits: list[int]) -> str:
    return "".join(_SIGNS[digit] for digit in (*digits, _check(index, digits)))


def _fits(index: int, group: str) -> bool:
    if len(group) != _GROUP + 1 or any(sign not in _SIGNS for sign in group):
        return False
    digits = [_SIGNS.index(sign) for sign in group]
    return digits[_GROUP] == _check(index, digits[:_GROUP])


def _check(index: int, digits: list[int]) -> int:
    total = index
    for weight, digit in zip(_WEIGHTS, digits, strict=True):
        total ^= _times(weight, digit)
    return total


def _times(left: int, right: int) -> int:
    """Product in GF(32)."""
    product = 0
    while right:
        product ^= left if right & 1 else 0
        left <<= 1
        left ^= _POLYNOMIAL if left & 32 else 0
        right >>= 1
    return product


def _wrong_group(index: int, group: str) -> Finding:
    sentence = (
        f"Die {index + 1}. Gruppe «{group}» stimmt nicht. "
        "Vergleichen Sie sie mit dem Wiederherstellungsblatt."
    )
    return _stop(f"group_{index + 1}", sentence)


def _wrong_length(signs: int) -> Finding:
    sentence = (
        f"Der Wiederherstellungsschlüssel hat 20 Gruppen zu 5 Zeichen, eingegeben sind "
        f"{signs} Zeichen. Vergleichen Sie Gruppe für Gruppe mit dem Blatt."
    )
    return _stop("recovery", sentence)


def _stop(field: str, sentence: str) -> Finding:
    return Finding("recovery_key", Severity.STOP, sentence, field=field)
