"""Names the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Accounts, the roles granted to them, sign-in and second factor."""

    name = "plenary.kernel.accounts"
    verbose_name = _("Accounts")
