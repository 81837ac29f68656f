"""A part's own date: later only by an extension, which any working unit may ask for; the first one stays."""

import datetime as dt

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Extension, Task
from plenary.contexts.governance.selectors.acts.on_task import acts_on
from plenary.contexts.governance.selectors.acts.waiting import asked_by, waiting_for
from plenary.contexts.governance.services.parts import MilestoneGiven
from plenary.kernel.audit.models import AuditRow
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.usefixtures("the_first_of_july", "db")

OWN, LATER, END = dt.date(2025, 8, 31), dt.date(2025, 9, 30), dt.date(2025, 12, 31)


@pytest.fixture
def helper(db):
    return unit_user(unit(name_en="Culture Bureau"))


@pytest.fixture
def part(commerce, helper):
    """A supporting unit's part with a date of its own, in work until December."""
    task = factories.open_task(title_en="Refunds", lead_unit_id=commerce.pk, due_on=END)
    return services.assign_duty(
        actor=SYSTEM,
        task_id=task.pk,
        role="supporting",
        unit_id=next(iter(helper.actor.unit_ids)),
        due_on=OWN,
    )


def asked(actor, part, **fields):
    given = {"wanted_on": LATER, "reason": "印制推迟"}
    return services.ask_for_own_extension(actor=actor, duty_id=part.pk, **{**given, **fields})


def edited(actor, part, due_on, reason="x"):
    return services.edit_duty(
        actor=actor, duty_id=part.pk, seen_version=None, changes={"due_on": due_on}, reason=reason
    )


def approved(extension):
    for step in (services.endorse_extension, services.approve_extension):
        step(actor=SYSTEM, extension_id=extension.pk, seen_version=None)


def test_a_supporting_unit_has_its_date_moved_by_two_people_and_the_first_one_stays(
    client, helper, part
):
    client.force_login(helper)
    address = f"/tasks/{part.task_id}/duties/{part.pk}/extension/"
    assert address in client.get(part.task.get_absolute_url()).content.decode()
    assert client.post(address, {"wanted_on": "2025-09-30", "reason": " "}).status_code == 422
    client.post(address, {"wanted_on": "2025-09-30", "reason": "印制推迟"})
    extension = Extension.objects.get()
    assert (extension.kind, extension.duty, extension.was_on) == ("own", part, OWN)
    assert [line.kind for line in asked_by(helper.actor)] == ["own"]
    one, other = (grant_role(user(), "office").actor for _ in range(2))
    with refused(Forbidden):
        services.endorse_extension(actor=helper.actor, extension_id=extension.pk, seen_version=None)
    services.endorse_extension(actor=one, extension_id=extension.pk, seen_version=None)
    with refused(Forbidden):
        services.approve_extension(actor=one, extension_id=extension.pk, seen_version=None)

    services.approve_extension(actor=other, extension_id=extension.pk, seen_version=None)

    part.refresh_from_db()
    part.task.refresh_from_db()
    assert (part.due_on, part.first_due_on, part.task.due_on) == (LATER, OWN, END)
    row = AuditRow.objects.get(action="governance.duty.extended")
    assert row.after["note"] == {"reason": "印制推迟"}
    assert "first set: 2025-08-31" in client.get(part.task.get_absolute_url()).content.decode()
    shown = client.get(extension.get_absolute_url()).content.decode()
    assert "Extension of a part" in shown
    assert "2025-08-31" in shown


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"wanted_on": dt.date(2026, 1, 1)}, "no later than the task itself"),
        ({"wanted_on": OWN}, "not later"),
        ({"reason": ""}, "Say why"),
    ],
)
def test_a_later_date_of_a_part_is_refused(helper, part, fields, words):
    with refused(Refused, words):
        asked(helper.actor, part, **fields)


def test_a_later_date_is_not_asked_by_strangers_or_twice_or_for_a_part_without_one(
    helper, liaison, part, the_first_of_july
):
    with refused(Forbidden):
        asked(liaison, part)
    with refused(Refused, "no date of its own"):
        asked(liaison, part.task.duties.get(role="lead"))
    services.ask_for_extension(
        actor=liaison, task_id=part.task_id, unit_id=part.task.lead_unit_id,
        wanted_on=dt.date(2026, 3, 1), reason="x",
    )  # fmt: skip
    asked(helper.actor, part)
    with refused(Refused, "already"):
        asked(helper.actor, part)
    Extension.objects.filter(kind="own").update(state="withdrawn")
    factories.report(part.task, unit_id=part.unit_id, says_done=True)
    with refused(Refused, "reported done"):
        asked(helper.actor, part)
    part.task.duties.filter(pk=part.pk).update(state="transfer")
    with refused(Refused, "asks to be without"):
        asked(helper.actor, part)
    part.task.duties.filter(pk=part.pk).update(state="signed")
    the_first_of_july.move_to(dt.datetime(2025, 9, 1, 4, tzinfo=dt.UTC))
    with refused(Refused, "past"):
        asked(helper.actor, part)
    factories.report(part.task, says_done=True)
    with refused(Refused, "not under way"):
        asked(helper.actor, part)


