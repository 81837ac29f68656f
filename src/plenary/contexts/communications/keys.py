"""What pages are compared and addressed by: titles and texts without what does not tell them apart."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST_SLUG = 80
SHORTEST_BODY = 60
"""A text shorter than this may stand on two pages."""
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SPACES = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_NUMBERED = re.compile(r"[^a-z0-9]+")


def title_key(title: str) -> str:
    """Give a title's letters and digits, folded: two titles that differ in spaces are one."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(character for character in folded if character.isalnum())


def body_key(body: str) -> str:
    """Give the digest of a text's letters and digits; nothing for a text of a few words."""
    key = title_key(body)
    return hashlib.sha256(key.encode()).hexdigest() if len(key) >= SHORTEST_BODY else ""


def tidy_line(text: str) -> str:
    """Give a text of one line with single spaces."""
    return " ".join(text.split())


def tidy_text(text: str) -> str:
    """Give a text without double spaces, spaces at line ends and more than one empty line."""
    lines = [_SPACES.sub(" ", line).strip() for line in text.splitlines()]
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def slug_of(title_en: str, otherwise: str) -> str:
    """Make an address of an English title, cut between words; another one where there is no title."""
    folded = unicodedata.normalize("NFKD", title_en.replace("’", "").replace("'", ""))
    plain = _NUMBERED.sub("-", folded.encode("ascii", "ignore").decode().lower()).strip("-")
    if len(plain) > LONGEST_SLUG - 4:
        plain = plain[: LONGEST_SLUG - 4].rpartition("-")[0] or plain[: LONGEST_SLUG - 4]
    return plain or otherwise


def topic_label(topic_id: int) -> str:
    """Give the label by which the search finds the pages of a topic."""
    return f"topic{topic_id}"
