"""Merging, splitting and superseding tasks: bases, lists, numbers and reports stay right."""

import datetime as dt

import pytest
from django.utils import translation

from plenary.contexts.governance import services
from plenary.contexts.governance.models import ListChange, Succession, Task
from plenary.contexts.governance.periods import Period
from plenary.contexts.governance.selectors import lists, tasks
from plenary.contexts.governance.selectors.acts.on_task import acts_on
from plenary.contexts.governance.selectors.acts.successions import continued_by
from plenary.contexts.governance.selectors.board import board
from plenary.contexts.governance.selectors.duties import duties_of
from plenary.contexts.governance.selectors.listed import listing
from plenary.contexts.governance.selectors.report_facts import facts_of
from plenary.contexts.governance.selectors.resting import OFFERED
from plenary.contexts.governance.selectors.task_page import task_page
from plenary.contexts.governance.services import BasisGiven, MeasureGiven, MilestoneGiven
from plenary.contexts.governance.services.parts import GroundGiven
from plenary.contexts.governance.services.report_drafting import draft_report
from plenary.kernel.accounts.models import User
from plenary.kernel.notifications.models import Notification
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, post, unit, unit_user, user

pytestmark = pytest.mark.usefixtures("the_first_of_july", "db")


@pytest.fixture
def key_list(db):
    return factories.task_list(name_en="Key tasks")


GROUND = GroundGiven(instruction="主任：同意调整", instructed_on=dt.date(2025, 6, 30))
Q2 = Period(dt.date(2025, 4, 1), dt.date(2025, 6, 30))


def listed(task_list, **fields):
    """A task of the list, in force once the list is adopted."""
    task = factories.draft_task(**fields)
    services.add_task_to_list(actor=SYSTEM, list_id=task_list.pk, task_id=task.pk)
    return task


def adopted(task_list):
    services.adopt_list(
        actor=SYSTEM,
        list_id=task_list.pk,
        seen_version=None,
        adopted_on=dt.date(2025, 1, 5),
        owed="待补",
    )


def merged(actor, old, into, **fields):
    return services.merge_tasks(
        actor=actor,
        **{
            "task_id": old.pk,
            "seen_version": None,
            "into_id": into.pk,
            "reason": "内容重复",
            "ground": GROUND,
            **fields,
        },
    )


def split(actor, old, *parts, reason="牵头单位不同"):
    return services.split_task(
        actor=actor,
        task_id=old.pk,
        seen_version=None,
        parts=parts,
        reason=reason,
        ground=GROUND,
    )


def superseded(actor, old, **fields):
    return services.supersede_task(
        actor=actor,
        task_id=old.pk,
        seen_version=None,
        given=factories.given(**{"title_zh": "新任务", **fields}),
        reason="会议重新部署",
        ground=GROUND,
    )


def facts(task_list):
    report = draft_report(actor=SYSTEM, list_id=task_list.pk, period_key="quarter-2025-04")
    return facts_of(report).tasks


def test_a_merged_task_gives_its_successor_what_it_lacks(office, commerce, key_list):
    own, both = factories.passage(), factories.passage()
    helper = unit()
    old = listed(
        key_list,
        bases=[BasisGiven("passage", own.pk), BasisGiven("passage", both.pk)],
        lead_unit_id=helper.pk,
        measures=(MeasureGiven("governance.tasks_closed", 3),),
    )
    adopted(key_list)
    new = factories.open_task(bases=[BasisGiven("passage", both.pk)], lead_unit_id=commerce.pk)

    merged(office, old, new)

    old.refresh_from_db()
    assert (old.state, old.light, old.light_rule) == ("replaced", "none", "replaced")
    assert set(new.bases.values_list("passage_id", flat=True)) == {own.pk, both.pk}
    assert set(new.duties.values_list("role", "unit_id")) == {
        ("lead", commerce.pk),
        ("responsible", helper.pk),
    }
    assert new.measures.get().target == 3
    assert [(e.task_id, e.number) for e in key_list.entries.all()] == [(old.pk, 1), (new.pk, 2)]
    assert old.bases.count() == 2


