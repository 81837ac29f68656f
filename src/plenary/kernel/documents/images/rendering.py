"""Makes the sizes of a clean picture that pages show: whole, and cut to a card around what matters."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, features

from plenary.kernel.documents.images.shapes import CARDS, RATIO, Rendered, crop, widths

_FORMATS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "avif": ("AVIF", "image/avif", {"quality": 55, "speed": 8, "max_threads": 1}),
    "webp": ("WEBP", "image/webp", {"quality": 78, "method": 4}),
    "jpg": ("JPEG", "image/jpeg", {"quality": 80, "progressive": True, "optimize": True}),
}


def render(data: bytes, focus_x: int, focus_y: int) -> list[Rendered]:
    """Give every size and format; ``focus`` is in percent from the left and from the top."""
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as picture:
        picture.load()
    made = []
    for width in widths(picture.width):
        height = max(1, round(picture.height * width / picture.width))
        made += _written(str(width), picture.resize((width, height), Image.Resampling.LANCZOS))
    box = crop(picture.width, picture.height, focus_x, focus_y)
    for width in CARDS:
        size = (width, width * RATIO[1] // RATIO[0])
        card = picture.resize(size, Image.Resampling.LANCZOS, box=box)
        made += _written(f"card-{width}", card)
    return made


def _written(stem: str, picture: Image.Image) -> list[Rendered]:
    made = []
    for ending, (form, media_type, how) in _FORMATS.items():
        if ending == "jpg" or features.check(ending):
            out = io.BytesIO()
            picture.save(out, form, **how)
            name = f"{stem}.{ending}"
            made.append(Rendered(name, media_type, *picture.size, out.getvalue()))
    return made
