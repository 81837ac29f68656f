"""Whom a draft may be limited to, and who is named."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from plenary.contexts.communications import policies
from plenary.contexts.communications.models import Page, PageReader
from plenary.kernel.accounts import selectors as accounts
from plenary.kernel.accounts.models import User
from plenary.shared.quotation import inner


def may_be_named() -> QuerySet[User]:
    """Give the accounts that a draft may be limited to: those that see the newsroom."""
    return accounts.with_roles(policies.LOOKING).order_by("name", "pk")


def named(page: Page) -> list[User]:
    """Give who is named for a limited draft; nobody for any other."""
    if not page.is_limited:
        return []
    found = PageReader.objects.filter(page=page).select_related("user")
    return [one.user for one in found.order_by("user__name", "pk")]


def among(page: Page, user_ids: Iterable[int]) -> set[int]:
    """Give those of these accounts that may be told of a page: of a limited draft those named."""
    asked = set(user_ids)
    return asked & {one.pk for one in named(page)} if page.is_limited else asked


def told_as(page: Page) -> str:
    """Give a page's title for a sentence that anybody may read; of a limited draft only that it is one."""
    return _("a draft that is limited to named persons") if page.is_limited else inner(str(page))
