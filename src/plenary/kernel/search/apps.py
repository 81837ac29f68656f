"""Names the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """One index over every record, in which any two Chinese characters are found."""

    name = "plenary.kernel.search"
    verbose_name = _("Search")
