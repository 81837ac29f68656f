"""What a program sends, read strictly: what makes no sense is refused with the name of its field."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from plenary.shared import clock
from plenary.shared.characters import plain
from plenary.shared.errors import Refused

LARGEST = 2**63 - 1
MOST = 100
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Key = Annotated[int, Field(ge=1, le=LARGEST)]
"""The key of a record."""


def _written_as_date(given: Any) -> Any:
    """Let pydantic read dates alone: it takes a number for the seconds since 1970."""
    if isinstance(given, str) and _DATE.fullmatch(given):
        return given
    raise PydanticCustomError("date_form", "a date is written as 2025-07-01")


Day = Annotated[
    dt.date, BeforeValidator(_written_as_date), Field(ge=clock.EARLIEST, le=clock.LATEST)
]
"""A day within the years that work is planned in."""

Plain = AfterValidator(plain)
"""Takes out of a text what no text has; what a form's text loses on its way too."""

_STRANGE = _("There is no such field here.")
_TWICE = _("This is given more than once.")
_SENTENCES = {
    "int": _("This must be a whole number."),
    "date": _("This must be a date such as 2025-07-01."),
    "bool": _("This must be true or false."),
    "missing": _("This is needed."),
    "extra": _STRANGE,
    "literal": _("This is none of the choices."),
    "enum": _("This is none of the choices."),
    "greater": _("This is out of range."),
    "less": _("This is out of range."),
    "string_too_long": _("This is too long."),
    "too_long": _("These are too many."),
}
_OTHERWISE = _("This cannot be read.")


class Paged(BaseModel):
    """Which page of the records is wanted; records come by their ids, so that none is missed or repeated."""

    model_config = ConfigDict(extra="forbid")

    after: Annotated[int, Field(ge=0, le=LARGEST, description="The last id of the page before")] = 0
    limit: Annotated[int, Field(ge=1, le=MOST)] = MOST


class Sent(BaseModel):
    """The body of a request: what it does not know is refused."""

    model_config = ConfigDict(extra="forbid")


class WrongValues(Refused):
    """Some of what was sent cannot be read."""

    sentence = _("Some of what was sent cannot be read.")


def wrong_values(errors: Iterable[Mapping[str, Any]]) -> WrongValues:
    """Turn what the reading of a request found into a refusal with a sentence for each field."""
    return WrongValues(fields={_place(one["loc"]): _sentence(one["type"]) for one in errors})


def refuse_unknown(request: HttpRequest, known: type[BaseModel]) -> None:
    """Refuse a filter that does not exist, or stands there twice: it must not give more than was meant."""
    wrong = dict.fromkeys((one for one in request.GET if one not in known.model_fields), _STRANGE)
    wrong |= {name: _TWICE for name, given in request.GET.lists() if len(given) > 1}
    if wrong:
        raise WrongValues(fields=wrong)


def _place(path: Iterable[Any]) -> str:
    parts = [str(part) for part in path]
    return ".".join(part for part in parts[1:] if part not in {"given", "asked"}) or parts[0]


def _sentence(kind: str) -> Any:
    found = (sentence for start, sentence in _SENTENCES.items() if kind.startswith(start))
    return next(found, _OTHERWISE)
