"""The sheet of who was at a meeting; nothing typed is lost while persons are looked up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.forms.meetings import (
    AttendanceForm,
    AttendeeForm,
    GroupForm,
    NewPersonForm,
)
from plenary.contexts.governance.models import Attendance, Meeting
from plenary.contexts.governance.services.coming import need_coming
from plenary.contexts.governance.services.parts import AttendeeGiven, GroupGiven
from plenary.contexts.governance.views.answers import show_refusal
from plenary.contexts.governance.views.meetings import crumbs_of, visible_meeting
from plenary.contexts.governance.views.saving import is_kept, need
from plenary.kernel.people import selectors as people
from plenary.kernel.people.models import Holding, Person, Post
from plenary.kernel.people.policies import can_keep_people
from plenary.kernel.people.services import create_person
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused
from plenary.shared.web.numbers import whole
from plenary.shared.web.request import Request

FOUND = 20
SPARE_GROUPS = 2
MOST_GROUPS = 50
NEW = "new"
"""Before the names of somebody new, and the name of the button that adds them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A person on the sheet."""

    person: Person
    form: AttendeeForm
    passage_id: int | None
    is_chair: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet as typed, or as recorded before anything was typed."""

    form: AttendanceForm
    lines: list[Line]
    groups: list[GroupForm]

    def is_valid(self) -> bool:
        """Check every part, so that every fault is shown at once."""
        parts = [self.form, *(line.form for line in self.lines), *self.groups]
        return not [part for part in parts if not part.is_valid()]

    def attendees(self) -> list[AttendeeGiven]:
        """Give the persons that were not left out."""
        chair = self.form.cleaned_data["chair"]
        return [
            AttendeeGiven(
                person_id=line.person.pk,
                post_ids=tuple(line.form.cleaned_data["posts"]),
                status=line.form.cleaned_data["status"],
                is_chair=line.person.pk == chair,
                passage_id=line.passage_id,
                stand_in_zh=line.form.cleaned_data["stand_in_zh"],
                stand_in_en=line.form.cleaned_data["stand_in_en"],
            )
            for line in self.lines
            if not line.form.cleaned_data["is_left_out"]
        ]

    def named_groups(self) -> list[GroupGiven]:
        """Give the groups that have a name."""
        filled = [group.cleaned_data for group in self.groups]
        return [GroupGiven(**data) for data in filled if data["text_zh"] or data["text_en"]]


@require_http_methods(["GET", "POST"])
def attendance(request: Request, pk: int) -> HttpResponse:
    """Record who was there, in which posts; persons are added from the directory."""
    found = visible_meeting(request.actor, pk)
    need(policies.can_manage_meetings, request.actor, found)
    if request.method != "POST":
        need_coming(found)  # What was typed before is kept in the form, with the refusal.
    data = request.POST if request.method == "POST" else None
    newcomer, added = _newcomer(request.actor, data)
    sheet = _sheet(request.actor, found, data, added)
    if data is not None and not {"find", "add", "new"} & set(data) and sheet.is_valid():

        def keep(cleaned: dict[str, Any]) -> None:
            services.record_attendance(
                actor=request.actor,
                meeting_id=pk,
                attendees=sheet.attendees(),
                groups=sheet.named_groups(),
                seen_version=cleaned["seen_version"],
            )

        if is_kept(sheet.form, keep, found.version):
            messages.success(request, _("The attendance has been recorded."))
            return redirect(f"{found.get_absolute_url()}#attendance")
    context = {
        "meeting": found,
        "crumbs": crumbs_of(found),
        "sheet": sheet,
        "newcomer": newcomer,
        "found": _persons(request.actor, sheet, data),
        "sought": data.get("words", "").strip() if data else "",
        "recorded": _recorded(found) if sheet.form.is_stale else [],
        "recorded_groups": list(found.groups.all()) if sheet.form.is_stale else [],
    }
    return render(
        request, "governance/meeting_attendance.html", context, status=_status(sheet, newcomer)
    )


