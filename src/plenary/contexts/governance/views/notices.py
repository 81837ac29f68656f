"""Reminders: what waits to be sent, who is told next and why, what was sent, and the ladder."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenary.contexts.governance import policies, profiles, services
from plenary.contexts.governance.enums import Audience, Matter
from plenary.contexts.governance.forms.notices import DropForm, RungForm
from plenary.contexts.governance.forms.tasks import in_language
from plenary.contexts.governance.models import Notice, Rung
from plenary.contexts.governance.selectors import ladder, mailing, notices
from plenary.contexts.governance.services.telling import daily
from plenary.contexts.governance.views.histories import told_of
from plenary.contexts.governance.views.saving import Crumbs, form_page, is_kept, need, typed
from plenary.kernel.accounts.models import User
from plenary.kernel.calendar import selectors as calendar
from plenary.kernel.notifications.selectors import stuck
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound
from plenary.shared.web.request import Request

PAGE = 100
PEOPLE = 200
"""How many people a page shows; of more it says the number."""
FURTHEST = dt.timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of one duty, with the reason why this person is told."""

    text_zh: str
    text_en: str
    why: str
    url: str
    notice: Notice | None = None


@dataclass(slots=True)
class Told:
    """A person with everything that one mail holds."""

    name: str
    lines: list[Line] = field(default_factory=list)


@require_GET
def waiting(request: Request) -> HttpResponse:
    """Show what was drafted, person by person, with the reason of each."""
    need(policies.can_send_notices, request.actor)
    found = Paginator(notices.waiting(request.actor), PAGE).get_page(request.GET.get("page"))
    people: dict[int, Told] = {}
    for notice in found:
        line = Line(
            notice.text_zh,
            notice.text_en,
            _why(notice.rung, notice, in_language(notice.unit)),
            notice.get_absolute_url(),
            notice,
        )
        people.setdefault(notice.user_id, Told(notice.user.name)).lines.append(line)
    context = {
        "page": found,
        "people": list(people.values()),
        "by_a_person": profiles.current().notices.sent_by_a_person,
        "stuck": stuck(request.actor),
    }
    return render(request, "governance/notice_waiting.html", context)


@require_POST
def send(request: Request) -> HttpResponse:
    """Send every draft."""
    told = services.send_notices(actor=request.actor)
    messages.success(
        request,
        ngettext("%(count)s person is told.", "%(count)s people are told.", told) % {"count": told},
    )
    return redirect("governance:notices")


@require_http_methods(["GET", "POST"])
def drop(request: Request, pk: int) -> HttpResponse:
    """Leave a draft unsent, for a reason."""
    need(policies.can_send_notices, request.actor)
    found = notices.visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    form = DropForm(typed(request), seen=found.version)
    if is_kept(
        form,
        lambda data: services.drop_notice(actor=request.actor, notice_id=pk, **data),
        found.version,
    ):
        messages.success(request, _("It is not sent; the reason is kept."))
        return redirect("governance:notices")
    crumbs: Crumbs = [(reverse("governance:notices"), _("Reminders"))]
    return form_page(
        request,
        form,
        title=_("Do not send this"),
        crumbs=crumbs,
        save=_("Do not send"),
        quote=found.text_zh if request.LANGUAGE_CODE.startswith("zh") else found.text_en,
    )


@require_GET
def coming(request: Request) -> HttpResponse:
    """Show who would be told on the next working day, or a chosen one, and why."""
    need(policies.can_send_notices, request.actor)
    today = clock.today()
    on = _day(request.GET.get("on"), today) or calendar.next_working_day(today)
    planned = list(notices.due(on, notices.missed(before=on)))
    names = dict(
        User.objects.filter(pk__in={one.user_id for one in planned}).values_list("pk", "name")
    )
    people, others = _waiting(request.actor, on)
    for one in planned:
        line = Line(
            one.text_zh,
            one.text_en,
            _why(one.rung, one, in_language(one.unit)),
            one.owed.subject.get_absolute_url(),
        )
        people.setdefault(one.user_id, Told(names[one.user_id])).lines.append(line)
    shown = sorted(people.values(), key=lambda told: told.name)
    context = {
        "on": on,
        "people": shown[:PEOPLE],
        "more": max(len(shown) - PEOPLE, 0) + others,
        "is_working_day": calendar.is_working_day(on),
        "unknown_year": calendar.unknown_year(today, on),
        "rules": profiles.current().notices,
        "next_mail": daily.next_day(clock.now()),
        "stuck": stuck(request.actor),
    }
    return render(request, "governance/notice_coming.html", context)


