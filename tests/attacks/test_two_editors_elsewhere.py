"""Two people edit the same page, term, paper, notice or entry of the directory: the second is told."""

import datetime as dt

import pytest

from plenary.contexts.communications.services import kinds
from plenary.contexts.communications.services.images.keeping import ImageGiven, add_image
from plenary.contexts.communications.services.kinds import EventGiven
from plenary.contexts.governance.models import BodyRules
from plenary.contexts.governance.services.convening import set_body_rules
from plenary.kernel.people.models import Holding
from plenary.kernel.places.services import create_place
from plenary.kernel.text.models import TextState
from plenary.kernel.webhooks.services import create_webhook
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from tests.attacks.editing import FIRST, SECOND, form_of, two_write
from tests.contexts.communications import factories as pages
from tests.contexts.governance import agenda_records, convenings
from tests.contexts.governance import page_records as records
from tests.contexts.language import factories as terms
from tests.factories import body, grant_role, person, post, unit, user
from tests.kernel.documents import image_files

pytestmark = pytest.mark.django_db
COMING = clock.today() + dt.timedelta(days=60)
CALL = dt.datetime.combine(COMING, dt.time(1), dt.UTC)


def news():
    made = pages.page()
    return f"/newsroom/pages/{made.pk}/edit/", made, "body_en"


def event():
    made = kinds.make_event(
        actor=SYSTEM, given=pages.given(), event=EventGiven(starts_on=COMING, ends_on=COMING)
    )
    return f"/newsroom/pages/{made.pk}/edit/", made, "title_en"


def guide():
    steps = {"body_zh": "## 办理\n\n1. 取号", "body_en": "## Apply\n\n1. Take a number"}
    made = kinds.make_guide(actor=SYSTEM, given=pages.given(**steps), stale_after=30)
    return f"/newsroom/pages/{made.pk}/edit/", made, "title_en"


def page_of_a_body():
    made = kinds.make_body_page(
        actor=SYSTEM,
        body_id=body(duties_zh="统筹。", duties_en="Leads.").pk,
        source_unit_id=unit().pk,
        topic_ids=[pages.topic().pk],
    )
    return f"/newsroom/pages/{made.pk}/edit/", made, "body_en"


def portal_topic():
    made = pages.topic()
    return f"/newsroom/topics/{made.pk}/", made, "name_en"


def term():
    made = terms.draft()
    return f"/terms/{made.pk}/edit/", made, "name_en"


def organisation():
    made = unit(name_en="Before")
    return f"/directory/{made.pk}/edit/", made, "name_en"


def a_post():
    made = post(title_en="Before")
    return f"/directory/post/{made.pk}/edit/", made, "title_en"


def a_person():
    made = person(name_en="Before")
    return f"/directory/person/{made.pk}/edit/", made, "name_en"


def place():
    made = create_place(actor=SYSTEM, name_en="Before")
    return f"/directory/places/{made.pk}/", made, "name_en"


def notice():
    meeting = agenda_records.planned(held_on=COMING)
    made = convenings.drawn_up(meeting, starts_at=CALL, ends_at=CALL + convenings.HOUR)
    return f"/meetings/{meeting.pk}/convening/edit/", made, "notice_en"


def invitation():
    meeting = convenings.planned(held_on=COMING)
    held = convenings.drawn_up(meeting, starts_at=CALL, ends_at=CALL + convenings.HOUR)
    made = convenings.invited(held)
    return f"/invitations/{made.pk}/edit/", made, "name"


FORMS = [
    news,
    event,
    guide,
    page_of_a_body,
    portal_topic,
    term,
    organisation,
    a_post,
    a_person,
    place,
    notice,
    invitation,
]


@pytest.fixture
def office(client):
    account = user(language="en")
    for role in ("office", "editor", "administrator"):
        grant_role(account, role)
    client.force_login(account)
    return account


@pytest.mark.parametrize("make", FORMS, ids=lambda make: make.__name__)
def test_the_second_sees_what_the_first_did_and_sends_again_what_they_typed(client, office, make):
    address, record, field = make()

    two_write(client, address, record, field)


def test_a_paper_is_called_anew_by_one_and_the_other_is_told(client, office):
    handed_in = agenda_records.submitted(agenda_records.planned(held_on=COMING))
    made = agenda_records.paper(topic_id=handed_in.pk)
    address = f"/meetings/papers/{made.pk}/"

    two_write(client, address, made, "title_en", sent_to=f"{address}edit/")


def test_a_webhook_is_named_anew_by_its_owner_in_two_windows(client, office, settings):
    settings.DEMO = True
    made, _secret = create_webhook(
        actor=office.actor, name="Before", url="http://127.0.0.1:8999/", events=["task.changed"]
    )

    two_write(client, f"/webhooks/{made.pk}/edit/", made, "name")


