"""Names the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeasuresConfig(AppConfig):
    """Numbers that registers declare, each with the query behind it."""

    name = "plenary.kernel.measures"
    verbose_name = _("Measures")
