"""The closed tables of governance's states and moves."""

from plenary.contexts.governance.enums import ListState, MeetingState, ReadingState, TaskState
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
        reopen=[("closed", "open")],
    ),
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
