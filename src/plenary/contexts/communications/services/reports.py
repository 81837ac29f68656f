"""Takes what readers say is wrong, and answers them."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from plenary.contexts.communications import addresses, keys, policies
from plenary.contexts.communications.addresses import CODES
from plenary.contexts.communications.enums import Lang, ReportState
from plenary.contexts.communications.events import ErrorReported
from plenary.contexts.communications.models import Edition, ErrorReport
from plenary.contexts.communications.selectors import reports
from plenary.contexts.communications.services.mailing import signed
from plenary.contexts.communications.services.telling import tell_reported
from plenary.contexts.communications.workflows import REPORT_FLOW
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.notifications.services import write_mail
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound, Refused
from plenary.shared.events import announce

LONGEST = {"text": 2000, "answer": 2000}


@transaction.atomic
def report_error(*, actor: Actor, slug: str, lang: str, text: str, email: str = "") -> ErrorReport:
    """Keep what a reader says of a page in public; its receipt shows them the answer.

    ``NotFound`` for an address at which nothing is public; refused without words, for too many, for
    an address that is none, and for a secrecy marking. Whoever leaves an address is mailed the
    receipt. Announces ``ErrorReported``.
    """
    authorise(actor, policies.can_report)
    current = {one.lang: one for one in Edition.objects.filter(slug=slug, is_current=True)}
    if lang not in Lang.values or not current:
        raise NotFound
    edition = current.get(lang)
    made = ErrorReport.objects.create(
        page=next(iter(current.values())).page,
        lang=lang,
        edition_number=edition.number if edition else None,
        text=_words(text, "text"),
        email=_address(email),
        receipt=secrets.token_urlsafe(24),
        made_at=clock.now(),
    )
    record(actor=actor, action="communications.error.reported", subject=made)
    tell_reported(actor, made)
    if made.email:
        _acknowledge(made)
    announce(ErrorReported(report_id=made.pk))
    return made


@transaction.atomic
def answer_report(
    *, actor: Actor, report_id: int, seen_version: int | None, move: str, answer: str
) -> ErrorReport:
    """Answer a reader: ``accept`` where the page is corrected for it, else ``decline``.

    Refused without an answer, and to say that a page is corrected which is as the reader had it. The
    reader's address, where they left one, is written to and forgotten.
    """
    report = lock(reports.visible_to(actor), pk=report_id, version=seen_version)
    authorise(actor, policies.can_answer, report)
    if move not in REPORT_FLOW.moves:
        raise Refused(_("Say whether the page is corrected."))
    before, address = snapshot(report), report.email
    report.state = ReportState(REPORT_FLOW.after(report.state, move))
    report.answer, report.email = _words(answer, "answer"), ""
    if move == "accept" and not reports.is_changed_since(report):
        sentence = _(
            "Nothing of the page has changed in public since the report. Publish the correction first, or say that it stays as it is."
        )
        raise Refused(sentence, fields={"move": sentence})
    report.answered_at, report.answered_by_id = clock.now(), actor.user_id
    save(report, fields=["state", "answer", "email", "answered_at", "answered_by_id"])
    if address:
        _tell(address, report)
    record(actor=actor, action="communications.error.answered", subject=report, before=before)
    return report


def _acknowledge(report: ErrorReport) -> None:
    """Mail where the answer will stand; without the words, for the address may be somebody else's."""
    with translation.override(CODES[report.lang]):
        parts = [
            _about(report),
            [
                _(
                    "Thank you for pointing out an error. The answer is mailed to you and stands here:"
                ),
                addresses.full(addresses.receipt(report.lang, report.receipt)),
            ],
        ]
        body = "\n\n".join("\n".join(lines) for lines in parts)
        subject = _("We have received what you pointed out")
        write_mail(to=report.email, subject=subject, body=signed(body, report.lang))


def _about(report: ErrorReport) -> list[str]:
    """Give the page's title, where it is there in the reader's language, and its address."""
    lang, page = report.lang, report.page
    titles = page.editions.filter(lang=lang, is_current=True).values_list("title", flat=True)
    return [*titles, addresses.full(addresses.of_record(lang, page))]


def _tell(address: str, report: ErrorReport) -> None:
    """Mail the answer in the language in which the reader read, with what they wrote."""
    lang = report.lang
    with translation.override(CODES[lang]):
        parts = [
            _about(report),
            [_("You wrote:"), report.text],
            [_("Our answer:"), report.get_state_display(), report.answer],
        ]
        body = "\n\n".join("\n".join(lines) for lines in parts)
        subject = _("About the error you pointed out")
        write_mail(to=address, subject=subject, body=signed(body, lang))


def _words(text: str, field: str) -> str:
    refuse_secrecy(text)
    words = keys.tidy_text(text)
    if not words:
        sentence = _("Write a few words.")
        raise Refused(sentence, fields={field: sentence})
    if len(words) > LONGEST[field]:
        sentence = _("This is longer than %(most)d characters.") % {"most": LONGEST[field]}
        raise Refused(sentence, fields={field: sentence})
    return words


def _address(email: str) -> str:
    email = email.strip()
    if not email:
        return ""
    try:
        validate_email(email)
    except ValidationError:
        sentence = _("This is not an e-mail address.")
        raise Refused(sentence, fields={"email": sentence}) from None
    return email
