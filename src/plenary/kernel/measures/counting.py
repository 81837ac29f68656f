"""Which of the reported figures count: no day of a unit is counted twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from plenary.kernel.measures.models import Figure


def counted_figures(figures: Iterable[Figure]) -> list[Figure]:
    """Give the figures to add up: of those of one unit whose periods overlap, the longest.

    Where a unit has reported two quarters and then the half-year, the half-year's figure counts and
    the quarters' do not.
    """
    taken: dict[tuple[str, int | None], list[Figure]] = defaultdict(list)
    counted = []
    for figure in sorted(figures, key=_longest_first):
        others = taken[figure.measure, figure.unit_id]
        if not any(_overlap(figure, other) for other in others):
            others.append(figure)
            counted.append(figure)
    return sorted(counted, key=lambda figure: (figure.starts_on, figure.pk))


def _longest_first(figure: Figure) -> tuple[int, int, int]:
    return (
        -(figure.ends_on - figure.starts_on).days,
        -figure.starts_on.toordinal(),
        -figure.pk,
    )


def _overlap(one: Figure, other: Figure) -> bool:
    return one.starts_on <= other.ends_on and other.starts_on <= one.ends_on
