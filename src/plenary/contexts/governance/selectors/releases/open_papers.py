"""The public papers that are out, called as they were when they were let out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plenary.contexts.governance.enums import ReleaseStage, ReleaseState
from plenary.contexts.governance.models import PaperVersion, ReleaseStep


@dataclass(frozen=True, slots=True)
class OpenPaper:
    """A version that was let out, with its title of that day, which the record may have changed."""

    version: PaperVersion
    title_zh: str
    title_en: str


def as_released(versions: Iterable[PaperVersion]) -> list[OpenPaper]:
    """Give versions that are out with their titles as released, in one query more."""
    every = list(versions)
    steps = ReleaseStep.objects.filter(
        meeting__in={one.paper.meeting_id for one in every},
        stage=ReleaseStage.PAPERS,
        state=ReleaseState.RELEASED,
    )
    told = {
        line["key"]: line for content in steps.values_list("content", flat=True) for line in content
    }
    lines = [(one, told[f"paper:{one.paper_id}"]) for one in every]
    return [OpenPaper(one, line["zh"], line["en"]) for one, line in lines]
