"""QR codes as SVG."""

from __future__ import annotations

from io import BytesIO


def qr_svg(payload: str) -> str:
    """A QR code that survives folds and stains (error correction Q), without size, with margin."""
    import segno  # noqa: PLC0415 - only when a sheet is printed

    buffer = BytesIO()
    code = segno.make(payload, error="q", micro=False, boost_error=False)
    code.save(buffer, kind="svg", border=4, omitsize=True, xmldecl=False)
    return buffer.getvalue().decode()
