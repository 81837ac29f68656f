"""The mailbox that answers come to: how far it is read, what lay in it, and which mails it may give back."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from plenary.contexts.governance.enums import MailKind
from plenary.contexts.governance.models.convening import Invitation


class Mailbox(models.Model):
    """How far a mailbox is read: up to the number ``last_uid`` under its UIDVALIDITY (RFC 3501, 2.3.1.1).

    Both change in the transaction that keeps a mail, so that each is taken once. Nothing in the
    mailbox itself is changed.
    """

    key = models.CharField(max_length=64, unique=True)
    """Which mailbox it is, as a digest of its address; empty while the setting cannot be read."""
    validity = models.BigIntegerField(default=0)
    last_uid = models.BigIntegerField(default=0)
    read_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=11, blank=True)
    """Why the last reading failed, a code of ``receiving.FAULTS``; empty where it did not."""
    fault_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.validity}:{self.last_uid}"


class ReceivedMail(models.Model):
    """A mail that was found in the mailbox: taken, or kept open until somebody has looked at it.

    Its text stays in the mailbox. ``mark`` is a digest by which the same mail is known again.
    """

    PERSONAL = ("sender", "subject", "why_zh", "why_en")

    mark = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=9, choices=MailKind.choices)
    sender = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    came_at = models.DateTimeField()
    read_at = models.DateTimeField()
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The invitation that it answers or speaks of, where that is known."""
    why_zh = models.CharField(max_length=300, blank=True)
    why_en = models.CharField(max_length=400, blank=True)
    """Why it was not taken by itself."""
    is_open = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["-came_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_open=False) | (~Q(why_zh="") & ~Q(why_en="")),
                name="received_mail_open_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["-came_at"], condition=Q(is_open=True), name="received_mail_open")
        ]

    def __str__(self) -> str:
        return self.subject


class InvitationMail(models.Model):
    """A mail that told somebody of a meeting: what comes back under its Message-ID concerns them."""

    PERSONAL = ("email",)

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="mails")
    message_id = models.CharField(max_length=200, unique=True)
    email = models.EmailField()
    """The address that it went to, which may have been mended since."""

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.message_id
