"""Proposes a stage of a meeting's release; nothing is let out by it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies, profiles
from plenary.contexts.governance.enums import MeetingState, ReleaseStage, ReleaseState
from plenary.contexts.governance.events import ReleaseMoved
from plenary.contexts.governance.models import Meeting, ReleaseStep
from plenary.contexts.governance.selectors import meetings, naming
from plenary.contexts.governance.selectors.releases.contents import Record, changes, records_of
from plenary.contexts.governance.services.checks import need_choice
from plenary.contexts.governance.services.releases.wording import refuse_waiting
from plenary.kernel.audit.recording import authorise, lock, record
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.text.validators import need_no_longer
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.events import announce


@transaction.atomic
def propose_release(
    *,
    actor: Actor,
    meeting_id: int,
    stage: str,
    text_zh: str = "",
    text_en: str = "",
    named: Collection[str] = (),
    reasons: Mapping[str, str] | None = None,
) -> ReleaseStep:
    """Propose to let a stage out: decisions, minutes and papers, or the public text. A meeting that decided
    nothing begins with the second.

    ``named`` are the keys of what the public is told of the record beside the text: place, items and
    decisions. Refused for a meeting that was not held, before the stage ahead of it is out, while a proposal
    waits, with nothing to let out, or nothing new, for a public text while a new wording of a decision waits, that lacks a language of the practice profile or
    carries a secrecy marking, or calls an agreed name otherwise without a reason (``reasons``, by the mark of
    the question), and where a decision is named whose item is not. Announces ``ReleaseMoved``.
    """
    meeting = lock(meetings.visible_to(actor), pk=meeting_id)
    authorise(actor, policies.can_propose_release, meeting)
    need_choice(stage, ReleaseStage.values, "stage")
    inside = records_of([meeting])[meeting.pk]
    _need_turn(inside, ReleaseStage(stage))
    _need_something(inside, ReleaseStage(stage))
    _need_news(inside, ReleaseStage(stage))
    is_public = stage == ReleaseStage.PUBLIC
    if is_public:
        refuse_waiting(meeting)
        _need_texts(text_zh, text_en)
        _need_nameable(inside, named)
    rows = _need_names(actor, meeting, text_zh, text_en, reasons or {}) if is_public else []

    step = ReleaseStep.objects.create(
        meeting=meeting,
        stage=stage,
        text_zh=text_zh.strip() if is_public else "",
        text_en=text_en.strip() if is_public else "",
        said_otherwise=rows,
        content=inside.lines(stage, named),
        proposed_at=clock.now(),
        proposed_by_id=actor.user_id,
        proposed_by=actor.name,
    )

    record(actor=actor, action="governance.release.proposed", subject=step)
    announce(ReleaseMoved(meeting.pk, step.pk, step.stage, step.state))
    return step


def _need_turn(inside: Record, stage: ReleaseStage) -> None:
    if inside.meeting.state == MeetingState.PLANNED:
        raise Refused(_("The meeting has not been held yet: there is nothing to release."))
    steps = ReleaseStep.objects.filter(meeting=inside.meeting)
    need_before(inside, stage)
    if steps.filter(stage=stage, state=ReleaseState.PROPOSED).exists():
        raise Refused(_("This stage is proposed already and waits for the second person."))


def need_before(inside: Record, stage: str) -> None:
    """Refuse a stage before those ahead of it are out."""
    out = ReleaseStep.objects.filter(meeting=inside.meeting, state=ReleaseState.RELEASED)
    if missing := inside.waits_for(stage, out.values_list("stage", flat=True)):
        sentence = _("This comes after another stage, which is not out yet: %(stage)s.")
        raise Refused(sentence % {"stage": missing.label})


def _need_something(inside: Record, stage: ReleaseStage) -> None:
    if stage == ReleaseStage.DECISIONS and not inside.decisions:
        raise Refused(_("No decision has been recorded: there is nothing to release."))
    if stage == ReleaseStage.PAPERS and inside.minutes is None:
        raise Refused(_("The minutes are not signed off yet."))


def _need_news(inside: Record, stage: ReleaseStage) -> None:
    """Refuse to propose decisions or papers again that are out just so; a public text may be reworded."""
    out = ReleaseStep.objects.filter(
        meeting=inside.meeting, stage=stage, state=ReleaseState.RELEASED
    ).first()
    if out and stage != ReleaseStage.PUBLIC and not changes(out, inside):
        raise Refused(_("This is out as it stands: nothing has changed since."))


def _need_nameable(inside: Record, named: Collection[str]) -> None:
    lines = {line["key"]: line for line in inside.nameable()}
    if strange := set(named) - set(lines):
        raise Refused(
            _("This is none of the choices."), fields={"named": ", ".join(sorted(strange))}
        )
    told = [lines[key] for key in named]
    refuse_secrecy(*(line[side] for line in told for side in ("zh", "en")))
    items = {f"item:{line['item']}" for line in told if line.get("item")}
    if not items <= set(named):
        sentence = _("Name the item that a decision belongs to as well.")
        raise Refused(sentence, fields={"named": sentence})


def _need_names(
    actor: Actor, meeting: Meeting, zh: str, en: str, reasons: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Give why agreed names are called otherwise; refused while a proved one has no reason."""
    refuse_secrecy(*reasons.values())
    for reason in reasons.values():
        need_no_longer(reason.strip(), field="reason")
    earlier = naming.earlier_rows(meeting)
    asked = naming.of_public_text(meeting, zh.strip(), en.strip(), earlier)
    rows = naming.rows_of(asked, earlier, reasons, actor)
    naming.refuse_open(asked, rows)
    return rows


def _need_texts(zh: str, en: str) -> None:
    refuse_secrecy(zh, en)
    sides = {"zh": zh, "en": en}
    sentence = _("The public text is to be there in each language of the practice profile.")
    missing = {
        f"text_{side}": sentence for side in profiles.current().languages if not sides[side].strip()
    }
    if missing:
        raise Refused(sentence, fields=missing)
