"""A unit's report on a task, and the page of what it owes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenary.contexts.governance import services
from plenary.contexts.governance.enums import WORKING_ROLES, Light, TaskState
from plenary.contexts.governance.facts import Fact
from plenary.contexts.governance.forms.tasks import ProgressForm
from plenary.contexts.governance.models import Progress
from plenary.contexts.governance.periods import Period
from plenary.contexts.governance.selectors.acts.closing import closing_of
from plenary.contexts.governance.selectors.acts.waiting import asked_by, waiting_for
from plenary.contexts.governance.selectors.figures import prefill
from plenary.contexts.governance.selectors.home import home_of
from plenary.contexts.governance.selectors.progress import visible_to, word_that_waits
from plenary.contexts.governance.selectors.proposing.offered import joined, proposed, sentences
from plenary.contexts.governance.selectors.task_page import TaskPage, task_page
from plenary.contexts.governance.services.parts import EvidenceGiven, ProgressGiven
from plenary.contexts.governance.views.answers import light_words, pairs, show_refusal
from plenary.shared.errors import Forbidden, NotFound, Refused
from plenary.shared.web.address import own_path
from plenary.shared.web.numbers import whole
from plenary.shared.web.opening import seconds_open
from plenary.shared.web.request import Request
from plenary.shared.web.templates import language

OWED = ("to_report", "to_sign", "late")
SHOWN, PAGE = 20, 50
"""How many lines of each part stand on the page of duties, and how many on a page of one part alone."""
LATE = frozenset({"overdue", "milestone_overdue", "milestone_late", "reported_late"})
"""The rules of the lights by which a unit is asked why it is late."""


@require_GET
def duties(request: Request) -> HttpResponse:
    """Show what the signed-in unit owes: to sign, to report, late; where it is much, the beginning of each, or
    one of them by pages.
    """
    home, only = home_of(request.actor), request.GET.get("only", "")
    owed = {name: getattr(home, name) for name in OWED}
    context = {
        "only": only if only in owed else "",
        "owed": {
            name: Paginator(lines, PAGE if name == only else SHOWN).get_page(
                request.GET.get("page") if name == only else 1
            )
            for name, lines in owed.items()
        },
        "words": light_words(),
        "waits": waiting_for(request.actor),
        "asked": asked_by(request.actor),
    }
    return render(request, "governance/duty_list.html", context)


@require_POST
def duties_sign(request: Request) -> HttpResponse:
    """Sign for all the duties that were shown; one signed for, taken back or another unit's meanwhile is passed over."""
    signed = 0
    for pk in request.POST.getlist("duty")[:PAGE]:
        try:
            services.sign_for(actor=request.actor, duty_id=whole(pk))
        except (Forbidden, NotFound, Refused):
            continue
        signed += 1
    messages.success(
        request,
        ngettext("%(count)s duty signed for.", "%(count)s duties signed for.", signed)
        % {"count": signed},
    )
    return redirect(own_path(request.POST.get("next"), reverse("governance:duties")))


@require_http_methods(["GET", "POST"])
def progress_new(request: Request, pk: int, unit: int) -> HttpResponse:
    """Report on a task for a unit; what the registers know is filled in already."""
    is_taking = "take" in request.POST
    corrected = _corrected(request, pk, unit)
    form = ProgressForm(request.POST or None)
    if request.method == "POST" and not is_taking and form.is_valid():
        try:
            services.report_progress(
                actor=request.actor,
                task_id=pk,
                unit_id=unit,
                given=_given(form),
                period=_period_of(corrected),
                seconds=seconds_open(request),
            )
        except Refused as refused:
            show_refusal(form, refused)
            _show_at_first_side(form)
        else:
            messages.success(request, _("Thank you: the entry is kept and every report reuses it."))
            return redirect("governance:task", pk=pk)
    page = task_page(request.actor, pk)
    reporting = next((one for one in page.report_units if one.pk == unit), None)
    if reporting is None:
        raise Forbidden
    known = prefill(page.task, unit, _period_of(corrected))
    said = word_that_waits(page.task, unit)
    facts = proposed(request.actor, page.task, unit)
    if is_taking:
        form = ProgressForm(_with_sentences(request.POST, facts))
    form.initial = _as_handed_in(corrected) if corrected else known.texts
    if page.task.lead_unit_id != unit:
        form.fields["says_done"].label = _(
            "Our part is done: the lead unit or the office looks at it"
        )
    first, second = ("zh", "en") if language() == "zh" else ("en", "zh")
    was_late = bool(corrected and (corrected.reason_zh or corrected.reason_en))
    is_late = was_late or page.task.light_rule in LATE or page.shown.light == Light.RED
    stems = ("done", *(("reason",) if is_late else ()), "next", "help")
    context = {
        "form": form,
        "first": first,
        "second": second,
        "stems": stems,
        "is_late": is_late,
        "is_correcting": corrected is not None,
        "said": said,
        **_looked_for(page, unit),
        "says_all": page.task.state == TaskState.REPORTED and page.task.reported_by_unit_id == unit,
        "last": said or known.last,
        "facts": facts,
        "accepted": form["facts"].value() or [],
        "worded": form["worded"].value() or [],
        "opens_second": _opens(form, [f"{stem}_{second}" for stem in stems], corrected),
        "page": page,
        "unit": reporting,
        "known": known,
        "words": light_words(),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "governance/progress_new.html", context, status=status)


