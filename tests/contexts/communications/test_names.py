"""Agreed names on pages: what is called otherwise keeps its language back until it is mended or explained."""

import datetime as dt

import pytest
from django.utils import translation

from plenary.contexts.communications.jobs import (
    look_at_names_given_up,
    look_at_renamed,
    publish_due,
)
from plenary.contexts.communications.models import Edition, Page, PageDates, Waiver
from plenary.contexts.communications.selectors import dates, naming
from plenary.contexts.communications.selectors.page_view import page_view
from plenary.contexts.communications.services import renaming
from plenary.contexts.communications.services.dating import review_page
from plenary.contexts.communications.services.forcing import force_page
from plenary.contexts.communications.services.naming import say_otherwise, take_name
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.sending import submit_page
from plenary.contexts.communications.services.writing import edit_page
from plenary.kernel.jobs.declaring import AGAIN
from plenary.kernel.notifications.models import Notification
from plenary.kernel.organisations.services import edit_organisation
from plenary.shared import clock
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.communications import factories as made
from tests.contexts.communications.refusals import refused
from tests.contexts.communications.test_kinds import guide, publish
from tests.factories import unit, unit_user

pytestmark = pytest.mark.django_db
DRIFTING = {
    "body_zh": "石景山区语言办公室开放窗口。\n\n详情见[说明](https://example.org/Language-Bureau)。",
    "body_en": "The Shijingshan Language Bureau opens a counter.\n\nSee the"
    " [notes](https://example.org/Language-Bureau).",
}
NAMELESS = {"body_zh": "石景山区语言办公室开门。", "body_en": "A counter has been opened."}
WANTED = "Shijingshan District Language Office"


@pytest.fixture
def bureau():
    return unit(name_zh="石景山区语言办公室", name_en=WANTED)


def submit(page, actor=made.SYSTEM, langs=made.BOTH):
    return submit_page(actor=actor, page_id=page.pk, seen_version=None, langs=langs)


def approve(page, actor=made.SYSTEM, langs=made.BOTH, **said):
    return approve_page(actor=actor, page_id=page.pk, seen_version=None, langs=langs, **said)


def answer(page, service=take_name, actor=made.SYSTEM, key=None, **said):
    key = key or naming.unanswered(page)[0].key
    return service(actor=actor, page_id=page.pk, seen_version=None, key=key, **said)


def test_a_name_called_otherwise_keeps_its_language_back_until_the_agreed_one_is_taken(bureau):
    writer, page = made.editor().actor, made.page(**DRIFTING)
    with refused(Refused, f"“Shijingshan Language Bureau” instead of “{WANTED}”"):
        submit(page)
    with refused(Refused, "Agreed names"):
        force_page(
            actor=writer,
            page_id=page.pk,
            seen_version=None,
            langs=["en"],
            reason="急",
            decided_by="值班领导",
        )
    with translation.override("zh-hans"):
        nameless = made.page(title_zh="另一页", title_en="Another page", **NAMELESS)
        with refused(Refused, f"“石景山区语言办公室”在另一语言中应称“{WANTED}”"):
            submit(nameless, langs=["en"])
    submit(page, langs=["zh"])
    view = page_view(writer, page.pk)
    assert {one.side.lang: [m.field for m in one.missing] for one in view.sides} == {
        "zh": [],
        "en": ["names"],
    }
    with refused(NotFound):
        answer(page, actor=unit_user(unit()).actor)
    with refused(Refused, "answered"):
        answer(page, key="0" * 64)

    answer(page, actor=writer)

    page = Page.objects.get(pk=page.pk)
    assert page.body_en == DRIFTING["body_en"].replace("Shijingshan Language Bureau", WANTED)
    assert writer.user_id in page.writer_ids
    assert naming.questions(page) == []
    submit(page, langs=["en"])
    approve(page)
    assert Edition.objects.count() == 2
    assert not Waiver.objects.exists()


def test_a_reason_stays_with_the_edition_and_only_while_just_that_sentence_stands(bureau):
    writer, second = made.editor(name="编辑").actor, made.editor().actor
    page = made.page(**DRIFTING)
    key = naming.unanswered(page)[0].key
    with refused(Refused, "reason"):
        answer(page, say_otherwise, writer, reason=" ")
    with refused(Refused, "secrecy marking"):
        answer(page, say_otherwise, writer, reason="机密★10年")
    answer(page, say_otherwise, writer, reason="引自原通稿。")
    with refused(Refused, "answered"):
        answer(page, say_otherwise, writer, key=key, reason="再答。")
    submit(page)
    with refused(Forbidden):
        approve(page, writer)
    assert [one.answer.reason for one in page_view(second, page.pk).names] == ["引自原通稿。"]
    approve(page, second)

    kept = Waiver.objects.get()
    assert (kept.kind, kept.lang, kept.made_by_name) == ("names", "en", "编辑")
    assert kept.edition == Edition.objects.get(lang="en")
    assert (kept.findings[0]["words"], kept.findings[0]["proposal"]) == (
        "Shijingshan Language Bureau",
        WANTED,
    )

    page = Page.objects.get(pk=page.pk)
    other = made.said(page) | {"summary_en": "Another summary."}
    _edit(page, **other)
    assert naming.unanswered(page) == []
    _edit(page, body_en=page.body_en.replace("a counter", "two counters"))
    assert [one.lang for one in naming.unanswered(page)] == ["en"]


