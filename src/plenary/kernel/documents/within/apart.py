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

    A damaged file passes where the caller takes such files, and nothing that can be read of it carries one.
    """
    digest = content_hash(data)
    if digest in PASSED:
        return
    texts, fault = _marked(data)
    refuse_secrecy(*texts)
    if not fault:
        PASSED.append(digest)
    elif not (may_be_damaged and fault == "broken"):
        raise Refused(SENTENCES[fault])


def _marked(data: bytes) -> tuple[list[str], str]:
    """Give what of a file may be a marking, as the child process finds it, and why that is not all of it.

    What is no document is opened by nobody.
    """
    if not data.startswith(DOCUMENTS):
        try:
            return list(words_beside(data)), ""
        except Closed as closed:
            return [], closed.code
    told = (str(SECONDS), str(MEGABYTES))
    with parser_slot() as slot:
        try:
            ended = run_apart(
                CHILD, *told, data=data, seconds=SECONDS + SECONDS_TO_START, held=[slot]
            )
        except subprocess.TimeoutExpired:
            return [], "too-slow"
    if ended.returncode in {-signal.SIGXCPU, -signal.SIGKILL}:
        return [], "too-slow"
    try:
        answer: dict[str, Any] = json.loads(ended.stdout)
    except ValueError:
        return [], "too-large"
    return answer["texts"], answer.get("error", "")
