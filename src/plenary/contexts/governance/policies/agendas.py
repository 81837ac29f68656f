"""Who brings topics and papers to a meeting, and who judges them."""

from plenary.contexts.governance.enums import TopicState
from plenary.contexts.governance.models import Opinion, Paper, Topic
from plenary.shared.actor import Actor

NARROW_READERS = ("office", "leader", "system")
"""Who reads, beside the committee's own units, what is for the committee only."""


def can_keep_topic_kinds(actor: Actor, _kind: object = None) -> bool:
    """Let the office say which kinds of topic there are and with which papers they come."""
    return actor.has("office", "system")


def can_bring_topics(actor: Actor, unit_id: int | None = None) -> bool:
    """Let a unit's own people bring its topics, and the office those of any unit."""
    if actor.has("office", "system"):
        return True
    return actor.has("unit") and (
        bool(actor.unit_ids) if unit_id is None else _acts(actor, unit_id)
    )


def can_keep_topic(actor: Actor, topic: Topic) -> bool:
    """Let those change a topic who could have brought it."""
    return actor.has("office", "system") or _acts(actor, topic.unit_id)


def can_judge_topics(actor: Actor, _topic: Topic | None = None) -> bool:
    """Let the office accept topics and give them back."""
    return actor.has("office", "system")


def can_keep_paper(actor: Actor, paper: Paper) -> bool:
    """Let the office keep every paper, and a unit those of its own topics."""
    if actor.has("office", "system"):
        return True
    topic = paper.topic
    return (
        topic is not None and topic.state != TopicState.WITHDRAWN and can_keep_topic(actor, topic)
    )


def can_widen_paper(actor: Actor, paper: Paper) -> bool:
    """Let the office alone say who reads a paper once it lies with a meeting."""
    if paper.meeting_id is None:
        return can_keep_paper(actor, paper)
    return actor.has("office", "system")


def can_see_readings(actor: Actor, _paper: object = None) -> bool:
    """Let the office see who has opened and taken out a paper."""
    return actor.has("office", "system")


def can_approve_agenda(actor: Actor, _meeting: object = None) -> bool:
    """Let the office approve an agenda, and leaders."""
    return actor.has("office", "leader", "system")


def can_circulate_agenda(actor: Actor, _meeting: object = None) -> bool:
    """Let the office circulate an agenda and open it again."""
    return actor.has("office", "system")


def can_ask_opinions(actor: Actor, topic: Topic | None = None) -> bool:
    """Let the office ask units for their opinion, and the unit whose topic it is."""
    if actor.has("office", "system"):
        return True
    return topic is not None and can_keep_topic(actor, topic)


def can_answer_opinion(actor: Actor, opinion: Opinion) -> bool:
    """Let a unit's own people give its opinion."""
    return actor.has("system") or _acts(actor, opinion.unit_id)


def reads_narrow(actor: Actor) -> bool:
    """Say whether the actor reads what is for the committee only, whatever their unit."""
    return actor.has(*NARROW_READERS)


def _acts(actor: Actor, unit_id: int | None) -> bool:
    return actor.has("unit") and unit_id in actor.unit_ids
