"""The roles that an account may be granted."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What an account may do; a unit's or leader's role says for which unit or post."""

    LEADER = "leader", _("Leader")
    OFFICE = "office", _("International-affairs office")
    UNIT = "unit", _("Unit liaison")
    EDITOR = "editor", _("Editor")
    TRANSLATOR = "translator", _("Translator")
    VERIFIER = "verifier", _("Verifier")
    PROTOCOL = "protocol", _("Protocol officer")
    COUNTER = "counter", _("Counter clerk")
    ADMINISTRATOR = "administrator", _("Administrator")
