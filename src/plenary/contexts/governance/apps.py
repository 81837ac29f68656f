"""Names the app; at start it adds its menu entries and says how its records are found and counted."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from plenary.shared.web.navigation import Section, add_entry, add_pages


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
        _fill_the_menu()


def _fill_the_menu() -> None:
    work = Section("work", _("Follow-up"))
    add_entry(4, _("My duties"), "governance:duties", "unit", section=work)
    add_entry(5, _("Board"), "governance:board", section=work)
    add_entry(10, _("Tasks"), "governance:tasks", section=work)
    add_entry(11, _("Themes"), "governance:themes", section=work)
    add_entry(12, _("Lists"), "governance:task-lists", section=work)
    watchers = "office", "leader", "verifier"
    add_entry(14, _("Open matters"), "governance:waiting", *watchers, section=work)
    add_entry(15, _("Measures"), "measures:measures", section=work)
    add_entry(16, _("Reminders"), "governance:notices", "office", section=work)
    add_entry(18, _("Sheets"), "governance:sheets", *watchers, section=work)
    askers = "office", "leader", "unit"
    add_entry(19, _("What was asked"), "governance:asked", *askers, section=work)
    add_pages("chains/", "governance:board")
    add_pages("coverage/", "governance:task-lists")
    add_pages("units/", "governance:waiting")
    acts = "extensions/", "further/", "instructions/", "duties/", "ends/", "sheets/", "help/"
    for beginning in acts:
        add_pages(beginning, "governance:tasks")
    sittings = Section("meetings", _("Meetings"))
    add_entry(20, _("Meetings"), "governance:meetings", section=sittings)
    add_entry(21, _("Calendar"), "governance:calendar", section=sittings)
    add_entry(22, _("Invitations"), "governance:invitations", section=sittings)
    readers = "office", "leader", "verifier", "editor", "translator"
    add_entry(22, _("Topics"), "governance:topics", *readers, "unit", section=sittings)
    add_entry(23, _("Opinions"), "governance:opinions", *readers, "unit", section=sittings)
    add_entry(25, _("Texts read in"), "governance:readings", "office", section=sittings)
    add_entry(26, _("Requirements"), "governance:requirements", section=sittings)
    add_entry(27, _("Plans"), "governance:plans", section=sittings)
    add_entry(40, _("Reports"), "governance:reports")
