"""The pages of one's webhooks: named, changed, tried, and what was sent to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenary.kernel.audit.recording import authorise
from plenary.kernel.webhooks import jobs, policies, registry, selectors, services
from plenary.kernel.webhooks.forms import WebhookForm
from plenary.kernel.webhooks.models import Webhook
from plenary.shared import clock
from plenary.shared.errors import NotFound, Refused
from plenary.shared.web.limits import limited
from plenary.shared.web.record_form import is_kept
from plenary.shared.web.request import Request

MADE = "webhook_secret"
"""The session's key for the webhook and the secret that is shown once."""
PAGE = 50
STEPS: dict[str, tuple[Callable[..., Any], Any]] = {
    "on": (services.switch_on, gettext_lazy("The webhook is on.")),
    "off": (services.switch_off, gettext_lazy("The webhook is off: nothing more is sent.")),
    "test": (services.send_test, gettext_lazy("A test is on its way.")),
}
FAULTS = {
    "": "",
    "unknown": gettext_lazy("The name is not known"),
    "refused": gettext_lazy("The address is not called: it leads into a private network"),
    "timeout": gettext_lazy("No answer in time"),
    "tls": gettext_lazy("Its certificate is not valid"),
    "connection": gettext_lazy("No connection"),
    "off": gettext_lazy("The webhook was switched off"),
}


@require_safe
def webhook_list(request: Request) -> HttpResponse:
    """List the webhooks that one knows of."""
    authorise(request.actor, policies.can_keep_webhooks)
    found = [(one, _labels(one)) for one in selectors.visible_to(request.actor)]
    return render(request, "webhooks/webhook_list.html", {"found": found})


@require_http_methods(["GET", "POST"])
@limited("webhook", "30/m", methods=("POST",))
def webhook_new(request: Request) -> HttpResponse:
    """Name a new address; the next page shows its secret, once."""
    authorise(request.actor, policies.can_keep_webhooks)
    form = WebhookForm(request.POST if request.method == "POST" else None)

    def make(data: dict[str, Any]) -> None:
        made, secret = services.create_webhook(actor=request.actor, **data)
        request.session[MADE] = [made.pk, secret]

    if request.method == "POST" and is_kept(form, make):
        return redirect("webhooks:webhook", pk=request.session[MADE][0])
    context = {"form": form, "title": _("New webhook"), "back": None}
    return render(request, "webhooks/webhook_form.html", context, status=form.status)


@never_cache
@require_safe
def webhook(request: Request, pk: int) -> HttpResponse:
    """Show a webhook with the log of what was sent to it."""
    found = _visible(request, pk)
    log = Paginator(selectors.log_of(request.actor, found), PAGE)
    context = {
        "webhook": found,
        "labels": _labels(found),
        "page": log.get_page(request.GET.get("page")),
        "faults": FAULTS,
        "secret": _shown_once(request, pk),
        "is_own": policies.can_keep(request.actor, found),
        "may_stop": policies.can_switch_off(request.actor, found),
        "both_sign": bool(found.former_until and found.former_until > clock.now()),
    }
    return render(request, "webhooks/webhook_page.html", context)


@require_http_methods(["GET", "POST"])
@limited("webhook", "30/m", methods=("POST",))
def webhook_edit(request: Request, pk: int) -> HttpResponse:
    """Change a webhook."""
    found = _visible(request, pk)
    authorise(request.actor, policies.can_keep, found)
    start = {"name": found.name, "url": found.url, "events": found.events}
    typed = request.POST if request.method == "POST" else None
    form = WebhookForm(typed, initial=start, seen=found.version)

    def change(data: dict[str, Any]) -> None:
        services.edit_webhook(actor=request.actor, webhook_id=pk, **data)

    if request.method == "POST" and is_kept(form, change, found.version):
        messages.success(request, _("Saved."))
        return redirect(found)
    context = {"form": form, "title": found.name, "back": found.get_absolute_url()}
    return render(request, "webhooks/webhook_form.html", context, status=form.status)


@require_POST
@limited("webhook", "30/m")
def webhook_secret(request: Request, pk: int) -> HttpResponse:
    """Draw a new secret; the next page shows it, once."""
    _visible(request, pk)
    _webhook, secret = services.change_secret(actor=request.actor, webhook_id=pk)
    request.session[MADE] = [pk, secret]
    return redirect("webhooks:webhook", pk=pk)


@require_POST
@limited("webhook", "30/m")
def webhook_step(request: Request, pk: int, step: str) -> HttpResponse:
    """Switch a webhook on or off, or try it."""
    _visible(request, pk)
    if step not in STEPS:
        raise NotFound
    act, said = STEPS[step]
    try:
        act(actor=request.actor, webhook_id=pk)
    except Refused as refused:
        messages.warning(request, " ".join(map(str, refused.fields.values())) or str(refused))
    else:
        jobs.wake()
        messages.success(request, str(said))
    return redirect("webhooks:webhook", pk=pk)


@require_POST
def webhook_remove(request: Request, pk: int) -> HttpResponse:
    """Take a webhook away with its log."""
    _visible(request, pk)
    services.remove_webhook(actor=request.actor, webhook_id=pk)
    messages.success(request, _("The webhook is removed."))
    return redirect("webhooks:list")


@require_POST
@limited("webhook", "30/m")
def resend(request: Request, pk: int, delivery: int) -> HttpResponse:
    """Send a message once more."""
    _visible(request, pk)
    try:
        services.resend(actor=request.actor, webhook_id=pk, delivery_id=delivery)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        jobs.wake()
        messages.success(request, _("The message is on its way again."))
    return redirect("webhooks:webhook", pk=pk)


def _visible(request: Request, pk: int) -> Webhook:
    found = selectors.visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _labels(webhook: Webhook) -> list[str]:
    known = registry.known()
    return [str(known[name].label) for name in webhook.events if name in known]


def _shown_once(request: HttpRequest, pk: int) -> str:
    held = request.session.get(MADE)
    if not held or held[0] != pk or request.method != "GET":
        return ""
    del request.session[MADE]
    return str(held[1])
