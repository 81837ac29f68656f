"""Communications' door for the workspace and for whoever assembles an installation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import ReportState
from plenary.contexts.communications.exports.site import Exported, export_site
from plenary.contexts.communications.selectors import pages, reports
from plenary.contexts.communications.selectors.dates import due_for
from plenary.contexts.communications.selectors.desk import previews, texts
from plenary.contexts.communications.selectors.desk.texts import DeskFilters
from plenary.contexts.communications.selectors.kinds.guides import old_guides_for
from plenary.contexts.communications.services import topics
from plenary.contexts.communications.services.desk import bringing_in, reading, taking_out
from plenary.shared.actor import SYSTEM, Actor

__all__ = [
    "SEARCH_TYPES",
    "Exported",
    "GuideToCheck",
    "Newsroom",
    "PageDue",
    "RowOutcome",
    "export_site",
    "guides_to_check",
    "load_shipped_topics",
    "newsroom_of",
    "pages_due",
    "take_texts_in",
    "take_texts_out",
]

SEARCH_TYPES: dict[str, tuple[str, str]] = {
    "communications.pageside": ("公开页面", "Public page"),
}
"""The kinds of record that communications puts into the search, each with its name in both languages."""


@dataclass(frozen=True, slots=True)
class Newsroom:
    """How much of the newsroom waits for an actor: pages to review, readers to answer, texts to translate."""

    to_review: int = 0
    reports: int = 0
    own_texts: int = 0
    missing: int = 0
    outdated: int = 0
    """What nobody has taken, told to translators."""

    @property
    def is_waiting(self) -> bool:
        """Say whether anything waits."""
        return any((self.to_review, self.reports, self.own_texts, self.missing, self.outdated))


def newsroom_of(actor: Actor) -> Newsroom:
    """Give what of the newsroom waits for the actor; nothing, without a query, to those who do not write."""
    if not policies.can_write(actor):
        return Newsroom()
    pages_waiting = {side.page_id for side in pages.waiting_for(actor)}
    return Newsroom(
        to_review=len(pages_waiting),
        reports=reports.queue(actor, ReportState.OPEN).count(),
        own_texts=texts.own_waiting(actor),
        **(texts.untaken(actor) if actor.has("translator") else {}),
    )


def load_shipped_topics() -> int:
    """Make the topics that Plenary brings along, those that are not there yet."""
    return topics.load_shipped_topics(actor=SYSTEM)


@dataclass(frozen=True, slots=True)
class GuideToCheck:
    """A guide of the portal that may be out of date, and where the actor says so or mends it."""

    title_zh: str
    title_en: str
    url_zh: str
    url_en: str
    checked_on: dt.date


def guides_to_check(actor: Actor) -> list[GuideToCheck]:
    """Give the guides in public that were looked at too long ago: a unit's own, or all to editors.

    By their public titles; those who work on pages are led to the newsroom, a unit to the portal.
    """
    is_writer = policies.can_write(actor)
    return [
        GuideToCheck(
            title_zh=one.title("zh"),
            title_en=one.title("en"),
            url_zh=one.url if is_writer else one.address("zh"),
            url_en=one.url if is_writer else one.address("en"),
            checked_on=one.checked_on,
        )
        for one in old_guides_for(actor)
    ]


@dataclass(frozen=True, slots=True)
class PageDue:
    """A page of the portal, no guide, that is due to be looked at, and where the actor says so."""

    title_zh: str
    title_en: str
    url_zh: str
    url_en: str


def pages_due(actor: Actor) -> list[PageDue]:
    """Give the pages in public that the actor is asked to look at again, by their public titles.

    Those who work on pages are led to the newsroom, others to the portal.
    """
    is_writer = policies.can_write(actor)
    return [
        PageDue(
            title_zh=one.title("zh"),
            title_en=one.title("en"),
            url_zh=one.page.get_absolute_url() if is_writer else one.address("zh"),
            url_en=one.page.get_absolute_url() if is_writer else one.address("en"),
        )
        for one in due_for(actor)
    ]


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one text of a translator's file; ``sentence`` says why it was not taken."""

    number: int
    unit: str
    is_taken: bool
    word: str
    sentence: str


def take_texts_out(*, into: str, state: str = "") -> str:
    """Give an XLIFF file of the texts that stand so, or wait for somebody; refused as ``take_out`` refuses."""
    return taking_out.take_out(actor=SYSTEM, into=into, asked=DeskFilters(state=state))


def take_texts_in(*, name: str, data: bytes, translator: str, is_kept: bool) -> list[RowOutcome]:
    """Say what becomes of each text of a translator's file, and keep its drafts only where asked to.

    Refused as ``start_file`` and ``take_in`` refuse.
    """
    found = reading.start_file(actor=SYSTEM, name=name, data=data, translator=translator)
    outcomes = [
        RowOutcome(
            row.number,
            row.unit,
            row.verdict == "changed",
            str(row.get_verdict_display()),
            previews.why(row),
        )
        for row in found.rows.all()
    ]
    is_new = any(one.is_taken for one in outcomes)
    end = bringing_in.take_in if is_kept and is_new else bringing_in.drop_file
    end(actor=SYSTEM, file_id=found.pk, seen_version=found.version)
    return outcomes
