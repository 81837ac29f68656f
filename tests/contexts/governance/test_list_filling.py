"""Lead units and due dates of a draft list, given on one page."""

import datetime as dt

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.services import RowGiven
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, unit, user

pytestmark = pytest.mark.django_db
DUE = dt.date(2025, 9, 30)


@pytest.fixture
def listed(office):
    """A draft list with two tasks that nobody leads yet."""
    task_list = factories.task_list()
    tasks = [factories.draft_task(lead_unit_id=None, due_on=None) for _ in range(2)]
    for task in tasks:
        services.add_task_to_list(actor=office, list_id=task_list.pk, task_id=task.pk)
        task.refresh_from_db()
    return task_list, *tasks


def test_rows_are_refused_together_and_say_where(office, actor_of, listed):
    task_list, first, second = listed
    leads = unit().pk
    good = RowGiven(first.pk, first.version, leads, DUE)
    fill = {"actor": office, "list_id": task_list.pk}

    with refused(Forbidden):
        services.fill_draft(actor=actor_of("leader"), list_id=task_list.pk, rows=[good])
    with refused(NotFound):
        services.fill_draft(**fill, rows=[RowGiven(0, 1, leads)])
    with refused(Refused, "changed this task since") as caught:
        services.fill_draft(**fill, rows=[good, RowGiven(second.pk, second.version - 1, leads)])

    assert set(caught.value.fields) == {f"unit_{second.pk}"}
    first.refresh_from_db()
    assert (first.lead_unit_id, first.due_on) == (None, None)


def test_a_page_fills_the_rows_that_were_typed_and_the_list_can_be_adopted(client, listed):
    task_list, first, second = listed
    client.force_login(grant_role(user(name="Desk"), "office"))
    leads, address = unit(name_en="Commerce"), f"/lists/{task_list.pk}/fill/"
    blank = {
        f"{name}_{task.pk}": value
        for task in (first, second)
        for name, value in (("unit", ""), ("due", ""), ("seen", task.version))
    }

    wrong = client.post(address, {**blank, f"due_{first.pk}": "soon"})
    late = client.post(address, {**blank, f"unit_{first.pk}": leads.pk, f"seen_{first.pk}": 0})
    kept = client.post(
        address, {**blank, f"unit_{first.pk}": leads.pk, f"due_{first.pk}": "2025-09-30"}
    )

    assert (wrong.status_code, late.status_code, kept.status_code) == (422, 422, 302)
    assert "changed this task since" in late.content.decode()
    for task in (first, second):
        task.refresh_from_db()
    assert (first.lead_unit_id, first.due_on) == (leads.pk, DUE)
    assert (second.lead_unit_id, second.due_on) == (None, None)
    assert address in client.get(task_list.get_absolute_url()).content.decode()
