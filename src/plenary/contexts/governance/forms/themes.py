"""Forms of themes, and the choice of one on other records."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.forms.records import RecordForm, long_text
from plenary.contexts.governance.forms.tasks import NamedChoice
from plenary.contexts.governance.models import Theme
from plenary.contexts.governance.selectors.themes import offered
from plenary.shared.web.numbers import whole


class ThemeChoice(NamedChoice):
    """A choice of a theme in use; a retired one stands where the record holds it already."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Theme.objects.none(), **options)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        """Offer what is in use once the form says what the record holds."""
        held = form.get_initial_for_field(self, field_name)
        self.queryset = offered(whole(str(held)))
        return super().get_bound_field(form, field_name)


class ThemeForm(RecordForm):
    """A theme's names, and the words by which a clause is known to belong to it."""

    one_side_of = frozenset({"name"})

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("name_zh", "name_en"), ("words",))

    name_zh = forms.CharField(label=_("Name in Chinese"), required=False, max_length=60)
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=100)
    words = long_text(_("Words by which a clause is known, in both languages, one a line"), rows=8)
