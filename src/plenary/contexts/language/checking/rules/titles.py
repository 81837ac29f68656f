"""Posts of persons: a deputy mayor is no mayor, and a prime minister no president."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plenary.contexts.language.checking.findings import Finding
from plenary.contexts.language.checking.pair import Pair


class _Post(NamedTuple):
    zh: str
    en: str
    proposal: str


class _Other(NamedTuple):
    """A post with the English of another one, and Chinese posts that the other may stand for as well."""

    term: str
    zh: str
    wrong: str
    right: str
    unless: str


_PRESIDENTS = r"主席|总裁|校长|行长|院长|会长|社长|董事长|理事长|议长|总统"
_DEPUTIES = (
    _Post("市长", "mayor", "Mayor"), _Post("部长", r"(?<!prime )minister", "Minister"), _Post("省长", "governor", "Governor"),
    _Post("州长", "governor", "Governor"), _Post("总理", "premier|prime minister", "Premier"),
    _Post("区长", "district (?:mayor|head|chief|governor)|(?:mayor|head|chief|governor) of (?:the )?(?:[a-z]+ )?district", "District Mayor"),
    _Post("县长", "county (?:mayor|head|chief|governor|magistrate)|(?:mayor|head|chief|governor|magistrate) of (?:the )?(?:[a-z]+ )?county", "County Mayor"),
    _Post("局长", "director(?:[- ]general)?|commissioner", "Director"), _Post("主任", "director(?:[- ]general)?", "Director"),
    _Post("书记", "(?:party |general |committee )?secretary(?![- ]general)", "Secretary"),
    _Post("总统", "president", "President"), _Post("秘书长", "secretary[- ]general", "Secretary-General"),
)  # fmt: skip
_BEFORE = r"\b(?:vice|deputy)[- ](?:(?!prime\b|and\b)\w+ )?"
_OF_GOVERNMENT = r"(?! of the (?:\w+ )?(?:government|council)\b)"
"""As the heads of some governments are called, who are 首相 in Chinese."""
_HEADS = (
    _Other("总理", r"总理|首相", rf"(?<!vice )(?<!vice-)president{_OF_GOVERNMENT}", r"prime minister|premier|chancellor|taoiseach", _PRESIDENTS),
    _Other("总统", r"总统", r"prime minister", r"president", r"总理|首相"),
    _Other("国家主席", r"国家主席", r"premier|prime minister", r"president|chair\w*", r"总理|首相"),
    _Other("大使", r"大使(?!馆)", r"consul[- ]general", r"ambassador", r"总领事"),
    _Other("总领事", r"总领事(?!馆)", r"ambassador", r"consul[- ]general", r"大使"),
    _Other("国王", r"国王|女王", r"president|prime minister", r"king|queen|majest\w+", rf"总理|首相|{_PRESIDENTS}"),
)  # fmt: skip
_BELOW = re.compile(
    r"\b(?:vice|deputy|deputies|lieutenant|lt|assistant|associate|junior|under-?secretary|minister of state)\b",
    re.IGNORECASE,
)
_LONGEST = 4_000


def find(pair: Pair) -> Iterator[Finding]:
    """Find posts that are a step too high or too low, or another post altogether."""
    if not pair.words or len(pair.en) > _LONGEST:
        return
    for post in _DEPUTIES:
        yield from _deputy(pair, post)
    yield from _heads(pair)


def _deputy(pair: Pair, post: _Post) -> Iterator[Finding]:
    """A deputy alone on one side, and the head alone on the other."""
    deputies = len(re.findall(f"副{post.zh}", pair.zh))
    heads = len(re.findall(post.zh, pair.zh)) - deputies
    if bool(deputies) == bool(heads) or re.search(f"[前原助代候]{post.zh}|{post.zh}助理", pair.zh):
        return
    hits = list(re.finditer(rf"(?P<deputy>{_BEFORE})?\b(?:{post.en})\b", pair.en, re.IGNORECASE))
    if deputies and not _BELOW.search(pair.en):
        wrong = hits[:1]
        proposal = f"Deputy {post.proposal}"
    else:
        wrong = [hit for hit in hits if hit["deputy"] and heads and "副" not in pair.zh][:1]
        proposal = post.proposal
    for hit in wrong:
        yield pair.finding("titles.deputy", hit.start(), hit.end(), proposal=proposal)


def _heads(pair: Pair) -> Iterator[Finding]:
    for post in _HEADS:
        hit = re.search(rf"\b(?:{post.wrong})\b", pair.en, re.IGNORECASE)
        if (
            hit
            and re.search(post.zh, pair.zh)
            and not re.search(rf"\b(?:{post.right})\b", pair.en, re.IGNORECASE)
            and not re.search(post.unless, pair.zh)
        ):
            proposal = post.right.split("|")[0].replace("[- ]", " ").title()
            yield pair.finding(
                "titles.other", hit.start(), hit.end(), proposal=proposal, term=post.term
            )
