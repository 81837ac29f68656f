"""What programs change only on a ground: an item of an adopted list, and the end of a task, by two people."""

import datetime as dt

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import ListChange, TaskEnding
from plenary.kernel.audit.models import AuditRow
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import factories
from tests.contexts.governance.test_rest import fits
from tests.contexts.governance.test_rest_parts import once, steps  # noqa: F401
from tests.contexts.governance.test_rest_writing import office_program, program  # noqa: F401
from tests.factories import grant_role, post, unit, unit_user, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]

WORD = {"instruction": "主任批示", "instructed_on": "2025-06-30"}
END = {"kind": "end", "reason": "要求已撤回", "ground": WORD}


@pytest.fixture
def task(commerce):
    """An item of two adopted lists, due in December."""
    made = factories.draft_task(
        title_en="Refunds", lead_unit_id=commerce.pk, due_on=dt.date(2025, 12, 1)
    )
    for name in ("Key tasks", "Second list"):
        one = factories.task_list(name_en=name)
        services.add_task_to_list(actor=SYSTEM, list_id=one.pk, task_id=made.pk)
        services.adopt_list(actor=SYSTEM, list_id=one.pk, seen_version=None, owed="x")
    made.refresh_from_db()
    return made


def test_an_item_of_an_adopted_list_changes_on_a_ground_in_all_its_lists(
    office_program,  # noqa: F811
    steps,  # noqa: F811
    task,
):
    heir, step = unit(), steps(f"tasks/{task.pk}")
    lead, sooner = {"unit": heir.pk}, {"due_on": "2025-11-01"}
    assert "unit" in step("post", "lead", {**lead, "reason": "x"}, 422)["errors"]
    assert "due_on" in step("patch", "", {**sooner, "reason": "x"}, 422)["errors"]
    for ground, named in (
        ({}, "decision"),
        ({"instruction": "x"}, "instructed_on"),
        ({**WORD, "decision": factories.decision().pk}, "decision"),
        ({"decision": factories.decision(kind="postponed").pk}, "decision"),
    ):
        assert named in step("post", "lead", {**lead, "ground": ground}, 422)["errors"]
    gone = {**lead, "ground": {"decision": 10**9}}
    assert "decision" in step("post", "lead", gone, 422)["errors"]
    assert "reason" in step("post", "lead", {**lead, "ground": WORD, "reason": "x"}, 422)["errors"]
    mixed = {**sooner, "release": "public", "ground": WORD}
    assert list(step("patch", "", mixed, 422)["errors"]) == ["release"]
    alone = {"responsible_units": [heir.pk], "reason": "x"}
    assert list(step("patch", "", alone, 422)["errors"]) == ["responsible_units"]
    step("patch", "", {"due_on": "2026-01-01", "ground": WORD}, 422)
    assert not ListChange.objects.exists()

    told = step("post", "lead", {**lead, "ground": WORD})
    assert {one["unit"]["id"] for one in told["duties"] if one["role"] == "lead"} == {heir.pk}
    decision = factories.decision()
    changed = {**sooner, "title_en": "Easier refunds", "ground": {"decision": decision.pk}}
    told = step("patch", "", changed)

    assert (told["due_on"], told["first_due_on"]) == ("2025-11-01", "2025-12-01")
    assert told["title_en"] == "Easier refunds"
    kept = ListChange.objects.order_by("pk")
    assert [one.kind for one in kept if one.kind != "changed"] == ["lead"] * 2 + ["sooner"] * 2
    assert {one.decision_id for one in kept if one.kind == "sooner"} == {decision.pk}
    for name, value in (("responsible_units", [10**9]), ("accountable_post", 10**9)):
        assert name in step("patch", "", {name: value, "ground": WORD}, 422)["errors"]
    helper, mayor = unit(), post(is_leader=True)
    listed = {"success_en": "Done", "accountable_post": mayor.pk, "responsible_units": [helper.pk]}
    told = step("patch", "", {**listed, "ground": WORD})
    roles = {one["role"]: one for one in told["duties"]}
    assert roles["responsible"]["unit"]["id"] == helper.pk
    assert {"accountable", "lead"} <= set(roles)
    assert told["success_en"] == "Done"
    kinds = ListChange.objects.order_by("-pk").values_list("kind", flat=True)[:6]
    assert set(kinds) == {"success", "leader", "units"}
    stale = office_program("post", f"tasks/{task.pk}/lead", {**lead, "ground": WORD}, if_match="x")
    assert stale.status_code == 412
    fits("/api/v1/tasks/{pk}", office_program("get", f"tasks/{task.pk}"))