def test_the_old_page_points_on_and_the_new_one_back(client, office, key_list):
    old, new = listed(key_list, title_en="Old one"), listed(key_list, title_en="New one")
    adopted(key_list)
    merged(office, old, new)
    client.force_login(grant_role(user(), "office"))

    there, back = (client.get(f"/tasks/{one.pk}/").content.decode() for one in (old, new))

    assert "This task is continued by others" in there
    assert f'href="/tasks/{new.pk}/"' in there
    assert f'href="/tasks/{old.pk}/"' in back
    assert "Continues" in back
    assert "This task is continued by others" not in back
    assert "edit" not in task_page(office, old.pk).may
    page = client.get(key_list.get_absolute_url()).content.decode()
    assert "Replaced" in page
    assert "Replaced" in client.get("/tasks/").content.decode()


def test_what_is_replaced_is_counted_asked_for_and_reported_no_more(
    office, commerce, liaison, key_list
):
    old = listed(key_list, lead_unit_id=commerce.pk)
    new = listed(key_list, title_zh="乙")
    adopted(key_list)
    assert len(duties_of(liaison).under_way) == 1
    factories.report(old, period=Q2, done_zh="旧任务的进展。")
    factories.report(new, period=Q2, done_zh="新任务的进展。")
    merged(office, old, new)

    assert [duty.task_id for duty in duties_of(liaison).under_way] == [new.pk]
    assert board(office).total == 1
    assert lists.listing(office).get(pk=key_list.pk).task_count == 1
    told = facts(key_list)
    assert [task.task_id for task in told] == [new.pk]
    done = {entry.done.zh for entry in told[0].entries}
    assert done == {"旧任务的进展。", "新任务的进展。"}


def test_a_split_tasks_progress_is_told_once_with_its_first_part(office, key_list):
    old = listed(key_list)
    adopted(key_list)
    factories.report(old, period=Q2, done_zh="拆分前的进展。")
    first, second = split(
        office, old, factories.given(title_zh="一"), factories.given(title_zh="二")
    )

    told = {task.task_id: [e.done.zh for e in task.entries] for task in facts(key_list)}

    assert told == {first.pk: ["拆分前的进展。"], second.pk: []}
    assert [e.number for e in key_list.entries.all()] == [1, 2, 3]


def test_progress_follows_through_several_replacements(office, key_list):
    old, middle = listed(key_list), listed(key_list)
    adopted(key_list)
    merged(office, old, middle)
    last = superseded(office, middle)
    assert continued_by([last.pk]) == {middle.pk: last.pk, old.pk: last.pk}
    assert continued_by([]) == {}


def test_a_split_part_inherits_bases_theme_leader_and_first_date(office, key_list):
    leader = post(is_leader=True)
    old = listed(key_list, due_on=dt.date(2025, 9, 30), accountable_post_id=leader.pk)
    adopted(key_list)
    parts = split(
        office,
        old,
        factories.given(title_zh="一", due_on=dt.date(2025, 12, 1)),
        factories.given(title_zh="二", due_on=dt.date(2025, 9, 30)),
    )

    for part in parts:
        part.refresh_from_db()
        assert part.state == "open"
        assert part.first_due_on == dt.date(2025, 9, 30)
        assert part.bases.get().passage_id == old.bases.get().passage_id
        assert part.duties.get(role="accountable").post_id == leader.pk
    assert "first_light" in parts[0].light_facts


def test_a_superseding_task_takes_measures_milestones_and_units_over(office, commerce, key_list):
    helper = unit()
    old = listed(
        key_list,
        lead_unit_id=commerce.pk,
        supporting_unit_ids=(helper.pk,),
        measures=(MeasureGiven("governance.tasks_closed"),),
        milestones=(MilestoneGiven(dt.date(2025, 8, 1), "名单"),),
    )
    adopted(key_list)
    new_lead = unit()

    new = superseded(office, old, lead_unit_id=new_lead.pk)

    assert set(new.duties.values_list("role", "unit_id")) == {
        ("lead", new_lead.pk),
        ("responsible", commerce.pk),
        ("supporting", helper.pk),
    }
    assert new.measures.count() == new.milestones.count() == 1


def test_without_a_list_the_new_task_is_in_force_all_the_same(office):
    new = superseded(office, factories.open_task())
    new.refresh_from_db()
    assert new.state == "open"


def test_a_leaders_open_word_goes_on_with_the_work(office, commerce):
    old, new = (factories.open_task(lead_unit_id=commerce.pk) for _ in range(2))
    instruction = services.give_instruction(
        actor=SYSTEM, task_id=old.pk, text_zh="请抓紧", unit_ids=[commerce.pk]
    )
    merged(office, old, new)
    instruction.refresh_from_db()
    assert instruction.task_id == new.pk


