"""Planned meetings, topics and papers that the tests of agendas start from."""

import datetime as dt
from itertools import count

from plenary.contexts.governance import services
from plenary.contexts.governance.models import TopicKind
from plenary.contexts.governance.selectors.agendas import versions
from plenary.contexts.governance.services import agendas
from plenary.kernel.documents.spreadsheets import Upload
from plenary.kernel.organisations.models import MemberUnit
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import factories
from tests.factories import body, unit

HELD_ON = dt.date(2025, 7, 18)
_number = count(1)


def kind(*papers, **fields):
    """A kind of topic that needs these papers, five working days before the meeting."""
    start = {"name_zh": "听取汇报", "name_en": "Hear a report", "item_kind": "hear"}
    named = [(name, "") for name in papers]
    return agendas.add_topic_kind(actor=SYSTEM, papers=named, **{**start, **fields})


def planned(**fields):
    """A planned meeting of a body in which one unit sits."""
    if "body_id" not in fields:
        committee = body()
        MemberUnit.objects.create(body=committee, unit=unit())
        fields["body_id"] = committee.pk
    return factories.meeting(is_held=False, **{"held_on": HELD_ON, **fields})


def topic(meeting, *, actor=SYSTEM, **fields):
    """A draft of a topic for a meeting."""
    start = {"title_zh": "关于离境退税的汇报", "title_en": "Report on tax refunds"}
    start |= {"reason_zh": "需会议研究", "meeting_id": meeting.pk, "body_id": meeting.body_id}
    if "unit_id" not in fields:
        fields["unit_id"] = unit().pk
    if "kind_id" not in fields:
        fields["kind_id"] = TopicKind.objects.filter(item_kind="hear").first().pk
    return agendas.draft_topic(actor=actor, **{**start, **fields})


def submitted(meeting, **fields):
    """A topic that was handed in."""
    made = topic(meeting, **fields)
    return agendas.submit_topic(actor=SYSTEM, topic_id=made.pk, seen_version=None)


def accepted(meeting, **fields):
    """A topic on the agenda."""
    made = submitted(meeting, **fields)
    agendas.accept_topic(actor=SYSTEM, topic_id=made.pk, seen_version=None, meeting_id=meeting.pk)
    made.refresh_from_db()
    return made


def file(words="", name="paper.txt"):
    """A text file whose words no other has."""
    return Upload(name, f"汇报材料{next(_number)} {words}".encode())


def paper(*, actor=SYSTEM, words="", **fields):
    """A paper with one version."""
    start = {"title_zh": "汇报材料", "title_en": "Report"}
    return agendas.add_paper(actor=actor, file=file(words), **{**start, **fields})


def items(meeting, *texts):
    """Items of an agenda with these texts."""
    return [
        services.add_agenda_item(actor=SYSTEM, meeting_id=meeting.pk, kind="hear", text_zh=text)
        for text in texts
    ]


def approved(meeting, actor=SYSTEM):
    """The agenda's version, approved as it stands."""
    seen = versions.digest_of(versions.said_of(meeting))
    return agendas.approve_agenda(actor=actor, meeting_id=meeting.pk, seen=seen)


def circulated(meeting, actor=SYSTEM):
    """The agenda's version, approved and circulated."""
    return agendas.circulate_agenda(actor=actor, version_id=approved(meeting).pk, seen_version=None)


def reopened(version, actor=SYSTEM):
    """The version after a circulated one."""
    return agendas.reopen_agenda(
        actor=actor, version_id=version.pk, seen_version=None, reason="增加一项"
    )