def _newcomer(actor: Actor, data: QueryDict | None) -> tuple[NewPersonForm | None, list[int]]:
    """Give the form of somebody new, for those who keep persons, and the number of the person just added."""
    if not can_keep_people(actor):
        return None, []
    if data is None or "new" not in data:
        sought = data.get("words", "").strip()[:60] if data is not None else ""
        name = "name_en" if sought.isascii() else "name_zh"
        return NewPersonForm(prefix=NEW, initial={name: sought}), []
    form = NewPersonForm(data, prefix=NEW)
    if not form.is_valid():
        return form, []
    names = form.names()
    if any(names.values()) and people.visible_to(actor).filter(**names).exists():
        sentence = _("The directory has a person of this name: find and add them above.")
        form.add_error("name_zh" if names["name_zh"] else "name_en", sentence)
        return form, []
    try:
        made = create_person(actor=actor, name_zh=names["name_zh"], name_en=names["name_en"])
    except Refused as refusal:
        show_refusal(form, refusal)
        return form, []
    return NewPersonForm(prefix=NEW), [made.pk]


def _status(sheet: Sheet, newcomer: NewPersonForm | None) -> int:
    if newcomer and newcomer.errors:
        return 422
    faulty = any(line.form.errors for line in sheet.lines) or any(g.errors for g in sheet.groups)
    return 422 if faulty and not sheet.form.is_stale else sheet.form.status


def _sheet(actor: Actor, meeting: Meeting, data: QueryDict | None, added: list[int]) -> Sheet:
    recorded = {one.person_id: one for one in _recorded(meeting)}
    ids = list(recorded) if data is None else _ids([*data.getlist("person"), data.get("add", "")])
    ids += added
    persons = people.visible_to(actor).in_bulk(ids)
    posts = _posts(ids, recorded)
    chair = _chair(recorded, data)
    lines = [
        _line(persons[pk], posts.get(pk, []), recorded.get(pk), data, is_chair=pk == chair)
        for pk in ids
        if pk in persons
    ]
    return Sheet(
        AttendanceForm(data, seen=meeting.version, initial={"chair": chair}),
        lines,
        _groups(meeting, data),
    )


def _recorded(meeting: Meeting) -> QuerySet[Attendance]:
    return meeting.attendances.select_related("person").prefetch_related("posts__organisation")


def _line(
    person: Person,
    posts: list[Post],
    recorded: Attendance | None,
    data: QueryDict | None,
    *,
    is_chair: bool,
) -> Line:
    prefix = f"person-{person.pk}"
    start: dict[str, Any] = {"posts": [post.pk for post in posts]}
    if recorded:
        start = {name: getattr(recorded, name) for name in ("status", "stand_in_zh", "stand_in_en")}
        start["posts"] = [post.pk for post in recorded.posts.all()]
    typed = data if data is not None and f"{prefix}-status" in data else None
    form = AttendeeForm(typed, prefix=prefix, posts=posts, initial=start)
    return Line(person, form, recorded.passage_id if recorded else None, is_chair)


def _groups(meeting: Meeting, data: QueryDict | None) -> list[GroupForm]:
    if data is not None:
        count = min(whole(data.get("groups"), SPARE_GROUPS), MOST_GROUPS)
        return [GroupForm(data, prefix=f"group-{n}") for n in range(count)]
    starts: list[dict[str, str]] = [
        {"text_zh": group.text_zh, "text_en": group.text_en} for group in meeting.groups.all()
    ]
    starts += [{}] * SPARE_GROUPS
    return [GroupForm(prefix=f"group-{n}", initial=start) for n, start in enumerate(starts)]


def _chair(recorded: dict[int, Attendance], data: QueryDict | None) -> int | None:
    if data is not None:
        return whole(data.get("chair")) or None
    return next((pk for pk, one in recorded.items() if one.is_chair), None)


def _posts(ids: Iterable[int], recorded: dict[int, Attendance]) -> dict[int, list[Post]]:
    found: dict[int, dict[int, Post]] = {}
    held = Holding.objects.filter(person_id__in=ids).select_related("post__organisation")
    for holding in held.order_by("post__order", "pk"):
        found.setdefault(holding.person_id, {})[holding.post_id] = holding.post
    for pk, one in recorded.items():
        for post in one.posts.all():
            found.setdefault(pk, {}).setdefault(post.pk, post)
    return {pk: list(posts.values()) for pk, posts in found.items()}


def _persons(actor: Actor, sheet: Sheet, data: QueryDict | None) -> list[Person]:
    words = data.get("words", "").strip()[:100] if data is not None else ""
    if not words:
        return []
    named = Q(name_zh__icontains=words) | Q(name_en__icontains=words)
    there = [line.person.pk for line in sheet.lines]
    return list(people.visible_to(actor).filter(named).exclude(pk__in=there)[:FOUND])


def _ids(values: Iterable[str]) -> list[int]:
    return list(dict.fromkeys(pk for value in values if (pk := whole(value))))
