"""Refuses a file that carries a secrecy marking anywhere in it, looked through in a process of its own."""

from __future__ import annotations

import json
import signal
import subprocess
from collections import deque
from typing import Any

from django.utils.translation import gettext_lazy as _

from plenary.kernel.documents.hashing import content_hash
from plenary.kernel.documents.within.errors import Closed
from plenary.kernel.documents.within.raw import words_beside
from plenary.kernel.text.validators import refuse_secrecy
from plenary.readout.sandbox import run_apart
from plenary.shared.errors import Refused
from plenary.shared.slots import parser_slot

SECONDS = 20
MEGABYTES = 500
SECONDS_TO_START = 5.0
PASSED: deque[str] = deque(maxlen=64)
"""Digests of what passed lately: a file is looked through before a transaction and asked of again within it."""
DOCUMENTS = (b"PK\x03\x04", b"%PDF-")
CHILD = "plenary.kernel.documents.within.child"
SENTENCES: dict[str, Any] = {
    "broken": _("The file is damaged. Open it, save it anew and choose it again."),
    "locked": _("The file has a password. Save it without one."),
    "too-slow": _(
        "The file could not be looked through for secrecy markings in the time there is for it. Hand it in in parts."
    ),
    "too-large": _(
        "The file holds too much to be looked through for secrecy markings. Hand it in in parts."
    ),
}


def refuse_secrets_within(data: bytes, *, may_be_damaged: bool = False) -> None:
    """Raise ``Refused`` where anything in a file carries a secrecy marking, and where it cannot be looked through.

    A damaged file, in which nobody can read anything, passes where the caller takes such files.
    """
    digest = content_hash(data)
    if digest in PASSED:
        return
    try:
        texts = _marked(data)
    except Closed as closed:
        if may_be_damaged and closed.code == "broken":
            return
        raise Refused(SENTENCES[closed.code]) from None
    refuse_secrecy(*texts)
    PASSED.append(digest)


def _marked(data: bytes) -> list[str]:
    """Give what of a file may be a marking, as the child process finds it; what is no document is opened by nobody."""
    if not data.startswith(DOCUMENTS):
        return list(words_beside(data))
    told = (str(SECONDS), str(MEGABYTES))
    with parser_slot() as slot:
        try:
            ended = run_apart(
                CHILD, *told, data=data, seconds=SECONDS + SECONDS_TO_START, held=[slot]
            )
        except subprocess.TimeoutExpired:
            raise Closed("too-slow") from None
    if ended.returncode in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise Closed("too-slow")
    try:
        answer: dict[str, Any] = json.loads(ended.stdout)
    except ValueError:
        raise Closed("too-large") from None
    if "error" in answer:
        raise Closed(answer["error"])
    texts: list[str] = answer["texts"]
    return texts
