"""A number and what it is made of."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plenary.kernel.measures import registry, selectors
from plenary.kernel.measures.forms import PeriodForm
from plenary.shared.errors import NotFound
from plenary.shared.web.request import Request


@require_safe
def measure(request: Request, key: str) -> HttpResponse:
    """Show a measure's value for a period with the figures, or the way to the records, behind it."""
    found = registry.get(key)
    if found is None:
        raise NotFound
    actor = request.actor
    start, end = PeriodForm(request.GET).period()
    counted, others = selectors.figures_behind(actor, key, start, end)
    value = found.value(start, end, selectors.units_counted_for(actor))
    context = {
        "measure": found,
        "start": start,
        "end": end,
        "value": value,
        "groups": [(True, counted), (False, others)],
        "units": selectors.units_by_id(figure.unit_id for figure in [*counted, *others]),
    }
    return render(request, "measures/measure_page.html", context)
