"""The form that says who alone sees a draft."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from plenary.contexts.communications.forms.choices import NamedChoices, choose
from plenary.contexts.communications.selectors.limits import may_be_named
from plenary.kernel.accounts.models import User
from plenary.shared.web.record_form import RecordForm


class AccountChoices(NamedChoices):
    """A choice of several accounts by their names."""

    def label_from_instance(self, obj: Any) -> str:
        """Give the account's name."""
        return str(obj.name)


class LimitForm(RecordForm):
    """Who alone sees a draft."""

    rows = (("named",),)

    named = AccountChoices(
        User.objects.none(),
        label=_("Who alone sees it"),
        required=False,
        help_text=_(
            "You are one of them. Somebody who may approve it and had no hand in it must be there."
            " Nobody: everybody in the newsroom sees it."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["named"], may_be_named())

    def said(self) -> list[int]:
        """Give the accounts by their numbers."""
        return [user.pk for user in self.cleaned_data["named"]]
