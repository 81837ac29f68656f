"""Names the app and puts its job on the schedule."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Work in the background."""

    name = "plenary.kernel.jobs"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        """Put the app's job on the schedule, once the models are there."""
        from plenary.kernel.jobs.jobs import put_on_schedule  # noqa: PLC0415

        put_on_schedule()
