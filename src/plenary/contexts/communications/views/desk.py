"""The translation desk: what is missing, old or not reviewed, queues, and one text side by side."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenary.contexts.communications import addresses, policies
from plenary.contexts.communications.forms.desk import (
    DeskFilterForm,
    HandOverForm,
    SeenForm,
    SideForm,
)
from plenary.contexts.communications.models import PageImage
from plenary.contexts.communications.selectors import corrections
from plenary.contexts.communications.selectors.desk import texts, work
from plenary.contexts.communications.selectors.desk.work import Work
from plenary.contexts.communications.services.desk import queues, writing
from plenary.contexts.communications.services.desk.locking import Seen
from plenary.contexts.communications.views.answers import need, typed, word_of
from plenary.shared.errors import Refused, Stale
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request

PAGE = 50
FEWEST_ROWS, MOST_ROWS = 4, 18
ROW = {"zh": 20, "en": 50}
"""So many characters of a side take about a row of the box in which the other is written."""


@require_GET
def desk(request: Request) -> HttpResponse:
    """List the texts that wait for a translation or a review, with the queues of those who translate."""
    need(policies.can_use_desk, request.actor)
    waiting = texts.queues(request.actor)
    form = DeskFilterForm(request.GET, queues=waiting)
    page = Paginator(texts.listing(request.actor, form.filters()), PAGE).get_page(
        request.GET.get("page")
    )
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "lines": texts.lines(page.object_list),
        "counts": texts.counts(request.actor),
        "queues": waiting,
        "to_compare": corrections.to_compare(request.actor)[:20],
        "query": kept.urlencode(),
        "tags": addresses.TAGS,
    }
    return render(request, "communications/desk_list.html", context)


@require_http_methods(["GET", "POST"])
def desk_text(request: Request, pk: int) -> HttpResponse:
    """Show one text with both sides; keep a translation of it as a draft."""
    need(policies.can_use_desk, request.actor)
    found = work.work_on(request.actor, pk)
    form = _side_form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            writing.write_text(
                actor=request.actor, text_id=pk, seen=form.seen(), text=form.cleaned_data["text"]
            )
        except (Refused, Stale) as error:
            form.show(error, _seen(found))
        else:
            messages.success(request, _("The draft is kept. Somebody else reviews it."))
            return redirect("communications:desk-text", pk)
    return render(
        request, "communications/desk_text.html", _shown(request, found, form), status=form.status
    )


@require_POST
def take(request: Request) -> HttpResponse:
    """Put the chosen texts into the actor's own queue."""
    chosen = [whole(one) for one in request.POST.getlist("text")]
    try:
        taken = queues.take_texts(actor=request.actor, text_ids=chosen)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request,
            ngettext(
                "%(number)d text is in your queue now.",
                "%(number)d texts are in your queue now.",
                taken,
            )
            % {"number": taken},
        )
    if len(chosen) == 1 and request.POST.get("stay"):
        return redirect("communications:desk-text", chosen[0])
    return redirect("communications:desk")


@require_POST
def hand_over(request: Request, pk: int) -> HttpResponse:
    """Give a text to somebody else, or back."""
    form = HandOverForm(request.POST, people=work.translators())
    if not form.is_valid():
        raise Refused(_("Choose somebody who works on texts."))
    text = queues.hand_over(actor=request.actor, text_id=pk, to_id=form.to_id())
    said = _("%(name)s has the text now.") % {"name": text.owner_name}
    messages.success(request, said if text.owner_id else _("Anybody may take the text now."))
    return redirect("communications:desk-text", pk)


@require_POST
def review(request: Request, pk: int) -> HttpResponse:
    """Say that both sides say the same."""
    writing.review(actor=request.actor, text_id=pk, seen=_sent(request))
    messages.success(request, _("Reviewed. Its sentences are proposed for later translations."))
    return redirect("communications:desk-text", pk)


@require_POST
def holds(request: Request, pk: int) -> HttpResponse:
    """Say that the older side still holds."""
    writing.say_it_holds(actor=request.actor, text_id=pk, seen=_sent(request))
    messages.success(request, _("Noted: the other side still holds."))
    return redirect("communications:desk-text", pk)


def _side_form(request: Request, found: Work) -> SideForm:
    side = found.text.other_side
    return SideForm(
        typed(request),
        seen=_seen(found),
        label=_("Chinese") if side == "zh" else _("English"),
        tag=addresses.TAGS[side],
        rows=_rows(found),
        initial={"text": found.other},
    )


def _rows(found: Work) -> int:
    """Give how many rows the longer side needs, within bounds."""
    sides = ((found.source, found.text.source_side), (found.other, found.text.other_side))
    needed = max(text.count("\n") + 1 + len(text) // ROW[side] for text, side in sides)
    return min(max(needed, FEWEST_ROWS), MOST_ROWS)


def _shown(request: Request, found: Work, form: SideForm) -> dict[str, Any]:
    text = str(form["text"].value() or "")
    return {
        "work": found,
        "photo": found.line.record if isinstance(found.line.record, PageImage) else None,
        "text": found.text,
        "form": form,
        "hand_over": HandOverForm(people=work.translators()) if found.may_hand_over else None,
        "proposed": work.proposed(request.actor, found) if found.may_write else [],
        "found": work.remarks(found, text),
        "next": texts.next_of(request.actor, found.text),
        "to_review": texts.next_to_review(request.actor, found.text),
        "fields": texts.FIELDS,
        "tags": addresses.TAGS,
        "word_of": word_of,
    }


def _seen(found: Work) -> Seen:
    return Seen(found.seen_source, found.seen_other)


def _sent(request: Request) -> Seen:
    form = SeenForm(request.POST)
    if not form.is_valid():
        raise Stale
    return Seen(form.cleaned_data["seen_source"], form.cleaned_data["seen_other"])
