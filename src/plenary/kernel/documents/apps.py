"""Names the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Immutable source texts, the passages in them, and files kept by their hash."""

    name = "plenary.kernel.documents"
    verbose_name = _("Documents")
