"""The page of a meeting's release, the public texts, and what was let out and has changed inside since."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance import policies
from plenary.contexts.governance.enums import (
    MeetingState,
    PaperAccess,
    ReleaseStage,
    ReleaseState,
)
from plenary.contexts.governance.models import Meeting, PaperVersion, ReleaseStep
from plenary.contexts.governance.policies import seeing
from plenary.contexts.governance.policies.agendas import reads_narrow
from plenary.contexts.governance.selectors import meetings, naming
from plenary.contexts.governance.selectors.releases.contents import (
    Change,
    Line,
    changes,
    digest_of,
    records_of,
)
from plenary.contexts.language.api import NameAnswer
from plenary.shared.actor import Actor
from plenary.shared.errors import Forbidden, NotFound
from plenary.shared.stretches import Stretch, stretches
from plenary.shared.web.filters import colon

LONGEST_MARKED = 8000
"""Of texts longer than this, in characters, the differences are not looked for."""
LATEST = 200
"""How many releases are looked through for changes inside."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the release: what is in force, what waits, what happened before."""

    stage: ReleaseStage
    in_force: ReleaseStep | None
    proposed: ReleaseStep | None
    past: list[ReleaseStep]
    changes: list[Change]
    """What has changed inside since it was let out."""
    lines: list[Line]
    """What a release of now would hold."""
    may: frozenset[str]
    waits_for: ReleaseStage | None
    """The stage that must be out before."""
    is_intact: bool
    said_otherwise: list[NameAnswer]
    """Why the text that waits, else the one that is out, says agreed names otherwise."""
    marked: dict[str, list[Stretch]]
    """By language, the text that waits with what differs from the one that is out; empty without both,
    and of texts too long to be compared at once."""


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """A meeting's release, stage by stage."""

    meeting: Meeting
    stages: list[Stage]


@dataclass(frozen=True, slots=True)
class Flag:
    """A release in force whose record has changed since."""

    step: ReleaseStep
    changes: list[Change]


def visible_to(actor: Actor) -> QuerySet[ReleaseStep]:
    """Give the steps of meetings' releases: readers see all, nobody else sees how one came about.

    None sees those of a meeting with a decision that a paper's class keeps from them.
    """
    if not seeing.sees_everything(actor):
        return ReleaseStep.objects.none()
    if reads_narrow(actor):
        return ReleaseStep.objects.all()
    kept = meetings.decisions_kept_from(actor).order_by().values("meeting_id")
    return ReleaseStep.objects.exclude(meeting__in=kept)


def public_texts(actor: Actor) -> QuerySet[ReleaseStep]:
    """Give the public texts that are out, to everybody with a role."""
    if not seeing.sees_public(actor):
        return ReleaseStep.objects.none()
    out = ReleaseStep.objects.filter(stage=ReleaseStage.PUBLIC, state=ReleaseState.RELEASED)
    return out.select_related("meeting__body").order_by("-settled_at", "-pk")


def public_papers(actor: Actor) -> QuerySet[PaperVersion]:
    """Give the public papers that are out, each in the version that was let out, to everybody with a role."""
    if not seeing.sees_public(actor):
        return PaperVersion.objects.none()
    out = ReleaseStep.objects.filter(stage=ReleaseStage.PAPERS, state=ReleaseState.RELEASED)
    found = PaperVersion.objects.filter(
        pk__in=out.values("papers"), paper__access=PaperAccess.PUBLIC, paper__withdrawn_at=None
    )
    return found.select_related("paper__meeting__body", "file").defer("text").order_by("-pk")


