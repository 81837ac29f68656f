"""Names a task after the clause or the decision that it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plenary.contexts.governance.drafting.decisions import (
    CHINESE,
    ENGLISH,
    OF_HEARING,
    OF_STUDY,
)
from plenary.contexts.governance.drafting.writing import capital, clause
from plenary.kernel.text.wording import in_en, in_zh
from plenary.readout.chinese.kinds import assignment

_DEMAND = re.compile(
    r"要(?![点素害求是因件领闻义务道隘塞案旨犯津略]|约(?![谈束请定])|目(?![标的光前])|价(?![格值])|职(?![责工能])|地(?![方区])|人(?![人才员民]))"
)
"""How a clause begins that asks for something: 要优化国际语言环境 is the task 优化国际语言环境."""
_LAST = re.compile(r"(?<=.)[，。；](?P<clause>[^，。；]+)$")


def task_title_zh(text: str) -> str:
    """Name a task in Chinese: the matter itself, without what makes a demand or a decision of it."""
    bare = _matter(text, (in_zh(one) for one in (*CHINESE.values(), OF_STUDY[0], OF_HEARING[0])))
    bare = _without_units(bare)
    return _DEMAND.sub("", bare, count=1) if _DEMAND.match(bare) else bare


def _without_units(text: str) -> str:
    """Leave out, at the end, who does it, which stands in the task's units; not what is to be done (强化部门配合)."""
    while (last := _LAST.search(text)) and assignment(last["clause"]):
        text = text[: last.start()]
    return text


def task_title_en(text: str) -> str:
    """Name a task in English likewise, with a capital."""
    patterns = (in_en(one) for one in (*ENGLISH.values(), OF_STUDY[1], OF_HEARING[1]))
    return capital(_matter(text, patterns))


def _matter(text: str, patterns: Iterable[str]) -> str:
    """Give what a decision that was worded by itself is about; of any other text its words without the end."""
    for pattern in patterns:
        before, after = pattern.split("{item}")
        if text.startswith(before) and text.endswith(after) and len(text) > len(before + after):
            return clause(text[len(before) : len(text) - len(after)])
    return clause(text)
