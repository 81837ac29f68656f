"""One's own notifications, and the administrator's view of the outbox."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from plenary.kernel.audit.recording import authorise
from plenary.kernel.notifications import policies, selectors, services
from plenary.shared.web.address import own_path
from plenary.shared.web.request import Request

PER_PAGE = 50


def notification_list(request: Request) -> HttpResponse:
    """Show what the signed-in account was told, the newest first."""
    actor = request.actor
    page = Paginator(selectors.visible_to(actor), PER_PAGE).get_page(request.GET.get("page"))
    unread = selectors.unread_count(actor)
    return render(request, "notifications/notification_list.html", {"page": page, "unread": unread})


@require_POST
def mark_read(request: Request, pk: int) -> HttpResponse:
    """Mark one as read and go on to what it tells of."""
    actor = request.actor
    services.mark_read(actor=actor, notification_id=pk)
    target = selectors.visible_to(actor).get(pk=pk).url
    return redirect(own_path(target, "notifications:list"))


@require_POST
def mark_all_read(request: Request) -> HttpResponse:
    """Mark all as read."""
    services.mark_read(actor=request.actor)
    return redirect("notifications:list")


def outbox(request: Request) -> HttpResponse:
    """Show the administrator which mails have not gone out, and why."""
    actor = request.actor
    authorise(actor, policies.can_see_outbox)
    page = Paginator(selectors.outbox(actor), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "can_read": policies.can_read_mail(actor),
        "stuck": selectors.stuck(actor),
    }
    return render(request, "notifications/outbox.html", context)


@require_POST
def try_again(request: Request) -> HttpResponse:
    """Let what was refused go once more."""
    count = services.try_again(actor=request.actor)
    messages.success(
        request,
        ngettext(
            "%(count)d mail is tried again now.", "%(count)d mails are tried again now.", count
        )
        % {"count": count},
    )
    return redirect("notifications:outbox")


@require_POST
def drop_mail(request: Request, pk: int) -> HttpResponse:
    """Take a mail away that was given up."""
    services.drop_mail(actor=request.actor, mail_id=pk)
    messages.success(request, _("The mail is taken out of the outbox."))
    return redirect("notifications:outbox")


@require_POST
def read_mail(request: Request, pk: int) -> HttpResponse:
    """Show one mail that no server will deliver; the look is written down, so it is a POST."""
    mail = services.read_mail(actor=request.actor, mail_id=pk)
    return render(request, "notifications/outbox_mail.html", {"mail": mail})
