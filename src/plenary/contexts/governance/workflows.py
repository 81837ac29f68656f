"""The closed tables of governance's states and moves."""

from plenary.contexts.governance.enums import (
    AgendaState,
    AskState,
    ConveningState,
    DutyState,
    EndingState,
    ExtensionState,
    ExtraState,
    HelpState,
    ImportState,
    InstructionState,
    ListState,
    MeetingState,
    NoticeState,
    PackState,
    ReadingState,
    ReleaseState,
    SlipState,
    TaskState,
    TopicState,
)
from plenary.shared.workflow import Workflow, moves

MEETING_FLOW = Workflow(
    name="meeting",
    states=tuple(MeetingState.values),
    moves=moves(
        hold=[("planned", "held")],
        close=[("held", "closed")],
        reopen=[("closed", "held")],
    ),
)

RELEASE_FLOW = Workflow(
    name="release",
    states=tuple(ReleaseState.values),
    moves=moves(
        release=[("proposed", "released")],
        send_back=[("proposed", "returned")],
        supersede=[("released", "superseded")],
        take_back=[("released", "taken_back")],
    ),
)

TOPIC_FLOW = Workflow(
    name="topic",
    states=tuple(TopicState.values),
    moves=moves(
        submit=[("draft", "submitted"), ("returned", "submitted")],
        accept=[("submitted", "accepted")],
        send_back=[("submitted", "returned")],
        put_back=[("accepted", "submitted")],
        withdraw=[(state, "withdrawn") for state in ("draft", "submitted", "returned")],
        take_up=[("withdrawn", "submitted")],
    ),
)

AGENDA_FLOW = Workflow(
    name="agenda",
    states=tuple(AgendaState.values),
    moves=moves(
        approve=[("draft", "approved")],
        take_back=[("approved", "draft")],
        circulate=[("approved", "circulated")],
        reopen=[("circulated", "draft")],
    ),
)

PACK_FLOW = Workflow(
    name="meeting pack",
    states=tuple(PackState.values),
    moves=moves(finish=[("waiting", "ready")], fail=[("waiting", "failed")]),
)

LIST_FLOW = Workflow(
    name="task list",
    states=tuple(ListState.values),
    moves=moves(adopt=[("draft", "adopted")]),
)

TASK_FLOW = Workflow(
    name="task",
    states=tuple(TaskState.values),
    moves=moves(
        adopt=[("draft", "open")],
        report=[("open", "reported")],
        accept=[("reported", "closed")],
        send_back=[("reported", "open")],
        take_back=[("reported", "open")],
        replace=[("open", "replaced")],
        reopen=[("closed", "open")],
        end=[("open", "ended"), ("reported", "ended")],
        resume=[("ended", "open")],
    ),
)

ENDING_FLOW = Workflow(
    name="end of a task",
    states=tuple(EndingState.values),
    moves=moves(
        confirm=[("proposed", "confirmed")],
        send_back=[("proposed", "returned")],
        withdraw=[("proposed", "withdrawn")],
        lapse=[("proposed", "lapsed")],
    ),
)

DUTY_FLOW = Workflow(
    name="duty",
    states=tuple(DutyState.values),
    moves=moves(
        sign=[("assigned", "signed")],
        decline=[("assigned", "declined")],
        transfer=[("assigned", "transfer"), ("signed", "transfer")],
        put_back=[("declined", "assigned"), ("transfer", "assigned")],
        keep=[("transfer", "signed")],
        report=[("assigned", "reported"), ("signed", "reported")],
        acknowledge=[("reported", "done")],
        take_back=[("reported", "signed"), ("done", "signed")],
        send_back=[("reported", "signed"), ("done", "signed")],
        give_anew=[("reported", "assigned"), ("done", "assigned")],
        hand_on=[
            (state, "assigned") for state in DutyState.values if state not in {"reported", "done"}
        ],
    ),
)

ASK_FLOW = Workflow(
    name="ask of a duty",
    states=tuple(AskState.values),
    moves=moves(
        accept=[("open", "accepted")],
        send_back=[("open", "returned")],
        lapse=[("open", "lapsed")],
    ),
)

EXTENSION_FLOW = Workflow(
    name="extension",
    states=tuple(ExtensionState.values),
    moves=moves(
        endorse=[("asked", "endorsed")],
        approve=[("endorsed", "approved")],
        refuse=[("asked", "refused"), ("endorsed", "refused")],
        withdraw=[("asked", "withdrawn"), ("endorsed", "withdrawn")],
        lapse=[("asked", "lapsed"), ("endorsed", "lapsed")],
    ),
)

EXTRA_FLOW = Workflow(
    name="extra report",
    states=tuple(ExtraState.values),
    moves=moves(
        approve=[("asked", "approved")],
        refuse=[("asked", "refused")],
        answer=[("approved", "answered")],
        withdraw=[("asked", "withdrawn"), ("approved", "withdrawn")],
    ),
)

HELP_FLOW = Workflow(
    name="call for help",
    states=tuple(HelpState.values),
    moves=moves(answer=[("asked", "answered")], lapse=[("asked", "lapsed")]),
)

INSTRUCTION_FLOW = Workflow(
    name="instruction",
    states=tuple(InstructionState.values),
    moves=moves(
        route=[(state, "routed") for state in ("written", "routed", "answered")],
        answer=[("routed", "routed")],
        answer_last=[("routed", "answered")],
        release=[("routed", "written")],
        send_back=[("answered", "routed")],
        end=[(state, "ended") for state in ("written", "routed", "answered")],
        settle=[(state, "settled") for state in ("written", "routed", "answered")],
        withdraw=[(state, "withdrawn") for state in ("written", "routed", "answered")],
    ),
)

SLIP_FLOW = Workflow(
    name="supervision slip",
    states=tuple(SlipState.values),
    moves=moves(answer=[("waiting", "answered")], withdraw=[("waiting", "withdrawn")]),
)

READING_FLOW = Workflow(
    name="reading",
    states=tuple(ReadingState.values),
    moves=moves(
        lay_out=[("reading", "open")],
        fail=[("reading", "failed")],
        retry=[("failed", "reading")],
        drop=[("reading", "dropped"), ("open", "dropped"), ("failed", "dropped")],
        take_up=[("dropped", "open")],
        confirm=[("open", "confirmed")],
        withdraw=[("confirmed", "open")],
    ),
)

NOTICE_FLOW = Workflow(
    name="notice",
    states=tuple(NoticeState.values),
    moves=moves(
        send=[("drafted", "sent")],
        drop=[("drafted", "dropped")],
        lapse=[("drafted", "lapsed")],
    ),
)

IMPORT_FLOW = Workflow(
    name="list import",
    states=tuple(ImportState.values),
    moves=moves(
        confirm=[("open", "done")],
        queue=[("open", "doing")],
        complete=[("doing", "done")],
        release=[("doing", "open")],
        drop=[("open", "dropped"), ("doing", "dropped")],
        take_up=[("dropped", "open")],
    ),
)

CONVENING_FLOW = Workflow(
    name="convening",
    states=tuple(ConveningState.values),
    moves=moves(
        send=[("draft", "sent"), ("sent", "sent")],
        call_off=[("sent", "called_off")],
        take_up=[("called_off", "draft")],
    ),
)
