"""Forms around the calling of meetings."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.enums import InvitedAs, ReplyKind, SeatKind
from plenary.contexts.governance.forms.records import RecordForm, choose_from, id_of
from plenary.contexts.governance.forms.tasks import NamedChoice, in_language
from plenary.contexts.governance.models import Convening, Invitation, Meeting
from plenary.contexts.governance.services.convening import (
    AnswerGiven,
    ConveningGiven,
    GuestGiven,
)
from plenary.kernel.organisations import selectors as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.places import selectors as places
from plenary.kernel.places.models import Place
from plenary.shared.actor import Actor
from plenary.shared.web.days import DayField
from plenary.shared.web.widgets import DateInput

LONGEST_NOTICE = 5000


class TimeInput(forms.TimeInput):
    """A browser's own field for a time of day."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def _notice_field(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_NOTICE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_("Left empty, it is drafted from time, place and agenda."),
    )


def language_field() -> forms.ChoiceField:
    """Make a field for the language in which somebody is written to."""
    return forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)


class ConveningForm(RecordForm):
    """When and where a meeting is to be, and its notice."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("starts_on", "starts", "ends"),
        ("place", "reply_by_on"),
        ("room_zh", "room_en"),
        ("notice_zh", "notice_en"),
    )
    unchecked: ClassVar[frozenset[str]] = frozenset({"notice"})
    """Each side follows the custom of its language, not the other side's sentences."""

    starts_on = DayField(label=_("Day of the meeting"), widget=DateInput)
    starts = forms.TimeField(label=_("Begins at"), widget=TimeInput())
    ends = forms.TimeField(label=_("Ends at"), widget=TimeInput())
    place = NamedChoice(Place.objects.none(), label=_("Place"), required=False)
    room_zh = forms.CharField(label=_("Room in Chinese"), required=False, max_length=150)
    room_en = forms.CharField(label=_("Room in English"), required=False, max_length=200)
    reply_by_on = DayField(label=_("Answers by"), required=False, widget=DateInput)
    notice_zh = _notice_field(_("Notice in Chinese"))
    notice_en = _notice_field(_("Notice in English"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "place", places.visible_to(actor))


def start_of(meeting: Meeting, convening: Convening | None) -> dict[str, Any]:
    """Give what the form begins with: the convening, else what the meeting's record says."""
    if convening is None:
        return {"starts_on": meeting.held_on, "place": meeting.place_id}
    begins = timezone.localtime(convening.starts_at)
    names = ("room_zh", "room_en", "reply_by_on", "notice_zh", "notice_en")
    return {name: getattr(convening, name) for name in names} | {
        "starts_on": begins.date(),
        "starts": begins.time(),
        "ends": timezone.localtime(convening.ends_at).time(),
        "place": meeting.place_id,
    }


def convening_given(data: dict[str, Any]) -> ConveningGiven:
    """Give the form's values as the services take them."""
    return ConveningGiven(
        starts_at=_moment(data["starts_on"], data["starts"]),
        ends_at=_moment(data["starts_on"], data["ends"]),
        place_id=id_of(data["place"]),
        room_zh=data["room_zh"],
        room_en=data["room_en"],
        reply_by_on=data["reply_by_on"],
        notice_zh=data["notice_zh"].replace("\r\n", "\n"),
        notice_en=data["notice_en"].replace("\r\n", "\n"),
    )


def _moment(day: dt.date, time: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, time))


