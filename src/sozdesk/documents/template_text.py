"""Templates of an office: texts with fields such as ``{{ gemeinde }}``, checked and filled in.

Whoever writes a template may use fields and ``{% if feld %} … {% endif %}``, nothing else: with the
whole language of Jinja a template could read files or run for ever. What is left is rendered in
Jinja's sandbox all the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2.nodes import Template
    from jinja2.sandbox import SandboxedEnvironment

_SNIPPET = 60
"""Letters of the line with a mistake that are shown."""
_TAG = re.compile(r"<[^>]*>")
_ONE_BRACE = re.compile(r"(?<!\{)\{\s*([^\W\d]\w*)\s*\}(?!\})")


class Flaw(StrEnum):
    """What is wrong with a template."""

    UNKNOWN_FIELD = "unknown_field"
    """``what`` is the name that stands there, ``meant`` the field that it resembles."""
    ONE_BRACE = "one_brace"
    """``{ frist }`` instead of ``{{ frist }}``; ``what`` is the name."""
    BROKEN = "broken"
    """The braces do not fit together; ``what`` is the line where that shows."""
    NOT_ALLOWED = "not_allowed"
    """Something that is neither a field nor an «if»; ``what`` is the line."""


@dataclass(frozen=True, slots=True)
class TemplateFlaw:
    """One mistake in a template."""

    flaw: Flaw
    what: str
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a template uses, and what is wrong with it."""

    fields: frozenset[str]
    flaws: tuple[TemplateFlaw, ...]


def check_text(text: str, known: Collection[str]) -> Checked:
    """Which fields a text uses and what is wrong with it; ``known`` are all that there are."""
    from jinja2 import TemplateSyntaxError  # noqa: PLC0415 - only when a template is handled

    try:
        tree = environment().parse(text)
        used, foreign = _names(tree), tuple(_foreign(tree))
        if not foreign:
            environment().compile(tree)
    except TemplateSyntaxError as error:
        return _broken(_line(text, error.lineno))
    except (SyntaxError, RecursionError):
        return _broken("{% if … %}")  # so many of them that Python gives up
    flaws = (
        *(TemplateFlaw(Flaw.NOT_ALLOWED, _line(text, line)) for line in foreign),
        *(_unknown(name, known) for name in sorted(used - set(known))),
        *(TemplateFlaw(Flaw.ONE_BRACE, name) for name in _in_one_brace(text, known)),
    )
    return Checked(used & set(known), tuple(dict.fromkeys(flaws)))


def _broken(what: str) -> Checked:
    return Checked(frozenset(), (TemplateFlaw(Flaw.BROKEN, what),))


def _unknown(name: str, known: Collection[str]) -> TemplateFlaw:
    similar = get_close_matches(name.casefold(), sorted(known), n=1)
    return TemplateFlaw(Flaw.UNKNOWN_FIELD, name, similar[0] if similar else "")


def _in_one_brace(text: str, known: Collection[str]) -> list[str]:
    return sorted(set(_ONE_BRACE.findall(_TAG.sub("", text))) & set(known))


def _names(tree: Template) -> frozenset[str]:
    from jinja2 import nodes  # noqa: PLC0415 - only when a template is handled

    return frozenset(node.name for node in tree.find_all(nodes.Name))


def _foreign(tree: Template) -> Iterator[int]:
    """Lines with anything but text, fields and conditions over fields."""
    from jinja2 import nodes  # noqa: PLC0415 - only when a template is handled

    plain = (
        nodes.Output,
        nodes.TemplateData,
        nodes.Name,
        nodes.If,
        nodes.Not,
        nodes.And,
        nodes.Or,
        nodes.Compare,
        nodes.Operand,
        nodes.Const,
    )
    return (node.lineno for node in tree.find_all(nodes.Node) if not isinstance(node, plain))


def _line(text: str, number: int) -> str:
    """The line as people see it, without the tags of a document."""
    lines = text.split("\n")
    words = " ".join(_TAG.sub(" ", lines[min(number, len(lines)) - 1]).split())
    return words if len(words) <= _SNIPPET else f"{words[:_SNIPPET].rstrip()} …"


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its fields filled in; only for a text that :func:`check_text` finds sound."""
    from markupsafe import Markup  # noqa: PLC0415 - only when a template is handled

    plain = {name: Markup(value) for name, value in values.items()}  # noqa: S704 - a text, no page
    return environment().from_string(text).render(plain)


@cache
def environment() -> SandboxedEnvironment:
    """The one sandbox: values are escaped, a missing field is an error, lines of «if» leave none."""
    from jinja2 import StrictUndefined  # noqa: PLC0415 - only when a template is handled
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415 - the same

    made = SandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals.clear()
    return made
