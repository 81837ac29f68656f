"""What people type about persons, posts and holders."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from plenary.kernel.people.models import Person
from plenary.shared.web.filters import brackets, gap, side
from plenary.shared.web.record_form import RecordForm
from plenary.workspace.forms.fields import ORDER_HELP, day, line


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of persons by name, in the language in force."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"empty_label": "–", **options})

    def label_from_instance(self, person: Any) -> str:
        """Write both names where there are two."""
        name, names = side(person, "name"), {person.name_zh, person.name_en} - {""}
        other = next(iter(names - {name}), "")
        return f"{name}{gap()}{brackets(other)}" if other else name


class PersonForm(RecordForm):
    """A person's names; nothing more is kept."""

    texts_of = "people.person"
    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("name_zh", "name_en"),)

    name_zh = line(_("Person's name in Chinese"), 60)
    name_en = line(_("Person's name in English"), 120)


class PostForm(RecordForm):
    """A post's titles, order and end."""

    texts_of = "people.post"
    dated_by = "abolished_on"
    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("title_zh", "title_en"),
        ("order", "abolished_on"),
        ("is_leader",),
    )

    title_zh = line(_("Post in Chinese"), 150)
    title_en = line(_("Post in English"), 250)
    order = forms.IntegerField(
        label=_("Protocol order"), min_value=0, max_value=999_999, initial=0, help_text=ORDER_HELP
    )
    abolished_on = day(_("Abolished on"))
    is_leader = forms.BooleanField(label=_("A leader's post"), required=False)

    def __init__(self, *args: Any, is_new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["abolished_on"]


class HolderForm(RecordForm):
    """Who holds a post from when, and whether those who hold it now end then."""

    texts_of = "people.person"
    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("person",),
        ("name_zh", "name_en"),
        ("since_on",),
        ("takes_over",),
    )

    person = PersonChoice(
        label=_("Person"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("somebody new: write the name below"),
    )
    name_zh = line(_("New person: name in Chinese"), 60)
    name_en = line(_("New person: name in English"), 120)
    since_on = day(_("From this day"))
    takes_over = forms.BooleanField(
        label=_("Takes over: whoever holds the post now ends on that day"), required=False
    )

    def __init__(self, *args: Any, persons: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = persons  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for one person, and for the day of a hand-over."""
        given: dict[str, Any] = super().clean() or {}
        is_named = bool(given.get("name_zh") or given.get("name_en"))
        if given.get("person") and is_named:
            self.add_error("person", _("Choose a person or write a new name, not both."))
        elif not given.get("person") and not is_named:
            self.add_error("person", _("Choose a person, or write a new name."))
        if given.get("takes_over") and not given.get("since_on"):
            self.add_error("since_on", _("Say on which day the post is handed over."))
        return given


class HoldingForm(RecordForm):
    """The days of a time in a post."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("since_on", "until_on"),)

    since_on = day(_("Since"))
    until_on = day(_("Until"), help_text=_("Leave empty while the person holds the post."))
