"""Accounts and what they are granted; an account is not a person, and a person is not a post."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Lower

from plenary.kernel.accounts.enums import Role
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Person, Post
from plenary.shared import clock
from plenary.shared.actor import Actor


class User(AbstractBaseUser):
    """An account: an address to sign in with and the grants that say what it may do.

    ``access`` repeats the grants as plain ids, so that a request needs no further query; only
    ``services.refresh_access`` writes it.
    """

    PERSONAL = ("email", "password")

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100)
    language = models.CharField(max_length=7, blank=True)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_active = models.BooleanField(default=True)
    is_illustrative = models.BooleanField(default=False)
    access = models.JSONField(default=dict)
    invited_at = models.DateTimeField(null=True, blank=True)
    deactivated_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = BaseUserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_without_case")]

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> Actor:
        """Give the account in action."""
        return Actor(
            user_id=self.pk,
            name=self.name,
            roles=frozenset(self.access.get("roles", ())),
            unit_ids=frozenset(self.access.get("unit_ids", ())),
            post_ids=frozenset(self.access.get("post_ids", ())),
        )


class Session(AbstractBaseSession):
    """A browser that is signed in, with its account beside what Django keeps of it."""

    account = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    @classmethod
    def get_session_store_class(cls) -> type[Any]:
        """Give the store that reads and writes this table."""
        store: type[Any] = import_module(settings.SESSION_ENGINE).SessionStore
        return store


class Grant(models.Model):
    """A role of an account, for a unit or a post where the role needs one."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=14, choices=Role.choices)
    unit = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    given_on = models.DateField(default=clock.today)
    """A grant for a post to an account that is nobody's own ends where the post changes hands later."""

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                "user",
                "role",
                Coalesce("unit", Value(0)),
                Coalesce("post", Value(0)),
                name="grant_once",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.UNIT) | Q(unit__isnull=False),
                name="grant_to_a_unit_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


class KnownClient(models.Model):
    """A browser or a network from which an account has signed in: strangers cannot lock it out there."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="known_clients")
    client = models.CharField(max_length=40, db_index=True)
    """A keyed digest of the browser's cookie or of the network's address, after its kind."""
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint("user", "client", name="known_client_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.client}"


class Try(models.Model):
    """One failed try at a secret, kept for a day: who is tried and from where, as keyed digests."""

    secret = models.CharField(max_length=14)
    account = models.CharField(max_length=40)
    client = models.CharField(max_length=40)
    is_known = models.BooleanField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "secret", "at"], name="try_by_account"),
            models.Index(fields=["client", "at"], name="try_by_client"),
        ]

    def __str__(self) -> str:
        return f"{self.secret} {self.at:%Y-%m-%d %H:%M}"


class ApiToken(models.Model):
    """A secret under which a program acts as an account, narrowed by scopes; only its keyed digest is kept."""

    PERSONAL = ("digest",)

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    """What it is for, in its maker's words."""
    scopes = models.JSONField(default=list)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_on = models.DateField(null=True, blank=True)
    """The day on which it was last used: enough to see which are not needed any more."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="api_token_expires_after_it_is_made"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="api_token_has_a_name"),
        ]
        indexes = [models.Index(fields=["user", "-made_at"], name="api_token_of_account")]

    def __str__(self) -> str:
        return self.name


class ApiAnswer(models.Model):
    """What a program was answered under a key of its choice, kept for a day: the same request is done once."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=100)
    request = models.CharField(max_length=64)
    """A digest of what was asked."""
    held = models.JSONField(default=dict)
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="api_answer_once")]

    def __str__(self) -> str:
        return self.key
