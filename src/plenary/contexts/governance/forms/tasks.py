"""Forms of the task pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import Light, TaskState, Verdict
from plenary.contexts.governance.models import Theme
from plenary.contexts.governance.profiles import light_words
from plenary.contexts.governance.selectors import lists
from plenary.contexts.governance.selectors.tasks import LOOSE, Filters
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.people.models import Post
from plenary.shared.actor import Actor
from plenary.shared.web.days import DayField
from plenary.shared.web.numbers import whole
from plenary.shared.web.record_form import RecordForm
from plenary.shared.web.widgets import DateInput, QuickChecks, QuickSelect

LONGEST_TEXT = 5000
LONGEST_KEY = 80


def in_language(record: Any, field: str = "name") -> str:
    """Give a record's short name or name in the language in force."""
    chinese = (get_language() or "en").startswith("zh")
    sides = ("zh", "en") if chinese else ("en", "zh")
    for side in sides:
        for stem in (f"short_{side}", f"{field}_{side}"):
            if value := getattr(record, stem, ""):
                return str(value)
    return str(record)


def named(records: QuerySet[Any]) -> list[tuple[int, str]]:
    """Give records as choices under their names, in one query of nothing else."""
    chinese = (get_language() or "en").startswith("zh")
    sides = ("zh", "en") if chinese else ("en", "zh")
    held = {field.attname for field in records.model._meta.concrete_fields}  # noqa: SLF001
    stems = [f"{stem}_{side}" for side in sides for stem in ("short", "name")]
    rows = records.values_list("pk", *(stem for stem in stems if stem in held))
    return [(pk, next(filter(None, names), "")) for pk, *names in rows]


class NamedIterator(ModelChoiceIterator):  # type: ignore[type-arg] # not generic when it runs
    """Goes through a choice's records at once, without a cursor kept open for them."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        """Give the empty choice, where there is one, and the records."""
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for record in self.queryset.all():
            yield self.choice(record)


class NamedChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic when it runs
    """A choice of records, each under its name in the language in force."""

    iterator = NamedIterator
    widget = QuickSelect

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"empty_label": "–", **options})

    def label_from_instance(self, obj: Any) -> str:
        """Give the record's name."""
        return in_language(obj)


class NamedChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # likewise
    """Several records, each under its name in the language in force."""

    iterator = NamedIterator
    widget = QuickChecks

    def clean(self, value: Any) -> Any:
        """Take what is no number that a record could have for none of the choices."""
        return super().clean([whole(one) for one in value] if value else value)

    def label_from_instance(self, obj: Any) -> str:
        """Give the record's name."""
        return in_language(obj)


class PostChoice(NamedChoice):
    """A choice of posts, each under its organisation's name and its title."""

    def label_from_instance(self, obj: Any) -> str:
        """Give the organisation and the title."""
        return post_label(obj)


def post_label(post: Post) -> str:
    """Give a post's organisation and title."""
    return f"{in_language(post.organisation)} · {in_language(post, 'title')}"


class KeyChoice(forms.TypedChoiceField):
    """A choice of a record by its key, out of choices that are read once for a whole form."""

    widget = QuickSelect

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, empty_value=None, required=False, **options)


class TaskFilterForm(forms.Form):
    """The filters of the task list; each stands in the address."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    unit = KeyChoice(label=_("Lead unit"))
    with_unit = KeyChoice(label=_("Unit taking part"))
    light = forms.ChoiceField(label=_("Light"), required=False, widget=QuickSelect)
    theme = KeyChoice(label=_("Theme"))
    state = forms.ChoiceField(label=_("State"), required=False, widget=QuickSelect)
    task_list = KeyChoice(label=_("List"))
    due_from = DayField(label=_("Due from"), required=False, widget=DateInput)
    due_to = DayField(label=_("Due until"), required=False, widget=DateInput)

    def __init__(self, data: Any, *, actor: Actor, words: dict[str, str]) -> None:
        super().__init__(data)
        units = named(organisations.units(actor))
        self._options("unit", units)
        self._options("with_unit", units)
        self._options("theme", named(Theme.objects.all()))
        self._options("task_list", named(lists.visible_to(actor)))
        self._options("light", [(light, words[light]) for light in Light.values])
        self._options("state", [*TaskState.choices, (LOOSE, _("Draft outside any list"))])

    def _options(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("any")), *choices]

    def filters(self) -> Filters:
        """Give what the address asks for; a value that makes no sense is left out."""
        self.is_valid()
        data = self.cleaned_data
        return Filters(
            unit=data.get("unit"),
            with_unit=data.get("with_unit"),
            light=data.get("light") or "",
            theme=data.get("theme"),
            state=data.get("state") or "",
            task_list=data.get("task_list"),
            words=data.get("q") or "",
            due_from=data.get("due_from"),
            due_to=data.get("due_to"),
        )


def _entry_text(rows: int) -> forms.CharField:
    """Give a field of a unit's entry; ``ProgressForm`` says what it asks."""
    return forms.CharField(
        required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": rows})
    )


