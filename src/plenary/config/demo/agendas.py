"""The demo's coming meeting, illustrative: topics in each state, with papers, brought by the units' accounts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from plenary.config.demo.accounts import account
from plenary.config.demo.texts import Story
from plenary.contexts.governance import services
from plenary.contexts.governance.models import Meeting, Topic, TopicKind
from plenary.contexts.governance.selectors.agendas import versions
from plenary.contexts.governance.services import agendas
from plenary.kernel.documents.spreadsheets import Upload
from plenary.kernel.organisations.models import Organisation
from plenary.shared import clock
from plenary.shared.actor import Actor

PLANNED_ON = BROUGHT_ON = dt.date(2025, 7, 14)
JUDGED_ON = dt.date(2025, 7, 15)
HELD_ON = dt.date(2025, 8, 15)


def load_agenda(story: Story) -> None:
    """Let a meeting be prepared: one topic on its agenda, one waiting, one given back."""
    told = story.told["meeting"]
    with clock.at(PLANNED_ON):
        meeting = services.create_meeting(
            actor=account("office"),
            body_id=Organisation.objects.get(code=story.told["committee"]).pk,
            title_zh=told.get("title_zh", ""),
            title_en=told["title_en"],
            held_on=HELD_ON,
            is_held=False,
            is_illustrative=True,
        )
    with clock.at(BROUGHT_ON):
        brought = {one["becomes"]: _bring(story, meeting, one) for one in story.told["topic"]}
    office = account("office")
    with clock.at(JUDGED_ON, hour=0):
        agendas.accept_topic(
            actor=office,
            topic_id=brought["accepted"].pk,
            seen_version=None,
            meeting_id=meeting.pk,
        )
        agendas.return_topic(
            actor=office,
            topic_id=brought["returned"].pk,
            seen_version=None,
            ground="papers",
            reason=told["returned"],
        )
        _ask_around(told, office, brought["accepted"])
        _circulate_and_reopen(told, office, meeting)


def _ask_around(told: dict[str, Any], office: Actor, topic: Topic) -> None:
    asked = agendas.ask_opinions(
        actor=office,
        topic_id=topic.pk,
        unit_ids=[min(account(name).unit_ids) for name in told["asked"]],
        days=5,
        question=told["question"],
    )
    answering = account(told["answered_by"])
    for opinion in asked:
        if opinion.unit_id in answering.unit_ids:
            agendas.answer_opinion(
                actor=answering,
                opinion_id=opinion.pk,
                seen_version=None,
                answer="remarks",
                text_zh=told.get("answer_zh", ""),
                text_en=told["answer_en"],
            )


def _circulate_and_reopen(told: dict[str, Any], office: Actor, meeting: Meeting) -> None:
    seen = versions.digest_of(versions.said_of(meeting))
    first = agendas.approve_agenda(actor=office, meeting_id=meeting.pk, seen=seen)
    agendas.circulate_agenda(actor=office, version_id=first.pk, seen_version=None)
    agendas.reopen_agenda(
        actor=office, version_id=first.pk, seen_version=None, reason=told["reopened"]
    )
    services.add_agenda_item(
        actor=office,
        meeting_id=meeting.pk,
        kind="notify",
        text_zh=told.get("added_zh", ""),
        text_en=told["added_en"],
    )


def _bring(story: Story, meeting: Meeting, one: dict[str, Any]) -> Topic:
    actor, told = account(one["by"]), story.told["meeting"]
    kind = TopicKind.objects.filter(item_kind=one["kind"]).order_by("order")[0]
    topic = agendas.draft_topic(
        actor=actor,
        unit_id=min(actor.unit_ids),
        kind_id=kind.pk,
        body_id=meeting.body_id,
        meeting_id=meeting.pk,
        title_zh=one.get("title_zh", ""),
        title_en=one["title_en"],
        reason_zh=told.get("reason_zh", ""),
        reason_en=told["reason_en"],
    )
    needed = kind.papers.order_by("order")[0]
    name = needed.name_zh if "zh" in story.langs else needed.name_en
    words = f"{one.get('title_zh') or one['title_en']}\n\n{name} ({told['sample']})\n"
    agendas.add_paper(
        actor=actor,
        file=Upload(f"{name}.txt", words.encode()),
        topic_id=topic.pk,
        needed_id=needed.pk,
    )
    return agendas.submit_topic(actor=actor, topic_id=topic.pk, seen_version=None)
