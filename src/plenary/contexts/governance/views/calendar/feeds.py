"""The links of one's feeds: made, shown once, revoked; and the feeds themselves."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenary.contexts.governance import policies
from plenary.contexts.governance.forms.calendar import FeedForm
from plenary.contexts.governance.selectors.calendar import feeds as selectors
from plenary.contexts.governance.services import feeds as services
from plenary.contexts.governance.views.saving import is_kept, need, typed
from plenary.shared import clock
from plenary.shared.web.limits import limited
from plenary.shared.web.request import Request

MADE = "feed_made"
"""The session's key for the address that is shown once."""


@never_cache
@require_http_methods(["GET", "POST"])
def feeds(request: Request) -> HttpResponse:
    """List one's links and make a new one; its address is shown on the next page only."""
    need(policies.can_make_feeds, request.actor)
    start = {"language": get_language()}
    form = FeedForm(typed(request), actor=request.actor, initial=start)

    def make(_data: dict[str, Any]) -> None:
        link, secret = services.make_feed_link(actor=request.actor, **form.wanted())
        path = reverse("governance:feed", kwargs={"secret": secret})
        request.session[MADE] = [link.pk, f"{settings.ORIGIN}{path}"]

    if request.method == "POST" and is_kept(form, make):
        return redirect("governance:feeds")
    context = {
        "form": form,
        "links": list(selectors.visible_to(request.actor)),
        "made": request.session.pop(MADE, None) if request.method == "GET" else None,
        "now": clock.now(),
    }
    return render(request, "governance/feed_list.html", context, status=form.status)


@require_POST
def feed_revoke(request: Request, pk: int) -> HttpResponse:
    """Close one of one's own links."""
    services.revoke_feed_link(actor=request.actor, link_id=pk)
    messages.success(request, _("The link is revoked: it opens nothing any more."))
    return redirect("governance:feeds")


@login_not_required
@limited("feed", "300/m", methods=("GET", "HEAD"))
@require_safe
def feed(request: Request, secret: str) -> HttpResponseBase:
    """Hand a feed out to whoever holds its link, as its account sees it now."""
    link = services.open_feed(secret)
    held = selectors.feed_of(link)
    etag = quote_etag(held.etag)
    unchanged: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    answer = HttpResponse(held.written(), content_type="text/calendar; charset=utf-8")
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, max-age=0"
    answer["Content-Disposition"] = 'inline; filename="plenary.ics"'
    return answer
