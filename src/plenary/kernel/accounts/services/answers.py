"""Does what a program asks once for each key that it chooses, however often it asks."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.kernel.accounts.models import ApiAnswer, ApiToken
from plenary.shared import clock
from plenary.shared.errors import Refused

DAY = dt.timedelta(days=1)
_KEY = re.compile(r"[A-Za-z0-9._-]{8,100}")


@transaction.atomic
def answer_once(
    *, token: ApiToken, key: str | None, asked: bytes, make: Callable[[], dict[str, Any]]
) -> dict[str, Any]:
    """Do what was asked and keep what is answered; asked again under the key, give that and do nothing.

    Two that come at once wait for one another. Refused without a key of the right form, and for a key
    under which something else was asked. Where ``make`` refuses, nothing is kept, the key neither.
    """
    if not key or not _KEY.fullmatch(key):
        raise Refused(
            _(
                "Send a key of 8 to 100 letters, digits, dots or dashes in the header Idempotency-Key."
            )
        )
    request = hashlib.sha256(asked).hexdigest()
    ApiAnswer.objects.filter(token=token, key=key, made_at__lt=clock.now() - DAY).delete()
    wanted = {"request": request, "made_at": clock.now()}
    answer, is_new = ApiAnswer.objects.get_or_create(token=token, key=key, defaults=wanted)
    if answer.request != request:
        raise Refused(_("The key stands for another request already. Choose a new one."))
    if is_new:
        answer.held = make()
        answer.save(update_fields=["held"])
    held: dict[str, Any] = answer.held
    return held


def clean_answers() -> int:
    """Delete the answers that are older than a day; give the number."""
    return ApiAnswer.objects.filter(made_at__lt=clock.now() - DAY).delete()[0]
