"""Names the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TextConfig(AppConfig):
    """Two-language text: which side is the source, and whether the other is up to date."""

    name = "plenary.kernel.text"
    verbose_name = _("Texts")
