"""Where a webhook and a delivery stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OffReason(models.TextChoices):
    """Why a webhook sends nothing."""

    OWNER = "owner", _("Switched off by hand")
    FAILING = "failing", _("Its address did not answer for too long")
    GONE = "gone", _("Its address said that it is gone for good (410)")
    ACCOUNT = "account", _("Its owner's account or role has ended")


class DeliveryState(models.TextChoices):
    """Where a delivery stands."""

    NEW = "new", _("Not looked at yet")
    WAITING = "waiting", _("Waiting")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Failed")
