"""Publishes: a second person approves, at once or for an hour to come, and an edition is frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.editions import differs, facts_of, html_of
from plenary.contexts.communications.enums import PageKind, SideState
from plenary.contexts.communications.errors import OF_ONE_RECORD
from plenary.contexts.communications.events import PagePublished
from plenary.contexts.communications.models import (
    Edition,
    EditionImage,
    IndexCount,
    Page,
    PageSide,
)
from plenary.contexts.communications.selectors import pages, waivers
from plenary.contexts.communications.selectors.wording import remarks
from plenary.contexts.communications.services.base import keep_side, need_langs
from plenary.contexts.communications.services.checks.passing import pass_over
from plenary.contexts.communications.services.corrections import flag_others
from plenary.contexts.communications.services.hiding import forget_asked
from plenary.contexts.communications.services.holding import held_back
from plenary.contexts.communications.services.indexing import index_side
from plenary.contexts.communications.services.limiting import end_limit
from plenary.contexts.communications.services.links.reading import read_links, tell_again_of
from plenary.contexts.communications.services.reviewing import review_texts
from plenary.contexts.communications.services.sending import refuse_faults, take_back
from plenary.contexts.communications.services.waiving import (
    let_go_alone,
    let_wording_stand,
    settle,
    went_out,
)
from plenary.contexts.communications.told import people_of
from plenary.contexts.communications.workflows import SIDE_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.shared import clock
from plenary.shared.actor import SYSTEM, Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce

log = structlog.get_logger(__name__)

WENT_OUT = "到了预定时间 / It went out at its hour."
FAILED = (
    "发布时发生故障，未能公开，请告知管理员 / Publishing it failed, and it is not public: tell the"
    " administrator, whose log says why."
)
APPROVED = (SideState.APPROVED, SideState.PUBLISHED)


@transaction.atomic
def approve_page(
    *,
    actor: Actor,
    page_id: int,
    seen_version: int | None,
    langs: Iterable[str],
    due_at: dt.datetime | None = None,
    despite: str = "",
    wording: str = "",
    alone: str = "",
) -> Page:
    """Approve languages of a page: they go out now or, under embargo until then, at ``due_at``.

    Refused to whoever had a hand in the page, for what is not in review, while something is missing
    and for an hour that is over. Refused, unless a reason is given that is kept: while a fact-check is open (``despite``),
    for a proved fault of the wording (``wording``), and where one language would go out without the
    other (``alone``). Announces ``PagePublished`` for each language that goes out.
    """
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_approve, page)
    asked = need_langs(langs)
    sides = pages.sides_of(page)
    moment = clock.now()
    _refuse_past(due_at, moment)
    pass_over(actor, page, asked, despite)
    is_alone = waivers.goes_alone(page, sides, asked, due_at or moment)
    remarked = remarks(page)
    for lang in asked:
        refuse_faults(page, lang)
        settle(actor, waivers.to_settle(page, lang))
        let_wording_stand(actor, page, lang, wording, remarked)
        if is_alone:
            let_go_alone(actor, page, lang, alone)
        side = sides[lang]
        before = snapshot(side)
        side.state = SIDE_FLOW.after(side.state, "approve")
        side.approved_by_id, side.approved_by_name = actor.user_id, actor.name
        side.due_at = due_at or moment
        keep_side(actor, side, "communications.side.approved", before)
    if all(side.state in APPROVED for side in sides.values()):
        review_texts(actor, page)
    publish_sides(actor, page, sides, asked if due_at is None else ())
    return page


def _refuse_past(due_at: dt.datetime | None, moment: dt.datetime) -> None:
    if due_at is not None and due_at <= moment:
        sentence = _("This hour is over. Give one to come, or leave day and hour empty: at once.")
        raise Refused(sentence, fields={"due_on": sentence})


def publish_sides(
    actor: Actor, page: Page, sides: Mapping[str, PageSide], langs: Iterable[str]
) -> None:
    """Publish approved sides of a locked page together, and write what that changes of the page.

    A draft's limit ends with it.
    """
    out = [_publish(actor, page, sides[lang]) for lang in langs]
    flag_others(actor, page, out)
    opened = end_limit(actor, page) if out else []
    save(page, fields=[*_settle(page, sides.values()), *opened])


def publish_due() -> int:
    """Publish what was approved for an hour that has come, and give how many languages.

    A page that fails goes back to its writers and stops no other.
    """
    due = PageSide.objects.filter(state=SideState.APPROVED, due_at__lte=clock.now())
    done = 0
    for pk in sorted(set(due.values_list("page_id", flat=True))):
        try:
            done += _publish_due(pk)
        except OF_ONE_RECORD as error:
            log.exception("a page could not be published", page_id=pk, reason=str(error))
            _give_up(pk)
    return done


@transaction.atomic
def _give_up(page_id: int) -> None:
    """Take back a page whose publication failed, so that its people hear of it, once."""
    page = lock(pages.visible_to(SYSTEM), pk=page_id)
    authorise(SYSTEM, policies.can_publish_due, page)
    take_back(page, _due(pages.sides_of(page)), FAILED)


def _due(sides: Mapping[str, PageSide]) -> list[PageSide]:
    moment = clock.now()
    return [
        side
        for side in sides.values()
        if side.state == SideState.APPROVED and side.due_at and side.due_at <= moment
    ]


@transaction.atomic
def _publish_due(page_id: int) -> int:
    """Publish the sides of one page that are due; another worker may have been quicker.

    What has come to stand against them since they were approved takes them back, and is told.
    """
    page = lock(pages.visible_to(SYSTEM), pk=page_id)
    authorise(SYSTEM, policies.can_publish_due, page)
    sides = pages.sides_of(page)
    due = _due(sides)
    if not due:
        return 0
    if reason := held_back(page, sides, due):
        take_back(page, due, reason)
        return 0
    pass_over(SYSTEM, page, [side.lang for side in due], WENT_OUT)
    publish_sides(SYSTEM, page, sides, [side.lang for side in due])
    return len(due)


def _publish(actor: Actor, page: Page, side: PageSide) -> Edition:
    """Freeze the text of a side as its next edition, which the public reads from now on."""
    moment = clock.now()
    _number(page, moment)
    before = snapshot(side)
    side.state = SIDE_FLOW.after(side.state, "publish")
    side.due_at, side.withdrawn_at, side.withdrawn_reason = None, None, ""
    side.hides_title = False
    forget_asked(side)
    side.released_at = side.released_at or moment
    keep_side(actor, side, "communications.side.published", before)

    earlier = Edition.objects.filter(page=page, lang=side.lang)
    number = earlier.count() + 1
    facts = facts_of(page, side, list(earlier), moment)
    earlier.filter(is_current=True).update(is_current=False)
    edition = Edition.objects.create(
        page=page,
        lang=side.lang,
        number=number,
        kind=page.kind,
        slug=page.slug,
        title=getattr(page, f"title_{side.lang}"),
        summary=getattr(page, f"summary_{side.lang}"),
        body=getattr(page, f"body_{side.lang}"),
        html=html_of(getattr(page, f"body_{side.lang}"), side.lang, page.kind),
        facts=facts,
        people=people_of(page),
        ends_on=page.event.ends_on if page.kind == PageKind.EVENT else None,
        part_of_id=page.part_of_id,
        released_at=side.released_at,
        published_at=moment,
        approved_by_id=side.approved_by_id,
        note=side.note,
    )
    edition.topics.set(page.topics.all())
    edition.files.set(page.attachments.values_list("file_id", flat=True))
    EditionImage.objects.bulk_create(
        EditionImage(edition=edition, key=key) for key in {one["key"] for one in facts["images"]}
    )
    record(actor=actor, action="communications.edition.published", subject=edition)
    went_out(actor, edition)
    index_side(side)
    read_links(edition)
    tell_again_of(edition)
    announce(PagePublished(page_id=page.pk, lang=side.lang, number=number))
    return edition


def _number(page: Page, moment: dt.datetime) -> None:
    """Give a page the year's next index number when it goes out for the first time."""
    if page.index_number is not None:
        return
    year = timezone.localtime(moment).year
    IndexCount.objects.get_or_create(year=year)
    count = IndexCount.objects.select_for_update().get(year=year)
    count.last += 1
    count.save(update_fields=["last"])
    page.index_year, page.index_number = year, count.last


def _settle(page: Page, sides: Iterable[PageSide]) -> list[str]:
    """Let the hands in a page be forgotten once nothing of it waits; give the page's changed fields.

    What was changed after it was last public and then withdrawn waits: it may be brought back.
    """
    if all(_is_at_rest(page, side) for side in sides):
        page.writer_ids = []
    return ["writer_ids", "index_year", "index_number"]


def _is_at_rest(page: Page, side: PageSide) -> bool:
    is_withdrawn = side.state == SideState.WITHDRAWN
    return side.state == SideState.PUBLISHED or (is_withdrawn and not differs(page, side))
