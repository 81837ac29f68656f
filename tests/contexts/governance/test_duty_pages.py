"""What a unit with very many parts, and a task with very many entries, look like: the beginning, and a way on."""

import pytest

from plenary.contexts.governance.models import Duty
from tests.contexts.governance import factories
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.usefixtures("the_first_of_july", "db")


@pytest.fixture
def liaison_of_many(commerce):
    for number in range(22):
        factories.open_task(lead_unit_id=commerce.pk, title_en=f"Task {number:02}")
    return unit_user(commerce)


def test_what_is_too_much_for_a_page_stands_behind_a_link_and_is_counted_whole(
    client, liaison_of_many
):
    client.force_login(liaison_of_many)

    home = client.get("/").text
    duties = client.get("/duties/").text
    alone = client.get("/duties/?only=to_sign").text

    assert home.count('/sign/"') == 11
    assert 'href="/duties/?only=to_sign">All 22' in home
    assert duties.count('name="duty"') == 20
    assert '<a href="?only=to_sign">All 22</a>' in duties
    assert alone.count('name="duty"') == 22
    assert "To report now" not in alone
    assert client.get("/duties/?only=nothing&page=x").status_code == 200


def test_what_is_listed_is_signed_for_at_once_and_what_was_signed_meanwhile_is_passed_over(
    client, liaison_of_many, commerce
):
    first, *others = Duty.objects.order_by("pk")
    stranger = factories.open_task(lead_unit_id=unit().pk).duties.get()
    client.force_login(liaison_of_many)
    client.post(f"/tasks/{first.task_id}/duties/{first.pk}/sign/")
    listed = {"duty": [first.pk, *(one.pk for one in others[:2]), "x", 10**9]}

    told = client.post("/duties/sign/", listed, follow=True).text

    assert "2 duties signed for." in told
    assert Duty.objects.filter(state="signed", signed_by_id=liaison_of_many.pk).count() == 3
    client.post("/duties/sign/", {"duty": [stranger.pk]})
    stranger.refresh_from_db()
    assert stranger.state == "assigned"
    shared = factories.open_task(lead_unit_id=unit().pk, supporting_unit_ids=(commerce.pk,))
    ours = shared.duties.get(unit=commerce)
    both = {"duty": [shared.duties.get(role="lead").pk, ours.pk]}
    assert client.post("/duties/sign/", both).status_code == 302, "the first is seen, and not ours"
    ours.refresh_from_db()
    assert ours.state == "signed"
    assert client.post("/duties/sign/", {"next": "https://elsewhere.example/"}).url == "/duties/"


def test_entries_of_a_period_that_were_corrected_say_so_and_the_older_ones_are_folded(
    client, commerce
):
    task = factories.open_task(lead_unit_id=commerce.pk)
    for number in range(12):
        factories.report(task, done_en=f"Word {number}.")
    client.force_login(grant_role(user(), "office"))

    page = client.get(task.get_absolute_url()).text

    assert page.count("corrected since") == 11
    shown, _summary, folded = page.partition("2 earlier entries")
    assert "Word 11." in shown
    assert "Word 1." in folded
    assert "Word 1." not in shown
