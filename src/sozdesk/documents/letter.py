"""Letters in Word: a template with fields is checked and filled in, the same data to the same bytes.

Templates come from outside: sizes are limited, macros and whatever would be fetched from elsewhere
are refused, and only the language of :mod:`sozdesk.documents.template_text` is understood.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from sozdesk.documents.packages import is_zip, pack, pack_plain, refuse_doctypes, unpack
from sozdesk.documents.report import SAMPLE_MARK
from sozdesk.documents.template_text import Checked, check_text, environment
from sozdesk.documents.untrusted import MAX_FILE, Refusal, RefusedFile

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import _Header
    from docxtpl import DocxTemplate
    from lxml.etree import _Element

_TYPES = "[Content_Types].xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAX_WORDS = 512 * 1024
"""Bytes of XML with text in it; pictures do not count."""
_WORDS = ("document", "header", "footer", "footnotes", "settings")
"""How the parts begin that are filled in, or that name the template of Word."""
_MAX_MARKS = 200
"""Braces that open a field or an instruction."""
_MARKS = re.compile(rb"\{(?:<[^>]{0,400}>){0,20}[{%#]")
_LONGEST_PROPERTY = 255
_FETCHING = re.compile(r"\b(?:INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE|IMPORT|LINK)\b")
"""Fields of Word that bring in something from outside."""
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that no XML may hold."""
_OPENING = re.compile(r"\{(?=[{%#])")


def check_letter(content: bytes, known: Collection[str]) -> Checked:
    """Which fields a template uses and what is wrong with it; ``known`` are all that there are.

    Raises:
        RefusedFile: it is no Word document, is too big, or could do something by itself.
    """
    words = "\n".join(_words(_template(content)))
    return check_text(re.sub(r"<w:p([ >])", r"\n<w:p\1", words), known)


def fill_letter(
    content: bytes,
    values: Mapping[str, str],
    *,
    created: datetime,
    author: str,
    title: str,
    sample: bool = False,
) -> bytes:
    """The letter with its fields filled in; a line break in a value is one in the letter.

    Only for a template that :func:`check_letter` finds sound. ``created`` is an instant; nothing of
    the person who made the template stays in the properties. A sample says so on every page.

    Raises:
        RefusedFile: as for :func:`check_letter`.
    """
    template = _template(content)
    document = template.get_docx()
    put_properties(document, created, author, title)
    if sample:
        _mark_as_sample(document)
    plain = {name: _without_marks(value) for name, value in values.items()}
    template.render(plain, environment())
    buffer = BytesIO()
    template.save(buffer)
    return pack(unpack(buffer.getvalue()))


# ------------------------------------------------------------------ opening


def _template(content: bytes) -> DocxTemplate:
    """The template as docxtpl sees it: from the parts that were checked, and from nothing else."""
    from docxtpl import DocxTemplate  # noqa: PLC0415 - heavy, only when a letter is handled

    template = DocxTemplate(BytesIO(pack_plain(_safe_parts(content))))
    with _refusing_what_is_broken():
        template.init_docx()
        template.get_xml()
    return template


@contextmanager
def _refusing_what_is_broken() -> Iterator[None]:
    from docx.opc.exceptions import OpcError  # noqa: PLC0415 - heavy, only for a letter
    from lxml.etree import LxmlError  # noqa: PLC0415 - the same

    broken = (OpcError, LxmlError, KeyError, ValueError, AttributeError, TypeError, IndexError)
    try:
        yield
    except broken:
        raise RefusedFile(Refusal.UNREADABLE) from None


def _safe_parts(content: bytes) -> dict[str, bytes]:
    if content.startswith(_OLE):  # an old .doc, or one with a password
        raise RefusedFile(Refusal.NOT_A_DOCUMENT)
    if len(content) > MAX_FILE:
        raise RefusedFile(Refusal.TOO_BIG)
    if not is_zip(content):
        raise RefusedFile(Refusal.NOT_A_DOCUMENT)
    parts = unpack(content)
    types = parts.get(_TYPES, b"")
    if b"macroEnabled" in types or any(_is_active(name.lower()) for name in parts):
        raise RefusedFile(Refusal.MACROS)
    if b"wordprocessingml.document.main+xml" not in types:
        raise RefusedFile(Refusal.NOT_A_DOCUMENT)
    refuse_doctypes(parts)
    _refuse_much_text(parts)
    return {name: _without_links(name, data) for name, data in parts.items()}


def _is_active(name: str) -> bool:
    return name.endswith("vbaproject.bin") or "/activex/" in name or "/embeddings/" in name


