"""Who may do what: ``can_<verb>(actor, subject)``; who may see what stands in the selectors."""

from plenary.contexts.governance.policies.asked import can_see_asked
from plenary.contexts.governance.policies.convening import (
    can_answer_invitation,
    can_convene,
    can_keep_body_rules,
    can_read_mailbox,
    sees_answers,
)
from plenary.contexts.governance.policies.endings import (
    can_propose_ending,
    can_settle_ending,
    can_withdraw_ending,
)
from plenary.contexts.governance.policies.extensions import (
    can_approve,
    can_ask_extension,
    can_endorse,
    can_refuse,
    can_withdraw,
)
from plenary.contexts.governance.policies.extra_reports import (
    can_ask_extra,
    can_settle_extra,
    can_withdraw_extra,
)
from plenary.contexts.governance.policies.feeds import can_make_feeds
from plenary.contexts.governance.policies.help_calls import can_answer_help
from plenary.contexts.governance.policies.instructions import (
    can_answer,
    can_instruct,
    can_route,
    can_settle,
    can_speak_for,
)
from plenary.contexts.governance.policies.lists import can_manage_lists, can_manage_plans
from plenary.contexts.governance.policies.meetings import (
    can_manage_meetings,
    can_open_held,
    can_propose_release,
    can_release,
    can_take_release_back,
)
from plenary.contexts.governance.policies.notices import can_keep_ladder, can_send_notices
from plenary.contexts.governance.policies.seeing import (
    PUBLIC_READERS,
    READERS,
    sees_everything,
    sees_own_units,
    sees_public,
)
from plenary.contexts.governance.policies.sheets import (
    can_answer_slip,
    can_draw_card,
    can_draw_sheets,
    can_withdraw_slip,
)
from plenary.contexts.governance.policies.tasks import (
    can_complete_milestone,
    can_contest,
    can_hand_unit_over,
    can_manage_tasks,
    can_note_end,
    can_override_light,
    can_reopen,
    can_replace,
    can_report,
    can_settle_part,
    can_sign,
    can_verify,
    working_units,
)

__all__ = [
    "PUBLIC_READERS",
    "READERS",
    "can_answer",
    "can_answer_help",
    "can_answer_invitation",
    "can_answer_slip",
    "can_approve",
    "can_ask_extension",
    "can_ask_extra",
    "can_complete_milestone",
    "can_contest",
    "can_convene",
    "can_draw_card",
    "can_draw_sheets",
    "can_endorse",
    "can_hand_unit_over",
    "can_instruct",
    "can_keep_body_rules",
    "can_keep_ladder",
    "can_make_feeds",
    "can_manage_lists",
    "can_manage_meetings",
    "can_manage_plans",
    "can_manage_tasks",
    "can_note_end",
    "can_open_held",
    "can_override_light",
    "can_propose_ending",
    "can_propose_release",
    "can_read_mailbox",
    "can_refuse",
    "can_release",
    "can_reopen",
    "can_replace",
    "can_report",
    "can_route",
    "can_see_asked",
    "can_send_notices",
    "can_settle",
    "can_settle_ending",
    "can_settle_extra",
    "can_settle_part",
    "can_sign",
    "can_speak_for",
    "can_take_release_back",
    "can_verify",
    "can_withdraw",
    "can_withdraw_ending",
    "can_withdraw_extra",
    "can_withdraw_slip",
    "sees_answers",
    "sees_everything",
    "sees_own_units",
    "sees_public",
    "working_units",
]
