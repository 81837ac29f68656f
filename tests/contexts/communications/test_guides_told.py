"""A guide that has grown old is told of: to its source unit and the editors, once, by mail and on Home."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.communications import api
from plenary.contexts.communications.selectors.kinds import guides
from plenary.contexts.communications.services import kinds
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications import bundling
from plenary.kernel.notifications.models import Mail, Notification
from plenary.shared import clock
from plenary.shared.actor import NOBODY, SYSTEM
from tests.contexts.communications import factories as made
from tests.contexts.communications.test_kinds import guide, publish
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db
CHECKED = dt.date(2025, 6, 5)
MONDAY = dt.date(2025, 7, 7)


def old_guide(of, **fields):
    with clock.at(CHECKED):
        return publish(guide(source_unit_id=of.pk, **fields))


def mails():
    """The day's mail to everybody, by address."""
    post = bundling.Post(opens_at=clock.now(), language="zh-hans")
    Mail.objects.all().delete()
    bundling.mail_everybody(post)
    return {mail.to: mail.body for mail in Mail.objects.all()}


def test_the_source_unit_and_the_editors_are_told_once_and_read_it_in_their_mail_of_the_day():
    tax, other = unit(), unit()
    liaison = unit_user(tax)
    elsewhere = unit_user(other)
    first = old_guide(tax, title_zh="怎样退税", title_en="How to claim")
    second = old_guide(other, title_zh="怎样登记", title_en="How to register")
    editor = made.editor(language="en")
    with clock.at(MONDAY):
        assert kinds.remind_of_guides() == 2
        assert kinds.remind_of_guides() == 0
        second.refresh_from_db()
        kinds.check_guide(actor=SYSTEM, page_id=second.pk, seen_version=None)
        told = mails()

    assert set(told) == {liaison.email, editor.email}
    assert first.get_absolute_url() in told[editor.email]
    assert "How to claim”, last checked on 2025-06-05" in told[editor.email]
    assert "How to register" not in told[editor.email]
    assert f"/portal/zh/pages/{first.slug}/" in told[liaison.email]
    assert "怎样退税" in told[liaison.email]
    assert "纠错" in told[liaison.email]
    lines = Notification.objects.filter(kind="communications.guide.reminded")
    assert lines.filter(user=editor).count() == 2
    assert lines.filter(user=elsewhere).count() == 1
    assert AuditRow.objects.filter(action="communications.guide.reminded").count() == 2
    with clock.at(dt.date(2025, 8, 7)):
        assert kinds.remind_of_guides() == 1


def test_where_there_is_no_editor_the_office_is_told_and_nobody_sees_anothers_guide():
    tax = unit()
    old_guide(tax)
    office, liaison = grant_role(user(language="en"), "office"), unit_user(tax)
    with clock.at(MONDAY):
        assert kinds.remind_of_guides() == 1
    assert Notification.objects.get(user=office).text_en.endswith("or correct it")
    assert guides.told_visible_to(acting(office)).count() == 1
    assert guides.told_visible_to(acting(liaison)).count() == 1
    for actor in (acting(unit_user(unit())), acting(grant_role(user(), "leader")), NOBODY):
        assert not guides.told_visible_to(actor).exists()


def test_home_shows_a_unit_its_own_guides_and_an_editor_all_by_their_public_titles(client):
    tax = unit()
    page = old_guide(tax, title_zh="怎样退税", title_en="How to claim")
    type(page).objects.filter(pk=page.pk).update(title_en="Not public yet")
    with clock.at(MONDAY):
        for account, url in (
            (made.editor(language="en"), page.get_absolute_url()),
            (unit_user(tax), f"/portal/en/pages/{page.slug}/"),
        ):
            client.force_login(account)
            shown = client.get("/", headers={"accept-language": "en"}).content.decode()
            assert "Guides to be checked" in shown
            assert f'href="{url}">How to claim</a>' in shown
            assert "Not public yet" not in shown
        for actor in (acting(unit_user(unit())), acting(grant_role(user(), "leader")), NOBODY):
            assert api.guides_to_check(actor) == []


def acting(account):
    return User.objects.get(pk=account.pk).actor


def test_home_asks_once_however_many_guides_are_old():
    of = unit()
    editor = acting(made.editor())
    for number in range(3):
        old_guide(of, body_zh=f"1. 第{number}步{'走' * number}", body_en=f"1. Step {number}")
        with clock.at(MONDAY), CaptureQueriesContext(connection) as asked:
            assert len(api.guides_to_check(editor)) == number + 1
        assert len(asked) == 1
