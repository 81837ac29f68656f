"""What people do to a task beside working on it, one verb each."""

from plenary.contexts.governance.services.acts.dissolved import hand_unit_over
from plenary.contexts.governance.services.acts.duty_asks import (
    accept_ask,
    ask_for_transfer,
    decline_duty,
    return_ask,
)
from plenary.contexts.governance.services.acts.extensions import (
    approve_extension,
    ask_for_extension,
    ask_for_own_extension,
    endorse_extension,
    refuse_extension,
    withdraw_extension,
)
from plenary.contexts.governance.services.acts.instructions import (
    answer_instruction,
    give_instruction,
    route_instruction,
    send_instruction_back,
    settle_instruction,
    withdraw_instruction,
)
from plenary.contexts.governance.services.acts.milestone_asks import (
    ask_to_add_milestone,
    ask_to_change_milestone,
)
from plenary.contexts.governance.services.acts.sheets import (
    draw_card,
    draw_circular,
    draw_handover,
    draw_slip,
)
from plenary.contexts.governance.services.acts.slips import answer_slip, withdraw_slip
from plenary.contexts.governance.services.acts.succession import hand_posts_over
from plenary.contexts.governance.services.acts.successions import (
    merge_tasks,
    split_task,
    supersede_task,
)

__all__ = [
    "accept_ask",
    "answer_instruction",
    "answer_slip",
    "approve_extension",
    "ask_for_extension",
    "ask_for_own_extension",
    "ask_for_transfer",
    "ask_to_add_milestone",
    "ask_to_change_milestone",
    "decline_duty",
    "draw_card",
    "draw_circular",
    "draw_handover",
    "draw_slip",
    "endorse_extension",
    "give_instruction",
    "hand_posts_over",
    "hand_unit_over",
    "merge_tasks",
    "refuse_extension",
    "return_ask",
    "route_instruction",
    "send_instruction_back",
    "settle_instruction",
    "split_task",
    "supersede_task",
    "withdraw_extension",
    "withdraw_instruction",
    "withdraw_slip",
]
