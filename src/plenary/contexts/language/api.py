"""Language's door for the other contexts and for whoever assembles an installation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from plenary.contexts.language import policies
from plenary.contexts.language.checking.agreed import Drift, Part, put_name
from plenary.contexts.language.checking.cli import Base
from plenary.contexts.language.checking.engine import check
from plenary.contexts.language.checking.findings import Finding, Verdict
from plenary.contexts.language.checking.source_notes import in_words as source_words
from plenary.contexts.language.checking.terms import Term, TermIndex
from plenary.contexts.language.domains import domain_word
from plenary.contexts.language.forms.checks import CheckForm
from plenary.contexts.language.forms.suggestions import SuggestionForm
from plenary.contexts.language.forms.terms import FilterForm
from plenary.contexts.language.models import Suggestion
from plenary.contexts.language.models import Term as Entry
from plenary.contexts.language.segmenting import LONGEST, parts, sentences
from plenary.contexts.language.selectors import suggestions, terms, ways
from plenary.contexts.language.selectors.agreed import GivenUp, names_given_up, open_names
from plenary.contexts.language.selectors.asked_names import (
    NameAnswer,
    NameQuestion,
    answer_row,
    answered,
    answers_in,
    finding_of,
    name_questions,
    names_fault,
)
from plenary.contexts.language.selectors.checked import Checked, checked
from plenary.contexts.language.selectors.index import has_own_terms, index_in_force
from plenary.contexts.language.selectors.memory import Proposal, proposals
from plenary.contexts.language.selectors.terms import approved as approved_entry
from plenary.contexts.language.services import loading, suggesting
from plenary.shared import clock
from plenary.shared.actor import NOBODY, SYSTEM, Actor

__all__ = [
    "Aid",
    "CheckForm",
    "Checked",
    "Drift",
    "Entry",
    "Finding",
    "GivenUp",
    "LookUp",
    "NameAnswer",
    "NameQuestion",
    "Part",
    "Proposal",
    "Suggestion",
    "SuggestionForm",
    "Term",
    "TermIndex",
    "Verdict",
    "aid_for",
    "answer_row",
    "answered",
    "answers_in",
    "approved_entry",
    "check",
    "checked",
    "domain_word",
    "finding_of",
    "index_in_force",
    "load_shipped_terms",
    "look_up",
    "name_questions",
    "names_fault",
    "names_given_up",
    "open_names",
    "open_suggestions",
    "other_ways",
    "own_terms",
    "parts",
    "proposals",
    "put_name",
    "sentences",
    "source_words",
    "suggest",
    "suggestion_of",
]


@dataclass(frozen=True, slots=True)
class Aid:
    """Where earlier translations of a form's field are shown: as a page, and as a part of one."""

    field: str
    """The field whose text is looked up, as it then stands."""
    url: str
    part_url: str


def aid_for(actor: Actor, field: str, text: str) -> Aid | None:
    """Give where earlier translations of a text are proposed; none to those who do not translate."""
    if not policies.can_use_memory(actor) or not text.strip():
        return None
    address = reverse("language:memory")
    asked = urlencode({"text": text[:LONGEST]})
    return Aid(field, f"{address}?{asked}", f"{address}?{urlencode({'field': field})}")


def load_shipped_terms() -> int:
    """Put the terms that Plenary brings along in force, those that are not there yet."""
    return loading.load_shipped_terms(actor=SYSTEM)


def open_suggestions(actor: Actor) -> int:
    """Count the suggestions that wait for the actor's answer; none, without a query, where it answers none."""
    return suggestions.queue(actor, "open").count() if policies.can_answer(actor) else 0


def other_ways(text: str, *, most: int = 6) -> list[str]:
    """Give how else a search could be put, by the other names of the terms in it, in both languages."""
    return ways.other_ways(text, most=most)


@dataclass(frozen=True, slots=True)
class LookUp:
    """What anybody looks up: the form as it was asked, its words, and the entries that meet it."""

    form: FilterForm
    words: str
    found: QuerySet[Entry]
    near: list[Entry]
    """What may be meant, where nothing meets the words."""


def look_up(asked: QueryDict) -> LookUp:
    """Give approved terms to anybody, those in force today unless another day is asked for."""
    form = FilterForm(asked, domains=terms.domains(NOBODY))
    del form.fields["state"]
    filters = form.filters()
    filters = replace(filters, on=filters.on or clock.today())
    found = terms.listing(NOBODY, filters)
    return LookUp(form, filters.q, found, terms.instead(NOBODY, filters, found))


def suggest(form: SuggestionForm, about: Entry | None) -> str:
    """Keep what somebody without an account suggests, and give its receipt; refused as ``suggest_term`` refuses."""
    suggested = form.suggested(about.pk if about else None)
    return suggesting.suggest_term(actor=NOBODY, suggested=suggested).receipt


def suggestion_of(receipt: str) -> Suggestion | None:
    """Give the suggestion of a receipt."""
    return suggestions.by_receipt(receipt)


def own_terms() -> Base | None:
    """Give the office's own term base and how many names it approves; none where it keeps no terms."""
    if not has_own_terms():
        return None
    index = index_in_force()
    return Base(index, len(index.terms))
