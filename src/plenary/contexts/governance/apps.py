"""Names the app and says at start how its records are found and counted."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    """Governance: meetings, decisions, tasks, reports."""

    name = "plenary.contexts.governance"
    verbose_name = _("Governance")

    def ready(self) -> None:
        """Register how records are indexed; models can be imported only now."""
        from plenary.contexts.governance import registration  # noqa: PLC0415

        registration.register()
