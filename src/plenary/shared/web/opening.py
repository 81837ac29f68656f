"""How long a form was open: a signed moment in the form itself, of which nothing is kept about anybody."""

from __future__ import annotations

import time

from django.core import signing
from django.http import HttpRequest

FIELD = "opened"
SALT = "plenary.form-opened"


def opened(request: HttpRequest) -> str:
    """Give the signed moment at which a form is shown first; shown again with faults, it keeps its own."""
    sent = str(request.POST.get(FIELD, ""))
    return sent if _moment(sent) is not None else signing.dumps(int(time.time()), salt=SALT)


def seconds_open(request: HttpRequest) -> int | None:
    """Give for how many seconds the form that was sent had been open; none where that is not known."""
    moment = _moment(str(request.POST.get(FIELD, "")))
    return None if moment is None else max(int(time.time()) - moment, 0)


def _moment(signed: str) -> int | None:
    try:
        return int(signing.loads(signed, salt=SALT))
    except signing.BadSignature:
        return None
