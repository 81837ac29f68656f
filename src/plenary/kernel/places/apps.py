"""Names the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    """Places, once for all: names, address, coordinates, hours."""

    name = "plenary.kernel.places"
    verbose_name = _("Places")