def test_a_reason_for_a_former_name_and_one_beside_other_sentences_end_with_their_own_words(bureau):
    translation = "Shijingshan District Translation Office"
    with clock.at(clock.today() - dt.timedelta(days=9)):
        _rename(bureau, name_zh="石景山区翻译办公室", name_en=translation)
    page = made.page(
        body_zh="石景山区语言办公室开放窗口。欢迎光临。\n\n欢迎再来。",
        body_en="A counter opens. All are welcome.\n\nThe new room is open. Come again.",
    )
    (asked,) = naming.unanswered(page)
    assert (asked.lang, asked.said, asked.said_in) == ("zh", "石景山区语言办公室开放窗口。", "zh")
    answer(page, say_otherwise, reason="引文。")
    _edit(page, body_en=page.body_en.replace("Come again.", "Do come again."))
    assert naming.unanswered(page) == []
    _edit(page, body_zh=page.body_zh.replace("开放窗口", "开放新窗口"))
    assert [one.lang for one in naming.unanswered(page)] == ["zh"]

    _edit(
        page,
        body_zh="石景山区翻译办公室开放窗口。欢迎光临。",
        body_en="The Shijingshan Translation Bureau opens. A counter. All are welcome.",
    )
    answer(page, say_otherwise, reason="引文。")
    _edit(page, body_en=page.body_en.replace("All are", "Everybody is"))
    assert naming.unanswered(page) == []
    _edit(page, body_en=page.body_en.replace("opens", "has opened"))
    assert [one.lang for one in naming.unanswered(page)] == ["en"]


def test_what_is_not_proved_is_shown_and_keeps_nothing_back(client, bureau):
    page = made.page(
        body_zh="本区语言工作开放新窗口。", body_en=f"The {WANTED} opens a new counter."
    )
    client.force_login(made.editor())
    assert [(one.lang, one.drift.is_proof) for one in naming.questions(page)] == [("zh", False)]
    assert "to be looked at" in client.get(page.get_absolute_url()).content.decode()
    submit(page)
    approve(page)
    assert Edition.objects.count() == 2
    fair = made.page(body_zh="中国国际服务贸易交易会开幕。", body_en="It has been opened.")
    view = page_view(made.SYSTEM, fair.pk)
    assert [one.drift.name for one in view.names] == ["中国国际服务贸易交易会"]
    assert [one.words for one in view.found if one.words == "中国国际服务贸易交易会"] == []


def test_a_name_is_not_put_within_itself_nor_into_another_bodys(bureau):
    unit(name_zh="石景山区翻译与语言办公室", name_en=f"Translation Unit of the {WANTED}")
    with clock.at(clock.today() - dt.timedelta(days=9)):
        _rename(bureau, name_zh="石景山区语言办公室（外办）")
    page = made.page(
        body_zh="石景山区语言办公室（外办）与石景山区语言办公室通知北京市石景山区语言办公室。",
        body_en="Two offices tell a third.",
    )
    (asked,) = [one for one in naming.unanswered(page) if one.lang == "zh"]
    answer(page, key=asked.key)
    assert Page.objects.get(pk=page.pk).body_zh == (
        "石景山区语言办公室（外办）与石景山区语言办公室（外办）通知北京市石景山区语言办公室。"
    )


def test_a_reason_whose_sentence_changed_before_it_went_out_comes_to_nothing(bureau):
    page = made.page(**DRIFTING)
    answer(page, say_otherwise, reason="引文。")
    _edit(page, body_en=DRIFTING["body_en"].replace("Shijingshan Language Bureau", WANTED))
    submit(page)
    approve(page)
    gone = Waiver.objects.get()
    assert (gone.edition, gone.settled_at is not None) == (None, True)
    _edit(page, body_en=DRIFTING["body_en"])
    assert [one.lang for one in naming.unanswered(page)] == ["en"]


def test_a_record_renamed_after_the_approval_holds_the_page_back_at_its_hour(bureau):
    page = made.page(body_zh=DRIFTING["body_zh"], body_en=f"The {WANTED} opens a counter.")
    submit(page)
    approve(page, due_at=clock.now() + dt.timedelta(hours=1))
    _rename(bureau, name_en="Shijingshan District Translation Office")

    with clock.at(clock.today() + dt.timedelta(days=1)):
        assert publish_due.func() == 0

    side = page.sides.get(lang="en")
    assert side.state == "draft"
    assert "Shijingshan District Translation Office" in side.sent_back_reason


