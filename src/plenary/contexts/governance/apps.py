"""Names the app; at start it adds its menu entries and says how its records are found and counted."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from plenary.shared.web.navigation import add_entry


class GovernanceConfig(AppConfig):
    """Governance: meetings, decisions, tasks, reports."""

    name = "plenary.contexts.governance"
    verbose_name = _("Governance")

    def ready(self) -> None:
        """Add the menu entries, registrations and scheduled jobs, once the models are there."""
        from plenary.contexts.governance import jobs, registration, subscribers  # noqa: PLC0415

        registration.register()
        jobs.put_on_schedule()
        subscribers.listen()
        add_entry(5, _("Board"), "governance:board")
        add_entry(10, _("Tasks"), "governance:tasks")
        add_entry(12, _("Open matters"), "governance:waiting", "office", "leader", "verifier")
        add_entry(15, _("My duties"), "governance:duties", "unit")
        add_entry(20, _("Meetings"), "governance:meetings")
        add_entry(25, _("Texts read in"), "governance:readings", "office")
        add_entry(28, _("Reminders"), "governance:notices", "office")
        add_entry(30, _("Lists"), "governance:task-lists")
        add_entry(35, _("Sheets"), "governance:sheets", "office", "leader", "verifier")
        add_entry(40, _("Reports"), "governance:reports")
