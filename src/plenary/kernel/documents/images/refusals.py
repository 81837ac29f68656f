"""The sentences with which a picture is refused."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    "empty": _("The file is empty."),
    "svg": _("This is a drawing (.svg), which may hold programs. Save it as .png and choose that."),
    "heic": _("This is a .heic photo. Save or share it as .jpg and choose that."),
    "other-picture": _("This kind of picture is not taken. Save it as .jpg, .png or .webp."),
    "no-picture": _("This is no picture. Choose a .jpg, .png or .webp file."),
    "two-files": _(
        "This file is a picture and something else in one: a web page, an archive or a document."
        " Open it in a picture program, save it anew and choose that."
    ),
    "moving": _("This picture moves. Save one frame of it as .jpg or .png and choose that."),
    "too-many-pixels": _(
        "This picture is %(width)d × %(height)d pixels; at most %(most)d megapixels are taken."
        " Save it smaller and choose that."
    ),
    "too-small": _(
        "This picture is %(width)d × %(height)d pixels; each side needs at least %(least)d."
    ),
    "broken": _("This picture is damaged or incomplete. Save it anew and choose that."),
    "too-slow": _("Reading this picture took too long. Save it anew as a plain .jpg."),
    "too-heavy": _("Reading this picture took too much memory. Save it smaller, as a plain .jpg."),
    "no-character": _("The Chinese font lacks a character of this title."),
    "no-process": _("The server cannot read pictures just now. Try again later."),
}


def sentence(code: str, facts: dict[str, Any]) -> str:
    """Give the sentence of a refusal in the language in force."""
    return str(SENTENCES[code]) % facts
