"""What cited texts are called in the other language: their meeting's text in that language, or the report itself."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from plenary.contexts.governance.enums import SourceKind
from plenary.contexts.governance.models import MeetingText, Report, Statement


def titles_in(report: Report, statements: Iterable[Statement], lang: str) -> dict[int, str]:
    """Give, by documents cited in another language, what they are called in this one; one query.

    A text of a meeting has the name of the one text of its kind that the meeting has in the language; the
    record that a report was drafted from that of the report. What has no name there is left out.
    """
    cited = [source for each in statements for source in each.sources.all()]
    own = report.title_zh if lang == "zh" else report.title_en
    other = {one.passage.document_id for one in cited if one.passage.document.lang != lang}
    found = {
        one.passage.document_id: own
        for one in cited
        if one.kind == SourceKind.RECORD and one.passage.document_id in other and own
    }
    if not other - set(found):
        return found
    same = Q(meeting=OuterRef("meeting"), document__kind=OuterRef("document__kind"))
    texts = MeetingText.objects.filter(same, document__lang=lang).order_by()
    alone = texts.values("meeting").annotate(count=Count("pk")).filter(count=1)
    named = (
        MeetingText.objects.filter(document__in=other - set(found))
        .annotate(name=Subquery(texts.filter(Exists(alone)).values("document__title")[:1]))
        .exclude(Q(name=None) | Q(name=""))
    )
    return {**dict(named.values_list("document", "name")), **found}
