"""Forms of topics, their kinds, and papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import AgendaKind, OpinionAnswer, PaperAccess, ReturnGround
from plenary.contexts.governance.forms.acts import reason_field, units_in_being
from plenary.contexts.governance.forms.meetings import TitledChoice
from plenary.contexts.governance.forms.records import RecordForm, choose_from, long_text
from plenary.contexts.governance.forms.tasks import NamedChoice, NamedChoices, in_language, named
from plenary.contexts.governance.models import Meeting, NeededPaper, TopicKind
from plenary.contexts.governance.selectors.agendas import topics
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor
from plenary.shared.web.filters import day

ACCEPT = ".pdf,.docx,.xlsx,.txt,.md,.html,.png,.jpg"


class TopicForm(RecordForm):
    """What a unit wants a body to deal with."""

    one_side_of = frozenset({"title"})

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("unit", "kind"),
        ("place",),
        ("title_zh", "title_en"),
        ("reason_zh", "reason_en"),
    )

    unit = NamedChoice(label=_("Reporting unit"), queryset=Organisation.objects.none())
    kind = NamedChoice(label=_("Kind of topic"), queryset=TopicKind.objects.none())
    place = forms.ChoiceField(label=_("For which meeting"))
    title_zh = forms.CharField(label=_("Title in Chinese"), required=False, max_length=300)
    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=400)
    reason_zh = long_text(_("Reason in Chinese"))
    reason_en = long_text(_("Reason in English"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_in_being(actor)
        if not actor.has("office", "system"):
            units = units.filter(pk__in=actor.unit_ids)
        choose_from(self, "unit", units)
        choose_from(self, "kind", topics.kinds(active=True))
        self.fields["unit"].initial = units.first() if units.count() == 1 else None
        if isinstance(field := self.fields["place"], forms.ChoiceField):
            field.choices = places(actor)
        if "seen_version" in self.fields:
            del self.fields["unit"]

    def placed(self) -> dict[str, int | None]:
        """Give the body, and the meeting where one is named."""
        body, _dash, meeting = self.cleaned_data["place"].partition("-")
        return {"body_id": int(body), "meeting_id": int(meeting) if meeting else None}


def places(actor: Actor) -> list[tuple[str, str]]:
    """Give where a topic can be brought: ``7-12`` is meeting 12 of body 7, ``7`` that body's next."""
    coming = [
        (f"{one.body_id}-{one.pk}", " · ".join(filter(None, [in_language(one, "title"), day(one.held_on)])))
        for one in topics.coming_meetings(actor)
    ]  # fmt: skip
    next_of = [
        (str(pk), _("The next meeting of {body}").format(body=name))
        for pk, name in named(organisations.bodies(actor))
    ]
    return [("", "–"), *coming, *next_of]


class AcceptForm(RecordForm):
    """The meeting whose agenda a topic goes on."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("meeting",),)

    meeting = TitledChoice(
        Meeting.objects.none(), label=_("On the agenda of"), empty_label=_("choose")
    )

    def __init__(self, *args: Any, actor: Actor, body: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "meeting", topics.coming_meetings(actor, body=body))


class GiveBackForm(RecordForm):
    """Why a topic goes back to its unit."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("ground",), ("reason",))

    ground = forms.ChoiceField(
        label=_("Ground"), choices=[("", _("choose")), *ReturnGround.choices]
    )
    reason = reason_field(_("What the unit should put right"))


