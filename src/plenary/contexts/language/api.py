"""Language's door for the other contexts and for whoever assembles an installation."""

from plenary.contexts.language.checking.engine import check
from plenary.contexts.language.checking.findings import Finding, Verdict
from plenary.contexts.language.checking.terms import Term, TermIndex
from plenary.contexts.language.selectors.index import index_in_force
from plenary.contexts.language.services import loading
from plenary.shared.actor import SYSTEM

__all__ = [
    "Finding",
    "Term",
    "TermIndex",
    "Verdict",
    "check",
    "index_in_force",
    "load_shipped_terms",
]


def load_shipped_terms() -> int:
    """Put the terms that Plenary brings along in force, those that are not there yet."""
    return loading.load_shipped_terms(actor=SYSTEM)
