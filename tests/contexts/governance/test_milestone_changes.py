"""Milestones change by approval of two people, whoever asks; those of a draft freely."""

import datetime as dt

import pytest
import time_machine

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Extension, Milestone
from plenary.contexts.governance.services import MilestoneGiven
from plenary.kernel.audit.models import AuditRow
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.usefixtures("the_first_of_july")
OCTOBER = dt.date(2025, 10, 31)


@pytest.fixture
def desk(signed_in):
    return signed_in(grant_role(user(name="Office"), "office"))


@pytest.fixture
def task(commerce):
    return factories.open_task(
        title_en="Refunds",
        lead_unit_id=commerce.pk,
        milestones=(MilestoneGiven(OCTOBER, "摸底", "Survey"),),
    )


@pytest.fixture
def step(task):
    return task.milestones.get()


def ask(actor, task, step, commerce, **given):
    wanted = {"kind": "reword", "title_zh": "普查", "title_en": "Census", "reason": "范围扩大"}
    return services.ask_to_change_milestone(
        actor=actor,
        task_id=task.pk,
        unit_id=commerce.pk,
        milestone_id=step.pk,
        **(wanted | given),
    )


def test_the_office_alone_changes_nothing_in_force_but_a_missing_side(desk, task, step):
    page = desk.get(task.get_absolute_url()).content.decode()
    address = f"/tasks/{task.pk}/milestones/{step.pk}/edit/"
    assert address not in page
    same = {"title_zh": "摸底", "title_en": "Survey", "due_on": "2025-10-31"}
    sent = {**same, "seen_version": step.version, "reason": "x"}
    assert "Say why" in desk.post(address, {**sent, "reason": ""}).content.decode()
    for given, words in (
        ({"due_on": "2025-11-30"}, "as an extension"),
        ({"due_on": "2025-09-30"}, "two people decide"),
        ({"title_en": "Census"}, "two people decide"),
        ({"title_zh": ""}, "two people decide"),
    ):
        answer = desk.post(address, {**sent, **given})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    removing = {"seen_version": step.version, "reason": "x"}
    gone = desk.post(f"/tasks/{task.pk}/milestones/{step.pk}/remove/", removing)
    assert "two people decide" in gone.content.decode()
    step.refresh_from_db()
    assert (step.title_en, step.due_on) == ("Survey", OCTOBER)

    Milestone.objects.update(title_en="")
    assert address in desk.get(task.get_absolute_url()).content.decode()
    desk.post(address, {**sent, "title_en": "Census", "reason": "English"})
    step.refresh_from_db()
    assert step.title_en == "Census"
    assert desk.post(address, sent).status_code == 409


def test_the_office_brings_a_date_forward_once_two_others_agree(
    desk, signed_in, office, task, step, commerce
):
    address = f"/tasks/{task.pk}/milestones/{step.pk}/ask/{commerce.pk}/"
    assert address in desk.get(task.get_absolute_url()).content.decode()
    sent = {"kind": "sooner", "reason": "提前"}
    for day in ("", "2025-10-31"):
        answer = desk.post(address, {**sent, "wanted_on": day})
        assert "earlier than the present one" in answer.content.decode()
    desk.post(address, {**sent, "wanted_on": "2025-09-30"})
    asked = Extension.objects.get()
    other = signed_in(grant_role(user(), "office"))
    assert "2025-10-31 → 2025-09-30" in other.get("/waiting/").content.decode()
    assert "2025-09-30" in other.get(asked.get_absolute_url()).content.decode()

    services.endorse_extension(actor=office, extension_id=asked.pk, seen_version=None)
    with refused(Forbidden):
        services.approve_extension(actor=office, extension_id=asked.pk, seen_version=None)
    second = grant_role(user(), "office").actor
    services.approve_extension(actor=second, extension_id=asked.pk, seen_version=None)

    step.refresh_from_db()
    assert (step.due_on, step.first_due_on) == (dt.date(2025, 9, 30), OCTOBER)
    assert "提前" in other.get(f"/tasks/{task.pk}/history/").content.decode()


def test_a_drafts_milestone_is_removed_by_the_office(desk):
    draft = factories.draft_task(milestones=(MilestoneGiven(OCTOBER, "摸底"),))
    step = draft.milestones.get()
    desk.post(
        f"/tasks/{draft.pk}/milestones/{step.pk}/remove/",
        {"seen_version": 1, "reason": "并入另一项"},
    )

    assert not Milestone.objects.exists()
    row = AuditRow.objects.get(action="governance.task.milestone_removed")
    assert row.after["note"] == {
        "reason": "并入另一项",
        "title": "摸底",
        "due_on": OCTOBER.isoformat(),
    }


