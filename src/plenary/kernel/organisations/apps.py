"""Names the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """Bodies that meet and units that work, as a tree, with their names and terms."""

    name = "plenary.kernel.organisations"
    verbose_name = _("Bodies and units")
