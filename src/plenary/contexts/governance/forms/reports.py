"""Forms of the report pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import ListState, PaperKind
from plenary.contexts.governance.models import TaskList
from plenary.contexts.governance.report_periods import report_periods
from plenary.contexts.governance.selectors import lists
from plenary.contexts.governance.selectors.plan_periods import plan_periods
from plenary.kernel.documents.enums import Release
from plenary.kernel.documents.models import Passage
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.web.filters import side

LONGEST = 10_000
LISTS = 30
_NUMBER = re.compile(r"\d{1,18}")


class DraftForm(forms.Form):
    """Which list and which of its begun periods a report is on: one choice, grouped by list."""

    period = forms.ChoiceField(label=_("List and period"))

    def __init__(self, data: Any = None, *, actor: Actor, list_id: int | None = None) -> None:
        super().__init__(data)
        found = lists.visible_to(actor)
        if list_id is not None:
            found = found.filter(pk=list_id)
        offered = list(found[:LISTS])
        field = self.fields["period"]
        groups = [(side(each, "name"), _offers(each)) for each in offered]
        field.choices = [group for group in groups if group[1]]  # type: ignore[attr-defined]
        begun = [each for each in offered if each.starts_on <= clock.today()]
        if begun and not self.is_bound:
            self.initial["period"] = _likely(_under_way(begun))

    def chosen(self) -> tuple[int, str]:
        """Give the list's id and the period's key."""
        list_id, _colon, key = self.cleaned_data["period"].partition(":")
        return int(list_id), key


def _offers(task_list: TaskList) -> list[tuple[str, str]]:
    chinese = (get_language() or "en").startswith("zh")
    periods = report_periods(task_list.starts_on, task_list.ends_on)
    return [
        (f"{task_list.pk}:{period.key}", _named(period.name.zh if chinese else period.name.en))
        for period in (*periods, *plan_periods(task_list))
        if period.starts_on <= clock.today()
    ]


def _under_way(offered: Sequence[TaskList]) -> TaskList:
    """Prefer the latest list that is adopted among those that have begun."""
    return next((one for one in offered if one.state != ListState.DRAFT), offered[0])


def _named(name: str) -> str:
    return name[:1].upper() + name[1:]


def _likely(task_list: TaskList) -> str:
    """Offer the longest period that ended last."""
    periods = report_periods(task_list.starts_on, task_list.ends_on)
    over = [period for period in periods if period.ends_on <= clock.today()] or periods[:1]
    last = max(over, key=lambda period: (period.ends_on, period.ends_on - period.starts_on))
    return f"{task_list.pk}:{last.key}"


class StatementForm(forms.Form):
    """A statement's two sides, and what it stands on."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text_zh = forms.CharField(
        label=_("Chinese"), required=False, max_length=LONGEST, widget=forms.Textarea
    )
    text_en = forms.CharField(
        label=_("English"), required=False, max_length=LONGEST, widget=forms.Textarea
    )
    keeps_sources = forms.BooleanField(
        label=_("The sentence still says what its sources say: keep them"), required=False
    )
    cites = forms.MultipleChoiceField(
        label=_("Cite besides"), required=False, widget=forms.CheckboxSelectMultiple
    )
    more = forms.CharField(
        label=_("Other passages"),
        help_text=_("The numbers or addresses of passages, for example #p12."),
        required=False,
        max_length=500,
    )
    is_without_source = forms.BooleanField(
        label=_("There is no source: mark it as without source"), required=False
    )

    def __init__(self, *args: Any, passages: Sequence[Passage] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(each.pk), each.quote[:120]) for each in passages]
        self.fields["cites"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["cites"]

    def cited(self) -> list[int]:
        """Give the passages chosen and named, each once."""
        named = [number.split("#p")[-1] for number in self.cleaned_data["more"].split()]
        found = [int(m.group()) for each in named if (m := _NUMBER.search(each))]
        chosen = [int(each) for each in self.cleaned_data.get("cites", [])]
        return list(dict.fromkeys([*chosen, *found]))


class TitleForm(forms.Form):
    """A draft's title."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=300, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=400, required=False)
    paper = forms.ChoiceField(
        label=_("Kind of paper"),
        choices=PaperKind.choices,
        initial=PaperKind.GENERAL,
        required=False,
        help_text=_("It says how many characters the report is to have at most."),
    )


class FreezeForm(forms.Form):
    """Why a report is frozen, and who may read it."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason"), max_length=300)
    release = forms.ChoiceField(
        label=_("Who may read it"), choices=Release.choices, initial=Release.INTERNAL
    )

    def __init__(self, *args: Any, is_minutes: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_minutes:
            self.fields["reason"].required = False
            self.fields["reason"].label = pgettext_lazy("minutes", "Remark")


class CorrectForm(forms.Form):
    """Why a frozen report is corrected."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