def test_the_units_are_told(office, commerce, liaison):
    old, new = factories.open_task(lead_unit_id=commerce.pk), factories.open_task()
    merged(office, old, new)
    told = Notification.objects.get(user=liaison.user_id, kind="governance.task.replaced")
    assert told.url == new.get_absolute_url()


def test_a_replaced_task_is_changed_no_more(office, commerce):
    old, new = (factories.open_task(lead_unit_id=commerce.pk) for _ in range(2))
    merged(office, old, new)
    for call in (
        lambda: services.edit_task(
            actor=office, task_id=old.pk, seen_version=None, changes={"title_zh": "x"}, reason="x"
        ),
        lambda: services.give_instruction(actor=SYSTEM, task_id=old.pk, text_zh="x"),
        lambda: services.assign_duty(
            actor=office, task_id=old.pk, role="supporting", unit_id=new.lead_unit_id
        ),
    ):
        with refused(Refused, "replaced"):
            call()
    with refused(Refused):
        factories.report(old)
    with refused(Refused, "not open"):
        merged(office, old, new)
    with refused(Refused, "not under way"):
        merged(office, new, old)


@pytest.mark.parametrize("state", ["draft", "reported", "closed"])
def test_only_work_under_way_is_replaced(office, state):
    old, new = factories.open_task(), factories.open_task()
    Task.objects.filter(pk=old.pk).update(
        state=state, closed_at=dt.datetime(2025, 6, 1, tzinfo=dt.UTC)
    )
    with refused(Refused, "not open"):
        merged(office, old, new)


def test_what_is_contested_or_asked_for_is_answered_first(office, liaison, commerce):
    old, new = (factories.open_task(lead_unit_id=commerce.pk) for _ in range(2))
    extension = services.ask_for_extension(
        actor=liaison,
        task_id=old.pk,
        unit_id=commerce.pk,
        wanted_on=dt.date(2026, 3, 1),
        reason="x",
    )
    with refused(Refused, "Decide on it first"):
        merged(office, old, new)
    services.withdraw_extension(actor=liaison, extension_id=extension.pk, seen_version=None)
    services.decline_duty(actor=liaison, duty_id=old.duties.get().pk, reason="x")
    with refused(Refused, "Answer that first"):
        merged(office, old, new)


def test_replacing_says_why_and_leaves_nothing_half_done(office, liaison, commerce):
    old, new = (factories.open_task(lead_unit_id=commerce.pk) for _ in range(2))
    whole, titleless = factories.given(), factories.given(title_zh="")
    dateless = factories.given(due_on=None)
    with refused(Refused, "why"):
        merged(office, old, new, reason=" ")
    with refused(Refused, "itself"):
        merged(office, old, old)
    with refused(Stale):
        merged(office, old, new, seen_version=old.version + 1)
    with refused(Refused, "two parts"):
        split(office, old, whole)
    with refused(Refused, "at least one"):
        split(office, old, whole, titleless)
    with refused(Refused, "no due date"):
        split(office, old, whole, dateless)
    with refused(Forbidden):
        merged(liaison, old, new)
    with refused(NotFound):
        merged(unit_user(unit()).actor, old, new)
    assert not Succession.objects.exists()


