"""Tasks with their basis, duties, milestones and the measures bound to them."""

import datetime as dt

from django.db import models
from django.db.models import DateField, F, Func, IntegerField, Q
from django.utils import timezone

from plenary.contexts.governance.enums import (
    SEVERITY,
    DutyRole,
    DutyState,
    Light,
    TaskState,
)
from plenary.contexts.governance.models.meetings import Decision, Directive, Requirement
from plenary.contexts.governance.models.plans import Priority, Theme
from plenary.kernel.documents.enums import Release
from plenary.kernel.documents.models import Passage
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post
from plenary.shared.addresses import address_of


def severity() -> Func:
    """Give the expression that orders lights by how much they ask for a reader's eye.

    Its values stand in its words, not beside them: SQLite finds an expression's index only so.
    """
    ranks = " ".join(f"WHEN '{light.value}' THEN {n}" for n, light in enumerate(SEVERITY))
    return Func(
        F("shown_light"), template=f"CASE %(expressions)s {ranks} END", output_field=IntegerField()
    )


def last_told() -> Func:
    """Give the expression that orders tasks by their last progress, those without any as the oldest."""
    return Func(
        F("last_progress_on"),
        template="COALESCE(%(expressions)s, '0001-01-01')",
        output_field=DateField(),
    )


class Task(models.Model):
    """A piece of work with owners and dates.

    ``lead_unit`` repeats the lead duty and ``light`` the rule's last answer, so that lists can be
    filtered and sorted by an index; only the services write them.
    """

    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=500, blank=True)
    success_zh = models.TextField(blank=True)
    """By what it is known to be done."""
    success_en = models.TextField(blank=True)
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="tasks"
    )
    state = models.CharField(max_length=8, choices=TaskState.choices, default=TaskState.DRAFT)
    lead_unit = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    first_due_on = models.DateField(null=True, blank=True)
    """The first date that was set; never lost."""
    light = models.CharField(max_length=10, choices=Light.choices, default=Light.NONE)
    light_rule = models.CharField(max_length=40, blank=True)
    """The key of the rule that gave the light."""
    light_facts = models.JSONField(default=dict)
    """The numbers and dates in the rule's sentence."""
    override = models.CharField(max_length=10, choices=Light.choices, blank=True)
    override_reason = models.CharField(max_length=300, blank=True)
    override_by_id = models.BigIntegerField(null=True, blank=True)
    override_at = models.DateTimeField(null=True, blank=True)
    shown_light = models.CharField(max_length=10, choices=Light.choices, default=Light.NONE)
    """The override where there is one, else the light: what lists filter by."""
    reported_by_unit = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reported_at = models.DateTimeField(null=True, blank=True)
    outcome_zh = models.TextField(blank=True)
    outcome_en = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    """When it was ended without being done."""
    back_at = models.DateTimeField(null=True, blank=True)
    """When it last came back to work: given back by a verifier, or reopened."""
    last_progress_on = models.DateField(null=True, blank=True)
    release = models.CharField(max_length=12, choices=Release.choices, default=Release.INTERNAL)
    is_illustrative = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_zh="") | ~Q(title_en=""), name="task_has_a_title"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False),
                name="task_closed_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | Q(ended_at__isnull=False),
                name="task_ended_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(override="") | ~Q(override_reason=""),
                name="task_override_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["lead_unit", "shown_light", "due_on", "id"], name="task_unit"),
            models.Index(
                fields=["back_at"], condition=Q(back_at__isnull=False), name="task_came_back"
            ),
            models.Index(fields=["shown_light", "due_on", "id"], name="task_light"),
            models.Index(fields=["theme", "shown_light", "due_on", "id"], name="task_theme"),
            models.Index(fields=["state", "due_on", "id"], name="task_state"),
            models.Index(fields=["due_on", "id"], name="task_due"),
            models.Index(fields=["id"], condition=Q(release=Release.PUBLIC), name="task_public"),
            models.Index(severity(), "due_on", "id", name="task_severity"),
            models.Index(last_told().desc(), F("id").desc(), name="task_last_told"),
        ]

    def __str__(self) -> str:
        return self.title_zh or self.title_en

    def get_absolute_url(self) -> str:
        """Give the address of the task's page."""
        return address_of("governance:task", self.pk)


