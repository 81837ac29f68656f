"""Keeps the wording of a decision that is out as it was released, until a new one is released too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import ReleaseStage, ReleaseState
from plenary.contexts.governance.models import Decision, Meeting, ReleaseStep
from plenary.contexts.governance.services.carrying import carry_over
from plenary.contexts.governance.services.texts import keep_sides
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused

NEXT = {"kind": "next_kind", "text_zh": "next_zh", "text_en": "next_en"}


def is_out(decision: Decision) -> bool:
    """Say whether units read a decision as it was released to them."""
    return ReleaseStep.objects.filter(
        stage=ReleaseStage.DECISIONS, state=ReleaseState.RELEASED, decisions=decision
    ).exists()


def hold_back(decision: Decision, changes: Mapping[str, Any]) -> list[str]:
    """Set a new wording that waits for its release, and give the fields that differ.

    Words that say again what is in force leave nothing to wait. Refused where a text carries a
    secrecy marking.
    """
    given = {name: str(value).strip() for name, value in changes.items()}
    refuse_secrecy(*given.values())
    wanted = {**decision.latest, **given}
    if wanted == {name: getattr(decision, name) for name in NEXT}:
        wanted = dict.fromkeys(NEXT, "")
    before = {held: getattr(decision, held) for held in NEXT.values()}
    for name, held in NEXT.items():
        setattr(decision, held, wanted[name])
    return [held for held, was in before.items() if getattr(decision, held) != was]


def drop_next(decision: Decision) -> list[str]:
    """Let a wording that waits no longer wait, and give the fields that differ."""
    if not decision.next_kind:
        return []
    decision.next_kind = decision.next_zh = decision.next_en = ""
    return list(NEXT.values())


def lock_decisions(meeting: Meeting) -> None:
    """Let nobody change a meeting's decisions until the transaction ends."""
    list(meeting.decisions.select_for_update().order_by("pk").values_list("pk", flat=True))


def put_in_force(actor: Actor, meeting: Meeting) -> None:
    """Let the wordings that waited say what was decided; those before stay in the releases and the log."""
    for decision in meeting.decisions.exclude(next_kind="").select_related("item"):
        before = snapshot(decision)
        for name, value in decision.latest.items():
            setattr(decision, name, value)
        drop_next(decision)
        save(decision, fields=[*NEXT, *NEXT.values()])
        record(actor=actor, action="governance.decision.reworded", subject=decision, before=before)
        carry_over(actor, decision)
        keep_sides(actor, decision, "text")


def refuse_waiting(meeting: Meeting) -> None:
    """Refuse to tell the public of decisions of which a new wording waits to go to the units first."""
    if meeting.decisions.exclude(next_kind="").exists():
        raise Refused(
            _("A decision has a new wording that is not out yet: release the decisions anew first.")
        )


def refuse_released(decision: Decision) -> None:
    """Refuse to write a side of a decision that is out beside its release."""
    if is_out(decision):
        raise Refused(
            _(
                "This decision is out as it was released. Write the new wording on the meeting's own"
                " page: it is released anew."
            )
        )
