"""Names the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    """Governance: meetings, decisions, tasks, reports."""

    name = "plenary.contexts.governance"
    verbose_name = _("Governance")
