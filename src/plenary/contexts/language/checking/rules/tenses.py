"""Tenses: what the Chinese says of yesterday is not to come, and what it announces has not been."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.inflections import forms, verbs
from plenary.contexts.language.checking.pair import Pair

_LONGEST = 60
_PAST_ZH = re.compile(
    r"昨[天日]|上周|上个?月|去年|前年|此前|日前|曾(?!孙|经济)|已(?:经)?(?=[\u4e00-\u9fff])(?!婚|故)|(?<=[\u4e00-\u9fff])(?<![为除罢])了(?=[一二三四五六七八九十两\d《“])"
)
_OPEN_ZH = re.compile(
    r"将|会(?![议见谈展场长员晤同商计所馆上])|要|拟|计划|预计|力争|争取|届时|[之以今]后|即|明|下[周个月]|可|能|后|如|若|凡|的(?:人员|外国人|旅客)|规定|应"
)
"""What leaves it open when something is done, or says that it is still to come."""
_FUTURE_ZH = re.compile(r"将(?=于|在|举|会|召|开|访|赴|出席|启)|即将|明[天日年]|下周|下个?月|定于")
_PAST_OPEN_ZH = re.compile(r"已|了|曾|昨|上周|上月|去年|前|原|过|即将到期|将近|年前")
_WILL = re.compile(r"\b(?:will|shall) (?:also |soon |further )?(be )?([a-z]+)\b", re.IGNORECASE)
_WAS = re.compile(
    r"\b(?:was|were) (?:also |officially |jointly |solemnly )?([a-z]+)\b", re.IGNORECASE
)
_ANY_PAST = re.compile(
    r"\b(?:was|were|had|has|have|did|been|said|met|led|held|saw|took|gave|made|went|came|set|began|brought|built|became|found|grew|rose|fell|paid|sent|won|spoke|kept|\w+ed)\b|['’](?:ve|d|s)\b",
    re.IGNORECASE,
)
_ANY_FUTURE = re.compile(
    r"\b(?:will|shall|would|to|going|scheduled|set|due|plans?|planned|upcoming|expected|soon|about|intend\w*|is|are|may|can|could|should|announced|said|decided|future|coming)\b|['’]ll\b",
    re.IGNORECASE,
)


def find(pair: Pair) -> Iterator[Finding]:
    """Find "Last week we will replace" and "Next month it was held", in a sentence that says when only once."""
    if not pair.words or not pair.zh.strip() or len(pair.zh) > _LONGEST:
        return
    past, future = _PAST_ZH.search(pair.zh), _FUTURE_ZH.search(pair.zh)
    if past and not _OPEN_ZH.search(pair.zh):
        yield from _not_to_come(pair, past[0])
    elif future and not _PAST_OPEN_ZH.search(pair.zh):
        yield from _not_been(pair, future[0])


def _not_to_come(pair: Pair, term: str) -> Iterator[Finding]:
    hits = list(_WILL.finditer(pair.en))
    if len(hits) != 1:
        return
    (hit,) = hits
    if _ANY_PAST.search(pair.en[: hit.start()] + pair.en[hit.end() :]):
        return
    verb = verbs().get(hit[2].lower())
    proposal = verb.past if verb and not hit[1] else ""
    yield pair.finding("grammar.tense", *hit.span(), term=term, proposal=proposal)


def _not_been(pair: Pair, term: str) -> Iterator[Finding]:
    hit = _WAS.search(pair.en)
    if hit is None or _ANY_FUTURE.search(pair.en):
        return
    verb = forms().get(hit[1].lower())
    if verb and hit[1].lower() == verb.participle:
        proposal = f"will be {verb.participle}"
        yield pair.finding("grammar.tense", *hit.span(), term=term, proposal=proposal)
