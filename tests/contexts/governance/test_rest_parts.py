"""What programs change around a task and a list: force, bases, parts, lead, milestones, adoption."""

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Duty, DutyEnd, Task
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import factories
from tests.contexts.governance.test_rest import fits
from tests.contexts.governance.test_rest_writing import office_program, program  # noqa: F401
from tests.factories import grant_role, unit, unit_user, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]
WRITES = ("tasks:read", "tasks:write", "lists:read", "lists:write")


@pytest.fixture
def steps(office_program):  # noqa: F811
    """Do one thing to a record after the other, each to the state that the last answer gave."""

    def of(address):
        tag = [office_program("get", address)["ETag"]]

        def step(method, part, body, status=200):
            at = f"{address}/{part}".rstrip("/")
            answer = office_program(method, at, body, if_match=tag[0])
            assert answer.status_code == status, answer.content
            if status == 200:
                tag[0] = answer["ETag"]
            return answer.json()

        return step

    return of


def once(send, address, body, status=201):
    """Make something twice under one key; the second answer is the first one's."""
    key = f"key-{address}-1".replace("/", ".")
    first = send("post", address, body, idempotency_key=key)
    assert first.status_code == status, first.content
    assert send("post", address, body, idempotency_key=key).json() == first.json()
    return first.json()


def test_a_draft_gets_a_ground_and_comes_into_force(office_program, steps, commerce):  # noqa: F811
    task = factories.draft_task(lead_unit_id=commerce.pk)
    basis = {"kind": "decision", "id": factories.decision().pk}
    step = steps(f"tasks/{task.pk}")
    assert "rests on no decision" in step("post", "force", {"basis": None}, 422)["detail"]
    assert "basis" in step("post", "force", {"basis": basis}, 422)["errors"]

    once(office_program, f"tasks/{task.pk}/bases", basis)

    step("post", "force", {"basis": basis}, 412)
    step = steps(f"tasks/{task.pk}")
    assert step("post", "force", {"basis": basis})["state"] == "open"
    assert "in force already" in step("post", "force", {"basis": basis}, 422)["detail"]


def test_parts_are_given_changed_taken_back_and_the_lead_handed_over(
    office_program,  # noqa: F811
    steps,
    commerce,
):
    task = factories.open_task(lead_unit_id=commerce.pk)
    helper, next_lead = unit(), unit()
    body = {"role": "supporting", "unit": helper.pk, "deliverable_en": "A list"}
    made = once(office_program, f"tasks/{task.pk}/duties", body)
    taken = office_program("post", f"tasks/{task.pk}/duties", body, idempotency_key="another-key")
    assert taken.status_code == 422

    step = steps(f"tasks/{task.pk}")
    part = f"duties/{made['id']}"
    assert "reason" in step("patch", part, {"due_on": "2025-09-01"}, 422)["errors"]
    told = step("patch", part, {"due_on": "2025-09-01", "reason": "agreed"})
    (duty,) = (one for one in told["duties"] if one["id"] == made["id"])
    assert (duty["due_on"], duty["deliverable_en"]) == ("2025-09-01", "A list")
    step("patch", part, {"deliverable_zh": "一份清单", "reason": "worded"})
    told = step("patch", part, {"deliverable_en": "One  list", "reason": "worded"})
    assert [(one["field"], one["rule"]) for one in told["remarks"]] == [
        ("deliverable_en", "typography.double-space")
    ]
    step("post", f"{part}/taking-back", {"reason": "not needed"})
    step("post", f"{part}/taking-back", {"reason": "again"}, 404)
    told = step("post", "lead", {"unit": next_lead.pk, "reason": "reorganised"})

    assert [one["unit"]["id"] for one in told["duties"]] == [next_lead.pk]
    assert set(DutyEnd.objects.values_list("unit_id", flat=True)) == {helper.pk, commerce.pk}
    assert "unit" in step("post", "lead", {"unit": 2**63 - 1, "reason": "x"}, 422)["errors"]
    fits("/api/v1/tasks/{pk}", office_program("get", f"tasks/{task.pk}"))


