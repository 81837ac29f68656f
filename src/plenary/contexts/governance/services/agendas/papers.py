"""Keeps a meeting's papers: handed in, in new versions, for narrower or wider circles, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import FilingKind, MeetingState, PaperAccess, TopicState
from plenary.contexts.governance.models import (
    AgendaItem,
    Decision,
    Meeting,
    NeededPaper,
    Paper,
    PaperVersion,
    Topic,
)
from plenary.contexts.governance.policies.agendas import can_keep_paper, can_widen_paper
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.agendas import papers, topics
from plenary.contexts.governance.services.agendas.paper_files import text_in
from plenary.contexts.governance.services.agendas.paper_titles import titles_of_file
from plenary.contexts.governance.services.asked.filing import keep_filing, typed_in
from plenary.contexts.governance.services.checks import (
    SHORT_REASON,
    apply,
    need_a_side,
    need_choice,
    need_reason,
)
from plenary.contexts.governance.services.indexing import index_papers, share_decisions
from plenary.contexts.governance.services.oparl.keeping import keep_public
from plenary.contexts.governance.services.texts import keep_sides
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.services import bare_name, keep_file
from plenary.kernel.documents.spreadsheets import Upload
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused

EDITABLE = ("title_zh", "title_en", "needed_id", "access")


def add_paper(
    *,
    actor: Actor,
    file: Upload,
    topic_id: int | None = None,
    item_id: int | None = None,
    needed_id: int | None = None,
    title_zh: str = "",
    title_en: str = "",
    access: str = PaperAccess.INTERNAL,
    seconds: int | None = None,
) -> Paper:
    """Hand a paper in with a topic or with an item of an agenda.

    Without a title it is called as its kind is, else as its file.
    By the topic's unit or the office; nobody else's file is so much as read. It is read apart before
    anything is stored. Refused for a file that is not taken or carries a secrecy marking, without a
    title, on a withdrawn topic and for a meeting that is closed.
    """
    with transaction.atomic():
        authorise(actor, can_keep_paper, _placed(actor, topic_id, item_id))
    text = text_in(file)
    with transaction.atomic():
        paper = _placed(actor, topic_id, item_id)
        paper.needed_id = needed_id
        paper.title_zh, paper.title_en = title_zh.strip(), title_en.strip()
        paper.access = access
        authorise(actor, can_keep_paper, paper)
        if not (needed_id or paper.title_zh or paper.title_en):
            paper.title_zh, paper.title_en = titles_of_file(file.name)
        _check(paper)
        paper.save()
        record(actor=actor, action="governance.paper.added", subject=paper)
        _keep_version(actor, paper, file, text, "")
        keep_sides(actor, paper, "title")
        index_papers([paper])
        _share_what_rests_on(paper)
        if paper.topic is not None and paper.topic.unit_id is not None:
            keep_filing(
                actor=actor,
                unit_id=paper.topic.unit_id,
                kind=FilingKind.PAPER,
                fields_typed=typed_in((file, needed_id, title_zh, title_en)),
                seconds=seconds,
            )
    return paper


def add_paper_version(
    *, actor: Actor, paper_id: int, seen_version: int | None, file: Upload, note: str = ""
) -> PaperVersion:
    """Hand in a new file of a paper: the next version; the versions before it stay as they are.

    Refused as adding is, for the very file that the last version is, and for a paper taken back.
    """
    with transaction.atomic():
        _lock_paper(actor, paper_id, seen_version)
    text = text_in(file)
    with transaction.atomic():
        paper = _lock_paper(actor, paper_id, seen_version)
        refuse_secrecy(note)
        made = _keep_version(actor, paper, file, text, note)
        save(paper, fields=[])
        index_papers([paper])
    return made


@transaction.atomic
def edit_paper(
    *, actor: Actor, paper_id: int, seen_version: int | None, changes: Mapping[str, Any]
) -> Paper:
    """Change what a paper is called, which needed paper it is, or who reads it (``EDITABLE``).

    Who reads it the office alone says once the paper lies with a meeting.
    """
    paper = _lock_paper(actor, paper_id, seen_version)
    before = snapshot(paper)
    changed = apply(paper, changes, EDITABLE)
    is_for_others = "access" in changed
    if is_for_others:
        authorise(actor, can_widen_paper, paper)
    _check(paper)
    save(paper, fields=changed)

    action = "access_set" if is_for_others else "edited"
    record(actor=actor, action=f"governance.paper.{action}", subject=paper, before=before)
    keep_sides(actor, paper, "title")
    index_papers([paper])
    if is_for_others:
        _share_what_rests_on(paper)
    _keep_public(paper)
    return paper


@transaction.atomic
def withdraw_paper(*, actor: Actor, paper_id: int, seen_version: int | None, reason: str) -> Paper:
    """Take a paper back: nobody but those who keep it sees it any more. Refused without a reason."""
    paper = _lock_paper(actor, paper_id, seen_version)
    before = snapshot(paper)
    paper.withdrawn_reason = need_reason(reason, most=SHORT_REASON)
    paper.withdrawn_at = clock.now()
    save(paper, fields=["withdrawn_reason", "withdrawn_at"])
    record(
        actor=actor,
        action="governance.paper.withdrawn",
        subject=paper,
        before=before,
        note={"reason": paper.withdrawn_reason},
    )
    index_papers([paper])
    _keep_public(paper)
    return paper


@transaction.atomic
def read_paper(*, actor: Actor, paper_id: int, number: int) -> PaperVersion:
    """Give a version whose file is about to be handed out; one that is not public leaves an audit row.

    ``NotFound`` for what the actor may not read.
    """
    seen = papers.versions_visible_to(actor).select_related("file", "paper").defer("text")
    found = seen.filter(paper_id=paper_id, number=number).first()
    if found is None:
        raise NotFound
    if found.paper.access != PaperAccess.PUBLIC:
        was = snapshot(found)
        record(actor=actor, action="governance.paper.read", subject=found, before=was)
    return found


def _placed(actor: Actor, topic_id: int | None, item_id: int | None) -> Paper:
    """Give a new paper beside the topic or the item that the actor sees."""
    if topic_id is not None:
        topic = lock(topics.visible_to(actor), pk=topic_id)
        if topic.state == TopicState.WITHDRAWN:
            raise Refused(_("The topic has been withdrawn."))
        return Paper(topic=topic, meeting_id=topic.meeting_id if topic.item_id else None,
                     item_id=topic.item_id)  # fmt: skip
    items = AgendaItem.objects.filter(meeting__in=meetings.visible_to(actor).values("pk"))
    item = items.select_related("meeting").filter(pk=item_id or 0).first()
    if item is None:
        raise NotFound
    _need_open(item.meeting)
    return Paper(meeting=item.meeting, item=item, topic=Topic.objects.filter(item=item).first())


def _lock_paper(actor: Actor, paper_id: int, seen_version: int | None) -> Paper:
    paper = lock(papers.visible_to(actor), pk=paper_id, version=seen_version)
    authorise(actor, can_keep_paper, paper)
    if paper.withdrawn_at is not None:
        raise Refused(_("The paper has been taken back."))
    if paper.meeting is not None:
        _need_open(paper.meeting)
    return paper


def _share_what_rests_on(paper: Paper) -> None:
    """Let what was made from a paper be found by no more than its class lets read it."""
    if paper.item_id is not None:
        share_decisions(Decision.objects.filter(item=paper.item_id))


def _keep_public(paper: Paper) -> None:
    """Let the world read no longer what is not public any more."""
    if paper.meeting is not None:
        keep_public(committee_id=paper.meeting.body_id)


def _need_open(meeting: Meeting) -> None:
    if meeting.state == MeetingState.CLOSED:
        raise Refused(_("The meeting is closed. Reopen it, with a reason, before changing it."))


def _check(paper: Paper) -> None:
    """Refuse a paper without a name; one of a needed kind has that kind's."""
    need_choice(paper.access, PaperAccess.values, "access")
    refuse_secrecy(paper.title_zh, paper.title_en)
    if paper.needed_id is not None:
        kind_id = paper.topic.kind_id if paper.topic else None
        needed = NeededPaper.objects.filter(pk=paper.needed_id, kind_id=kind_id).first()
        if needed is None:
            raise NotFound
        if not paper.title_zh and not paper.title_en:
            paper.title_zh, paper.title_en = needed.name_zh, needed.name_en
    need_a_side(paper.title_zh, paper.title_en, "title")


def _keep_version(actor: Actor, paper: Paper, file: Upload, text: str, note: str) -> PaperVersion:
    kept = keep_file(actor=actor, data=file.data, name=file.name, text=text)
    last = paper.versions.first()
    if last is not None and last.file_id == kept.pk:
        sentence = _("This is the very file that version %(number)d is.") % {"number": last.number}
        raise Refused(sentence, fields={"upload": sentence})
    number = paper.versions.aggregate(last=Max("number"))["last"] or 0
    made = PaperVersion.objects.create(
        paper=paper,
        number=number + 1,
        file=kept,
        file_name=bare_name(file.name),
        text=text,
        note=note.strip(),
        added_at=clock.now(),
        added_by_id=actor.user_id,
        added_by=actor.name,
    )
    record(actor=actor, action="governance.paper.version_added", subject=made)
    return made
