"""Finds or makes the body, posts, persons and holdings that a confirmed paper names."""

from __future__ import annotations

import re
from typing import cast

from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.names import (
    is_named_beside,
    is_short_form,
    plain,
    title_and_home,
)
from plenary.contexts.governance.papers.shape import Attendee, Paper, PostHeld, live, side
from plenary.contexts.governance.seats import place_of
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

LONGEST_SHORT = {"zh": 60, "en": 120}
STEP = 10
"""Between the protocol orders of two new posts, so that others fit between."""
_BODY = re.compile(
    r"committee|council|group|commission|congress|assembly|conference"
    r"|委员会|委$|领导小组|人大|政协|会议$|党组$",
    re.IGNORECASE,
)
_SHARED_POST = re.compile(r"\b(?:deputy|vice|member|assistant)\b|副|委员|成员|助理", re.IGNORECASE)


def known_body(actor: Actor, paper: Paper, source: str) -> Organisation:
    """Give the body that met: the chosen one, one that bears the printed name by now, or a new one."""
    printed = paper["facts"]["body"]["text"]
    bodies = matching.organisation_names(kind="body")
    pk = paper["body"] or matching.match_body(printed, bodies).pk
    if pk:
        return Organisation.objects.get(pk=pk)
    short = _short_form(paper, printed, source)
    return _new_organisation(actor, paper, printed, OrganisationKind.BODY, short=short)


def _short_form(paper: Paper, name: str, source: str) -> str:
    """Give the short form under which a text prints a new body where it names its posts, if any."""
    homes = {
        title_and_home(held["text"])[1] for one in live(paper, "people") for held in one["posts"]
    }
    forms = [
        home for home in homes if is_short_form(home, name) or is_named_beside(home, name, source)
    ]
    short = min(forms, key=len, default="")
    return short if len(short) <= LONGEST_SHORT[paper["lang"]] else ""


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
    name = _fullest(paper, home)
    key = plain(name)
    if key not in homes:
        place = place_of([paper["facts"]["body"]["text"], body.name_zh])
        pk = matching.match_home(name, matching.organisation_names(), place)
        kind = OrganisationKind.BODY if _BODY.search(name) else OrganisationKind.UNIT
        homes[key] = (
            Organisation.objects.get(pk=pk) if pk else _new_organisation(actor, paper, name, kind)
        )
    return homes[key]


def _fullest(paper: Paper, home: str) -> str:
    """Give the fullest form in which the paper prints an organisation that is not known."""
    printed = {held["home"] for one in live(paper, "people") for held in one["posts"]}
    forms = [form for form in printed if isinstance(form, str) and is_short_form(home, form)]
    return max(forms, key=len, default=home)


def _post(actor: Actor, paper: Paper, held: PostHeld, home: Organisation, order: int) -> Post:
    if held["post"]:
        return Post.objects.get(pk=held["post"])
    title, printed_home = title_and_home(held["text"])
    is_told = bool(printed_home) and (bool(held["home"]) or _is_name_of(home, printed_home))
    wanted = title if is_told else held["text"]
    for post in Post.objects.filter(organisation=home, abolished_on=None):
        if plain(wanted) in {plain(post.title_zh), plain(post.title_en)}:
            return post
    longest = 150 if paper["lang"] == "zh" else 250
    if len(wanted) > longest:
        raise Refused(_("“%(post)s…” is too long for a post.") % {"post": wanted[:60]})
    return create_post(actor=actor, organisation=home, order=order, **side(paper, "title", wanted))


def _is_name_of(organisation: Organisation, printed: str) -> bool:
    """Say whether an organisation is printed under one of its names or a short form of one."""
    o = organisation
    names = [name for name in (o.name_zh, o.short_zh, o.name_en, o.short_en) if name]
    return any(plain(printed) == plain(name) or is_short_form(printed, name) for name in names)


def _let_hold(actor: Actor, post: Post, person: Person) -> None:
    """Let the person hold a vacant or shared post; a succession is the office's to record."""
    others = Holding.objects.filter(post=post, until_on=None).exclude(person=person)
    if _SHARED_POST.search(f"{post.title_zh} {post.title_en}") or not others.exists():
        appoint(actor=actor, post=post, person=person)


def _new_organisation(
    actor: Actor, paper: Paper, name: str, kind: str, *, short: str = ""
) -> Organisation:
    if len(name) > (200 if paper["lang"] == "zh" else 300):
        raise Refused(_("“%(name)s…” is too long for a name.") % {"name": name[:60]})
    names = {**side(paper, "name", name), **side(paper, "short", short)}
    return create_organisation(actor=actor, kind=kind, **names)
