"""Records that Plenary brings along, named in the words of the practice."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models, transaction

from plenary.contexts.governance.models import NeededPaper, Theme, TopicKind
from plenary.contexts.governance.themes import THEMES
from plenary.contexts.governance.topic_kinds import KINDS
from plenary.kernel.text.wording import in_en, in_zh, ways


@transaction.atomic
def name_shipped() -> int:
    """Name shipped themes and kinds of topic as the practice in force does; give how many changed.

    What an office has renamed keeps its name.
    """
    papers = [pair for *_rest, needed in KINDS for pair in needed]
    return (
        _name(Theme, [(row.name_zh, row.name_en) for row in THEMES])
        + _name(TopicKind, [(zh, en) for zh, en, *_rest in KINDS])
        + _name(NeededPaper, papers)
    )


def _name(model: type[models.Model], shipped: Iterable[tuple[str, str]]) -> int:
    known = {
        (by_zh, by_en): (in_zh(zh), in_en(en))
        for zh, en in shipped
        for by_zh in ways(zh, "zh")
        for by_en in ways(en, "en")
    }
    changed = []
    for one in model._default_manager.all():  # noqa: SLF001 - Django's documented manager
        now = one.name_zh, one.name_en  # type: ignore[attr-defined]
        if (wanted := known.get(now, now)) != now:
            one.name_zh, one.name_en = wanted  # type: ignore[attr-defined]
            changed.append(one)
    model._default_manager.bulk_update(changed, ["name_zh", "name_en"])  # noqa: SLF001
    return len(changed)
