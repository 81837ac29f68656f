"""Moves entries on: proposes, approves, sends back and retires them."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.contexts.language import policies
from plenary.contexts.language.enums import TermState
from plenary.contexts.language.events import TermApproved, TermRetired
from plenary.contexts.language.models import Term
from plenary.contexts.language.selectors import terms
from plenary.contexts.language.services.base import count_up, lock_base
from plenary.contexts.language.services.writing import checked
from plenary.contexts.language.workflows import TERM_FLOW
from plenary.kernel.audit.recording import authorise, changes_since, lock, record, save, snapshot
from plenary.kernel.text.validators import need_reason
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Forbidden, Refused, Stale
from plenary.shared.events import announce
from plenary.shared.web.filters import moment

LONGEST_WORD = 1000
"""How many characters of a reason or an answer about an entry are kept."""


@transaction.atomic
def propose_term(*, actor: Actor, term_id: int, seen_version: int | None) -> Term:
    """Put a draft before those who approve. Refused while one of the two names is missing."""
    term = lock(terms.visible_to(actor), pk=term_id, version=seen_version)
    authorise(actor, policies.can_write, term)
    state = TERM_FLOW.after(term.state, "propose")
    checked(terms.entry_of(term), is_whole=True)
    before = snapshot(term)
    term.state = state
    save(term, fields=["state"])

    record(actor=actor, action="language.term.proposed", subject=term, before=before)
    return term


@transaction.atomic
def approve_term(*, actor: Actor, term_id: int, seen_version: int | None) -> Term:
    """Put a proposed entry in force, in the place of its revision before.

    Forbidden to everybody who had a hand in it. ``Stale`` where somebody else has just approved it
    or changed it. Refused where another approved entry has the same Chinese name, kind of text and
    domain at the same time. Announces ``TermApproved``.
    """
    base = lock_base()
    term = lock(terms.visible_to(actor), pk=term_id)
    _refuse_late(term, seen_version)
    if policies.can_write(actor) and policies.is_writer(actor, term):
        raise Forbidden(_("You had a hand in this entry: somebody else approves it."))
    authorise(actor, policies.can_approve, term)
    state = TERM_FLOW.after(term.state, "approve")
    refuse_rivals(term)
    _replace(actor, term)
    before = snapshot(term)
    term.state = state
    term.approved_by_id, term.approved_by_name = actor.user_id, actor.name
    term.approved_at = clock.now()
    save(term, fields=["state", "approved_by_id", "approved_by_name", "approved_at"])

    record(actor=actor, action="language.term.approved", subject=term, before=before)
    count_up(base)
    announce(TermApproved(term_id=term.pk))
    return term


@transaction.atomic
def send_back_term(*, actor: Actor, term_id: int, seen_version: int | None, reason: str) -> Term:
    """Make a proposal a draft again, with a reason. Forbidden to whoever wrote it."""
    term = lock(terms.visible_to(actor), pk=term_id, version=seen_version)
    authorise(actor, policies.can_approve, term)
    why = need_reason(reason, most=LONGEST_WORD)
    before = snapshot(term)
    term.state = TERM_FLOW.after(term.state, "send_back")
    save(term, fields=["state"])

    record(
        actor=actor,
        action="language.term.sent_back",
        subject=term,
        before=before,
        note={"reason": why},
    )
    return term


@transaction.atomic
def retire_term(*, actor: Actor, term_id: int, seen_version: int | None, reason: str) -> Term:
    """Take an entry out of use, with a reason; it stays to be read. Announces ``TermRetired``."""
    base = lock_base()
    term = lock(terms.visible_to(actor), pk=term_id, version=seen_version)
    authorise(actor, policies.can_retire, term)
    why = need_reason(reason, most=LONGEST_WORD)
    before = snapshot(term)
    term.state = TERM_FLOW.after(term.state, "retire")
    save(term, fields=["state"])

    record(
        actor=actor,
        action="language.term.retired",
        subject=term,
        before=before,
        note={"reason": why},
    )
    count_up(base)
    announce(TermRetired(term_id=term.pk))
    return term


def refuse_rivals(term: Term) -> None:
    """Refuse where another entry in force says what is preferred for the same kind and time."""
    rival = terms.rivals(term).first()
    if rival is None:
        return
    raise Refused(
        _(
            "“%(name)s” is approved as “%(english)s” for the same kind of text, domain and time. Let"
            " that entry end earlier, name this one there as accepted, or give it another domain."
        )
        % {"name": rival.name_zh, "english": rival.name_en}
    )


def _refuse_late(term: Term, seen_version: int | None) -> None:
    """Say who was first where an entry has been approved, or changed, since it was looked at."""
    if term.state == TermState.APPROVED:
        raise Stale(
            _("%(name)s approved this entry already, on %(at)s. Nothing more is to be done.")
            % {"name": term.approved_by_name, "at": moment(term.approved_at)}
        )
    if seen_version is not None and term.version != seen_version:
        raise Stale(changes=changes_since(term, seen_version))


def _replace(actor: Actor, term: Term) -> None:
    """Retire the approved revision before."""
    for earlier in Term.objects.select_for_update().filter(
        code=term.code, state=TermState.APPROVED
    ):
        before = snapshot(earlier)
        earlier.state = TERM_FLOW.after(earlier.state, "retire")
        save(earlier, fields=["state"])
        record(actor=actor, action="language.term.replaced", subject=earlier, before=before)
