"""What the check of the wording says of a page: remarks to be read, and proved faults that keep it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.markup import plain
from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors.images import WORDED
from plenary.contexts.communications.selectors.readiness import FIELDS
from plenary.kernel.text import checks
from plenary.kernel.text.checks import Finding
from plenary.kernel.text.profiles import RUNNING_TEXT, day_of

ONE_SIDED = "presence."
"""The rules that miss the other language; whether a page may go out without it is asked elsewhere."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the check of the wording says, and the words it says it of."""

    field: str
    words: str
    finding: Finding

    @property
    def key(self) -> tuple[str, str]:
        """Give what makes it the same finding in a later check: the rule and the words."""
        return self.finding.rule, self.words


@dataclass(frozen=True, slots=True)
class Told:
    """A remark as it is shown: once, with every part of the page of which it is said."""

    fields: tuple[str, ...]
    words: str
    finding: Finding


def gathered(found: list[Found]) -> list[Told]:
    """Give each remark once, those with proof first: the same rule, words and proposal are one."""
    kept: dict[tuple[str, ...], list[Found]] = {}
    for one in found:
        said = one.finding
        key = (said.rule, said.side, one.words.casefold(), said.message_en, said.proposal)
        kept.setdefault(key, []).append(one)
    told = [
        Told(
            tuple(dict.fromkeys(one.field for one in same)),
            same[0].words,
            next((one.finding for one in same if one.finding.is_proof), same[0].finding),
        )
        for same in kept.values()
    ]
    return sorted(told, key=lambda one: not one.finding.is_proof)


def remarks(page: Page) -> list[Found]:
    """Give what the check of the wording says of each text; of one without its other side, what is proved."""
    on = day_of(page)
    return [one for field, zh, en in _texts(page) for one in _found(field, zh, en, on)]


def proofs(page: Page, lang: str) -> list[Found]:
    """Give the proved faults in a language of all that goes out with a page."""
    return proved(remarks(page), lang)


def proved(found: list[Found], lang: str) -> list[Found]:
    """Give of these remarks the proved faults in a language."""
    return [one for one in found if one.finding.is_proof and one.finding.side == lang]


def _texts(page: Page) -> Iterator[tuple[str, str, str]]:
    """Give the name and both sides, as they are read, of each text that an editor answers for.

    The small ones are one; of a link only its words are looked at, not where it leads.
    """
    for field in FIELDS:
        yield field, plain(getattr(page, f"{field}_zh")), plain(getattr(page, f"{field}_en"))
    beside = list(_small(page))
    zh, en = (
        ("\n".join(sides).strip() for sides in zip(*beside, strict=True)) if beside else ("", "")
    )
    yield "beside", zh, en


def _small(page: Page) -> Iterator[tuple[str, str]]:
    """Give both sides of what stands beside the text: words of photos, names of files, a programme."""
    for image in page.images.all():
        for field in WORDED:
            yield getattr(image, f"{field}_zh"), getattr(image, f"{field}_en")
    for file in page.attachments.all():
        yield file.name_zh, file.name_en
    if page.kind == PageKind.EVENT:
        for item in page.programme.all():
            yield item.title_zh, item.title_en


def _found(field: str, zh: str, en: str, on: dt.date) -> Iterator[Found]:
    if not (zh or en):
        return
    for finding in checks.check(zh, en, "en", RUNNING_TEXT, on):
        text = zh if finding.side == "zh" else en
        if (zh and en) or (finding.is_proof and not finding.rule.startswith(ONE_SIDED)):
            yield Found(field, text[finding.start : finding.end], finding)
