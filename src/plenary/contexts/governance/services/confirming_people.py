"""Finds or makes the body, posts, persons and holdings that a confirmed paper names."""

from __future__ import annotations

import re
from typing import cast

from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.names import plain, title_and_home
from plenary.contexts.governance.papers.shape import Attendee, Paper, PostHeld, live, side
from plenary.contexts.governance.selectors import matching
from plenary.contexts.governance.services.parts import AttendeeGiven
from plenary.kernel.documents.models import Document
from plenary.kernel.documents.services import cite
from plenary.kernel.organisations.enums import OrganisationKind
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.organisations.services import create_organisation
from plenary.kernel.people.models import Holding, Person, Post
from plenary.kernel.people.services import appoint, create_person, create_post
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused

STEP = 10
"""Between the protocol orders of two new posts, so that others fit between."""
_BODY = re.compile(
    r"committee|council|group|commission|congress|assembly|conference"
    r"|委员会|委$|领导小组|人大|政协|会议$|党组$",
    re.IGNORECASE,
)
_SHARED_POST = re.compile(r"\b(?:deputy|vice|member|assistant)\b|副|委员|成员|助理", re.IGNORECASE)


def known_body(actor: Actor, paper: Paper) -> Organisation:
    """Give the body that met: the chosen one, one that bears the printed name by now, or a new one."""
    printed = paper["facts"]["body"]["text"]
    pk = paper["body"] or matching.organisation_names(kind="body").match(printed).pk
    if pk:
        return Organisation.objects.get(pk=pk)
    return _new_organisation(actor, paper, printed, OrganisationKind.BODY)


def keep_people(
    actor: Actor, paper: Paper, document: Document, body: Organisation
) -> list[AttendeeGiven]:
    """Give the attendees with their posts, those that are new made, in the order of the text.

    The printed order is the protocol order, so that new posts take their places behind those
    printed before them.
    """
    people = cast("list[Attendee]", live(paper, "people"))
    homes: dict[str, Organisation] = {}
    last = 0
    given = []
    for one in people:
        person = _person(actor, paper, one)
        posts = []
        for held in one["posts"]:
            post = _post(actor, paper, held, _home(actor, paper, held, body, homes), last + STEP)
            last = max(last, post.order)
            _let_hold(actor, post, person)
            posts.append(post.pk)
        passage = cite(document=document, start=one["start"], end=one["end"])
        given.append(
            AttendeeGiven(
                person_id=person.pk,
                post_ids=tuple(dict.fromkeys(posts)),
                is_chair=one["chair"],
                passage_id=passage.pk,
            )
        )
    return given


def _person(actor: Actor, paper: Paper, one: Attendee) -> Person:
    if one["person"]:
        return Person.objects.get(pk=one["person"])
    if len(one["text"]) > (60 if paper["lang"] == "zh" else 120):
        raise Refused(_("“%(name)s” is too long for a name.") % {"name": one["text"][:60]})
    return create_person(actor=actor, **side(paper, "name", one["text"]))


def _home(
    actor: Actor,
    paper: Paper,
    held: PostHeld,
    body: Organisation,
    homes: dict[str, Organisation],
) -> Organisation:
    """Give the organisation of a post; a new one is made once, however many posts it has."""
    home = held["home"]
    if isinstance(home, int):
        return Organisation.objects.get(pk=home)
    if not home:
        return body
    key = plain(home)
    if key not in homes:
        pk = matching.organisation_names().match(home).pk
        kind = OrganisationKind.BODY if _BODY.search(home) else OrganisationKind.UNIT
        homes[key] = (
            Organisation.objects.get(pk=pk) if pk else _new_organisation(actor, paper, home, kind)
        )
    return homes[key]


def _post(actor: Actor, paper: Paper, held: PostHeld, home: Organisation, order: int) -> Post:
    if held["post"]:
        return Post.objects.get(pk=held["post"])
    title, printed_home = title_and_home(held["text"])
    wanted = title if printed_home and held["home"] else held["text"]
    for post in Post.objects.filter(organisation=home, abolished_on=None):
        if plain(wanted) in {plain(post.title_zh), plain(post.title_en)}:
            return post
    longest = 150 if paper["lang"] == "zh" else 250
    if len(wanted) > longest:
        raise Refused(_("“%(post)s…” is too long for a post.") % {"post": wanted[:60]})
    return create_post(actor=actor, organisation=home, order=order, **side(paper, "title", wanted))


def _let_hold(actor: Actor, post: Post, person: Person) -> None:
    """Let the person hold a vacant or shared post; a succession is the office's to record."""
    others = Holding.objects.filter(post=post, until_on=None).exclude(person=person)
    if _SHARED_POST.search(f"{post.title_zh} {post.title_en}") or not others.exists():
        appoint(actor=actor, post=post, person=person)


def _new_organisation(actor: Actor, paper: Paper, name: str, kind: str) -> Organisation:
    if len(name) > (200 if paper["lang"] == "zh" else 300):
        raise Refused(_("“%(name)s…” is too long for a name.") % {"name": name[:60]})
    return create_organisation(actor=actor, kind=kind, **side(paper, "name", name))
