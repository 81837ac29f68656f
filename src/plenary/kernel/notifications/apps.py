"""Names the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """What people are told, in the app and by mail, through a table that cannot lose it."""

    name = "plenary.kernel.notifications"
    verbose_name = _("Notifications")
