"""Topics as units bring them: drafted, mended, handed in, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import profiles
from plenary.contexts.governance.enums import FilingKind, MeetingState, TopicState
from plenary.contexts.governance.models import Decision, Meeting, Topic, TopicKind
from plenary.contexts.governance.policies.agendas import can_bring_topics, can_keep_topic
from plenary.contexts.governance.selectors import meetings, recipients
from plenary.contexts.governance.selectors.agendas import topics
from plenary.contexts.governance.services.asked.filing import keep_filing, typed_in
from plenary.contexts.governance.services.checks import apply, need_a_side, need_existing
from plenary.contexts.governance.services.indexing import index_topic
from plenary.contexts.governance.services.opinion_days import tell_released, waited_for
from plenary.contexts.governance.services.own_fates import keep_own_fate
from plenary.contexts.governance.services.telling.lines import names, tell_of
from plenary.contexts.governance.services.texts import keep_sides
from plenary.contexts.governance.workflows import TOPIC_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.organisations.enums import OrganisationKind
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.text.wording import in_zh
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused

EDITABLE = (
    *("body_id", "meeting_id", "kind_id"),
    *("title_zh", "title_en", "reason_zh", "reason_en"),
)


@transaction.atomic
def draft_topic(
    *,
    actor: Actor,
    unit_id: int,
    kind_id: int,
    body_id: int,
    meeting_id: int | None = None,
    title_zh: str = "",
    title_en: str = "",
    reason_zh: str = "",
    reason_en: str = "",
    seconds: int | None = None,
) -> Topic:
    """Begin a topic that a unit wants a body to deal with, at a planned meeting or the next one.

    By the unit's own people, or by the office for it. Refused without a title, for a kind that is no
    longer in use, and for a meeting that is not planned or is another body's.
    """
    authorise(actor, can_bring_topics, unit_id)
    need_existing(Organisation, unit=[unit_id], body=[body_id])
    topic = Topic(
        body_id=body_id,
        meeting_id=meeting_id,
        unit_id=unit_id,
        kind_id=kind_id,
        title_zh=title_zh.strip(),
        title_en=title_en.strip(),
        reason_zh=reason_zh.strip(),
        reason_en=reason_en.strip(),
        made_at=clock.now(),
        made_by_id=actor.user_id,
    )
    _check(actor, topic)
    topic.save()
    record(actor=actor, action="governance.topic.drafted", subject=topic)
    texts = (title_zh, title_en, reason_zh, reason_en)
    _file(actor, topic, typed_in((body_id, kind_id, meeting_id, *texts)), seconds)
    keep_sides(actor, topic, "title", "reason")
    return topic


@transaction.atomic
def edit_topic(
    *,
    actor: Actor,
    topic_id: int,
    seen_version: int | None,
    changes: Mapping[str, Any],
    seconds: int | None = None,
) -> Topic:
    """Change a topic (``EDITABLE``) that is a draft or was given back; refused as drafting is."""
    topic = lock_topic(actor, topic_id, seen_version)
    if topic.state not in {TopicState.DRAFT, TopicState.RETURNED}:
        raise Refused(_("The topic has been handed in. It can be changed once it is given back."))
    before = snapshot(topic)
    changed = apply(topic, changes, EDITABLE)
    _check(actor, topic)
    save(topic, fields=[*changed, "item_kind"])
    record(actor=actor, action="governance.topic.edited", subject=topic, before=before)
    _file(actor, topic, len(changed), seconds)
    keep_sides(actor, topic, "title", "reason")
    index_topic(topic)
    return topic


@transaction.atomic
def submit_topic(*, actor: Actor, topic_id: int, seen_version: int | None) -> Topic:
    """Hand a topic in, for the first time or after it was given back, and tell the office.

    Refused without a title in the first language of the practice profile, and without a reason. A title in the
    other language and papers that are still missing do not hinder it: they are named to whoever judges.
    """
    topic = lock_topic(actor, topic_id, seen_version)
    state = TOPIC_FLOW.after(topic.state, "submit")
    _need_whole(topic)
    before = snapshot(topic)
    topic.state = state
    topic.submitted_at = clock.now()
    topic.submitted_by = actor.name
    save(topic, fields=["state", "submitted_at", "submitted_by"])

    record(actor=actor, action="governance.topic.submitted", subject=topic, before=before)
    index_topic(topic)
    zh, en = names(topic.unit)
    tell_of(
        actor,
        recipients.of_the_office(),
        kind="topic.submitted",
        topic=topic,
        zh=f"{zh}{in_zh('报送议题')}",
        en=f"{en} brings a topic",
    )
    return topic


@transaction.atomic
def withdraw_topic(*, actor: Actor, topic_id: int, seen_version: int | None) -> Topic:
    """Take a topic back that is not on an agenda; tells the units whose opinions it waited for.

    What a meeting had postponed comes back no more: it must be said anew what becomes of that decision.
    """
    decision = _hold_postponed(topic_id)
    topic = lock_topic(actor, topic_id, seen_version)
    waited = waited_for(Q(topic=topic.pk))
    before = snapshot(topic)
    topic.state = TOPIC_FLOW.after(topic.state, "withdraw")
    save(topic, fields=["state"])
    record(actor=actor, action="governance.topic.withdrawn", subject=topic, before=before)
    if decision is not None:
        keep_own_fate(actor, decision)
    index_topic(topic)
    tell_released(actor, waited)
    return topic


def _hold_postponed(topic_id: int) -> Decision | None:
    """Take the decision that postponed a topic, and its meeting, before the topic: as whoever changes it does."""
    held = Decision.objects.filter(carried_to=topic_id)
    meeting_id = held.values_list("meeting_id", flat=True).first()
    if meeting_id is None:
        return None
    Meeting.objects.select_for_update().get(pk=meeting_id)
    return held.select_for_update(of=("self",)).first()


def lock_topic(actor: Actor, topic_id: int, seen_version: int | None) -> Topic:
    """Take a topic for a change by those who keep it."""
    topic = lock(topics.visible_to(actor), pk=topic_id, version=seen_version)
    authorise(actor, can_keep_topic, topic)
    return topic


def _check(actor: Actor, topic: Topic) -> None:
    """Refuse what no topic may be, and take over from its kind what is done with it."""
    need_a_side(topic.title_zh, topic.title_en, "title")
    refuse_secrecy(topic.reason_zh, topic.reason_en)
    kind = TopicKind.objects.filter(pk=topic.kind_id or 0).first()
    if kind is None:
        raise NotFound
    if not kind.is_active and topic.item_kind != kind.item_kind:
        sentence = _("Topics of this kind are no longer taken.")
        raise Refused(sentence, fields={"kind": sentence})
    topic.item_kind = kind.item_kind
    if not Organisation.objects.filter(pk=topic.body_id, kind=OrganisationKind.BODY).exists():
        raise NotFound
    if topic.meeting_id is not None:
        need_coming(meetings.visible_to(actor).filter(pk=topic.meeting_id).first(), topic)


def need_coming(meeting: Meeting | None, topic: Topic) -> None:
    """Refuse a meeting that is not planned, called off or not of the topic's body; ``NotFound`` for none."""
    if meeting is None:
        raise NotFound
    sentence = None
    if meeting.state != MeetingState.PLANNED:
        sentence = _("This meeting has been held already.")
    elif meetings.is_called_off(meeting):
        sentence = _("This meeting is called off.")
    elif meeting.body_id != topic.body_id:
        sentence = _("This is a meeting of another body.")
    if sentence is not None:
        raise Refused(sentence, fields={"meeting": sentence})


def _need_whole(topic: Topic) -> None:
    sentences: dict[str, Any] = {}
    side = profiles.current().languages[0]
    if not getattr(topic, f"title_{side}"):
        sentences[f"title_{side}"] = (
            _("The title is needed in Chinese.")
            if side == "zh"
            else _("The title is needed in English.")
        )
    if not topic.reason_zh and not topic.reason_en:
        sentences["reason_zh"] = _("Say why the body should deal with it.")
    if sentences:
        raise Refused(" ".join(str(one) for one in sentences.values()), fields=sentences)


def _file(actor: Actor, topic: Topic, fields_typed: int, seconds: int | None) -> None:
    if topic.unit_id is not None:
        keep_filing(
            actor=actor,
            unit_id=topic.unit_id,
            kind=FilingKind.TOPIC,
            fields_typed=fields_typed,
            seconds=seconds,
        )