class TopicKindForm(RecordForm):
    """A kind of topic with the papers that it must come with, one a row; an empty row is none."""

    one_side_of = frozenset({"name"})
    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("name_zh", "name_en"),
        ("item_kind", "days_before", "order"),
        ("is_active",),
    )
    SPARE = 3

    name_zh = forms.CharField(label=_("Name in Chinese"), required=False, max_length=100)
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=150)
    item_kind = forms.ChoiceField(label=_("What is done with it"), choices=AgendaKind.choices)
    days_before = forms.IntegerField(
        label=_("Working days before the meeting"), min_value=0, max_value=60, initial=5
    )
    order = forms.IntegerField(label=_("Place in the list"), min_value=0, max_value=999, initial=0)
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, *args: Any, papers: list[NeededPaper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = range(1, min(len(papers) + self.SPARE, 12) + 1)
        for n in self.numbers:
            held = papers[n - 1] if n <= len(papers) else None
            for side, label, longest in (
                ("zh", _("Paper {n}, in Chinese"), 150),
                ("en", _("Paper {n}, in English"), 200),
            ):
                self.fields[f"paper{n}_{side}"] = forms.CharField(
                    label=label.format(n=n),
                    required=False,
                    max_length=longest,
                    initial=getattr(held, f"name_{side}", ""),
                )

    def laid_out(self) -> list[list[BoundField]]:
        """Give the kind's own fields, and below them a row for each paper."""
        papers = [[self[f"paper{n}_zh"], self[f"paper{n}_en"]] for n in self.numbers]
        return [*super().laid_out(), *papers]

    def papers(self) -> list[tuple[str, str]]:
        """Give the names typed, in their order."""
        data = self.cleaned_data
        return [(data[f"paper{n}_zh"], data[f"paper{n}_en"]) for n in self.numbers]


def file_field() -> forms.FileField:
    """Make a field for one file of a paper."""
    return forms.FileField(
        label=_("File"),
        help_text=_(".pdf, .docx, .xlsx, .txt, .md, .html, .png or .jpg"),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )


class PaperForm(RecordForm):
    """A paper that is handed in: its file, what it is called, who reads it."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("upload",),
        ("needed",),
        ("title_zh", "title_en"),
        ("access",),
    )

    upload = file_field()
    needed = NamedChoice(
        label=_("Which of the papers needed it is"),
        queryset=NeededPaper.objects.none(),
        required=False,
        empty_label=_("another paper"),
        help_text=_(
            "One of these needs no title of its own. One that is there already is not offered: its page takes a new version."
        ),
    )
    title_zh = forms.CharField(
        label=_("Title in Chinese"),
        required=False,
        max_length=300,
        help_text=_("With neither title, the paper is called as its file is."),
    )
    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=400)
    access = forms.ChoiceField(
        label=_("Who reads it"), choices=PaperAccess.choices, initial=PaperAccess.INTERNAL
    )

    def __init__(self, *args: Any, missing: Sequence[NeededPaper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not missing:
            del self.fields["needed"]
        else:
            wanted = [one.pk for one in missing]
            choose_from(self, "needed", NeededPaper.objects.filter(pk__in=wanted))


class PaperTitleForm(RecordForm):
    """What a paper is called, and who reads it."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("title_zh", "title_en"), ("access",))

    title_zh = forms.CharField(label=_("Title in Chinese"), required=False, max_length=300)
    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=400)
    access = forms.ChoiceField(label=_("Who reads it"), choices=PaperAccess.choices)

    def __init__(self, *args: Any, may_widen: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_widen:
            del self.fields["access"]


class PaperVersionForm(RecordForm):
    """A new file of a paper, and what has changed in it."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("upload",), ("note",))

    upload = file_field()
    note = forms.CharField(label=_("What has changed"), required=False, max_length=300)


class WithdrawPaperForm(RecordForm):
    """Why a paper is taken back."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("reason",),)

    reason = forms.CharField(label=_("Reason"), max_length=300)


class ApproveForm(RecordForm):
    """What the agenda said that is approved."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class AgendaReasonForm(RecordForm):
    """Why an agenda is opened again, or its approval taken back."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("reason",),)

    reason = forms.CharField(label=_("Reason"), max_length=300)


class AskOpinionsForm(RecordForm):
    """Which units are asked for their opinion, what they should look at, and within how many days."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("units",), ("question",), ("days",))

    units = NamedChoices(
        label=_("Units that are asked"),
        queryset=Organisation.objects.none(),
    )
    question = forms.CharField(
        label=_("What they should look at"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    days = forms.IntegerField(
        label=_("Working days to answer"), min_value=1, max_value=30, initial=5
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "units", units_in_being(actor))


class OpinionForm(RecordForm):
    """A unit's opinion."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("answer",), ("text_zh", "text_en"))

    answer = forms.ChoiceField(
        label=_("Opinion of your unit"), choices=OpinionAnswer.choices, widget=forms.RadioSelect
    )
    text_zh = long_text(_("Remarks or reason, in Chinese"))
    text_en = long_text(_("Remarks or reason, in English"))
