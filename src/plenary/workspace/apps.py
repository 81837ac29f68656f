"""Names the app and adds its menu entries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from plenary.shared.web.navigation import add_entry


class WorkspaceConfig(AppConfig):
    """The signed-in home, settings and search."""

    name = "plenary.workspace"
    verbose_name = _("Workspace")

    def ready(self) -> None:
        """Add the menu entries."""
        add_entry(0, _("Home"), "workspace:home")
        add_entry(80, _("Directory"), "workspace:directory")
