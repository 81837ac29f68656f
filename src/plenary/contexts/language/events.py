"""What the term base announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TermApproved:
    """A term is in force from now on."""

    term_id: int


@dataclass(frozen=True, slots=True)
class TermRetired:
    """A term is in force no longer."""

    term_id: int


@dataclass(frozen=True, slots=True)
class SuggestionMade:
    """Somebody has suggested a term or a better one."""

    suggestion_id: int


@dataclass(frozen=True, slots=True)
class SuggestionDecided:
    """A suggestion has been accepted or declined."""

    suggestion_id: int