def test_pages_in_public_that_say_a_name_given_up_are_due_the_same_day(
    client, bureau, django_capture_on_commit_callbacks
):
    says = {"body_zh": DRIFTING["body_zh"], "body_en": f"The {WANTED} opens a counter."}
    page, other = made.published(**says), made.published()
    past = made.published(
        **{
            name: f"{text}\n\n{extra}"
            for (name, text), extra in zip(says.items(), ("旧闻。", "Old news."), strict=True)
        },
        held_on=dt.date(2020, 1, 2),
    )
    with django_capture_on_commit_callbacks(execute=True):
        _rename(bureau, name_en="Shijingshan District Translation Office")
    with clock.at(clock.now() + dt.timedelta(hours=1)):
        look_at_renamed.func("", WANTED)

    due = set(dates.due(made.SYSTEM))
    assert page in due
    assert other not in due
    (gone,) = page_view(made.SYSTEM, page.pk).gone_names
    assert (gone.name, gone.now) == (WANTED, "Shijingshan District Translation Office")
    assert page_view(made.SYSTEM, other.pk).gone_names == []
    client.force_login(made.editor())
    shown = client.get(page.get_absolute_url()).content.decode()
    assert f"“{WANTED}”, a name that was borne until " in shown
    assert past not in due
    assert page_view(made.SYSTEM, past.pk).gone_names == []
    assert naming.questions(past) == []
    assert look_at_renamed.func("", WANTED) == 0
    assert PageDates.objects.get(page=page).review_on == clock.today()


def test_a_renaming_whose_job_was_lost_is_found_at_night_in_batches_and_what_stays_is_left_alone(
    bureau, monkeypatch
):
    monkeypatch.setattr(renaming, "AT_ONCE", 1)
    says = {"body_zh": DRIFTING["body_zh"], "body_en": f"The {WANTED} opens a counter."}
    keeper = unit_user(bureau)
    page = made.published(**says, source_unit_id=bureau.pk)
    told = publish(
        guide(
            title_zh="指南",
            title_en="Guide",
            body_zh=f"1. {says['body_zh']}",
            body_en=f"1. {says['body_en']}",
            source_unit_id=bureau.pk,
        )
    )
    _rename(bureau, name_en="Shijingshan District Translation Office")
    assert not PageDates.objects.exists()

    assert look_at_names_given_up.func() == 1
    assert PageDates.objects.get().page == page
    assert _look_through() == 1
    assert PageDates.objects.get(page=page).review_on == clock.today()
    assert PageDates.objects.get(page=told).told_on == clock.today()
    (line,) = Notification.objects.filter(user=keeper)
    assert "Guide" in line.text_en

    review_page(actor=made.SYSTEM, page_id=page.pk, seen_version=None)
    with clock.at(clock.now() + dt.timedelta(days=1)):
        assert look_at_names_given_up.func() == 1
        assert _look_through() == 0
        assert page not in dates.due(made.SYSTEM)
    assert Notification.objects.filter(user=keeper).count() == 1
    with clock.at(clock.now() + dt.timedelta(days=9)):
        assert look_at_names_given_up.func() == 0


def test_the_page_and_the_second_person_are_shown_names_and_reasons(client, bureau):
    page = made.page(**DRIFTING)
    editor = made.editor()
    client.force_login(editor)
    shown = client.get(page.get_absolute_url()).content.decode()
    assert "Take the agreed name" in shown
    assert 'href="#names"' in shown
    key = naming.unanswered(page)[0].key
    asked = {"seen_version": page.version, "key": key}
    address = f"{page.get_absolute_url()}names/"
    assert client.post(f"{address}reason/", asked).status_code == 422
    assert client.get(f"{address}take/").status_code == 405

    told = client.post(f"{address}reason/", {**asked, "reason": "引自原通稿。"}, follow=True)
    assert "引自原通稿。" in told.content.decode()
    submit(page)
    client.force_login(made.editor())
    step = client.get(f"{page.get_absolute_url()}approve/").content.decode()
    assert "引自原通稿。" in step
    assert WANTED in step


def test_one_click_takes_the_agreed_name(client, bureau):
    page = made.page(**DRIFTING)
    client.force_login(made.editor())
    asked = {"seen_version": page.version, "key": naming.unanswered(page)[0].key}
    told = client.post(f"{page.get_absolute_url()}names/take/", asked, follow=True)
    assert "The page has the agreed name now." in told.content.decode()
    assert WANTED in Page.objects.get(pk=page.pk).body_en


def _edit(page, **changes):
    given = made.given(**{**made.said(page), **changes})
    edit_page(actor=made.SYSTEM, page_id=page.pk, seen_version=None, given=given)
    page.refresh_from_db()


def _look_through():
    """Do all batches of the job."""
    given = look_at_renamed.func("", WANTED)
    while isinstance(given, dict):
        given = look_at_renamed.func(**given[AGAIN])
    return given


def _rename(organisation, **names):
    edit_organisation(
        actor=made.SYSTEM,
        organisation_id=organisation.pk,
        seen_version=organisation.version,
        **names,
    )
