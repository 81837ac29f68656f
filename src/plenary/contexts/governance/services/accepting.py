"""Takes proposed facts into an entry: their sentences, and their records as evidence by reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.facts import Fact
from plenary.contexts.governance.models import Evidence, Progress, Task
from plenary.contexts.governance.selectors.proposing.offered import joined, proposed, sentences
from plenary.contexts.governance.services.parts import ProgressGiven
from plenary.kernel.documents.services import snapshot_record
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused


def accepted(actor: Actor, task: Task, unit_id: int, given: ProgressGiven) -> list[Fact]:
    """Give the facts that the person accepts; refused for one that is not proposed now."""
    if not given.facts:
        return []
    offered = {fact.key: fact for fact in proposed(actor, task, unit_id)}
    if not offered.keys() >= set(given.facts):
        raise Refused(
            _("A sentence that you accepted is not proposed any more: look at the others again.")
        )
    return [fact for key, fact in offered.items() if key in given.facts]


def with_facts(given: ProgressGiven, facts: Sequence[Fact]) -> ProgressGiven:
    """Put the sentences of facts below what was done, those left out that stand there already."""
    added = sentences([fact for fact in facts if fact.key not in given.worded])
    texts = joined({"done_zh": given.done_zh, "done_en": given.done_en}, added)
    return replace(given, done_zh=texts["done_zh"], done_en=texts["done_en"])


def keep_facts(actor: Actor, entry: Progress, facts: Sequence[Fact]) -> None:
    """Keep each fact as evidence: its words as they stood, and the address of its record."""
    Evidence.objects.bulk_create(
        Evidence(
            progress=entry,
            passage=snapshot_record(
                actor=actor,
                subject=entry.task,
                lang="zh",
                text=f"{fact.zh}\n{fact.en}",
                title=f"{fact.key} {fact.on.isoformat()}",
            ),
            url=fact.url,
            text=fact.zh[:300],
            fact=fact.key,
        )
        for fact in facts
    )
