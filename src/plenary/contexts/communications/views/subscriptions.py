"""Readers ask for mails, confirm by the link in one, and end them by the link in each."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from plenary.contexts.communications import addresses
from plenary.contexts.communications.forms.subscriptions import SubscribeForm
from plenary.contexts.communications.selectors import news, portal
from plenary.contexts.communications.services import subscribing
from plenary.contexts.communications.views.publicly import Shown, alternates, public_form
from plenary.shared.actor import NOBODY
from plenary.shared.web.record_form import is_kept


@public_form("subscription", "10/h")
def subscribe(request: HttpRequest, lang: str) -> Shown | HttpResponse:
    """Take an address; whether it is known already, the answer does not say."""
    data = request.POST if request.method == "POST" else None
    form = SubscribeForm(
        data, topics=portal.topics_in_use(lang), chosen=request.GET.get("topic", "")
    )

    def ask(given: dict[str, Any]) -> None:
        subscribing.ask_to_subscribe(
            actor=NOBODY,
            email=given["email"],
            lang=lang,
            topic_ids=[topic.pk for topic in given["topics"]],
        )

    is_asked = request.method == "POST" and is_kept(form, ask)
    paths = alternates(lambda one: f"{addresses.front(one)}subscribe/")
    return Shown("subscribe", {"form": form, "is_asked": is_asked}, paths, form.status)


@public_form("subscription-link", "60/h")
def confirm(request: HttpRequest, lang: str, token: str) -> Shown | HttpResponse:
    """Confirm by a button: programs that look into mails open links, but send no forms."""
    is_done = request.method == "POST"
    if is_done:
        subscribing.confirm_subscription(actor=NOBODY, token=token)
    return _step("confirm", token, is_done=is_done)


@public_form("subscription-link", "60/h")
def change(request: HttpRequest, lang: str, token: str) -> Shown | HttpResponse:
    """Take other topics by a button, for the same reason."""
    is_done = request.method == "POST"
    if is_done:
        subscribing.change_subscription(actor=NOBODY, token=token)
    return _step("change", token, is_done=is_done)


@public_form("subscription-link", "60/h")
def end(request: HttpRequest, lang: str, token: str) -> Shown | HttpResponse:
    """End by a button, for the same reason."""
    is_done = request.method == "POST"
    if is_done:
        subscribing.end_subscription(actor=NOBODY, token=token)
    return _step("end", token, is_done=is_done)


def _step(step: str, token: str, *, is_done: bool) -> Shown:
    """Show a step with the topics that it is about, to whoever holds the link; never an address."""
    found = news.by_token(token)
    holds = found is not None and (step != "change" or news.is_wish_open(found))
    context = {"step": step, "is_done": is_done, "found": found, "holds": holds}
    return Shown("subscription_step", context, {})
