"""The lead unit and date of an adopted list's item change there alone, on a ground that is kept."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.models import DutyEnd, ListChange, Task
from plenary.contexts.governance.services.item_changes import change_item
from plenary.contexts.governance.services.parts import GroundGiven
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.models import AuditRow
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import post, unit, unit_user

pytestmark = pytest.mark.usefixtures("the_first_of_july", "db")
WORD = GroundGiven(instruction="主任批示：提前", instructed_on=dt.date(2025, 6, 3))
SOON = dt.date(2025, 9, 30)


@pytest.fixture
def task(commerce):
    made = factories.draft_task(title_zh="任务", title_en="Task", lead_unit_id=commerce.pk)
    for name in ("Key tasks", "Second list"):
        one = factories.task_list(name_en=name)
        services.add_task_to_list(actor=SYSTEM, list_id=one.pk, task_id=made.pk)
        services.adopt_list(actor=SYSTEM, list_id=one.pk, seen_version=None, owed="待补")
    made.refresh_from_db()
    return made


@pytest.fixture
def key_list(task):
    return task.entries.order_by("pk").first().task_list


def change(actor, key_list, task, **fields):
    change_item(actor=actor, list_id=key_list.pk, task_id=task.pk, **{"ground": WORD, **fields})
    task.refresh_from_db()


def test_a_listed_tasks_lead_and_earlier_date_do_not_change_for_a_reason_alone(office, task):
    other = unit()
    with refused(Refused, "adopted list"):
        services.edit_task(
            actor=office, task_id=task.pk, seen_version=None, changes={"due_on": SOON}, reason="x"
        )
    with refused(Refused, "adopted list"):
        services.hand_over_lead(
            actor=office, task_id=task.pk, seen_version=None, unit_id=other.pk, reason="x"
        )
    loose = factories.open_task()
    services.hand_over_lead(
        actor=office, task_id=loose.pk, seen_version=None, unit_id=other.pk, reason="x"
    )
    services.edit_task(
        actor=office, task_id=loose.pk, seen_version=None, changes={"due_on": SOON}, reason="x"
    )
    services.edit_task(
        actor=office, task_id=task.pk, seen_version=None, changes={"success_zh": "办成"}, reason="x"
    )
    with refused(Refused, "adopted list"):
        services.edit_task(
            actor=office,
            task_id=task.pk,
            seen_version=None,
            changes={"success_zh": "三"},
            reason="x",
        )
    services.edit_task(
        actor=office, task_id=loose.pk, seen_version=None, changes={"success_zh": "三"}, reason="x"
    )


@pytest.mark.parametrize("days", [-1, 0])
def test_an_earlier_date_of_work_under_way_is_none_that_is_past(office, key_list, task, days):
    """Neither by a reason nor by a decision: the work would be late from the start."""
    loose = factories.open_task(due_on=dt.date(2025, 12, 31))
    day = clock.today() + dt.timedelta(days=days)

    def by_reason():
        services.edit_task(
            actor=office, task_id=loose.pk, seen_version=None, changes={"due_on": day}, reason="x"
        )

    def by_decision():
        change(office, key_list, task, due_on=day)

    for bring_forward, moved in ((by_reason, loose), (by_decision, task)):
        if days < 0:
            with refused(Refused, "past"):
                bring_forward()
        else:
            bring_forward()
        moved.refresh_from_db()
        assert moved.due_on == (dt.date(2025, 12, 31) if days < 0 else day)


def test_they_change_on_a_ground_that_each_adopted_list_keeps(office, commerce, key_list, task):
    other = unit(name_zh="区文旅局", name_en="Culture Bureau")

    change(office, key_list, task, lead_unit_id=other.pk, due_on=SOON, titles={"title_en": "Fair"})

    assert (task.lead_unit_id, task.due_on, task.title_en) == (other.pk, SOON, "Fair")
    assert task.first_due_on == dt.date(2025, 12, 31)
    assert DutyEnd.objects.get().unit_id == commerce.pk
    kept = {(one.kind, one.was_en, one.new_en) for one in ListChange.objects.all()}
    assert kept == {
        ("changed", "", "Fair"),
        ("lead", "Commerce Bureau", "Culture Bureau"),
        ("sooner", "2025-12-31", "2025-09-30"),
    }
    assert ListChange.objects.filter(kind="sooner").count() == 2
    assert set(ListChange.objects.values_list("instruction", flat=True)) == {WORD.instruction}
    said = AuditRow.objects.filter(action__startswith="governance.task_list.item_")
    assert {row.after["note"]["reason"] for row in said} == {WORD.instruction}
    assert {row.action.rpartition("_")[2] for row in said} == {"reworded", "lead", "sooner"}


def test_it_is_refused_without_a_ground_later_or_for_nothing(
    office, liaison, commerce, key_list, task
):
    for wrong, word in (
        ({"due_on": SOON, "ground": GroundGiven()}, "one of the two"),
        ({"due_on": dt.date(2026, 3, 1)}, "extension"),
        ({"due_on": task.due_on, "lead_unit_id": commerce.pk}, "Nothing is other"),
        ({}, "Nothing is other"),
        ({"due_on": dt.date(2025, 6, 30)}, "This day is past"),
    ):
        with refused(Refused, word):
            change(office, key_list, task, **wrong)
    with refused(Stale):
        change(office, key_list, task, due_on=SOON, seen_version=key_list.version + 9)
    with refused(NotFound):
        change(office, key_list, task, lead_unit_id=10**9)
    strange, draft = factories.open_task(), factories.task_list()
    with refused(Refused, "does not stand"):
        change(office, key_list, strange, due_on=SOON)
    with refused(Refused, "draft"):
        change(office, draft, task, due_on=SOON)
    with refused(Forbidden):
        change(liaison, key_list, task, due_on=SOON)
    factories.report(task, says_done=True)
    services.verify_task(
        actor=SYSTEM, task_id=task.pk, seen_version=None, verdict="accepted", note="已查看"
    )
    with refused(Refused, "closed"):
        change(office, key_list, task, due_on=SOON)
    assert not ListChange.objects.exists()


def test_the_pages_lead_there_and_show_what_was(client, office, commerce, key_list, task):
    client.force_login(User.objects.get(pk=office.user_id))
    other = unit(name_zh="区文旅局", name_en="Culture Bureau")
    at = f"/lists/{key_list.pk}/reword/{task.pk}/"
    page = client.get(task.get_absolute_url()).content.decode()
    assert f"/tasks/{task.pk}/lead/" not in page
    assert at in page
    form = client.get(at).content.decode()
    assert 'name="lead_unit"' in form
    key_list.refresh_from_db()
    sent = {
        "title_zh": task.title_zh,
        "title_en": task.title_en,
        "lead_unit": other.pk,
        "due_on": "2025-09-30",
        "seen_version": key_list.version,
    }
    assert client.post(at, sent).status_code == 422
    ground = {"instruction": "主任批示：提前", "instructed_on": "2025-06-03"}
    past = client.post(at, {**sent, **ground, "due_on": "2025-06-30"})
    assert past.status_code == 422
    assert "late from the start" in past.content.decode()
    assert client.post(at, {**sent, **ground}).status_code == 302

    assert Task.objects.get(pk=task.pk).due_on == SOON
    changes = client.get(f"{key_list.get_absolute_url()}changes/").content.decode()
    for word in ("Commerce Bureau", "Culture Bureau", "2025-12-31", "Another lead unit"):
        assert word in changes


def test_a_lead_passes_on_at_its_units_wish_on_a_ground_too(client, office, liaison, task):
    other = unit(name_zh="区文旅局", name_en="Culture Bureau")
    asked = services.ask_for_transfer(actor=liaison, duty_id=task.duties.get().pk, reason="x")
    with refused(Refused, "one of the two"):
        services.accept_ask(
            actor=office, ask_id=asked.pk, seen_version=None, unit_id=other.pk, answer="x"
        )
    client.force_login(User.objects.get(pk=office.user_id))
    at = asked.get_absolute_url()
    assert 'name="instruction"' in client.get(at).content.decode()
    sent = {"unit": other.pk, "accept": "1", "seen_version": asked.version}
    assert client.post(at, sent).status_code == 422
    ground = {"instruction": "主任批示", "instructed_on": "2025-06-03"}
    assert client.post(at, {**sent, **ground}).status_code == 302

    task.refresh_from_db()
    assert task.lead_unit_id == other.pk
    assert set(ListChange.objects.values_list("kind", "was_en", "new_en")) == {
        ("lead", "Commerce Bureau", "Culture Bureau")
    }


def test_a_lead_that_a_dissolution_passes_on_stands_in_each_list(office, commerce, task):
    heir = unit(name_zh="区文旅局", name_en="Culture Bureau")
    type(commerce).objects.filter(pk=commerce.pk).update(dissolved_on=dt.date(2025, 6, 30))

    services.hand_unit_over(
        actor=office, unit_id=commerce.pk, to_unit_id=heir.pk, reason="机构改革"
    )

    task.refresh_from_db()
    assert task.lead_unit_id == heir.pk
    kept = ListChange.objects.filter(kind="lead").order_by("task_list_id")
    assert [(one.task_list_id, one.was_en, one.new_en) for one in kept] == [
        (entry.task_list_id, "Commerce Bureau", "Culture Bureau")
        for entry in task.entries.order_by("task_list_id")
    ]
    assert {(one.instruction, one.instructed_on) for one in kept} == {
        ("机构改革", dt.date(2025, 6, 30))
    }


def test_a_task_is_taken_before_its_lists_whatever_changes_both(office, liaison, key_list, task):
    """Taken the other way round, an end that is confirmed and a change of the item could wait for each other."""
    new, other = factories.open_task(), factories.open_task(lead_unit_id=task.lead_unit_id)
    draft = factories.task_list(name_en="Next year")
    services.add_task_to_list(actor=office, list_id=draft.pk, task_id=factories.draft_task().pk)
    duty = other.duties.get()
    in_list, in_part = ("task", "tasklist"), ("task", "duty")
    changes = (
        (in_list, lambda: change(office, key_list, task, titles={"title_en": "Fair"})),
        (
            in_list,
            lambda: services.add_by_decision(
                actor=office, list_id=key_list.pk, task_id=new.pk, ground=WORD
            ),
        ),
        (
            in_list,
            lambda: services.add_task_to_list(actor=office, list_id=draft.pk, task_id=other.pk),
        ),
        (
            in_list,
            lambda: services.edit_list(
                actor=office, list_id=draft.pk, seen_version=None, changes={"cadence": "year"}
            ),
        ),
        (
            in_list,
            lambda: services.adopt_list(
                actor=office, list_id=draft.pk, seen_version=None, owed="x"
            ),
        ),
        (in_part, lambda: services.sign_for(actor=liaison, duty_id=duty.pk)),
    )
    for names, one in changes:
        with CaptureQueriesContext(connection) as seen:
            one()
        read = [query["sql"] for query in seen.captured_queries if "SELECT" in query["sql"]]
        order = [
            next(n for n, sql in enumerate(read) if f'FROM "governance_{name}" ' in sql)
            for name in names
        ]
        assert order == sorted(order)


def test_a_listed_tasks_units_and_leader_do_not_change_for_a_reason_alone(office, task):
    """A leader where none was, and a supporting unit, come for a reason: they stand in no list."""
    mayor, helper = post(is_leader=True), unit()
    part = {"actor": office, "task_id": task.pk}
    with refused(Refused, "adopted list"):
        services.assign_duty(**part, role="responsible", unit_id=helper.pk, reason="x")
    with refused(Refused, "Say why"):
        services.assign_duty(**part, role="supporting", unit_id=helper.pk)
    support = services.assign_duty(**part, role="supporting", unit_id=helper.pk, reason="分工")
    kept = AuditRow.objects.get(action="governance.duty.assigned", subject_id=support.pk)
    assert kept.after["note"] == {"reason": "分工"}
    services.name_accountable(**part, seen_version=None, post_id=mayor.pk, reason="分工")
    with refused(Refused, "adopted list"):
        services.name_accountable(
            **part, seen_version=None, post_id=post(is_leader=True).pk, reason="x"
        )
    for duty in task.duties.filter(role="supporting"):
        services.remove_duty(actor=office, duty_id=duty.pk, seen_version=None, reason="x")
    loose = factories.open_task()
    services.assign_duty(actor=office, task_id=loose.pk, role="responsible", unit_id=helper.pk)


def test_success_leader_and_responsible_units_change_on_a_ground(office, key_list, task):
    mayor = post(is_leader=True, title_zh="市长", title_en="Mayor")
    deputy = post(is_leader=True, title_zh="副市长", title_en="Deputy")
    one, two, three = (unit(name_zh=f"{n}局", name_en=f"{n} Bureau") for n in "ABC")
    change(office, key_list, task, accountable_post_id=mayor.pk, responsible_unit_ids=[one.pk])
    ListChange.objects.all().delete()

    change(
        office,
        key_list,
        task,
        success={"success_zh": "办成三件", "success_en": "Three are done"},
        accountable_post_id=deputy.pk,
        responsible_unit_ids=[two.pk, three.pk],
    )

    assert task.success_en == "Three are done"
    held = task.duties.exclude(role="lead").order_by("pk")
    assert {(duty.role, duty.unit_id or duty.post_id) for duty in held} == {
        ("accountable", deputy.pk),
        ("responsible", two.pk),
        ("responsible", three.pk),
    }
    assert DutyEnd.objects.get().unit_id == one.pk
    told = ListChange.objects.filter(task_list=key_list)
    assert {(row.kind, row.was_zh, row.new_zh, row.was_en, row.new_en) for row in told} == {
        ("success", "–", "办成三件", "–", "Three are done"),
        ("leader", "市长", "副市长", "Mayor", "Deputy"),
        ("units", "A局", "B局、C局", "A Bureau", "B Bureau, C Bureau"),
    }
    assert {row.instruction for row in told} == {WORD.instruction}
    with refused(Refused, "Nothing is other"):
        change(
            office,
            key_list,
            task,
            success={"success_zh": "办成三件 "},
            accountable_post_id=deputy.pk,
            responsible_unit_ids=[three.pk, two.pk],
        )
    with refused(Refused, "has a part in the task"):
        change(office, key_list, task, responsible_unit_ids=[task.lead_unit_id])
    long = factories.decision(text_zh="议" * 600)
    change(office, key_list, task, responsible_unit_ids=[two.pk], ground=GroundGiven(long.pk))
    kept = DutyEnd.objects.get(unit=three).reason
    assert (len(kept), kept[-2:]) == (500, "议…")
    with refused(Refused, "one of the two"):
        change(office, key_list, task, responsible_unit_ids=[], ground=GroundGiven())


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("Another measure of success", "Another accountable leader", "Other responsible")),
        ("zh-hans", ("完成标准变更", "分管领导变更", "责任单位变更")),
    ],
)
def test_the_page_changes_them_and_the_changes_say_so(client, office, key_list, task, lang, words):
    client.cookies["plenary_language"] = lang
    client.force_login(User.objects.get(pk=office.user_id))
    mayor, helper = post(is_leader=True), unit()
    at = f"/lists/{key_list.pk}/reword/{task.pk}/"
    assert 'name="responsible_units"' in client.get(at).content.decode()
    key_list.refresh_from_db()
    sent = {
        "title_zh": task.title_zh,
        "title_en": task.title_en,
        "success_zh": "办成",
        "success_en": "Done",
        "accountable_post": mayor.pk,
        "responsible_units": [helper.pk],
        "seen_version": key_list.version,
    }
    assert client.post(at, sent).status_code == 422
    ground = {"instruction": "主任批示", "instructed_on": "2025-06-03"}
    assert client.post(at, {**sent, **ground}).status_code == 302

    changes = client.get(f"{key_list.get_absolute_url()}changes/").content.decode()
    for word in words:
        assert word in changes


def test_a_responsible_part_passes_on_at_its_units_wish_on_a_ground_too(office, key_list, task):
    one, two = unit(name_en="One"), unit(name_en="Two")
    change(office, key_list, task, responsible_unit_ids=[one.pk])
    asked = services.ask_for_transfer(
        actor=unit_user(one).actor, duty_id=task.duties.get(unit=one).pk, reason="x"
    )
    answer = {"actor": office, "ask_id": asked.pk, "seen_version": None, "unit_id": two.pk}
    with refused(Refused, "one of the two"):
        services.accept_ask(**answer)
    services.accept_ask(**answer, ground=WORD)

    kept = ListChange.objects.filter(task_list=key_list, kind="units").first()
    assert (kept.was_en, kept.new_en) == ("One", "Two")
