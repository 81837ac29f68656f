"""The only writers of governance's records, one verb each."""

from plenary.contexts.governance.services.accountable import change_task, name_accountable
from plenary.contexts.governance.services.acts import (
    accept_ask,
    answer_instruction,
    answer_slip,
    approve_extension,
    ask_for_extension,
    ask_for_own_extension,
    ask_for_transfer,
    ask_to_add_milestone,
    ask_to_change_milestone,
    decline_duty,
    draw_card,
    draw_circular,
    draw_handover,
    draw_slip,
    endorse_extension,
    give_instruction,
    hand_posts_over,
    hand_unit_over,
    merge_tasks,
    refuse_extension,
    return_ask,
    route_instruction,
    send_instruction_back,
    settle_instruction,
    split_task,
    supersede_task,
    withdraw_extension,
    withdraw_instruction,
    withdraw_slip,
)
from plenary.contexts.governance.services.acts.milestones_done import (
    complete_milestone,
    undo_milestone,
)
from plenary.contexts.governance.services.agenda import (
    add_agenda_item,
    edit_agenda_item,
    move_agenda_item,
    remove_agenda_item,
)
from plenary.contexts.governance.services.attendance import record_attendance
from plenary.contexts.governance.services.confirming import confirm_reading
from plenary.contexts.governance.services.deliverables import edit_duty
from plenary.contexts.governance.services.drafts import delete_draft_task, put_into_force
from plenary.contexts.governance.services.duties import (
    assign_duty,
    hand_over_lead,
    remove_duty,
    sign_for,
)
from plenary.contexts.governance.services.fates import (
    cover,
    give_task,
    no_action,
    no_action_for,
    undo_fate,
)
from plenary.contexts.governance.services.grounds import rest_on
from plenary.contexts.governance.services.ladder import add_rung, edit_rung
from plenary.contexts.governance.services.light_counts import keep_light_counts
from plenary.contexts.governance.services.lights import (
    override_light,
    recompute_lights,
    recompute_open_lights,
    remove_override,
)
from plenary.contexts.governance.services.list_changes import (
    add_by_decision,
    reword_item,
    strike_item,
)
from plenary.contexts.governance.services.list_confirming import confirm_list_import
from plenary.contexts.governance.services.list_filling import RowGiven, fill_draft
from plenary.contexts.governance.services.list_imports import (
    change_list_import,
    move_list_import,
    start_list_import,
)
from plenary.contexts.governance.services.list_queueing import (
    do_queued_list,
    queue_list_import,
    release_list_import,
)
from plenary.contexts.governance.services.lists import (
    add_task_to_list,
    adopt_list,
    create_list,
    edit_list,
    remove_task_from_list,
    renumber_list,
)
from plenary.contexts.governance.services.meetings import (
    attach_text,
    close_meeting,
    create_meeting,
    edit_meeting,
    hold_meeting,
    reopen_meeting,
)
from plenary.contexts.governance.services.milestones import (
    add_milestone,
    edit_milestone,
    remove_milestone,
)
from plenary.contexts.governance.services.mistaken import withdraw_meeting
from plenary.contexts.governance.services.notices import (
    draft_notices,
    drop_notice,
    send_if_by_itself,
    send_notices,
)
from plenary.contexts.governance.services.outcomes import (
    add_directive,
    edit_decision,
    edit_directive,
    record_decision,
    remove_directive,
)
from plenary.contexts.governance.services.parts import (
    AttendeeGiven,
    BasisGiven,
    EvidenceGiven,
    GroundGiven,
    GroupGiven,
    MeasureGiven,
    MilestoneGiven,
    ProgressGiven,
    TaskGiven,
)
from plenary.contexts.governance.services.plans import (
    add_priority,
    create_plan,
    edit_plan,
    edit_priority,
    remove_priority,
)
from plenary.contexts.governance.services.progress import report_progress
from plenary.contexts.governance.services.readings import (
    change_reading,
    fail_reading,
    lay_out_reading,
    move_reading,
    start_reading,
)
from plenary.contexts.governance.services.requirements import (
    add_requirement,
    edit_requirement,
    withdraw_requirement,
)
from plenary.contexts.governance.services.task_making import make_task
from plenary.contexts.governance.services.tasks import (
    add_basis,
    bind_measures,
    create_task,
    edit_task,
    open_task,
)
from plenary.contexts.governance.services.verification import reopen_task, verify_task
from plenary.contexts.governance.services.withdrawing import withdraw_reading

__all__ = [
    "AttendeeGiven",
    "BasisGiven",
    "EvidenceGiven",
    "GroundGiven",
    "GroupGiven",
    "MeasureGiven",
    "MilestoneGiven",
    "ProgressGiven",
    "RowGiven",
    "TaskGiven",
    "accept_ask",
    "add_agenda_item",
    "add_basis",
    "add_by_decision",
    "add_directive",
    "add_milestone",
    "add_priority",
    "add_requirement",
    "add_rung",
    "add_task_to_list",
    "adopt_list",
    "answer_instruction",
    "answer_slip",
    "approve_extension",
    "ask_for_extension",
    "ask_for_own_extension",
    "ask_for_transfer",
    "ask_to_add_milestone",
    "ask_to_change_milestone",
    "assign_duty",
    "attach_text",
    "bind_measures",
    "change_list_import",
    "change_reading",
    "change_task",
    "close_meeting",
    "complete_milestone",
    "confirm_list_import",
    "confirm_reading",
    "cover",
    "create_list",
    "create_meeting",
    "create_plan",
    "create_task",
    "decline_duty",
    "delete_draft_task",
    "do_queued_list",
    "draft_notices",
    "draw_card",
    "draw_circular",
    "draw_handover",
    "draw_slip",
    "drop_notice",
    "edit_agenda_item",
    "edit_decision",
    "edit_directive",
    "edit_duty",
    "edit_list",
    "edit_meeting",
    "edit_milestone",
    "edit_plan",
    "edit_priority",
    "edit_requirement",
    "edit_rung",
    "edit_task",
    "endorse_extension",
    "fail_reading",
    "fill_draft",
    "give_instruction",
    "give_task",
    "hand_over_lead",
    "hand_posts_over",
    "hand_unit_over",
    "hold_meeting",
    "keep_light_counts",
    "lay_out_reading",
    "make_task",
    "merge_tasks",
    "move_agenda_item",
    "move_list_import",
    "move_reading",
    "name_accountable",
    "no_action",
    "no_action_for",
    "open_task",
    "override_light",
    "put_into_force",
    "queue_list_import",
    "recompute_lights",
    "recompute_open_lights",
    "record_attendance",
    "record_decision",
    "refuse_extension",
    "release_list_import",
    "remove_agenda_item",
    "remove_directive",
    "remove_duty",
    "remove_milestone",
    "remove_override",
    "remove_priority",
    "remove_task_from_list",
    "renumber_list",
    "reopen_meeting",
    "reopen_task",
    "report_progress",
    "rest_on",
    "return_ask",
    "reword_item",
    "route_instruction",
    "send_if_by_itself",
    "send_instruction_back",
    "send_notices",
    "settle_instruction",
    "sign_for",
    "split_task",
    "start_list_import",
    "start_reading",
    "strike_item",
    "supersede_task",
    "undo_fate",
    "undo_milestone",
    "verify_task",
    "withdraw_extension",
    "withdraw_instruction",
    "withdraw_meeting",
    "withdraw_reading",
    "withdraw_requirement",
    "withdraw_slip",
]
