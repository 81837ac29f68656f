"""Secrecy markings in their exact form: what carries one may not be held here."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from plenary.shared.errors import Refused

_MARKING = re.compile(
    r"(?:绝\s*密|机\s*密|秘\s*密)\s*[★☆]"
    r"|\b(?:TOP\s+SECRET|SECRET|CONFIDENTIAL)\s*[★☆]"
    r"|^[ \t]*(?:TOP\s+SECRET|SECRET|CONFIDENTIAL)[ \t]*\r?$",
    re.MULTILINE,
)


def refuse_secrecy(text: str) -> None:
    """Refuse a text with a secrecy marking; the word “secretary” and “secret” in a sentence pass."""
    if found := _MARKING.search(text):
        raise Refused(
            _(
                "This carries the secrecy marking “%(marking)s”. State secrets may not be entered "
                "here; nothing has been stored."
            )
            % {"marking": found[0].strip()}
        )
