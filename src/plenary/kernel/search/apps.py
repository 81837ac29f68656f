"""Names the app and puts its job on the schedule."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """One index over every record, in which any two Chinese characters are found."""

    name = "plenary.kernel.search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Put the care of the index on the schedule, once the models are there."""
        from plenary.kernel.search.jobs import put_on_schedule  # noqa: PLC0415

        put_on_schedule()
