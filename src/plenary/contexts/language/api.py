"""Language's door for the other contexts and for whoever assembles an installation."""

from plenary.contexts.language.checking.terms import Term
from plenary.contexts.language.services import loading
from plenary.shared.actor import SYSTEM

__all__ = ["Term", "load_shipped_terms"]


def load_shipped_terms() -> int:
    """Put the terms that Plenary brings along in force, those that are not there yet."""
    return loading.load_shipped_terms(actor=SYSTEM)
