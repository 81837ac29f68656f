"""A unit that is dissolved mid-year: the office sees its open work and hands it over in one step."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Duty, DutyEnd, ListChange
from plenary.contexts.governance.selectors.acts import parts_done
from plenary.contexts.governance.selectors.acts.dissolved import waiting_units
from plenary.contexts.governance.selectors.acts.duty_asks import signing_times
from plenary.contexts.governance.selectors.acts.waiting import waiting_for
from plenary.contexts.governance.selectors.duties import duties_of
from plenary.contexts.governance.services.acts.parts_done import return_part
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Notification
from plenary.kernel.organisations.services import edit_organisation
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.usefixtures("the_first_of_july", "db")


@pytest.fixture
def heir(db):
    return unit(short_en="Heir")


def dissolve(a_unit, heir=None, on=dt.date(2025, 6, 30)):
    a_unit.refresh_from_db()
    edit_organisation(
        actor=SYSTEM, organisation_id=a_unit.pk, seen_version=a_unit.version, dissolved_on=on
    )
    a_unit.refresh_from_db()
    if heir:
        a_unit.successor = heir
        a_unit.save(update_fields=["successor"])


def handed_over(actor, gone, to, reason="机构改革"):
    return services.hand_unit_over(actor=actor, unit_id=gone.pk, to_unit_id=to.pk, reason=reason)


def test_the_office_is_shown_the_unit_until_its_work_is_handed_over(
    office, liaison, commerce, heir
):
    factories.open_task(lead_unit_id=commerce.pk)
    factories.open_task(supporting_unit_ids=(commerce.pk,))
    assert waiting_units(office) == []
    dissolve(commerce)

    shown = waiting_units(office)
    assert [(one.pk, one.open_duties) for one in shown] == [(commerce.pk, 2)]
    assert waiting_units(liaison) == []

    assert handed_over(office, commerce, heir) == 2
    assert waiting_units(office) == []


def test_every_open_duty_goes_and_what_is_closed_stays(office, commerce, heir):
    taker = unit_user(heir)
    leading = factories.open_task(lead_unit_id=commerce.pk)
    draft = factories.draft_task(lead_unit_id=commerce.pk)
    reported = factories.reported_task(lead_unit_id=commerce.pk)
    closed = factories.reported_task(lead_unit_id=commerce.pk)
    services.verify_task(
        actor=SYSTEM, task_id=closed.pk, seen_version=None, verdict="accepted", note="已查看"
    )
    services.sign_for(actor=SYSTEM, duty_id=leading.duties.get().pk)
    dissolve(commerce)

    assert handed_over(office, commerce, heir) == 3

    for task in (leading, draft, reported):
        task.refresh_from_db()
        assert task.lead_unit_id == task.duties.get().unit_id == heir.pk
    closed.refresh_from_db()
    assert closed.lead_unit_id == commerce.pk
    assert reported.reported_by_unit_id == commerce.pk
    assert leading.duties.get().state == "assigned"
    told = Notification.objects.get(kind="governance.unit.handed_over")
    assert told.user_id == taker.pk
    row = AuditRow.objects.get(action="governance.unit.handed_over")
    assert row.after["note"]["reason"] == "机构改革"
    assert set(row.after["note"]["tasks"]) == {leading.pk, draft.pk, reported.pk}


def test_a_unit_that_has_a_part_already_keeps_the_weightier_one(office, commerce, heir):
    supports = factories.open_task(lead_unit_id=commerce.pk, supporting_unit_ids=(heir.pk,))
    leads = factories.open_task(lead_unit_id=heir.pk, supporting_unit_ids=(commerce.pk,))
    dissolve(commerce)

    handed_over(office, commerce, heir)

    for task in (supports, leads):
        assert list(task.duties.values_list("role", "unit_id")) == [("lead", heir.pk)]


def reported_part(task, a_unit):
    given = services.ProgressGiven(done_zh="名录已交", says_done=True)
    services.report_progress(actor=SYSTEM, task_id=task.pk, unit_id=a_unit.pk, given=given)
    return task.duties.get(unit=a_unit)


def test_a_part_reported_done_waits_on_with_whoever_takes_it_over(
    client, office, commerce, heir, liaison
):
    lead, taker = unit_user(unit(name_en="Lead Bureau")), unit_user(heir)
    [lead_id] = lead.actor.unit_ids
    task = factories.open_task(lead_unit_id=lead_id, supporting_unit_ids=(commerce.pk,))
    told = reported_part(task, commerce)
    dissolve(commerce)

    handed_over(office, commerce, heir)

    held = task.duties.get(unit=heir)
    assert (held.state, held.reported_at, held.signed_at) == ("reported", told.reported_at, None)
    assert held in parts_done.waiting_for(lead.actor)
    client.force_login(lead)
    page = client.get(f"/duties/{held.pk}/done/").content.decode()
    assert "名录已交" in page
    assert commerce.name_en in page
    return_part(actor=lead.actor, duty_id=held.pk, seen_version=None, reason="缺一项")
    assert task.duties.get(unit=heir).state == "assigned"
    assert held in duties_of(taker.actor).to_sign


def test_whoever_has_a_part_by_another_units_word_takes_that_word_back(
    client, office, commerce, heir
):
    taker = unit_user(heir)
    task = factories.open_task(supporting_unit_ids=(commerce.pk,))
    reported_part(task, commerce)
    dissolve(commerce)
    handed_over(office, commerce, heir)
    held = task.duties.get(unit=heir)
    client.force_login(taker)
    address, sent = f"/duties/{held.pk}/done/", {"take_back": "1", "seen_version": held.version}

    assert "Our part is not done yet" in client.get(address).content.decode()
    assert client.post(address, sent).status_code == 422
    assert client.post(address, {**sent, "reason": "尚缺英文"}).status_code == 302

    held.refresh_from_db()
    assert (held.state, held.reported_at, held.reported_by_id) == ("assigned", None, None)
    row = AuditRow.objects.get(action="governance.duty.report_taken_back")
    assert row.after["note"] == {"reason": "尚缺英文"}
    assert "Our part is not done yet" not in client.get(address).content.decode()
    assert client.post(address, {**sent, "reason": "x"}).status_code == 403


def test_the_heir_owes_what_both_had_as_the_weightier_of_the_two(office, commerce, heir):
    task = factories.open_task(responsible_unit_ids=(commerce.pk,), supporting_unit_ids=(heir.pk,))
    for one, words, day in ((commerce, "名录", 31), (heir, "宣传", 15)):
        services.edit_duty(
            actor=SYSTEM,
            duty_id=task.duties.get(unit=one).pk,
            seen_version=None,
            changes={"deliverable_zh": words, "due_on": dt.date(2025, 7, day)},
            reason="x",
        )
    reported_part(task, commerce)
    dissolve(commerce)

    handed_over(office, commerce, heir)

    held = task.duties.get(unit=heir)
    assert (held.role, held.deliverable_zh) == ("responsible", "宣传；名录")
    assert (held.due_on, held.state) == (dt.date(2025, 7, 15), "assigned")
    assert f"“{commerce.name_en}” reported its part done on 2025-07-01" in held.returned


def test_the_heirs_own_receipt_stays_where_its_part_becomes_the_lead(
    office, commerce, heir, the_first_of_july
):
    task = factories.open_task(lead_unit_id=commerce.pk, responsible_unit_ids=(heir.pk,))
    held = task.duties.get(unit=heir)
    the_first_of_july.shift(dt.timedelta(days=2))
    services.sign_for(actor=unit_user(heir).actor, duty_id=held.pk)
    held.refresh_from_db()
    dissolve(commerce)

    handed_over(office, commerce, heir)

    end = DutyEnd.objects.get(unit=heir)
    assert (end.kind, end.role, end.signed_at) == ("merged", "responsible", held.signed_at)
    assert end.noted_at is not None
    [signing] = [one for one in signing_times(office) if one.unit == heir]
    assert (signing.signed, signing.average) == (1, dt.timedelta(days=2))


def test_an_adopted_list_keeps_that_a_responsible_unit_leads_from_then_on(office, commerce, heir):
    task = factories.draft_task(lead_unit_id=commerce.pk, responsible_unit_ids=(heir.pk,))
    listed = factories.task_list()
    services.add_task_to_list(actor=SYSTEM, list_id=listed.pk, task_id=task.pk)
    services.adopt_list(actor=SYSTEM, list_id=listed.pk, seen_version=None, owed="待补")
    dissolve(commerce)

    handed_over(office, commerce, heir)

    told = ListChange.objects.values_list("kind", "was_en", "new_en", "instruction")
    assert set(told) == {
        ("lead", commerce.name_en, heir.name_en, "机构改革"),
        ("units", heir.name_en, "–", "机构改革"),
    }


def test_a_unit_that_only_supervises_from_then_on_is_told(office, commerce, heir):
    taker = unit_user(heir)
    task = factories.open_task(supervising_unit_id=commerce.pk)
    dissolve(commerce)

    assert handed_over(office, commerce, heir) == 1

    assert task.duties.get(unit=heir).role == "supervising"
    assert Notification.objects.get(kind="governance.unit.handed_over").user_id == taker.pk
    assert task.duties.get(unit=heir) in duties_of(taker.actor).to_sign


def test_what_was_asked_for_and_owed_goes_along(office, liaison, commerce, heir):
    task = factories.open_task(lead_unit_id=commerce.pk)
    extension = services.ask_for_extension(
        actor=liaison,
        task_id=task.pk,
        unit_id=commerce.pk,
        wanted_on=dt.date(2026, 3, 1),
        reason="x",
    )
    instruction = services.give_instruction(
        actor=SYSTEM, task_id=task.pk, text_zh="请报", unit_ids=[commerce.pk]
    )
    ask = services.ask_for_transfer(actor=liaison, duty_id=task.duties.get().pk, reason="撤并")
    dissolve(commerce)

    handed_over(office, commerce, heir)

    for one in (extension, ask):
        one.refresh_from_db()
    assert extension.unit_id == instruction.calls.get().unit_id == heir.pk
    assert (ask.state, ask.to_unit_id) == ("accepted", heir.pk)
    assert len(waiting_for(unit_user(heir).actor)) == 1


def test_an_answer_owed_twice_is_owed_once(office, commerce, heir):
    task = factories.open_task(lead_unit_id=commerce.pk, supporting_unit_ids=(heir.pk,))
    instruction = services.give_instruction(
        actor=SYSTEM, task_id=task.pk, text_zh="请报", unit_ids=[commerce.pk, heir.pk]
    )
    dissolve(commerce)
    handed_over(office, commerce, heir)
    assert instruction.calls.get().unit_id == heir.pk


def test_only_a_dissolved_units_work_is_handed_over_and_to_one_that_exists(
    office, liaison, commerce, heir
):
    gone = unit(dissolved_on=dt.date(2025, 1, 1))
    factories.open_task(lead_unit_id=commerce.pk)
    with refused(Refused, "not been dissolved"):
        handed_over(office, commerce, heir)
    dissolve(commerce, on=dt.date(2025, 12, 31))
    with refused(Refused, "not been dissolved"):
        handed_over(office, commerce, heir)
    dissolve(commerce)
    for to in (gone, commerce):
        with refused(Refused, "exists today"):
            handed_over(office, commerce, to)
    with refused(Refused, "why"):
        handed_over(office, commerce, heir, reason=" ")
    with refused(Forbidden):
        handed_over(liaison, commerce, heir)
    with refused(Refused, "no open duty"):
        handed_over(office, gone, heir)
    with refused(NotFound):
        services.hand_unit_over(actor=office, unit_id=987654, to_unit_id=heir.pk, reason="x")


def test_a_dissolved_unit_is_given_no_work_by_any_way(office, liaison, commerce, heir):
    task = factories.open_task(lead_unit_id=commerce.pk)
    duty = task.duties.get()
    dissolve(heir)
    asked = services.ask_for_transfer(actor=liaison, duty_id=duty.pk, reason="x")

    for parts in ({"lead_unit_id": heir.pk}, {"supporting_unit_ids": (heir.pk,)}):
        with pytest.raises(Refused, match="was dissolved on 2025-06-30"):
            factories.draft_task(**parts)
    for give in (
        lambda: services.assign_duty(
            actor=office, task_id=task.pk, role="supporting", unit_id=heir.pk
        ),
        lambda: services.accept_ask(
            actor=office, ask_id=asked.pk, seen_version=None, unit_id=heir.pk, answer="x"
        ),
    ):
        with refused(Refused, "was dissolved on 2025-06-30"):
            give()
    services.return_ask(actor=office, ask_id=asked.pk, seen_version=None, answer="x")
    for give in (
        lambda: services.ask_for_transfer(
            actor=liaison, duty_id=duty.pk, reason="x", unit_id=heir.pk
        ),
        lambda: services.hand_over_lead(
            actor=office, task_id=task.pk, seen_version=None, unit_id=heir.pk, reason="x"
        ),
    ):
        with refused(Refused, "was dissolved on 2025-06-30"):
            give()
    assert not Duty.objects.filter(unit=heir).exists()


def test_a_task_is_not_split_merged_or_replaced_with_a_dissolved_units_part(office, commerce, heir):
    old = factories.open_task(lead_unit_id=unit().pk, supporting_unit_ids=(commerce.pk,))
    other, part = factories.open_task(), old.duties.get(unit=commerce)
    new = factories.given(title_zh="续办", due_on=old.due_on)
    known = {"actor": office, "task_id": old.pk, "seen_version": None, "reason": "x"}
    dissolve(commerce, heir)

    for replace in (
        lambda: services.split_task(**known, parts=[new, new]),
        lambda: services.supersede_task(**known, given=new),
        lambda: services.merge_tasks(**known, into_id=other.pk),
    ):
        with refused(Refused, "was dissolved on 2025-06-30 and still has a part") as caught:
            replace()
        assert list(caught.value.fields) == [f"duty_{part.pk}"]

    services.hand_unit_over(actor=office, unit_id=commerce.pk, to_unit_id=heir.pk, reason="x")
    made = services.split_task(**known, parts=[new, new])
    assert all(one.duties.filter(unit=heir).exists() for one in made)
    assert not Duty.objects.filter(task__in=made, unit=commerce).exists()


def test_a_draft_that_names_a_unit_dissolved_since_waits_for_its_work_to_be_handed_over(
    office, commerce, heir
):
    task_list = factories.task_list()
    task = factories.draft_task(lead_unit_id=heir.pk, supporting_unit_ids=(commerce.pk,))
    services.add_task_to_list(actor=SYSTEM, list_id=task_list.pk, task_id=task.pk)
    dissolve(commerce)
    adoption = {"list_id": task_list.pk, "adopted_on": dt.date(2025, 6, 30), "owed": "待补"}

    for put in (
        lambda: services.open_task(actor=office, task_id=task.pk, seen_version=None),
        lambda: services.adopt_list(actor=office, seen_version=None, **adoption),
    ):
        with refused(Refused, "was dissolved on 2025-06-30"):
            put()
    handed_over(office, commerce, heir)
    services.adopt_list(actor=office, seen_version=None, **adoption)

    task.refresh_from_db()
    assert task.state == "open"


def test_the_pages_show_it_and_hand_it_over(client, commerce, heir):
    client.force_login(grant_role(user(), "office"))
    task = factories.open_task(title_en="Refunds", lead_unit_id=commerce.pk)
    dissolve(commerce, heir)
    address = f"/units/{commerce.pk}/hand-over/"
    assert address in client.get("/").content.decode()
    assert address in client.get("/waiting/").content.decode()
    page = client.get(address).content.decode()
    assert "Refunds" in page
    assert f'<option value="{heir.pk}" selected' in page
    assert client.post(address, {"unit": heir.pk, "reason": ""}).status_code == 422
    done = client.post(address, {"unit": heir.pk, "reason": "Reform"}, follow=True)
    assert "1 duty handed over." in done.content.decode()
    assert task.duties.get().unit_id == heir.pk
    client.force_login(unit_user(heir))
    assert client.get(address).status_code == 403


def test_the_home_takes_as_many_queries_for_many_dissolved_units_as_for_one(client):
    account = grant_role(user(), "office")

    def gone():
        one = unit()
        factories.open_task(lead_unit_id=one.pk)
        type(one).objects.filter(pk=one.pk).update(dissolved_on=dt.date(2025, 1, 1))

    def counted():
        client.force_login(account)
        client.get("/")
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/").status_code == 200
        return len(seen)

    gone()
    one = counted()
    for _ in range(9):
        gone()
    assert counted() == one
    assert Duty.objects.count() == 10


def test_an_instruction_that_the_heir_has_answered_waits_for_the_leader(office, commerce, heir):
    task = factories.open_task(lead_unit_id=commerce.pk, supporting_unit_ids=(heir.pk,))
    instruction = services.give_instruction(
        actor=SYSTEM, task_id=task.pk, text_zh="请报", unit_ids=[commerce.pk, heir.pk]
    )
    services.answer_instruction(
        actor=SYSTEM, instruction_id=instruction.pk, unit_id=heir.pk, text_zh="已办"
    )
    dissolve(commerce)

    handed_over(office, commerce, heir)

    instruction.refresh_from_db()
    assert (instruction.state, instruction.calls.get().unit) == ("answered", heir)


def test_what_the_heir_asked_of_a_part_that_goes_is_answered(office, commerce, heir):
    task = factories.open_task(lead_unit_id=commerce.pk, supporting_unit_ids=(heir.pk,))
    ask = services.decline_duty(
        actor=unit_user(heir).actor, duty_id=task.duties.get(unit=heir).pk, reason="无此职责"
    )
    dissolve(commerce)

    handed_over(office, commerce, heir)

    ask.refresh_from_db()
    assert (ask.state, ask.duty) == ("accepted", None)
