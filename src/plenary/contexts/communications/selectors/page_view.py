"""Everything that the newsroom shows of one page, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from plenary.contexts.communications import policies
from plenary.contexts.communications.enums import Lang, SideState
from plenary.contexts.communications.models import (
    Attachment,
    Edition,
    Page,
    PageImage,
    PageSide,
)
from plenary.contexts.communications.selectors import images, pages
from plenary.contexts.communications.selectors.checks import CheckView, of_page
from plenary.contexts.communications.selectors.readiness import FIELDS, faults
from plenary.contexts.communications.workflows import SIDE_FLOW
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.text import checks
from plenary.kernel.text.checks import Finding
from plenary.kernel.text.enums import State
from plenary.kernel.text.profiles import RUNNING_TEXT, day_of
from plenary.kernel.text.selectors import states_of
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound

MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Found:
    """What the check of the wording says, and the words it says it of."""

    field: str
    words: str
    finding: Finding


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


@dataclass(frozen=True, slots=True)
class Deed:
    """A row of the history, and the language that it is about, where it is about one."""

    row: AuditRow
    lang: str


@dataclass(frozen=True, slots=True)
class PageView:
    """A page with its sides, files, history, the remarks on its wording and what may be done."""

    page: Page
    sides: list[SideView]
    files: list[Attachment]
    images: list[PageImage]
    found: list[Found]
    is_other_old: bool
    history: list[Deed]
    langs: dict[str, list[str]]
    """For each step, the languages that the actor may take it for now."""
    may_write: bool
    had_a_hand: bool
    checks: list[CheckView]


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
        )
        .filter(pk=pk)
    )
    page = found.prefetch_related("sides", "topics", "images", "origins__document").first()
    if page is None:
        raise NotFound
    current = {one.lang: one for one in page.editions.filter(is_current=True).defer("body", "html")}
    sides = [_side(page, side, current.get(side.lang)) for side in page.sides.all()]
    return PageView(
        page=page,
        sides=sides,
        files=list(page.attachments.select_related("file")),
        images=list(images.of_page(page)),
        found=remarks(page),
        is_other_old=State.OUTDATED in states_of([page], fields=FIELDS).values(),
        history=_history(page),
        langs=steps(actor, page, sides),
        may_write=policies.can_write(actor, page),
        had_a_hand=policies.had_a_hand(actor, page),
        checks=of_page(page),
    )


def remarks(page: Page) -> list[Found]:
    """Give what the check of the wording says of each text that has both sides."""
    found = []
    on = day_of(page)
    for field in FIELDS:
        zh, en = getattr(page, f"{field}_zh"), getattr(page, f"{field}_en")
        if not (zh and en):
            continue
        for finding in checks.check(zh, en, "en", RUNNING_TEXT, on):
            text = zh if finding.side == "zh" else en
            found.append(Found(field, text[finding.start : finding.end], finding))
    return found


def steps(actor: Actor, page: Page, sides: list[SideView]) -> dict[str, list[str]]:
    """Give the languages for which the actor may take each step, Chinese first."""
    open_to = {
        "submit": policies.can_write(actor, page),
        "send_back": policies.can_write(actor, page),
        "approve": policies.can_approve(actor, page),
        "withdraw": policies.can_withdraw(actor, page),
    }
    by_lang = {one.side.lang: one for one in sides}
    return {
        step: [lang for lang in Lang.values if _is_open(step, by_lang[lang])] if may else []
        for step, may in open_to.items()
    }


def _is_open(step: str, one: SideView) -> bool:
    if step == "withdraw" and one.current is None:
        return False
    if step == "submit" and not one.is_written:
        return False
    return SIDE_FLOW.allows(one.side.state, step)


def _side(page: Page, side: PageSide, current: Edition | None) -> SideView:
    is_written = bool(getattr(page, f"title_{side.lang}") or getattr(page, f"body_{side.lang}"))
    is_under_way = side.state in {SideState.DRAFT, SideState.REVIEW} and is_written
    missing = _missing(faults(page, side.lang)) if is_under_way else []
    return SideView(side, missing, current, is_written)


def _missing(found: dict[str, Any]) -> list[Missing]:
    lacking = []
    for name, sentence in found.items():
        photo = images.FIELD.fullmatch(name)
        field, pk = (photo["name"], int(photo["pk"])) if photo else (name, None)
        lacking.append(Missing(str(sentence), field, pk))
    return lacking


def _history(page: Page) -> list[Deed]:
    """Give what was done to the page and its sides, the latest first."""
    langs = {side.pk: str(side.get_lang_display()) for side in page.sides.all()}
    own = AuditRow.objects.filter(subject_type="communications.page", subject_id=page.pk)
    of_sides = AuditRow.objects.filter(
        subject_type="communications.pageside", subject_id__in=list(langs)
    )
    deeds = [Deed(row, "") for row in own.order_by("-pk")[:MOST_ROWS]]
    deeds += [
        Deed(row, langs.get(row.subject_id or 0, ""))
        for row in of_sides.order_by("-pk")[:MOST_ROWS]
    ]
    return sorted(deeds, key=lambda deed: -deed.row.pk)[:MOST_ROWS]
