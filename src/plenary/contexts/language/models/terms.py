"""Terms: a concept's one preferred name in each language, for a kind of text and a time."""

import datetime as dt

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from plenary.contexts.language.enums import Profile, Side, Standing, TermState
from plenary.contexts.language.models.imports import TermImport
from plenary.shared.addresses import address_of


class TermBase(models.Model):
    """The one row that says which state of the approved terms is in force.

    Whoever changes what is approved locks it and counts it up: so approvals happen one after the
    other, and every process sees that its index is old.
    """

    version = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="language_term_base_is_one")]

    def __str__(self) -> str:
        return str(self.version)


class Term(models.Model):
    """One entry: the preferred names, the kind of text and the days for which they hold.

    ``code`` names the concept for good, in files too; of its revisions one may be approved and one
    in the making. Other kinds of text and other times are entries of their own.
    """

    code = models.CharField(max_length=60)
    revision = models.PositiveIntegerField(default=1)
    name_zh = models.CharField(max_length=300, blank=True)
    name_en = models.CharField(max_length=500, blank=True)
    profile = models.CharField(max_length=20, choices=Profile.choices, blank=True)
    domain = models.CharField(max_length=100, blank=True)
    definition_zh = models.TextField(blank=True)
    definition_en = models.TextField(blank=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=500, blank=True)
    source_on = models.DateField(null=True, blank=True)
    is_source_undated = models.BooleanField(default=False)
    """Somebody has looked: the source itself states no date."""
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=TermState.choices, default=TermState.DRAFT)
    written_by_id = models.BigIntegerField(null=True)
    """Who wrote it last; ``writer_ids`` holds everybody who had a hand in it."""
    writer_ids = models.JSONField(default=list)
    approved_by_id = models.BigIntegerField(null=True)
    approved_by_name = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True)
    said_approver = models.CharField(max_length=200, blank=True)
    """Who approved it in the house that it came from, as its file says; a claim, no approval here."""
    said_approved_on = models.DateField(null=True, blank=True)
    brought_in = models.ForeignKey(
        TermImport, null=True, blank=True, on_delete=models.SET_NULL, related_name="terms"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name_zh", "name_en", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "revision"], name="language_term_revision_once"
            ),
            models.UniqueConstraint(
                fields=["code"], condition=Q(state="approved"), name="language_term_approved_once"
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(state__in=["draft", "proposed"]),
                name="language_term_open_once",
            ),
            models.UniqueConstraint(
                "name_zh",
                "profile",
                "domain",
                Coalesce("valid_from", Value(dt.date(1, 1, 1))),
                condition=Q(state="approved"),
                name="language_term_one_preferred",
            ),
            models.CheckConstraint(
                condition=~Q(name_zh="") | ~Q(name_en=""), name="language_term_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "retired"]) | (~Q(name_zh="") & ~Q(name_en="")),
                name="language_term_has_both_names",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="language_term_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(source_on=None) | Q(is_source_undated=False),
                name="language_term_source_dated_or_not",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | (Q(approved_at__isnull=False)),
                name="language_term_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(approved_by_id=None)
                | Q(written_by_id=None)
                | ~Q(approved_by_id=F("written_by_id")),
                name="language_term_approved_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "name_zh", "id"], name="lang_term_by_state"),
            models.Index(fields=["name_en"], name="lang_term_by_english"),
        ]

    def __str__(self) -> str:
        return f"{self.name_zh} – {self.name_en}"

    def get_absolute_url(self) -> str:
        """Give the address of the entry's page."""
        return address_of("language:term", self.pk)


class Designation(models.Model):
    """Another name of the concept: one that may be used as well, or one that must not be."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="designations")
    side = models.CharField(max_length=2, choices=Side.choices)
    text = models.CharField(max_length=500)
    standing = models.CharField(max_length=9, choices=Standing.choices)
    reason = models.CharField(max_length=300, blank=True)
    """Why it is forbidden, or when it may be used."""

    class Meta:
        ordering = ["side", "standing", "id"]
        constraints = [
            models.UniqueConstraint(fields=["term", "side", "text"], name="designation_once"),
            models.CheckConstraint(condition=~Q(text=""), name="designation_has_a_text"),
        ]

    def __str__(self) -> str:
        return self.text


class TermToken(models.Model):
    """A pair of Chinese characters or a word in one of a term's names, by which it is found."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="tokens")
    token = models.CharField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["token", "term"], name="lang_term_by_token")]

    def __str__(self) -> str:
        return self.token
