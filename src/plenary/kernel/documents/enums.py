"""The kinds of document and the release classes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """What a source text is."""

    READOUT = "readout", _("Readout")
    MINUTES = "minutes", _("Minutes")
    LIST = "list", _("Task list")
    SUPERIOR = "superior", _("Superior document")
    RECORD = "record", _("Snapshot of a record")
    OTHER = "other", _("Other")


class Release(models.TextChoices):
    """Who may read it; nothing stricter may be held here at all."""

    PUBLIC = "public", _("Public")
    ON_REQUEST = "on_request", _("On request")
    INTERNAL = "internal", _("Internal (non-secret)")
