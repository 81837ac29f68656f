"""Refuses that a record comes under a theme which is no longer in use."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.models import Theme
from plenary.contexts.governance.services.checks import need_existing
from plenary.shared.errors import Refused


def need_in_use(theme_ids: Iterable[int | None], *, held: Iterable[int | None] = ()) -> None:
    """Refuse a retired theme, unless the record holds it already; and one that is none."""
    wanted = {pk for pk in theme_ids if pk} - {pk for pk in held if pk}
    need_existing(Theme, theme=wanted)
    retired = Theme.objects.filter(pk__in=wanted, retired_on__isnull=False).first()
    if retired is not None:
        sentence = _("The theme “%(theme)s” is retired: choose one that is in use.")
        told = sentence % {"theme": retired}
        raise Refused(told, fields={"theme": told})
