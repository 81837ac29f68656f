"""Sets the side of a text that is made from the source, for the services of whoever keeps the record."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from plenary.kernel.text import selectors
from plenary.kernel.text.validators import refuse_secrecy
from plenary.shared.errors import NotFound, Refused

LONGEST = 120_000
"""Characters of a text whose column sets no end."""


def write_other_side(
    *, subject: models.Model, name: str, text: str, fields: Collection[str]
) -> None:
    """Set the side of a text that is made from the source; the owner's service locks, saves and records.

    Refused for a source side, and for a text that is empty, too long or marked as secret.
    ``NotFound`` for a column that is none of these two-language ``fields``.
    """
    field, side = name[:-3], name[-2:]
    state = selectors.rows_of(subject).filter(field=field).first()
    if field not in fields or state is None:
        raise NotFound
    if side != state.other_side:
        raise Refused(_("This side is the source. Whoever keeps the record changes it there."))
    refuse_secrecy(text)
    cleaned = text.replace("\r\n", "\n").strip()
    column = subject._meta.get_field(name)  # noqa: SLF001 - Django's documented meta API
    if not isinstance(column, models.TextField):
        cleaned = " ".join(cleaned.split())
    setattr(subject, name, _of_length(cleaned, getattr(column, "max_length", None) or LONGEST))


def _of_length(text: str, longest: int) -> str:
    sentence: Any
    if not text:
        sentence = _("Write the text, or go back without saving.")
        raise Refused(sentence, fields={"text": sentence})
    if len(text) > longest:
        sentence = _("This is longer than %(most)d characters.") % {"most": longest}
        raise Refused(sentence, fields={"text": sentence})
    return text
