"""What a person types into the search box, as terms that must all be met."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plenary.kernel.search.cutting import clean, is_han, line, pairs, pieces, tokens

_LONGEST_QUERY = 200
_MOST_TERMS = 24
_QUOTED = re.compile('["“”「」『』＂]([^"“”「」『』＂]*)["“”「」『』＂]')


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for.

    ``tokens`` must all be in the index, the last one as a beginning where ``is_prefix``; ``needle``,
    where there is one, must stand in the record's line of pieces. ``words`` is what is highlighted.
    """

    words: tuple[str, ...]
    tokens: tuple[str, ...]
    needle: str = ""
    is_prefix: bool = False

    @property
    def is_lone(self) -> bool:
        """Say whether it is one Chinese character, of which each pair that begins with it is a token."""
        return self.is_prefix and len(self.tokens[-1]) == 1 and is_han(self.tokens[-1])


def terms(query: str) -> list[Term]:
    """Read a query: runs and words are all asked for, a quoted phrase stands as written.

    The last word is taken as a beginning, because it may still be being typed; not a lone letter or digit,
    with which very many words begin, and 第1项 means that one.
    """
    query = clean(query)[:_LONGEST_QUERY]
    phrases = [_phrase(quoted) for quoted in _QUOTED.findall(query) if pieces(quoted)]
    loose = list(dict.fromkeys(pieces(_QUOTED.sub(" ", query))))
    last = next((piece for piece in reversed(loose) if not is_han(piece)), None)
    return [*phrases, *(_term(piece, is_last=piece == last) for piece in loose)][:_MOST_TERMS]


def _term(piece: str, *, is_last: bool) -> Term:
    if not is_han(piece):
        return Term((piece,), (piece,), is_prefix=is_last and not _is_single(piece))
    if len(piece) == 1:
        return Term((piece,), (piece,), is_prefix=True)
    return Term((piece,), tuple(dict.fromkeys(pairs(piece))), piece if len(piece) > 2 else "")  # noqa: PLR2004 - a pair


def _is_single(piece: str) -> bool:
    return len(piece) == 1 and piece.isascii()


def _phrase(quoted: str) -> Term:
    found = pieces(quoted)
    if len(found) == 1 and is_han(found[0]):
        return _term(found[0], is_last=False)
    needle = line(quoted)
    if is_han(found[0]):
        needle = needle.lstrip()
    if is_han(found[-1]):
        needle = needle.rstrip()
    asked = [token for piece in found for token in _whole(piece)]
    if not asked:
        return Term(tuple(found), (found[0],), needle, is_prefix=True)
    return Term(tuple(found), tuple(dict.fromkeys(asked)), needle)


def _whole(piece: str) -> list[str]:
    """Give the tokens that are surely there; a lone character may be the head of a pair."""
    return pairs(piece) if is_han(piece) else tokens(piece)
