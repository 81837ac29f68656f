"""The checker for programs: pairs of texts are judged with the term base in force, and nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Body, Router
from pydantic import Field

from plenary.contexts.language.checking.engine import check
from plenary.contexts.language.checking.findings import Side, State
from plenary.contexts.language.checking.output import as_json
from plenary.contexts.language.checking.terms import Profile
from plenary.contexts.language.forms.checks import LONGEST
from plenary.contexts.language.selectors.index import index_in_force
from plenary.kernel.accounts.bearer import needs
from plenary.shared.web.request import Request
from plenary.shared.web.rest.answering import MEDIA_TYPE, encoded
from plenary.shared.web.rest.reading import Day, Plain, Sent

router = Router(tags=["language"])
CHECKS: dict[str, Any] = needs("texts:check")
MOST = 20
"""How many pairs one request may carry."""

Text = Annotated[str, Field(max_length=LONGEST), Plain]


class PairSent(Sent):
    """A Chinese text and its English, the kind of text, and the day on which it was set or written."""

    zh: Text
    en: Text
    profile: Profile | None = None
    on: Day | None = None


class PairsSent(Sent):
    """Pairs of texts to be checked."""

    pairs: Annotated[tuple[PairSent, ...], Field(min_length=1, max_length=MOST)]


@dataclass(frozen=True, slots=True)
class FindingShape:
    """A fault with its proof, or without ``proof`` something that a person should look at."""

    rule: str
    type: str
    side: Side
    start: int
    end: int
    proof: bool
    reason_zh: str
    reason_en: str
    source: str
    proposal: str


@dataclass(frozen=True, slots=True)
class VerdictShape:
    """``pass``: an approved pair; ``fault``: with proof; ``person``: nobody has judged it yet."""

    verdict: State
    findings: list[FindingShape]


@dataclass(frozen=True, slots=True)
class VerdictsShape:
    """A verdict for each pair, in their order."""

    items: list[VerdictShape]


@router.post("/checks", response=VerdictsShape, url_name="rest-checks", **CHECKS)
def checks(request: Request, given: Annotated[PairsSent, Body()]) -> HttpResponse:
    """Check pairs of texts; ``start`` and ``end`` count the characters of the finding's side."""
    terms = index_in_force()
    items = [
        as_json(check(pair.zh, pair.en, profile=pair.profile or "", on=pair.on, terms=terms))
        for pair in given.pairs
    ]
    return HttpResponse(encoded({"items": items}), content_type=MEDIA_TYPE)
