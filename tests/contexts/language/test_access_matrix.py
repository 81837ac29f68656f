"""Who sees and may do what in the term base: role by record by action."""

import pytest

from plenary.contexts.language import policies
from plenary.contexts.language.models import Suggestion, Term
from plenary.contexts.language.selectors import suggestions, terms
from plenary.kernel.accounts.models import User
from plenary.shared.actor import NOBODY, SYSTEM
from tests.contexts.language import factories as made
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db

WRITERS = {"office", "editor", "translator", "system"}
APPROVERS = {"office", "editor", "system"}
READERS = {
    "leader",
    "verifier",
    "protocol",
    "counter",
    "administrator",
    "unit",
    "no role",
    "nobody",
}


@pytest.fixture
def actors():
    roles = ("office", "editor", "translator", "leader", "verifier", "protocol", "counter")
    every = {role: grant_role(user(), role).actor for role in (*roles, "administrator")}
    liaison = unit_user(unit()).actor
    return every | {"unit": liaison, "no role": user().actor, "nobody": NOBODY, "system": SYSTEM}


def allowed(actors, question):
    return {role for role, actor in actors.items() if question(actor)}


@pytest.mark.parametrize("state", ["draft", "proposed", "approved", "retired"])
def test_who_sees_an_entry(actors, state):
    term = made.approved() if state in {"approved", "retired"} else made.draft()
    Term.objects.filter(pk=term.pk).update(state=state)

    seen = allowed(actors, lambda actor: terms.visible_to(actor).filter(pk=term.pk).exists())

    assert seen == (WRITERS | READERS if state == "approved" else WRITERS)


def test_who_writes_approves_and_retires(actors):
    term, in_force = made.proposal(), made.approved()

    assert allowed(actors, lambda actor: policies.can_write(actor, term)) == WRITERS
    assert allowed(actors, policies.can_bring_in) == WRITERS
    assert allowed(actors, policies.can_answer) == WRITERS
    assert allowed(actors, policies.can_use_memory) == WRITERS
    assert allowed(actors, lambda actor: policies.can_approve(actor, term)) == APPROVERS
    assert allowed(actors, lambda actor: policies.can_retire(actor, in_force)) == APPROVERS
    assert allowed(actors, policies.can_suggest) == WRITERS | READERS
    assert allowed(actors, policies.can_load) == {"system"}


@pytest.mark.parametrize("role", ["office", "editor"])
def test_nobody_approves_what_they_wrote(actors, role):
    term = made.proposal(actors[role])

    assert role not in allowed(actors, lambda actor: policies.can_approve(actor, term))


def test_who_sees_a_suggestion(actors):
    own = made.suggestion(actors["unit"])

    seen = allowed(actors, lambda actor: suggestions.visible_to(actor).filter(pk=own.pk).exists())

    assert seen == WRITERS | {"unit"}
    assert Suggestion.objects.count() == 1


PAGES = {
    "/glossary/": WRITERS | READERS,
    "/glossary/suggest/": WRITERS | READERS,
    "/terms/": WRITERS | READERS - {"nobody"},
    "/terms/new/": WRITERS,
    "/terms/suggestions/": WRITERS | READERS - {"nobody"},
}


@pytest.mark.parametrize("page", PAGES)
def test_who_opens_a_page(client, actors, page):
    opened = {"system"}
    for role, actor in actors.items():
        client.logout()
        if actor.user_id:
            client.force_login(User.objects.get(pk=actor.user_id))
        if actor is not SYSTEM and client.get(page).status_code == 200:
            opened.add(role)

    assert opened == PAGES[page] | {"system"}
