"""The register of the rules: what each proves, of which kinds of text, in which days, and where it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import cache
from operator import attrgetter

from plenary.contexts.language.checking.findings import Rule, rulebook
from plenary.contexts.language.checking.rules import patterns

HEAD = ("rule", "kind", "profiles", "since", "until", "reason_zh", "reason_en", "source")


@cache
def rules() -> tuple[Rule, ...]:
    """Give every rule by its id, those of the code and those that are patterns."""
    return tuple(sorted((*rulebook().values(), *patterns.rules()), key=attrgetter("id")))


def as_csv() -> Iterator[str]:
    """Give the register as a table, line by line."""
    for cells in (HEAD, *map(_cells, rules())):
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(cells)
        yield line.getvalue()


def _cells(rule: Rule) -> tuple[str, ...]:
    """Leave the profiles empty for a rule of every kind of text, the days for one of all times."""
    days = (rule.since, rule.until)
    return (rule.id, rule.kind, rule.profiles, *days, rule.zh, rule.en, rule.source)
