"""Instructions: a leader's written word on a task, whom it goes to, and what is said to it."""

from django.db import models
from django.db.models import Q

from plenary.contexts.governance.enums import InstructionState, WordKind
from plenary.contexts.governance.models.tasks import Task
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post
from plenary.shared.addresses import address_of


class Instruction(models.Model):
    """A leader's word on a task; its text never changes once it is written."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="instructions")
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Whose word it is, where the office has written it down for a leader."""
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    answer_by = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=9, choices=InstructionState.choices, default=InstructionState.WRITTEN
    )
    given_at = models.DateTimeField()
    given_by_id = models.BigIntegerField(null=True)
    given_by = models.CharField(max_length=200)
    settled_at = models.DateTimeField(null=True, blank=True)
    """When it ended: settled or withdrawn."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text_zh="") | ~Q(text_en=""), name="instruction_has_a_text"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["settled", "withdrawn"]) | Q(settled_at__isnull=False),
                name="instruction_settled_has_its_moment",
            ),
        ]
        indexes = [models.Index(fields=["state", "given_at", "id"], name="instruction_waiting")]

    def __str__(self) -> str:
        return self.text_zh or self.text_en

    def get_absolute_url(self) -> str:
        """Give the address of its page."""
        return address_of("governance:instruction", self.pk)


class InstructionCall(models.Model):
    """A unit that an instruction was routed to, and since when it has been answering or has answered."""

    instruction = models.ForeignKey(Instruction, on_delete=models.CASCADE, related_name="calls")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    """Its last answer; none while one is owed."""

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["instruction", "unit"], name="instruction_call_once")
        ]
        indexes = [models.Index(fields=["unit", "answered_at"], name="instruction_call_unit")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.instruction}"


class InstructionWord(models.Model):
    """An answer, or what the leader said to it; kept in the order in which it was said."""

    instruction = models.ForeignKey(Instruction, on_delete=models.CASCADE, related_name="words")
    kind = models.CharField(max_length=9, choices=WordKind.choices)
    unit = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    said_at = models.DateTimeField()
    said_by_id = models.BigIntegerField(null=True)
    said_by = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["said_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="settled") | ~Q(text_zh="") | ~Q(text_en=""),
                name="instruction_word_says_something",
            )
        ]

    def __str__(self) -> str:
        return self.text_zh or self.text_en