def _looked_for(page: TaskPage, unit_id: int) -> dict[str, Any]:
    """Give what is looked at once the unit says "done": of the whole task by the verifier, of a part by the lead."""
    if page.task.lead_unit_id == unit_id:
        return {"closing": closing_of(page.task), "part": None}
    parts = (line.duty for line in page.duties if line.duty.unit_id == unit_id)
    return {
        "closing": None,
        "part": next((one for one in parts if one.role in WORKING_ROLES), None),
    }


def _corrected(request: Request, task_id: int, unit_id: int) -> Progress | None:
    """Give the entry that is to be corrected; none where the unit reports on the period owed.

    It is the one by which the task or the unit's part waits to be judged, where it does, else its last one.
    """
    if "correct" not in request.GET:
        return None
    entries = visible_to(request.actor).filter(task=task_id, unit=unit_id)
    last = entries.select_related("task").order_by("-ends_on", "-id").first()
    return (word_that_waits(last.task, unit_id) if last else None) or last


def _period_of(corrected: Progress | None) -> Period | None:
    return Period(corrected.starts_on, corrected.ends_on) if corrected else None


def _as_handed_in(entry: Progress) -> dict[str, Any]:
    """Give what an entry says, to be corrected there; evidence typed by hand comes with it where it is one."""
    names = [f"{stem}_{lang}" for stem in ProgressForm.ASKED for lang in ("zh", "en")]
    texts: dict[str, Any] = {name: getattr(entry, name) for name in names}
    typed = list(entry.evidence.filter(fact="", passage=None)[:2])
    if len(typed) == 1:
        texts |= {"evidence_text": typed[0].text, "evidence_url": typed[0].url}
    return texts | {"says_done": entry.says_done}


def _opens(form: ProgressForm, names: Sequence[str], corrected: Progress | None) -> bool:
    """Say whether the fields of the other language are open: where something was typed, or is corrected, there."""
    if form.is_bound:
        return any(_typed(form, name) for name in names)
    return corrected is not None and any(form.initial.get(name) for name in names)


def _show_at_first_side(form: ProgressForm) -> None:
    """Show a fault of what was done at the side that the form begins with."""
    if language() == "en" and "done_zh" in form.errors:
        form.errors["done_en"] = form.errors.pop("done_zh")


def _with_sentences(sent: QueryDict, facts: Sequence[Fact]) -> QueryDict:
    """Put the sentences of the facts that are ticked into what was done, to be edited there."""
    worded = sent.getlist("worded")
    taken = [one for one in facts if one.key in sent.getlist("facts") and one.key not in worded]
    given = sent.copy()
    for name, text in sentences(taken).items():
        given[name] = joined({name: sent.get(name, "").strip()}, {name: text})[name]
    given.setlist("worded", [*worded, *(fact.key for fact in taken)])
    return given


def _typed(form: ProgressForm, name: str) -> bool:
    """Say whether somebody typed into a field what did not stand there already, or mistyped it."""
    return bool(form.errors.get(name)) or form[name].value() not in {"", form.initial.get(name)}


def _given(form: ProgressForm) -> ProgressGiven:
    data = form.cleaned_data
    evidence = EvidenceGiven(text=data["evidence_text"], url=data["evidence_url"])
    return ProgressGiven(
        **pairs(data, "done", "next", "help", "reason"),
        is_nothing_new=data["is_nothing_new"],
        says_done=data["says_done"],
        facts=tuple(data["facts"]),
        worded=tuple(data["worded"]),
        evidence=(evidence,) if evidence.text or evidence.url else (),
    )
