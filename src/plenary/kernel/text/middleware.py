"""Tells whoever has saved a two-language text what the checkers say of it; no save is hindered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.kernel.text import checks
from plenary.kernel.text.checks import Finding
from plenary.kernel.text.profiles import RUNNING_TEXT
from plenary.shared import clock
from plenary.shared.web.remarks import RULES
from plenary.shared.web.templates import language

MOST = 3
"""So many remarks are written out; the form shows the others."""

GetResponse = Callable[[HttpRequest], HttpResponse]


class RemarksMiddleware:
    """After a form has been saved, adds a message with what its two-language fields are found to be."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; a saved form answers with a redirect."""
        response = self.get_response(request)
        if request.method == "POST" and isinstance(response, HttpResponseRedirect):
            found = [
                (pair.en, finding)
                for pair in pairs_of(request.POST)
                for finding in checks.check(pair.zh, pair.en, "en", pair.profile, pair.on)
                if finding.is_proof
            ]
            if found:
                messages.warning(request, _sentence(found))
        return response


class Sent(NamedTuple):
    """Both sides of a field that was sent, the profile it is judged by and the day."""

    zh: str
    en: str
    profile: str
    on: dt.date


def pairs_of(sent: QueryDict) -> Iterator[Sent]:
    """Give the two sides of each two-language field that was sent with both, and its rules."""
    for name, texts in sent.lists():
        zh = sent.get(f"{name[:-3]}_zh", "").strip() if name.endswith("_en") else ""
        if zh and texts and (en := str(texts[-1]).strip()):
            profile, _semicolon, day = str(sent.get(f"{name[:-3]}{RULES}", "")).partition(";")
            yield Sent(zh, en, profile or RUNNING_TEXT, day_sent(str(sent.get(day, ""))))


def day_sent(text: str) -> dt.date:
    """Give the day that was filled in; today where none was."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        return clock.today()


def _sentence(found: list[tuple[str, Finding]]) -> str:
    said = [
        _("“%(found)s”: %(reason)s")
        % {"found": _quoted(en, finding), "reason": finding.message(_language())}
        for en, finding in found[:MOST]
    ]
    head = _("Saved. The check of the wording remarks:")
    more = len(found) - MOST
    if more > 0:
        said.append(
            ngettext("and %(number)d more.", "and %(number)d more.", more) % {"number": more}
        )
    return " ".join([head, *said])


def _quoted(en: str, finding: Finding) -> str:
    return en[finding.start : finding.end] if finding.side == "en" else en[:40]


def _language() -> checks.Lang:
    return "zh" if language() == "zh" else "en"
