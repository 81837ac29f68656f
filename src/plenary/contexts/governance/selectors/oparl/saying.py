"""What OParl is to say of a committee: everything that its releases in force opened to the public, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from plenary.contexts.governance.enums import (
    DecisionKind,
    OparlKind,
    PaperAccess,
    ReleaseStage,
    ReleaseState,
)
from plenary.contexts.governance.models import PaperVersion, ReleaseStep
from plenary.contexts.governance.selectors.oparl.committees import committee_said
from plenary.contexts.governance.selectors.oparl.objects import Objects, text
from plenary.contexts.governance.selectors.releases.contents import Line
from plenary.kernel.organisations.models import Organisation

SUFFIX = {"zh": "会议公开稿", "en": "Public text of the meeting"}


@dataclass(slots=True)
class Sitting:
    """What is out of one meeting: its public text, and the papers that were let out before it."""

    step: ReleaseStep
    papers: list[PaperVersion] = field(default_factory=list)
    titles: dict[str, Line] = field(default_factory=dict)
    """The papers' titles as they were let out, by the key of the paper's line."""

    @property
    def source(self) -> str:
        """Give the meeting's name among the sources."""
        return f"meeting:{self.step.meeting_id}"


def said_of(committee: Organisation) -> Objects:
    """Give the objects that are to be there of a committee now; none where no public text is out."""
    said = Objects()
    sittings = _sittings(committee)
    if not sittings:
        return said
    organization = committee_said(said, committee)
    for sitting in sittings:
        _meeting_said(said, sitting, organization)
    return said


def _sittings(committee: Organisation) -> list[Sitting]:
    out = ReleaseStep.objects.filter(
        meeting__body=committee,
        state=ReleaseState.RELEASED,
        stage__in=[ReleaseStage.PAPERS, ReleaseStage.PUBLIC],
    )
    steps = list(out.order_by("meeting_id", "pk"))
    sittings = {one.meeting_id: Sitting(one) for one in steps if one.stage == ReleaseStage.PUBLIC}
    before = {one.pk: one for one in steps if one.stage == ReleaseStage.PAPERS}
    for one in before.values():
        if one.meeting_id in sittings:
            sittings[one.meeting_id].titles = {line["key"]: line for line in one.content}
    links = ReleaseStep.papers.through.objects.filter(
        releasestep__in=before, releasestep__meeting__in=sittings
    ).order_by("paperversion__paper_id")
    pairs = list(links.values_list("releasestep_id", "paperversion_id"))
    public = PaperVersion.objects.filter(
        paper__access=PaperAccess.PUBLIC, paper__withdrawn_at=None
    ).select_related("paper", "file")
    versions = public.defer("text").in_bulk([version for _step, version in pairs])
    for step, version in pairs:
        if version in versions:
            sittings[before[step].meeting_id].papers.append(versions[version])
    return list(sittings.values())


def _meeting_said(said: Objects, sitting: Sitting, organization: str) -> None:
    step, source = sitting.step, sitting.source
    told = step.content[0]
    named = [line for line in step.content if line.get("is_named")]
    items = _items_said(said, named, source)
    said.add(
        OparlKind.FILE,
        f"text:{step.meeting_id}",
        name=SUFFIX,
        mimeType="text/plain",
        date=_day(step.settled_at),
        meeting=[said.ref(OparlKind.MEETING, source)],
        accessUrl={"file": True},
        text=text(step.text_zh, step.text_en),
    )
    papers = [_paper_said(said, sitting, one, organization) for one in sitting.papers]
    said.add(
        OparlKind.MEETING,
        source,
        name=text(told["zh"], told["en"]),
        meetingState={"zh": "已召开", "en": "held"},
        cancelled=False,
        start={"day": told["held_on"]} if told["held_on"] else None,
        organization=[said.ref(OparlKind.ORGANIZATION, organization)],
        location=_place_said(said, named, source),
        resultsProtocol=said.inside(OparlKind.FILE, f"text:{step.meeting_id}"),
        auxiliaryFile=[said.inside(OparlKind.FILE, one) for one in papers],
        agendaItem=[said.inside(OparlKind.ITEM, one) for one in items],
    )


def _items_said(said: Objects, named: Iterable[Line], source: str) -> list[str]:
    """Say each item that is named with what was decided on it; a decision on no item stands by itself."""
    decided: defaultdict[str, list[Line]] = defaultdict(list)
    lines = [line for line in named if line["key"].startswith("item:")]
    for line in named:
        if line["key"].startswith("decision:"):
            if line["item"]:
                decided[f"item:{line['item']}"].append(line)
            else:
                lines.append(line)
    for order, line in enumerate(lines, start=1):
        is_item = line["key"].startswith("item:")
        outcomes = decided[line["key"]] if is_item else [line]
        said.add(
            OparlKind.ITEM,
            line["key"],
            meeting=said.ref(OparlKind.MEETING, source),
            number=str(line["number"]) if is_item else None,
            order=order,
            name=text(line["zh"], line["en"]),
            public=True,
            result={"words": [_outcome(one["kind"]) for one in outcomes]} if outcomes else None,
            resolutionText=_joined(outcomes),
        )
    return [line["key"] for line in lines]


def _paper_said(said: Objects, sitting: Sitting, version: PaperVersion, organization: str) -> str:
    """Say a paper, its file, and its being dealt with at the meeting; give the file's source."""
    paper = version.paper
    source, file = f"paper:{paper.pk}", f"version:{version.pk}"
    item = f"item:{paper.item_id}"
    title = sitting.titles.get(source, {"zh": "", "en": ""})
    meeting = said.ref(OparlKind.MEETING, sitting.source)
    said.add(
        OparlKind.FILE,
        file,
        name=text(title["zh"], title["en"]),
        fileName=version.file_name,
        mimeType=version.file.media_type,
        size=version.file.size,
        date=_day(sitting.step.settled_at),
        accessUrl={"file": True},
        downloadUrl={"file": True},
        meeting=[meeting],
        paper=[said.ref(OparlKind.PAPER, source)],
    )
    said.add(
        OparlKind.CONSULTATION,
        source,
        paper=said.ref(OparlKind.PAPER, source),
        meeting=meeting,
        agendaItem=said.ref(OparlKind.ITEM, item) if said.has(OparlKind.ITEM, item) else None,
        organization=[said.ref(OparlKind.ORGANIZATION, organization)],
    )
    said.add(
        OparlKind.PAPER,
        source,
        body={"body": True},
        name=text(title["zh"], title["en"]),
        date=_day(sitting.step.settled_at),
        mainFile=said.inside(OparlKind.FILE, file),
        consultation=[said.inside(OparlKind.CONSULTATION, source)],
    )
    return file


def _place_said(said: Objects, named: Iterable[Line], source: str) -> dict[str, Any] | None:
    line = next((one for one in named if one["key"] == "place"), None)
    if line is None:
        return None
    said.add(
        OparlKind.LOCATION,
        source,
        description=text(line["zh"], line["en"]),
        streetAddress=text(line["address_zh"], line["address_en"]),
        meetings=[said.ref(OparlKind.MEETING, source)],
    )
    return said.inside(OparlKind.LOCATION, source)


def _joined(outcomes: list[Line]) -> dict[str, str] | None:
    sides = {side: "\n".join(one[side] for one in outcomes if one[side]) for side in ("zh", "en")}
    return text(sides["zh"], sides["en"]) if outcomes else None


def _outcome(kind: str) -> str:
    return DecisionKind(kind).value


def _day(moment: Any) -> str:
    return timezone.localtime(moment).date().isoformat()