@pytest.mark.parametrize("kind", ["reword", "remove"])
def test_what_a_unit_asks_is_done_once_two_people_agree(
    client, signed_in, office, task, step, commerce, kind
):
    client.force_login(unit_user(commerce))
    address = f"/tasks/{task.pk}/milestones/{step.pk}/ask/{commerce.pk}/"
    assert address in client.get(task.get_absolute_url()).content.decode()
    silent = client.post(address, {"kind": kind, "title_zh": "普查"})
    assert silent.status_code == 422
    answer = client.post(
        address, {"kind": kind, "title_zh": "普查", "title_en": "Census", "reason": "范围扩大"}
    )
    asked = Extension.objects.get()
    assert answer.url == asked.get_absolute_url()
    step.refresh_from_db()
    assert step.title_en == "Survey"
    page = client.get(asked.get_absolute_url()).content.decode()
    assert ("Census" if kind == "reword" else "To be removed") in page
    desk = signed_in(grant_role(user(), "office"))
    assert ("Census" if kind == "reword" else "Survey") in desk.get("/waiting/").content.decode()

    services.endorse_extension(actor=office, extension_id=asked.pk, seen_version=None)
    with refused(Forbidden):
        services.approve_extension(actor=office, extension_id=asked.pk, seen_version=None)
    second = grant_role(user(), "office").actor
    services.approve_extension(actor=second, extension_id=asked.pk, seen_version=None)

    titles = list(Milestone.objects.values_list("title_zh", "title_en", "due_on"))
    assert titles == ([("普查", "Census", OCTOBER)] if kind == "reword" else [])
    asked.refresh_from_db()
    assert (asked.state, asked.milestone_id) == ("approved", step.pk if kind == "reword" else None)
    assert desk.get(asked.get_absolute_url()).status_code == 200
    assert desk.get(task.get_absolute_url()).status_code == 200
    deed = "other words" if kind == "reword" else "took a milestone away"
    assert deed in desk.get(f"/tasks/{task.pk}/history/").content.decode()


def test_a_removal_stands_beside_a_later_date_asked_for_the_task(office, task, step, commerce):
    services.ask_for_extension(
        actor=SYSTEM,
        task_id=task.pk,
        unit_id=commerce.pk,
        wanted_on=dt.date(2026, 3, 1),
        reason="x",
    )
    asked = ask(SYSTEM, task, step, commerce, kind="remove")
    services.endorse_extension(actor=office, extension_id=asked.pk, seen_version=None)

    services.approve_extension(actor=SYSTEM, extension_id=asked.pk, seen_version=None)

    assert not Milestone.objects.exists()


def test_a_refused_change_leaves_the_milestone(office, task, step, commerce, liaison):
    asked = ask(liaison, task, step, commerce, kind="remove")

    services.refuse_extension(
        actor=office, extension_id=asked.pk, seen_version=None, answer="仍需摸底"
    )

    assert Milestone.objects.get() == step


def test_what_cannot_be_asked_is_refused(office, task, step, commerce, liaison):
    done = factories.add_step(task, MilestoneGiven(OCTOBER, "二"))
    services.complete_milestone(actor=office, milestone_id=done.pk, seen_version=None)
    foreign = factories.open_task(milestones=(MilestoneGiven(OCTOBER, "三"),)).milestones.get()

    for given, match in (
        ({"kind": "later"}, "none of the choices"),
        ({"reason": " "}, "Say why"),
        ({"title_zh": "", "title_en": ""}, "at least one"),
        ({"title_zh": "摸底", "title_en": "Survey"}, "words that it has"),
        ({"title_zh": "秘密★"}, ""),
    ):
        with refused(Refused, match):
            ask(liaison, task, step, commerce, **given)
    with refused(Refused, "is done"):
        ask(liaison, task, done, commerce)
    with refused(NotFound):
        ask(liaison, task, foreign, commerce)
    with refused(Refused, "responsible unit"):
        ask(office, task, step, unit())
    with refused(Refused, "is done"):
        services.remove_milestone(actor=office, milestone_id=done.pk, seen_version=None, reason="x")
    ask(liaison, task, step, commerce)
    with refused(Refused, "asked for already"):
        ask(liaison, task, step, commerce)
    with refused(Refused, "two people decide"):
        services.remove_milestone(actor=office, milestone_id=step.pk, seen_version=None, reason="x")


