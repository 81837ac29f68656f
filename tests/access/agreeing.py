"""That every way to the same records shows an actor the same of them: lists, look-ups, counts, the API."""

import pytest

from plenary.contexts.governance import api
from plenary.contexts.governance.selectors import home, lists, meetings, progress, tasks
from plenary.contexts.governance.selectors.agendas.agenda_page import agenda_page
from plenary.contexts.governance.selectors.agendas.topic_page import topic_page
from plenary.contexts.governance.selectors.board import board
from plenary.contexts.governance.selectors.listed import listing
from plenary.contexts.governance.selectors.meeting_page import meeting_page
from plenary.contexts.governance.selectors.task_history import history_of
from plenary.contexts.governance.selectors.task_page import task_page
from plenary.kernel.accounts.services import make_token
from plenary.shared.errors import NotFound
from tests.access.roles import NO_ROLE, NOBODY

TASKS = ("task", "draft task", "public task of strangers", "task of strangers")
MEETINGS = ("meeting", "planned meeting of strangers", "public meeting", "coming meeting")
LOOK_UPS = {
    **dict.fromkeys(TASKS, (api.task_state, api.task_line)),
    **dict.fromkeys(MEETINGS, ()),
    "draft task": (task_page, api.task_state, api.task_line),
    "planned meeting of strangers": (meeting_page, agenda_page),
    "topic": (topic_page,),
}
"""The pages of a task and a meeting of one's own are asked by their addresses."""
SCOPES = ("tasks:read", "lists:read", "meetings:read")
KINDS = {"tasks": tasks, "lists": lists, "meetings": meetings, "progress": progress}


def in_lists_and_look_ups(house, seen):
    """See that lists hold, and look-ups answer, what is seen and nothing else."""
    for role, actor in house.actors.items():
        listed = {row.pk for row in listing(actor, tasks.Filters(), size=1000).rows}
        held = {one.pk for one in meetings.listing(actor)}
        for name, look_ups in LOOK_UPS.items():
            pk, is_seen = house[name].pk, role in seen[name]
            if name != "topic":
                assert (pk in (listed if name in TASKS else held)) is is_seen, (role, name)
            for look_up in look_ups:
                assert _is_answered(look_up, actor, pk) is is_seen, (role, name, look_up)


def _is_answered(look_up, actor, pk):
    try:
        look_up(actor, pk)
    except NotFound:
        return False
    return True


def in_counts(house):
    """See that the board and Home count what is seen."""
    for role, actor in house.actors.items():
        in_force = tasks.visible_to(actor).exclude(state="draft").count()
        assert board(actor).total == in_force, role
        inside = tasks.inside(actor).exclude(state="draft").count()
        assert sum(home.home_of(actor).counts.values()) == inside, role


def in_the_api(house, client):
    """See that the API's lists tell a program what its account sees."""
    for role, actor in house.actors.items():
        if role in {NOBODY, NO_ROLE}:
            continue
        _token, secret = make_token(actor=actor, name=role, wanted=SCOPES, days=30)
        for address, selectors in KINDS.items():
            seen = set(selectors.visible_to(actor).values_list("pk", flat=True))
            answer = client.get(f"/api/v1/{address}", headers={"authorization": f"Bearer {secret}"})
            assert {one["id"] for one in answer.json()["items"]} == seen, (role, address)


def in_what_is_public_alone(house):
    """See that who sees a task because it is public sees no inner record of it."""
    task, reader = house["public task of strangers"], house.actors["protocol"]
    page = task_page(reader, task.pk)
    assert (page.progress, page.verifications, page.chain) == ([], [], [])
    assert (page.is_inside, page.may) == (False, frozenset())
    with pytest.raises(NotFound):
        history_of(reader, task)
    assert history_of(house.actors["office"], task)
    assert task_page(house.actors["office"], house["task"].pk).progress
