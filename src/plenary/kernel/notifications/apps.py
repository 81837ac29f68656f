"""Names the app and puts its job on the schedule."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from plenary.shared.web.navigation import ADMINISTRATION, add_counter, add_entry


class NotificationsConfig(AppConfig):
    """Telling people, in the app and by mail."""

    name = "plenary.kernel.notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        """Put the app's job on the schedule, once the models are there."""
        from plenary.kernel.notifications.jobs import put_on_schedule  # noqa: PLC0415
        from plenary.kernel.notifications.selectors import unread_up_to  # noqa: PLC0415

        put_on_schedule()
        add_entry(80, _("Notifications"), "notifications:list")
        add_counter("notifications:list", unread_up_to)
        add_entry(91, _("Outbox"), "notifications:outbox", "administrator", section=ADMINISTRATION)
