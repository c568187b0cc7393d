"""Word documents as offices hand them in, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO

from docx import Document
from docx.document import Document as Letter

from sozdesk.documents.packages import pack, unpack


def docx(*paragraphs: str, edit: Callable[[Letter], object] | None = None) -> bytes:
    """A document with these paragraphs, edited before it is saved."""
    letter = Document()
    for text in paragraphs:
        letter.add_paragraph(text)
    if edit is not None:
        edit(letter)
    buffer = BytesIO()
    letter.save(buffer)
    return buffer.getvalue()


def changed(content: bytes, parts: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """The same package with some of its parts rewritten; a new name makes a new part."""
    found = unpack(content)
    for name, change in parts.items():
        found[name] = change(found.get(name, b""))
    return pack(found)


def paragraphs(content: bytes) -> list[str]:
    """The text of the letter, paragraph by paragraph."""
    return [paragraph.text for paragraph in Document(BytesIO(content)).paragraphs]


def header(content: bytes) -> list[str]:
    """The text on top of its pages."""
    section = Document(BytesIO(content)).sections[0]
    return [paragraph.text for paragraph in section.header.paragraphs]


def document_text(content: bytes) -> str:
    """«Style: text» per paragraph and «cell | cell» per row of a table, in reading order."""
    document = Document(BytesIO(content))
    lines = []
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                cells = {id(cell._tc): cell.text for cell in row.cells}
                lines.append(" | ".join(cells.values()))
        else:
            lines.append(f"{part.style.name}: {part.text}")
    return "\n".join(lines) + "\n"
