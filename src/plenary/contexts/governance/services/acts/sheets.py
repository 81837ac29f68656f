"""Draws up sheets: what stands on them is kept as it was that day, in both languages.

Those about many tasks are read by whoever reads everything: what is for the committee alone is left
out of them and counted. Of which tasks a sheet speaks is kept, so that one whose class is narrowed
later closes the sheet to whoever may not read it any more.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.drafting import Pair
from plenary.contexts.governance.enums import ListState, SheetKind, TaskState
from plenary.contexts.governance.events import SheetDrawn
from plenary.contexts.governance.models import Sheet, SheetTask, SlipAnswer
from plenary.contexts.governance.names import is_chinese
from plenary.contexts.governance.selectors import lists, recipients, tasks
from plenary.contexts.governance.selectors.acts import matters
from plenary.contexts.governance.services.checks import need_reason
from plenary.contexts.governance.services.telling.lines import names, tell
from plenary.contexts.governance.sheets import writing
from plenary.contexts.governance.sheets.matters import Matter
from plenary.kernel.audit.recording import authorise, lock, record
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people import selectors as people
from plenary.kernel.people.models import Post
from plenary.kernel.text.validators import need_no_longer
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused
from plenary.shared.events import announce

TRIES = 5
OFFICE = Pair("外事办", "the international-affairs office")


@transaction.atomic
def draw_handover(*, actor: Actor, post_id: int, **hand_over: Any) -> Sheet:
    """Draw up what a post's next holder takes over: its duties, and instructions that are still open, whatever
    became of the work.

    By the office. ``hand_over`` names the holding that begins with it and the persons, where there is
    one. Announces ``SheetDrawn``.
    """
    post = _post(actor, post_id)
    authorise(actor, policies.can_draw_sheets)
    duties = matters.matters_of_duties(matters.duties_of_post(post))
    words = matters.matters_of_words(post, {one.task_id for one in duties})
    found, kept = matters.for_all_readers(duties)
    others, unsaid = matters.for_all_readers(words)
    content = writing.handover(_named(post), found, clock.today(), others)
    content = writing.with_kept(content, kept + unsaid)
    return _keep(actor, SheetKind.HANDOVER, content, [*found, *others], post=post, **hand_over)


@transaction.atomic
def draw_card(*, actor: Actor, post_id: int) -> Sheet:
    """Draw up what a leader answers for, with their instructions that are not settled.

    By the office, and by whoever acts for the post. Announces ``SheetDrawn``.
    """
    post = _post(actor, post_id)
    authorise(actor, policies.can_draw_card, post_id)
    found, kept = matters.for_all_readers(matters.matters_of_duties(matters.duties_of_post(post)))
    instructions, on_tasks, unsaid = matters.unsettled_of(post)
    content = writing.card(_named(post), found, instructions, clock.today())
    content = writing.with_kept(content, kept, unsaid)
    sheet = _keep(actor, SheetKind.CARD, content, found, post=post)
    _speak_of(sheet, on_tasks - {one.task_id for one in found})
    return sheet


@transaction.atomic
def draw_slip(
    *,
    actor: Actor,
    task_id: int,
    unit_id: int,
    reason: str,
    reason_other: str = "",
    answer_by: dt.date | None = None,
) -> Sheet:
    """Draw up a reminder to a unit of its part in a task, which waits for its answer, and tell the unit.

    ``reason_other`` says the reason in the other language; where it is not given, both sides have the one.
    By the office. Refused without a reason, for a unit without a part, for a day in the past, and on
    work that is not under way. Announces ``SheetDrawn``.
    """
    task = lock(tasks.visible_to(actor), pk=task_id)
    authorise(actor, policies.can_draw_sheets, task)
    why = _in_both(need_reason(reason), reason_other)
    if task.state not in {TaskState.OPEN, TaskState.REPORTED}:
        raise Refused(_("The task is not under way."))
    held = list(task.duties.filter(unit_id=unit_id))
    if not held:
        sentence = _("The unit has no part in the task.")
        raise Refused(sentence, fields={"unit": sentence})
    if answer_by is not None and answer_by < clock.today():
        sentence = _("This day is past.")
        raise Refused(sentence, fields={"answer_by": sentence})

    unit = Organisation.objects.get(pk=unit_id)
    found = matters.matters_of_duties(held)
    content = writing.slip(Pair(*names(unit)), OFFICE.worded(), found[0], why, answer_by)
    sheet = _keep(actor, SheetKind.SLIP, content, found, task=task, unit=unit)
    slip = SlipAnswer.objects.create(
        sheet=sheet, task=task, unit=unit, asked_at=sheet.made_at, answer_by=answer_by
    )
    record(actor=actor, action="governance.slip.sent", subject=slip)
    tell(
        actor,
        recipients.of_units([unit_id]),
        kind="sheet.slip",
        task=task,
        zh=in_zh("收到督办单"),
        en=in_en("A supervision slip"),
        record_of=sheet,
    )
    return sheet


def _in_both(reason: str, other: str) -> Pair:
    refuse_secrecy(other)
    need_no_longer(other.strip(), field="reason_other")
    sides = (reason, other.strip())
    return Pair(*(sides if is_chinese(reason) else reversed(sides)))


@transaction.atomic
def draw_circular(*, actor: Actor, list_id: int) -> Sheet:
    """Draw up how an adopted list stands.

    By the office. Refused for a list that is not adopted. Announces ``SheetDrawn``.
    """
    task_list = lock(lists.visible_to(actor), pk=list_id)
    authorise(actor, policies.can_draw_sheets, task_list)
    if task_list.state != ListState.ADOPTED:
        sentence = _("A circular is about an adopted list.")
        raise Refused(sentence, fields={"task_list": sentence})
    found, kept = matters.for_all_readers(matters.matters_of_list(task_list))
    name = Pair(task_list.name_zh, task_list.name_en)
    content = writing.with_kept(writing.circular(name, found, clock.today()), kept)
    return _keep(actor, SheetKind.CIRCULAR, content, found, task_list=task_list)


def _keep(
    actor: Actor, kind: SheetKind, content: writing.Content, found: list[Matter], **about: Any
) -> Sheet:
    held = json.dumps(content, ensure_ascii=False, sort_keys=True)
    sheet = Sheet(
        kind=kind,
        on=clock.today(),
        title_zh=content["zh"]["title"][:300],
        title_en=content["en"]["title"][:400],
        content=content,
        digest=hashlib.sha256(held.encode()).hexdigest(),
        is_illustrative=any(one.is_illustrative for one in found),
        made_at=clock.now(),
        made_by_id=actor.user_id,
        made_by=actor.name,
        **about,
    )
    _number(sheet)
    _speak_of(sheet, {one.task_id for one in found})
    record(
        actor=actor,
        action=f"governance.sheet.{kind}",
        subject=sheet,
        note={"tasks": [one.task_id for one in found]},
    )
    announce(SheetDrawn(sheet_id=sheet.pk, kind=kind))
    return sheet


def _speak_of(sheet: Sheet, task_ids: set[int]) -> None:
    SheetTask.objects.bulk_create(SheetTask(sheet=sheet, task_id=pk) for pk in sorted(task_ids))


def _number(sheet: Sheet) -> None:
    """Save a sheet under the next number of its kind and year; of two at once, the later tries again."""
    sheet.year = sheet.on.year
    for attempt in range(TRIES):
        drawn = Sheet.objects.filter(kind=sheet.kind, year=sheet.year)
        sheet.number = (drawn.aggregate(last=Max("number"))["last"] or 0) + 1
        try:
            with transaction.atomic():
                sheet.save(force_insert=True)
        except IntegrityError:
            if attempt == TRIES - 1 or not drawn.filter(number=sheet.number).exists():
                raise
        else:
            return


def _post(actor: Actor, post_id: int) -> Post:
    visible = people.posts_visible_to(actor).select_related("organisation")
    post = visible.filter(pk=post_id).first()
    if post is None:
        raise NotFound
    return post


def _named(post: Post) -> Pair:
    zh, en = names(post.organisation)
    title_zh, title_en = post.title_zh or post.title_en, post.title_en or post.title_zh
    return Pair(f"{zh}{title_zh}", f"{title_en}, {en}")
