"""Secret links under which a calendar program reads what its owner may see."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from plenary.contexts.governance.enums import FeedScope
from plenary.kernel.organisations.models import Organisation


class FeedLink(models.Model):
    """A link to a feed: only a keyed digest of its secret is kept, so nobody can read it back."""

    PERSONAL = ("digest",)

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    scope = models.CharField(max_length=7, choices=FeedScope.choices)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    """The unit or body that it shows; none where it shows the account's own."""
    language = models.CharField(max_length=7)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_on = models.DateField(null=True, blank=True)
    """The day on which it was last read: enough to see which links are not needed any more."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope="account", organisation__isnull=True)
                | (~Q(scope="account") & Q(organisation__isnull=False)),
                name="feed_link_shows_something",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="feed_link_expires_after_it_is_made"
            ),
        ]
        indexes = [models.Index(fields=["user", "-made_at"], name="feed_link_of_account")]

    def __str__(self) -> str:
        return f"{self.scope} {self.made_at:%Y-%m-%d}"
