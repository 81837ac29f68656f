"""Extensions: later dates of tasks, milestones and parts, and changes of milestones, approved by two people in two steps."""

from django.db import models
from django.db.models import F, Q

from plenary.contexts.governance.enums import ExtensionKind, ExtensionState
from plenary.contexts.governance.models.tasks import Duty, Milestone, Task
from plenary.kernel.organisations.models import Organisation
from plenary.shared.addresses import address_of


class Extension(models.Model):
    """A later date for a task, a milestone or a unit's part, or a milestone's earlier date, words, end or making, with each
    step's person and moment.
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="extensions")
    milestone = models.ForeignKey(
        Milestone, null=True, blank=True, on_delete=models.SET_NULL, related_name="extensions"
    )
    """The step that changes; none for the task's own date or a further step, and once the step is removed."""
    duty = models.ForeignKey(
        Duty, null=True, blank=True, on_delete=models.SET_NULL, related_name="extensions"
    )
    """The part whose own date moves; none for other kinds, and once the part has ended."""
    kind = models.CharField(
        max_length=6, choices=ExtensionKind.choices, default=ExtensionKind.LATER
    )
    title_zh = models.CharField(max_length=300, blank=True)
    """The words asked for, or those of the step that is to go; none for a later date of what there is."""
    title_en = models.CharField(max_length=400, blank=True)
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    was_on = models.DateField()
    wanted_on = models.DateField()
    reason = models.CharField(max_length=500)
    state = models.CharField(
        max_length=9, choices=ExtensionState.choices, default=ExtensionState.ASKED
    )
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField(null=True)
    asked_by = models.CharField(max_length=200)
    endorsed_at = models.DateTimeField(null=True, blank=True)
    endorsed_by_id = models.BigIntegerField(null=True, blank=True)
    endorsed_by = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    """When it was approved, refused or withdrawn."""
    ended_by_id = models.BigIntegerField(null=True, blank=True)
    ended_by = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["later", "own", "reopen"], wanted_on__gt=F("was_on"))
                | Q(kind="sooner", wanted_on__lt=F("was_on"))
                | Q(kind__in=["reword", "remove", "add"], wanted_on=F("was_on")),
                name="extension_is_later",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["later", "own", "reopen"])
                | ~Q(title_zh="")
                | ~Q(title_en=""),
                name="extension_of_words_has_some",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(answer=""),
                name="extension_refused_has_an_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(endorsed_at__isnull=False, ended_at__isnull=False),
                name="extension_approved_in_two_steps",
            ),
            models.CheckConstraint(
                condition=Q(endorsed_by_id__isnull=True)
                | Q(asked_by_id__isnull=True)
                | ~Q(endorsed_by_id=F("asked_by_id")),
                name="extension_endorsed_by_another",
            ),
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(state__in=["asked", "endorsed"], milestone__isnull=True)
                & ~Q(kind__in=["own", "add"]),
                name="extension_of_task_open_once",
            ),
            models.UniqueConstraint(
                fields=["milestone"],
                condition=Q(state__in=["asked", "endorsed"]),
                name="extension_of_milestone_open_once",
            ),
            models.UniqueConstraint(
                fields=["duty"],
                condition=Q(state__in=["asked", "endorsed"]),
                name="extension_of_part_open_once",
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at", "id"], name="extension_waiting")]

    def __str__(self) -> str:
        return f"{self.task}: {self.wanted_on}"

    def get_absolute_url(self) -> str:
        """Give the address of its page."""
        return address_of("governance:extension", self.pk)
