"""Keeps the kinds of topic and the papers that each must come with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import AgendaKind
from plenary.contexts.governance.models import NeededPaper, TopicKind
from plenary.contexts.governance.policies.agendas import can_keep_topic_kinds
from plenary.contexts.governance.selectors.agendas import topics
from plenary.contexts.governance.services.checks import apply, need_a_side, need_choice
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused

EDITABLE = ("name_zh", "name_en", "item_kind", "days_before", "is_active", "order")
MOST_DAYS = 60
MOST_PAPERS = 12

Names = tuple[str, str]
"""A paper's name in Chinese and in English, one of which may be empty."""


@transaction.atomic
def add_topic_kind(
    *,
    actor: Actor,
    item_kind: str,
    name_zh: str = "",
    name_en: str = "",
    days_before: int = 5,
    is_active: bool = True,
    order: int = 0,
    papers: Iterable[Names] = (),
) -> TopicKind:
    """Add a kind of topic, with the papers that it must come with in their order.

    By the office; refused without a name, for a kind of item that does not exist, for more than
    ``MOST_DAYS`` working days or ``MOST_PAPERS`` papers.
    """
    authorise(actor, can_keep_topic_kinds)
    made = TopicKind(
        name_zh=name_zh.strip(),
        name_en=name_en.strip(),
        item_kind=item_kind,
        days_before=days_before,
        is_active=is_active,
        order=order,
    )
    _check(made)
    made.save()
    note = {"papers": _keep_papers(made, papers)}
    record(actor=actor, action="governance.topic_kind.added", subject=made, note=note)
    return made


@transaction.atomic
def edit_topic_kind(
    *,
    actor: Actor,
    kind_id: int,
    seen_version: int | None,
    changes: Mapping[str, Any],
    papers: Iterable[Names] | None = None,
) -> TopicKind:
    """Change a kind of topic (``EDITABLE``) and its list of papers; refused as adding is.

    A paper that keeps one of its names stays the same paper: what was handed in as it still counts.
    """
    kind = lock(topics.kinds(), pk=kind_id, version=seen_version)
    authorise(actor, can_keep_topic_kinds, kind)
    before = snapshot(kind)
    changed = apply(kind, changes, EDITABLE)
    _check(kind)
    save(kind, fields=changed)
    note = {"papers": _keep_papers(kind, papers)} if papers is not None else None
    record(
        actor=actor, action="governance.topic_kind.edited", subject=kind, before=before, note=note
    )
    return kind


def _check(kind: TopicKind) -> None:
    need_a_side(kind.name_zh, kind.name_en, "name")
    need_choice(kind.item_kind, AgendaKind.values, "item_kind")
    if not 0 <= kind.days_before <= MOST_DAYS:
        sentence = _("Give from 0 to %(most)d working days.") % {"most": MOST_DAYS}
        raise Refused(sentence, fields={"days_before": sentence})


def _keep_papers(kind: TopicKind, papers: Iterable[Names]) -> list[str]:
    """Let the kind need exactly these papers, and give their names."""
    wanted = [(zh.strip(), en.strip()) for zh, en in papers if zh.strip() or en.strip()]
    refuse_secrecy(*(name for pair in wanted for name in pair))
    if len(wanted) > MOST_PAPERS:
        raise Refused(_("A topic may need %(most)d papers at most.") % {"most": MOST_PAPERS})
    held = list(NeededPaper.objects.filter(kind=kind))
    for order, (zh, en) in enumerate(wanted, start=1):
        same = next((one for one in held if _is_same(one, zh, en)), None)
        if same is None:
            NeededPaper.objects.create(kind=kind, name_zh=zh, name_en=en, order=order)
            continue
        held.remove(same)
        same.name_zh, same.name_en, same.order = zh, en, order
        same.save()
    NeededPaper.objects.filter(pk__in=[one.pk for one in held]).delete()
    return [zh or en for zh, en in wanted]


def _is_same(paper: NeededPaper, zh: str, en: str) -> bool:
    return bool((zh and zh == paper.name_zh) or (en and en == paper.name_en))
