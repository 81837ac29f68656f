"""The pages of the reminders, through the client."""

import datetime as dt

import pytest

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Notice, Rung
from plenary.kernel.notifications.models import Mail
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import factories
from tests.contexts.governance.test_pages_tasks import queries, words_of
from tests.factories import grant_role, unit, unit_user, user

pytestmark = [pytest.mark.usefixtures("the_first_of_july"), pytest.mark.django_db]

PAGES = ("/notices/", "/notices/next/", "/notices/settled/", "/notices/ladder/")


@pytest.fixture
def office_client(signed_in):
    return signed_in(grant_role(user(name="Office"), "office"))


@pytest.fixture
def drafted(commerce):
    """A reminder of seven days before, drafted."""
    account = unit_user(commerce)
    factories.open_task(
        title_en="Refund shops", due_on=dt.date(2025, 7, 8), lead_unit_id=commerce.pk
    )
    services.draft_notices(on=dt.date(2025, 7, 1))
    assert Notice.objects.get().user == account
    return Notice.objects.get()


@pytest.mark.parametrize("page", [*PAGES, "/notices/ladder/new/"])
def test_the_pages_are_the_offices(office_client, client, commerce, drafted, page):
    shown = office_client.get(page)
    client.force_login(unit_user(commerce))

    assert shown.status_code == 200
    assert client.get(page).status_code == 403


def test_the_office_sees_why_and_sends(office_client, drafted):
    waiting = words_of(office_client.get("/notices/"))
    answer = office_client.post("/notices/send/", follow=True)

    assert "“Refund shops” is due in 7 days" in waiting
    assert "7 days before 2025-07-08 · Commerce Bureau" in waiting
    assert "1 person is told." in words_of(answer)
    assert Mail.objects.get().to == drafted.user.email
    assert "Refund shops" in words_of(office_client.get("/notices/settled/"))


def test_who_is_told_next_is_said_with_the_stand_in(office_client):
    empty = unit(name_en="Empty Bureau", name_zh="空局")
    factories.open_task(title_en="Unowned", due_on=dt.date(2025, 7, 9), lead_unit_id=empty.pk)

    shown = words_of(office_client.get("/notices/next/"))
    day_off = words_of(office_client.get("/notices/next/?on=2025-07-05"))
    nonsense = office_client.get("/notices/next/?on=the-day-after")

    assert "“Unowned” is due in 7 days" in shown
    assert "nobody has an account there, so: The office" in shown
    assert not Notice.objects.exists()
    assert "Nobody: this is a day off." in day_off
    assert nonsense.status_code == 200


def test_a_notice_is_dropped_on_its_page_with_a_reason(office_client, drafted):
    address = f"/notices/{drafted.pk}/drop/"

    without = office_client.post(address, {"seen_version": 1, "reason": ""})
    office_client.post(address, {"seen_version": 1, "reason": "told by phone"})

    drafted.refresh_from_db()
    assert without.status_code == 422
    assert (drafted.state, drafted.reason) == ("dropped", "told by phone")
    assert "told by phone" in words_of(office_client.get("/notices/settled/"))
    assert office_client.get("/notices/987654/drop/").status_code == 404


def test_a_step_is_added_changed_and_refused_on_its_page(office_client):
    form = {"days": "-5", "audience": "unit", "words_zh": "“{task}”", "words_en": "{task}"}
    form["matter"] = "due"

    office_client.post("/notices/ladder/new/", form)
    made = Rung.objects.get(days=-5)
    refused = office_client.post("/notices/ladder/new/", {**form, "days": "2", "words_en": "{x}"})
    address = f"/notices/ladder/{made.pk}/"
    office_client.post(address, {**form, "seen_version": 1, "days": "-6"})
    late = office_client.post(address, {**form, "seen_version": 1, "days": "-9"})

    made.refresh_from_db()
    assert refused.status_code == 422
    assert "Only {task}" in words_of(refused)
    assert (made.days, made.is_active) == (-6, False)
    assert late.status_code == 409


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_take_as_many_queries_for_many_as_for_one(office_client, commerce, drafted, page):
    for due_on in (dt.date(2025, 7, 9), dt.date(2025, 7, 8)):
        factories.open_task(due_on=due_on, lead_unit_id=commerce.pk)
        services.send_notices(actor=SYSTEM)
        services.draft_notices(on=dt.date(2025, 7, 1))
    services.send_notices(actor=SYSTEM)
    services.draft_notices(on=dt.date(2025, 7, 2))
    queries(office_client, page)
    few = queries(office_client, page)
    for _n in range(20):
        unit_user(commerce)
        factories.open_task(due_on=dt.date(2025, 7, 8), lead_unit_id=commerce.pk)
        factories.open_task(due_on=dt.date(2025, 7, 9), lead_unit_id=commerce.pk)
    services.draft_notices(on=dt.date(2025, 7, 1))
    services.send_notices(actor=SYSTEM)
    services.draft_notices(on=dt.date(2025, 7, 2))

    assert queries(office_client, page) == few
