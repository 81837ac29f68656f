"""Topics that units want on an agenda, and the kinds of topic with the papers that each needs."""

from django.db import models
from django.db.models import Q

from plenary.contexts.governance.enums import AgendaKind, ReturnGround, TopicState
from plenary.contexts.governance.models.meetings import AgendaItem, Decision, Meeting
from plenary.kernel.organisations.models import Organisation
from plenary.shared.addresses import address_of


class TopicKind(models.Model):
    """A kind of topic: what is done with it, how early it must be there, and with which papers."""

    name_zh = models.CharField(max_length=100)
    name_en = models.CharField(max_length=150)
    item_kind = models.CharField(max_length=8, choices=AgendaKind.choices)
    days_before = models.PositiveSmallIntegerField(default=5)
    """Working days before the meeting by which it must have been submitted."""
    is_active = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_zh="") | ~Q(name_en=""), name="topic_kind_has_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name_zh or self.name_en


class NeededPaper(models.Model):
    """A paper that topics of a kind must come with."""

    kind = models.ForeignKey(TopicKind, on_delete=models.CASCADE, related_name="papers")
    name_zh = models.CharField(max_length=150, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_zh="") | ~Q(name_en=""), name="needed_paper_has_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name_zh or self.name_en


class Topic(models.Model):
    """What a unit wants a body to deal with; once accepted it is an item of a meeting's agenda."""

    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="topics"
    )
    """The meeting that it is meant for; none for the body's next one."""
    unit = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The reporting unit; none for what was postponed without one."""
    kind = models.ForeignKey(TopicKind, null=True, blank=True, on_delete=models.PROTECT)
    item_kind = models.CharField(max_length=8, choices=AgendaKind.choices)
    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=400, blank=True)
    reason_zh = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=TopicState.choices, default=TopicState.DRAFT)
    item = models.OneToOneField(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="topic"
    )
    carried_from = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )
    """The decision that postponed it."""
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    """When it was handed in last."""
    submitted_by = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-submitted_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_zh="") | ~Q(title_en=""), name="topic_has_a_title"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(submitted_at__isnull=False),
                name="topic_submitted_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(meeting__isnull=False),
                name="topic_accepted_has_a_meeting",
            ),
        ]
        indexes = [models.Index(fields=["state", "body"], name="topic_state_body")]

    def __str__(self) -> str:
        return self.title_zh or self.title_en

    def get_absolute_url(self) -> str:
        """Give the address of the topic's page."""
        return address_of("governance:topic", self.pk)


class TopicReturn(models.Model):
    """Why the office gave a topic back; what stays of it when it comes again."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="returns")
    ground = models.CharField(max_length=9, choices=ReturnGround.choices)
    reason = models.CharField(max_length=500)
    returned_at = models.DateTimeField()
    returned_by_id = models.BigIntegerField(null=True)
    returned_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-returned_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="topic_return_has_a_reason")
        ]

    def __str__(self) -> str:
        return self.reason