def test_a_stranger_asks_nothing_and_a_unit_changes_nothing_by_itself(
    client, task, step, commerce, liaison
):
    stranger = unit_user(unit())
    with refused(NotFound):
        ask(stranger.actor, task, step, commerce)
    with refused(Forbidden):
        services.remove_milestone(
            actor=liaison, milestone_id=step.pk, seen_version=None, reason="x"
        )
    for account, status in ((unit_user(commerce), 403), (stranger, 404)):
        client.force_login(account)
        for part in ("edit", "remove"):
            address = f"/tasks/{task.pk}/milestones/{step.pk}/{part}/"
            assert client.get(address).status_code == status
    assert (
        client.get(f"/tasks/{task.pk}/milestones/{step.pk}/ask/{commerce.pk}/").status_code == 404
    )


def further(actor, task, commerce, **given):
    wanted = {"wanted_on": OCTOBER, "title_zh": "试点", "title_en": "Pilot", "reason": "分步实施"}
    return services.ask_to_add_milestone(
        actor=actor, task_id=task.pk, unit_id=commerce.pk, **(wanted | given)
    )


def test_a_further_milestone_in_force_takes_two_people(office, task, commerce, liaison):
    with refused(Refused, "two people decide"):
        services.add_milestone(
            actor=office, task_id=task.pk, given=MilestoneGiven(OCTOBER, "试点"), reason="x"
        )
    asked, other = further(liaison, task, commerce), further(liaison, task, commerce, title_zh="二")
    with refused(Forbidden):
        services.endorse_extension(actor=liaison, extension_id=asked.pk, seen_version=None)
    services.endorse_extension(actor=office, extension_id=asked.pk, seen_version=None)
    with refused(Forbidden):
        services.approve_extension(actor=office, extension_id=asked.pk, seen_version=None)
    assert task.milestones.count() == 1

    second = grant_role(user(), "office").actor
    services.approve_extension(actor=second, extension_id=asked.pk, seen_version=None)

    made = task.milestones.last()
    assert (made.number, made.title_en, made.due_on, made.first_due_on) == (
        *(2, "Pilot"),
        *(OCTOBER, OCTOBER),
    )
    row = AuditRow.objects.get(action="governance.milestone.added", subject_id=made.pk)
    assert row.after["note"] == {"reason": "分步实施"}
    services.refuse_extension(actor=office, extension_id=other.pk, seen_version=None, answer="不必")
    assert task.milestones.count() == 2


def test_a_further_milestone_is_neither_past_nor_late_nor_nameless_nor_a_strangers(
    office, task, commerce, liaison
):
    for given, match in (
        ({"wanted_on": dt.date(2025, 6, 30)}, "is past"),
        ({"wanted_on": dt.date(2026, 1, 1)}, "task's own end"),
        ({"title_zh": " ", "title_en": ""}, "at least one"),
        ({"title_zh": "秘密★"}, ""),
        ({"reason": " "}, "Say why"),
    ):
        with refused(Refused, match):
            further(liaison, task, commerce, **given)
    with refused(NotFound):
        further(unit_user(unit()).actor, task, commerce)
    with refused(Refused, "responsible unit"):
        further(office, task, unit())
    done = factories.reported_task(lead_unit_id=commerce.pk)
    with refused(Refused, "not under way"):
        further(office, done, commerce)
    asked = further(liaison, task, commerce, wanted_on=dt.date(2025, 7, 2))
    services.endorse_extension(actor=office, extension_id=asked.pk, seen_version=None)
    later = time_machine.travel(dt.datetime(2025, 7, 3, 4, tzinfo=dt.UTC), tick=False)
    with later, refused(Refused, "is past"):
        services.approve_extension(actor=SYSTEM, extension_id=asked.pk, seen_version=None)


@pytest.mark.parametrize(
    ("lang", "ask_word", "kind"),
    [
        ("en", "Ask for a further milestone", "A further milestone"),
        ("zh-hans", "申请增加节点", "增加节点"),
    ],
)
def test_a_further_milestone_is_asked_for_on_a_page(client, task, commerce, lang, ask_word, kind):
    client.cookies["plenary_language"] = lang
    client.force_login(unit_user(commerce))
    address = f"/tasks/{task.pk}/milestones/ask/{commerce.pk}/"
    page = client.get(task.get_absolute_url()).content.decode()
    assert ask_word in page
    assert address in page
    assert f'"/tasks/{task.pk}/milestones/"' not in page

    late = {"title_zh": "试点", "wanted_on": "2025-06-01", "reason": "x"}
    assert client.post(address, late).status_code == 422
    kept = client.post(address, late | {"wanted_on": "2025-10-31"}, follow=True).content.decode()

    assert kind in kept
    assert "试点" in kept
    assert Extension.objects.get().kind == "add"
