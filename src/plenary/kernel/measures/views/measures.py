"""A number and what it is made of; the measures that people keep, and their figures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plenary.kernel.audit.recording import authorise
from plenary.kernel.measures import policies, registry, selectors, services
from plenary.kernel.measures.forms import FigureForm, MeasureForm, PeriodForm
from plenary.kernel.measures.models import Figure, HandMeasure
from plenary.shared.errors import Forbidden, NotFound
from plenary.shared.web.record_form import RecordForm, is_kept
from plenary.shared.web.request import Request


@require_safe
def measure_list(request: Request) -> HttpResponse:
    """List everything that is counted, with its value for a period."""
    start, end = PeriodForm(request.GET).period()
    found = registry.all_measures()
    units = selectors.units_counted_for(request.actor)
    values = selectors.values_for([one.key for one in found], start, end, unit_ids=units)
    context = {
        "groups": [
            (by_hand, [(one, values[one.key]) for one in found if one.is_by_hand is by_hand])
            for by_hand in (False, True)
        ],
        "start": start,
        "end": end,
        "may_make": policies.can_make(request.actor),
    }
    return render(request, "measures/measure_list.html", context)


@require_safe
def measure(request: Request, key: str) -> HttpResponse:
    """Show a measure's value for a period with the figures, or the way to the records, behind it."""
    found = registry.get(key)
    if found is None:
        raise NotFound
    actor = request.actor
    start, end = PeriodForm(request.GET).period()
    counted, others = selectors.figures_behind(actor, key, start, end)
    units = selectors.units_counted_for(actor)
    context = {
        "measure": found,
        "start": start,
        "end": end,
        "value": selectors.values_for([key], start, end, unit_ids=units)[key],
        "groups": [(True, counted), (False, others)],
        "units": selectors.units_by_id(figure.unit_id for figure in [*counted, *others]),
        "kept": selectors.month_ends(actor, key),
        "may_make": policies.can_make(actor),
        "may_report": policies.reports_somewhere(actor),
        "may_correct": lambda figure: policies.can_report(actor, figure.unit_id),
    }
    return render(request, "measures/measure_page.html", context)


@require_http_methods(["GET", "POST"])
def measure_new(request: Request) -> HttpResponse:
    """Make a measure whose figures people type."""
    authorise(request.actor, policies.can_make)
    form = MeasureForm(request.POST if request.method == "POST" else None)
    made: list[HandMeasure] = []
    if is_kept(
        form, lambda data: made.append(services.make_hand_measure(actor=request.actor, **data))
    ):
        messages.success(request, _("The measure is there. Bind it to tasks on their pages."))
        return redirect("measures:measure", key=made[0].key)
    return _form_page(request, form, _("New measure"))


@require_http_methods(["GET", "POST"])
def measure_edit(request: Request, key: str) -> HttpResponse:
    """Call a measure by other words."""
    authorise(request.actor, policies.can_make)
    held = HandMeasure.objects.filter(key=key).first()
    if held is None:
        raise NotFound
    form = MeasureForm(
        request.POST if request.method == "POST" else None,
        initial=model_to_dict(held),
        seen=held.version,
    )

    def change(data: dict[str, Any]) -> None:
        services.change_hand_measure(actor=request.actor, key=key, **data)

    if is_kept(form, change, held.version):
        return redirect("measures:measure", key=key)
    return _form_page(request, form, _("Edit the measure"), key)


@require_http_methods(["GET", "POST"])
def figure_new(request: Request, key: str) -> HttpResponse:
    """Report a unit's figure for a period."""
    _need_by_hand(key)
    if not policies.reports_somewhere(request.actor):
        raise Forbidden
    start, end = PeriodForm(request.GET).period()
    form = FigureForm(
        request.POST if request.method == "POST" else None,
        actor=request.actor,
        initial={"starts_on": start, "ends_on": end},
    )

    def report(data: dict[str, Any]) -> None:
        services.report_figure(actor=request.actor, key=key, unit_id=data.pop("unit"), **data)

    if is_kept(form, report):
        return redirect("measures:measure", key=key)
    return _form_page(request, form, _("Report a figure"), key)


@require_http_methods(["GET", "POST"])
def figure_edit(request: Request, pk: int) -> HttpResponse:
    """Correct a figure that was reported; unit and period stay."""
    held = selectors.visible_to(request.actor).filter(pk=pk).first()
    if held is None:
        raise NotFound
    authorise(request.actor, policies.can_report, held.unit_id)
    _need_by_hand(held.measure)
    form = FigureForm(
        request.POST if request.method == "POST" else None,
        actor=request.actor,
        initial=model_to_dict(held),
        seen=held.version,
    )
    for name in ("unit", "starts_on", "ends_on"):
        del form.fields[name]

    def correct(data: dict[str, Any]) -> None:
        services.report_figure(
            actor=request.actor,
            key=held.measure,
            unit_id=held.unit_id,
            starts_on=held.starts_on,
            ends_on=held.ends_on,
            **data,
        )

    if is_kept(form, correct, held.version):
        return redirect("measures:measure", key=held.measure)
    return _form_page(request, form, _("Correct the figure"), held.measure, held)


def _need_by_hand(key: str) -> None:
    found = registry.get(key)
    if found is None or not found.is_by_hand:
        raise NotFound


def _form_page(
    request: Request, form: RecordForm, title: str, key: str = "", figure: Figure | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "measure": registry.get(key) if key else None,
        "figure": figure,
        "units": selectors.units_by_id([figure.unit_id]) if figure else {},
    }
    return render(request, "measures/measure_form.html", context, status=form.status)
