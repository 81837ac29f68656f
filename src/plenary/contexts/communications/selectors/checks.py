"""Fact-checks of a page: what was said of which text, and which of them are open."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from plenary.contexts.communications import policies, programme
from plenary.contexts.communications.enums import Lang, PageKind, SideState
from plenary.contexts.communications.models import FactCheck, FactCheckAnswer, Page
from plenary.contexts.communications.selectors.readiness import FIELDS
from plenary.shared import clock
from plenary.shared.actor import Actor

UNDER_WAY = (SideState.DRAFT, SideState.REVIEW, SideState.APPROVED)
"""While a written language stands so, there is something to be checked."""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer, and whether the text has changed since it was given."""

    answer: FactCheckAnswer
    is_of_earlier_text: bool


@dataclass(frozen=True, slots=True)
class CheckView:
    """A fact-check as the newsroom shows it."""

    check: FactCheck
    said: list[Said]
    is_alive: bool
    open_in: list[str]
    """The languages in which it is waited for, or its remarks are not taken up."""


def visible_to(actor: Actor) -> QuerySet[FactCheck]:
    """Give the fact-checks of the pages that the actor sees in the newsroom."""
    return FactCheck.objects.all() if policies.can_see(actor) else FactCheck.objects.none()


def of_page(page: Page) -> list[CheckView]:
    """Give a page's fact-checks, the latest first, in a fixed number of queries."""
    found = list(page.fact_checks.prefetch_related("answers"))
    now = {lang: digest(page, lang) for lang in written(page)} if found else {}
    return [_view(check, page, now) for check in found]


def open_checks(page: Page, langs: Iterable[str]) -> list[CheckView]:
    """Give the fact-checks that are open in one of these languages."""
    asked = set(langs)
    return [one for one in of_page(page) if asked.intersection(one.open_in)]


def written(page: Page) -> list[str]:
    """Give the languages in which a page says something."""
    return [lang for lang in Lang.values if any(_texts(page, lang))]


def digest(page: Page, lang: str) -> str:
    """Give what changes when a language of a page says something else."""
    said = _texts(page, lang)
    if page.kind == PageKind.EVENT:
        for one in page.programme.all():
            hours = programme.hours(one.starts, one.ends)
            said.append(f"{one.on} {hours} {getattr(one, f'title_{lang}')}")
    said += [
        f"{one.file_id} {getattr(one, f'alt_{lang}')} {getattr(one, f'credit_{lang}')}"
        for one in page.images.all()
    ]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def is_alive(check: FactCheck, page: Page) -> bool:
    """Say whether the link still opens: neither withdrawn nor over, and something is under way."""
    if check.revoked_at or check.expires_at <= clock.now():
        return False
    there = written(page)
    return any(side.lang in there and side.state in UNDER_WAY for side in page.sides.all())


def with_address() -> QuerySet[FactCheck]:
    """Give the fact-checks that still hold an address."""
    return FactCheck.objects.filter(~Q(email="")).select_related("page")


def _texts(page: Page, lang: str) -> list[str]:
    return [getattr(page, f"{field}_{lang}") for field in FIELDS]


def _view(check: FactCheck, page: Page, now: dict[str, str]) -> CheckView:
    alive = is_alive(check, page)
    answers = list(check.answers.all())
    last = {answer.lang: answer for answer in answers}
    said = [Said(answer, answer.said_of != now.get(answer.lang)) for answer in answers]
    open_in = (
        []
        if check.revoked_at or check.passed_over_at
        else [lang for lang in now if _is_open(last.get(lang), now[lang], alive=alive)]
    )
    return CheckView(check, said, alive, open_in)


def _is_open(last: FactCheckAnswer | None, now: str, *, alive: bool) -> bool:
    """Say whether an answer is waited for, or a remark was made of the text as it stands."""
    if last is None:
        return alive
    return not last.is_correct and last.said_of == now
