"""Names the app and puts its jobs on the schedule."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Who changed what, when, before and after; sealed into a chain."""

    name = "plenary.kernel.audit"
    verbose_name = _("Audit")

    def ready(self) -> None:
        """Put the app's jobs on the schedule, once the models are there."""
        from plenary.kernel.audit.jobs import put_on_schedule  # noqa: PLC0415

        put_on_schedule()