class Basis(models.Model):
    """What a task rests on: exactly one directive, decision, requirement, priority or passage."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="bases")
    directive = models.ForeignKey(
        Directive, null=True, blank=True, on_delete=models.PROTECT, related_name="bases"
    )
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="bases"
    )
    requirement = models.ForeignKey(
        Requirement, null=True, blank=True, on_delete=models.PROTECT, related_name="bases"
    )
    priority = models.ForeignKey(
        Priority, null=True, blank=True, on_delete=models.PROTECT, related_name="bases"
    )
    passage = models.ForeignKey(
        Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(
                        directive__isnull=False,
                        decision__isnull=True,
                        requirement__isnull=True,
                        priority__isnull=True,
                        passage__isnull=True,
                    )
                    | Q(
                        directive__isnull=True,
                        decision__isnull=False,
                        requirement__isnull=True,
                        priority__isnull=True,
                        passage__isnull=True,
                    )
                    | Q(
                        directive__isnull=True,
                        decision__isnull=True,
                        requirement__isnull=False,
                        priority__isnull=True,
                        passage__isnull=True,
                    )
                    | Q(
                        directive__isnull=True,
                        decision__isnull=True,
                        requirement__isnull=True,
                        priority__isnull=False,
                        passage__isnull=True,
                    )
                    | Q(
                        directive__isnull=True,
                        decision__isnull=True,
                        requirement__isnull=True,
                        priority__isnull=True,
                        passage__isnull=False,
                    )
                ),
                name="basis_is_exactly_one",
            ),
            models.UniqueConstraint(fields=["task", "directive"], name="basis_directive_once"),
            models.UniqueConstraint(fields=["task", "decision"], name="basis_decision_once"),
            models.UniqueConstraint(fields=["task", "requirement"], name="basis_requirement_once"),
            models.UniqueConstraint(fields=["task", "priority"], name="basis_priority_once"),
            models.UniqueConstraint(fields=["task", "passage"], name="basis_passage_once"),
        ]

    def __str__(self) -> str:
        return str(
            self.directive or self.decision or self.requirement or self.priority or self.passage
        )


class Duty(models.Model):
    """A unit's or post's part in a task, with its own deliverable, date and receipt."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="duties")
    role = models.CharField(max_length=12, choices=DutyRole.choices)
    unit = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    deliverable_zh = models.CharField(max_length=300, blank=True)
    deliverable_en = models.CharField(max_length=400, blank=True)
    due_on = models.DateField(null=True, blank=True)
    first_due_on = models.DateField(null=True, blank=True)
    """The first own date that it had in force; never lost."""
    state = models.CharField(max_length=8, choices=DutyState.choices, default=DutyState.ASSIGNED)
    assigned_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by_id = models.BigIntegerField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    """When its unit said that its part is done; none for the lead's, which is the task itself."""
    reported_by_id = models.BigIntegerField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    """When the lead unit or the office acknowledged that; none where the task's closing ended it."""
    done_by_id = models.BigIntegerField(null=True, blank=True)
    done_by = models.CharField(max_length=200, blank=True)
    returned = models.CharField(max_length=500, blank=True)
    """Why its last report of being done was given back."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(post__isnull=False),
                name="duty_is_somebodys",
            ),
            models.CheckConstraint(
                condition=(~Q(state="reported") & Q(done_at__isnull=True))
                | Q(reported_at__isnull=False),
                name="duty_reported_has_its_moment",
            ),
            models.UniqueConstraint(
                fields=["task"], condition=Q(role="lead"), name="duty_one_lead"
            ),
            models.UniqueConstraint(
                fields=["task", "unit", "role"],
                condition=Q(unit__isnull=False),
                name="duty_once_a_unit_and_role",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "task"], name="duty_unit"),
            models.Index(
                fields=["due_on"], condition=Q(due_on__isnull=False), name="duty_own_date"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit or self.post}: {self.task}"


class Milestone(models.Model):
    """A step with a date on the way to the task's end."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="milestones")
    number = models.PositiveSmallIntegerField()
    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=400, blank=True)
    due_on = models.DateField()
    first_due_on = models.DateField(null=True, blank=True)
    """The date that was set when the task came into force; never lost."""
    done_on = models.DateField(null=True, blank=True)
    proof = models.CharField(max_length=500, blank=True)
    """By what it can be seen that it was done on that day."""
    recorded_at = models.DateTimeField(null=True, blank=True)
    """When somebody said that it was done."""
    recorded_by_id = models.BigIntegerField(null=True, blank=True)
    recorded_by = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_on", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=False) | Q(recorded_at__isnull=True),
                name="milestone_recorded_is_done",
            ),
            models.UniqueConstraint(fields=["task", "number"], name="milestone_number_once"),
            models.CheckConstraint(
                condition=~Q(title_zh="") | ~Q(title_en=""), name="milestone_has_a_title"
            ),
        ]
        indexes = [models.Index(fields=["due_on", "id"], name="milestone_due")]

    def __str__(self) -> str:
        return self.title_zh or self.title_en

    @property
    def late_recorded_on(self) -> dt.date | None:
        """Give the day on which it was recorded as done in time, where its date was past by then."""
        if self.recorded_at is None or self.done_on is None or self.done_on > self.due_on:
            return None
        recorded_on = timezone.localdate(self.recorded_at)
        return recorded_on if recorded_on > self.due_on else None


class TaskMeasure(models.Model):
    """A measure bound to a task: its figure is prefilled into progress and reports."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="measures")
    measure = models.CharField(max_length=80)
    target = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["task", "measure"], name="task_measure_once"),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | Q(target__gte=0), name="target_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.measure
