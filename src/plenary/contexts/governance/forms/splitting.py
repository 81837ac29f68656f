"""The form in which a task is split: its parts, and which part has what of the task."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import DutyRole
from plenary.contexts.governance.forms.acts import SuccessionForm, units_in_being
from plenary.contexts.governance.forms.lists import GroundForm
from plenary.contexts.governance.forms.tasks import NamedChoice, in_language
from plenary.contexts.governance.models import Duty, Task
from plenary.contexts.governance.services.duty_ends import WORKING
from plenary.contexts.governance.services.parts import ShareGiven
from plenary.kernel.measures import registry
from plenary.shared.actor import Actor
from plenary.shared.web.days import DayField
from plenary.shared.web.widgets import DateInput

PARTS = (1, 2, 3, 4)
NEEDED = 2


class SplitForm(SuccessionForm):
    """What a task is split into: two parts or more, each with its title, lead unit and date, and its share."""

    def __init__(self, *args: Any, actor: Actor, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, task=task, **kwargs)
        self._add_parts(actor)
        self.shared: dict[str, list[str]] = {"duty": [], "measure": [], "milestone": []}
        """The names of the fields that say where each goes."""
        for duty in task.duties.filter(role__in=WORKING).select_related("unit"):
            self._share_unit(duty)
        known = {one.key: one for one in registry.all_measures()}
        for measure in task.measures.all():
            found = known.get(measure.measure)
            name = in_language(found, "name") if found else measure.measure
            label = _("Measure: %(name)s") % {"name": name}
            self._share("measure", measure.pk, label, str(_("the first part")))
        for step in task.milestones.filter(done_on=None):
            said = {"name": in_language(step, "title"), "day": step.due_on}
            label = _("Milestone: %(name)s (%(day)s)") % said
            self._share("milestone", step.pk, label, str(_("the first part that ends late enough")))

    def _add_parts(self, actor: Actor) -> None:
        units = units_in_being(actor)
        lead, due = _("Lead unit"), _("Due date")
        for n in PARTS:
            part, is_needed = _("Part {n}").format(n=n), n <= NEEDED
            for side, label in (("zh", _("Title, in Chinese")), ("en", _("Title, in English"))):
                self.fields[f"title_{side}_{n}"] = forms.CharField(
                    label=f"{part} – {label}", required=False, max_length=300
                )
            self.fields[f"lead_unit_{n}"] = NamedChoice(
                label=f"{part} – {lead}",
                queryset=units,
                required=is_needed,
                empty_label=_("choose"),
            )
            self.fields[f"due_on_{n}"] = DayField(
                label=f"{part} – {due}", required=is_needed, widget=DateInput
            )

    def _share_unit(self, duty: Duty) -> None:
        """Offer a unit to every part; the lead so far to none, for it leads one or is asked for anew."""
        is_lead = duty.role == DutyRole.LEAD
        name = f"duty_{duty.pk}"
        label = _("%(unit)s (%(role)s) has a part in")
        said = {"unit": in_language(duty.unit), "role": duty.get_role_display()}
        self.fields[name] = forms.MultipleChoiceField(
            label=label % said,
            choices=[(str(n), _("Part {n}").format(n=n)) for n in PARTS],
            required=False,
            initial=[] if is_lead else [str(n) for n in PARTS],
            widget=forms.CheckboxSelectMultiple(attrs={"class": "short"}),
            help_text=_("It is responsible where it does not lead.") if is_lead else "",
        )
        self.shared["duty"].append(name)

    def _share(self, kind: str, pk: int, label: Any, first: str) -> None:
        name = f"{kind}_{pk}"
        parts = [(str(n), _("Part {n}").format(n=n)) for n in PARTS]
        self.fields[name] = forms.ChoiceField(
            label=label, choices=[("", first), *parts], required=False
        )
        self.shared[kind].append(name)

    def laid_out(self) -> list[list[BoundField]]:
        """Give each part's fields, then what is shared among them, and the reason last."""
        rows = [
            [self[name] for name in names]
            for n in PARTS
            for names in (
                (f"title_zh_{n}", f"title_en_{n}"),
                (f"lead_unit_{n}", f"due_on_{n}"),
            )
        ]
        shared = [[self[name]] for names in self.shared.values() for name in names]
        last = [[self[name]] for (name,) in GroundForm.rows]
        return [*rows, *shared, [self["reason"]], *last]

    def clean(self) -> dict[str, Any]:
        """Refuse a measure or milestone in a part for which nothing was typed."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        filled = {str(n) for n in self._filled()}
        for name in (*self.shared["measure"], *self.shared["milestone"]):
            if data.get(name) and data[name] not in filled:
                self.add_error(name, _("This part is not filled in."))
        return data

    def _filled(self) -> list[int]:
        names = ("title_zh", "title_en", "lead_unit", "due_on")
        return [n for n in PARTS if any(self.cleaned_data.get(f"{name}_{n}") for name in names)]

    def parts(self) -> list[dict[str, Any]]:
        """Give the parts that something was typed for."""
        names = ("title_zh", "title_en", "lead_unit", "due_on")
        return [{name: self.cleaned_data[f"{name}_{n}"] for name in names} for n in self._filled()]

    def shares(self) -> list[ShareGiven]:
        """Give what each of those parts has of the task."""
        return [
            ShareGiven(
                self._chosen("duty", str(n)),
                self._chosen("measure", str(n)),
                self._chosen("milestone", str(n)),
            )
            for n in self._filled()
        ]

    def _chosen(self, kind: str, part: str) -> tuple[int, ...]:
        """Give the keys of what goes to a part: of units each ticked one, of others what names it alone."""
        data = self.cleaned_data
        return tuple(
            int(name.rpartition("_")[2])
            for name in self.shared[kind]
            if (part in data[name] if kind == "duty" else data[name] == part)
        )
