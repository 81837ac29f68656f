"""Convening: the notice of a meeting, who is invited to it, and what each of them answered."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from plenary.contexts.governance.enums import (
    ConveningState,
    InvitedAs,
    ReplyKind,
    ReplyRoute,
    SeatKind,
)
from plenary.contexts.governance.models.meetings import AgendaItem, Meeting
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Person
from plenary.shared.addresses import address_of


class BodyRules(models.Model):
    """What a body's rules of procedure ask of its meetings; where nothing is said, no rule."""

    body = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="+")
    quorum_part = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_whole = models.PositiveSmallIntegerField(null=True, blank=True)
    """The quorum as a fraction of the seats: 1 of 2, 2 of 3."""
    is_more_than = models.BooleanField(default=False)
    """More than the fraction, not just as many."""
    quorum_counts = models.CharField(max_length=7, choices=SeatKind.choices, default=SeatKind.ALL)
    substitutes_count = models.BooleanField(default=True)
    meetings_a_year = models.PositiveSmallIntegerField(null=True, blank=True)
    """How many comprehensive meetings a year are allowed."""
    notice_days = models.PositiveSmallIntegerField(null=True, blank=True)
    """Working days between the notice and the meeting."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quorum_part__isnull=True, quorum_whole__isnull=True)
                | Q(quorum_part__gte=1, quorum_whole__gte=F("quorum_part")),
                name="quorum_is_a_fraction",
            )
        ]

    def __str__(self) -> str:
        return str(self.body)


class Convening(models.Model):
    """The calling of a meeting: when and where, its notice in both languages, and its place in calendars.

    ``sequence`` is the version that calendars go by (RFC 5546): raised with each change that those
    invited must hear of, never lowered.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="convening")
    state = models.CharField(
        max_length=10, choices=ConveningState.choices, default=ConveningState.DRAFT
    )
    uid = models.CharField(max_length=120, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    room_zh = models.CharField(max_length=150, blank=True)
    room_en = models.CharField(max_length=200, blank=True)
    notice_zh = models.TextField(blank=True)
    notice_en = models.TextField(blank=True)
    reply_by_on = models.DateField(null=True, blank=True)
    called_off_reason = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    """When it first went out."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="convening_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(notice_zh="") | ~Q(notice_en=""), name="convening_has_a_notice"
            ),
            models.CheckConstraint(
                condition=~Q(state="called_off") | ~Q(called_off_reason=""),
                name="convening_called_off_says_why",
            ),
        ]
        indexes = [models.Index(fields=["starts_at"], name="convening_start")]

    def __str__(self) -> str:
        return f"{self.meeting} {self.starts_on}"

    def get_absolute_url(self) -> str:
        """Give the address of the office's page of it."""
        return address_of("governance:convening", self.meeting_id)

    @property
    def starts_on(self) -> dt.date:
        """Give the day of the meeting in the office's own time."""
        return timezone.localtime(self.starts_at).date()


class Invitation(models.Model):
    """One addressee of a convening, with what they answered.

    A substitute's invitation points to the one in whose place they come.
    """

    PERSONAL = ("name", "email", "reason", "undelivered_why")

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=10, choices=InvitedAs.choices)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    """Empty where no address is known yet."""
    language = models.CharField(max_length=7)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    unit = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    items = models.ManyToManyField(AgendaItem, blank=True, related_name="+")
    """The items to which an observer is asked; none for the whole meeting."""
    stands_in_for = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="substitutes"
    )
    is_withdrawn = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_sequence = models.PositiveIntegerField(null=True, blank=True)
    """The convening's sequence that the addressee was last told."""
    reminded_at = models.DateTimeField(null=True, blank=True)
    undelivered_at = models.DateTimeField(null=True, blank=True)
    """When a mail server said that the last mail could not be delivered; none once another goes out."""
    undelivered_why = models.CharField(max_length=300, blank=True)
    reply = models.CharField(
        max_length=11, choices=ReplyKind.choices, blank=True, default=ReplyKind.NONE
    )
    reason = models.CharField(max_length=300, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.CharField(max_length=5, choices=ReplyRoute.choices, blank=True)
    replied_sequence = models.PositiveIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                "convening",
                Lower("email"),
                condition=~Q(email="") & Q(is_withdrawn=False),
                name="invitation_once_an_address",
            ),
            models.UniqueConstraint(
                fields=["stands_in_for"],
                condition=Q(is_withdrawn=False, stands_in_for__isnull=False),
                name="invitation_has_one_substitute",
            ),
            models.CheckConstraint(
                condition=Q(role="substitute", stands_in_for__isnull=False)
                | (~Q(role="substitute") & Q(stands_in_for__isnull=True)),
                name="invitation_of_a_substitute_says_of_whom",
            ),
            models.CheckConstraint(
                condition=Q(reply="") | Q(replied_at__isnull=False),
                name="invitation_answered_has_its_moment",
            ),
        ]
        indexes = [models.Index(fields=["user", "convening"], name="invitation_of_account")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the address of the invited person's page."""
        return address_of("governance:invitation", self.pk)
