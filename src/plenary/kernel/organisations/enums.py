"""The kinds of organisation and of membership."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    """A body meets; a unit works."""

    BODY = "body", _("Body")
    UNIT = "unit", _("Unit")


class Level(models.TextChoices):
    """Where an organisation stands in relation to the office's own government."""

    SUPERIOR = "superior", _("Superior")
    OWN = "own", _("Own level")
    SUBORDINATE = "subordinate", _("Subordinate")
    OTHER = "other", _("Other")