def test_a_photo_is_described_by_one_and_the_other_is_told(client, office):
    page = pages.page()
    said = ImageGiven(alt_zh="队伍", alt_en="A queue", credit_zh="外办", credit_en="The office")
    made = add_image(
        actor=SYSTEM,
        page_id=page.pk,
        seen_version=None,
        data=image_files.photo((600, 400)),
        file_name="photo.jpg",
        given=said,
    )

    two_write(client, f"/newsroom/pages/{page.pk}/images/{made.pk}/", made, "alt_en")


def test_a_translation_at_the_desk_is_written_by_one_and_the_other_is_told(client, office):
    task = records.task(title_zh="修订服务指南", title_en="")
    text = TextState.objects.get(subject_type="governance.task", subject_id=task.pk, field="title")

    two_write(
        client,
        f"/newsroom/translations/{text.pk}/",
        task,
        "text",
        column="title_en",
        beside="seen_other",
    )


@pytest.mark.parametrize("is_first", [True, False])
def test_the_rules_of_a_body_are_not_written_over_unseen_be_there_some_or_none(
    client, office, is_first
):
    committee = body()
    if not is_first:
        set_body_rules(actor=SYSTEM, body_id=committee.pk, seen_version=None, notice_days=3)
    address = f"/bodies/{committee.pk}/rules/"
    sent = form_of(client.get(address), "notice_days")

    assert client.post(address, {**sent, "notice_days": "17"}).status_code == 302
    late = client.post(address, {**sent, "meetings_a_year": "9"})

    assert late.status_code == 409
    assert "17" in late.content.decode()
    again = form_of(late, "notice_days")
    assert again["meetings_a_year"] == "9"
    assert BodyRules.objects.get(body=committee).notice_days == 17
    assert client.post(address, again).status_code == 302


def test_a_post_handed_over_by_one_is_not_handed_on_by_the_other_unseen(client, office):
    seat = post()
    Holding.objects.create(post=seat, person=person(name_en="Before"), since_on=dt.date(2024, 1, 2))
    address = f"/directory/post/{seat.pk}/holder/"
    sent = form_of(client.get(address), "name_en")

    assert client.post(address, {**sent, "name_en": FIRST}).status_code == 302
    late = client.post(address, {**sent, "name_en": SECOND})

    assert late.status_code == 409
    assert FIRST in late.content.decode()
    assert "Before" in late.content.decode()
    [held] = seat.holdings.filter(until_on=None)
    assert held.person.name_en == FIRST
    again = form_of(late, "name_en")
    assert again["name_en"] == SECOND
    assert client.post(address, again).status_code == 302
    assert seat.holdings.get(until_on=None).person.name_en == SECOND


def test_the_attendance_taken_by_one_is_not_taken_anew_by_the_other_unseen(client, office):
    meeting = records.meeting()
    address, group = f"/meetings/{meeting.pk}/attendance/", "group-0-text_en"
    sent = form_of(client.get(address), group)

    assert client.post(address, {**sent, group: FIRST}).status_code == 302
    late = client.post(address, {**sent, group: SECOND})

    assert late.status_code == 409
    assert FIRST in late.content.decode()
    assert [one.text_en for one in meeting.groups.all()] == [FIRST]
    again = form_of(late, group)
    assert again[group] == SECOND
    assert client.post(address, again).status_code == 302


def test_what_the_first_changed_beside_the_record_is_told_to_the_second_too(client, office):
    entry = terms.draft()
    address = f"/terms/{entry.pk}/edit/"
    sent = form_of(client.get(address), "forbidden_en")
    assert client.post(address, {**sent, "forbidden_en": FIRST}).status_code == 302

    late = client.post(address, {**sent, "forbidden_en": SECOND})

    assert late.status_code == 409
    assert FIRST in late.content.decode()
    assert form_of(late, "forbidden_en")["forbidden_en"] == SECOND


def test_a_decision_worded_anew_at_the_sitting_tells_the_other(client, office):
    made = records.decision(records.meeting(), item_id=None)
    address = f"/meetings/record/decision/{made.pk}/"
    sent = {"kind": made.kind, "text_zh": made.text_zh, "seen_version": made.version}

    assert client.post(address, {**sent, "text_en": FIRST}).status_code == 302
    late = client.post(address, {**sent, "text_en": SECOND})

    assert late.status_code == 409
    assert FIRST in late.content.decode()
    assert SECOND in late.content.decode()
    made.refresh_from_db()
    assert made.text_en == FIRST
