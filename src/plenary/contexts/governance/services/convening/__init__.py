"""Calling meetings: the notice, the invitations and their answers."""

from plenary.contexts.governance.services.convening.answering import (
    answer_by_link,
    answer_invitation,
)
from plenary.contexts.governance.services.convening.calling_off import (
    call_off_meeting,
    take_up_convening,
)
from plenary.contexts.governance.services.convening.drawing import (
    change_convening,
    draw_up_convening,
)
from plenary.contexts.governance.services.convening.given import (
    AnswerGiven,
    ConveningGiven,
    GuestGiven,
)
from plenary.contexts.governance.services.convening.inviting import (
    add_guest,
    address_invitation,
    gather_invitations,
    withdraw_invitation,
)
from plenary.contexts.governance.services.convening.mailbox import read_mailbox
from plenary.contexts.governance.services.convening.received import clear_received, settle_mail
from plenary.contexts.governance.services.convening.replying import (
    Outcome,
    record_reply,
    take_replies,
)
from plenary.contexts.governance.services.convening.rules import set_body_rules
from plenary.contexts.governance.services.convening.seating import seat_by_answers
from plenary.contexts.governance.services.convening.sending import (
    remind_invited,
    send_invitations,
)
from plenary.contexts.governance.services.convening.undelivered import (
    note_given_up,
    note_taken_at_last,
)

__all__ = [
    "AnswerGiven",
    "ConveningGiven",
    "GuestGiven",
    "Outcome",
    "add_guest",
    "address_invitation",
    "answer_by_link",
    "answer_invitation",
    "call_off_meeting",
    "change_convening",
    "clear_received",
    "draw_up_convening",
    "gather_invitations",
    "note_given_up",
    "note_taken_at_last",
    "read_mailbox",
    "record_reply",
    "remind_invited",
    "seat_by_answers",
    "send_invitations",
    "set_body_rules",
    "settle_mail",
    "take_replies",
    "take_up_convening",
    "withdraw_invitation",
]
