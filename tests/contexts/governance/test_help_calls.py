"""A unit that needs help is heard: those who can help are told, it waits for them, and is answered."""

import datetime as dt

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import HelpCall
from plenary.contexts.governance.periods import Period
from plenary.contexts.governance.selectors.acts.on_task import acts_on
from plenary.contexts.governance.selectors.acts.waiting import asked_by, waiting_for
from plenary.contexts.governance.services.acts.help_calls import answer_help
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Notification
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, post, unit, unit_user, user

pytestmark = pytest.mark.usefixtures("the_first_of_july", "db")


@pytest.fixture
def account(commerce):
    return unit_user(commerce)


@pytest.fixture
def officer():
    return grant_role(user(), "office")


@pytest.fixture
def leader(commerce):
    """Whoever acts for the accountable post."""
    return grant_role(user(), "leader", post=post(organisation=commerce))


@pytest.fixture
def task(commerce, leader):
    held = factories.open_task(
        title_zh="布设退税商店", title_en="Open refund shops", lead_unit_id=commerce.pk
    )
    [held_post] = leader.actor.post_ids
    services.assign_duty(actor=SYSTEM, task_id=held.pk, role="accountable", post_id=held_post)
    return held


def reports(account, task, **fields):
    factories.report(task, actor=account.actor, **fields)
    task.refresh_from_db()
    return HelpCall.objects.filter(task=task).order_by("-pk").first()


def waits_for(account):
    return [line.text for line in waiting_for(account.actor) if line.kind == "help"]


def told(account):
    found = Notification.objects.filter(user=account, kind__startswith="governance.help_call")
    return list(found.order_by("pk").values_list("kind", "text_zh", "text_en", "url"))


def answers(account, call, answer="场地由商务局协调", version=None):
    return answer_help(actor=account.actor, call_id=call.pk, seen_version=version, answer=answer)


def test_a_call_is_told_waits_even_behind_a_red_light_and_its_answer_reaches_the_unit(
    account, officer, leader, task
):
    other = grant_role(user(), "leader", post=post())
    call = reports(account, task, help_zh="请协调场地")

    assert task.light_rule == "help_asked"
    for one in (officer, leader):
        [(kind, zh, en, url)] = told(one)
        assert (kind, url) == ("governance.help_call.asked", call.get_absolute_url())
        assert zh.endswith("请求协调支持：布设退税商店")
        assert en.endswith("asks for help: Open refund shops")
        assert waits_for(one) == ["请协调场地"]
    assert told(other) == waits_for(other) == waits_for(account) == []
    assert [line.text for line in asked_by(account.actor)] == ["请协调场地"]

    answers(officer, call, version=call.version)

    call.refresh_from_db()
    task.refresh_from_db()
    assert (call.state, call.answer, call.answered_by_id) == (
        "answered",
        "场地由商务局协调",
        officer.pk,
    )
    assert task.light_rule != "help_asked"
    assert waits_for(officer) == waits_for(leader) == asked_by(account.actor) == []
    [(kind, zh, en, _url)] = told(account)
    assert (kind, zh) == ("governance.help_call.answered", "协调事项已有答复：布设退税商店")
    assert en == "The help that you asked for is answered: Open refund shops"
    done = AuditRow.objects.filter(action__startswith="governance.help_call").order_by("pk")
    assert [row.action for row in done] == [
        "governance.help_call.asked",
        "governance.help_call.answered",
    ]


def test_a_later_entry_repeats_ends_or_changes_the_call_and_an_earlier_period_does_neither(
    account, officer, task
):
    first = reports(account, task, help_zh="请协调场地")
    again = reports(account, task, help_zh="请协调场地")
    assert (again.pk, again.progress_id != first.progress_id) == (first.pk, True)
    assert len(told(officer)) == 1
    assert task.light_rule == "help_asked"

    changed = reports(account, task, help_zh="请协调资金")
    first.refresh_from_db()
    assert (first.state, changed.state, len(told(officer))) == ("lapsed", "asked", 2)

    spring = Period(dt.date(2025, 4, 1), dt.date(2025, 6, 30))
    reports(account, task, period=spring)
    assert waits_for(officer) == ["请协调资金"]

    reports(account, task)
    changed.refresh_from_db()
    assert (changed.state, waits_for(officer)) == ("lapsed", [])
    assert task.light_rule != "help_asked"
    with pytest.raises(Refused):
        answers(officer, changed)


