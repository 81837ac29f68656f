"""What brings a meeting's agenda about, one verb each."""

from plenary.contexts.governance.services.agendas.circulating import (
    approve_agenda,
    circulate_agenda,
    reopen_agenda,
    take_approval_back,
)
from plenary.contexts.governance.services.agendas.judging import accept_topic, return_topic
from plenary.contexts.governance.services.agendas.kinds import add_topic_kind, edit_topic_kind
from plenary.contexts.governance.services.agendas.opinions import (
    answer_opinion,
    ask_opinions,
    record_silence,
)
from plenary.contexts.governance.services.agendas.packs import (
    ask_pack,
    drop_old_packs,
    fail_pack,
    finish_pack,
    read_pack,
)
from plenary.contexts.governance.services.agendas.papers import (
    add_paper,
    add_paper_version,
    edit_paper,
    read_paper,
    withdraw_paper,
)
from plenary.contexts.governance.services.agendas.topics import (
    draft_topic,
    edit_topic,
    submit_topic,
    withdraw_topic,
)

__all__ = [
    "accept_topic",
    "add_paper",
    "add_paper_version",
    "add_topic_kind",
    "answer_opinion",
    "approve_agenda",
    "ask_opinions",
    "ask_pack",
    "circulate_agenda",
    "draft_topic",
    "drop_old_packs",
    "edit_paper",
    "edit_topic",
    "edit_topic_kind",
    "fail_pack",
    "finish_pack",
    "read_pack",
    "read_paper",
    "record_silence",
    "reopen_agenda",
    "return_topic",
    "submit_topic",
    "take_approval_back",
    "withdraw_paper",
    "withdraw_topic",
]
