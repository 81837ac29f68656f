"""Fills in the names that a meeting's second text gives of persons, posts and bodies kept already."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, cast

from plenary.contexts.governance.models import AttendeeGroup, Meeting
from plenary.contexts.governance.names import title_and_home
from plenary.contexts.governance.papers.shape import Attendee, Named, Paper, live
from plenary.contexts.governance.seats import in_full, place_of
from plenary.kernel.audit.recording import record
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.organisations.services import edit_organisation
from plenary.kernel.people.models import Person, Post
from plenary.kernel.people.services import edit_person, edit_post
from plenary.shared.actor import Actor

LONGEST = {
    "zh": {"person": 60, "post": 150, "organisation": 200, "group": 300},
    "en": {"person": 120, "post": 250, "organisation": 300, "group": 400},
}

Filled = dict[str, list[int]]


def fill_names(*, actor: Actor, paper: Paper, meeting: Meeting) -> Filled:
    """Fill the missing side of the names of the attendees that the paper is paired with.

    A side that stands already stays, and so does an empty one for which the text prints two names.
    The pairing is audited with the meeting. Gives the ids of what was filled, by kind.
    """
    lang = paper["lang"]
    filled: Filled = {"persons": [], "posts": [], "organisations": [], "groups": []}
    printed: defaultdict[int, set[str]] = defaultdict(set)
    if body := paper["facts"]["body"]["text"]:
        printed[meeting.body_id].add(body)
    place = place_of([body, meeting.body.name_zh])
    recorded = {a.person_id: a for a in meeting.attendances.prefetch_related("posts")}
    for one in cast("list[Attendee]", live(paper, "people")):
        attendance = recorded.get(one["person"] or 0)
        if attendance is None:
            continue
        if _name_person(actor, attendance.person, lang, one["text"]):
            filled["persons"].append(attendance.person_id)
        posts = {post.pk: post for post in attendance.posts.all()}
        for held in one["posts"]:
            post = posts.get(held["post"] or 0)
            if post is None:
                continue
            title, home = title_and_home(held["text"])
            if home:
                printed[post.organisation_id].add(in_full(home, place))
            if _name_post(actor, post, lang, title):
                filled["posts"].append(post.pk)
    filled["organisations"] = _name_organisations(actor, printed, lang)
    filled["groups"] = _name_groups(meeting, cast("list[Named]", live(paper, "groups")), lang)
    if any(filled.values()):
        record(
            actor=actor,
            action="governance.meeting.names_filled",
            subject=meeting,
            note={"lang": lang, "grounds": paper["attach"].get("people", {}), **filled},
        )
    return filled


def _name_person(actor: Actor, person: Person, lang: str, name: str) -> bool:
    if getattr(person, f"name_{lang}") or len(name) > LONGEST[lang]["person"]:
        return False
    names = {"name_zh": person.name_zh, "name_en": person.name_en, f"name_{lang}": name}
    edit_person(actor=actor, person_id=person.pk, seen_version=person.version, **names)
    return True


def _name_post(actor: Actor, post: Post, lang: str, title: str) -> bool:
    if getattr(post, f"title_{lang}") or len(title) > LONGEST[lang]["post"]:
        return False
    titles = {"title_zh": post.title_zh, "title_en": post.title_en, f"title_{lang}": title}
    edit_post(
        actor=actor,
        post_id=post.pk,
        seen_version=post.version,
        order=post.order,
        is_leader=post.is_leader,
        abolished_on=post.abolished_on,
        **titles,
    )
    return True


def _name_organisations(actor: Actor, printed: dict[int, set[str]], lang: str) -> list[int]:
    """Name the organisations that have no name in the language: by the longest of the forms printed,
    where the others are its endings, and not at all where they differ.
    """
    named = []
    for organisation in Organisation.objects.filter(pk__in=printed):
        forms = sorted(printed[organisation.pk], key=len)
        name = forms[-1]
        field = f"name_{lang}"
        agree = all(name.endswith(form) or name.startswith(form) for form in forms)
        if getattr(organisation, field) or not agree or len(name) > LONGEST[lang]["organisation"]:
            continue
        changes: dict[str, Any] = {field: name}
        edit_organisation(
            actor=actor,
            organisation_id=organisation.pk,
            seen_version=organisation.version,
            **changes,
        )
        named.append(organisation.pk)
    return named


def _name_groups(meeting: Meeting, printed: list[Named], lang: str) -> list[int]:
    """Give the groups their second side in order, where both texts name as many."""
    groups = list(AttendeeGroup.objects.filter(meeting=meeting))
    field = f"text_{lang}"
    if len(groups) != len(printed):
        return []
    named = []
    for group, one in zip(groups, printed, strict=True):
        if getattr(group, field) or len(one["text"]) > LONGEST[lang]["group"]:
            continue
        setattr(group, field, one["text"])
        group.save(update_fields=[field])
        named.append(group.pk)
    return named
