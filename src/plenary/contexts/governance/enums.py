"""The closed lists of governance's words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingState(models.TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CLOSED = "closed", _("Closed")


class AgendaKind(models.TextChoices):
    """What is done with an agenda item (OParl's items, by kind)."""

    STUDY = "study", _("Study")
    HEAR = "hear", _("Hear")
    REVIEW = "review", _("Review")
    APPROVE = "approve", _("Approve")
    DISCUSS = "discuss", _("Discuss")
    NOTIFY = "notify", _("Notify")
    OTHER = "other", _("Other")


class TopicState(models.TextChoices):
    """Where a topic stands that a unit wants on an agenda."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("On the agenda")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ReturnGround(models.TextChoices):
    """Why a topic goes back to its unit."""

    PAPERS = "papers", _("Papers are missing or unfinished")
    WORDING = "wording", _("Title or reason must be worded anew")
    UNSETTLED = "unsettled", _("Not settled with other units")
    ELSEWHERE = "elsewhere", _("To be decided elsewhere")
    OTHER = "other", _("Another reason")


class AgendaState(models.TextChoices):
    """Where a numbered version of an agenda stands."""

    DRAFT = "draft", _("Draft")
    APPROVED = "approved", pgettext_lazy("agenda", "Approved")
    CIRCULATED = "circulated", _("Circulated")


class OpinionAnswer(models.TextChoices):
    """What a unit says that was asked for its opinion."""

    AGREE = "agree", _("Agrees")
    REMARKS = "remarks", _("Agrees with remarks")
    OBJECT = "object", _("Objects")


class OpinionState(models.TextChoices):
    """Where an opinion stands that was asked for."""

    WAITING = "waiting", _("Waits for its answer")
    ANSWERED = "answered", _("Answered")
    LATE = "late", _("Answered after the deadline")
    SILENT = "silent", _("No answer by the deadline")
    NOT_ASKED = "not_asked", _("No longer asked")


class PackState(models.TextChoices):
    """Where a meeting pack stands."""

    WAITING = "waiting", _("Being bound")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Could not be bound")


class PaperAccess(models.TextChoices):
    """Who may read a paper of a meeting, from the widest circle to the narrowest."""

    PUBLIC = "public", _("Public")
    INTERNAL = "internal", _("Internal (non-secret)")
    CONCERNED = "concerned", _("Units concerned")
    COMMITTEE = "committee", _("Committee only")


class AttendanceStatus(models.TextChoices):
    """How a person took part."""

    PRESENT = "present", _("Present")
    EXCUSED = "excused", _("Excused")
    ABSENT = "absent", _("Absent")
    SUBSTITUTE = "substitute", _("Sent a substitute")
    OBSERVER = "observer", _("Observer")


class PresenceKind(models.TextChoices):
    """How a person's part in one agenda item differs from that in the meeting."""

    LATE = "late", _("Came in at this item")
    LEFT = "left", _("Left before this item")
    WITHDREW = "withdrew", _("Withdrew from this item")


class ReleaseStage(models.TextChoices):
    """What of a meeting is let out, one stage after the other."""

    DECISIONS = "decisions", _("Decisions to units")
    PAPERS = "papers", _("Minutes and papers")
    PUBLIC = "public", _("Public text")


class ReleaseState(models.TextChoices):
    """Where one step of a release stands."""

    PROPOSED = "proposed", _("Waits for the second person")
    RELEASED = "released", _("Released")
    RETURNED = "returned", _("Sent back")
    SUPERSEDED = "superseded", _("Replaced by a later release")
    TAKEN_BACK = "taken_back", _("Taken back")


class OparlKind(models.TextChoices):
    """The kinds of objects that OParl 1.1 knows below a body; the value is its part of the address."""

    ORGANIZATION = "organization", "Organization"
    TERM = "term", "LegislativeTerm"
    PERSON = "person", "Person"
    MEMBERSHIP = "membership", "Membership"
    MEETING = "meeting", "Meeting"
    ITEM = "agenda-item", "AgendaItem"
    PAPER = "paper", "Paper"
    CONSULTATION = "consultation", "Consultation"
    FILE = "file", "File"
    LOCATION = "location", "Location"


class DecisionKind(models.TextChoices):
    """The outcome of an item."""

    ADOPTED = "adopted", _("Adopted")
    AMENDED = "amended", _("Adopted with changes")
    POSTPONED = "postponed", _("Postponed")
    NOTED = "noted", _("Noted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


NOT_DEALT_WITH = (DecisionKind.POSTPONED, DecisionKind.WITHDRAWN)
"""What is decided on an item that the sitting does not deal with."""


NO_GROUND = (DecisionKind.POSTPONED, DecisionKind.WITHDRAWN)
"""The outcomes that decide nothing: no task and no change of a list rests on them."""


class FateKind(models.TextChoices):
    """What became of a decision or directive."""

    OPEN = "", _("Not settled yet")
    TASK = "task", _("Became a task")
    COVERED = "covered", _("Covered by a task")
    NO_ACTION = "no_action", _("No action needed")
    RETURNS = "returns", _("Comes back to a later meeting")
    """Of a postponed decision alone: its item stands on a later agenda, or waits for one, by itself."""
    APPROVES = "approves", _("Approves the minutes")
    """Of the decision that approves minutes, also with changes: there is nothing else to be done of it."""


class Cadence(models.TextChoices):
    """How often a list's tasks are reported on."""

    QUARTER = "quarter", _("Quarterly")
    HALF = "half", _("Half-yearly")
    YEAR = "year", _("Yearly")


class ListState(models.TextChoices):
    """Where a task list stands."""

    DRAFT = "draft", _("Draft")
    ADOPTED = "adopted", _("Adopted")


class ChangeKind(models.TextChoices):
    """What was done to an adopted list."""

    ADDED = "added", pgettext_lazy("list", "Added")
    STRUCK = "struck", _("Struck")
    CHANGED = "changed", _("Worded anew")
    LEAD = "lead", _("Another lead unit")
    SOONER = "sooner", _("Earlier due date")
    LATER = "later", _("Later due date")
    SUCCESS = "success", _("Another measure of success")
    LEADER = "leader", _("Another accountable leader")
    UNITS = "units", _("Other responsible units")
    ENDED = "ended", pgettext_lazy("task", "Ended")
    RESUMED = "resumed", _("Taken up again")
    MERGED = "merged", _("Merged")
    SPLIT = "split", _("Split")
    REPLACED = "replaced", _("Worded as a new task")


class TaskState(models.TextChoices):
    """Where a task stands."""

    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Under way")
    REPORTED = "reported", _("Reported done")
    CLOSED = "closed", _("Closed")
    REPLACED = "replaced", _("Replaced")
    ENDED = "ended", pgettext_lazy("task", "Ended")


NO_MORE = (TaskState.REPLACED, TaskState.ENDED)
"""What nobody does any more without its being done: others continue it, or it has been ended."""


class EndingKind(models.TextChoices):
    """Whether work is to end without being done, or to go on after it has ended so."""

    END = "end", _("End of the task")
    RESUME = "resume", _("Taking the task up again")


class EndingState(models.TextChoices):
    """Where a proposed end of a task stands."""

    PROPOSED = "proposed", _("Waits for the second person")
    CONFIRMED = "confirmed", _("Confirmed")
    RETURNED = "returned", _("Sent back")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("No longer needed")


class EndKind(models.TextChoices):
    """How a unit's part in work under way ended; the last three need no note of the unit's."""

    TAKEN_BACK = "taken", _("Taken back")
    HANDED_ON = "handed", _("Another unit has it")
    REPLACED = "replaced", _("The task was replaced")
    ENDED = "ended", _("The task was ended")
    GIVEN_UP = "given_up", _("Given up as the unit asked")
    DISSOLVED = "dissolved", _("The unit was dissolved")
    MERGED = "merged", _("The unit leads the task now")


class HelpState(models.TextChoices):
    """Where a unit's call for help stands."""

    ASKED = "asked", _("Waits for its answer")
    ANSWERED = "answered", _("Answered")
    LAPSED = "lapsed", _("Asked for no more")


class ExtraState(models.TextChoices):
    """Where a report beyond the rhythm stands."""

    ASKED = "asked", _("Waits for the second person")
    APPROVED = "approved", _("Asked of the unit")
    REFUSED = "refused", _("Not asked")
    ANSWERED = "answered", _("Answered")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class SuccessionKind(models.TextChoices):
    """How a task came to be continued by others."""

    MERGE = "merge", _("Merged into")
    SPLIT = "split", _("Split into")
    SUPERSEDE = "supersede", _("Replaced by")


class Light(models.TextChoices):
    """What the rule says of a task; always shown with a word and a shape."""

    GREEN = "green", _("On track")
    YELLOW = "yellow", _("Needs attention")
    RED = "red", _("Late")
    DONE = "done", _("Done on time")
    MADE_GOOD = "made_good", _("Late, made good")
    NONE = "none", _("Not started")


SEVERITY = (Light.RED, Light.YELLOW, Light.GREEN, Light.NONE, Light.MADE_GOOD, Light.DONE)
"""The order in which lights ask for a reader's eye."""


class DutyRole(models.TextChoices):
    """A unit's or post's part in a task."""

    LEAD = "lead", _("Lead")
    RESPONSIBLE = "responsible", _("Responsible")
    SUPPORTING = "supporting", _("Supporting")
    ACCOUNTABLE = "accountable", _("Accountable leader")
    SUPERVISING = "supervising", _("Supervising")


WORKING_ROLES = (DutyRole.LEAD, DutyRole.RESPONSIBLE, DutyRole.SUPPORTING)
"""The parts in a task whose units do the work and report on it."""


class DutyState(models.TextChoices):
    """Whether a duty has been signed for and done."""

    ASSIGNED = "assigned", _("Assigned")
    SIGNED = "signed", _("Signed for")
    DECLINED = "declined", _("Declined")
    TRANSFER = "transfer", _("Transfer asked for")
    REPORTED = "reported", _("Reported done")
    DONE = "done", _("Done")


class AskKind(models.TextChoices):
    """What a unit asks of a duty instead of doing it."""

    DECLINE = "decline", _("Declined")
    TRANSFER = "transfer", _("Transfer asked for")


class AskState(models.TextChoices):
    """What the office made of it."""

    OPEN = "open", _("Waits for the office")
    ACCEPTED = "accepted", pgettext_lazy("request", "Accepted")
    RETURNED = "returned", pgettext_lazy("request", "Returned")
    LAPSED = "lapsed", _("Ended with the task")


class ExtensionKind(models.TextChoices):
    """What is asked for: a later date, or another change of a milestone."""

    LATER = "later", _("Extension")
    OWN = "own", _("Extension of a part")
    SOONER = "sooner", _("Earlier date of a milestone")
    REWORD = "reword", _("Other words of a milestone")
    REMOVE = "remove", _("Removal of a milestone")
    ADD = "add", _("A further milestone")
    REOPEN = "reopen", _("New date of a reopened task")


class ExtensionState(models.TextChoices):
    """Where an asked-for later date stands."""

    ASKED = "asked", _("Waits for the first step")
    ENDORSED = "endorsed", _("Waits for the second step")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("No longer needed")


class InstructionState(models.TextChoices):
    """Where a leader's instruction stands."""

    WRITTEN = "written", _("Waits to be routed")
    ROUTED = "routed", _("Waits for its answer")
    ANSWERED = "answered", _("Answered, waits for the leader")
    SETTLED = "settled", _("Settled")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ENDED = "ended", _("Ended with the task")


ENDED_INSTRUCTIONS = (
    InstructionState.SETTLED,
    InstructionState.WITHDRAWN,
    InstructionState.ENDED,
)
"""The states in which nobody owes an instruction anything any more."""


class WordKind(models.TextChoices):
    """What is said on an instruction after it was written."""

    ANSWER = "answer", _("Answer")
    RETURN = "return", _("Sent back")
    SETTLED = "settled", _("Settled")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class SheetKind(models.TextChoices):
    """What a printed sheet is for."""

    HANDOVER = "handover", _("Hand-over sheet")
    SLIP = "slip", _("Supervision slip")
    CIRCULAR = "circular", _("Circular")
    CARD = "card", _("Leader's card")


class SlipState(models.TextChoices):
    """Where the answer to a supervision slip stands."""

    WAITING = "waiting", _("Waits for the unit's answer")
    ANSWERED = "answered", _("Answered")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Verdict(models.TextChoices):
    """What a verifier found."""

    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Returned")


class ReportKind(models.TextChoices):
    """The period that a report covers."""

    QUARTER = "quarter", _("Quarterly report")
    HALF = "half", _("Half-year report")
    NINE = "nine", _("Three-quarter report")
    YEAR = "year", _("Annual report")
    PLAN = "plan", _("Report of a plan period")
    MINUTES = "minutes", _("Minutes")


class PaperKind(models.TextChoices):
    """How long a paper may be: the practice profile says how many characters each may have."""

    GENERAL = "general", _("General paper")
    SPECIAL = "special", _("Special paper")


class ReportState(models.TextChoices):
    """A frozen report never changes."""

    DRAFT = "draft", _("Draft")
    FROZEN = "frozen", _("Frozen")


class StatementKind(models.TextChoices):
    """What a sentence of a report says."""

    TASK = "task", _("Task")
    OVERVIEW = "overview", _("Overview")
    PROGRESS = "progress", _("Progress")
    FIGURE = "figure", _("Figure")
    LATE = "late", _("Late, and why")
    NEXT = "next", _("Next step")
    GAP = "gap", _("No evidence")
    ADDED = "added", _("Added by hand")
    OPENING = "opening", _("Opening")
    MATTER = "matter", _("Agenda item")
    DECISION = "decision", _("Decision")
    DUTY = "duty", _("Who does it")
    DEMAND = "demand", _("Directive")
    PEOPLE = "people", _("Attendance")


HEADINGS = (StatementKind.TASK, StatementKind.MATTER)
"""The statements under which others stand; they keep their place."""
WORDED = (StatementKind.PROGRESS, StatementKind.LATE, StatementKind.NEXT, StatementKind.ADDED)
"""The statements that hold people's own words; of the others Plenary words both sides itself."""


class SourceKind(models.TextChoices):
    """What a source of a statement is."""

    BASIS = "basis", _("Basis of the task")
    PROGRESS = "progress", _("Progress entry")
    FIGURE = "figure", _("Figure")
    STATE = "state", _("State of the work")
    RECORD = "record", _("Record of the meeting")
    CITED = "cited", _("Passage")


class ReadingState(models.TextChoices):
    """Where a draft made from a text stands."""

    READING = "reading", _("Being read")
    OPEN = "open", _("To be confirmed")
    CONFIRMED = "confirmed", _("Confirmed")
    FAILED = "failed", _("Could not be read")
    DROPPED = "dropped", _("Dropped")


class Audience(models.TextChoices):
    """Whom a rung of the ladder speaks to."""

    UNIT = "unit", _("The unit's liaison")
    DEPUTY = "deputy", _("The unit's deputy head")
    HEAD = "head", _("The unit's head")
    LEADER = "leader", _("The accountable leader")
    OFFICE = "office", _("The office")


class Matter(models.TextChoices):
    """What a rung of the ladder speaks of; its days are counted from this one's."""

    DUE = "due", _("The due date")
    SIGN = "sign", _("A part that is not signed for, from the day on which it was given")
    REPORT = "report", _("A progress report that is owed, from the end of its period")
    MILESTONE = "milestone", _("A milestone's date")
    INSTRUCTION = "instruction", _("The date by which an instruction is to be answered")
    OPINION = "opinion", _("The day by which an opinion is to be given, before a meeting")
    SLIP = "slip", _("The date by which a supervision slip is to be answered")
    EXTRA = "extra", _("The date by which a further report is to be handed in")


class NoticeState(models.TextChoices):
    """Where a notice stands."""

    DRAFTED = "drafted", _("Drafted")
    SENT = "sent", _("Sent")
    DROPPED = "dropped", _("Dropped")
    LAPSED = "lapsed", _("Lapsed: the work was reported, or its date moved")


class ImportState(models.TextChoices):
    """Where a file with a list stands."""

    OPEN = "open", _("To be confirmed")
    DOING = "doing", _("Being brought in")
    DONE = "done", _("Brought in")
    DROPPED = "dropped", _("Put aside")


class ConveningState(models.TextChoices):
    """Where the calling of a meeting stands."""

    DRAFT = "draft", _("Being drawn up")
    SENT = "sent", _("Convened")
    CALLED_OFF = "called_off", _("Called off")


class InvitedAs(models.TextChoices):
    """As what somebody is asked to a meeting."""

    MEMBER = "member", _("Member")
    UNIT = "unit", _("Member unit")
    OBSERVER = "observer", _("Observer")
    SUBSTITUTE = "substitute", _("Substitute")


class ReplyKind(models.TextChoices):
    """What the invited person answered."""

    NONE = "", _("No answer yet")
    COMING = "coming", _("Coming")
    NOT_COMING = "not_coming", _("Not coming")
    SUBSTITUTED = "substituted", _("Sends a substitute")


class ReplyRoute(models.TextChoices):
    """By which way an answer came."""

    PAGE = "page", _("On the page")
    LINK = "link", _("By the link in the mail")
    OFFICE = "desk", _("Written down by the office")
    FILE = "file", _("By the calendar")


class MailKind(models.TextChoices):
    """What a mail is that came to the office."""

    REPLY = "reply", _("Answer")
    BOUNCE = "bounce", _("Not delivered")
    AUTOMATIC = "automatic", _("Automatic mail")
    OTHER = "other", _("Other mail")


class SeatKind(models.TextChoices):
    """Which seats a quorum counts."""

    ALL = "all", _("Members and member units")
    PERSONS = "persons", _("Members only")
    UNITS = "units", _("Member units only")


class FeedScope(models.TextChoices):
    """Whose dates a feed shows."""

    ACCOUNT = "account", _("My own")
    UNIT = "unit", _("A unit's")
    BODY = "body", _("A body's")


class FilingKind(models.TextChoices):
    """What a form that a unit sent was for."""

    PROGRESS = "progress", _("Progress")
    ANSWER = "answer", _("Answer to an instruction")
    SLIP = "slip", _("Answer to a supervision slip")
    OPINION = "opinion", _("Opinion")
    TOPIC = "topic", _("Topic")
    PAPER = "paper", _("Paper")
    EXTENSION = "extension", _("Request for an extension")
    ASK = "ask", _("Request about a duty")
