"""Tells those who work on pages what waits for them: a review, a page sent back, a reader's report."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.models import ErrorReport, Page
from plenary.contexts.communications.selectors import limits
from plenary.kernel.accounts import selectors as accounts
from plenary.kernel.accounts.models import User
from plenary.kernel.notifications import subjects
from plenary.kernel.notifications.services import notify
from plenary.shared.actor import SYSTEM, Actor

REVIEWERS = ("office", "editor")
WRITERS = ("office", "editor", "translator")
LANGS = {Lang.ZH: ("中文", "Chinese"), Lang.EN: ("英文", "English")}


def tell_submitted(actor: Actor, page: Page, langs: Iterable[str]) -> None:
    """Tell those who may approve a page that it waits for them: nobody who had a hand in it."""
    reviewers = accounts.with_roles(REVIEWERS)
    told = (one.pk for one in reviewers if policies.can_approve(one.actor, page))
    zh, en = _sides(langs)
    words = f"稿件待审核（{zh}）", f"A page waits for your review ({en})"
    _tell(actor, told, page, "submitted", words, of="review")


def tell_sent_back(actor: Actor, page: Page, langs: Iterable[str]) -> None:
    """Tell a page's writers that languages of it came back; why, they read on the page."""
    writers = User.objects.filter(is_active=True, pk__in=page.writer_ids)
    zh, en = _sides(langs)
    words = f"稿件已退回（{zh}）", f"A page came back to you ({en})"
    _tell(actor, writers.values_list("pk", flat=True), page, "sent_back", words)


def tell_held_back(page: Page, langs: Iterable[str], approvers: Iterable[int]) -> None:
    """Tell a page's writers, who approved it, and all who may let it out again, that it does not go out."""
    known = User.objects.filter(is_active=True, pk__in=[*page.writer_ids, *approvers])
    reviewers = accounts.with_roles(REVIEWERS).values_list("pk", flat=True)
    zh, en = _sides(langs)
    words = f"已审定的稿件未能发布，已退回（{zh}）", f"An approved page does not go out ({en})"
    told = {*known.values_list("pk", flat=True), *reviewers}
    _tell(SYSTEM, told, page, "held_back", words)


def tell_forced(actor: Actor, page: Page, langs: Iterable[str], decided_by: str) -> None:
    """Tell the office and the other editors what went out unseen, on whose word: one of them looks it over."""
    told = accounts.with_roles(REVIEWERS).values_list("pk", flat=True)
    zh, en = _sides(langs)
    by = decided_by[:60]
    words = (
        f"复核前先行发布，请复核（{zh}；决定人：{by}）",
        f"Published unseen in an emergency ({en}; decided by {by}): look it over",
    )
    _tell(actor, told, page, "forced", words)


def tell_to_hide(actor: Actor, page: Page, langs: Iterable[str]) -> None:
    """Tell those who may say yes that somebody asks to hide the title of a withdrawn page."""
    told = accounts.with_roles(REVIEWERS).values_list("pk", flat=True)
    zh, en = _sides(langs)
    words = (
        f"已撤下页面的标题待隐藏（{zh}）",
        f"The title of a withdrawn page is to be hidden ({en})",
    )
    _tell(actor, told, page, "to_hide", words)


def tell_reported(actor: Actor, report: ErrorReport) -> None:
    """Tell those who answer readers of a report; whoever has not read of an earlier one has one line."""
    page = report.page
    notify(
        users=_others(actor, accounts.with_roles(WRITERS).values_list("pk", flat=True)),
        kind="communications.error.reported",
        text_zh=f"读者反馈待答复：《{page.title_zh or page.title_en}》",
        text_en=f"A reader's report waits for an answer: “{page.title_en or page.title_zh}”",
        url=reverse("communications:error-reports"),
        about=subjects.about("communications.errorreport", report.pk),
        is_once=True,
    )


def _tell(
    actor: Actor,
    users: Iterable[int],
    page: Page,
    done: str,
    words: tuple[str, str],
    *,
    of: str = "page",
) -> None:
    notify(
        users=limits.among(page, _others(actor, users)),
        kind=f"communications.page.{done}",
        text_zh=f"{words[0]}：《{page.title_zh or page.title_en}》",
        text_en=f"{words[1]}: “{page.title_en or page.title_zh}”",
        url=page.get_absolute_url(),
        about=subjects.about(f"communications.{of}", page.pk),
    )


def _others(actor: Actor, users: Iterable[int]) -> set[int]:
    return set(users) - {actor.user_id or 0}


def _sides(langs: Iterable[str]) -> tuple[str, str]:
    named = [LANGS[Lang(lang)] for lang in langs]
    return "、".join(zh for zh, _en in named), " and ".join(en for _zh, en in named)
