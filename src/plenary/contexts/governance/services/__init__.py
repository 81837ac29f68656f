"""The only writers of governance's records, one verb each."""

from plenary.contexts.governance.services.acts import (
    accept_ask,
    approve_extension,
    ask_for_extension,
    ask_for_transfer,
    decline_duty,
    endorse_extension,
    refuse_extension,
    return_ask,
    withdraw_extension,
)
from plenary.contexts.governance.services.agenda import (
    add_agenda_item,
    edit_agenda_item,
    remove_agenda_item,
)
from plenary.contexts.governance.services.attendance import record_attendance
from plenary.contexts.governance.services.confirming import confirm_reading
from plenary.contexts.governance.services.duties import (
    assign_duty,
    hand_over_lead,
    remove_duty,
    sign_for,
)
from plenary.contexts.governance.services.fates import cover, give_task, no_action, undo_fate
from plenary.contexts.governance.services.lights import (
    override_light,
    recompute_lights,
    recompute_open_lights,
    remove_override,
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
    complete_milestone,
    edit_milestone,
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
from plenary.contexts.governance.services.requirements import add_requirement, edit_requirement
from plenary.contexts.governance.services.tasks import (
    add_basis,
    bind_measures,
    create_task,
    delete_draft_task,
    edit_task,
    open_task,
)
from plenary.contexts.governance.services.verification import reopen_task, verify_task

__all__ = [
    "AttendeeGiven",
    "BasisGiven",
    "EvidenceGiven",
    "GroupGiven",
    "MeasureGiven",
    "MilestoneGiven",
    "ProgressGiven",
    "TaskGiven",
    "accept_ask",
    "add_agenda_item",
    "add_basis",
    "add_directive",
    "add_milestone",
    "add_priority",
    "add_requirement",
    "add_task_to_list",
    "adopt_list",
    "approve_extension",
    "ask_for_extension",
    "ask_for_transfer",
    "assign_duty",
    "attach_text",
    "bind_measures",
    "change_reading",
    "close_meeting",
    "complete_milestone",
    "confirm_reading",
    "cover",
    "create_list",
    "create_meeting",
    "create_plan",
    "create_task",
    "decline_duty",
    "delete_draft_task",
    "edit_agenda_item",
    "edit_decision",
    "edit_directive",
    "edit_list",
    "edit_meeting",
    "edit_milestone",
    "edit_plan",
    "edit_priority",
    "edit_requirement",
    "edit_task",
    "endorse_extension",
    "fail_reading",
    "give_task",
    "hand_over_lead",
    "hold_meeting",
    "lay_out_reading",
    "move_reading",
    "no_action",
    "open_task",
    "override_light",
    "recompute_lights",
    "recompute_open_lights",
    "record_attendance",
    "record_decision",
    "refuse_extension",
    "remove_agenda_item",
    "remove_directive",
    "remove_duty",
    "remove_override",
    "remove_priority",
    "remove_task_from_list",
    "renumber_list",
    "reopen_meeting",
    "reopen_task",
    "report_progress",
    "return_ask",
    "sign_for",
    "start_reading",
    "undo_fate",
    "verify_task",
    "withdraw_extension",
]
