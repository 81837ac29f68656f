"""Two pairs of eyes on a report that is made public: whoever lets it out has changed no word of it."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.models import Report, Statement
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.documents.enums import Release
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused


def refuse_own_words(actor: Actor, report: Report) -> None:
    """Refuse whoever has edited, added or removed a statement of a report, named it, or said why a name may stand in it.

    A correction holds the words of what it corrects, so those count as well, back to the last version
    that went out as public: that one has had its two pairs of eyes.
    """
    if actor.user_id is not None and _edits(actor, _versions(report)).exists():
        sentence = _("You have edited this report: somebody else must freeze it as public.")
        raise Refused(sentence, fields={"release": sentence})


def _versions(report: Report) -> list[int]:
    found = [report.pk]
    earlier = report.corrects
    while earlier is not None and earlier.release != Release.PUBLIC:
        found.append(earlier.pk)
        earlier = earlier.corrects
    return found


def _edits(actor: Actor, versions: list[int]) -> QuerySet[AuditRow]:
    statements = Statement.objects.filter(report__in=versions).order_by().values("pk")
    written = Q(subject_type=_kind(Statement), subject_id__in=statements)
    named = Q(
        subject_type=_kind(Report),
        subject_id__in=versions,
        action__in=["governance.report.renamed", "governance.report.name_let_stand"],
    )
    gone = Q(action="governance.statement.removed", after__report_id__in=versions)
    return AuditRow.objects.filter(written | named | gone, actor_id=actor.user_id)


def _kind(model: type[Report | Statement]) -> str:
    return model._meta.label_lower  # noqa: SLF001 - Django's documented meta API
