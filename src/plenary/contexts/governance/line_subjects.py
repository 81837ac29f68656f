"""Says who sees what governance's lines tell of, which is looked at before they go into a mail."""

from plenary.contexts.governance.enums import TaskState
from plenary.contexts.governance.selectors import lists, meetings, notices, tasks
from plenary.contexts.governance.selectors.acts import (
    duty_asks,
    duty_ends,
    endings,
    extensions,
    extra_reports,
    help_calls,
    instructions,
    sheets,
)
from plenary.contexts.governance.selectors.agendas import opinions, topics
from plenary.kernel.notifications import subjects


def register() -> None:
    """Register the kinds of record that lines tell of.

    What waits to be verified is mailed while it waits. Of a task its inner record counts: that it is public does not make a unit's line of it another's.
    """
    for kind, seen in (
        ("task", tasks.inside),
        ("verification", lambda actor: tasks.inside(actor).filter(state=TaskState.REPORTED)),
        ("tasklist", lists.visible_to),
        ("dutyask", duty_asks.visible_to),
        ("dutyend", duty_ends.visible_to),
        ("taskending", endings.visible_to),
        ("extension", extensions.visible_to),
        ("extrareport", extra_reports.visible_to),
        ("helpcall", help_calls.visible_to),
        ("instruction", instructions.visible_to),
        ("meeting", meetings.visible_to),
    ):
        subjects.register(f"governance.{kind}", seen, is_personal=False)
    subjects.register("governance.notice", notices.told_to)
    subjects.register("governance.sheet", sheets.visible_to)
    subjects.register("governance.opinion", opinions.visible_to)
    subjects.register("governance.topic", topics.visible_to)