def test_milestones_are_added_reworded_reached_and_removed(office_program, steps, commerce):  # noqa: F811
    task = factories.draft_task(lead_unit_id=commerce.pk)
    address = f"tasks/{task.pk}"
    body = {"due_on": "2025-09-01", "title_en": "Half", "reason": ""}
    one = once(office_program, f"{address}/milestones", body)["id"]
    two = office_program("post", f"{address}/milestones", body, idempotency_key="second-key").json()
    services.open_task(actor=SYSTEM, task_id=task.pk, seen_version=None)
    step = steps(address)

    step("post", "milestones", {**body, "reason": "x"}, 422)
    step("patch", f"milestones/{one}", {"due_on": "2025-10-01", "reason": "x"}, 422)
    step("patch", f"milestones/{one}", {"due_on": "2025-08-01", "reason": "x"}, 422)
    step("patch", f"milestones/{one}", {"title_en": "Part", "reason": "x"}, 422)
    told = step("patch", f"milestones/{one}", {"title_zh": "过半", "reason": "Chinese"})
    assert told["milestones"][0]["title_en"] == "Half"
    told = step("post", f"milestones/{one}/reaching", {})
    assert told["milestones"][0]["done_on"] == "2025-07-01"
    step("post", f"milestones/{one}/removal", {"reason": "x"}, 422)
    step("post", f"milestones/{two['id']}/removal", {"reason": "not needed"}, 422)
    draft = factories.draft_task(lead_unit_id=commerce.pk)
    address = f"tasks/{draft.pk}"
    held = office_program(
        "post", f"{address}/milestones", body, idempotency_key="third-key"
    ).json()["id"]
    step = steps(address)
    assert step("post", f"milestones/{held}/removal", {})["milestones"] == []
    step("post", f"milestones/{held}/reaching", {}, 404)


def test_a_list_is_adopted_and_its_decision_recorded(program):  # noqa: F811
    account = grant_role(user(), "office")
    send = program(account, WRITES)
    made = factories.task_list()
    task = factories.draft_task()
    made.entries.create(task=task, number=1)
    meeting = factories.meeting(body_id=made.body_id)
    decision = factories.decision(meeting)
    address = f"lists/{made.pk}/adoption"

    def change(method, body):
        tag = send("get", f"lists/{made.pk}")["ETag"]
        return send(method, address, body, if_match=tag)

    assert send("post", address, {}).status_code == 428
    assert send("post", address, {}, if_match='"x"').status_code == 412
    assert change("patch", {"decision": decision.pk}).status_code == 422
    assert change("post", {"adopted_on": "2025-07-01"}).status_code == 422
    done = change("post", {"adopted_on": "2025-07-01", "owed": "No minutes yet"})
    assert (done.status_code, done.json()["task_list"]["state"]) == (200, "adopted")
    assert change("post", {}).status_code == 422
    told = change("patch", {"decision": decision.pk})
    assert told.json()["adopting_decision"] == decision.pk
    assert change("patch", {"decision": decision.pk}).status_code == 422
    task.refresh_from_db()
    assert task.state == "open"
    reader = program(account, ("lists:read", "tasks:write"))
    assert reader("post", address, {}, if_match='"x"').status_code == 403
    fits("/api/v1/lists/{pk}", send("get", f"lists/{made.pk}"))


def test_a_units_program_changes_nothing_of_it_and_bad_input_is_a_problem(program, commerce):  # noqa: F811
    task = factories.open_task(lead_unit_id=commerce.pk)
    send = program(unit_user(commerce))
    tag = send("get", f"tasks/{task.pk}")["ETag"]
    duty = Duty.objects.get(task=task).pk
    changes = (
        ("force", {}),
        ("lead", {"unit": unit().pk, "reason": "x"}),
        (f"duties/{duty}/taking-back", {"reason": "x"}),
    )
    for part, body in changes:
        assert send("post", f"tasks/{task.pk}/{part}", body, if_match=tag).status_code == 403
    for part, body in (
        ("bases", {"kind": "rumour", "id": 1}),
        ("bases", {"kind": "decision", "id": 0}),
        ("duties", {"role": "king"}),
        ("duties", {"role": "lead", "unit": 2**63}),
        ("milestones", {"due_on": "tomorrow"}),
        ("milestones", {"due_on": "2025-09-01", "title_en": "x" * 401}),
        ("lead", {"unit": None}),
        ("milestones", []),
    ):
        answer = send("post", f"tasks/{task.pk}/{part}", body, idempotency_key="bad-input-1")
        assert answer.status_code == 422, (part, body)
        assert answer["Content-Type"] == "application/problem+json"
    stranger = program(unit_user(unit()))
    assert stranger("post", f"tasks/{task.pk}/force", {}, if_match=tag).status_code == 404
    assert stranger("post", f"tasks/{10**18}/force", {}, if_match=tag).status_code == 404
    assert Task.objects.get(pk=task.pk).version == task.version