def test_the_forms_merge_split_and_replace(client, office, commerce):
    client.force_login(grant_role(user(), "office"))
    old, other = (factories.open_task(title_en=f"Task {n}", lead_unit_id=commerce.pk) for n in "ab")
    page = client.get(f"/tasks/{old.pk}/").content.decode()
    for name in ("merge", "split", "replace"):
        assert f"/tasks/{old.pk}/{name}/" in page
        assert client.get(f"/tasks/{old.pk}/{name}/").status_code == 200
    draft = factories.draft_task(title_en="Task c")
    choice = client.get(f"/tasks/{old.pk}/merge/", {"q": "Task"}).text
    assert f'name="task" value="{other.pk}"' in choice
    assert f'value="{draft.pk}"' not in choice
    assert client.post(f"/tasks/{old.pk}/merge/", {"task": other.pk}).status_code == 422
    client.post(f"/tasks/{old.pk}/merge/", {"task": other.pk, "reason": "Twice the same"})
    new = {"title_en": "Whole", "lead_unit": commerce.pk, "due_on": "2025-12-01", "reason": "x"}
    assert client.post(f"/tasks/{other.pk}/replace/", {**new, "seen_version": 0}).status_code == 409
    other.refresh_from_db()
    client.post(f"/tasks/{other.pk}/replace/", {**new, "seen_version": other.version})
    third = Task.objects.get(title_en="Whole")
    parts = {"reason": "x", "seen_version": third.version}
    for n in (1, 2):
        parts |= {f"title_en_{n}": f"Part {n}", f"lead_unit_{n}": commerce.pk}
        parts |= {f"due_on_{n}": "2025-11-01"}
    short = {**parts, "title_en_2": "", "lead_unit_2": "", "due_on_2": ""}
    assert client.post(f"/tasks/{third.pk}/split/", short).status_code == 422
    client.post(f"/tasks/{third.pk}/split/", parts)
    assert Task.objects.filter(state="open").count() == 2
    assert Task.objects.filter(state="replaced").count() == 3
    trail = acts_on(office, third, [], is_inside=True)
    assert {line.text for line in trail.successors} == {"Part 1", "Part 2"}
    client.force_login(unit_user(commerce))
    assert client.get(f"/tasks/{third.pk}/split/").status_code == 403


def test_what_may_be_merged_into_is_offered_however_many_drafts_are_more_alike(client, commerce):
    client.force_login(grant_role(user(), "office"))
    old, other = (factories.open_task(title_en=t, lead_unit_id=commerce.pk) for t in ("Fair", "x"))
    for _ in range(OFFERED):
        factories.draft_task(title_en="Fair")

    choice = client.get(f"/tasks/{old.pk}/merge/").text

    assert f'name="task" value="{other.pk}"' in choice


def test_filters_find_replaced_tasks(office):
    old, new = factories.open_task(), factories.open_task()
    merged(office, old, new)
    found = listing(office, tasks.Filters(state="replaced")).rows
    assert [row.pk for row in found] == [old.pk]


def test_an_adopted_list_takes_a_successor_in_on_a_decision_or_instruction_alone(
    key_list, commerce
):
    old = listed(key_list, lead_unit_id=commerce.pk)
    into = factories.open_task(lead_unit_id=commerce.pk)
    adopted(key_list)

    with pytest.raises(Refused):
        merged(SYSTEM, old, into, ground=None)
    old.refresh_from_db()
    untouched = (old.state, ListChange.objects.count(), Succession.objects.count())
    merged(SYSTEM, old, into)

    assert untouched == ("open", 0, 0)
    added, gone = ListChange.objects.order_by("pk")
    assert (added.kind, added.task, added.instruction) == ("added", into, GROUND.instruction)
    assert (gone.kind, gone.task, gone.new_zh) == ("merged", old, "第2项")


def test_an_item_leaves_an_adopted_list_on_a_ground_alone_and_the_list_says_which_item_continues_it(
    client, office, key_list, commerce
):
    merging, splitting, rewording, into = (
        listed(key_list, title_en=f"Task {n}", lead_unit_id=commerce.pk) for n in "abcd"
    )
    adopted(key_list)
    part, other = (factories.given(title_en=f"Part {n}", title_zh="") for n in "xy")

    for ground in (None, GroundGiven()):
        with refused(Refused, "Name the decision"):
            merged(office, merging, into, ground=ground)
    assert not Succession.objects.exists()
    assert not ListChange.objects.exists()
    merged(office, merging, into)
    split(office, splitting, part, other)
    superseded(office, rewording, title_zh="", title_en="New words")

    assert [
        (one.kind, one.number, one.new_en, one.instruction)
        for one in ListChange.objects.exclude(kind="added").order_by("pk")
    ] == [
        ("merged", 1, "Item 4", GROUND.instruction),
        ("split", 2, "Item 5, Item 6", GROUND.instruction),
        ("replaced", 3, "Item 7", GROUND.instruction),
    ]
    client.force_login(User.objects.get(pk=office.user_id))
    page = client.get(f"/lists/{key_list.pk}/changes/").text
    assert all(f">{said}</a></ins>" in page for said in ("Item 4", "Item 5, Item 6", "Item 7"))


