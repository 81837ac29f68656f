"""From the draft to the public and back: two pairs of eyes, an hour to come, corrections, withdrawal."""

import datetime as dt

import pytest

from plenary.contexts.communications.jobs import publish_due
from plenary.contexts.communications.models import Edition, EventFacts, Page, Waiver
from plenary.contexts.communications.services.kinds import EventGiven, make_event
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.sending import bring_back_page, send_back, submit_page
from plenary.contexts.communications.services.withdrawing import withdraw_page
from plenary.contexts.communications.services.writing import edit_page, say_still_holds
from plenary.contexts.language.models import Segment
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Notification
from plenary.shared import clock
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.communications import factories as made
from tests.contexts.communications.refusals import refused
from tests.factories import unit, unit_user

pytestmark = pytest.mark.django_db


def submit(page, actor=made.SYSTEM, langs=made.BOTH, notes=None):
    return submit_page(
        actor=actor, page_id=page.pk, seen_version=None, langs=langs, notes=notes or {}
    )


def approve(page, actor=made.SYSTEM, langs=made.BOTH, due_at=None):
    asked = {"langs": langs, "due_at": due_at, "alone": made.ALONE}
    return approve_page(actor=actor, page_id=page.pk, seen_version=None, **asked)


def correct(page, **changes):
    given = made.given(**{**made.said(page), **changes})
    return edit_page(actor=made.SYSTEM, page_id=page.pk, seen_version=None, given=given)


def states(page):
    return {side.lang: side.state for side in Page.objects.get(pk=page.pk).sides.all()}


def test_a_page_written_by_one_and_approved_by_another_stands_in_public():
    writer, second = made.editor().actor, made.editor().actor
    page = submit(made.page(writer), writer)

    page = approve(page, second)

    assert states(page) == {"zh": "published", "en": "published"}
    zh, en = Edition.objects.get(lang="zh"), Edition.objects.get(lang="en")
    assert (zh.title, en.title) == (page.title_zh, page.title_en)
    assert zh.facts["index"] == page.index == f"{clock.today().year}-00001"
    assert en.approved_by_id == second.user_id
    assert page.writer_ids == []
    assert AuditRow.objects.filter(action="communications.edition.published").count() == 2