def _refuse_much_text(parts: Mapping[str, bytes]) -> None:
    """Fields are looked for with patterns that take their time on a huge document."""
    words = [data for name, data in parts.items() if _holds_words(name)]
    marks = sum(len(_MARKS.findall(data)) for data in words)
    if sum(map(len, words)) > _MAX_WORDS or marks > _MAX_MARKS:
        raise RefusedFile(Refusal.TOO_BIG)


def _holds_words(name: str) -> bool:
    """The letter, its heads and feet, its notes, its links; not its styles and fonts."""
    own = name.lower().removeprefix("word/")
    return own.startswith(_WORDS) or own.endswith(".rels")


def _without_links(name: str, data: bytes) -> bytes:
    """The part without the path of the template it was made from.

    Raises:
        RefusedFile: it fetches something else: a picture, a text, data of another program.
    """
    from lxml import etree  # noqa: PLC0415 - heavy, only when a letter is handled

    if not _holds_words(name):
        return data
    with _refusing_what_is_broken():
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    if _FETCHING.search(_instructions(root).upper()):
        raise RefusedFile(Refusal.LINKED)
    dropped = [element for element in root.iter() if _is_origin(element)]
    if any(_is_outside(element) for element in root.iter() if element not in dropped):
        raise RefusedFile(Refusal.LINKED)
    for element in dropped:
        element.getparent().remove(element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") if dropped else data


def _instructions(root: _Element) -> str:
    """What the fields of Word in a part say; a long one may be cut into pieces."""
    long = "".join(element.text or "" for element in root.iter("{*}instrText"))
    short = [
        value
        for element in root.iter("{*}fldSimple")
        for name, value in element.attrib.items()
        if str(name).endswith("}instr")
    ]
    return " ".join([long, *map(str, short)])


def _is_origin(element: _Element) -> bool:
    """The template of Word that a letter was made from: a path on somebody's computer."""
    tag, kind = str(element.tag), element.get("Type", "")
    return tag.endswith("}attachedTemplate") or kind.endswith("/attachedTemplate")


def _is_outside(element: _Element) -> bool:
    """Something that is fetched; a link is only followed by whoever clicks on it."""
    kind = element.get("Type", "")
    outside = element.get("TargetMode", "").casefold() == "external"
    pictures = [
        str(value)
        for name, value in element.attrib.items()
        if str(name).rpartition("}")[2] in {"href", "src"}
    ]
    return (
        (outside and not kind.endswith("/hyperlink"))
        or kind.endswith("/aFChunk")
        or any("://" in value or value.startswith("\\\\") for value in pictures)
    )


# ------------------------------------------------------------------ checking and filling


def _words(template: DocxTemplate) -> Iterator[str]:
    """The text of every part that is filled in, with the tags that docxtpl leaves."""
    yield template.patch_xml(template.get_xml())
    for kind in (template.HEADER_URI, template.FOOTER_URI):
        for _key, part in template.get_headers_footers(kind):
            with _refusing_what_is_broken():
                yield template.patch_xml(template.get_part_xml(part))
    for part in template.get_docx().part.package.iter_parts():
        if part.content_type.endswith("footnotes+xml"):
            yield template.patch_xml(part.blob.decode("utf-8", "replace"))


def _without_marks(value: str) -> str:
    """A value is text: braces in it are no fields, and what XML cannot hold is left out."""
    return _OPENING.sub("{ ", NOT_XML.sub("", value))


def put_properties(document: Document, created: datetime, author: str, title: str) -> None:
    """What the file says about itself; nothing of whoever made the template stays."""
    properties = document.core_properties
    moment = created.astimezone(UTC)
    properties.author = properties.last_modified_by = author[:_LONGEST_PROPERTY]
    properties.created = properties.modified = moment
    properties.title = title[:_LONGEST_PROPERTY]
    properties.subject = properties.comments = properties.keywords = ""
    properties.identifier = properties.category = properties.content_status = ""
    properties.language = "de-CH"
    properties.revision = 1


def _mark_as_sample(document: Document) -> None:
    """The words of the sample on top of every page."""
    for number, section in enumerate(document.sections):
        headers: list[_Header] = [section.header]
        if document.settings.odd_and_even_pages_header_footer:
            headers.append(section.even_page_header)
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        for header in headers:
            if number == 0 or not header.is_linked_to_previous:
                _put_mark(header)


def _put_mark(header: _Header) -> None:
    first = header.paragraphs[0]
    mark = first.insert_paragraph_before()
    mark.add_run(SAMPLE_MARK).bold = True
