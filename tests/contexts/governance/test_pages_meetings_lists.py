"""The pages of task lists, plans and requirements."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Basis, Plan, Priority, Requirement, TaskList
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import page_records as made
from tests.factories import body, grant_role, unit, unit_user, user

CHINESE = {"HTTP_ACCEPT_LANGUAGE": "zh-CN"}
YEAR = {"starts_on": "2026-01-01", "ends_on": "2026-12-31", "cadence": "quarter"}


@pytest.fixture
def desk(client, db):
    """The office, signed in."""
    client.force_login(grant_role(user(name="Desk"), "office"))
    return client


@pytest.fixture
def reader(client, db):
    """A leader, signed in: reads everything, keeps nothing."""
    client.force_login(grant_role(user(name="Leader"), "leader"))
    return client


def queries(client, address):
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(seen)


def text_of(answer):
    return answer.content.decode()


def order_of(found):
    return list(found.entries.order_by("number").values_list("task_id", flat=True))


@pytest.mark.parametrize(
    "address", ["/lists/", "/plans/", "/requirements/", "/lists/new/", "/plans/new/"]
)
def test_nobody_sees_lists_without_signing_in(client, db, address):
    assert "/accounts/" in client.get(address)["Location"]


def test_the_list_of_lists_counts_their_tasks_in_the_same_queries(reader):
    made.task_list(made.task())
    one = queries(reader, "/lists/")
    for _n in range(11):
        made.task_list(made.task())

    assert queries(reader, "/lists/") == one


def test_a_list_takes_the_same_queries_for_one_task_and_twelve(desk):
    small = made.task_list(made.task())
    large = made.task_list(*(made.task() for _n in range(12)))
    queries(desk, small.get_absolute_url())

    assert queries(desk, large.get_absolute_url()) == queries(desk, small.get_absolute_url())


def test_requirements_take_the_same_queries_for_one_and_twelve(reader):
    def resting():
        Basis.objects.create(
            task=made.task(), requirement=made.requirement(meeting_id=made.meeting().pk)
        )

    resting()
    one = queries(reader, "/requirements/")
    for _n in range(11):
        resting()

    assert queries(reader, "/requirements/") == one


def test_plans_take_the_same_queries_for_one_and_twelve(reader):
    small = made.plan(priorities=1)
    one, page = queries(reader, "/plans/"), queries(reader, small.get_absolute_url())
    large = made.plan(priorities=12)
    for _n in range(10):
        made.plan()
    for priority in large.priorities.all():
        Basis.objects.create(task=made.task(), priority=priority)

    assert queries(reader, "/plans/") == one
    assert queries(reader, large.get_absolute_url()) == page


def test_a_list_shows_its_tasks_by_number_in_the_readers_language(reader):
    found = made.task_list(made.task())

    english = text_of(reader.get(found.get_absolute_url()))
    chinese = text_of(reader.get(found.get_absolute_url(), **CHINESE))

    assert re.search(r'id="number-1">\s*1</td>', english)
    assert "Write the handbook" in english
    assert "编制手册" in chinese


def test_a_list_names_the_numbers_that_lack_something(desk):
    whole, bare = made.task(), made.task(lead_unit_id=None, due_on=None)
    found = made.task_list(whole, bare)

    text = text_of(desk.get(found.get_absolute_url()))

    assert "What it lacks before it can be adopted" in text
    assert 'No lead unit: <a href="#number-2">No. 2</a>' in text
    assert "Adopt the list" not in text


def test_an_adopted_list_leads_to_its_export_and_to_a_report(desk):
    found = made.task_list(made.task())
    services.adopt_list(actor=SYSTEM, list_id=found.pk, seen_version=None, owed="待补")

    text = text_of(desk.get(found.get_absolute_url()))

    exported = desk.get(f"{found.get_absolute_url()}list.xlsx").content

    assert exported.startswith(b"PK")
    assert f"{found.get_absolute_url()}list.xlsx" in text
    assert desk.get("/reports/new/", {"list": found.pk}).status_code == 200
    assert f"/reports/new/?list={found.pk}" in text


def test_a_list_is_made_and_edited(desk):
    answer = desk.post("/lists/new/", {"body": body().pk, "name_en": "Key tasks", **YEAR})
    found = TaskList.objects.get()
    desk.post(f"/lists/{found.pk}/edit/", {"name_en": "Key tasks 2026", "seen_version": 1, **YEAR})

    found.refresh_from_db()
    assert answer["Location"] == found.get_absolute_url()
    assert found.name_en == "Key tasks 2026"


def test_a_list_that_ends_before_it_starts_is_refused_at_the_field(desk):
    backwards = {**YEAR, "ends_on": "2025-01-01"}

    for headers in ({}, CHINESE):
        answer = desk.post(
            "/lists/new/", {"body": body().pk, "name_en": "Key", **backwards}, **headers
        )

        assert answer.status_code == 422
        assert 'id="id_ends_on_error"' in text_of(answer)
    assert not TaskList.objects.exists()


def test_a_late_edit_of_a_list_keeps_what_was_typed(desk):
    found = made.task_list()
    services.edit_list(
        actor=SYSTEM, list_id=found.pk, seen_version=None, changes={"name_en": "Theirs"}
    )

    answer = desk.post(
        f"/lists/{found.pk}/edit/",
        {"name_en": "Mine", "seen_version": found.version, **YEAR},
    )

    assert answer.status_code == 409
    assert "Theirs" in text_of(answer)
    assert 'value="Mine"' in text_of(answer)


def test_an_adopted_list_is_changed_by_an_instruction(desk):
    found = made.task_list(made.task())
    services.adopt_list(actor=SYSTEM, list_id=found.pk, seen_version=None, owed="待补")
    found.refresh_from_db()
    data = {"name_en": "Renamed", "seen_version": found.version, **YEAR}

    without = desk.post(f"/lists/{found.pk}/edit/", data)
    desk.post(
        f"/lists/{found.pk}/edit/", {**data, "instruction": "A slip", "instructed_on": "2025-06-01"}
    )

    found.refresh_from_db()
    assert without.status_code == 422
    assert 'id="id_decision_error"' in text_of(without)
    assert found.name_en == "Renamed"


def test_a_list_is_adopted(desk):
    found = made.task_list(made.task())

    answer = desk.post(
        f"/lists/{found.pk}/adopt/",
        {"seen_version": found.version, "adopted_on": "2026-02-01", "owed": "No minutes yet"},
    )

    found.refresh_from_db()
    assert answer.status_code == 302
    assert found.state == "adopted"
    assert [entry.task.state for entry in found.entries.all()] == ["open"]


def test_adoption_is_refused_while_something_lacks_or_changed(desk):
    found = made.task_list(made.task(lead_unit_id=None))
    address, day = f"/lists/{found.pk}/adopt/", {"adopted_on": "2026-02-01"}

    lacking = desk.post(address, {"seen_version": found.version, **day})
    late = desk.post(address, {"seen_version": 1, **day})

    found.refresh_from_db()
    assert (lacking.status_code, late.status_code) == (422, 409)
    assert "No lead unit: 1." in text_of(lacking)
    assert found.state == "draft"


@pytest.mark.parametrize(
    ("move", "order"),
    [
        ({"up": 2}, [0, 2, 1, 3]),
        ({"down": 0}, [1, 0, 2, 3]),
        ({"number": (3, "1")}, [3, 0, 1, 2]),
        ({"number": (0, "3")}, [1, 2, 0, 3]),
    ],
)
def test_a_draft_list_is_ordered_by_buttons_or_numbers(desk, move, order):
    tasks = [made.task() for _n in range(4)]
    found = made.task_list(*tasks)
    data = {f"number-{one.pk}": n for n, one in enumerate(tasks, start=1)}
    data["seen_version"] = found.version
    for name, value in move.items():
        if name == "number":
            data[f"number-{tasks[value[0]].pk}"] = value[1]
        else:
            data[name] = tasks[value].pk

    answer = desk.post(f"/lists/{found.pk}/order/", data)

    assert answer.status_code == 302
    assert order_of(found) == [tasks[n].pk for n in order]


def test_a_number_that_is_none_is_refused_and_kept(desk):
    one = made.task()
    found = made.task_list(one)

    for headers in ({}, CHINESE):
        answer = desk.post(
            f"/lists/{found.pk}/order/",
            {f"number-{one.pk}": "first", "seen_version": found.version},
            **headers,
        )

        assert answer.status_code == 422
        assert 'value="first"' in text_of(answer)


def test_a_late_order_is_refused(desk):
    found = made.task_list(made.task(), made.task())
    before = order_of(found)

    answer = desk.post(f"/lists/{found.pk}/order/", {"up": before[1], "seen_version": 1})

    assert answer.status_code == 409
    assert order_of(found) == before


def test_a_task_is_found_added_and_removed(desk):
    found, one = made.task_list(), made.task(title_en="Open the counters")
    address = f"/lists/{found.pk}/add/"

    offered = text_of(desk.get(address, {"q": "counters"}))
    desk.post(address, {"task": one.pk})
    added = order_of(found)
    again = desk.post(address, {"task": one.pk})
    found.refresh_from_db()
    desk.post(f"/lists/{found.pk}/remove/", {"task": one.pk, "seen_version": found.version})

    assert "Open the counters" in offered
    assert added == [one.pk]
    assert again.status_code == 422
    assert order_of(found) == []


def test_adding_to_an_adopted_list_asks_by_which_decision(desk):
    found, late = made.task_list(made.task()), made.task()
    services.adopt_list(actor=SYSTEM, list_id=found.pk, seen_version=None, owed="待补")

    without = desk.post(f"/lists/{found.pk}/add/", {"task": late.pk})
    desk.post(
        f"/lists/{found.pk}/add/",
        {
            "task": late.pk,
            "instruction": "The chair wrote: take it in",
            "instructed_on": "2026-03-20",
        },
    )

    assert without.status_code == 422
    assert 'id="id_decision_error"' in text_of(without)
    assert late.pk in order_of(found)


def test_removing_from_an_adopted_list_is_refused(desk):
    one = made.task()
    found = made.task_list(one)
    services.adopt_list(actor=SYSTEM, list_id=found.pk, seen_version=None, owed="待补")
    found.refresh_from_db()

    answer = desk.post(
        f"/lists/{found.pk}/remove/", {"task": one.pk, "seen_version": found.version}
    )

    assert answer.status_code == 422
    assert order_of(found) == [one.pk]


def test_only_the_office_keeps_lists_plans_and_requirements(reader):
    found, year, kept = made.task_list(), made.plan(priorities=1), made.requirement()
    line = year.priorities.get()
    addresses = [
        "/lists/new/",
        *(f"/lists/{found.pk}/{end}/" for end in ("edit", "adopt", "order", "add", "remove")),
        "/plans/new/",
        f"/plans/{year.pk}/edit/",
        f"/plans/{year.pk}/priorities/new/",
        f"/plans/priority/{line.pk}/",
        f"/plans/priority/{line.pk}/remove/",
        "/requirements/new/",
        f"/requirements/{kept.pk}/edit/",
    ]
    data = {"seen_version": found.version, "adopted_on": "2026-02-01"}

    answers = {address: reader.post(address, data).status_code for address in addresses}
    shown = text_of(reader.get(found.get_absolute_url()))

    assert set(answers.values()) == {403}, answers
    assert "/adopt/" not in shown
    assert "/order/" not in shown


def test_a_draft_list_does_not_exist_for_a_unit(client, db):
    found, year, kept = made.task_list(), made.plan(), made.requirement()
    client.force_login(unit_user(unit()))

    for record in (found, year, kept):
        assert client.get(record.get_absolute_url()).status_code == 404


def test_a_plan_and_its_priorities_are_kept(desk):
    year = {"starts_on": "2026-01-01", "ends_on": "2026-12-31"}
    desk.post("/plans/new/", {"body": body().pk, "name_en": "Plan 2026", **year})
    found = Plan.objects.get()
    desk.post(f"/plans/{found.pk}/edit/", {"name_en": "Work 2026", "seen_version": 1, **year})
    desk.post(f"/plans/{found.pk}/priorities/new/", {"text_en": "Open the counters"})
    line = Priority.objects.get()
    desk.post(f"/plans/priority/{line.pk}/", {"text_en": "Open all counters", "seen_version": 1})
    shown = text_of(desk.get(found.get_absolute_url()))
    desk.post(f"/plans/priority/{line.pk}/remove/", {"seen_version": 2})

    found.refresh_from_db()
    assert found.name_en == "Work 2026"
    assert "Open all counters" in shown
    assert not Priority.objects.exists()


def test_a_plan_is_refused_without_a_name_and_late(desk):
    found = made.plan(priorities=1)
    year = {"starts_on": "2026-01-01", "ends_on": "2026-12-31"}
    line = found.priorities.get()

    nameless = desk.post("/plans/new/", {"body": body().pk, **year}, **CHINESE)
    late = desk.post(f"/plans/{found.pk}/edit/", {"name_en": "Mine", "seen_version": 9, **year})
    empty = desk.post(f"/plans/priority/{line.pk}/", {"seen_version": line.version})

    assert (nameless.status_code, late.status_code, empty.status_code) == (422, 409, 422)
    assert 'id="id_name_zh_error"' in text_of(nameless)
    assert 'value="Mine"' in text_of(late)
    assert 'id="id_text_zh_error"' in text_of(empty)


def test_a_priority_on_which_a_task_rests_stays(desk):
    line = made.plan(priorities=1).priorities.get()
    Basis.objects.create(task=made.task(), priority=line)

    answer = desk.post(f"/plans/priority/{line.pk}/remove/", {"seen_version": 1})

    assert answer.status_code == 422
    assert Priority.objects.exists()


def test_a_requirement_is_kept_for_the_meeting_that_studied_it(desk):
    held = made.meeting()
    form = text_of(desk.get("/requirements/new/", {"meeting": held.pk}))

    desk.post("/requirements/new/", {"reference_en": "Municipal conference", "meeting": held.pk})

    kept = Requirement.objects.get()
    assert f'<option value="{held.pk}" selected>' in form
    assert kept.meeting_id == held.pk
    assert "Municipal conference" in text_of(desk.get(held.get_absolute_url()))


def test_a_requirement_is_edited_and_refused_without_a_reference(desk):
    kept = made.requirement()
    address = f"/requirements/{kept.pk}/edit/"

    bare = desk.post(address, {"seen_version": 1})
    late = desk.post(address, {"reference_en": "Mine", "seen_version": 9})
    desk.post(address, {"reference_en": "Notice no. 3", "seen_version": 1})

    kept.refresh_from_db()
    assert (bare.status_code, late.status_code) == (422, 409)
    assert 'id="id_reference_zh_error"' in text_of(bare)
    assert kept.reference_en == "Notice no. 3"


def test_requirements_without_a_task_are_found(reader):
    answered = made.requirement(reference_en="Answered notice")
    made.requirement(reference_en="Open notice")
    Basis.objects.create(task=made.task(title_en="The answer"), requirement=answered)

    every = text_of(reader.get("/requirements/"))
    left = text_of(reader.get("/requirements/", {"without": "task"}))

    assert "The answer" in every
    assert "Answered notice" not in left
    assert "Open notice" in left
    assert "The answer" in text_of(reader.get(answered.get_absolute_url()))