class GuestForm(RecordForm):
    """Somebody invited by hand."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("name", "email"),
        ("role", "language"),
        ("unit",),
        ("items",),
    )

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.CharField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(
        label=_("Invited as"),
        choices=[(one.value, one.label) for one in (InvitedAs.OBSERVER, InvitedAs.MEMBER)],
    )
    language = language_field()
    unit = NamedChoice(Organisation.objects.none(), label=_("Unit"), required=False)
    items = forms.TypedMultipleChoiceField(
        label=_("For these items only"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "None chosen: for the whole meeting. Whoever is asked to single items is told of these alone, and with an account reads their public and internal papers."
        ),
    )

    def __init__(self, *args: Any, actor: Actor, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "unit", organisations.units(actor))
        field = self.fields["items"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = [
                (item.pk, f"{item.number}. {in_language(item, 'text')[:120]}")
                for item in meeting.items.all()
            ]
            if not field.choices:
                del self.fields["items"]

    def guest(self) -> GuestGiven:
        """Give the guest as the service takes one."""
        data = self.cleaned_data
        return GuestGiven(
            name=data["name"],
            email=data["email"],
            role=data["role"],
            language=data["language"],
            unit_id=id_of(data["unit"]),
            item_ids=tuple(data.get("items", ())),
        )


class AddressForm(RecordForm):
    """Where somebody on the list is written to."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (("name", "email"), ("language",))

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.CharField(label=_("E-mail address"), max_length=254)
    language = language_field()


class CallOffForm(RecordForm):
    """Why a meeting is called off; everybody invited reads it."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class SeveralFiles(forms.FileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Give every file that was chosen."""
        return files.getlist(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Say whether none was."""
        return name not in files


class RepliesForm(RecordForm):
    """Answers that people's calendars sent by mail."""

    upload = forms.Field(
        label=_("Answers"),
        help_text=_("Mails saved as .eml, or the .ics files out of them; several at once."),
        error_messages={"required": _("Choose a file.")},
        widget=SeveralFiles(attrs={"accept": ".eml,.ics", "multiple": True}),
    )


TOLD_OTHERWISE = _(
    "Whoever has an address is sent an invitation at once; left empty, you tell them otherwise."
)


class AnswerForm(RecordForm):
    """What an invited person answers."""

    reply = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=300,
        help_text=_("Needed where you do not come. The office and the leaders read it."),
    )
    substitute_name = forms.CharField(
        label=_("Name of the substitute"), required=False, max_length=120
    )
    substitute_email = forms.CharField(
        label=_("E-mail address of the substitute"),
        required=False,
        max_length=254,
        help_text=_("The substitute is sent an invitation at once."),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        start = {"reply": invitation.reply, "reason": invitation.reason}
        super().__init__(*args, initial=start, **kwargs)
        if not invitation.email:
            self.fields["substitute_email"].help_text = TOLD_OTHERWISE
        kinds = [ReplyKind.COMING, ReplyKind.NOT_COMING]
        if invitation.role in {InvitedAs.MEMBER, InvitedAs.UNIT}:
            kinds.append(ReplyKind.SUBSTITUTED)
        else:
            del self.fields["substitute_name"], self.fields["substitute_email"]
        field = self.fields["reply"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(kind.value, kind.label) for kind in kinds]

    def answer(self) -> AnswerGiven:
        """Give the answer as the services take one."""
        data = self.cleaned_data
        return AnswerGiven(
            reply=data["reply"],
            reason=data["reason"],
            substitute_name=data.get("substitute_name", ""),
            substitute_email=data.get("substitute_email", ""),
        )


class BodyRulesForm(RecordForm):
    """What a body's rules ask of its meetings."""

    rows: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("quorum_part", "quorum_whole", "quorum_counts"),
        ("is_more_than", "substitutes_count"),
        ("meetings_a_year", "notice_days"),
    )

    quorum_part = forms.IntegerField(
        label=_("Quorum: so many parts"),
        required=False,
        min_value=1,
        max_value=366,
    )
    quorum_whole = forms.IntegerField(
        label=_("of so many: 1 of 2 is a half"), required=False, min_value=1, max_value=366
    )
    quorum_counts = forms.ChoiceField(label=_("Seats counted"), choices=SeatKind.choices)
    is_more_than = forms.BooleanField(label=_("More than this part"), required=False)
    substitutes_count = forms.BooleanField(
        label=_("A substitute fills the seat"), required=False, initial=True
    )
    meetings_a_year = forms.IntegerField(
        label=_("Comprehensive meetings a year"), required=False, min_value=0, max_value=366
    )
    notice_days = forms.IntegerField(
        label=_("Working days of notice"), required=False, min_value=0, max_value=366
    )
