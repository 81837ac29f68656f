"""Photos and what pretends to be one, made when they are asked for."""

import io
import struct
import zlib

from PIL import Image

GPS = 0x8825
"""The block of a photo that says where it was taken."""
ORIENTATION = 0x0112
TOLD = "Canon of somebody"
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
HEIC = b"\x00\x00\x00\x24ftypheic" + b"\x00" * 400


def photo(size=(900, 600), *, form="JPEG", mode="RGB", turn=None, **more):
    """A picture whose left half is red and whose right half is blue, with a place and a camera in it."""
    made = Image.new(mode, size, "blue" if mode != "L" else 200)
    if mode != "L":
        made.paste(Image.new(mode, (size[0] // 2, size[1]), "red"), (0, 0))
    exif = Image.Exif()
    exif[0x010F] = TOLD
    exif.get_ifd(GPS).update({1: "N", 2: (39.0, 54.0, 0.0), 3: "E", 4: (116.0, 13.0, 0.0)})
    if turn:
        exif[ORIENTATION] = turn
    if form == "JPEG":
        more.setdefault("comment", b"taken by somebody")
    return saved(made, form, exif=exif, **more)


def saved(picture, form, **more):
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def large(form, size=(7750, 5170), mode="RGB"):
    """A photo of forty megapixels; a .webp of one colour, for its writing takes long."""
    if form == "WEBP":
        return saved(Image.new(mode, size, "navy"), form, quality=20, method=0)
    tile = Image.effect_noise((250, 250), 40).convert(mode)
    return saved(tile.resize(size, Image.Resampling.NEAREST), form, **_QUICK[form])


_QUICK = {"JPEG": {"quality": 85}, "PNG": {"compress_level": 1}}


def moving(form, frames=3, size=(400, 300)):
    """A picture of several frames, each of another colour so that none is left out."""
    shown = [Image.new("RGB", size, (60 * n % 256, 90, 120)) for n in range(1, frames + 1)]
    return saved(shown[0], form, save_all=True, append_images=shown[1:], duration=100, loop=0)


def png_bomb(width, height):
    """A small .png that says it is as large as this."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def text_bomb():
    """A .png whose text unpacks to a hundred megabytes."""
    bomb = b"note\0\0" + zlib.compress(b"a" * 100_000_000, 9)
    plain = photo((300, 300), form="PNG")
    return plain[:33] + chunk(b"zTXt", bomb) + plain[33:]


def chunk(name, content):
    crc = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + crc


def also_an_archive():
    return photo() + b"PK\x03\x04" + b"\0" * 26 + b"PK\x05\x06" + b"\0" * 18


def also_a_web_page():
    return photo(comment=b"<html><body><script>alert(1)</script>")


def also_a_document():
    return photo(comment=b"%PDF-1.4 of another kind")
