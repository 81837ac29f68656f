"""The form of a record: its layout, the version that was seen, and a refusal or a late save shown in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from plenary.shared.errors import Refused, Stale
from plenary.shared.web.filters import comma


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody else has changed of a field, as the form would show it."""

    label: Any
    then: str
    now: str


class RecordForm(forms.Form):
    """A record's fields; a save that comes too late is shown what changed and keeps all that was typed."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """The names of the fields, those of a row side by side."""
    unchecked: ClassVar[frozenset[str]] = frozenset()
    """Of the two-language fields those whose sides are no texts of one meaning."""
    one_side_of: ClassVar[frozenset[str]] = frozenset()
    """Of the two-language fields those of which one side must be there, whichever it is."""
    texts_of: ClassVar[str] = ""
    """The label of the record whose texts these are: the check goes by the rules for its fields."""
    dated_by: ClassVar[str] = ""
    """The field with the day by whose rules they are judged; empty, or not filled in: today's."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, seen: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_stale = False
        self.changes: list[Change] = []
        self.differing: list[Change] = []
        """Where else what was typed differs from the record of now, which not every change's log tells."""
        if seen is None:
            del self.fields["seen_version"]
        else:
            self.fields["seen_version"].initial = seen

    def clean(self) -> dict[str, Any]:
        """Find a text missing in both languages together with all else that is wrong."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for stem in sorted(self.one_side_of):
            sides = (f"{stem}_zh", f"{stem}_en")
            if not any(name in self.errors or str(data.get(name) or "").strip() for name in sides):
                self.add_error(sides[0], str(_("Write it in at least one of the two languages.")))
        return data

    def laid_out(self) -> list[list[BoundField]]:
        """Give the fields row by row, for the template."""
        rows = [[self[name] for name in row if name in self.fields] for row in self.rows]
        return [row for row in rows if row]

    def show_stale(self, stale: Stale, current: int) -> None:
        """Say what has changed since; the next save is made in knowledge of it."""
        self.is_stale = True
        self.add_error(None, str(stale))
        self.changes = [
            Change(self.fields[field].label, self._shown(field, then), self._shown(field, now))
            for name, (then, now) in stale.changes.items()
            if (field := name.removesuffix("_id")) in self.fields
        ]
        known = {name.removesuffix("_id") for name in stale.changes}
        self.differing = [
            Change(self.fields[name].label, "", shown)
            for name in self.changed_data
            if name in self.initial and name not in known
            if (shown := self._shown(name, self.initial[name])) != self._typed(name)
        ]
        typed = self.data.copy()  # type: ignore[attr-defined]
        typed[self.add_prefix("seen_version")] = str(current)
        self.data = typed

    @property
    def status(self) -> int:
        """Give the answer's status: 409 for a late save, 422 for a fault, else 200."""
        if self.is_stale:
            return 409
        return 422 if self.is_bound and self.errors else 200

    def _typed(self, name: str) -> str:
        """Give what was typed as it would be shown: a browser ends its lines otherwise."""
        shown = self._shown(name, self.cleaned_data.get(name))
        return shown.replace("\r\n", "\n")

    def _shown(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(value, list | tuple | QuerySet):
            return comma().join(self._shown(name, one) for one in value) or "–"
        if value in {None, ""}:
            return "–"
        if isinstance(field, forms.ModelChoiceField):
            pk = getattr(value, "pk", value)
            found = field.queryset.filter(pk=pk).first() if field.queryset is not None else None
            return field.label_from_instance(found) if found else str(value)
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
        if isinstance(field, forms.BooleanField):
            return str(_("yes") if value else _("no"))
        return str(value)


def is_kept(form: RecordForm, change: Callable[[dict[str, Any]], object], current: int = 0) -> bool:
    """Say whether the change was made; where not, the form shows why.

    ``current`` is the record's version now: after a late save the next one is made against it.
    """
    if not form.is_valid():
        return False
    try:
        change(form.cleaned_data)
    except Stale as stale:
        form.show_stale(stale, current)
    except Refused as refused:
        show_refusal(form, refused)
    else:
        return True
    return False


def show_refusal(form: forms.Form, refused: Refused) -> None:
    """Put a service's refusal where the form shows it: at its fields, else at the top."""
    for name, sentence in refused.fields.items():
        form.add_error(name if name in form.fields else None, str(sentence))
    if not refused.fields:
        form.add_error(None, str(refused))
