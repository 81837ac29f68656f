"""Everything that the newsroom shows of one page, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import Lang, SideState, WaiverKind
from plenary.contexts.communications.models import (
    Attachment,
    Edition,
    Page,
    PageImage,
    PageSide,
    Waiver,
)
from plenary.contexts.communications.selectors import images, limits, naming, pages, waivers
from plenary.contexts.communications.selectors.checks import CheckView, of_page
from plenary.contexts.communications.selectors.hidden import may_be_asked
from plenary.contexts.communications.selectors.naming import Gone
from plenary.contexts.communications.selectors.readiness import FIELDS, advice, faults
from plenary.contexts.communications.selectors.wording import Found, Told, gathered, proved, remarks
from plenary.contexts.communications.workflows import SIDE_FLOW
from plenary.contexts.language.api import NameQuestion
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.text.enums import State
from plenary.kernel.text.selectors import states_of
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound

MOST_ROWS = 40
AT_WORK = (SideState.DRAFT, SideState.REVIEW)


@dataclass(frozen=True, slots=True)
class Missing:
    """What a language lacks: the sentence, the field and, for a photo's, the photo."""

    sentence: str
    field: str
    image_id: int | None = None


@dataclass(frozen=True, slots=True)
class SideView:
    """A language of a page: where it stands, what it lacks and what is public of it."""

    side: PageSide
    missing: list[Missing]
    current: Edition | None
    is_written: bool
    proofs: list[Found]
    """The proved faults of what is about to go out."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A row of the history, with the language that it is about and the reason given, where there are such."""

    row: AuditRow
    lang: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WaiverView:
    """An exception, and whether the actor may look over what went out by it."""

    waiver: Waiver
    may_look_over: bool


@dataclass(frozen=True, slots=True)
class PageView:
    """A page with its sides, files, history, the remarks on its wording and what may be done."""

    page: Page
    sides: list[SideView]
    files: list[Attachment]
    images: list[PageImage]
    found: list[Found]
    """What the check says, but for what is asked among the agreed names."""
    told: list[Told]
    """The same as it is shown: each remark once."""
    is_other_old: bool
    history: list[Deed]
    langs: dict[str, list[str]]
    """For each step, the languages that the actor may take it for now."""
    may_write: bool
    named: list[User]
    """Who alone sees it, where it is limited."""
    may_limit: bool
    may_hide: bool
    """Whether the actor may say yes to hiding a title, which somebody else has asked for."""
    may_leave: bool
    """Whether the actor may say no to it."""
    had_a_hand: bool
    checks: list[CheckView]
    waivers: list[WaiverView]
    advice: dict[str, str]
    """What it had better say as well, by the form's field, while a language is not out yet."""
    names: list[NameQuestion]
    """The agreed names that it does not keep to, and why where somebody has said so."""
    gone_names: list[Gone]
    """The names that readers see and that are no longer borne."""
    may_go_alone: bool
    """Whether one language might go out with the other one missing."""


def page_view(actor: Actor, pk: int) -> PageView:
    """Give a page of the newsroom; ``NotFound`` for one that the actor may not see."""
    found = (
        pages.visible_to(actor)
        .select_related(
            "source_unit",
            "owner_post__organisation",
            "hub_of",
            "part_of",
            "event",
            "guide",
            "told_body__body",
            "told_post__post__organisation",
        )
        .filter(pk=pk)
    )
    page = found.prefetch_related("sides", "topics", "images", "origins__document").first()
    if page is None:
        raise NotFound
    public = list(page.editions.filter(is_current=True).defer("html"))
    current = {one.lang: one for one in public}
    remarked, named = remarks(page), naming.questions(page)
    sides = [
        _side(page, side, current.get(side.lang), remarked, named) for side in page.sides.all()
    ]
    beside_names = [one for one in remarked if not naming.is_asked_of(one, named)]
    exceptions = waivers.of_page(page)
    by_lang = pages.sides_of(page)
    asked = [side for side in by_lang.values() if side.hide_reason]
    return PageView(
        page=page,
        sides=sides,
        files=list(page.attachments.select_related("file")),
        images=list(images.of_page(page)),
        found=beside_names,
        told=gathered(beside_names),
        is_other_old=State.OUTDATED in states_of([page], fields=FIELDS).values(),
        history=_history(page, exceptions),
        langs=steps(actor, page, sides),
        may_write=policies.can_write(actor, page),
        named=limits.named(page),
        may_limit=policies.can_limit(actor, page)
        and not any(side.released_at for side in by_lang.values()),
        may_hide=bool(asked) and all(policies.can_hide(actor, side) for side in asked),
        may_leave=bool(asked) and policies.can_withdraw(actor, page),
        had_a_hand=policies.had_a_hand(actor, page),
        checks=of_page(page),
        waivers=[WaiverView(one, _may_look_over(actor, one)) for one in exceptions],
        advice=advice(page) if any(one.side.state in AT_WORK for one in sides) else {},
        names=named,
        gone_names=naming.gone_names(public),
        may_go_alone=any(waivers.goes_alone(page, by_lang, (lang,)) for lang in by_lang),
    )


