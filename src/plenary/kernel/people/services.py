"""The only writers of persons, posts and holdings."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people import policies, selectors
from plenary.kernel.people.events import HolderChanged
from plenary.kernel.people.models import Holding, Person, Post
from plenary.kernel.text.policies import can_translate
from plenary.kernel.text.services import keep_texts
from plenary.kernel.text.validators import refuse_secrecy
from plenary.kernel.text.writing import write_other_side
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused, Stale
from plenary.shared.events import announce

TEXTS = ("title",)
"""A post's texts in two languages; a person's name is their own, and no translator's matter."""


@transaction.atomic
def create_person(
    *, actor: Actor, name_zh: str = "", name_en: str = "", is_illustrative: bool = False
) -> Person:
    """Add a person; refused without a name."""
    authorise(actor, policies.can_keep_people)
    refuse_secrecy(name_zh, name_en)
    names = {"name_zh": " ".join(name_zh.split()), "name_en": " ".join(name_en.split())}
    if not any(names.values()):
        raise Refused(fields={"name_zh": _("A person needs a name in Chinese or English.")})
    person = Person.objects.create(**names, is_illustrative=is_illustrative)
    record(actor=actor, action="people.person.created", subject=person)
    return person


@transaction.atomic
def edit_person(
    *, actor: Actor, person_id: int, seen_version: int, name_zh: str, name_en: str
) -> Person:
    """Mend a person's name."""
    person = lock(selectors.visible_to(actor), pk=person_id, version=seen_version)
    authorise(actor, policies.can_keep_people)
    refuse_secrecy(name_zh, name_en)
    if not (name_zh.strip() or name_en.strip()):
        raise Refused(fields={"name_zh": _("A person needs a name in Chinese or English.")})
    before = snapshot(person)
    person.name_zh, person.name_en = name_zh.strip(), name_en.strip()
    save(person, fields=["name_zh", "name_en"])
    record(actor=actor, action="people.person.edited", subject=person, before=before)
    return person


@transaction.atomic
def create_post(
    *,
    actor: Actor,
    organisation: Organisation,
    title_zh: str = "",
    title_en: str = "",
    order: int = 0,
    is_leader: bool = False,
    is_illustrative: bool = False,
) -> Post:
    """Add a post in a body or unit; refused without a title."""
    authorise(actor, policies.can_keep_people)
    refuse_secrecy(title_zh, title_en)
    if not (title_zh.strip() or title_en.strip()):
        raise Refused(fields={"title_zh": _("A post needs a title in Chinese or English.")})
    post = Post.objects.create(
        organisation=organisation,
        title_zh=title_zh.strip(),
        title_en=title_en.strip(),
        order=order,
        is_leader=is_leader,
        is_illustrative=is_illustrative,
    )
    record(actor=actor, action="people.post.created", subject=post)
    keep_texts(actor=actor, subject=post, fields=TEXTS)
    return post


@transaction.atomic
def edit_post(
    *,
    actor: Actor,
    post_id: int,
    seen_version: int,
    title_zh: str,
    title_en: str,
    order: int,
    is_leader: bool,
    abolished_on: dt.date | None = None,
) -> Post:
    """Change a post's titles, order and end."""
    post = lock(selectors.posts_visible_to(actor), pk=post_id, version=seen_version)
    authorise(actor, policies.can_keep_people)
    refuse_secrecy(title_zh, title_en)
    if not (title_zh.strip() or title_en.strip()):
        raise Refused(fields={"title_zh": _("A post needs a title in Chinese or English.")})
    before = snapshot(post)
    post.title_zh, post.title_en = title_zh.strip(), title_en.strip()
    post.order, post.is_leader, post.abolished_on = order, is_leader, abolished_on
    save(post, fields=["title_zh", "title_en", "order", "is_leader", "abolished_on"])
    record(actor=actor, action="people.post.edited", subject=post, before=before)
    keep_texts(actor=actor, subject=post, fields=TEXTS)
    return post


