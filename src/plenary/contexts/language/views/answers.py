"""What the term base's views share: the form's page, and the history told in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.contexts.language.domains import domain_word
from plenary.contexts.language.enums import Profile
from plenary.contexts.language.exchange.differences import Difference, changes_of, read_noted
from plenary.contexts.language.exchange.entry import UNDATED, Entry
from plenary.contexts.language.sentences import FIELD_WORDS
from plenary.kernel.audit.models import AuditRow
from plenary.shared.web.record_form import RecordForm
from plenary.shared.web.request import Request, need, typed

__all__ = ["WORDS", "Crumbs", "Told", "form_page", "need", "query_of", "told", "typed"]

Crumbs = Sequence[tuple[str, Any]]
Change = tuple[Any, str, str]
"""What a field is called, what it was and what it is."""

WORDS: dict[str, Any] = {
    "language.term.drafted": gettext_lazy("wrote the entry"),
    "language.term.edited": gettext_lazy("changed the entry"),
    "language.term.revised": gettext_lazy("began a new revision"),
    "language.term.proposed": gettext_lazy("proposed it"),
    "language.term.sent_back": gettext_lazy("sent it back"),
    "language.term.approved": gettext_lazy("approved it"),
    "language.term.replaced": gettext_lazy("replaced it by the next revision"),
    "language.term.retired": gettext_lazy("retired it"),
    "language.term.loaded": gettext_lazy("loaded it with Plenary"),
    "language.term.imported": gettext_lazy("brought it in from a file"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A change: when, by whom, what, what was before and after, and why."""

    at: dt.datetime
    who: str
    what: Any
    changes: list[Change]
    why: str


def told(rows: Iterable[AuditRow]) -> list[Told]:
    """Give the changes in words, in the order of the rows."""
    return [
        Told(
            at=row.at,
            who=row.actor_name,
            what=WORDS.get(row.action, row.action),
            changes=_changes(row),
            why=str(row.facts.get("reason", "")),
        )
        for row in rows
    ]


def form_page(
    request: Request, form: RecordForm, *, title: Any, crumbs: Crumbs, **more: Any
) -> HttpResponse:
    """Show a record's form under its title; the last crumb is the way back."""
    context = {
        "form": form,
        "title": title,
        "crumbs": crumbs,
        "back": crumbs[-1][0],
        "save": _("Save"),
        "proposes": False,
        "intro": "",
        **more,
    }
    return render(request, "language/record_form.html", context, status=form.status)


def query_of(request: Request) -> str:
    """Give the address's query without its page, for the pager's links."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()


def in_words(changes: Iterable[Difference]) -> list[Change]:
    """Give differences as people read them: what a field is called, and a choice by its word."""
    return [(FIELD_WORDS[key], _told(key, was), _told(key, now)) for key, was, now in changes]


def _told(key: str, value: Any) -> str:
    if key == "profile":
        return str(dict(Profile.choices).get(value, value))
    if key == "source_on" and value == UNDATED:
        return _("the source states none")
    if key == "is_source_undated":
        return _("yes") if value else _("no")
    return domain_word(value) if key == "domain" and value else str(value or "")


def _changes(row: AuditRow) -> list[Change]:
    """Give what an edit changed: field, before, after."""
    if row.action != "language.term.edited":
        return []
    after = row.changed_to
    plain = [(key, row.before.get(key), after[key]) for key in FIELD_WORDS if key in after]
    names = [Entry(names=read_noted(row.facts.get(key, ()))) for key in ("names_before", "names")]
    return in_words([*plain, *changes_of(*names)])
