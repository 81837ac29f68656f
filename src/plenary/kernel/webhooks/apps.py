"""Names the app, listens to what is audited, and puts its jobs on the schedule."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from plenary.shared.web.navigation import ADMINISTRATION, add_entry


class WebhooksConfig(AppConfig):
    """Telling programs outside of what happens."""

    name = "plenary.kernel.webhooks"
    verbose_name = _("Webhooks")

    def ready(self) -> None:
        """Wire the app up, once the models are there."""
        from plenary.kernel.audit import recording, words  # noqa: PLC0415
        from plenary.kernel.webhooks.jobs import hear, put_on_schedule  # noqa: PLC0415

        recording.listen(hear)
        words.register("webhooks", {"webhook": _("Webhook")})
        put_on_schedule()
        add_entry(92, _("Webhooks"), "webhooks:list", "administrator", section=ADMINISTRATION)
