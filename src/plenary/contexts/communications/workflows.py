"""The closed table of a language's way to the public and back."""

from plenary.contexts.communications.enums import FileState, ReportState, SideState
from plenary.shared.workflow import Workflow, moves

SIDE_FLOW = Workflow(
    name="page side",
    states=tuple(SideState.values),
    moves=moves(
        submit=[("draft", "review")],
        send_back=[("review", "draft"), ("approved", "draft")],
        bring_back=[("withdrawn", "review")],
        approve=[("review", "approved")],
        publish=[("approved", "published")],
        force=[("draft", "approved"), ("review", "approved")],
        change=[
            ("draft", "draft"),
            ("review", "draft"),
            ("approved", "draft"),
            ("published", "draft"),
            ("withdrawn", "draft"),
        ],
        withdraw=[
            ("published", "withdrawn"),
            ("draft", "withdrawn"),
            ("review", "withdrawn"),
            ("approved", "withdrawn"),
        ],
    ),
)

REPORT_FLOW = Workflow(
    name="error report",
    states=tuple(ReportState.values),
    moves=moves(accept=[("open", "accepted")], decline=[("open", "declined")]),
)

FILE_FLOW = Workflow(
    name="translator's file",
    states=tuple(FileState.values),
    moves=moves(take_in=[("preview", "done")], drop=[("preview", "dropped")]),
)
