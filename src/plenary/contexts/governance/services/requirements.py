"""Keeps what superior bodies require, by reference only: their papers may be internal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from plenary.contexts.governance import policies
from plenary.contexts.governance.events import RequirementKept
from plenary.contexts.governance.models import Meeting, Requirement
from plenary.contexts.governance.selectors import requirements
from plenary.contexts.governance.services.checks import (
    SHORT_REASON,
    apply,
    need_a_side,
    need_existing,
    need_reason,
)
from plenary.contexts.governance.services.indexing import index_requirement
from plenary.contexts.governance.services.texts import keep_sides
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.models import Passage
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor
from plenary.shared.events import announce

EDITABLE = (
    "body_id",
    "reference_zh",
    "reference_en",
    "text_zh",
    "text_en",
    "issued_on",
    "passage_id",
    "meeting_id",
)


@transaction.atomic
def add_requirement(
    *,
    actor: Actor,
    reference_zh: str = "",
    reference_en: str = "",
    body_id: int | None = None,
    text_zh: str = "",
    text_en: str = "",
    issued_on: dt.date | None = None,
    passage_id: int | None = None,
    meeting_id: int | None = None,
) -> Requirement:
    """Add a superior body's requirement: the meeting or document that made it, and its wording.

    Refused without a reference. Announces ``RequirementKept``.
    """
    authorise(actor, policies.can_manage_plans)
    requirement = Requirement(
        body_id=body_id,
        reference_zh=reference_zh.strip(),
        reference_en=reference_en.strip(),
        text_zh=text_zh.strip(),
        text_en=text_en.strip(),
        issued_on=issued_on,
        passage_id=passage_id,
        meeting_id=meeting_id,
    )
    _check(requirement)
    requirement.save()

    record(actor=actor, action="governance.requirement.added", subject=requirement)
    keep_sides(actor, requirement, "reference", "text")
    index_requirement(requirement)
    announce(RequirementKept(requirement_id=requirement.pk))
    return requirement


@transaction.atomic
def edit_requirement(
    *, actor: Actor, requirement_id: int, seen_version: int | None, changes: Mapping[str, Any]
) -> Requirement:
    """Change a requirement (``EDITABLE``). Refused as adding is. Announces ``RequirementKept``."""
    requirement = lock(requirements.visible_to(actor), pk=requirement_id, version=seen_version)
    authorise(actor, policies.can_manage_plans, requirement)
    before = snapshot(requirement)
    changed = apply(requirement, changes, EDITABLE)
    _check(requirement)
    save(requirement, fields=changed)

    record(actor=actor, action="governance.requirement.edited", subject=requirement, before=before)
    keep_sides(actor, requirement, "reference", "text")
    index_requirement(requirement)
    announce(RequirementKept(requirement_id=requirement.pk))
    return requirement


@transaction.atomic
def withdraw_requirement(
    *,
    actor: Actor,
    requirement_id: int,
    seen_version: int | None,
    withdrawn_on: dt.date | None,
    reason: str = "",
) -> Requirement:
    """Say that a requirement no longer stands, and why; without a day, that it does after all.

    The tasks that rest on it go on; those that rest on nothing else are shown as having no basis
    left. Refused without a reason. Announces ``RequirementKept``.
    """
    requirement = lock(requirements.visible_to(actor), pk=requirement_id, version=seen_version)
    authorise(actor, policies.can_manage_plans, requirement)
    before = snapshot(requirement)
    requirement.withdrawn_on = withdrawn_on
    requirement.withdrawn_reason = need_reason(reason, most=SHORT_REASON) if withdrawn_on else ""
    save(requirement, fields=["withdrawn_on", "withdrawn_reason"])

    record(
        actor=actor,
        action="governance.requirement.withdrawn"
        if withdrawn_on
        else "governance.requirement.restored",
        subject=requirement,
        before=before,
    )
    announce(RequirementKept(requirement_id=requirement.pk))
    return requirement


def _check(requirement: Requirement) -> None:
    need_a_side(requirement.reference_zh, requirement.reference_en, "reference")
    refuse_secrecy(requirement.text_zh, requirement.text_en)
    need_existing(Organisation, body=[requirement.body_id])
    need_existing(Passage, passage=[requirement.passage_id])
    need_existing(Meeting, meeting=[requirement.meeting_id])
