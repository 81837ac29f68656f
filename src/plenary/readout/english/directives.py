"""Reads the directives of a paragraph: what must be done, by whom, by when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plenary.readout.draft import Directive, Found, Span
from plenary.readout.english.chains import ChainSplitter, Clause
from plenary.readout.english.heads import find_heads
from plenary.readout.english.naming import name_action
from plenary.readout.english.sentence import DETERMINERS, Head, joins
from plenary.readout.english.verbs import is_adverb
from plenary.readout.english.vocabulary import word_set
from plenary.readout.english.wordlists import LIGHT_NOUNS
from plenary.readout.english.words import Word, words
from plenary.readout.spans import found, trim

_LONGEST_SENTENCE = 400
_ITEM_MARK = re.compile(r"[•·●▪◦*–—-]+\s+|\(?\d{1,2}[.)、]\s*(?=[A-Z])|\(?[a-z][.)]\s+")
_SAYING = word_set("saying adding noting explaining arguing citing")
_WENT_ON = word_set("said went added noted stressed continued")
_SHORT_ASIDE, _LONGEST_ASIDE = 3, 6
_RESULTS = re.compile(
    r"(?i)^(?:in (?:this|that|doing|so|such)\b(?: a)? ?(?:way|so|doing|manner)?,|by (?:so )?doing (?:so|this),|this will\b|that will\b|these (?:efforts|measures) will help\b)"
)
_TRAILING = re.compile(
    r",?\s(?:according to (?:the|a) [^,;]{3,140}|(?:the (?:meeting|session|conference|plenary|statement|committee|premier|mayor|governor|council|participants|attendees|members)|participants|attendees|members|he|she|it|they|[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
    r" (?:also )?(?:said|noted|stressed|added|pointed out|emphasized|urged|agreed|decided)|(?<=, )(?:said|noted|stressed|added) (?:the|he|she|[A-Z])[^,.;]{0,60}"
    r"|(?<=, )(?:the|a|an) [^,.;]{0,60}(?:meeting|session|statement|conference|communique|council|committee)[^,.;]{0,60} (?:decided|said|noted|agreed|announced|heard|urged|stressed|required|underscored|emphasized)(?: (?:on|in|at|after) [^,.;]{3,40})?)[.\s]*$"
)


def sentence_directives(
    text: str,
    sentence: Span,
    *,
    is_item: bool = False,
    is_wish: bool = False,
    listed: Sequence[Word] | None = None,
) -> list[Directive]:
    """Give the directives of one sentence, in order, never overlapping.

    ``listed`` are the words of the sentence, where they are known already.
    """
    if _RESULTS.match(text[sentence.start : sentence.start + 40]):
        return []
    result: list[Directive] = []
    end = sentence.end
    trailing = _TRAILING.search(text, max(sentence.start, end - 120), end)
    if trailing:
        end = trailing.start()
    mark = _ITEM_MARK.match(text, sentence.start, end)
    start = mark.end() if mark else sentence.start
    known = words(text, sentence.start, sentence.end) if listed is None else listed
    if mark or trailing:
        known = [w for w in known if w.start >= start and w.end <= end]
    for part in _parts(known):
        result += _read(text, part, is_item=is_item, is_wish=is_wish)
    return result


def _parts(sentence: Sequence[Word]) -> list[Sequence[Word]]:
    """Cut a sentence of monstrous length at commas, so that the work stays in step with its length."""
    if len(sentence) <= _LONGEST_SENTENCE:
        return [sentence]
    parts: list[Sequence[Word]] = []
    start = 0
    while start < len(sentence):
        end = min(start + _LONGEST_SENTENCE, len(sentence))
        cut = next(
            (
                i
                for i in range(end - 1, start + _LONGEST_SENTENCE // 2, -1)
                if sentence[i].low in ",;"
            ),
            end - 1,
        )
        parts.append(sentence[start : cut + 1])
        start = cut + 1
    return parts


def _read(text: str, sentence: Sequence[Word], *, is_item: bool, is_wish: bool) -> list[Directive]:
    heads = find_heads(sentence, is_item=is_item, is_wish=is_wish)
    result: list[Directive] = []
    ends = [*(h.start if h.before is None else h.before for h in heads[1:]), len(sentence)]
    for head, end in zip(heads, ends, strict=False):
        if end <= head.verb:
            continue
        for clause in ChainSplitter(sentence, head, end).split():
            directive = _directive(text, sentence, clause)
            if directive:
                result.append(directive)
    return result


def _directive(text: str, sentence: Sequence[Word], clause: Clause) -> Directive | None:
    end = clause.end
    while end > clause.start and sentence[end - 1].low in {
        ",",
        ";",
        ".",
        "and",
        "or",
        ":",
        "while",
        "but",
        "。",
        "!",
        "that",
    }:
        end -= 1
    end = _before_aside(sentence, clause, end)
    if end <= clause.start or end <= clause.verb:
        return None
    place = trim(text, sentence[clause.start].start, sentence[end - 1].end)
    return Directive(
        text=place.of(text),
        span=place,
        verb=_verb(sentence, clause, end),
        actor=_actor(text, sentence, clause),
    )


def _before_aside(sentence: Sequence[Word], clause: Clause, end: int) -> int:
    """Leave out what the speaker added: ", saying that prices are low", ", he went on"."""
    for i in range(clause.verb + 1, end - 1):
        if sentence[i].low != ",":
            continue
        if sentence[i + 1].low in _SAYING and end - i > _SHORT_ASIDE:
            return i
        if end - i <= _LONGEST_ASIDE and any(w.low in _WENT_ON for w in sentence[i + 2 : i + 4]):
            return i
    return end


def _verb(sentence: Sequence[Word], clause: Clause, end: int) -> str | None:
    if clause.form == "adjective":
        return None
    subject = clause.head.subject if clause.verb == clause.head.verb else None
    before = sentence[subject[0] : subject[1]] if subject else ()
    return name_action(
        sentence,
        clause.verb,
        end,
        noun=clause.form == "noun",
        before=before if clause.form == "participle" else (),
    )


def _actor(text: str, sentence: Sequence[Word], clause: Clause) -> Found | None:
    head: Head = clause.head
    if head.subject is None or head.light or (head.form == "participle" and not head.addressed):
        return None
    start, end = head.subject
    end = next((i for i in range(start + 1, end) if joins(sentence, i)), end)
    comma = max((i for i in range(start, end - 1) if sentence[i].low in {",", ";"}), default=None)
    if comma is not None and sentence[comma + 1].low not in {"and", "or"}:
        start = comma + 1
    if start < end and sentence[start].low in {
        "in",
        "on",
        "at",
        "under",
        "with",
        "during",
        "for",
        "by",
    }:
        start = max((i for i in range(start, end) if sentence[i].low in DETERMINERS), default=start)
    while start < end and is_adverb(sentence[start].low):
        start += 1
    while end > start and (
        is_adverb(sentence[end - 1].low) or sentence[end - 1].low in {",", "all"}
    ):
        end -= 1
    if end <= start or any(w.low in LIGHT_NOUNS for w in sentence[max(start, end - 2) : end]):
        return None
    return found(text, Span(sentence[start].start, sentence[end - 1].end))