def release_page(actor: Actor, pk: int) -> ReleasePage:
    """Give a meeting's release; ``NotFound`` for a meeting unseen, ``Forbidden`` to no reader of all."""
    meeting = meetings.visible_to(actor).select_related("body").filter(pk=pk).first()
    if meeting is None:
        raise NotFound
    if not seeing.sees_everything(actor):
        raise Forbidden
    if meetings.decisions_kept_from(actor).filter(meeting=meeting).exists():
        raise NotFound
    steps = list(visible_to(actor).filter(meeting=meeting).select_related("minutes"))
    record = records_of([meeting])[meeting.pk]
    stages: list[Stage] = []
    out = {one.stage for one in steps if one.state == ReleaseState.RELEASED}
    waits = any(one.next_kind for one in record.decisions)
    for stage in ReleaseStage:
        missing = record.waits_for(stage, out)
        if stage == ReleaseStage.PUBLIC and waits:
            missing = missing or ReleaseStage.DECISIONS
        own = [one for one in steps if one.stage == stage]
        in_force = next((one for one in own if one.state == ReleaseState.RELEASED), None)
        proposed = next((one for one in own if one.state == ReleaseState.PROPOSED), None)
        stages.append(
            Stage(
                stage=stage,
                in_force=in_force,
                proposed=proposed,
                past=[one for one in own if one not in {in_force, proposed}],
                changes=changes(in_force, record) if in_force else [],
                lines=record.lines(stage),
                may=_may(actor, meeting, in_force, proposed, is_open=missing is None),
                waits_for=missing,
                is_intact=in_force is None or in_force.digest == digest_of(in_force),
                said_otherwise=naming.answers_of(shown) if (shown := proposed or in_force) else [],
                marked=_marked(in_force, proposed),
            )
        )
    return ReleasePage(meeting, stages)


def _marked(then: ReleaseStep | None, now: ReleaseStep | None) -> dict[str, list[Stretch]]:
    if then is None or now is None or now.stage != ReleaseStage.PUBLIC:
        return {}
    if (
        max(len(text) for one in (then, now) for text in (one.text_zh, one.text_en))
        > LONGEST_MARKED
    ):
        return {}
    return {
        "zh": stretches(then.text_zh, now.text_zh, lang="zh"),
        "en": stretches(then.text_en, now.text_en, lang="en"),
    }


def nameable(meeting: Meeting) -> list[tuple[str, str]]:
    """Give what of a meeting may be told in public beside the text: keys, and lines to choose by."""
    lines = records_of([meeting])[meeting.pk].nameable()
    here = "zh" if (get_language() or "").startswith("zh") else "en"
    other = "en" if here == "zh" else "zh"
    kinds = {"place": _("Place"), "item": _("Agenda item"), "decision": _("Decision")}
    found = []
    for line in lines:
        kind = str(kinds[line["key"].partition(":")[0]])
        number = f" {line['number']}" if "number" in line else ""
        found.append((line["key"], f"{kind}{number}{colon()}{line[here] or line[other]}"))
    return found


def flagged(actor: Actor, latest: int = LATEST) -> list[Flag]:
    """Give those of the latest releases whose record has changed since, in six queries at most."""
    out = visible_to(actor).filter(state=ReleaseState.RELEASED).select_related("meeting__body")
    steps = list(out.order_by("-settled_at", "-pk")[:latest])
    records = records_of({step.meeting_id: step.meeting for step in steps}.values())
    found = [Flag(step, changes(step, records[step.meeting_id])) for step in steps]
    return [flag for flag in found if flag.changes]


def flags_of(actor: Actor, meeting: Meeting) -> list[Flag]:
    """Give what of a meeting is out, by stage, with what has changed inside since; six queries at most."""
    steps = visible_to(actor).filter(meeting=meeting, state=ReleaseState.RELEASED)
    record = records_of([meeting])[meeting.pk]
    order = list(ReleaseStage)
    ordered = sorted(steps, key=lambda step: order.index(ReleaseStage(step.stage)))
    return [Flag(step, changes(step, record)) for step in ordered]


def _may(
    actor: Actor,
    meeting: Meeting,
    in_force: ReleaseStep | None,
    proposed: ReleaseStep | None,
    *,
    is_open: bool,
) -> frozenset[str]:
    may = set()
    was_held = meeting.state != MeetingState.PLANNED
    if proposed is None and is_open and was_held and policies.can_propose_release(actor, meeting):
        may.add("propose")
    if proposed is not None and policies.can_release(actor, proposed):
        may.add("release")
    if proposed is not None and policies.can_take_release_back(actor, proposed):
        may.add("return")
        if proposed.proposed_by_id == actor.user_id:
            may.add("own")
    if in_force is not None and policies.can_take_release_back(actor, in_force):
        may.add("take_back")
    return frozenset(may)
