"""What a service may refuse with; one middleware turns each into its answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _


class PlenaryError(Exception):
    """A refusal. ``sentence`` says in the user's language what is wrong and where."""

    status = 400
    sentence: Any = _("That did not work.")

    def __init__(self, sentence: Any = None) -> None:
        super().__init__(sentence)
        self.changes: dict[str, tuple[Any, Any]] = {}
        self.fields: dict[str, Any] = {}
        if sentence is not None:
            self.sentence = sentence

    def __str__(self) -> str:
        """Give the sentence in the language in force now."""
        return str(self.sentence)


class NotFound(PlenaryError):
    """There is no such record, or the actor may not know of it: both answer alike."""

    status = 404
    sentence = _("There is no such record, or it is not open to you.")


class Forbidden(PlenaryError):
    """The actor may see the record but not do this to it."""

    status = 403
    sentence = _("Your role does not allow this.")


class Stale(PlenaryError):
    """Somebody else saved the record first. ``changes`` maps field to (seen before, now)."""

    status = 409
    sentence = _("Somebody else has changed this record since you opened it.")

    def __init__(
        self, sentence: Any = None, *, changes: Mapping[str, tuple[Any, Any]] | None = None
    ) -> None:
        super().__init__(sentence)
        self.changes = dict(changes or {})


class Refused(PlenaryError):
    """The request breaks a rule of the work. ``fields`` maps a form field to its sentence."""

    status = 422
    sentence = _("This is refused by a rule of the work.")

    def __init__(self, sentence: Any = None, *, fields: Mapping[str, Any] | None = None) -> None:
        super().__init__(sentence)
        self.fields = dict(fields or {})


class Dangling(Refused, NotFound):
    """A field names a record that is not there, or of which the actor may not know: both are refused alike.

    What is written itself is there; so the answer is a refusal that names the field, not 404.
    """

    def __init__(self, field: str) -> None:
        super().__init__(NotFound.sentence, fields={field: NotFound.sentence})
