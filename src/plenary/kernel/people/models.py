"""Persons, posts and holdings (Popolo: person, post, membership): a person is not a post."""

from django.db import models
from django.db.models import F, Q

from plenary.kernel.organisations.models import Organisation
from plenary.shared.addresses import address_of


class Person(models.Model):
    """A person, with no more about them than their work needs."""

    PERSONAL = ("name_zh", "name_en")

    name_zh = models.CharField(max_length=60, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    is_illustrative = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_zh="") | ~Q(name_en=""), name="person_has_a_name"
            )
        ]
        indexes = [
            models.Index(fields=["name_zh"], name="person_name_zh"),
            models.Index(fields=["name_en"], name="person_name_en"),
        ]

    def __str__(self) -> str:
        return self.name_zh or self.name_en

    def get_absolute_url(self) -> str:
        """Give the address of the person's page."""
        return address_of("workspace:person", self.pk)


class Post(models.Model):
    """An office held in a unit or body; duties belong to it, not to its holder."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    title_zh = models.CharField(max_length=150, blank=True)
    title_en = models.CharField(max_length=250, blank=True)
    order = models.PositiveIntegerField(default=0)
    """Protocol order: the lowest stands first."""
    is_leader = models.BooleanField(default=False)
    abolished_on = models.DateField(null=True, blank=True)
    is_illustrative = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_zh="") | ~Q(title_en=""), name="post_has_a_title"
            )
        ]

    def __str__(self) -> str:
        return self.title_zh or self.title_en


class Holding(models.Model):
    """A person's time in a post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="holdings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    since_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["post__order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "person"],
                condition=Q(until_on__isnull=True),
                name="holding_is_open_once",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True)
                | Q(since_on__isnull=True)
                | Q(until_on__gte=F("since_on")),
                name="holding_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.post}"