def test_a_ground_is_for_items_of_adopted_lists_and_by_the_office(
    steps,  # noqa: F811
    program,  # noqa: F811
    task,
    commerce,
):
    single = factories.open_task(lead_unit_id=commerce.pk)
    step = steps(f"tasks/{single.pk}")
    body = {"unit": unit().pk, "ground": WORD}
    assert "ground" in step("post", "lead", body, 422)["errors"]
    assert "ground" in step("patch", "", {"due_on": "2025-07-20", "ground": WORD}, 422)["errors"]
    send = program(unit_user(commerce))
    tag = send("get", f"tasks/{task.pk}")["ETag"]
    assert send("post", f"tasks/{task.pk}/lead", body, if_match=tag).status_code == 403
    assert not ListChange.objects.exists()


def test_a_task_ends_through_the_interface_by_two_people_on_a_ground(
    program,  # noqa: F811
    task,
    commerce,
):
    one, two = (program(grant_role(user(), "office")) for _ in range(2))
    unit_program = program(unit_user(commerce))
    address = f"tasks/{task.pk}/endings"
    for wrong, named in (
        ({**END, "ground": {}}, "decision"),
        ({**END, "reason": " "}, "reason"),
        ({**END, "kind": "close"}, "kind"),
        ({"kind": "end", "reason": "x"}, "ground"),
    ):
        answer = one("post", address, wrong, idempotency_key="wrong-end-1")
        assert (answer.status_code, named in answer.json()["errors"]) == (422, True), wrong
    assert one("post", address, END).status_code == 422
    refused = unit_program("post", address, END, idempotency_key="unit-end-1")
    assert refused.status_code == 403

    made = once(one, address, END)

    assert TaskEnding.objects.count() == 1
    again = one("post", address, END, idempotency_key="another-end")
    assert (again.status_code, "waits" in again.json()["detail"]) == (422, True)
    this = f"{address}/{made['id']}"
    read = two("get", this)
    fits("/api/v1/tasks/{pk}/endings/{ending}", read)
    assert (read.json()["state"], read.json()["may_settle"]) == ("proposed", True)
    assert unit_program("get", this).status_code == 404
    assert unit_program("get", address).json() == {"items": []}
    own = one("get", this)
    assert own.json()["may_settle"] is False
    confirm = f"{this}/confirmation"
    assert one("post", confirm, {}, if_match=own["ETag"]).status_code == 403
    assert two("post", confirm, {}).status_code == 428
    assert two("post", confirm, {}, if_match=own["ETag"]).status_code == 412
    other = f"tasks/{factories.open_task().pk}/endings/{made['id']}/confirmation"
    assert two("post", other, {}, if_match=read["ETag"]).status_code == 404
    task.refresh_from_db()
    assert task.state == "open"

    done = two("post", confirm, {}, if_match=read["ETag"])

    assert (done.status_code, done.json()["state"]) == (200, "confirmed")
    task.refresh_from_db()
    assert task.state == "ended"
    assert ListChange.objects.filter(kind="ended").count() == 2
    row = AuditRow.objects.get(action="governance.task.ended")
    assert row.after["note"]["ground"] == "主任批示"
    assert two("post", confirm, {}, if_match=done["ETag"]).status_code == 422
    listed = unit_program("get", address)
    fits("/api/v1/tasks/{pk}/endings", listed)
    assert [one["state"] for one in listed.json()["items"]] == ["confirmed"]


def test_a_proposal_is_sent_back_by_another_or_withdrawn(program, task):  # noqa: F811
    one, two = (program(grant_role(user(), "office")) for _ in range(2))
    address = f"tasks/{task.pk}/endings"

    def settled(send, number, how, body, status=200):
        this = f"{address}/{number}"
        answer = send("post", f"{this}/{how}", body, if_match=send("get", this)["ETag"])
        assert answer.status_code == status, answer.content
        return answer.json()

    first = once(one, address, END)["id"]
    settled(one, first, "return", {"answer": "x"}, 403)
    assert "answer" in settled(two, first, "return", {"answer": " "}, 422)["errors"]
    assert settled(two, first, "return", {"answer": "仍须办理"})["state"] == "returned"
    second = one("post", address, END, idempotency_key="second-end").json()["id"]
    assert settled(one, second, "withdrawal", {})["state"] == "withdrawn"
    settled(one, second, "withdrawal", {}, 422)
    task.refresh_from_db()
    assert task.state == "open"
