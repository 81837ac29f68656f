"""Does the steps of a plan, each through the service that a person would use."""

from __future__ import annotations

from typing import Any

from plenary.kernel.accounts import services as accounts
from plenary.kernel.accounts.models import User
from plenary.kernel.organisations import services as organisations
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people import services as people
from plenary.kernel.people.models import Person, Post
from plenary.shared.actor import Actor
from plenary.shared.errors import NotFound
from plenary.workspace.spreadsheet.plan import (
    CHANGED,
    NEW,
    AccountStep,
    HolderStep,
    OrganisationStep,
    Plan,
    PostStep,
    Ref,
)


class Doing:
    """Keeps what the rows have made, so that later rows find it."""

    def __init__(self, actor: Actor, *, sends_mail: bool) -> None:
        self._actor = actor
        self._sends_mail = sends_mail
        self._organisations: dict[Ref, int] = {}
        self._posts: dict[Ref, int] = {}
        self._persons: dict[Ref, int] = {}
        self._users: dict[Ref, int] = {}
        self._renamed: set[int] = set()

    def do(self, plan: Plan) -> None:
        """Do every step in the plan's order; seats come when every unit is there."""
        steps = [line.step for line in plan.lines if line.verdict in {NEW, CHANGED} and line.step]
        for step in steps:
            if isinstance(step, OrganisationStep):
                self._organisation(step)
        for step in steps:
            if isinstance(step, OrganisationStep):
                self._seats(step)
            elif isinstance(step, PostStep):
                self._post(step)
        for step in steps:
            if isinstance(step, HolderStep):
                self._holder(step)
            elif isinstance(step, AccountStep):
                self._account(step)

    def _organisation(self, step: OrganisationStep) -> None:
        fields = dict(step.fields)
        parent = self._found(step.parent) if step.parent is not None else None
        if isinstance(step.ref, str):
            made = organisations.create_organisation(
                actor=self._actor, kind=step.kind, code=step.code, parent=parent, **fields
            )
            self._organisations[step.ref] = made.pk
        else:
            made = self._change(step.ref, step, fields, parent)
        for name in step.names_to_keep:
            is_chinese = _is_chinese(name)
            organisations.add_former_name(
                actor=self._actor,
                organisation=made,
                name_zh=name if is_chinese else "",
                name_en="" if is_chinese else name,
            )

    def _change(
        self, pk: int, step: OrganisationStep, fields: dict[str, Any], parent: Organisation | None
    ) -> Organisation:
        version = step.version
        if fields:
            version = organisations.edit_organisation(
                actor=self._actor, organisation_id=pk, seen_version=version, **fields
            ).version
        if step.is_moved:
            organisations.move_organisation(
                actor=self._actor,
                organisation_id=pk,
                seen_version=version,
                parent_id=parent.pk if parent else None,
            )
        return self._found(pk)

    def _seats(self, step: OrganisationStep) -> None:
        for order, unit in enumerate(step.members_to_seat):
            organisations.seat_member_unit(
                actor=self._actor,
                body=self._found(step.ref),
                unit=self._found(unit),
                order=order,
            )

    def _post(self, step: PostStep) -> None:
        titles: dict[str, Any] = {
            "title_zh": step.title_zh,
            "title_en": step.title_en,
            "order": step.order,
            "is_leader": step.is_leader,
        }
        if isinstance(step.ref, str):
            made = people.create_post(
                actor=self._actor, organisation=self._found(step.organisation), **titles
            )
            self._posts[step.ref] = made.pk
            pk, version = made.pk, made.version
            if step.abolished_on is None:
                return
        else:
            pk, version = step.ref, step.version
        people.edit_post(
            actor=self._actor,
            post_id=pk,
            seen_version=version,
            abolished_on=step.abolished_on,
            **titles,
        )

    def _holder(self, step: HolderStep) -> None:
        person = self._person(step)
        if step.holding is not None:
            people.date_holding(
                actor=self._actor,
                holding_id=step.holding,
                seen_version=step.version,
                since_on=step.since_on,
                until_on=step.until_on,
            )
            return
        post = Post.objects.get(pk=self._posts.get(step.post, step.post))
        holding = people.appoint(
            actor=self._actor, post=post, person=person, since_on=step.since_on
        )
        if step.until_on:
            people.end_holding(actor=self._actor, holding_id=holding.pk, until_on=step.until_on)

    def _person(self, step: HolderStep) -> Person:
        known = self._persons.get(step.person, step.person)
        if isinstance(known, str):
            zh, en = step.rename or ("", "")
            made = people.create_person(actor=self._actor, name_zh=zh, name_en=en)
            self._persons[known] = made.pk
            return made
        person = Person.objects.get(pk=known)
        if step.rename and step.rename != (person.name_zh, person.name_en):
            zh, en = step.rename
            seen = person.version if known in self._renamed else step.person_version
            self._renamed.add(known)
            people.edit_person(
                actor=self._actor, person_id=known, seen_version=seen, name_zh=zh, name_en=en
            )
        return person

    def _account(self, step: AccountStep) -> None:
        if step.invites:
            self._users[step.ref] = self._invited(step).pk
        user = self._users.get(step.ref, step.ref)
        if step.role:
            accounts.grant_role(
                actor=self._actor,
                user_id=int(user),
                role=step.role,
                unit_id=self._found(step.unit).pk if step.unit is not None else None,
                post_id=int(self._posts.get(step.post, step.post)) if step.post else None,
            )

    def _invited(self, step: AccountStep) -> User:
        return accounts.invite_user(
            actor=self._actor,
            email=step.email,
            name=step.name,
            language=step.language,
            sends_mail=self._sends_mail,
        )

    def _found(self, ref: Ref) -> Organisation:
        """Give an organisation as it is now: its place in the tree may have changed just before."""
        found = Organisation.objects.filter(pk=self._organisations.get(ref, ref)).first()
        if found is None:
            raise NotFound
        return found


def _is_chinese(name: str) -> bool:
    return any("\u3400" <= character <= "\u9fff" for character in name)
