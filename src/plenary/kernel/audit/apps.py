"""Names the app, puts its jobs on the schedule and adds its menu entry."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from plenary.shared.web.navigation import ADMINISTRATION, add_entry


class AuditConfig(AppConfig):
    """Who changed what, when, before and after; sealed into a chain."""

    name = "plenary.kernel.audit"
    verbose_name = _("Audit")

    def ready(self) -> None:
        """Put the app's jobs on the schedule, once the models are there."""
        from plenary.kernel.audit.jobs import put_on_schedule  # noqa: PLC0415

        put_on_schedule()
        add_entry(95, _("Audit log"), "audit:log", "administrator", section=ADMINISTRATION)