def test_a_part_whose_task_is_taken_up_again_after_its_date_has_a_later_one(
    helper, part, the_first_of_july
):
    def judged(verdict):
        task = part.task
        factories.report(task, says_done=True)
        services.verify_task(
            actor=SYSTEM, task_id=task.pk, seen_version=None, verdict=verdict, note="x"
        )

    the_first_of_july.move_to(dt.datetime(2025, 9, 10, 4, tzinfo=dt.UTC))
    judged("returned")
    with refused(Refused, "The date is past"):
        asked(helper.actor, part)
    assert (
        acts_on(helper.actor, Task.objects.get(pk=part.task_id), [part], is_inside=True).deferrable
        == set()
    )
    judged("accepted")
    services.reopen_task(actor=SYSTEM, task_id=part.task_id, seen_version=None, reason="x")

    part.refresh_from_db()
    assert acts_on(helper.actor, part.task, [part], is_inside=True).deferrable == {part.pk}
    approved(asked(helper.actor, part))

    part.refresh_from_db()
    assert (part.due_on, part.first_due_on) == (LATER, OWN)


def test_what_was_asked_for_a_part_is_decided_by_the_date_and_part_that_there_are(
    office, helper, part, commerce
):
    extension = asked(helper.actor, part)
    services.endorse_extension(actor=SYSTEM, extension_id=extension.pk, seen_version=None)
    edited(office, part, dt.date(2025, 8, 1))
    with refused(Refused, "has changed"):
        services.approve_extension(actor=SYSTEM, extension_id=extension.pk, seen_version=None)
    services.remove_duty(actor=office, duty_id=part.pk, seen_version=None, reason="撤回")
    _is_no_longer_needed(extension, office)
    services.ask_for_extension(
        actor=SYSTEM,
        task_id=part.task_id,
        unit_id=commerce.pk,
        wanted_on=dt.date(2026, 3, 1),
        reason="x",
    )


def _is_no_longer_needed(extension, actor):
    extension.refresh_from_db()
    assert (extension.state, extension.ended_by_id) == ("lapsed", actor.user_id)
    row = AuditRow.objects.get(action="governance.extension.lapsed", subject_id=extension.pk)
    assert (row.after["state"], row.actor_id) == ("lapsed", actor.user_id)
    for step in (services.endorse_extension, services.approve_extension):
        with refused(Refused):
            step(actor=SYSTEM, extension_id=extension.pk, seen_version=None)


def test_what_was_asked_for_a_part_ends_with_it_and_nobody_is_asked_any_more(
    client, office, helper, part
):
    step = factories.add_step(part.task, MilestoneGiven(dt.date(2025, 9, 1), "标识上墙"))
    own = asked(helper.actor, part)
    services.ask_for_extension(
        actor=SYSTEM, task_id=part.task_id, unit_id=part.task.lead_unit_id,
        milestone_id=step.pk, wanted_on=dt.date(2025, 10, 1), reason="x",
    )  # fmt: skip
    of_step = Extension.objects.get(milestone=step, state="asked")
    assert {line.kind for line in waiting_for(office)} >= {"own", "extension"}
    assert asked_by(helper.actor)

    factories.report(part.task, unit_id=part.unit_id, says_done=True, actor=helper.actor)
    services.complete_milestone(actor=office, milestone_id=step.pk, seen_version=None)

    _is_no_longer_needed(own, helper.actor)
    of_step.refresh_from_db()
    assert of_step.state == "lapsed"
    assert not {"own", "extension"} & {line.kind for line in waiting_for(office)}
    assert not asked_by(helper.actor)
    client.force_login(helper)
    assert "No longer needed" in client.get(own.get_absolute_url()).content.decode()


def test_the_office_alone_puts_no_part_in_force_off(office, part):
    for later in (LATER, None):
        with refused(Refused, "two people approve"):
            edited(office, part, later)
    with refused(Refused, "Say why"):
        edited(office, part, dt.date(2025, 8, 1), reason="")

    edited(office, part, dt.date(2025, 8, 1))

    part.refresh_from_db()
    assert (part.due_on, part.first_due_on) == (dt.date(2025, 8, 1), OWN)
    lead = part.task.duties.get(role="lead")
    edited(office, lead, LATER)
    lead.refresh_from_db()
    assert (lead.due_on, lead.first_due_on) == (LATER, LATER)
    draft = factories.draft_task().duties.get()
    for due_on in (OWN, LATER):
        edited(office, draft, due_on, reason="")
    draft.refresh_from_db()
    assert (draft.due_on, draft.first_due_on) == (LATER, LATER)


def test_a_lead_that_is_handed_over_takes_its_first_date_and_its_request_along(
    office, liaison, part
):
    lead = part.task.duties.get(role="lead")
    edited(office, lead, OWN)
    extension = asked(liaison, lead)
    heir = unit()

    new = services.hand_over_lead(
        actor=office, task_id=part.task_id, seen_version=None, unit_id=heir.pk, reason="划转"
    )

    extension.refresh_from_db()
    assert (new.first_due_on, extension.duty, extension.unit) == (OWN, new, heir)
    approved(extension)
    new.refresh_from_db()
    assert new.due_on == LATER