def test_a_call_is_answered_once_in_words_by_those_who_can_help(account, officer, leader, task):
    call = reports(account, task, help_zh="请协调场地")
    stranger = unit_user(unit())
    with pytest.raises(NotFound):
        answers(stranger, call)
    with pytest.raises(Forbidden):
        answers(account, call)
    with pytest.raises(Forbidden):
        answers(grant_role(user(), "verifier"), call)
    with refused(Refused, "answered"):
        answers(officer, call, "  ")
    with refused(Refused):
        answers(officer, call, "机密★")

    answers(leader, call)
    with pytest.raises(Refused):
        answers(officer, call)
    assert HelpCall.objects.get().answered_by_id == leader.pk


def test_nobody_answers_a_call_of_their_own(commerce, task):
    both = grant_role(unit_user(commerce), "office")
    call = reports(both, task, help_zh="请协调场地")
    assert waits_for(both) == []
    with pytest.raises(Forbidden):
        answers(both, call)


def test_a_call_of_a_part_that_is_done_or_of_a_task_that_is_closed_waits_no_more(
    account, officer, task
):
    call = reports(account, task, help_zh="请协调场地", says_done=True)
    assert waits_for(officer) == ["请协调场地"]
    services.verify_task(
        actor=SYSTEM, task_id=task.pk, seen_version=None, verdict="accepted", note="已查看"
    )
    assert waits_for(officer) == asked_by(account.actor) == []
    with pytest.raises(Refused):
        answers(officer, call)


def test_a_call_ends_with_the_work_or_the_part_and_does_not_come_back_with_it(
    client, commerce, account, officer, task
):
    helper = unit()
    duty = services.assign_duty(actor=SYSTEM, task_id=task.pk, role="supporting", unit_id=helper.pk)
    theirs = reports(unit_user(helper), task, unit_id=helper.pk, help_zh="请协调人手")
    closed = reports(account, task, help_zh="请协调场地", says_done=True)
    replaced = reports(
        account, other := factories.open_task(lead_unit_id=commerce.pk), help_zh="钱"
    )

    services.remove_duty(actor=SYSTEM, duty_id=duty.pk, seen_version=None, reason="x")
    services.verify_task(
        actor=SYSTEM, task_id=task.pk, seen_version=None, verdict="accepted", note="已查看"
    )
    into = factories.open_task(lead_unit_id=commerce.pk)
    services.merge_tasks(
        actor=SYSTEM, task_id=other.pk, seen_version=None, into_id=into.pk, reason="x"
    )

    for call in (theirs, closed, replaced):
        call.refresh_from_db()
        assert call.state == "lapsed"
        row = AuditRow.objects.get(action="governance.help_call.lapsed", subject_id=call.pk)
        assert row.before["state"] == "asked"
    client.force_login(officer)
    client.cookies["plenary_language"] = "en"
    page = client.get(closed.get_absolute_url()).content.decode()
    assert "or its part or the work has ended" in page
    assert "Waits for its answer" not in page

    services.reopen_task(actor=SYSTEM, task_id=task.pk, seen_version=None, reason="x")
    services.assign_duty(actor=SYSTEM, task_id=task.pk, role="supporting", unit_id=helper.pk)
    task.refresh_from_db()
    assert (waits_for(officer), task.light_rule == "help_asked") == ([], False)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("Call for help", "Waits for its answer", "Help needed")),
        ("zh-hans", ("协调请求", "待答复", "需协调")),
    ],
)
def test_it_is_read_and_answered_on_its_page_and_stands_on_the_trail(
    client, account, officer, task, lang, words
):
    call = reports(account, task, help_zh="请协调场地", help_en="A venue is needed")
    client.cookies["plenary_language"] = lang
    client.force_login(officer)
    page = client.get(call.get_absolute_url()).content.decode()
    for word in words:
        assert word in page
    kept = client.post(call.get_absolute_url(), {"seen_version": call.version, "answer": ""})
    assert kept.status_code == 422
    said = client.post(
        call.get_absolute_url(), {"seen_version": call.version, "answer": "已协调"}, follow=True
    )
    assert "已协调" in said.content.decode()
    assert [
        (line.kind, line.state) for line in acts_on(officer.actor, task, [], is_inside=True).lines
    ] == [("help", "answered")]
    client.force_login(account)
    assert "已协调" in client.get(call.get_absolute_url()).content.decode()
    refused_page = client.post(call.get_absolute_url(), {"answer": "x", "seen_version": 2})
    assert refused_page.status_code == 403
