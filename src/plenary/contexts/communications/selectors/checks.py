"""Fact-checks of a page: what was said of which text, and which of them are open."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q, QuerySet

from plenary.contexts.communications import addresses
from plenary.contexts.communications.enums import Lang, PageKind, SideState
from plenary.contexts.communications.models import FactCheck, FactCheckAnswer, Page
from plenary.contexts.communications.selectors import pages
from plenary.contexts.communications.selectors.readiness import FIELDS
from plenary.contexts.communications.told import facts_of_kind, people_of
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
    """The languages in which it is waited for, or the last answer is a remark or of another text."""


def visible_to(actor: Actor) -> QuerySet[FactCheck]:
    """Give the fact-checks of the pages that the actor sees in the newsroom."""
    return FactCheck.objects.filter(page__in=pages.visible_to(actor).order_by())


def of_page(page: Page) -> list[CheckView]:
    """Give a page's fact-checks, the latest first, in a fixed number of queries."""
    found = list(page.fact_checks.prefetch_related("answers"))
    if not found:
        return []
    now = {lang: digest(page, lang) for lang in written(page)}
    out = dict(page.editions.order_by().values_list("lang").annotate(Max("published_at")))
    return [_view(check, page, now, out) for check in found]


def open_checks(page: Page, langs: Iterable[str]) -> list[CheckView]:
    """Give the fact-checks that are open in one of these languages."""
    asked = set(langs)
    return [one for one in of_page(page) if asked.intersection(one.open_in)]


def is_contested(page: Page, langs: Iterable[str]) -> bool:
    """Say whether somebody's last word on the text as it stands is a remark, in one of these languages.

    Not one that was known when the check was passed over, nor one of a link that was withdrawn.
    """
    return any(
        one.answer.lang in asked and not one.answer.is_correct and not one.is_of_earlier_text
        for view in of_page(page)
        for asked in [set(langs).intersection(view.open_in)]
        for one in {one.answer.lang: one for one in view.said}.values()
    )


def written(page: Page) -> list[str]:
    """Give the languages in which a page says something."""
    return [lang for lang in Lang.values if any(_texts(page, lang))]


def digest(page: Page, lang: str) -> str:
    """Give what changes when anything that a checker is shown of a language says something else."""
    said = _texts(page, lang)
    if page.kind in (PageKind.EVENT, PageKind.BODY, PageKind.POST):
        facts = {**facts_of_kind(page, lang), "people": people_of(page)}
        said.append(json.dumps(_in_one(facts, lang), ensure_ascii=False, sort_keys=True))
    said += [
        f"{one.file_id} {getattr(one, f'alt_{lang}')} {getattr(one, f'credit_{lang}')}"
        for one in page.images.all()
    ]
    said += [f"{one.file_id} {getattr(one, f'name_{lang}')}" for one in page.attachments.all()]
    if page.held_on:
        said.append(page.held_on.isoformat())
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _in_one(value: Any, lang: str) -> Any:
    """Give facts without their words in the other language, where this one has its own."""
    if isinstance(value, list):
        return [_in_one(one, lang) for one in value]
    if not isinstance(value, dict):
        return value
    other = f"_{addresses.OTHER[lang]}"
    return {
        name: _in_one(one, lang)
        for name, one in value.items()
        if not (name.endswith(other) and value.get(f"{name.removesuffix(other)}_{lang}"))
    }


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


def _view(
    check: FactCheck, page: Page, now: dict[str, str], out: dict[str, dt.datetime]
) -> CheckView:
    answers = list(check.answers.all())
    last = {answer.lang: answer for answer in answers}
    said = [Said(answer, answer.said_of != now.get(answer.lang)) for answer in answers]
    open_in = (
        []
        if check.revoked_at
        else [lang for lang in now if _is_open(check, last.get(lang), now[lang], out.get(lang))]
    )
    return CheckView(check, said, is_alive(check, page), open_in)


def _is_open(
    check: FactCheck, last: FactCheckAnswer | None, now: str, out: dt.datetime | None
) -> bool:
    """Say whether nobody has said that the text as it stands is correct; what went out since is settled.

    A link that ran out unanswered stays open: it is withdrawn, or passed over with a reason. What was
    passed over is open again once a remark on the present text comes after that.
    """
    if check.passed_over_at and not (
        last and not last.is_correct and last.said_of == now and last.at > check.passed_over_at
    ):
        return False
    if out is not None and out >= (last.at if last else check.asked_at):
        return False
    return last is None or not last.is_correct or last.said_of != now