def test_an_approved_pair_is_remembered_by_the_translation_memory(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        page = made.published(
            body_zh="窗口提前半小时开放。", body_en="The counter opens half an hour early."
        )

    assert Segment.objects.filter(zh="窗口提前半小时开放。").exists()
    assert page.index_number == 1


@pytest.mark.parametrize("role", ["editor", "translator", "office"])
def test_nobody_approves_what_they_wrote_or_sent(role):
    actor = made.grant_role(made.user(), role).actor
    own = made.submitted(actor)
    sent = submit(made.page(), actor)

    for page in (own, sent):
        with refused(Forbidden):
            approve(page, actor)


def test_whoever_mends_a_comma_in_review_has_had_a_hand_in_it():
    second = made.editor().actor
    page = made.submitted(made.editor().actor)
    given = made.given(**{**made.said(page), "body_en": "The counter opens, early."})
    edit_page(actor=second, page_id=page.pk, seen_version=None, given=given)
    submit(page, made.editor().actor, ["en"])

    with refused(Forbidden):
        approve(page, second, ["en"])


@pytest.mark.parametrize(
    ("lacks", "match"),
    [
        ({"topic_ids": []}, "at least one topic"),
        ({"source_unit_id": None}, "which unit"),
        ({"body_en": ""}, "English text is missing"),
        ({"title_zh": ""}, "Chinese title is missing"),
    ],
)
def test_what_is_not_whole_is_not_sent(lacks, match):
    page = made.page(**lacks)
    with refused(Refused, match):
        submit(page)


def test_a_side_that_is_older_than_its_source_is_not_sent():
    page = correct(made.page(source_side="zh"), body_zh="窗口改到九时开放。")

    with refused(Refused, "older"):
        submit(page, langs=["en"])
    submit(page, langs=["zh"])
    assert states(page) == {"zh": "review", "en": "draft"}


@pytest.mark.parametrize("langs", [[], ["fr"]])
def test_a_step_is_taken_for_a_language(langs):
    page = made.page()
    with refused(Refused, "at least one of the two languages"):
        submit(page, langs=langs)


def test_one_language_goes_out_alone_and_the_other_follows_under_the_same_address():
    page = made.published(langs=["zh"])
    assert states(page) == {"zh": "published", "en": "draft"}

    approve(submit(page, langs=["en"]), langs=["en"])

    assert set(Edition.objects.values_list("slug", flat=True)) == {page.slug}
    assert set(Edition.objects.values_list("number", flat=True)) == {1}


def test_what_is_not_in_review_is_not_approved_and_a_late_step_is_told():
    page = made.page()
    with refused(Refused, "not open"):
        approve(page)
    sent = submit(page)
    with refused(Stale):
        approve_page(actor=made.SYSTEM, page_id=page.pk, seen_version=1, langs=["zh"])
    with refused(NotFound):
        approve(sent, unit_user(unit()).actor)


def test_under_embargo_nothing_is_public_before_its_hour_and_the_job_publishes_once():
    with clock.at(dt.date(2025, 6, 2), hour=9):
        page = made.submitted()
        approve(page, due_at=clock.now() + dt.timedelta(hours=3))
        assert publish_due.func() == 0
        assert states(page) == {"zh": "approved", "en": "approved"}
        assert not Edition.objects.exists()
    with clock.at(dt.date(2025, 6, 2), hour=12):
        assert publish_due.func() == 2
        assert publish_due.func() == 0
    assert states(page) == {"zh": "published", "en": "published"}
    assert Edition.objects.filter(number=1).count() == 2


@pytest.mark.parametrize(
    ("language", "told"), [("en", "This hour is over"), ("zh-hans", "该时间已过")]
)
def test_an_hour_that_is_over_is_refused_at_its_field_and_nothing_goes_out(
    signed_in, client, language, told
):
    page = made.submitted()
    with refused(Refused, "This hour is over"):
        approve(page, due_at=clock.now())
    signed_in(made.editor())
    address = f"{page.get_absolute_url()}approve/"
    sent = {"langs": ["zh", "en"], "seen_version": page.version, "due_on": str(clock.today())}

    answer = client.post(address, sent, headers={"accept-language": language})

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert states(page) == {"zh": "review", "en": "review"}


def test_after_an_approval_the_page_says_whether_it_is_out_or_waits(signed_in, client):
    signed_in(made.editor(language="en"))
    later = str(clock.today() + dt.timedelta(days=2))
    for day, told in (("", "Published."), (later, "goes out at the scheduled time")):
        page = made.submitted()
        sent = {"langs": ["zh", "en"], "seen_version": page.version, "due_on": day}
        answer = client.post(f"{page.get_absolute_url()}approve/", sent, follow=True)
        assert told in answer.content.decode()


def test_a_change_under_embargo_takes_it_back():
    page = made.submitted()
    approve(page, langs=["en"], due_at=clock.now() + dt.timedelta(days=1))
    correct(page, body_en="The counter stays shut.")

    with clock.at(clock.today() + dt.timedelta(days=3)):
        assert publish_due.func() == 0


def test_it_is_sent_back_with_a_reason():
    page = made.submitted()
    with refused(Refused, "reason"):
        send_back(actor=made.SYSTEM, page_id=page.pk, seen_version=None, langs=["zh"], reason=" ")

    send_back(
        actor=made.SYSTEM, page_id=page.pk, seen_version=None, langs=["zh"], reason="日期有误"
    )

    side = page.sides.get(lang="zh")
    assert (side.state, side.sent_back_reason) == ("draft", "日期有误")


def test_a_correction_says_what_it_corrects_and_the_old_edition_stays():
    page = made.published(body_en="It opens at nine.")
    page = correct(page, body_en="It opens at eight.")
    assert Edition.objects.get(lang="en").body == "It opens at nine."
    with refused(Refused, "what is corrected"):
        submit(page, langs=["en"])

    submit(page, langs=["en"], notes={"en": "The hour was wrong."})
    approve(page, langs=["en"])

    first, second = Edition.objects.filter(lang="en").order_by("number")
    assert (first.is_current, second.is_current) == (False, True)
    assert second.facts["corrections"][0][1] == "The hour was wrong."
    assert second.released_at == first.released_at
    assert Edition.objects.filter(lang="zh").count() == 1


def test_a_withdrawn_language_says_why_and_may_come_back():
    page = made.published()

    def withdraw(actor=made.SYSTEM, **reasons):
        return withdraw_page(actor=actor, page_id=page.pk, seen_version=None, reasons=reasons)

    with refused(Refused, "at least one"):
        withdraw(en=" ")
    with refused(Forbidden):
        withdraw(made.translator().actor, en="Wrong figures.")
    withdraw(en="Wrong figures.")
    assert states(page) == {"zh": "published", "en": "withdrawn"}
    with refused(Refused, "not public"):
        withdraw(en="Again.")

    correct(page, body_en="The right figures.")
    submit(page, langs=["en"], notes={"en": "The figures were wrong."})
    approve(page, langs=["en"])

    side = page.sides.get(lang="en")
    assert (side.state, side.withdrawn_at) == ("published", None)
    assert Edition.objects.get(lang="en", is_current=True).number == 2


def test_index_numbers_follow_one_another_within_the_year():
    numbers = [made.published().index for _one in range(2)]
    with clock.at(dt.date(2031, 2, 3)):
        numbers.append(made.published().index)

    year = clock.today().year
    assert numbers == [f"{year}-00001", f"{year}-00002", "2031-00001"]


def at_its_hour(days=2):
    with clock.at(clock.today() + dt.timedelta(days=days)):
        return publish_due.func()


def test_what_grew_old_before_its_hour_is_taken_back_and_told_instead_of_going_out():
    writer, approver, other = made.editor(language="en"), made.editor(), made.editor()
    page = made.submitted(writer.actor, source_side="zh")
    approve(page, approver.actor, due_at=clock.now() + dt.timedelta(hours=1))
    correct(page, body_zh="窗口改到九时开放。")
    assert states(page) == {"zh": "draft", "en": "approved"}

    assert at_its_hour() == 0

    assert states(page) == {"zh": "draft", "en": "draft"}
    assert not Edition.objects.exists()
    reason = page.sides.get(lang="en").sent_back_reason
    assert "此语言比另一语言旧" in reason
    assert "older than the other one" in reason
    told = Notification.objects.filter(kind="communications.page.held_back")
    assert set(told.values_list("user", flat=True)) == {writer.pk, approver.pk, other.pk}


def test_what_would_go_out_alone_at_its_hour_is_taken_back_unless_somebody_gave_the_reason():
    page, alone = made.submitted(), made.submitted(langs=["en"])
    due = clock.now() + dt.timedelta(hours=1)
    for langs in (["zh"], ["en"]):
        asked = {"langs": langs, "due_at": due, "alone": made.ALONE if langs == ["zh"] else ""}
        approve_page(actor=made.SYSTEM, page_id=page.pk, seen_version=None, **asked)
    approve(alone, langs=["en"], due_at=due)
    send_back(actor=made.SYSTEM, page_id=page.pk, seen_version=None, langs=["zh"], reason="误")

    assert at_its_hour() == 1

    assert states(page) == {"zh": "draft", "en": "draft"}
    assert "other language" in page.sides.get(lang="en").sent_back_reason
    assert states(alone)["en"] == "published"


def test_an_approval_for_a_later_hour_does_not_let_the_other_language_go_out_alone():
    page = made.submitted()
    later = clock.now() + dt.timedelta(days=900)
    asked = {"actor": made.SYSTEM, "page_id": page.pk, "seen_version": None}
    approve_page(**asked, langs=["zh"], due_at=later, alone=made.ALONE)

    with refused(Refused, "Only one of the two languages"):
        approve_page(**asked, langs=["en"])
    approve_page(**asked, langs=["en"], due_at=later)
    assert Waiver.objects.filter(kind="alone").count() == 1


def test_the_page_shows_what_will_keep_an_approved_language_back(signed_in, client):
    page = made.submitted(source_side="zh")
    approve(page, due_at=clock.now() + dt.timedelta(hours=1))
    correct(page, body_zh="窗口改到九时开放。")
    signed_in(made.editor(language="en"))

    assert (
        "This side is older than the other one: text."
        in client.get(page.get_absolute_url()).content.decode()
    )


def test_what_was_withdrawn_by_mistake_comes_back_unchanged_by_two_people(signed_in, client):
    writer, second = made.editor(language="en"), made.editor()
    page = made.published()
    asked = {"page_id": page.pk, "seen_version": None}
    with refused(Refused, "not open"):
        bring_back_page(actor=writer.actor, langs=["en"], notes={"en": "Back."}, **asked)
    withdraw_page(actor=writer.actor, reasons={"en": "Taken for another page."}, **asked)
    with refused(Refused, "what is corrected"):
        bring_back_page(actor=writer.actor, langs=["en"], **asked)
    with refused(NotFound):
        bring_back_page(actor=unit_user(unit()).actor, langs=["en"], **asked)
    signed_in(writer)
    here = page.get_absolute_url()
    assert "Bring back" in client.get(here).content.decode()
    seen = Page.objects.get(pk=page.pk).version
    sent = {"langs": ["en"], "note_en": "Withdrawn by mistake.", "seen_version": seen}

    assert client.post(f"{here}bring-back/", sent).status_code == 302

    assert states(page)["en"] == "review"
    assert "to bring it back" in client.get(here).content.decode()
    with refused(Forbidden):
        approve(page, writer.actor, ["en"])
    approve(page, second.actor, ["en"])
    edition = Edition.objects.get(lang="en", is_current=True)
    assert (edition.body, edition.note) == (page.body_en, "Withdrawn by mistake.")
    assert page.sides.get(lang="en").withdrawn_reason == ""


def test_what_was_changed_before_its_withdrawal_comes_back_by_nobody_who_changed_it(
    signed_in, client
):
    writer, other = made.editor(), made.editor(language="en")
    page = made.published()
    asked = {"page_id": page.pk, "seen_version": None}
    given = made.given(**{**made.said(page), "body_en": "The counter stays shut."})
    edit_page(actor=writer.actor, given=given, **asked)
    correct(page, body_zh="窗口改到九时开放。", body_en="The counter stays shut.")
    withdraw_page(actor=made.SYSTEM, reasons={"en": "Wrong."}, **asked)
    approve(submit(page, langs=["zh"], notes={"zh": "时间有误。"}), langs=["zh"])
    assert states(page) == {"zh": "published", "en": "withdrawn"}
    signed_in(other)
    step = client.get(f"{page.get_absolute_url()}bring-back/").content.decode()
    assert "not what was withdrawn" in step
    assert "as it stands" not in step

    say_still_holds(actor=made.SYSTEM, **asked)
    bring_back_page(actor=other.actor, langs=["en"], notes={"en": "Back."}, **asked)
    with refused(Forbidden):
        approve(page, writer.actor, ["en"])
    approve(page, made.editor().actor, ["en"])
    assert Page.objects.get(pk=page.pk).writer_ids == []


def test_the_hands_are_forgotten_where_what_was_withdrawn_is_what_was_public():
    page = made.published(made.editor().actor)
    asked = {"page_id": page.pk, "seen_version": None}
    withdraw_page(actor=made.SYSTEM, reasons={"en": "Wrong."}, **asked)
    given = made.given(**{**made.said(page), "title_zh": "改了的题目"})
    edit_page(actor=made.editor().actor, given=given, **asked)
    approve(submit(page, langs=["zh"], notes={"zh": "题目有误。"}), langs=["zh"])

    assert Page.objects.get(pk=page.pk).writer_ids == []


def test_a_page_that_fails_at_its_hour_stops_no_other_and_its_people_hear_of_it():
    approver = made.editor()
    when = EventGiven(starts_on=dt.date(2026, 5, 1))
    broken = make_event(actor=made.SYSTEM, given=made.given(), event=when)
    whole = made.page()
    due = clock.now() + dt.timedelta(hours=1)
    for page in (broken, whole):
        approve(submit(page), approver.actor, due_at=due)
    EventFacts.objects.all().delete()

    assert at_its_hour() == 2

    assert states(whole) == {"zh": "published", "en": "published"}
    assert states(broken) == {"zh": "draft", "en": "draft"}
    assert "Publishing it failed" in broken.sides.get(lang="en").sent_back_reason
    told = Notification.objects.get(kind="communications.page.held_back")
    assert told.user_id == approver.pk
    assert at_its_hour() == 0


def test_only_its_reviewer_and_who_had_a_hand_cancels_an_approval(signed_in, client):
    writer, stranger = made.translator(), made.translator(language="en")
    page = made.submitted(writer.actor)
    approve(page, due_at=clock.now() + dt.timedelta(days=1))
    asked = {"page_id": page.pk, "seen_version": None, "langs": ["zh"], "reason": "Not yet."}
    with refused(Forbidden):
        send_back(actor=stranger.actor, **asked)
    signed_in(stranger)
    here = page.get_absolute_url()
    assert "send-back" not in client.get(here).content.decode()
    sent = {"langs": ["zh"], "reason": "Not yet.", "seen_version": page.version}
    assert client.post(f"{here}send-back/", sent).status_code == 403

    send_back(actor=writer.actor, **asked)
    send_back(actor=made.editor().actor, **{**asked, "langs": ["en"]})

    assert states(page) == {"zh": "draft", "en": "draft"}
