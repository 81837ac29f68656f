"""Asks somebody without an account whether a draft is right, and withdraws the link."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import addresses, keys, policies
from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.models import FactCheck, Page
from plenary.contexts.communications.selectors import checks, pages
from plenary.contexts.communications.services.checks.links import link_of
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.kernel.notifications.services import write_mail
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.quotation import quoted
from plenary.shared.written import written_moment

DAYS, MOST_DAYS, MOST = 7, 30, 20
LONGEST = {"name": 120, "message": 500}


@transaction.atomic
def ask_fact_check(
    *,
    actor: Actor,
    page_id: int,
    seen_version: int | None,
    name: str,
    email: str,
    message: str = "",
    days: int = DAYS,
) -> FactCheck:
    """Mail somebody a link to this draft, on which they answer without an account for some days.

    Refused without a name and an address, for a page of which nothing is written or under way, past
    ``MOST`` links that are alive, and for a secrecy marking.
    """
    page = lock(pages.visible_to(actor), pk=page_id, version=seen_version)
    authorise(actor, policies.can_write, page)
    words = _words(name=name, message=message)
    moment = clock.now()
    check = FactCheck(
        page=page,
        **words,
        email=_address(email),
        asked_at=moment,
        asked_by_id=actor.user_id,
        asked_by_name=actor.name,
        expires_at=moment + dt.timedelta(days=_days(days)),
    )
    if not checks.is_alive(check, page):
        raise Refused(_("There is nothing to check: no language of this page is being worked on."))
    if sum(one.is_alive for one in checks.of_page(page)) >= MOST:
        raise Refused(_("A page has no more than %(most)d open fact-checks.") % {"most": MOST})
    check.save()
    record(actor=actor, action="communications.check.asked", subject=check)
    _mail(check, page)
    return check


@transaction.atomic
def revoke_fact_check(*, actor: Actor, page_id: int, check_id: int) -> FactCheck:
    """Withdraw a link: it opens no more, and the address is forgotten. What was said stays.

    ``NotFound`` for another page's; refused for one that is withdrawn already.
    """
    check = lock(checks.visible_to(actor).filter(page_id=page_id), pk=check_id)
    authorise(actor, policies.can_write, check.page)
    if check.revoked_at is not None:
        raise Refused(_("This link has been withdrawn already."))
    before = snapshot(check)
    check.revoked_at, check.email = clock.now(), ""
    save(check, fields=["revoked_at", "email"])
    record(actor=actor, action="communications.check.revoked", subject=check, before=before)
    return check


def forget_checkers() -> int:
    """Forget the addresses whose links are dead, and give how many."""
    dead = [one.pk for one in checks.with_address() if not checks.is_alive(one, one.page)]
    return FactCheck.objects.filter(pk__in=dead).update(email="")


def _mail(check: FactCheck, page: Page) -> None:
    """Mail the link; the outbox, which administrators read, is not told the title of a limited draft."""
    until = {lang: written_moment(check.expires_at, lang) for lang in Lang.values}
    zh = [
        f"{check.name}：您好！",
        f"请核对这篇稿件的内容：《{page}》。打开下面的网址即可阅读和答复，不需要账号，有效期至{until[Lang.ZH]}。",
        link_of(check, Lang.ZH),
    ]
    title = page.title_en or page.title_zh
    en = [
        f"Dear {check.name},",
        f"please check the facts of this draft: {quoted(title)}. Open this address to read it and to answer, without an account, until {until[Lang.EN]}.",
        link_of(check, Lang.EN),
        "稿件尚未公开，请勿转发。The draft is not public: please do not pass it on.",
        _signature(),
    ]
    parts = [*zh, *([check.message] if check.message else []), *en]
    subject = "请核对 / Please check" if page.is_limited else f"请核对 / Please check: {page}"
    write_mail(to=check.email, subject=subject, body="\n\n".join(parts))


def _words(**given: str) -> dict[str, str]:
    refuse_secrecy(*given.values())
    words = {name: keys.tidy_line(text) for name, text in given.items()}
    fields = {
        name: _("This is longer than %(most)d characters.") % {"most": LONGEST[name]}
        for name, text in words.items()
        if len(text) > LONGEST[name]
    }
    if not words["name"]:
        fields["name"] = _("Say who is asked.")
    if fields:
        raise Refused(next(iter(fields.values())), fields=fields)
    return words


def _address(email: str) -> str:
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError:
        sentence = _("This is not an e-mail address.")
        raise Refused(sentence, fields={"email": sentence}) from None
    return email


def _days(days: int) -> int:
    if not 1 <= days <= MOST_DAYS:
        sentence = _("Give a number of days from 1 to %(most)d.") % {"most": MOST_DAYS}
        raise Refused(sentence, fields={"days": sentence})
    return days


def _signature() -> str:
    """Give who asks, in both languages, as the portal's other mails are signed."""
    sites = dict.fromkeys(addresses.site(lang) for lang in Lang.values)
    return f"-- \n{' / '.join(sites)}\n{addresses.full(addresses.front(Lang.ZH))}"
