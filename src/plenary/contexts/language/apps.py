"""Names the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LanguageConfig(AppConfig):
    """Language: terms and text checks."""

    name = "plenary.contexts.language"
    verbose_name = _("Language")