def steps(actor: Actor, page: Page, sides: list[SideView]) -> dict[str, list[str]]:
    """Give the languages for which the actor may take each step, Chinese first."""
    open_to = {
        "submit": policies.can_write(actor, page),
        "bring_back": policies.can_write(actor, page),
        "send_back": policies.can_send_back(actor, page),
        "approve": policies.can_approve(actor, page),
        "force": policies.can_force(actor, page),
        "withdraw": policies.can_withdraw(actor, page),
        "hide": policies.can_withdraw(actor, page),
    }
    by_lang = {one.side.lang: one for one in sides}
    return {
        step: [lang for lang in Lang.values if _is_open(step, by_lang[lang])] if may else []
        for step, may in open_to.items()
    }


def _is_open(step: str, one: SideView) -> bool:
    if step == "hide":
        return may_be_asked(one.side) and not one.side.hide_reason
    if step == "withdraw" and one.current is None:
        return False
    if step in {"submit", "force"} and not one.is_written:
        return False
    return SIDE_FLOW.allows(one.side.state, step)


def _may_look_over(actor: Actor, one: Waiver) -> bool:
    is_open = one.kind == WaiverKind.URGENT and one.settled_at is None
    return is_open and policies.can_look_over(actor, one)


def _side(
    page: Page,
    side: PageSide,
    current: Edition | None,
    remarked: list[Found],
    named: list[NameQuestion],
) -> SideView:
    is_written = bool(getattr(page, f"title_{side.lang}") or getattr(page, f"body_{side.lang}"))
    is_under_way = side.state in AT_WORK and is_written
    is_to_go_out = is_under_way or side.state == SideState.APPROVED
    lacking = faults(page, side.lang) | naming.faults(named, side.lang) if is_to_go_out else {}
    missing = _missing(lacking)
    faulty = proved(remarked, side.lang) if is_under_way else []
    return SideView(side, missing, current, is_written, faulty)


def _missing(found: dict[str, Any]) -> list[Missing]:
    lacking = []
    for name, sentence in found.items():
        photo = images.FIELD.fullmatch(name)
        field, pk = (photo["name"], int(photo["pk"])) if photo else (name, None)
        lacking.append(Missing(str(sentence), field, pk))
    return lacking


def _history(page: Page, exceptions: list[Waiver]) -> list[Deed]:
    """Give what was done to the page, its sides and by way of exception, the latest first."""
    sides = {side.pk: side for side in page.sides.all()}
    waived = {one.pk: one for one in exceptions}
    deeds = [Deed(row, "") for row in _rows("page", [page.pk])]
    for row in _rows("pageside", list(sides)):
        side = sides[row.subject_id or 0]
        deeds.append(Deed(row, str(side.get_lang_display())))
    for row in _rows("waiver", list(waived)):
        one = waived[row.subject_id or 0]
        deeds.append(Deed(row, str(one.get_lang_display()), row.after.get("reason", "")))
    return sorted(deeds, key=lambda deed: -deed.row.pk)[:MOST_ROWS]


def _rows(model: str, ids: list[int]) -> QuerySet[AuditRow]:
    rows = AuditRow.objects.filter(subject_type=f"communications.{model}", subject_id__in=ids)
    return rows.order_by("-pk")[:MOST_ROWS]
