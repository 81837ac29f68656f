"""Takes what a fact-checker says of each language, by the link alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import keys, policies
from plenary.contexts.communications.models import FactCheck, FactCheckAnswer
from plenary.contexts.communications.selectors import checks, limits
from plenary.contexts.communications.services.checks.links import checked_by
from plenary.kernel.audit.recording import authorise, lock, record
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.notifications import subjects
from plenary.kernel.notifications.services import notify
from plenary.shared import clock
from plenary.shared.actor import NOBODY
from plenary.shared.errors import Refused, Stale
from plenary.shared.quotation import quoted

LONGEST, MOST = 4000, 40


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one language, and of which text: its digest as it was shown."""

    is_correct: bool
    text: str
    said_of: str


@transaction.atomic
def answer_fact_check(*, token: str, verdicts: Mapping[str, Verdict]) -> FactCheck:
    """Keep what the holder of a link says; whoever asked is told.

    ``NotFound`` for a link that opens nothing. ``Stale`` where the text has changed since it was
    shown. Refused for no language at all, one in which nothing is written, remarks without words, too
    many words or answers, and for a secrecy marking.
    """
    authorise(NOBODY, policies.can_report)
    found = checked_by(token)
    check = lock(FactCheck.objects.all(), pk=found.pk)
    _refuse(check, verdicts)
    for lang, verdict in verdicts.items():
        answer = FactCheckAnswer.objects.create(
            check_of=check,
            lang=lang,
            is_correct=verdict.is_correct,
            text=keys.tidy_text(verdict.text),
            said_of=verdict.said_of,
            at=clock.now(),
        )
        record(actor=NOBODY, action="communications.check.answered", subject=answer)
    _tell(check)
    return check


def _refuse(check: FactCheck, verdicts: Mapping[str, Verdict]) -> None:
    if not verdicts or not set(verdicts) <= set(checks.written(check.page)):
        raise Refused(_("Say of at least one language whether it is correct."))
    if check.answers.count() + len(verdicts) > MOST:
        raise Refused(_("You have answered often enough. Please write to whoever asked you."))
    for lang, verdict in verdicts.items():
        refuse_secrecy(verdict.text)
        if verdict.said_of != checks.digest(check.page, lang):
            raise Stale(_("The text has changed since you opened it. Please look at it once more."))
        field = f"text_{lang}"
        if not verdict.is_correct and not verdict.text.strip():
            sentence = _("Write what is not correct.")
            raise Refused(sentence, fields={field: sentence})
        if len(verdict.text) > LONGEST:
            sentence = _("This is longer than %(most)d characters.") % {"most": LONGEST}
            raise Refused(sentence, fields={field: sentence})


def _tell(check: FactCheck) -> None:
    if check.asked_by_id is None:
        return
    title_zh = check.page.title_zh or check.page.title_en
    title_en = check.page.title_en or check.page.title_zh
    notify(
        users=limits.among(check.page, [check.asked_by_id]),
        kind="communications.check.answered",
        text_zh=f"{check.name}答复了稿件核对：《{title_zh}》",
        text_en=f"{check.name} has answered the fact-check of {quoted(title_en)}",
        url=check.page.get_absolute_url(),
        about=subjects.about("communications.page", check.page_id),
    )
