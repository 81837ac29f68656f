"""Names the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkspaceConfig(AppConfig):
    """The signed-in home, settings and search."""

    name = "plenary.workspace"
    verbose_name = _("Workspace")
