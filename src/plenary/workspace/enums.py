"""The states of an import."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    """A file that was looked at, brought in, or put aside."""

    PREVIEW = "preview", _("Preview")
    DOING = "doing", _("Being brought in")
    DONE = "done", _("Brought in")
    DROPPED = "dropped", _("Put aside")