class KeysField(forms.MultipleChoiceField):
    """The keys of proposed facts; which of them are proposed is the service's to say."""

    def valid_value(self, value: str) -> bool:
        """Take every word that a key could be."""
        return len(value) <= LONGEST_KEY


class ProgressForm(forms.Form):
    """A unit's entry: three minutes, nothing asked twice.

    The side in the language in force is asked as such; the other one says which language it is in.
    """

    done_zh, done_en = _entry_text(4), _entry_text(4)
    next_zh, next_en = _entry_text(2), _entry_text(2)
    help_zh, help_en = _entry_text(2), _entry_text(2)
    reason_zh, reason_en = _entry_text(2), _entry_text(2)
    evidence_text = forms.CharField(
        label=_("Evidence: what shows it"),
        required=False,
        max_length=300,
        help_text=_("By reference: name the document or page. No photographs are asked for."),
    )
    evidence_url = forms.URLField(
        label=_("Evidence: its address"),
        required=False,
        max_length=400,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    facts = KeysField(required=False)
    worded = KeysField(required=False)
    is_nothing_new = forms.BooleanField(label=_("Nothing new this period"), required=False)
    says_done = forms.BooleanField(label=_("The task is done: please verify it"), required=False)

    ASKED = {
        "done": (_("What was done"), _("Done (Chinese)"), _("Done (English)")),
        "next": (_("What comes next"), _("Next (Chinese)"), _("Next (English)")),
        "help": (
            _("What help is needed"),
            _("Help needed (Chinese)"),
            _("Help needed (English)"),
        ),
        "reason": (
            _("Why it is late"),
            _("Why it is late (Chinese)"),
            _("Why it is late (English)"),
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chinese = (get_language() or "en").startswith("zh")
        for stem, (plain, zh, en) in self.ASKED.items():
            self.fields[f"{stem}_zh"].label = plain if chinese else zh
            self.fields[f"{stem}_en"].label = en if chinese else plain


class VerificationForm(RecordForm):
    """A verifier's finding."""

    verdict = forms.ChoiceField(
        label=_("Result of the check"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note, or the reason for returning it"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        max_length=LONGEST_TEXT,
    )
    outcome_zh = forms.CharField(
        label=_("Outcome (Chinese)"), required=False, widget=forms.Textarea({"rows": 3})
    )
    outcome_en = forms.CharField(
        label=_("Outcome (English)"), required=False, widget=forms.Textarea({"rows": 3})
    )


class ReasonForm(RecordForm):
    """A step that is taken for a reason."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("reason",),)

    reason = forms.CharField(label=_("Reason"), max_length=300)


class ReopenTaskForm(ReasonForm):
    """Why a closed task is taken up again, and by when it is done now."""

    rows = (("reason",), ("wanted_on",))

    wanted_on = DayField(
        label=_("New date"),
        required=False,
        widget=DateInput,
        help_text=_(
            "Needed where the task's date is past. The first date stays visible; a second person "
            "approves the new one."
        ),
    )


class OverrideForm(RecordForm):
    """Another light than the rule's, with the reason."""

    rows = (("light",), ("reason",))

    light = forms.ChoiceField(
        label=_("Light"), choices=lambda: light_words().items(), widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)
