"""Names the app and adds its menu entries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from plenary.shared.web.navigation import ADMINISTRATION, add_entry, add_noted


class WorkspaceConfig(AppConfig):
    """The signed-in home, settings and search."""

    name = "plenary.workspace"
    verbose_name = _("Workspace")

    def ready(self) -> None:
        """Add the menu entries, name the records, and put the job on the schedule."""
        from plenary.kernel.audit import words  # noqa: PLC0415
        from plenary.workspace.jobs import put_on_schedule  # noqa: PLC0415

        put_on_schedule()
        import_of = _("Import of the directory")
        words.register("workspace", {"import": import_of, "directoryimport": import_of})
        add_entry(0, _("Home"), "workspace:home")
        add_noted("workspace:home")
        add_entry(80, _("Directory"), "workspace:directory")
        page = "workspace:installation"
        add_entry(96, _("State of the system"), page, "administrator", section=ADMINISTRATION)