@transaction.atomic
def translate_post(*, actor: Actor, record_id: int, name: str, text: str) -> Post:
    """Write the side of a title that is made from the source.

    Refused for the source side and for a text that is empty, too long or marked as secret.
    """
    post = lock(selectors.posts_visible_to(actor), pk=record_id)
    authorise(actor, can_translate, post)
    before = snapshot(post)
    write_other_side(subject=post, name=name, text=text, fields=TEXTS)
    save(post, fields=[name])
    record(actor=actor, action="people.post.translated", subject=post, before=before)
    keep_texts(actor=actor, subject=post, fields=TEXTS)
    return post


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    post: Post,
    person: Person,
    since_on: dt.date | None = None,
    seen_last: int | None = None,
) -> Holding:
    """Let a person hold a post; who held it before goes on until ``end_holding`` says otherwise.

    ``seen_last`` is the latest holding of the post that the actor was shown, 0 for none: ``Stale``
    where there is a later one. Asking again for the same person and post changes nothing. Announces
    ``HolderChanged``.
    """
    authorise(actor, policies.can_keep_people)
    _need_last(post, seen_last)
    holding, is_new = Holding.objects.get_or_create(
        post=post, person=person, until_on=None, defaults={"since_on": since_on}
    )
    if is_new:
        record(actor=actor, action="people.holding.began", subject=holding)
        _announce(actor, post.pk, person.pk, None)
    return holding


@transaction.atomic
def succeed(
    *, actor: Actor, post: Post, person: Person, on: dt.date, seen_last: int | None = None
) -> Holding:
    """Hand a post over: every open holding ends on that day, and the person holds it from then.

    ``Stale`` as appointing is. Announces ``HolderChanged``.
    """
    authorise(actor, policies.can_keep_people)
    _need_last(post, seen_last)
    former = None
    for holding in post.holdings.select_for_update().filter(until_on=None):
        if holding.person_id == person.pk:
            return holding
        former = holding.person_id
        _end(actor, holding, on)
    made = Holding.objects.create(post=post, person=person, since_on=on)
    record(actor=actor, action="people.holding.began", subject=made)
    _announce(actor, post.pk, person.pk, former)
    return made


@transaction.atomic
def end_holding(*, actor: Actor, holding_id: int, until_on: dt.date) -> Holding:
    """End a person's time in a post; refused before it began."""
    visible = Holding.objects.filter(post__in=selectors.posts_visible_to(actor))
    holding = lock(visible, pk=holding_id)
    authorise(actor, policies.can_keep_people)
    _end(actor, holding, until_on)
    _announce(actor, holding.post_id, None, holding.person_id)
    return holding


@transaction.atomic
def date_holding(
    *,
    actor: Actor,
    holding_id: int,
    seen_version: int,
    since_on: dt.date | None,
    until_on: dt.date | None,
) -> Holding:
    """Mend the days of a person's time in a post.

    Refused where it would end before it began, and where the person holds the post already.
    Announces ``HolderChanged``.
    """
    visible = Holding.objects.filter(post__in=selectors.posts_visible_to(actor))
    holding = lock(visible, pk=holding_id, version=seen_version)
    authorise(actor, policies.can_keep_people)
    if since_on and until_on and until_on < since_on:
        raise Refused(fields={"until_on": _("The end lies before the beginning.")})
    others = Holding.objects.filter(post=holding.post_id, person=holding.person_id, until_on=None)
    if until_on is None and others.exclude(pk=holding.pk).exists():
        raise Refused(fields={"until_on": _("This person holds the post already.")})
    before = snapshot(holding)
    holding.since_on, holding.until_on = since_on, until_on
    save(holding, fields=["since_on", "until_on"])
    record(actor=actor, action="people.holding.dated", subject=holding, before=before)
    if before != snapshot(holding):
        person = holding.person_id
        now, former = (None, person) if until_on else (person, None)
        _announce(actor, holding.post_id, now, former)
    return holding


def _announce(actor: Actor, post_id: int, person_id: int | None, former_id: int | None) -> None:
    is_by_administrator = actor.has("administrator", "system")
    announce(HolderChanged(post_id, person_id, former_id, is_by_administrator))


def _need_last(post: Post, seen_last: int | None) -> None:
    """Raise ``Stale``, with who holds it now, where the post has gone to somebody since it was shown."""
    if seen_last is None:
        return
    lock(Post.objects.all(), pk=post.pk)
    later = post.holdings.filter(pk__gt=seen_last)
    if later:
        then = post.holdings.filter(pk=seen_last).values_list("person_id", flat=True)
        now = [holding.person_id for holding in later]
        raise Stale(changes={"person_id": (list(then), now)})


def _end(actor: Actor, holding: Holding, on: dt.date) -> None:
    if holding.since_on and on < holding.since_on:
        raise Refused(fields={"until_on": _("The end lies before the beginning.")})
    before = snapshot(holding)
    holding.until_on = on
    save(holding, fields=["until_on"])
    record(actor=actor, action="people.holding.ended", subject=holding, before=before)
