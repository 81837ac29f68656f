"""Lead units and due dates of a draft list, given on one page."""

import datetime as dt

import lxml.html
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
    nobody = client.post(address, {**blank, f"unit_{first.pk}": "Comets"})
    kept = client.post(
        address, {**blank, f"unit_{first.pk}": "Commerce", f"due_{first.pk}": "2025-09-30"}
    )

    assert (wrong.status_code, nobody.status_code, kept.status_code) == (422, 422, 302)
    assert "No unit bears" in nobody.content.decode()
    for task in (first, second):
        task.refresh_from_db()
    assert (first.lead_unit_id, first.due_on) == (leads.pk, DUE)
    assert (second.lead_unit_id, second.due_on) == (None, None)
    assert address in client.get(task_list.get_absolute_url()).content.decode()


def test_a_row_changed_meanwhile_is_shown_and_the_second_save_keeps_what_was_typed(
    client, office, listed
):
    task_list, first, second = listed
    client.force_login(grant_role(user(name="Desk"), "office"))
    unit(name_en="Commerce")
    sports, address = unit(name_en="Sports"), f"/lists/{task_list.pk}/fill/"
    shown = sent_by(client.get(address))
    for task, due in ((first, DUE), (second, DUE.replace(day=1))):
        services.edit_task(
            actor=office, task_id=task.pk, seen_version=None, changes={"due_on": due}
        )
        services.hand_over_lead(actor=office, task_id=task.pk, seen_version=None, unit_id=sports.pk)

    late = client.post(address, {**shown, f"unit_{first.pk}": "Commerce"})
    emptied = client.post(address, {**sent_by(late), f"due_{first.pk}": ""})
    same = client.post(address, {**sent_by(late), f"unit_{first.pk}": "sports"})
    first.refresh_from_db()
    assert (same.status_code, first.lead_unit) == (302, sports), "leads already: nothing to do"
    again = client.post(address, sent_by(late))

    assert (late.status_code, emptied.status_code, again.status_code) == (422, 422, 302)
    page = late.content.decode()
    assert page.count("changed this task since") == 1
    assert "As it is now: Sports, " in page
    assert sent_by(late)[f"due_{second.pk}"] == "2025-09-01", "nobody typed there: as it is now"
    assert sent_by(emptied)[f"unit_{first.pk}"] == "Commerce"
    for task in (first, second):
        task.refresh_from_db()
    assert (first.lead_unit.name_en, first.due_on) == ("Commerce", DUE)
    assert (second.lead_unit.name_en, second.due_on) == ("Sports", DUE.replace(day=1))


def test_a_long_list_offers_the_units_once(client, listed, django_assert_max_num_queries):
    client.force_login(grant_role(user(name="Desk"), "office"))
    names = [unit(name_zh=f"单位{number}", name_en=f"Unit {number}").name_en for number in range(9)]

    with django_assert_max_num_queries(25):
        page = client.get(f"/lists/{listed[0].pk}/fill/").content.decode()

    assert [page.count(f'"{name}"') for name in names] == [1] * 9


def sent_by(answer):
    """Give what a browser sends of the form on a page."""
    fields = lxml.html.fromstring(answer.content).xpath(
        "//main//form[@method='post']//input[@name]"
    )
    return {field.get("name"): field.get("value", "") for field in fields}
