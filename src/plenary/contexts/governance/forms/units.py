"""Units that people type by name instead of choosing them from a long list."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.selectors.matching import Names
from plenary.shared.web.filters import comma


def unit_typed(printed: str, names: Names) -> int:
    """Find the unit by any of its names; one that nobody bears is answered with the nearest."""
    match = names.typed(printed)
    if match.pk is not None:
        return match.pk
    near = comma().join(one["name"] for one in match.near)
    if not near:
        raise forms.ValidationError(_("No unit bears this name."))
    raise forms.ValidationError(
        _("No unit bears just this name. Did you mean: %(near)s?"), params={"near": near}
    )
