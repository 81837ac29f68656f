"""The smallest valid records of the term base, one function each."""

from itertools import count

from plenary.contexts.language.exchange.entry import Entry, Name
from plenary.contexts.language.services import deciding, suggesting, writing
from plenary.shared.actor import NOBODY, SYSTEM
from tests.factories import grant_role, user

_number = count(1)


def entry(**fields):
    """An entry with both names."""
    n = next(_number)
    return Entry(**{"name_zh": f"外事{n}科", "name_en": f"Foreign Section {n}", **fields})


def draft(actor=SYSTEM, **fields):
    """A draft."""
    return writing.draft_term(actor=actor, entry=entry(**fields))


def proposal(actor=SYSTEM, **fields):
    """A proposed entry."""
    return writing.draft_term(actor=actor, entry=entry(**fields), proposes=True)


def approved(actor=SYSTEM, approver=SYSTEM, **fields):
    """An entry in force."""
    term = proposal(actor, **fields)
    return deciding.approve_term(actor=approver, term_id=term.pk, seen_version=term.version)


def suggestion(actor=NOBODY, **fields):
    """A suggestion of a reader."""
    n = next(_number)
    suggested = suggesting.Suggested(**{"name_zh": f"建议{n}", "name_en": f"Advice {n}", **fields})
    return suggesting.suggest_term(actor=actor, suggested=suggested)


def editor(**fields):
    """An editor's account."""
    return grant_role(user(**fields), "editor")


def translator(**fields):
    """A translator's account."""
    return grant_role(user(**fields), "translator")


def forbidden(text, side="en", reason=""):
    """A name that must not be used."""
    return Name(side, text, "forbidden", reason)


def accepted(text, side="en", reason=""):
    """A name that may be used as well."""
    return Name(side, text, "accepted", reason)
