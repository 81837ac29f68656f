"""Tells the kernel's registries what governance holds, once the app has started."""

from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import (
    audit_fields,
    audit_words,
    facts,
    line_subjects,
    measures,
    text_kinds,
    told_outside,
)
from plenary.contexts.governance.models import (
    Decision,
    Directive,
    Meeting,
    Paper,
    ReleaseStep,
    Report,
    Requirement,
    Task,
    Topic,
)
from plenary.contexts.governance.selectors import reports, tasks
from plenary.contexts.governance.selectors.citing import citing
from plenary.contexts.governance.selectors.proposing import own
from plenary.contexts.governance.services import indexing
from plenary.kernel.accounts import scopes
from plenary.kernel.audit import fields, words
from plenary.kernel.documents.registry import add_asker, follow
from plenary.kernel.search import registry


def register() -> None:
    """Register how each kind of record is indexed, what governance counts and what cites a text."""
    measures.declare_all()
    text_kinds.register()
    words.register("governance", audit_words.RECORDS)
    fields.register(audit_fields.FIELDS)
    told_outside.offer_events()
    add_asker(citing)
    follow("governance.task", tasks.inside)
    follow("governance.report", reports.visible_to)
    for source in own.SOURCES:
        facts.offer(source)
    line_subjects.register()
    scopes.offer("tasks:read", _("Read tasks and progress"))
    scopes.offer("tasks:write", _("Report progress, make and change tasks"))
    scopes.offer("lists:read", _("Read task lists"))
    scopes.offer("lists:write", _("Adopt task lists"))
    scopes.offer("meetings:read", _("Read meetings, directives and decisions"))
    registry.register(Task, indexing.index_task)
    registry.register(Meeting, indexing.index_meeting)
    registry.register(Decision, indexing.index_matter)
    registry.register(Directive, indexing.index_matter)
    registry.register(Requirement, indexing.index_requirement)
    registry.register(Report, indexing.index_report)
    registry.register(ReleaseStep, indexing.index_release)
    registry.register(Topic, indexing.index_topic)
    registry.register(Paper, indexing.index_paper)
