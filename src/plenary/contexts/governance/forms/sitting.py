"""The small forms of the secretary's screen; each saves one thing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import AttendanceStatus, DecisionKind, PresenceKind
from plenary.contexts.governance.forms.records import (
    Change,
    RecordForm,
    choose_from,
    long_text,
)
from plenary.contexts.governance.forms.tasks import PostChoice
from plenary.contexts.governance.forms.units import unit_typed
from plenary.contexts.governance.models import Attendance
from plenary.contexts.governance.selectors import matching
from plenary.contexts.governance.selectors.leaders import leader_posts
from plenary.kernel.people.models import Post
from plenary.shared.actor import Actor
from plenary.shared.errors import Stale
from plenary.shared.web.days import DayField
from plenary.shared.web.widgets import DateInput


class StatusForm(RecordForm):
    """How one person takes part."""

    part = forms.ChoiceField(label=_("Takes part as"), choices=AttendanceStatus.choices)
    stand_in_zh = forms.CharField(
        label=_("Who came instead, in Chinese"), required=False, max_length=120
    )
    stand_in_en = forms.CharField(
        label=_("Who came instead, in English"), required=False, max_length=200
    )

    def __init__(self, *args: Any, attendance: Attendance, **kwargs: Any) -> None:
        super().__init__(*args, seen=attendance.version, **kwargs)
        self.attendance = attendance

    def show_stale(self, stale: Stale, current: int) -> None:
        """Show how the line stands now: the log keeps no names, so what they were is not told."""
        super().show_stale(stale, current)
        now = self.attendance
        if "status" in stale.changes:
            then, after = (self._shown("part", value) for value in stale.changes["status"])
            self.changes.append(Change(self.fields["part"].label, then, after))
        self.changes = [one for one in self.changes if one.label not in self._name_labels()]
        self.changes += [
            Change(self.fields[name].label, "–", self._shown(name, getattr(now, name)))
            for name in Attendance.PERSONAL
            if name in stale.changes
        ]

    def _name_labels(self) -> list[Any]:
        return [self.fields[name].label for name in Attendance.PERSONAL]


class PresenceForm(forms.Form):
    """Who came in at an item, left before it, or withdrew from it."""

    attendance = forms.IntegerField(label=_("Person"))
    kind = forms.ChoiceField(label=_("Why not in the room"), choices=PresenceKind.choices)


class DecideForm(forms.Form):
    """The outcome of an item, and the last decision of it that was seen."""

    seen_last = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Outcome"), choices=DecisionKind.choices)
    text_zh = long_text(_("Decision in Chinese"))
    text_en = long_text(_("Decision in English"))


class WordingForm(RecordForm):
    """A decision's outcome and wording, changed."""

    kind = forms.ChoiceField(label=_("Outcome"), choices=DecisionKind.choices)
    text_zh = long_text(_("Decision in Chinese"))
    text_en = long_text(_("Decision in English"))


class RemovalForm(RecordForm):
    """Why a decision comes out of the record, or a meeting that was recorded by mistake."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class SpotTaskForm(forms.Form):
    """A task made on the spot: what, who leads, which leader is accountable, until when."""

    title_zh = forms.CharField(label=_("Title in Chinese"), required=False, max_length=300)
    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=500)
    lead_unit = forms.CharField(label=_("Lead unit"), max_length=300)
    due_on = DayField(label=_("Due date"), widget=DateInput)
    accountable_post = PostChoice(
        Post.objects.none(), label=_("Accountable leader"), required=False
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "accountable_post", leader_posts(actor))

    def clean_lead_unit(self) -> int:
        """Find the unit by any of its names; one that nobody bears is answered with the nearest."""
        names = matching.organisation_names(kind="unit", only_in_being=True)
        return unit_typed(self.cleaned_data["lead_unit"], names)


class SpotReasonForm(forms.Form):
    """Why a decision needs no action."""

    reason = forms.CharField(label=_("Why no action is needed"), max_length=300)
