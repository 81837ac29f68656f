"""Asks units for their opinion before a meeting, keeps their answers, and writes silence down as silence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import FilingKind, MeetingState, OpinionAnswer, TopicState
from plenary.contexts.governance.models import AgendaItem, Meeting, Opinion, Paper, Topic
from plenary.contexts.governance.policies.agendas import (
    can_answer_opinion,
    can_ask_opinions,
)
from plenary.contexts.governance.selectors import meetings, recipients
from plenary.contexts.governance.selectors.agendas import opinions, papers, topics
from plenary.contexts.governance.services.asked.filing import keep_filing, typed_in
from plenary.contexts.governance.services.checks import need_choice, need_existing
from plenary.contexts.governance.services.indexing import index_papers
from plenary.contexts.governance.services.telling.lines import names, tell_of
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.calendar import selectors as calendar
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.organisations.models import Organisation
from plenary.shared import clock
from plenary.shared.actor import SYSTEM, Actor
from plenary.shared.errors import NotFound, Refused

MOST_DAYS = 30
AT_ONCE = 200
ANSWERED = ("answer", "text_zh", "text_en", "answered_at", "answered_by_id", "answered_by")


@transaction.atomic
def ask_opinions(
    *,
    actor: Actor,
    unit_ids: Iterable[int],
    days: int,
    topic_id: int | None = None,
    item_id: int | None = None,
    paper_id: int | None = None,
    question: str = "",
) -> list[Opinion]:
    """Ask units for their opinion of a topic, an item or a paper, within so many working days.

    By the office or the topic's own unit. Refused without a unit, for the reporting unit itself, for one that has not
    answered the same yet, for a day that is not before the meeting, and once the meeting is held. A unit
    whose silence is written down may be asked again. Tells the units.
    """
    subject = _subject(actor, topic_id, item_id, paper_id)
    authorise(actor, can_ask_opinions, subject.topic)
    refuse_secrecy(question)
    due_on = _day(subject, days)
    units = set(unit_ids)
    need_existing(Organisation, units=units)
    _need_askable(subject, units)

    made = []
    for unit in Organisation.objects.filter(pk__in=units):
        asked = Opinion.objects.create(
            **subject._asdict(),
            unit=unit,
            question=question.strip(),
            asked_at=clock.now(),
            asked_by_id=actor.user_id,
            asked_by=actor.name,
            due_on=due_on,
        )
        made.append(asked)
        record(actor=actor, action="governance.opinion.asked", subject=asked)
        tell_of(
            actor,
            recipients.of_units([unit.pk]),
            kind="opinion.asked",
            topic=asked,
            zh=f"请于{due_on:%Y-%m-%d}前反馈意见",
            en=f"Your opinion is asked for by {due_on:%Y-%m-%d}",
        )
    _index_around(subject)
    return made


@transaction.atomic
def answer_opinion(
    *,
    actor: Actor,
    opinion_id: int,
    seen_version: int | None,
    answer: str,
    text_zh: str = "",
    text_en: str = "",
    seconds: int | None = None,
) -> Opinion:
    """Keep a unit's opinion; one that comes after its day is kept as such, and the silence stays.

    By the unit's own people. Refused once it is given or the meeting is held, and, for remarks and for an objection,
    without words. Tells whoever asked and the office.
    """
    opinion = lock(opinions.visible_to(actor), pk=opinion_id, version=seen_version)
    authorise(actor, can_answer_opinion, opinion)
    if opinion.answer:
        raise Refused(_("The opinion has been given already."))
    _need_before(opinion)
    need_choice(answer, OpinionAnswer.values, "answer")
    refuse_secrecy(text_zh, text_en)
    if answer != OpinionAnswer.AGREE and not text_zh.strip() and not text_en.strip():
        is_objection = answer == OpinionAnswer.OBJECT
        sentence = (
            _("Say why your unit objects.") if is_objection else _("Write your unit's remarks.")
        )
        raise Refused(sentence, fields={"text_zh": sentence})

    before = snapshot(opinion)
    opinion.answer = answer
    opinion.text_zh, opinion.text_en = text_zh.strip(), text_en.strip()
    opinion.answered_at = clock.now()
    opinion.answered_by_id, opinion.answered_by = actor.user_id, actor.name
    save(opinion, fields=ANSWERED)
    record(actor=actor, action="governance.opinion.answered", subject=opinion, before=before)
    keep_filing(
        actor=actor,
        unit_id=opinion.unit_id,
        kind=FilingKind.OPINION,
        fields_typed=typed_in((answer, text_zh, text_en)),
        seconds=seconds,
    )
    zh, en = names(opinion.unit)
    own = opinion.topic.unit_id if opinion.topic else None
    told = recipients.of_the_office() | (recipients.of_units([own]) if own else set())
    tell_of(
        actor,
        told,
        kind="opinion.answered",
        topic=opinion,
        zh=f"{zh}已反馈意见",
        en=f"{en} has given its opinion",
    )
    return opinion


@transaction.atomic
def record_silence() -> int:
    """Write down of opinions whose day is past that no answer had come, ``AT_ONCE`` at most; give how many.

    None once all are written down: doing it again changes nothing. The office is told of each.
    """
    silent = opinions.fallen_silent(clock.today()).select_for_update(of=("self",))
    office = recipients.of_the_office()
    fallen = list(silent.select_related("unit")[:AT_ONCE])
    for opinion in fallen:
        before = snapshot(opinion)
        opinion.silent_at = clock.now()
        save(opinion, fields=["silent_at"])
        record(actor=SYSTEM, action="governance.opinion.silent", subject=opinion, before=before)
        zh, en = names(opinion.unit)
        tell_of(
            SYSTEM,
            office,
            kind="opinion.silent",
            topic=opinion,
            zh=f"{zh}逾期未反馈意见（不视为同意）",
            en=f"{en} gave no answer by the deadline (this is no consent)",
        )
    return len(fallen)


class Subject(NamedTuple):
    """What a unit is asked of, with what stands around it."""

    topic: Topic | None
    meeting: Meeting | None
    item: AgendaItem | None
    paper: Paper | None
    title_zh: str
    title_en: str


def _subject(
    actor: Actor, topic_id: int | None, item_id: int | None, paper_id: int | None
) -> Subject:
    """Give the one thing that is named, out of what the actor sees; else ``NotFound``."""
    if paper_id is not None:
        paper = papers.visible_to(actor).filter(pk=paper_id, withdrawn_at=None).first()
        if paper is not None:
            around = paper.topic, paper.meeting, paper.item
            return Subject(*around, paper, paper.title_zh, paper.title_en)
    elif item_id is not None:
        seen = AgendaItem.objects.filter(meeting__in=meetings.visible_to(actor).values("pk"))
        item = seen.select_related("meeting").filter(pk=item_id).first()
        if item is not None:
            topic = Topic.objects.filter(item=item).first()
            words = item.text_zh[:300], item.text_en[:400]
            return Subject(topic, item.meeting, item, None, *words)
    elif topic_id is not None:
        topic = topics.visible_to(actor).filter(pk=topic_id).first()
        if topic is not None:
            meeting = topic.meeting if topic.item_id else None
            return Subject(topic, meeting, topic.item, None, topic.title_zh, topic.title_en)
    raise NotFound


def _day(subject: Subject, days: int) -> dt.date:
    """Count the days on the working-day calendar; the answer must come before the meeting."""
    _need_before(subject)
    sentence: Any
    if not 1 <= days <= MOST_DAYS:
        sentence = _("Give from 1 to %(most)d working days.") % {"most": MOST_DAYS}
        raise Refused(sentence, fields={"days": sentence})
    due_on = calendar.add_working_days(clock.today(), days)
    meeting = subject.meeting or (subject.topic.meeting if subject.topic else None)
    if meeting is not None and meeting.held_on and due_on >= meeting.held_on:
        sentence = _("The answer would not be there before the meeting: give fewer days.")
        raise Refused(sentence, fields={"days": sentence})
    return due_on


def _need_before(subject: Subject | Opinion) -> None:
    """Refuse once the meeting is held, and for a topic that was withdrawn."""
    meeting = subject.before if isinstance(subject, Opinion) else subject.meeting
    if meeting is not None and meeting.state != MeetingState.PLANNED:
        raise Refused(_("This meeting has been held already."))
    if meeting is not None and meetings.is_called_off(meeting):
        raise Refused(_("This meeting is called off."))
    if subject.topic is not None and subject.topic.state == TopicState.WITHDRAWN:
        raise Refused(_("The topic has been withdrawn."))


def _need_askable(subject: Subject, units: set[int]) -> None:
    sentence: Any = None
    about = {"topic": subject.topic, "item": subject.item, "paper": subject.paper}
    same = Opinion.objects.filter(**about, unit_id__in=units, answer="", silent_at=None)
    if not units:
        sentence = _("Choose at least one unit.")
    elif subject.topic is not None and subject.topic.unit_id in units:
        sentence = _("The reporting unit is not asked about its own topic.")
    elif (waiting := same.select_related("unit").first()) is not None:
        words = _("%(unit)s has been asked already and has not answered yet.")
        sentence = words % {"unit": waiting.unit}
    if sentence is not None:
        raise Refused(sentence, fields={"units": sentence})


def _index_around(subject: Subject) -> None:
    """Let the units asked find the papers that they read now."""
    if subject.paper is not None:
        index_papers([subject.paper])
        return
    of_item = Paper.objects.filter(item=subject.item) if subject.item else Paper.objects.none()
    of_topic = Paper.objects.filter(topic=subject.topic) if subject.topic else Paper.objects.none()
    index_papers((of_item | of_topic).select_related("topic", "meeting"))
