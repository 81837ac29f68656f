"""What others may hear of mails."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MailGivenUp:
    """A mail was refused so often, or so firmly, that it is tried no more; ``why`` are the server's words."""

    message_id: str
    why: str


@dataclass(frozen=True, slots=True)
class MailTakenAtLast:
    """A mail went out that the server had refused before."""

    message_id: str
