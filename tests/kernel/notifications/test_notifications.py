"""What people are told in the app, and the administrator's view of the outbox."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications import selectors, services
from plenary.kernel.notifications.models import Mail, Notification
from plenary.shared.actor import NOBODY
from plenary.shared.errors import NotFound
from tests.factories import grant_role, user


@pytest.fixture
def li(db):
    return user(name="Li")


@pytest.fixture
def administrator(db):
    return grant_role(user(name="IT"), "administrator")


def tell(*people, number=1, url="/"):
    for n in range(number):
        services.notify(
            users=[person.pk for person in people],
            kind="test.told",
            text_zh=f"第{n}条",
            text_en=f"Line {n}",
            url=url,
        )


def test_each_account_is_told_once_in_both_languages(li):
    other = user()

    made = services.notify(
        users=[li.pk, other.pk, li.pk], kind="test.told", text_zh="字" * 400, text_en="x" * 500
    )

    assert [line.user_id for line in made] == sorted([li.pk, other.pk])
    assert (len(made[0].text_zh), len(made[0].text_en)) == (300, 400)


def test_what_is_not_read_is_counted_in_one_query(li, django_assert_num_queries):
    tell(li, number=3)
    tell(user())

    with django_assert_num_queries(1):
        assert selectors.unread_count(li.actor) == 3
    with django_assert_num_queries(0):
        assert selectors.unread_count(NOBODY) == 0


def test_the_menu_of_every_page_tells_what_is_unread(li, client, django_assert_num_queries):
    tell(li, number=3)
    tell(user())
    with django_assert_num_queries(1):
        assert selectors.unread_up_to(li.actor, most=2) == 2
    client.force_login(grant_role(li, "office"))

    told = re.findall(
        r'class="count" title="unread">(\d+)<', client.get("/notifications/").content.decode()
    )
    assert told == ["3"] * 3, "at the entry, wide and on phones, and there beside the word Menu"
    services.mark_read(actor=li.actor)
    assert 'class="count" ' not in client.get("/notifications/").content.decode()


def test_one_line_is_marked_and_then_the_others(li):
    tell(li, number=3)
    first = selectors.visible_to(li.actor).first()

    assert services.mark_read(actor=li.actor, notification_id=first.pk) == 1
    assert services.mark_read(actor=li.actor, notification_id=first.pk) == 0
    assert services.mark_read(actor=li.actor) == 2


def test_somebody_elses_line_is_not_found_and_stays_unread(li):
    tell(li)

    with pytest.raises(NotFound):
        services.mark_read(actor=user().actor, notification_id=Notification.objects.get().pk)

    assert Notification.objects.get().read_at is None


def test_the_list_shows_ones_own_lines_in_the_language_of_the_page(li, signed_in):
    tell(li, number=2)
    tell(user())
    client = signed_in(li)

    english = client.get("/notifications/").content.decode()
    client.post("/language/setlang/", {"language": "zh-hans", "next": "/notifications/"})
    chinese = client.get("/notifications/").content.decode()

    assert english.count("Line ") == 2
    assert "第1条" in chinese


def test_the_list_costs_the_same_for_one_line_and_fifty(li, signed_in):
    client = signed_in(li)
    costs = []
    for number in (1, 49):
        tell(li, number=number)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/notifications/").status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_a_line_leads_to_what_it_tells_of_and_nowhere_else(li, signed_in):
    client = signed_in(li)
    tell(li, url="/directory/")
    first = Notification.objects.get()
    assert client.post(f"/notifications/{first.pk}/read/").url == "/directory/"
    Notification.objects.update(url="https://elsewhere.example/")

    assert client.post(f"/notifications/{first.pk}/read/").url == "/notifications/"


def test_all_lines_are_marked_from_the_list(li, signed_in):
    tell(li, number=2)

    signed_in(li).post("/notifications/read/")

    assert selectors.unread_count(li.actor) == 0


def test_a_mail_has_an_id_by_which_an_answer_names_it_also_where_the_sender_has_a_name(
    db, settings
):
    settings.DEFAULT_FROM_EMAIL = "Plenary <plenary@example.org>"

    mail = services.write_mail(to="li@example.org", subject="s", body="b")

    assert re.fullmatch(r"<\w+@example\.org>", mail.message_id)


def test_the_outbox_is_the_administrators(li, administrator, signed_in):
    services.write_mail(to="li@example.org", subject="Your account", body="the link")

    assert signed_in(li).get("/notifications/outbox/").status_code == 403
    page = signed_in(administrator).get("/notifications/outbox/").content.decode()

    assert "Your account" in page
    assert "the link" not in page


def test_a_mail_that_no_server_delivers_is_read_by_the_administrator_and_written_down(
    administrator, signed_in, settings
):
    settings.MAIL_URL = ""
    mail = services.write_mail(to="li@example.org", subject="Your account", body="the link")

    page = signed_in(administrator).post(f"/notifications/outbox/{mail.pk}/").content.decode()

    assert "the link" in page
    row = AuditRow.objects.get(action="notifications.mail.read")
    assert row.actor_id == administrator.pk
    assert "the link" not in str(row.after)


def test_a_mail_that_a_server_will_deliver_is_read_by_nobody(administrator, signed_in, settings):
    settings.MAIL_URL = "smtp://localhost"
    mail = services.write_mail(to="li@example.org", subject="Your account", body="the link")

    assert signed_in(administrator).post(f"/notifications/outbox/{mail.pk}/").status_code == 403
    assert not AuditRow.objects.filter(action="notifications.mail.read").exists()


def test_others_do_not_learn_whether_a_mail_exists(li, signed_in):
    mail = services.write_mail(to="li@example.org", subject="s", body="b")

    assert signed_in(li).post(f"/notifications/outbox/{mail.pk}/").status_code == 404
    assert signed_in(li).post("/notifications/outbox/999999/").status_code == 404


def test_the_outbox_costs_the_same_for_one_mail_and_fifty(administrator, signed_in):
    client = signed_in(administrator)
    costs = []
    for number in (1, 49):
        for _ in range(number):
            services.write_mail(to="li@example.org", subject="s", body="b")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/notifications/outbox/").status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1]
    assert Mail.objects.count() == 50
