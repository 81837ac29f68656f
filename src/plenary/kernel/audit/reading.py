"""Reading the audit log and checking it are written down in it too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plenary.kernel.audit.models import AuditRow
from plenary.kernel.audit.selectors import VERIFIED
from plenary.kernel.audit.verifying import Verdict
from plenary.shared import clock
from plenary.shared.actor import SYSTEM, Actor


def note_reading(*, actor: Actor, action: str, asked: Mapping[str, Any]) -> None:
    """Write down that somebody read the log, or took it out, and what was asked."""
    _note(actor, action, {name: str(value) for name, value in asked.items() if value})


def note_verdict(*, actor: Actor = SYSTEM, verdict: Verdict) -> None:
    """Write down what a check of the whole log found; the next seal covers this row too."""
    told = {
        "rows": verdict.rows,
        "seals": verdict.seals,
        "unsealed": verdict.unsealed,
        "heads": verdict.heads,
        "findings": [finding.sentence for finding in verdict.findings[:20]],
    }
    _note(actor, VERIFIED, told)


def note_export(*, told: Mapping[str, Any]) -> None:
    """Write down that everything was taken out at the server's own command line."""
    _note(SYSTEM, "audit.installation.exported", told)


def _note(actor: Actor, action: str, note: Mapping[str, Any]) -> None:
    AuditRow.objects.create(
        at=clock.now(),
        actor_id=actor.user_id,
        actor_name=actor.name,
        action=action,
        subject_type=AuditRow._meta.label_lower,  # noqa: SLF001 - Django's documented meta API
        after={"note": dict(note)},
    )
