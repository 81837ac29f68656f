"""The first steps of an empty installation, shown until the first task is in force."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from plenary.contexts.governance import api as governance
from plenary.kernel.accounts import selectors as accounts
from plenary.kernel.documents.enums import DocumentKind
from plenary.kernel.documents.models import Document
from plenary.kernel.organisations.enums import OrganisationKind
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class FirstStep:
    """A step: what to do, why, where, and whether it is done; no address where others do it."""

    title: str
    why: str
    url: str
    is_done: bool


def first_steps(actor: Actor) -> list[FirstStep]:
    """Give what the administrator and the office do first; nothing once all of it is done."""
    if not actor.has("administrator", "office"):
        return []
    if governance.is_work_in_force():
        return []
    steps = [_directory(Organisation.objects.filter(kind=OrganisationKind.UNIT).exists())]
    if actor.has("administrator"):
        steps.append(_accounts())
    has_text = Document.objects.filter(~Q(kind=DocumentKind.RECORD)).exists()
    return [*steps, _text(actor, is_done=has_text), _tasks(actor)]


def _directory(is_done: bool) -> FirstStep:
    return FirstStep(
        _("Import the directory"),
        _("Bodies, units, posts, holders and accounts from one spreadsheet, with a preview."),
        reverse("workspace:import-new"),
        is_done,
    )


def _accounts() -> FirstStep:
    return FirstStep(
        _("Invite the office"),
        _("An administrator looks after accounts; the record is the office's. Give it an account."),
        reverse("accounts_invite"),
        accounts.with_role("office").exists(),
    )


def _text(actor: Actor, *, is_done: bool) -> FirstStep:
    is_office = actor.has("office")
    return FirstStep(
        _("Read in a text"),
        _("A readout or minutes become a draft record: meeting, decisions, task list.")
        if is_office
        else _("The office, signed in with its own account, reads its first readout in."),
        reverse("governance:reading-new") if is_office else "",
        is_done,
    )


def _tasks(actor: Actor) -> FirstStep:
    return FirstStep(
        _("Give each task a unit and a date"),
        _(
            "The text leaves a draft list. Once every task has its unit and date, adopt the list: the tasks are then in force."
        )
        if actor.has("office")
        else _("The office names a unit and a date for each task and adopts the list."),
        reverse("governance:task-lists") if actor.has("office") else "",
        is_done=False,
    )
