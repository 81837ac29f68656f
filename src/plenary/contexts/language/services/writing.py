"""Writes entries: drafts them, changes them, and begins the next revision of an approved one."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.language import policies
from plenary.contexts.language.enums import TermState
from plenary.contexts.language.exchange.differences import noted
from plenary.contexts.language.exchange.entry import UNDATED, Entry, Name, day, faults
from plenary.contexts.language.models import Designation, Term, TermToken
from plenary.contexts.language.selectors import terms
from plenary.contexts.language.sentences import field_of, sentence
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.search.cutting import token_set
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused, Stale

PLAIN = (
    "name_zh",
    "name_en",
    "profile",
    "domain",
    "definition_zh",
    "definition_en",
    "note",
    "source",
)
"""The fields of an entry that are texts in the table as well."""


@transaction.atomic
def draft_term(*, actor: Actor, entry: Entry, proposes: bool = False) -> Term:
    """Write a new entry, as a draft or at once as a proposal.

    Refused without a name, to be proposed without both; for wrong days, repeated names, a secrecy
    marking, and a code that another entry has.
    """
    authorise(actor, policies.can_write)
    entry = checked(entry, is_whole=proposes)
    if entry.code and Term.objects.filter(code=entry.code).exists():
        refusal = _("Another entry has this code.")
        raise Refused(refusal, fields={"code": refusal})
    term = new_term(actor, replace(entry, code=entry.code or new_code()))
    term.state = TermState.PROPOSED if proposes else TermState.DRAFT
    term.save()
    keep_names([(term, entry.names)])

    record(actor=actor, action="language.term.drafted", subject=term, note=_names_note(entry))
    return term


@transaction.atomic
def edit_term(*, actor: Actor, term_id: int, seen_version: int | None, entry: Entry) -> Term:
    """Change a draft or a proposal; who does has had a hand in it and cannot approve it.

    Refused as drafting is, and for an approved or retired entry: that is revised.
    """
    term = lock(terms.visible_to(actor), pk=term_id, version=seen_version)
    authorise(actor, policies.can_write, term)
    if term.state not in terms.OPEN_STATES:
        raise Refused(_("An approved entry is not changed: begin a new revision of it."))
    entry = checked(entry, is_whole=term.state == TermState.PROPOSED)
    before, was = snapshot(term), terms.entry_of(term)
    changed = fill(term, entry)
    if was.names != entry.names:
        keep_names([(term, entry.names)])
    elif changed:
        keep_tokens([(term, entry.names)])
    sign(term, actor)
    save(term, fields=[*changed, "written_by_id", "writer_ids"])

    note = _names_note(entry, was) if was.names != entry.names else None
    record(actor=actor, action="language.term.edited", subject=term, before=before, note=note)
    return term


@transaction.atomic
def revise_term(*, actor: Actor, term_id: int, proposed: Entry | None = None) -> Term:
    """Begin the next revision of an approved entry, which stays in force until that is approved.

    It is a draft that says the same, or at once a proposal that says what is ``proposed``. ``Stale``
    where somebody has begun one already; refused for an entry that is not approved, and as drafting is.
    """
    term = lock(terms.visible_to(actor), pk=term_id)
    authorise(actor, policies.can_write, term)
    if term.state != TermState.APPROVED:
        raise Refused(_("Only an approved entry is revised; a draft is edited."))
    if Term.objects.filter(code=term.code, state__in=terms.OPEN_STATES).exists():
        raise Stale(_("Somebody has begun a revision of this entry already."))
    entry = checked(proposed, is_whole=True) if proposed else terms.entry_of(term)
    made = next_revision(actor, term, entry)
    made.state = TermState.PROPOSED if proposed else TermState.DRAFT
    made.save()
    keep_names([(made, entry.names)])

    note = _names_note(entry) if proposed else None
    record(actor=actor, action="language.term.revised", subject=made, note=note)
    return made


def checked(entry: Entry, *, is_whole: bool) -> Entry:
    """Give the entry tidied; refused, with each sentence at its field, for what is wrong with it."""
    entry = entry.tidy()
    refuse_secrecy(*entry.texts())
    if found := faults(entry, is_whole=is_whole):
        fields = {field_of(*fault): sentence(*fault) for fault in reversed(found)}
        raise Refused(sentence(*found[0]), fields=fields)
    return entry


def new_code() -> str:
    """Give a code that no other entry has."""
    return f"t-{secrets.token_hex(6)}"


def new_term(actor: Actor, entry: Entry) -> Term:
    """Give an entry's record, not saved yet, written by the actor."""
    term = Term(code=entry.code)
    fill(term, entry)
    sign(term, actor)
    return term


def next_revision(actor: Actor, term: Term, entry: Entry) -> Term:
    """Give the record of a draft after an approved entry, not saved yet."""
    made = new_term(actor, replace(entry, code=term.code))
    last = Term.objects.filter(code=term.code).order_by("-revision").first()
    made.revision = (last.revision if last else term.revision) + 1
    return made


def fill(term: Term, entry: Entry) -> list[str]:
    """Set what an entry says and give the fields that are other than before."""
    values = {name: getattr(entry, name) for name in PLAIN}
    values |= {name: day(getattr(entry, name)) for name in ("valid_from", "valid_to")}
    is_undated = entry.source_on == UNDATED
    values |= {"is_source_undated": is_undated}
    values |= {"source_on": None if is_undated else day(entry.source_on)}
    changed = [name for name, value in values.items() if getattr(term, name) != value]
    for name in changed:
        setattr(term, name, values[name])
    return changed


def sign(term: Term, actor: Actor) -> None:
    """Note that the actor had a hand in the entry."""
    term.written_by_id = actor.user_id
    if actor.user_id is not None and actor.user_id not in term.writer_ids:
        term.writer_ids = [*term.writer_ids, actor.user_id]


def keep_names(written: Iterable[tuple[Term, tuple[Name, ...]]]) -> None:
    """Write the other names of entries in place of those before, and by which words all are found."""
    pairs = list(written)
    Designation.objects.filter(term__in=[term.pk for term, _names in pairs]).delete()
    Designation.objects.bulk_create(
        [
            Designation(term=term, side=n.side, text=n.text, standing=n.standing, reason=n.reason)
            for term, names in pairs
            for n in names
        ],
        batch_size=500,
    )
    keep_tokens(pairs)


def keep_tokens(written: Iterable[tuple[Term, tuple[Name, ...]]]) -> None:
    """Write by which pairs of characters and words entries are found."""
    pairs = list(written)
    TermToken.objects.filter(term__in=[term.pk for term, _names in pairs]).delete()
    TermToken.objects.bulk_create(
        [
            TermToken(term=term, token=token)
            for term, names in pairs
            for token in _tokens(term, names)
        ],
        batch_size=2000,
    )


def _tokens(term: Term, names: tuple[Name, ...]) -> list[str]:
    text = "\n".join([term.name_zh, term.name_en, *(name.text for name in names)])
    return sorted({token[: terms.LONGEST_TOKEN] for token in token_set(text)})


def _names_note(entry: Entry, was: Entry | None = None) -> dict[str, list[str]]:
    before = {"names_before": noted(was.names)} if was else {}
    return {"names": noted(entry.names), **before}
