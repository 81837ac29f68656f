"""Names the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeasuresConfig(AppConfig):
    """Numbers that registers declare, each with the query behind it."""

    name = "plenary.kernel.measures"
    verbose_name = _("Measures")

    def ready(self) -> None:
        """Put the job on the schedule, once the models are there."""
        from plenary.kernel.measures import jobs  # noqa: PLC0415

        jobs.put_on_schedule()
