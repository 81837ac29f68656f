"""Names the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    """Working days, with make-up days as data."""

    name = "plenary.kernel.calendar"
    verbose_name = _("Calendar")
