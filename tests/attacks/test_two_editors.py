"""Two people edit the same record: the second sees what the first did, and loses nothing that they typed."""

import datetime as dt

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Rung, Statement, TopicKind
from plenary.contexts.governance.services.minutes.drafting import begin_minutes
from plenary.kernel.organisations.models import MemberUnit
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from tests.attacks.editing import SECOND, form_of, two_write
from tests.contexts.governance import agenda_records
from tests.contexts.governance import page_records as records
from tests.contexts.governance.factories import reported_task
from tests.contexts.governance.report_factories import half_year, task_list
from tests.factories import grant_role, unit_user, user

pytestmark = pytest.mark.django_db
COMING = clock.today() + dt.timedelta(days=60)


def task():
    made = records.task(title_zh="", title_en="Before")
    return f"/tasks/{made.pk}/edit/", made, "title_en"


def listed():
    made = records.task_list(name_en="Before")
    return f"/lists/{made.pk}/edit/", made, "name_en"


def plan():
    made = records.plan(name_en="Before")
    return f"/plans/{made.pk}/edit/", made, "name_en"


def priority():
    made = records.plan(priorities=1).priorities.get()
    return f"/plans/priority/{made.pk}/", made, "text_en"


def requirement():
    made = records.requirement()
    return f"/requirements/{made.pk}/edit/", made, "reference_en"


def meeting():
    made = records.meeting()
    return f"/meetings/{made.pk}/edit/", made, "title_en"


def decision():
    made = records.decision(records.meeting())
    return f"/meetings/decision/{made.pk}/", made, "text_en"


def directive():
    made = records.directive(records.meeting())
    return f"/meetings/directive/{made.pk}/", made, "text_en"


def agenda_item():
    made = services.add_agenda_item(
        actor=SYSTEM, meeting_id=records.meeting().pk, kind="study", text_en="Before"
    )
    return f"/meetings/agenda/{made.pk}/", made, "text_en"


def report():
    made = half_year(task_list(1, entries=[{"done_zh": "已完成", "done_en": "Done"}]))
    return f"/reports/{made.pk}/title/", made, "title_en"


def statement():
    made = half_year(task_list(1, entries=[{"done_zh": "已完成", "done_en": "Done"}]))
    said = Statement.objects.filter(report=made).exclude(task=None).first()
    return f"/reports/statements/{said.pk}/", said, "text_en"


def rung():
    Rung.objects.all().delete()
    made = services.add_rung(
        actor=SYSTEM, days=-7, audience="unit", words_zh="“{task}”", words_en="{task}"
    )
    return f"/notices/ladder/{made.pk}/", made, "words_en"


def topic():
    of = agenda_records.planned(held_on=COMING)
    member = MemberUnit.objects.get(body=of.body)
    made = agenda_records.topic(of, unit_id=member.unit_id)
    return f"/topics/{made.pk}/edit/", made, "title_en", unit_user(made.unit)


def kind_of_topic():
    made = TopicKind.objects.first()
    return f"/topics/kinds/{made.pk}/", made, "name_en"


def minutes():
    made = begin_minutes(actor=SYSTEM, meeting_id=records.decision(records.meeting()).meeting_id)
    said = Statement.objects.filter(report=made, kind="decision").first()
    return f"/reports/statements/{said.pk}/", said, "text_en"


FORMS = [
    task,
    listed,
    plan,
    priority,
    requirement,
    meeting,
    decision,
    directive,
    agenda_item,
    report,
    statement,
    rung,
    topic,
    kind_of_topic,
    minutes,
]


@pytest.mark.parametrize("make", FORMS, ids=lambda make: make.__name__)
def test_the_second_sees_what_the_first_did_and_sends_again_what_they_typed(client, make):
    address, record, field, *who = make()
    client.force_login(who[0] if who else grant_role(user(language="en"), "office"))
    two_write(client, address, record, field)


def test_two_verifiers_at_once_the_second_keeps_their_words_and_closes_nothing_again(client):
    one, two = (grant_role(user(language="en"), "verifier") for _number in range(2))
    made = reported_task()
    address = f"/tasks/{made.pk}/verify/"
    client.force_login(two)
    sent = form_of(client.get(f"/tasks/{made.pk}/"), "verdict")
    services.verify_task(
        actor=one.actor, task_id=made.pk, seen_version=None, verdict="accepted", note="已查看"
    )

    answer = client.post(address, {**sent, "verdict": "returned", "note": SECOND})

    assert answer.status_code == 409
    again = form_of(answer, "verdict")
    assert (again["note"], again["verdict"]) == (SECOND, "returned")
    assert client.post(address, again).status_code == 422
    made.refresh_from_db()
    assert made.state == "closed"
    assert made.verifications.get().verdict == "accepted"