@require_GET
def settled(request: Request) -> HttpResponse:
    """Show what was sent and what was dropped, and why."""
    need(policies.can_send_notices, request.actor)
    page = Paginator(notices.settled(request.actor), PAGE).get_page(request.GET.get("page"))
    return render(request, "governance/notice_settled.html", {"page": page})


@require_GET
def rungs(request: Request) -> HttpResponse:
    """Show the ladder."""
    need(policies.can_keep_ladder, request.actor)
    steps = list(ladder.rungs())
    context = {
        "rungs": steps,
        "rules": profiles.current().notices,
        "history": told_of(request.actor, *steps),
    }
    return render(request, "governance/notice_ladder.html", context)


@require_http_methods(["GET", "POST"])
def rung_new(request: Request) -> HttpResponse:
    """Add a step to the ladder."""
    need(policies.can_keep_ladder, request.actor)
    form = RungForm(typed(request))
    if is_kept(form, lambda data: services.add_rung(actor=request.actor, **data)):
        messages.success(request, _("Saved."))
        return redirect("governance:ladder")
    return form_page(request, form, title=_("New step"), crumbs=_ladder_crumbs())


@require_http_methods(["GET", "POST"])
def rung_edit(request: Request, pk: int) -> HttpResponse:
    """Change a step, or let it rest."""
    need(policies.can_keep_ladder, request.actor)
    found = ladder.rungs().filter(pk=pk).first()
    if found is None:
        raise NotFound
    names = (
        "days",
        "repeat_days",
        "words_zh",
        "words_en",
        "is_lead_only",
        "is_after_silence",
        "is_active",
    )
    start = {name: getattr(found, name) for name in names}
    form = RungForm(typed(request), seen=found.version, initial=start)

    def change(data: dict[str, Any]) -> None:
        seen = data.pop("seen_version")
        services.edit_rung(actor=request.actor, rung_id=pk, seen_version=seen, changes=data)

    if is_kept(form, change, found.version):
        messages.success(request, _("Saved."))
        return redirect("governance:ladder")
    title = f"{_when(found.days)} · {found.get_audience_display()}"
    return form_page(request, form, title=title, crumbs=_ladder_crumbs())


def _waiting(actor: Actor, on: dt.date) -> tuple[dict[int, Told], int]:
    """Give who is mailed on a day what they were told already, and how many people beside; only of the
    next day of mail, for of those after it nothing is known.
    """
    people: dict[int, Told] = {}
    if on != daily.next_day(clock.now()):
        return people, 0
    found, others = mailing.waiting_for(on, actor)
    for one in found:
        line = one.line
        hidden = _("A message about something that you do not see")
        why = _("told on %(day)s; goes with the next mail") % {
            "day": timezone.localdate(line.made_at)
        }
        said = (
            (line.text_zh, line.text_en, why, line.url)
            if one.is_open
            else (hidden, hidden, why, "")
        )
        people.setdefault(line.user_id, Told(one.name)).lines.append(Line(*said))
    return people, others


def _when(days: int) -> str:
    if not days:
        return _("on the day")
    words = _("%(days)s days before") if days < 0 else _("%(days)s days after")
    return words % {"days": abs(days)}


def _why(rung: Rung, told: Notice | notices.Planned, unit: str) -> str:
    """Give the step, what it speaks of, the unit and the day, and whom the person stands in for."""
    reached_as, due_on = told.reached_as, told.due_on
    when = {"days": abs(rung.days), "due": due_on}
    if rung.days < 0:
        step = _("%(days)s days before %(due)s") % when
    elif rung.days:
        step = _("%(days)s days after %(due)s") % when
    elif rung.matter == Matter.DUE:
        step = _("on the due date, %(due)s") % when
    else:
        step = _("on %(due)s") % when
    matter = [] if rung.matter == Matter.DUE else [str(Matter(rung.matter).label)]
    parts = [*matter, step, unit, str(Audience(rung.audience).label)]
    if told.later_days:
        again = _("said again, %(days)s days after this step's own day")
        parts.append(again % {"days": told.later_days})
    if rung.is_after_silence:
        parts.append(_("the last reminder had no answer"))
    if reached_as != rung.audience:
        parts.append(
            _("nobody has an account there, so: %(who)s") % {"who": Audience(reached_as).label}
        )
    return " · ".join(parts)


def _day(text: str | None, today: dt.date) -> dt.date | None:
    """Give a day of the coming year that stands in the address; none for anything else."""
    try:
        day = dt.date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if abs(day - today) <= FURTHEST else None


def _ladder_crumbs() -> Crumbs:
    notices_, ladder_ = reverse("governance:notices"), reverse("governance:ladder")
    return [(notices_, _("Reminders")), (ladder_, _("The ladder"))]
