"""Forms of plans and their priorities."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.forms.records import RecordForm, choose_from, long_text
from plenary.contexts.governance.forms.tasks import NamedChoice
from plenary.contexts.governance.forms.themes import ThemeChoice
from plenary.contexts.governance.models import Plan
from plenary.contexts.governance.selectors import plans
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor
from plenary.shared.web.days import DayField
from plenary.shared.web.widgets import DateInput


class PlanForm(RecordForm):
    """A plan's own fields."""

    one_side_of = frozenset({"name"})

    rows = (("body",), ("name_zh", "name_en"), ("starts_on", "ends_on"), ("parent",))

    body = NamedChoice(Organisation.objects.none(), label=_("Body"))
    name_zh = forms.CharField(label=_("Name in Chinese"), required=False, max_length=200)
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=300)
    starts_on = DayField(label=_("First day"), widget=DateInput)
    ends_on = DayField(label=_("Last day"), widget=DateInput)
    parent = NamedChoice(
        Plan.objects.none(), label=_("Longer plan that it is a year of"), required=False
    )

    def __init__(self, *args: Any, actor: Actor, own: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "body", organisations.bodies(actor))
        choose_from(self, "parent", plans.visible_to(actor).exclude(pk=own or 0), _("none"))
        if "seen_version" in self.fields:
            del self.fields["body"]


class PriorityForm(RecordForm):
    """A numbered line of a plan."""

    one_side_of = frozenset({"text"})

    rows = (("text_zh", "text_en"), ("theme",))

    text_zh = long_text(_("Priority in Chinese"))
    text_en = long_text(_("Priority in English"))
    theme = ThemeChoice(label=_("Theme"), required=False)


class WithdrawForm(RecordForm):
    """From which day a requirement no longer stands, and why."""

    rows = (("withdrawn_on",), ("reason",))

    withdrawn_on = DayField(label=_("Withdrawn on"), widget=DateInput)
    reason = forms.CharField(label=_("Reason"), max_length=300)
