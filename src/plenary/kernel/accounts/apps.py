"""Names the app, puts its jobs on the schedule and subscribes to events."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from plenary.shared.web.navigation import ADMINISTRATION, add_entry, add_pages


class AccountsConfig(AppConfig):
    """Accounts, the roles granted to them, sign-in and second factor."""

    name = "plenary.kernel.accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Wire the app up, once the models are there."""
        from plenary.kernel.accounts.jobs import put_on_schedule  # noqa: PLC0415
        from plenary.kernel.accounts.subscribers import listen  # noqa: PLC0415

        put_on_schedule()
        listen()
        add_entry(90, _("Accounts"), "accounts_list", "administrator", section=ADMINISTRATION)
        add_pages("accounts/posts/", "accounts_list")
