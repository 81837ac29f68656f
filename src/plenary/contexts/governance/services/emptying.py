"""Clears the agenda of a meeting that does not take place: what waited for it comes to the body's next one."""

from __future__ import annotations

from dataclasses import dataclass, field

from plenary.contexts.governance.enums import TopicState
from plenary.contexts.governance.models import Meeting, Report, Topic
from plenary.contexts.governance.selectors import recipients
from plenary.contexts.governance.services.agenda import remove_agenda_item
from plenary.contexts.governance.services.agendas.circulating import draft_again
from plenary.contexts.governance.services.minutes.approving import place_approval
from plenary.contexts.governance.services.placing import place_next
from plenary.contexts.governance.services.telling.lines import tell_of
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared.actor import Actor

MEANT = (TopicState.DRAFT, TopicState.SUBMITTED, TopicState.RETURNED)

CALLED_OFF = (
    "会议取消，你单位报送的议题等待下次会议",
    "The meeting is called off; your topic waits for the next one",
)
TAKEN_AWAY = (
    "列入你单位议题的会议系误登记，已删除，议题等待下次会议",
    "The meeting that had your topic was recorded by mistake; the topic waits for the next one",
)


@dataclass(slots=True)
class Waiting:
    """What has come off an agenda and waits for another."""

    minutes: list[Report] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)


def clear_agenda(actor: Actor, meeting: Meeting, reason: str) -> Waiting:
    """Take topics and minutes off the agenda, and let topics be for the body's next meeting.

    An agenda that stood under an approval is a draft again: what was circulated stays as it is. Items
    without a topic behind them, and those on which a decision rests, stay; so does what the office had
    taken off by hand, which comes by itself no more.
    """
    draft_again(actor, meeting, reason)
    waiting = Waiting()
    undecided = meeting.items.filter(decisions=None).select_related("approves")
    for item in undecided.order_by("number"):
        topic = Topic.objects.filter(item=item, state=TopicState.ACCEPTED).first()
        if topic is None and item.approves is None:
            continue
        remove_agenda_item(actor=actor, item_id=item.pk, seen_version=None)
        if topic is not None:
            topic.refresh_from_db()
            waiting.topics.append(topic)
        elif item.approves is not None:
            waiting.minutes.append(item.approves)
    came_off = [topic.pk for topic in waiting.topics]
    meant = Topic.objects.select_for_update(of=("self",)).filter(meeting=meeting, state__in=MEANT)
    for one in meant.filter(carried_from=None).exclude(pk__in=came_off).order_by("pk"):
        _let_go(actor, one, reason)
    for one in waiting.topics:
        _let_go(actor, one, reason)
    return waiting


def bring_to_next(
    actor: Actor, waiting: Waiting, had: Meeting, *, why: tuple[str, str] = CALLED_OFF
) -> None:
    """Put what waits on the body's next agenda that is open; where none is, its units hear why it waits."""
    for report in reversed(waiting.minutes):
        place_approval(actor, report)
    for topic in waiting.topics:
        if place_next(actor, topic, had) is None and topic.unit_id:
            tell_of(
                actor,
                recipients.of_units([topic.unit_id]),
                kind="topic.put_back",
                topic=topic,
                zh=in_zh(why[0]),
                en=in_en(why[1]),
            )


def _let_go(actor: Actor, topic: Topic, reason: str) -> None:
    before = snapshot(topic)
    topic.meeting = None
    save(topic, fields=["meeting_id"])
    note = {"reason": reason}
    record(actor=actor, action="governance.topic.let_go", subject=topic, before=before, note=note)
