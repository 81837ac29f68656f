"""Makes one clean picture of an uploaded photo: upright, in the usual colours, with nothing hidden in it.

Runs in a process of its own (``apart``); what was uploaded is never kept.
"""

from __future__ import annotations

import io
import re
import struct

from PIL import Image, ImageCms

from plenary.kernel.documents.images.shapes import Taken

MOST_MEGAPIXELS = 50
LONGEST = 3840
"""Pixels of the longer side of what is kept; no page shows more."""
LEAST = 200
STRIP = 256
QUALITY = 92
ORIENTATION = 0x0112
FORMATS = ("JPEG", "PNG", "WEBP")
SEVERAL = "MPO"
"""How many telephones write a .jpg: its first picture is the photo, the others belong to it."""

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SVG = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml.{0,2000}?)?(?:<!--.{0,2000}?-->\s*)*(?:<!DOCTYPE svg|<svg)", re.IGNORECASE | re.DOTALL)  # fmt: skip
_CONTAINER = re.compile(rb"\A.{4}ftyp(.{4})", re.DOTALL)
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}
_OTHER = (b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\1\0", b"8BPS", b"\0\0\0\x0cJXL ", b"\xff\x0a")
_OURS = re.compile(rb"\A(?:\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF.{4}WEBP)", re.DOTALL)
_PAGE = re.compile(rb"<(?:script|html|!doctype|\?php)[\s>]", re.IGNORECASE)
_DOCUMENT, _ARCHIVE = b"%PDF-", b"PK\x05\x06"
_HEAD, _TAIL = 1024, 66_000
"""Where readers of documents and of archives look for the sign of theirs."""
_DAMAGED = (OSError, ValueError, SyntaxError, EOFError, struct.error, IndexError, OverflowError)

Image.MAX_IMAGE_PIXELS = (
    None  # pixels are counted here, before any is read, with a sentence of our own
)


class Untaken(Exception):
    """A picture that is refused; ``refusals`` has the sentence for its code."""

    def __init__(self, code: str, **facts: int) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def take(data: bytes) -> Taken:
    """Give the clean picture of a photo's bytes; raises ``Untaken`` where it is refused."""
    _refuse_other_kinds(data)
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as photo:
            _refuse_sizes(photo)
            clean = _clean(photo)
    except _DAMAGED as error:
        raise Untaken("broken") from error
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, subsampling=0, optimize=True, progressive=True)
    return Taken(out.getvalue(), clean.width, clean.height)


def _refuse_other_kinds(data: bytes) -> None:
    """Refuse what is no photo, and what is one and may be read as something else besides."""
    if not data.strip():
        raise Untaken("empty")
    if _SVG.match(data):
        raise Untaken("svg")
    if container := _CONTAINER.match(data):
        raise Untaken("heic" if container[1] in _HEIC else "other-picture")
    if data.startswith(_OTHER):
        raise Untaken("other-picture")
    if not _OURS.match(data):
        raise Untaken("no-picture")
    if _PAGE.search(data) or _DOCUMENT in data[:_HEAD] or _ARCHIVE in data[-_TAIL:]:
        raise Untaken("two-files")


def _refuse_sizes(photo: Image.Image) -> None:
    """Refuse by what the head of the file says, before a single pixel is unpacked."""
    width, height = photo.size
    if width * height > MOST_MEGAPIXELS * 1_000_000:
        raise Untaken("too-many-pixels", width=width, height=height, most=MOST_MEGAPIXELS)
    if min(width, height) < LEAST:
        raise Untaken("too-small", width=width, height=height, least=LEAST)
    if photo.format != SEVERAL and getattr(photo, "is_animated", False):
        raise Untaken("moving")


def _clean(photo: Image.Image) -> Image.Image:
    """Give the photo made smaller, upright, opaque, in sRGB, and without what it carried beside."""
    photo.draft("RGB", (LONGEST, LONGEST))
    photo.load()
    turn = _TURNS.get(photo.getexif().get(ORIENTATION, 1))
    small = _reduced(photo)
    small.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    return small.transpose(turn) if turn else small


def _reduced(photo: Image.Image) -> Image.Image:
    """Give a new picture a whole number of times smaller, made strip by strip: nothing large is there twice."""
    factor = max(1, max(photo.size) // LONGEST)
    width, height = (-(-side // factor) for side in photo.size)
    made = Image.new("RGB", (width, height))
    profile = photo.info.get("icc_profile")
    for top in range(0, height, STRIP):
        box = (0, top * factor, photo.width, min((top + STRIP) * factor, photo.height))
        strip = _opaque(_in_steps(photo.crop(box))).reduce(factor)
        made.paste(_in_usual_colours(strip, profile), (0, top))
    return made


def _in_steps(photo: Image.Image) -> Image.Image:
    """Give a picture whose colours can be mixed: no palette, no sixteen bits."""
    if photo.mode.startswith("I"):
        return photo.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if photo.mode in {"P", "PA", "1"}:
        see_through = photo.mode == "PA" or "transparency" in photo.info
        return photo.convert("RGBA" if see_through else "RGB")
    return photo


def _opaque(picture: Image.Image) -> Image.Image:
    """Lay what can be seen through onto white paper."""
    if "A" not in picture.getbands():
        return picture
    whole = picture.convert("RGBA")
    paper = Image.new("RGB", whole.size, "white")
    paper.paste(whole, mask=whole.getchannel("A"))
    return paper


def _in_usual_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            usual = ImageCms.createProfile("sRGB")
            made = ImageCms.profileToProfile(picture, theirs, usual, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            made = None
        if made is not None:
            return made
    return picture.convert("RGB")
