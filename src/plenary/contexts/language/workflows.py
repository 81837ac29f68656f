"""The closed tables of the term base's states and moves."""

from plenary.contexts.language.enums import ImportState, SuggestionState, TermState
from plenary.shared.workflow import Workflow, moves

TERM_FLOW = Workflow(
    name="term",
    states=tuple(TermState.values),
    moves=moves(
        propose=[("draft", "proposed")],
        approve=[("proposed", "approved")],
        send_back=[("proposed", "draft")],
        retire=[("draft", "retired"), ("proposed", "retired"), ("approved", "retired")],
    ),
)

SUGGESTION_FLOW = Workflow(
    name="suggestion",
    states=tuple(SuggestionState.values),
    moves=moves(accept=[("open", "accepted")], decline=[("open", "declined")]),
)

IMPORT_FLOW = Workflow(
    name="term import",
    states=tuple(ImportState.values),
    moves=moves(
        lay_out=[("reading", "preview")],
        fail=[("reading", "failed")],
        confirm=[("preview", "doing")],
        finish=[("doing", "done")],
        release=[("doing", "preview")],
        approve=[("done", "approval")],
        end_approval=[("approval", "done")],
        drop=[("reading", "dropped"), ("preview", "dropped"), ("failed", "dropped")],
    ),
)
