"""Reviewers, writers and translators hear of what waits for them, at once and in the day's mail."""

import datetime as dt

import pytest
import time_machine

from plenary.contexts.communications.services.sending import send_back
from plenary.contexts.governance.jobs import mail_the_day
from plenary.contexts.language.services.suggesting import Suggested, suggest_term
from plenary.kernel.notifications.models import Mail, Notification
from plenary.kernel.notifications.services import mark_read
from plenary.shared.actor import NOBODY, SYSTEM
from tests.contexts.communications import factories as made
from tests.contexts.communications.test_reports import answer, report
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.django_db


def told(account):
    found = Notification.objects.filter(user=account).order_by("pk")
    return list(found.values_list("kind", flat=True))


def test_a_page_is_told_to_those_who_may_review_it_and_back_to_its_writers():
    writer, reviewer, translator = made.editor(), made.editor(), made.translator()
    page = made.submitted(writer.actor)
    page.refresh_from_db()
    send_back(
        actor=reviewer.actor,
        page_id=page.pk,
        seen_version=page.version,
        langs=["en"],
        reason="The hour is missing.",
    )

    assert told(reviewer) == ["communications.page.submitted"]
    assert told(writer) == ["communications.page.sent_back"]
    assert told(translator) == []
    line = Notification.objects.get(user=writer)
    assert (line.text_zh[:9], "The hour" in line.text_en) == ("稿件已退回（英文）", False)


def test_readers_reports_and_suggestions_are_one_unread_line_each_however_many_come():
    translator, liaison = made.translator(), unit_user(unit())
    page = made.published()
    for _n in range(3):
        report(page)
        suggest_term(actor=NOBODY, suggested=Suggested(name_zh="离境退税"))
    queue = ["communications.error.reported", "language.suggestion.made"]

    assert (told(translator), told(liaison)) == (queue, [])
    mark_read(actor=translator.actor)
    report(page)
    assert told(translator) == [*queue, queue[0]]


def test_who_no_longer_works_on_pages_is_not_mailed_what_was_told_before():
    stays, goes = made.translator(), made.translator()
    report(made.published())
    goes.access = {**goes.access, "roles": ["unit"]}
    goes.save(update_fields=["access"])

    with time_machine.travel(dt.datetime(2025, 7, 1, 4, tzinfo=dt.UTC), tick=False):
        mail_the_day.call()

    assert [mail.to for mail in Mail.objects.all()] == [stays.email]
    assert "读者反馈待答复" in Mail.objects.get().body


def test_what_was_reviewed_or_answered_meanwhile_is_not_mailed():
    editor = made.editor()
    page = made.submitted(SYSTEM)
    found = report(made.published())
    suggest_term(actor=NOBODY, suggested=Suggested(name_zh="离境退税"))
    page.refresh_from_db()
    send_back(
        actor=SYSTEM, page_id=page.pk, seen_version=page.version, langs=made.BOTH, reason="again"
    )
    answer(found)

    with time_machine.travel(dt.datetime(2025, 7, 1, 4, tzinfo=dt.UTC), tick=False):
        mail_the_day.call()

    assert len(told(editor)) == 4
    assert [line for line in Mail.objects.get().body.splitlines() if line.startswith("-")] == [
        "- 术语建议待答复：离境退税"
    ]


def test_home_counts_the_texts_that_wait(signed_in):
    made.submitted(SYSTEM)
    report(made.published())
    suggest_term(actor=NOBODY, suggested=Suggested(name_zh="离境退税"))

    home = signed_in(made.editor()).get("/").content.decode()
    other = signed_in(grant_role(user(), "verifier")).get("/").content.decode()

    for words in ("1 page to review", "report to answer", "1 term suggestion to answer"):
        assert (words in home, words in other) == (True, False)
