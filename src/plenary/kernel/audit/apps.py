"""Names the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Who changed what, when, before and after; sealed into a chain."""

    name = "plenary.kernel.audit"
    verbose_name = _("Audit")
