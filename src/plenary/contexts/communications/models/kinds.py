"""What pages of some kinds say beside their words: an event's days, a guide's check, a body's people."""

from django.db import models
from django.db.models import F, Q

from plenary.contexts.communications.enums import EventState
from plenary.contexts.communications.models.pages import Page, words_of_limited
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post
from plenary.kernel.places.models import Place


class EventFacts(models.Model):
    """When and where the event of a hub is held."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="event")
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=9, choices=EventState.choices, default=EventState.PLANNED)
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="event_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.starts_on}"


class ProgrammeItem(models.Model):
    """A line of an event's programme: one time for both languages, so that they cannot disagree."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="programme")
    order = models.PositiveSmallIntegerField()
    on = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField(null=True, blank=True)
    title_zh = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    room_zh = models.CharField(max_length=100, blank=True)
    room_en = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["page", "on", "starts", "order"]
        constraints = [
            models.UniqueConstraint(fields=["page", "order"], name="programme_item_order_once"),
            models.CheckConstraint(
                condition=~Q(title_zh="") | ~Q(title_en=""), name="programme_item_has_a_title"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.starts:%H:%M} {self.title_zh or self.title_en}"

    @property
    def PERSONAL(self) -> tuple[str, ...]:  # noqa: N802 - what every record calls it
        """Give what the audit log keeps as digests."""
        return words_of_limited(self, "title_zh", "title_en", "room_zh", "room_en")


class GuideFacts(models.Model):
    """When somebody last looked whether what is public of a guide still holds, and for how long."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="guide")
    checked_on = models.DateField()
    stale_after = models.PositiveSmallIntegerField()
    """Days after which readers are told that it may be out of date."""
    told_on = models.DateField(null=True)
    """When its source unit and the editors were told that it is due; none while it holds."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stale_after__gte=1), name="guide_holds_for_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.checked_on}"


class PostFacts(models.Model):
    """What a post's page took over from the directory: who holds it, and whether who held it is named."""

    PERSONAL = ("people",)

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="told_post")
    post = models.OneToOneField(Post, on_delete=models.PROTECT, related_name="+")
    names_former = models.BooleanField(default=False)
    """Chosen by an editor; else no former holder is named."""
    people = models.JSONField(default=list)
    told = models.JSONField(default=dict)
    """The post, and the body or unit that it is held in, by their names; when it was abolished."""
    digest = models.CharField(max_length=64)
    """The state of the directory when this was taken over."""
    told_on = models.DateField(null=True)
    """When the editors were told that the directory has changed since; none while they agree."""

    def __str__(self) -> str:
        return str(self.page)


class BodyFacts(models.Model):
    """What a body's page took over from the directory, and of which posts it names the holders."""

    PERSONAL = ("people",)

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="told_body")
    body = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    posts = models.ManyToManyField(Post, blank=True, related_name="+")
    """Chosen by an editor; of no other post is the holder named."""
    past_posts = models.ManyToManyField(Post, blank=True, related_name="+")
    """Of these, chosen among ``posts``, former holders are named as well."""
    people = models.JSONField(default=list)
    seats = models.JSONField(default=list)
    """The member units and the superior body by their names."""
    digest = models.CharField(max_length=64)
    """The state of the directory when this was taken over."""
    told_on = models.DateField(null=True)
    """When the editors were told that the directory has changed since; none while they agree."""

    def __str__(self) -> str:
        return str(self.page)