def test_an_item_of_an_adopted_list_gets_no_unit_by_a_merger_without_a_ground(key_list, commerce):
    into = listed(key_list, title_en="Item", lead_unit_id=commerce.pk)
    adopted(key_list)
    culture = unit(name_en="Culture Bureau")
    loose, own = (factories.open_task(lead_unit_id=one.pk) for one in (culture, commerce))

    with refused(Refused, "Name the decision"):
        merged(SYSTEM, loose, into, ground=None)
    assert not into.duties.filter(unit=culture).exists()
    assert not ListChange.objects.exists()
    merged(SYSTEM, own, into, ground=None)
    assert not ListChange.objects.exists(), "its units are as they were"

    merged(SYSTEM, loose, into)
    change = ListChange.objects.get()
    assert (change.kind, change.was_en, change.new_en) == ("units", "–", "Culture Bureau")
    assert change.instruction == GROUND.instruction


def test_a_report_blames_no_item_that_was_added_after_its_period_but_what_continues_another(
    office, key_list, commerce
):
    old = listed(key_list, lead_unit_id=commerce.pk)
    adopted(key_list)
    late = factories.open_task(lead_unit_id=commerce.pk)
    services.add_by_decision(actor=SYSTEM, list_id=key_list.pk, task_id=late.pk, ground=GROUND)
    new = superseded(office, old)

    told = {one.task_id: (one.added_on, one.has_no_evidence) for one in facts(key_list)}

    assert told == {late.pk: (dt.date(2025, 7, 1), False), new.pk: (None, True)}


def test_the_pages_ask_for_the_ground_where_an_adopted_list_changes(
    client, office, key_list, commerce
):
    client.force_login(User.objects.get(pk=office.user_id))
    old = listed(key_list, lead_unit_id=commerce.pk)
    into = factories.open_task(lead_unit_id=commerce.pk)
    adopted(key_list)
    given = {"task": into.pk, "reason": "Twice the same"}

    without = client.post(f"/tasks/{old.pk}/merge/", given)
    ground = {"instruction": "The director: merge them", "instructed_on": "2025-06-30"}
    client.post(f"/tasks/{old.pk}/merge/", {**given, **ground})

    assert without.status_code == 422
    assert "Name the decision, or write the instruction" in without.content.decode()
    assert b'name="instruction"' not in client.get(f"/tasks/{into.pk}/edit/").content
    old.refresh_from_db()
    assert old.state == "replaced"


def test_nobody_signs_for_a_part_in_a_task_that_others_continue(office, liaison, commerce):
    old, new = factories.open_task(lead_unit_id=commerce.pk), factories.open_task()
    merged(office, old, new)
    duty = old.duties.get()

    assert task_page(liaison, old.pk).signable == []
    with refused(Refused, "replaced"):
        services.sign_for(actor=liaison, duty_id=duty.pk)


def test_the_first_date_of_a_milestone_stays_with_it_as_that_of_the_work_does(office):
    first, later = dt.date(2025, 7, 15), dt.date(2025, 8, 15)
    old = factories.open_task(milestones=(MilestoneGiven(first, "名单", "Names"),))
    extension = services.ask_for_extension(
        actor=SYSTEM,
        task_id=old.pk,
        unit_id=old.lead_unit_id,
        wanted_on=later,
        reason="推迟",
        milestone_id=old.milestones.get().pk,
    )
    for step in (services.endorse_extension, services.approve_extension):
        step(actor=SYSTEM, extension_id=extension.pk, seen_version=None)

    new = services.supersede_task(
        actor=office,
        task_id=old.pk,
        seen_version=None,
        given=factories.given(lead_unit_id=old.lead_unit_id),
        reason="调整",
    )

    step = new.milestones.get()
    assert (step.due_on, step.first_due_on) == (later, first)


@pytest.mark.parametrize(("lang", "named"), [("zh-hans", ["二", "一"]), ("en", ["Two", "One"])])
def test_the_old_task_names_its_parts_in_the_language_in_force(office, key_list, lang, named):
    old = listed(key_list)
    adopted(key_list)
    split(
        office,
        old,
        factories.given(title_zh="一", title_en="One"),
        factories.given(title_zh="二", title_en="Two"),
    )
    old.refresh_from_db()

    with translation.override(lang):
        acts = acts_on(office, old, [], is_inside=True)

    assert sorted(line.text for line in acts.successors) == sorted(named)
