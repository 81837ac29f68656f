"""What governance announces once it is true."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MeetingCreated:
    """A meeting has been recorded."""

    meeting_id: int


@dataclass(frozen=True, slots=True)
class MeetingChanged:
    """A meeting's own fields, agenda, attendance or outcomes have changed."""

    meeting_id: int


@dataclass(frozen=True, slots=True)
class MeetingClosed:
    """Every decision and directive of a meeting has a fate, and the meeting is closed."""

    meeting_id: int


@dataclass(frozen=True, slots=True)
class MeetingReopened:
    """A closed meeting is open for changes again."""

    meeting_id: int


@dataclass(frozen=True, slots=True)
class MeetingWithdrawn:
    """A meeting made from a text was taken back unused; nothing of it is left."""

    meeting_id: int


@dataclass(frozen=True, slots=True)
class ReleaseMoved:
    """A step of a meeting's release was proposed, released, sent back or taken back."""

    meeting_id: int
    step_id: int
    stage: str
    state: str

    @property
    def lets_text_out(self) -> bool:
        """Say whether a public text has just gone out."""
        return (self.stage, self.state) == ("public", "released")

    @property
    def takes_text_back(self) -> bool:
        """Say whether a public text that was out has just been taken back."""
        return (self.stage, self.state) == ("public", "taken_back")


@dataclass(frozen=True, slots=True)
class FateGiven:
    """A decision or directive became a task, is covered by one, needs no action, or comes back."""

    kind: str
    matter_id: int
    fate: str
    task_id: int | None = None


@dataclass(frozen=True, slots=True)
class FateUndone:
    """A decision or directive has no fate again."""

    kind: str
    matter_id: int


@dataclass(frozen=True, slots=True)
class RequirementKept:
    """A superior body's requirement has been added or changed."""

    requirement_id: int


@dataclass(frozen=True, slots=True)
class PlanChanged:
    """A plan or one of its priorities has been added or changed."""

    plan_id: int


@dataclass(frozen=True, slots=True)
class ListChanged:
    """A task list has been made or changed."""

    list_id: int


@dataclass(frozen=True, slots=True)
class ListAdopted:
    """A task list is in force; its tasks are under way."""

    list_id: int
    task_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TaskCreated:
    """A task exists."""

    task_id: int


@dataclass(frozen=True, slots=True)
class TaskEdited:
    """A task's fields, milestones or measures have changed."""

    task_id: int


@dataclass(frozen=True, slots=True)
class TaskOpened:
    """A task has been adopted: its units owe it from now on."""

    task_id: int


@dataclass(frozen=True, slots=True)
class DutyAssigned:
    """A unit or post has a part in a task."""

    task_id: int
    duty_id: int


@dataclass(frozen=True, slots=True)
class DutyRemoved:
    """A unit or post no longer has a part in a task."""

    task_id: int
    duty_id: int


@dataclass(frozen=True, slots=True)
class DutySigned:
    """A unit has signed for its duty."""

    task_id: int
    duty_id: int


@dataclass(frozen=True, slots=True)
class DutyContested:
    """A unit has declined a duty or asks that another unit have it."""

    task_id: int
    ask_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class DutyAskSettled:
    """The office has accepted or returned what a unit asked of a duty."""

    task_id: int
    ask_id: int
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class ExtensionAsked:
    """A unit asks for a later date."""

    task_id: int
    extension_id: int


@dataclass(frozen=True, slots=True)
class ExtensionEndorsed:
    """The first of two people agrees to a later date."""

    task_id: int
    extension_id: int


@dataclass(frozen=True, slots=True)
class ExtensionEnded:
    """A later date has been approved, refused or withdrawn; ``state`` says which."""

    task_id: int
    extension_id: int
    state: str


@dataclass(frozen=True, slots=True)
class InstructionGiven:
    """A leader has written a word on a task."""

    task_id: int
    instruction_id: int


@dataclass(frozen=True, slots=True)
class InstructionMoved:
    """An instruction has been routed, answered, sent back or settled; ``state`` says where it stands."""

    task_id: int
    instruction_id: int
    state: str


@dataclass(frozen=True, slots=True)
class SheetDrawn:
    """A hand-over sheet, slip, circular or leader's card has been drawn up."""

    sheet_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class TaskEnded:
    """A task has ended without being done, on a ground and by two people."""

    task_id: int


@dataclass(frozen=True, slots=True)
class TaskResumed:
    """A task that had ended is under way again, on a ground and by two people."""

    task_id: int


@dataclass(frozen=True, slots=True)
class TaskReplaced:
    """A task has been merged, split or superseded; these continue it."""

    task_id: int
    successor_ids: tuple[int, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class UnitHandedOver:
    """Another unit has what a dissolved one still had to do."""

    unit_id: int
    to_unit_id: int
    task_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ProgressReported:
    """A unit has handed in an entry for a period."""

    task_id: int
    progress_id: int
    says_done: bool


@dataclass(frozen=True, slots=True)
class TaskClosed:
    """A verifier has accepted the work."""

    task_id: int


@dataclass(frozen=True, slots=True)
class TaskReturned:
    """A verifier has sent the work back, with a reason."""

    task_id: int


@dataclass(frozen=True, slots=True)
class TaskReopened:
    """A closed task is under way again, for a reason."""

    task_id: int


@dataclass(frozen=True, slots=True)
class LightOverridden:
    """The office shows another light than the rule's, for a reason; or no longer does."""

    task_id: int
    light: str


@dataclass(frozen=True, slots=True)
class ReportDrafted:
    """A report has been drafted, or a correction of a frozen one begun."""

    report_id: int


@dataclass(frozen=True, slots=True)
class ReportFrozen:
    """A report has become a numbered version that never changes."""

    report_id: int


@dataclass(frozen=True, slots=True)
class MeetingConvened:
    """Invitations to a meeting have gone out: the first, those of a change, or to people added."""

    meeting_id: int
    invitations: int


@dataclass(frozen=True, slots=True)
class MeetingCalledOff:
    """A meeting that had been convened will not take place."""

    meeting_id: int


@dataclass(frozen=True, slots=True)
class InvitationAnswered:
    """Somebody has said whether they come."""

    invitation_id: int
    reply: str
