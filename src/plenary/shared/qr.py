"""QR codes of addresses, as drawings for pages and as small pictures for files."""

from __future__ import annotations

import io

import segno
from markupsafe import Markup, escape

DOTS = 8
"""Dots of the picture to a module: sharp at three centimetres on paper."""


def drawn(address: str, label: str) -> Markup:
    """Give the code as a drawing to be put into a page, read out by its label."""
    code = _made(address)
    size = code.symbol_size()[0]
    path = code.svg_inline(omitsize=True, light="#fff")
    inner = path[path.index(">") + 1 : path.rindex("</svg>")]
    return Markup(  # noqa: S704 - made of numbers, and of a label that is escaped
        f'<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{escape(label)}">'
        f"{inner}</svg>"
    )


def drawing(address: str) -> str:
    """Give the code as a file of its own, for a document that takes drawings (.svg)."""
    out = io.BytesIO()
    _made(address).save(out, kind="svg", light="#fff", xmldecl=False)
    return out.getvalue().decode()


def picture(address: str) -> bytes:
    """Give the code as a picture in black and white (.png), the same bytes for the same address."""
    out = io.BytesIO()
    _made(address).save(out, kind="png", scale=DOTS)
    return out.getvalue()


def _made(address: str) -> segno.QRCode:
    return segno.make_qr(address, error="m")
