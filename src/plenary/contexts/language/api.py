"""Language's door for the other contexts."""

from plenary.contexts.language.checking.terms import Term

__all__ = ["Term"]
