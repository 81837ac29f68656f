"""Names the app and says at start how its records are found and counted."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    """Governance: meetings, decisions, tasks, reports."""

    name = "plenary.contexts.governance"
    verbose_name = _("Governance")

    def ready(self) -> None:
        """Register what the kernel asks for and put the jobs on the schedule, once the models are there."""
        from plenary.contexts.governance import jobs, registration  # noqa: PLC0415

        registration.register()
        jobs.put_on_schedule()
