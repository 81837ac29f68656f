"""The states of a two-language field."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How the other side stands to the source side."""

    MISSING = "missing", _("Missing")
    DRAFT = "draft", _("Not reviewed")
    REVIEWED = "reviewed", _("Reviewed")
    OUTDATED = "outdated", _("Out of date")
    SINGLE = "single", _("One language only")
