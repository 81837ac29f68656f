"""What people type about their account."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from plenary.kernel.accounts import post_rights, scopes
from plenary.kernel.accounts.enums import Role
from plenary.kernel.accounts.models import User
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Person, Post
from plenary.shared.web.filters import pause, side
from plenary.shared.web.record_form import RecordForm
from plenary.shared.web.widgets import QuickSelect


class FirstPasswordForm(forms.Form):
    """A password, twice."""

    password1 = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters, not only digits, and none of the well-known ones."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("The same again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Compare the two."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("password1") != cleaned.get("password2"):
            self.add_error("password2", _("The two are not the same."))
        return cleaned


class InviteForm(forms.Form):
    """Whom an administrator invites."""

    name = forms.CharField(label=_("Name"), max_length=100)
    email = forms.EmailField(label=_("E-mail"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic when it runs
    """A choice of units by their name in the language in force."""

    widget = QuickSelect

    def label_from_instance(self, obj: Any) -> str:
        """Give the unit's name."""
        return side(obj, "name")


class PostChoice(UnitChoice):
    """A choice of posts, each with the body or unit that it is of."""

    def label_from_instance(self, obj: Any) -> str:
        """Give the name of the body or unit, and the post's title."""
        return f"{side(obj.organisation, 'name')}{pause()}{side(obj, 'title')}"


class HolderChoice(UnitChoice):
    """A choice of persons by their names."""

    def label_from_instance(self, obj: Any) -> str:
        """Give the person's name, in both languages where there are both."""
        return " ".join(name for name in (obj.name_zh, obj.name_en) if name)


class PersonForm(forms.Form):
    """Whose own account it is."""

    person = HolderChoice(
        label=_("Person"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Nobody's own"),
        help_text=_("Those who hold a post today or will."),
    )

    def __init__(self, data: Any = None, *, account: User) -> None:
        super().__init__(data, initial={"person": account.person_id})
        field = self.fields["person"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = post_rights.holders(account)


class GrantForm(forms.Form):
    """A role, for a unit or a post where it needs one."""

    role = forms.ChoiceField(label=_("Role"), choices=[("", _("choose")), *Role.choices])
    unit = UnitChoice(
        label=_("For the unit, with all below it"),
        queryset=Organisation.objects.order_by("path"),
        required=False,
        empty_label=_("none"),
        help_text=_("Needed for the role of a unit’s liaison."),
    )
    post = PostChoice(
        label=_("For the post"),
        queryset=Post.objects.select_related("organisation").order_by("organisation", "order"),
        required=False,
        empty_label=_("none"),
    )


class LanguageForm(forms.Form):
    """The language of one's pages and mails."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class TokenForm(RecordForm):
    """What a token is for, what it may do and for how long."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("name",), ("scopes",), ("days",))

    name = forms.CharField(
        label=_("What it is for"),
        max_length=100,
        help_text=_("The program that will use it, so that you know it again in this list."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), widget=forms.CheckboxSelectMultiple, choices=scopes.choices
    )
    days = forms.TypedChoiceField(
        label=_("Valid for"),
        coerce=int,
        choices=[
            (30, _("30 days")),
            (90, _("90 days")),
            (180, _("180 days")),
            (365, _("One year")),
        ],
        initial=90,
    )
