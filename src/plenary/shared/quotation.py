"""Quotation marks within quotation marks: “…‘…’…”, in Chinese (GB/T 15834-2011, 4.8) and in English."""

from __future__ import annotations

_OTHER = str.maketrans("“”‘’", "‘’“”")
_PAIRS = {"“": "”", "‘": "’"}


def quoted(text: str) -> str:
    """Put a text between “ and ”; the quotations that it holds are marked as inner ones."""
    return f"“{inner(text)}”"


def inner(text: str) -> str:
    """Give a text as it stands between “ and ”: its own “ ” become ‘ ’, and ‘ ’ within them “ ”.

    An apostrophe stays one; a quotation that is cut off before its end is told by its beginning.
    """
    if "“" not in text:
        return text
    awaited: list[str] = []
    made = []
    for sign in text:
        if sign in _PAIRS and (awaited or sign == "“"):
            awaited.append(_PAIRS[sign])
        elif awaited and sign == awaited[-1]:
            awaited.pop()
        else:
            made.append(sign)
            continue
        made.append(sign.translate(_OTHER))
    return "".join(made)
