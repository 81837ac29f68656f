"""The demo's coming meeting, illustrative: topics in each state, with papers, brought by the units' accounts."""

from __future__ import annotations

import datetime as dt

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Meeting, Topic, TopicKind
from plenary.contexts.governance.selectors.agendas import versions
from plenary.contexts.governance.services import agendas
from plenary.kernel.accounts.models import User
from plenary.kernel.documents.spreadsheets import Upload
from plenary.kernel.organisations.models import Organisation
from plenary.shared import clock
from plenary.shared.actor import Actor

PLANNED_ON = BROUGHT_ON = dt.date(2025, 7, 14)
JUDGED_ON = dt.date(2025, 7, 15)
HELD_ON = dt.date(2025, 8, 15)
REFUND = (
    "关于上半年离境退税便利化工作情况的汇报",
    "Report on making the departure tax refund easier, first half of the year",
)
BOOK = ("双语画册出版方案", "Plan for the bilingual picture book")
SPORTS = ("秋季国际赛事保障方案", "Support plan for the autumn's international competitions")


def load_agenda() -> None:
    """Let a meeting be prepared: one topic on its agenda, one waiting, one given back."""
    with clock.at(PLANNED_ON):
        meeting = services.create_meeting(
            actor=account("office"),
            body_id=Organisation.objects.get(code="district-fac").pk,
            title_zh="区委外事工作委员会2025年下半年工作推进会",
            title_en="Working session of the committee, second half of 2025",
            held_on=HELD_ON,
            is_held=False,
            is_illustrative=True,
        )
    with clock.at(BROUGHT_ON):
        refund = _bring("commerce", meeting, "hear", REFUND)
        book = _bring("publicity", meeting, "review", BOOK)
        _bring("sports", meeting, "discuss", SPORTS)
    office = account("office")
    with clock.at(JUDGED_ON):
        agendas.accept_topic(
            actor=office, topic_id=refund.pk, seen_version=None, meeting_id=meeting.pk
        )
        agendas.return_topic(
            actor=office,
            topic_id=book.pk,
            seen_version=None,
            ground="papers",
            reason="请补充征求意见及采纳情况",
        )
        _ask_around(office, refund)
        _circulate_and_reopen(office, meeting)


def _ask_around(office: Actor, topic: Topic) -> None:
    asked = agendas.ask_opinions(
        actor=office,
        topic_id=topic.pk,
        unit_ids=[min(account(name).unit_ids) for name in ("sports", "publicity")],
        days=5,
        question="请就宣传口径和赛事期间安排提出意见。",
    )
    publicity = account("publicity")
    for opinion in asked:
        if opinion.unit_id in publicity.unit_ids:
            agendas.answer_opinion(
                actor=publicity,
                opinion_id=opinion.pk,
                seen_version=None,
                answer="remarks",
                text_zh="建议统一对外宣传口径。",
                text_en="Please agree on one wording for the public.",
            )


def _circulate_and_reopen(office: Actor, meeting: Meeting) -> None:
    seen = versions.digest_of(versions.said_of(meeting))
    first = agendas.approve_agenda(actor=office, meeting_id=meeting.pk, seen=seen)
    agendas.circulate_agenda(actor=office, version_id=first.pk, seen_version=None)
    agendas.reopen_agenda(
        actor=office, version_id=first.pk, seen_version=None, reason="增加一项通报事项"
    )
    services.add_agenda_item(
        actor=office,
        meeting_id=meeting.pk,
        kind="notify",
        text_zh="通报下半年外事活动安排",
        text_en="Notice of the second half-year's events",
    )


def _bring(who: str, meeting: Meeting, item_kind: str, title: tuple[str, str]) -> Topic:
    actor = account(who)
    kind = TopicKind.objects.filter(item_kind=item_kind).order_by("order")[0]
    topic = agendas.draft_topic(
        actor=actor,
        unit_id=min(actor.unit_ids),
        kind_id=kind.pk,
        body_id=meeting.body_id,
        meeting_id=meeting.pk,
        title_zh=title[0],
        title_en=title[1],
        reason_zh="需会议研究确定下一步安排。",
        reason_en="The committee should settle what comes next.",
    )
    needed = kind.papers.order_by("order")[0]
    words = f"{title[0]}\n\n{needed.name_zh}（示例文本）。\n"
    agendas.add_paper(
        actor=actor,
        file=Upload(f"{needed.name_zh}.txt", words.encode()),
        topic_id=topic.pk,
        needed_id=needed.pk,
    )
    return agendas.submit_topic(actor=actor, topic_id=topic.pk, seen_version=None)


def account(name: str) -> Actor:
    """Give one of the demo's accounts, in action."""
    return User.objects.get(email=f"{name}@demo.invalid").actor
