"""Has a meeting pack bound for a reader, keeps it, and hands it out as long as all of it is theirs to read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import PackState
from plenary.contexts.governance.models import MeetingPack
from plenary.contexts.governance.selectors import meetings
from plenary.contexts.governance.selectors.agendas import packs
from plenary.contexts.governance.services.checks import need_choice
from plenary.contexts.governance.workflows import PACK_FLOW
from plenary.kernel.audit.recording import lock, record, save, snapshot
from plenary.kernel.documents import filing
from plenary.kernel.documents.hashing import content_hash
from plenary.kernel.documents.models import StoredFile
from plenary.kernel.notifications.services import notify
from plenary.shared import clock
from plenary.shared.actor import SYSTEM, Actor
from plenary.shared.errors import Forbidden, NotFound, Refused

KEPT = dt.timedelta(days=30)
AT_ONCE = 200
FINISHED = (
    *("state", "ready_at", "agenda_number", "paper_ids", "opinion_ids", "apart"),
    *("pdf_sha256", "pdf_size", "zip_sha256", "zip_size"),
)


@transaction.atomic
def ask_pack(*, actor: Actor, meeting_id: int, lang: str) -> MeetingPack:
    """Ask for a meeting's pack by the actor's own rights; a job binds it.

    One that is still being bound is given again. Refused without an item on the agenda.
    """
    meeting = lock(meetings.visible_to(actor), pk=meeting_id)
    if actor.user_id is None:
        raise Forbidden
    need_choice(lang, ("zh", "en"), "lang")
    if not meeting.items.exists():
        raise Refused(_("There is no item on the agenda."))
    own = packs.visible_to(actor).filter(meeting=meeting, lang=lang, state=PackState.WAITING)
    if (waiting := own.first()) is not None:
        return waiting
    made = MeetingPack.objects.create(
        meeting=meeting,
        lang=lang,
        asked_by_id=actor.user_id,
        asked_by=actor.name,
        asked_at=clock.now(),
    )
    record(actor=actor, action="governance.pack.asked", subject=made)
    return made


@dataclass(frozen=True, slots=True)
class Binding:
    """A pack's files, and what is in them."""

    pdf: bytes
    zip: bytes
    agenda_number: int
    paper_ids: Sequence[int]
    opinion_ids: Sequence[int]
    apart: Sequence[str]


def finish_pack(*, pack_id: int, binding: Binding) -> MeetingPack:
    """Keep a pack's files and tell whoever asked for it; the contents are written whole first."""
    hashes = [content_hash(data) for data in (binding.pdf, binding.zip)]
    for sha256, data in zip(hashes, (binding.pdf, binding.zip), strict=True):
        filing.put(sha256, data)
    with transaction.atomic():
        pack = lock(packs.visible_to(SYSTEM), pk=pack_id)
        before = snapshot(pack)
        pack.state = PACK_FLOW.after(pack.state, "finish")
        pack.ready_at = clock.now()
        pack.agenda_number = binding.agenda_number
        pack.paper_ids, pack.opinion_ids = list(binding.paper_ids), list(binding.opinion_ids)
        pack.apart = list(binding.apart)
        pack.pdf_sha256, pack.zip_sha256 = hashes
        pack.pdf_size, pack.zip_size = len(binding.pdf), len(binding.zip)
        save(pack, fields=FINISHED)
        record(actor=SYSTEM, action="governance.pack.bound", subject=pack, before=before)
        notify(
            users=[pack.asked_by_id],
            kind="governance.pack.bound",
            text_zh=f"会议材料汇编已生成：{pack.meeting.title_zh or pack.meeting.title_en}",
            text_en=f"The meeting pack is ready: {pack.meeting.title_en or pack.meeting.title_zh}",
            url=pack.get_absolute_url(),
        )
    return pack


@transaction.atomic
def fail_pack(*, pack_id: int, fault: str) -> MeetingPack:
    """Keep that a pack could not be bound, and why: ``too-large``, ``no-font`` or ``failed``."""
    pack = lock(packs.visible_to(SYSTEM), pk=pack_id)
    before = snapshot(pack)
    pack.state = PACK_FLOW.after(pack.state, "fail")
    pack.fault = fault
    save(pack, fields=["state", "fault"])
    record(actor=SYSTEM, action="governance.pack.failed", subject=pack, before=before)
    return pack


@transaction.atomic
def drop_old_packs() -> int:
    """Take away the packs that were asked for ``KEPT`` ago, ``AT_ONCE`` at most, and give how many.

    Their files go once that is committed, unless something else has the very same content.
    """
    old = packs.visible_to(SYSTEM).filter(asked_at__lt=clock.now() - KEPT)
    found = list(old.select_for_update()[:AT_ONCE])
    hashes = {one for pack in found for one in (pack.pdf_sha256, pack.zip_sha256) if one}
    for pack in found:
        record(actor=SYSTEM, action="governance.pack.dropped", subject=pack, before=snapshot(pack))
        pack.delete()
    transaction.on_commit(lambda: _remove(hashes))
    return len(found)


def _remove(hashes: set[str]) -> None:
    held = set(StoredFile.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
    for pair in MeetingPack.objects.filter(
        Q(pdf_sha256__in=hashes) | Q(zip_sha256__in=hashes)
    ).values_list("pdf_sha256", "zip_sha256"):
        held.update(pair)
    for sha256 in hashes - held:
        filing.remove(sha256)


@transaction.atomic
def read_pack(*, actor: Actor, pack_id: int) -> MeetingPack:
    """Give a pack whose file is about to be handed out; each time leaves an audit row.

    ``NotFound`` for another's, and while it is not bound; refused where the actor may no longer read all
    that is in it.
    """
    found = packs.visible_to(actor).filter(pk=pack_id, state=PackState.READY).first()
    if found is None:
        raise NotFound
    if not packs.is_still_open(actor, found):
        raise Refused(_("This pack no longer fits what you may read. Have a new one bound."))
    was = snapshot(found)
    record(actor=actor, action="governance.pack.read", subject=found, before=was)
    return found
