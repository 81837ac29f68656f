"""Until when a page holds: who is told that it is due, who may say so, and what leaves the front page."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.communications import api
from plenary.contexts.communications.models import Page, PageDates
from plenary.contexts.communications.selectors import dates, portal
from plenary.contexts.communications.services import dating
from plenary.contexts.communications.services.owning import set_owner
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.sending import submit_page
from plenary.contexts.communications.services.writing import edit_page
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.recording import history
from plenary.kernel.notifications.models import Notification
from plenary.shared import clock
from plenary.shared.actor import NOBODY, SYSTEM
from plenary.shared.errors import NotFound, Refused
from tests.contexts.communications import factories as made
from tests.contexts.communications.refusals import refused
from tests.factories import grant_role, post, unit, unit_user, user

pytestmark = pytest.mark.django_db
OUT = dt.date(2025, 3, 3)
YEAR_ON = OUT + dt.timedelta(days=366)


def acting(account):
    return User.objects.get(pk=account.pk).actor


def on(day):
    return clock.at(day)


def out(kind="static", **fields):
    with on(OUT):
        return made.published(kind=kind, **fields)


def due_on(day):
    with on(day):
        return set(dates.due(SYSTEM).values_list("pk", flat=True))


def test_what_grows_old_unseen_is_due_a_year_after_it_went_out():
    page, news = out(), out("news")

    assert due_on(OUT + dt.timedelta(days=364)) == set()
    assert due_on(YEAR_ON) == {page.pk}
    with on(OUT):
        dating.set_dates(
            actor=SYSTEM,
            page_id=news.pk,
            seen_version=None,
            review_on=OUT + dt.timedelta(days=10),
            shown_until=None,
        )
    assert due_on(OUT + dt.timedelta(days=10)) == {news.pk}
    with on(YEAR_ON):
        dating.review_page(actor=SYSTEM, page_id=page.pk, seen_version=None)
        assert dates.review_day(page) == YEAR_ON + dates.YEARLY
    assert due_on(YEAR_ON) == {news.pk}


def test_a_page_that_went_out_anew_after_its_reminder_is_told_of_again_when_it_grows_old():
    page = out()
    made.editor()
    with on(YEAR_ON):
        assert dating.remind_of_pages() == 1
    with on(YEAR_ON + dt.timedelta(days=5)):
        asked = {"actor": SYSTEM, "page_id": page.pk, "seen_version": None}
        notes = {"zh": "已更新。", "en": "Brought up to date."}
        edit_page(**asked, given=made.given(slug=page.slug))
        submit_page(**asked, langs=made.BOTH, notes=notes)
        approve_page(**asked, langs=made.BOTH)
    with on(YEAR_ON + dates.YEARLY):
        assert dating.remind_of_pages() == 0
    with on(YEAR_ON + dates.YEARLY + dt.timedelta(days=6)):
        assert dating.remind_of_pages() == 1
        assert dating.remind_of_pages() == 0


def test_home_and_the_reminder_name_a_due_page_by_its_public_title_to_those_who_answer_for_it(
    client,
):
    home = unit()
    page = out(source_unit_id=home.pk, title_zh="怎样预约", title_en="How to book")
    Page.objects.filter(pk=page.pk).update(title_zh="尚未公开", title_en="Not public yet")
    with on(YEAR_ON):
        for account, url in (
            (made.editor(language="en"), page.get_absolute_url()),
            (unit_user(home), f"/portal/en/pages/{page.slug}/"),
        ):
            client.force_login(account)
            shown = client.get("/", headers={"accept-language": "en"}).content.decode()
            assert f'href="{url}">How to book</a>' in shown
            assert "Not public yet" not in shown
        for other in (acting(unit_user(unit())), acting(grant_role(user(), "leader")), NOBODY):
            assert api.pages_due(other) == []
        dating.remind_of_pages()
    told = Notification.objects.filter(kind=dating.KIND)
    assert {one.text_zh for one in told} == {"页面《怎样预约》应复核：请核对内容是否仍然有效"}
    assert all("How to book" in one.text_en for one in told)


def test_a_day_of_review_that_is_over_lets_the_last_day_on_the_front_page_change():
    page = out("notice")
    said = {"actor": SYSTEM, "page_id": page.pk, "seen_version": None}
    day, end = OUT + dt.timedelta(days=5), OUT + dt.timedelta(days=40)
    with on(OUT):
        dating.set_dates(**said, review_on=day, shown_until=None)
    with on(OUT + dt.timedelta(days=9)):
        dating.set_dates(**said, review_on=day, shown_until=end)
        with refused(Refused, "This day is over."):
            dating.set_dates(**said, review_on=day + dt.timedelta(days=1), shown_until=end)
    assert dates.dates_of(page).shown_until == end


def test_home_asks_the_same_for_one_due_page_and_three():
    reader = acting(made.editor())
    asked = []
    for _ in range(3):
        out()
        with on(YEAR_ON), CaptureQueriesContext(connection) as seen:
            api.pages_due(reader)
        asked.append(len(seen))
    assert asked[0] == asked[2] <= 2


def test_whoever_answers_for_a_page_is_told_once_until_somebody_looks():
    home = unit()
    owned, of_unit = out(source_unit_id=home.pk), out(source_unit_id=home.pk)
    head = post(organisation=home)
    set_owner(actor=SYSTEM, page_id=owned.pk, seen_version=None, post_id=head.pk)
    holder, liaison = grant_role(user(), "leader", post=head), unit_user(home)
    stranger, editor = unit_user(unit()), made.editor()

    with on(YEAR_ON):
        assert dating.remind_of_pages() == 2
        assert dating.remind_of_pages() == 0

    told = Notification.objects.filter(kind=dating.KIND)
    urls = {
        account.pk: set(told.filter(user=account).values_list("url", flat=True))
        for account in (holder, liaison, stranger, editor)
    }
    assert urls[holder.pk] == {owned.get_absolute_url()}
    assert urls[liaison.pk] == {f"/portal/zh/pages/{of_unit.slug}/"}
    assert urls[stranger.pk] == set()
    assert urls[editor.pk] == {owned.get_absolute_url(), of_unit.get_absolute_url()}
    assert dates.told_visible_to(acting(liaison)).count() == 2
    assert dates.told_visible_to(acting(stranger)).count() == 0
    with on(YEAR_ON):
        dating.review_page(actor=SYSTEM, page_id=owned.pk, seen_version=None)
    with on(YEAR_ON + dates.YEARLY):
        assert dating.remind_of_pages() == 1


def test_a_notice_leaves_the_front_page_by_itself_or_on_its_last_day():
    short, long, plain = (out("notice") for _one in range(3))
    for page, days in ((short, 5), (long, 200)):
        with on(OUT):
            dating.set_dates(
                actor=SYSTEM,
                page_id=page.pk,
                seen_version=None,
                review_on=None,
                shown_until=OUT + dt.timedelta(days=days),
            )

    def shown(days):
        with on(OUT + dt.timedelta(days=days)):
            return {one.page_id for one in portal.front("en").notices}

    assert shown(5) == {short.pk, long.pk, plain.pk}
    assert shown(6) == {long.pk, plain.pk}
    assert shown(91) == {long.pk}
    assert shown(201) == set()


def test_days_that_make_no_sense_are_refused_and_nothing_is_kept():
    notice, news = made.published(kind="notice"), made.published()
    today = clock.today()
    far = today + dt.timedelta(days=2000)

    def say(page, actor=SYSTEM, review_on=None, shown_until=None):
        dating.set_dates(
            actor=actor,
            page_id=page.pk,
            seen_version=None,
            review_on=review_on,
            shown_until=shown_until,
        )

    for page, match, said in (
        (news, "Only a notice", {"shown_until": today}),
        (notice, "within a year", {"shown_until": far}),
        (news, "is over", {"review_on": today - dt.timedelta(days=1)}),
        (news, "five years", {"review_on": far}),
    ):
        with refused(Refused, match):
            say(page, **said)
    with refused(NotFound):
        say(news, actor=NOBODY)
    with refused(NotFound):
        dating.review_page(actor=NOBODY, page_id=news.pk, seen_version=None)
    draft = made.page()
    with refused(Refused, "Nothing of this page is public"):
        dating.review_page(actor=SYSTEM, page_id=draft.pk, seen_version=None)
    assert not PageDates.objects.exists()


def test_the_newsroom_lists_what_is_due_and_one_button_says_that_it_holds(client):
    page = out()
    client.force_login(made.editor())
    with on(YEAR_ON):
        assert "Pages to be looked at again" in client.get("/newsroom/").content.decode()
        shown = client.get(page.get_absolute_url()).content.decode()
        assert "is due to be looked at" in shown
        page.refresh_from_db()
        client.post(f"{page.get_absolute_url()}reviewed/", {"seen_version": page.version})
        assert "is due to be looked at" not in client.get(page.get_absolute_url()).content.decode()
        page.refresh_from_db()
        answer = client.post(
            f"{page.get_absolute_url()}dates/",
            {"seen_version": page.version, "review_on": "2026-12-24"},
            follow=True,
        )
    kept = PageDates.objects.get(page=page)
    assert kept.review_on == dt.date(2026, 12, 24)
    assert history(kept).last().action == "communications.page.dated"
    assert "24" in answer.content.decode()
    assert {side.state for side in page.sides.all()} == {"published"}
