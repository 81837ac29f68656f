"""What people are told: rows in the app, and mails in an outbox that is written with the change."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Notification(models.Model):
    """A line in a person's own list, in both languages; with a subject it goes into a mail, too."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    text_zh = models.CharField(max_length=300)
    text_en = models.CharField(max_length=400)
    url = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    about = models.CharField(max_length=60, blank=True)
    """The kind and number of what it tells of, which is looked at again before a mail."""
    to_mail = models.BooleanField(default=False)
    """Whether it waits for the person's next mail."""
    mailed_at = models.DateTimeField(null=True)
    """The moment from which the mail that holds it may go."""

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(fields=["user", "read_at", "-made_at"], name="notification_list"),
            models.Index(fields=["user"], condition=Q(to_mail=True), name="notification_to_mail"),
            models.Index(
                fields=["user", "mailed_at"],
                condition=Q(mailed_at__isnull=False),
                name="notification_mailed",
            ),
        ]

    def __str__(self) -> str:
        return self.text_zh


class MailState(models.TextChoices):
    """Where a mail stands."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class Mail(models.Model):
    """A mail to be sent; its Message-ID is fixed here, so that a repeat is known as one."""

    PERSONAL = ("to", "body", "calendar")

    message_id = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    calendar = models.TextField(blank=True)
    """An invitation that goes along (RFC 5546), whole; its method stands in it."""
    state = models.CharField(max_length=8, choices=MailState.choices, default=MailState.WAITING)
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "next_try_at"], name="mail_waiting")]

    def __str__(self) -> str:
        return self.subject
