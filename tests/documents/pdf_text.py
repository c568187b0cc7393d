"""What a pdf says and how it is made, for tests."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pypdf import PdfReader


def reader(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in reader(content).pages]


def catalog(content: bytes) -> Any:
    return reader(content).trailer["/Root"]


def tags(content: bytes) -> list[Any]:
    """All structure elements, depth first."""
    found: list[Any] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(node)
            if "/K" in node:
                walk(node["/K"])

    walk(catalog(content)["/StructTreeRoot"])
    return found


def font_names(content: bytes) -> set[str]:
    """Names of all fonts of all pages, without the subset prefix."""
    found = set()
    for page in reader(content).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            found.add(str(font.get_object()["/BaseFont"]).split("+")[-1])
    return found
