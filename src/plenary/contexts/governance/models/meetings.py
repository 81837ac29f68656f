"""Meetings (OParl: meeting, agenda item) and what they leave: decisions, directives, requirements."""

from django.db import models
from django.db.models import Q

from plenary.contexts.governance.enums import (
    AgendaKind,
    AttendanceStatus,
    DecisionKind,
    FateKind,
    MeetingState,
    PresenceKind,
)
from plenary.contexts.governance.models.plans import Theme
from plenary.kernel.documents.enums import Release
from plenary.kernel.documents.models import Document, Passage
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Person, Post
from plenary.kernel.places.models import Place
from plenary.shared.addresses import address_of


class Meeting(models.Model):
    """One sitting of a body. Texts in two languages belong to one meeting."""

    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=400, blank=True)
    state = models.CharField(
        max_length=8, choices=MeetingState.choices, default=MeetingState.PLANNED
    )
    held_on = models.DateField(null=True, blank=True)
    """The day of the sitting; a readout often gives only the day of publication."""
    published_on = models.DateField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_plenary = models.BooleanField(default=False)
    release = models.CharField(max_length=12, choices=Release.choices, default=Release.INTERNAL)
    is_illustrative = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-year", "-held_on", "-published_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_zh="") | ~Q(title_en=""), name="meeting_has_a_title"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False),
                name="meeting_closed_has_its_moment",
            ),
        ]
        indexes = [models.Index(fields=["body", "-year", "-held_on"], name="meeting_body_year")]

    def __str__(self) -> str:
        return self.title_zh or self.title_en

    def get_absolute_url(self) -> str:
        """Give the address of the meeting's page."""
        return address_of("governance:meeting", self.pk)


class MeetingText(models.Model):
    """A source text of the meeting: its readout or minutes, in one language."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="texts")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.document}"


class AgendaItem(models.Model):
    """A matter or paper on the agenda."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=AgendaKind.choices)
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    passage = models.ForeignKey(
        Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approves = models.ForeignKey(
        "governance.Report",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="approvals",
    )
    """The minutes of an earlier meeting that the item is to approve."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="agenda_number_once"),
            models.CheckConstraint(
                condition=~Q(text_zh="") | ~Q(text_en=""), name="agenda_item_has_a_text"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text_zh or self.text_en}"


class Attendance(models.Model):
    """A person at the meeting, with the posts in which they came, in protocol order."""

    PERSONAL = ("stand_in_zh", "stand_in_en")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    posts = models.ManyToManyField(Post, blank=True, related_name="+")
    status = models.CharField(
        max_length=10, choices=AttendanceStatus.choices, default=AttendanceStatus.PRESENT
    )
    stand_in_zh = models.CharField(max_length=120, blank=True)
    """Who came in the person's stead, named as they were announced."""
    stand_in_en = models.CharField(max_length=200, blank=True)
    is_chair = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField()
    passage = models.ForeignKey(
        Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once"),
            models.CheckConstraint(
                condition=~Q(status="substitute") | ~Q(stand_in_zh="") | ~Q(stand_in_en=""),
                name="attendance_substitute_is_named",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class ItemPresence(models.Model):
    """Where a person's part in one item differs: came in at it, left before it, withdrew from it."""

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="presences")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="presences")
    kind = models.CharField(max_length=8, choices=PresenceKind.choices)

    class Meta:
        ordering = ["item__number", "attendance__order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["attendance", "item"], name="item_presence_once"),
            models.UniqueConstraint(
                fields=["attendance", "kind"],
                condition=~Q(kind="withdrew"),
                name="item_presence_comes_and_goes_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attendance}: {self.get_kind_display()} {self.item.number}"


class AttendeeGroup(models.Model):
    """An unnamed group that was present, for example heads of member units."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="groups")
    text_zh = models.CharField(max_length=300, blank=True)
    text_en = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text_zh or self.text_en


class Fated(models.Model):
    """What must not be forgotten: it becomes a task, is covered by one, or needs none for a reason."""

    fate = models.CharField(max_length=10, choices=FateKind.choices, blank=True, default="")
    fate_reason = models.CharField(max_length=300, blank=True)
    fated_at = models.DateTimeField(null=True, blank=True)
    fated_by_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        abstract = True


class Decision(Fated):
    """A numbered outcome of an item."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=DecisionKind.choices)
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    next_kind = models.CharField(max_length=10, blank=True, choices=DecisionKind.choices)
    """Empty, or the kind of a new wording that waits for its release, while the one before is out."""
    next_zh = models.TextField(blank=True)
    next_en = models.TextField(blank=True)
    passage = models.ForeignKey(
        Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="decision_number_once"),
            models.CheckConstraint(
                condition=Q(next_kind="", next_zh="", next_en="")
                | ~Q(next_kind="") & (~Q(next_zh="") | ~Q(next_en="")),
                name="decision_next_wording_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(text_zh="") | ~Q(text_en=""), name="decision_has_a_text"
            ),
            models.CheckConstraint(
                condition=~Q(fate="no_action") | ~Q(fate_reason=""),
                name="decision_without_action_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["meeting", "number"], condition=Q(fate=""), name="decision_without_fate"
            ),
            models.Index(
                fields=["id"], condition=Q(kind=DecisionKind.WITHDRAWN), name="decision_withdrawn"
            ),
            models.Index(
                fields=["id"], condition=Q(kind=DecisionKind.POSTPONED), name="decision_postponed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text_zh or self.text_en}"

    @property
    def latest(self) -> dict[str, str]:
        """Give the latest wording: the one that waits for its release, else the one in force."""
        held = (
            (self.next_kind, self.next_zh, self.next_en)
            if self.next_kind
            else (self.kind, self.text_zh, self.text_en)
        )
        return dict(zip(("kind", "text_zh", "text_en"), held, strict=True))


class Directive(Fated):
    """A passage of a readout that demands action."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="directives")
    number = models.PositiveSmallIntegerField()
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    verb = models.CharField(max_length=60, blank=True)
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_text = models.CharField(max_length=300, blank=True)
    due_phrase = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="directive_number_once"),
            models.CheckConstraint(
                condition=~Q(text_zh="") | ~Q(text_en=""), name="directive_has_a_text"
            ),
            models.CheckConstraint(
                condition=~Q(fate="no_action") | ~Q(fate_reason=""),
                name="directive_without_action_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["meeting", "number"], condition=Q(fate=""), name="directive_without_fate"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text_zh or self.text_en}"


class Requirement(models.Model):
    """A directive of a superior body, held by reference only: its papers may be internal."""

    body = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reference_zh = models.CharField(max_length=300, blank=True)
    """The meeting or document that made it."""
    reference_en = models.CharField(max_length=400, blank=True)
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    issued_on = models.DateField(null=True, blank=True)
    passage = models.ForeignKey(
        Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="requirements"
    )
    """Our meeting that studied it."""
    withdrawn_on = models.DateField(null=True, blank=True)
    """The day from which it no longer stands; what rests on it alone has no basis left."""
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reference_zh="") | ~Q(reference_en=""),
                name="requirement_has_a_reference",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_reason=""),
                name="requirement_withdrawn_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.reference_zh or self.reference_en

    def get_absolute_url(self) -> str:
        """Give the address of the requirement's page."""
        return address_of("governance:requirement", self.pk)
