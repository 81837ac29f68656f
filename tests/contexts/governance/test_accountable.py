"""Who is accountable for a task is said by the office wherever a task is made or changed."""

import datetime as dt

import pytest
from django.urls import reverse

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Task
from plenary.contexts.governance.services import BasisGiven
from plenary.kernel.accounts.services import make_token
from plenary.kernel.audit.models import AuditRow
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, post, unit, unit_user, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(db):
    return grant_role(user(name="Office"), "office")


@pytest.fixture
def desk(signed_in, account):
    return signed_in(account)


@pytest.fixture
def mayor(db):
    return post(title_en="Deputy District Mayor", is_leader=True)


@pytest.fixture
def successor(db):
    return post(title_en="Executive Deputy Mayor", is_leader=True)


def accountable(task):
    return list(task.duties.filter(role="accountable").values_list("post_id", flat=True))


def fields(task, **changes):
    """What the form of a task sends when nothing else is changed."""
    return {
        "title_zh": task.title_zh,
        "due_on": task.due_on.isoformat(),
        "release": task.release,
        "seen_version": task.version,
        **changes,
    }


def test_a_task_is_made_and_changed_with_its_accountable_leader(desk, mayor, successor):
    decision = factories.decision()
    made = f"/tasks/new/decision/{decision.pk}/"
    assert "Deputy District Mayor" in desk.get(made).content.decode()
    desk.post(
        made,
        {
            "title_zh": "办好推介会",
            "lead_unit": unit().pk,
            "due_on": "2025-12-31",
            "release": "public",
            "accountable_post": mayor.pk,
        },
    )
    task = Task.objects.get()
    assert (accountable(task), task.release) == ([mayor.pk], "public")
    services.open_task(actor=SYSTEM, task_id=task.pk, seen_version=None)
    task.refresh_from_db()
    edit = f"/tasks/{task.pk}/edit/"
    assert f'value="{mayor.pk}" selected' in desk.get(edit).content.decode()

    silent = desk.post(edit, fields(task, accountable_post=successor.pk, release="internal"))

    task.refresh_from_db()
    assert (silent.status_code, accountable(task), task.release) == (422, [mayor.pk], "public")
    assert "Say why" in silent.content.decode()
    desk.post(
        edit,
        fields(task, accountable_post=successor.pk, release="internal", reason="分工调整"),
    )
    task.refresh_from_db()
    assert (accountable(task), task.release) == ([successor.pk], "internal")
    removed = AuditRow.objects.get(action="governance.duty.removed")
    assert (removed.after["note"]["reason"], removed.after["note"]["post"]) == (
        "分工调整",
        mayor.pk,
    )

    desk.post(edit, fields(task, accountable_post="", reason="撤销"))
    assert accountable(task) == []


def test_a_leaders_part_is_added_on_the_form_of_parts(desk, mayor):
    task = factories.open_task()
    address = f"/tasks/{task.pk}/duties/"

    for sent in (
        {"role": "accountable", "unit": unit().pk},
        {"role": "supporting", "accountable_post": mayor.pk},
        {"role": "lead", "unit": unit().pk},
    ):
        assert desk.post(address, sent).status_code == 422
    desk.post(address, {"role": "accountable", "accountable_post": mayor.pk})
    again = desk.post(address, {"role": "accountable", "accountable_post": mayor.pk})

    assert accountable(task) == [mayor.pk]
    assert "has an accountable leader" in again.content.decode()


def test_a_task_made_in_the_meeting_names_its_leader(desk, mayor):
    decision = factories.decision()
    lead = unit(name_en="Sports Bureau")
    screen = desk.get(reverse("governance:sitting", args=[decision.meeting_id])).content.decode()
    assert f'<option value="{mayor.pk}">' in screen

    desk.post(
        reverse("governance:sitting-task", args=[decision.pk]),
        {
            "title_en": "Hold the race",
            "lead_unit": lead.name_en,
            "due_on": "2025-12-31",
            "accountable_post": mayor.pk,
        },
    )

    assert accountable(Task.objects.get()) == [mayor.pk]


def test_programs_name_the_leader_and_the_release(client, account, mayor, successor):
    _token, secret = make_token(
        actor=account.actor, name="x", wanted=("tasks:read", "tasks:write"), days=30
    )
    headers = {"authorization": f"Bearer {secret}", "idempotency-key": "leader-0001"}
    basis = {"kind": "decision", "id": factories.decision().pk}
    sent = {"basis": basis, "title_zh": "一", "accountable_post": mayor.pk, "release": "public"}
    assert (
        client.post("/api/v1/tasks", sent, "application/json", headers=headers).status_code == 201
    )
    task = Task.objects.get()
    assert (accountable(task), task.release) == ([mayor.pk], "public")
    address = f"/api/v1/tasks/{task.pk}"

    def change(**body):
        read = client.get(address, headers=headers)
        return client.patch(
            address, body, "application/json", headers={**headers, "if-match": read["ETag"]}
        )

    told = change(accountable_post=successor.pk, release="internal").json()
    assert [one["post"]["id"] for one in told["duties"]] == [successor.pk]
    assert told["release"] == "internal"
    assert change(title_en="Other words").json()["duties"] == told["duties"]
    assert change(release="secret").status_code == 422
    assert list(change(accountable_post=10**9).json()["errors"]) == ["accountable_post"]
    assert change(accountable_post=None).json()["duties"] == []


def test_a_change_that_is_refused_leaves_words_and_leader_as_they_were(account, mayor):
    task = factories.open_task(accountable_post_id=mayor.pk)

    with refused(NotFound):
        services.change_task(
            actor=account.actor,
            task_id=task.pk,
            seen_version=None,
            changes={"title_en": "Other"},
            reason="x",
            accountable_post_id=0,
        )
    with refused(Refused, "later date"):
        services.change_task(
            actor=account.actor,
            task_id=task.pk,
            seen_version=None,
            changes={"due_on": dt.date(2030, 1, 1)},
            reason="x",
            accountable_post_id=None,
        )

    task.refresh_from_db()
    assert (task.title_en, accountable(task)) == ("", [mayor.pk])


def test_only_the_office_names_a_leader_and_of_a_closed_task_nobody_does(actor_of, account, mayor):
    task, closed = factories.open_task(), factories.closed_task()
    asked = {"task_id": task.pk, "seen_version": None, "post_id": mayor.pk}

    with refused(Forbidden):
        services.name_accountable(actor=actor_of("leader"), **asked)
    with refused(NotFound):
        services.name_accountable(actor=unit_user(unit()).actor, **asked)
    with refused(Refused, "closed"):
        services.name_accountable(actor=account.actor, **{**asked, "task_id": closed.pk})
    named = services.name_accountable(actor=account.actor, **asked)
    assert services.name_accountable(actor=account.actor, **asked) == named


def test_the_named_leader_takes_the_second_step_of_an_extension(account, mayor):
    task = factories.open_task(
        bases=[BasisGiven("passage", factories.passage().pk)],
        due_on=dt.date(2099, 1, 1),
    )
    services.name_accountable(
        actor=account.actor, task_id=task.pk, seen_version=None, post_id=mayor.pk
    )
    asked = services.ask_for_extension(
        actor=SYSTEM,
        task_id=task.pk,
        unit_id=task.lead_unit_id,
        wanted_on=dt.date(2099, 6, 1),
        reason="场地",
    )
    leader = grant_role(user(), "leader", post=mayor).actor
    services.endorse_extension(actor=account.actor, extension_id=asked.pk, seen_version=None)

    done = services.approve_extension(actor=leader, extension_id=asked.pk, seen_version=None)

    assert done.state == "approved"
