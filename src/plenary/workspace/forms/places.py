"""What people type about places."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.kernel.places.models import CoordinateSystem
from plenary.shared.web.record_form import RecordForm
from plenary.workspace.forms.fields import line


class PlaceForm(RecordForm):
    """A place's names, address, coordinates and hours."""

    texts_of = "places.place"
    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("name_zh", "name_en"),
        ("address_zh", "address_en"),
        ("hours_zh", "hours_en"),
        ("longitude", "latitude"),
        ("coordinate_system",),
    )

    name_zh = line(_("Name in Chinese"), 150)
    name_en = line(_("Name in English"), 200)
    address_zh = line(_("Address in Chinese"), 300)
    address_en = line(_("Address in English"), 400)
    hours_zh = line(_("Opening hours in Chinese"), 200)
    hours_en = line(_("Opening hours in English"), 200)
    longitude = forms.FloatField(label=_("Longitude"), required=False, help_text=_("in degrees"))
    latitude = forms.FloatField(label=_("Latitude"), required=False, help_text=_("in degrees"))
    coordinate_system = forms.ChoiceField(
        label=_("Coordinate system"),
        required=False,
        choices=[("", _("not given")), *CoordinateSystem.choices],
        help_text=_("Chinese maps shift their coordinates (GCJ-02); satellites give WGS-84."),
    )
