"""What governance keeps."""

from plenary.contexts.governance.models.agendas import AgendaVersion
from plenary.contexts.governance.models.convening import BodyRules, Convening, Invitation
from plenary.contexts.governance.models.duty_asks import DutyAsk
from plenary.contexts.governance.models.duty_ends import DutyEnd
from plenary.contexts.governance.models.endings import TaskEnding
from plenary.contexts.governance.models.extensions import Extension
from plenary.contexts.governance.models.extra_reports import ExtraReport
from plenary.contexts.governance.models.feeds import FeedLink
from plenary.contexts.governance.models.filings import Filing
from plenary.contexts.governance.models.help_calls import HelpCall
from plenary.contexts.governance.models.imports import ListImport, ListLayout, ListRow
from plenary.contexts.governance.models.instructions import (
    Instruction,
    InstructionCall,
    InstructionWord,
)
from plenary.contexts.governance.models.light_counts import LightCount
from plenary.contexts.governance.models.list_changes import ListChange
from plenary.contexts.governance.models.mailbox import InvitationMail, Mailbox, ReceivedMail
from plenary.contexts.governance.models.meetings import (
    AgendaItem,
    Attendance,
    AttendeeGroup,
    Decision,
    Directive,
    ItemPresence,
    Meeting,
    MeetingText,
    Requirement,
)
from plenary.contexts.governance.models.notices import Notice, Rung
from plenary.contexts.governance.models.oparl import PublicRecord
from plenary.contexts.governance.models.openings import Opening
from plenary.contexts.governance.models.opinions import Opinion
from plenary.contexts.governance.models.packs import MeetingPack
from plenary.contexts.governance.models.papers import Paper, PaperVersion
from plenary.contexts.governance.models.plans import ListEntry, Plan, Priority, TaskList, Theme
from plenary.contexts.governance.models.progress import (
    Evidence,
    Progress,
    ProgressFigure,
    Verification,
)
from plenary.contexts.governance.models.readings import Reading
from plenary.contexts.governance.models.releases import ReleaseStep
from plenary.contexts.governance.models.reports import Report, Statement, StatementSource
from plenary.contexts.governance.models.sheets import Sheet, SheetTask
from plenary.contexts.governance.models.slips import SlipAnswer
from plenary.contexts.governance.models.successions import Succession
from plenary.contexts.governance.models.tasks import Basis, Duty, Milestone, Task, TaskMeasure
from plenary.contexts.governance.models.topics import NeededPaper, Topic, TopicKind, TopicReturn

__all__ = [
    "AgendaItem",
    "AgendaVersion",
    "Attendance",
    "AttendeeGroup",
    "Basis",
    "BodyRules",
    "Convening",
    "Decision",
    "Directive",
    "Duty",
    "DutyAsk",
    "DutyEnd",
    "Evidence",
    "Extension",
    "ExtraReport",
    "FeedLink",
    "Filing",
    "HelpCall",
    "Instruction",
    "InstructionCall",
    "InstructionWord",
    "Invitation",
    "InvitationMail",
    "ItemPresence",
    "LightCount",
    "ListChange",
    "ListEntry",
    "ListImport",
    "ListLayout",
    "ListRow",
    "Mailbox",
    "Meeting",
    "MeetingPack",
    "MeetingText",
    "Milestone",
    "NeededPaper",
    "Notice",
    "Opening",
    "Opinion",
    "Paper",
    "PaperVersion",
    "Plan",
    "Priority",
    "Progress",
    "ProgressFigure",
    "PublicRecord",
    "Reading",
    "ReceivedMail",
    "ReleaseStep",
    "Report",
    "Requirement",
    "Rung",
    "Sheet",
    "SheetTask",
    "SlipAnswer",
    "Statement",
    "StatementSource",
    "Succession",
    "Task",
    "TaskEnding",
    "TaskList",
    "TaskMeasure",
    "Theme",
    "Topic",
    "TopicKind",
    "TopicReturn",
    "Verification",
]
