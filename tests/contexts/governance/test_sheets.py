"""Hand-over sheets, slips, circulars and leader's cards: kept as they were, in both languages."""

import datetime as dt
import html
import io
import zipfile

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document as Docx
from python_calamine import CalamineWorkbook

from plenary.contexts.governance import services
from plenary.contexts.governance.exports.sheet_table import COLUMNS
from plenary.contexts.governance.jobs import hand_over_posts
from plenary.contexts.governance.models import Duty, Sheet, Task
from plenary.contexts.governance.selectors.acts.waiting import waiting_for
from plenary.contexts.governance.services import MilestoneGiven
from plenary.kernel.notifications.models import Notification
from plenary.kernel.people import services as people
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused
from tests.contexts.governance import factories
from tests.contexts.governance.refusals import refused
from tests.factories import grant_role, person, post, unit, unit_user, user

pytestmark = pytest.mark.usefixtures("the_first_of_july", "db")

TODAY = dt.date(2025, 7, 1)


@pytest.fixture
def head(commerce):
    """The post of the leading unit's head, with a holder since 2020."""
    made = post(organisation=commerce, title_zh="局长", title_en="Head", is_leader=True)
    people.appoint(
        actor=SYSTEM, post=made, person=person(name_en="Old Wang"), since_on=dt.date(2020, 1, 1)
    )
    return made


@pytest.fixture
def task(commerce):
    made = factories.open_task(
        title_zh="提升退税便利度",
        title_en="Easier refunds",
        lead_unit_id=commerce.pk,
        due_on=dt.date(2025, 6, 20),
    )
    services.recompute_open_lights()
    return made


def succeeded(a_post, callbacks, **fields):
    successor = person(name_zh="李新", name_en="Li Xin", **fields)
    with callbacks(execute=True):
        people.succeed(actor=SYSTEM, post=a_post, person=successor, on=TODAY)
    return successor


def texts(sheet, lang="zh"):
    said = sheet.content[lang]
    lines = [line for item in said["items"] for line in [item["title"], *item["lines"]]]
    return "\n".join([said["title"], *said["overview"], *lines, *said["last"]])


def test_a_successor_inherits_and_gets_a_sheet(
    head, task, office, django_capture_on_commit_callbacks
):
    account = grant_role(user(), "leader", post=head)
    admin = grant_role(user(is_illustrative=True), "administrator")
    services.give_instruction(actor=office, task_id=task.pk, text_zh="请抓紧。", post_id=head.pk)

    successor = succeeded(head, django_capture_on_commit_callbacks)

    sheet = Sheet.objects.get()
    assert (sheet.kind, sheet.on, sheet.number) == ("handover", TODAY, 1)
    assert (sheet.person_id, sheet.former.name_en) == (successor.pk, "Old Wang")
    assert "在办任务1项，其中逾期1项" in texts(sheet)
    assert "时限：2025年6月20日" in texts(sheet)
    assert "未办结的批示：请抓紧。" in texts(sheet)
    assert "this post answers for 1 task: late 1" in texts(sheet, "en")
    assert "李新" not in str(sheet.content)
    told = Notification.objects.filter(kind="governance.post.handed_over")
    assert {one.user_id for one in told} == {account.pk, office.user_id}
    assert Notification.objects.get(kind="accounts.post.grants").user_id == admin.pk
    assert Duty.objects.get().unit_id == task.lead_unit_id


def test_the_successors_own_account_reads_the_sheet(
    client, head, task, django_capture_on_commit_callbacks
):
    successor = succeeded(head, django_capture_on_commit_callbacks)
    own = user(person=successor)
    sheet = Sheet.objects.get()
    client.force_login(own)
    assert client.get(sheet.get_absolute_url()).status_code == 200
    client.force_login(user())
    assert client.get(sheet.get_absolute_url()).status_code == 404


def test_a_hand_over_to_come_has_its_sheet_on_its_day(
    head, task, the_first_of_july, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        people.succeed(actor=SYSTEM, post=head, person=person(), on=TODAY + dt.timedelta(days=5))
    assert services.hand_posts_over() == 0
    the_first_of_july.shift(dt.timedelta(days=5))

    assert services.hand_posts_over() == 1

    sheet = Sheet.objects.get()
    assert (sheet.on, sheet.former.name_en) == (TODAY + dt.timedelta(days=5), "Old Wang")
    assert services.hand_posts_over() == 0


def test_the_sheet_stays_as_it_was(head, task, office, django_capture_on_commit_callbacks):
    succeeded(head, django_capture_on_commit_callbacks)
    before = texts(Sheet.objects.get())
    services.edit_task(
        actor=office, task_id=task.pk, seen_version=None, changes={"title_zh": "乙"}, reason="x"
    )
    assert texts(Sheet.objects.get()) == before


def test_a_sheet_that_was_missed_is_drawn_up_at_night_and_only_once(head, task):
    people.succeed(actor=SYSTEM, post=head, person=person(), on=TODAY)
    assert not Sheet.objects.exists()
    assert hand_over_posts.call() == 1
    assert hand_over_posts.call() == 0
    assert Sheet.objects.count() == 1


def test_no_sheet_without_duties_or_without_a_hand_over(
    commerce, django_capture_on_commit_callbacks
):
    first = post(organisation=commerce, is_leader=True)
    factories.open_task(lead_unit_id=commerce.pk)
    with django_capture_on_commit_callbacks(execute=True):
        people.appoint(actor=SYSTEM, post=first, person=person(), since_on=TODAY)
    idle = post()
    people.appoint(actor=SYSTEM, post=idle, person=person(), since_on=dt.date(2020, 1, 1))
    succeeded(idle, django_capture_on_commit_callbacks)
    assert not Sheet.objects.exists()


def test_a_post_that_falls_vacant_has_no_sheet_until_somebody_follows(
    head, task, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        people.end_holding(
            actor=SYSTEM, holding_id=head.holdings.get().pk, until_on=dt.date(2025, 6, 30)
        )
    assert not Sheet.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        people.appoint(actor=SYSTEM, post=head, person=person(), since_on=TODAY)
    assert Sheet.objects.get().former.name_en == "Old Wang"


def test_the_sheet_names_what_is_asked_for_and_moved(head, commerce, liaison, office):
    task = factories.open_task(
        title_zh="甲",
        lead_unit_id=commerce.pk,
        due_on=dt.date(2025, 8, 1),
        milestones=(MilestoneGiven(dt.date(2025, 7, 20), "名单"),),
    )
    factories.report(task, done_zh="已完成初稿。")
    Task.objects.update(first_due_on=dt.date(2025, 7, 10))
    services.ask_for_extension(
        actor=liaison,
        task_id=task.pk,
        unit_id=commerce.pk,
        wanted_on=dt.date(2025, 9, 1),
        reason="x",
    )

    sheet = services.draw_handover(actor=office, post_id=head.pk)

    text = texts(sheet)
    assert "时限：2025年8月1日（原定2025年7月10日）" in text
    assert "由2025年8月1日延至2025年9月1日" in text
    assert "最近进展：已完成初稿。" in text
    assert "职责：牵头" in text
    assert "first set: 10 July 2025" in texts(sheet, "en")


def test_a_word_left_open_on_closed_work_is_handed_over_and_still_waits_for_its_unit(
    client, head, commerce, liaison, office, django_capture_on_commit_callbacks
):
    leader = post(title_zh="副区长")
    task = factories.open_task(title_zh="甲", lead_unit_id=commerce.pk)
    instruction = services.give_instruction(
        actor=office, task_id=task.pk, text_zh="请说明。", post_id=leader.pk, unit_ids=[commerce.pk]
    )
    Task.objects.update(state="closed", closed_at=clock.now())

    succeeded(head, django_capture_on_commit_callbacks)

    sheet = Sheet.objects.get()
    assert list(sheet.spoken_of.values_list("task_id", flat=True)) == [task.pk]
    text = texts(sheet)
    assert "在办任务0项" in text
    assert "另有1项任务的批示尚未办结。" in text
    assert "未办结的批示：请说明。" in text
    assert "Further tasks with instructions not settled: 1." in texts(sheet, "en")
    given = services.draw_handover(actor=office, post_id=leader.pk)
    assert "未办结的批示：请说明。" in texts(given)
    assert "请说明。" in texts(services.draw_card(actor=office, post_id=leader.pk))
    assert [line.kind for line in waiting_for(liaison)] == ["instruction"]
    services.answer_instruction(
        actor=liaison, instruction_id=instruction.pk, unit_id=commerce.pk, text_zh="已办。"
    )
    assert not waiting_for(liaison)
    assert "批示" not in texts(services.draw_handover(actor=office, post_id=head.pk)).replace(
        "未办结的批示0件", ""
    )
    services.settle_instruction(actor=SYSTEM, instruction_id=instruction.pk, seen_version=None)
    assert "请说明。" not in texts(services.draw_card(actor=office, post_id=leader.pk))


def test_a_slip_says_why_and_leaves_room_for_a_receipt(office, liaison, commerce, task):
    sheet = services.draw_slip(
        actor=office,
        task_id=task.pk,
        unit_id=commerce.pk,
        reason="已逾期，且未报原因",
        answer_by=dt.date(2025, 7, 10),
    )

    assert "区商务局：已逾期，且未报原因。" in texts(sheet)
    assert "请于2025年7月10日前" in texts(sheet)
    assert "签收日期" in texts(sheet)
    assert sheet.content["zh"]["items"][0]["number"] == ""
    assert "by 10 July 2025" in texts(sheet, "en")
    assert "已逾期，且未报原因。" in texts(sheet, "en")
    both = services.draw_slip(
        actor=office,
        task_id=task.pk,
        unit_id=commerce.pk,
        reason="It is late and nobody said why",
        reason_other="已逾期，且未报原因",
    )
    assert "区商务局：已逾期，且未报原因。" in texts(both)
    assert "Bureau: It is late and nobody said why." in texts(both, "en")
    told = Notification.objects.filter(kind="governance.sheet.slip").earliest("pk")
    assert (told.user_id, told.url) == (liaison.user_id, sheet.get_absolute_url())


@pytest.mark.parametrize(
    ("fields", "match"),
    [
        ({"reason": " "}, "why"),
        ({"reason": "机密★一年"}, "marking"),
        ({"reason_other": "机密★一年"}, "marking"),
        ({"answer_by": dt.date(2025, 6, 30)}, "past"),
    ],
)
def test_a_slip_that_says_too_little_is_refused(office, commerce, task, fields, match):
    given = {"task_id": task.pk, "unit_id": commerce.pk, "reason": "x", **fields}
    with refused(Refused, match):
        services.draw_slip(actor=office, **given)


def test_a_slip_goes_to_a_unit_with_a_part_in_work_under_way(office, commerce, task):
    stranger = unit()
    draft = factories.draft_task(lead_unit_id=commerce.pk)
    with refused(Refused, "no part"):
        services.draw_slip(actor=office, task_id=task.pk, unit_id=stranger.pk, reason="x")
    with refused(Refused, "not under way"):
        services.draw_slip(actor=office, task_id=draft.pk, unit_id=commerce.pk, reason="x")


def test_a_circular_shows_what_is_late_and_who_is_silent(client, office, the_first_of_july):
    late = factories.draft_task(
        title_zh="逾期任务", title_en="Late one", due_on=dt.date(2025, 5, 1)
    )
    fine = factories.draft_task(title_zh="正常任务", due_on=dt.date(2025, 12, 1))
    silent = factories.draft_task(
        title_zh="未报任务", title_en="Unreported", due_on=dt.date(2025, 12, 2)
    )
    task_list = factories.task_list(name_en="Key tasks")
    with refused(Refused, "adopted"):
        services.draw_circular(actor=office, list_id=task_list.pk)
    for one in (late, fine, silent):
        services.add_task_to_list(actor=office, list_id=task_list.pk, task_id=one.pk)
    services.adopt_list(
        actor=office,
        list_id=task_list.pk,
        seen_version=None,
        adopted_on=dt.date(2025, 1, 5),
        owed="待补",
    )
    Duty.objects.update(assigned_at=dt.datetime(2025, 1, 5, tzinfo=dt.UTC))
    for one in (late, fine):
        one.refresh_from_db()
        factories.report(one)
    the_first_of_july.move_to(dt.datetime(2025, 7, 28, 4, tzinfo=dt.UTC))
    services.recompute_open_lights()

    sheet = services.draw_circular(actor=office, list_id=task_list.pk)
    client.force_login(grant_role(user(), "office"))

    for lang, numbers, silent_one, counted, heading in (
        ("zh", ["第1项", "第3项"], "第3项　未报任务（", "共有任务3项", "逾期和需要关注的任务"),
        (
            "en",
            ["Item 1", "Item 3"],
            "Item 3. Unreported (",
            "“Key tasks” has 3 tasks",
            "Late tasks",
        ),
    ):
        said = sheet.content[lang]
        assert [item["number"] for item in said["items"]] == numbers
        assert [line.startswith(silent_one) for line in said["last"]] == [True]
        assert counted in said["overview"][0]
        page = client.get(f"{sheet.get_absolute_url()}?lang={lang}").content.decode()
        address = f"{sheet.get_absolute_url()}sheet.{lang}"
        docx, pdf = (client.get(f"{address}.{ending}").content for ending in ("docx", "pdf"))
        words = "\n".join(one.text for one in Docx(io.BytesIO(docx)).paragraphs)
        printed = "".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(pdf))
        for text in (said["title"], heading, silent_one, *(x["title"] for x in said["items"])):
            assert text in html.unescape(page), (lang, text)
            assert squeezed(text) in squeezed(words), (lang, text)
            assert squeezed(text) in squeezed(printed), (lang, text)
        assert sheet.digest[:12] in words


def squeezed(text):
    """Text without its spaces and line ends, which a printed page sets as it likes."""
    return "".join(text.split())


def test_a_card_holds_what_a_leader_answers_for(office, task):
    held = post(is_leader=True, title_zh="副区长", title_en="Deputy Mayor")
    services.assign_duty(actor=office, task_id=task.pk, role="accountable", post_id=held.pk)
    leader = grant_role(user(), "leader", post=held).actor
    services.give_instruction(actor=leader, task_id=task.pk, text_zh="我自己的", post_id=held.pk)

    sheet = services.draw_card(actor=leader, post_id=held.pk)

    assert "提升退税便利度" in texts(sheet)
    assert sheet.content["zh"]["last"] == ["我自己的"]
    other = grant_role(user(), "leader").actor
    with refused(Forbidden):
        services.draw_card(actor=other, post_id=held.pk)
    with refused(NotFound):
        services.draw_card(actor=office, post_id=987654)


def test_a_card_begins_with_what_is_late_counts_and_says_a_common_part_once(office, task):
    held = post(is_leader=True)
    fine = factories.open_task(title_zh="正常", due_on=dt.date(2025, 7, 10))
    for one in (fine, task):
        services.assign_duty(actor=office, task_id=one.pk, role="accountable", post_id=held.pk)
    Task.objects.filter(pk=fine.pk).update(light="green", shown_light="green")
    Task.objects.filter(pk=task.pk).update(
        light="red", shown_light="red", due_on=dt.date(2025, 8, 1)
    )

    sheet = services.draw_card(actor=office, post_id=held.pk)

    found = sheet.content["zh"]["items"]
    assert [one["task"] for one in found] == [task.pk, fine.pk]
    assert [one["number"] for one in found] == ["1.", "2."]
    assert texts(sheet).count("分管领导。") == 1
    assert texts(sheet, "en").count("accountable leader") == 1
    handed = services.draw_handover(actor=office, post_id=held.pk)
    assert [one["task"] for one in handed.content["en"]["items"]] == [task.pk, fine.pk]


def test_sheets_are_numbered_by_kind_and_year(office, commerce, task, the_first_of_july):
    def slip():
        return services.draw_slip(
            actor=office, task_id=task.pk, unit_id=commerce.pk, reason="x"
        ).number

    assert [slip(), slip()] == [1, 2]
    the_first_of_july.move_to(dt.datetime(2026, 1, 5, 4, tzinfo=dt.UTC))
    assert slip() == 1


def test_the_files_say_what_the_page_says(client, head, commerce, task):
    client.force_login(grant_role(user(), "office"))
    sheet = services.draw_handover(actor=SYSTEM, post_id=head.pk)
    page = client.get(f"{sheet.get_absolute_url()}?lang=zh").content.decode()
    assert "在办任务1项" in page
    assert f"/tasks/{task.pk}/" in page
    made = client.get(f"{sheet.get_absolute_url()}sheet.zh.docx")
    words = "\n".join(one.text for one in Docx(io.BytesIO(made.content)).paragraphs)
    for line in sheet.content["zh"]["items"][0]["lines"]:
        assert line in words
    pdf = client.get(f"{sheet.get_absolute_url()}sheet.en.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert client.get(f"{sheet.get_absolute_url()}sheet.fr.pdf").status_code == 404
    assert client.get(f"{sheet.get_absolute_url()}sheet.en.exe").status_code == 404


def test_slips_leave_as_one_table_in_which_nothing_is_a_formula(client, office, commerce, task):
    odd = factories.open_task(title_zh="=1+1", lead_unit_id=commerce.pk)
    for number, about in enumerate((task, task, odd)):
        services.draw_slip(
            actor=office, task_id=about.pk, unit_id=commerce.pk, reason=f"@请抓紧{number}"
        )
    client.force_login(grant_role(user(), "office"))

    def rows(address):
        content = io.BytesIO(b"".join(client.get(address).streaming_content))
        with zipfile.ZipFile(content) as book:
            assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
        content.seek(0)
        return CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()

    one = Sheet.objects.latest("pk")
    alone = rows(f"{one.get_absolute_url()}sheet.zh.xlsx")
    every = rows("/sheets/sheets.zh.xlsx?kind=slip")
    of_task = rows(f"/sheets/sheets.en.xlsx?task={task.pk}&unit={commerce.pk}&q=refunds")

    assert alone[0] == [zh for zh, _en, _width in COLUMNS]
    assert of_task[0] == [en for _zh, en, _width in COLUMNS]
    assert (len(alone), len(every), len(of_task)) == (2, 4, 3)
    assert every[1] == alone[1]
    assert alone[1][5] == "'=1+1"
    assert "请抓紧2" in alone[1][3]
    assert of_task[1][2] == commerce.name_en
    assert rows("/sheets/sheets.en.xlsx?kind=card&since=x")[1:] == []
    assert client.get("/sheets/sheets.fr.xlsx").status_code == 404
    assert "No sheet matches." in client.get("/sheets/?q=zzzz").content.decode()
    client.force_login(unit_user(unit()))
    assert len(rows("/sheets/sheets.zh.xlsx")) == 1
    assert client.get(f"{one.get_absolute_url()}sheet.zh.xlsx").status_code == 404


def test_the_pages_draw_sheets_up_and_list_them(client, head, commerce, task):
    client.force_login(grant_role(user(), "office"))
    assert f"/tasks/{task.pk}/slip/" in client.get(f"/tasks/{task.pk}/").content.decode()
    assert (
        f"/sheets/post/{head.pk}/"
        in client.get(reverse("workspace:post", args=[head.pk])).content.decode()
    )
    wrong = client.post(f"/tasks/{task.pk}/slip/", {"unit": "", "reason": ""})
    assert wrong.status_code == 422
    client.post(f"/tasks/{task.pk}/slip/", {"unit": commerce.pk, "reason": "Late"})
    client.post(f"/sheets/post/{head.pk}/", {"card": "1"})
    client.post(f"/sheets/post/{head.pk}/", {"handover": "1"})
    assert set(Sheet.objects.values_list("kind", flat=True)) == {"slip", "card", "handover"}
    assert "Hand-over sheet: Head" in client.get(f"/sheets/post/{head.pk}/").content.decode()
    assert client.post("/sheets/circular/", {"task_list": ""}).status_code == 422
    slips = client.get("/sheets/?kind=slip").content.decode()
    assert "Supervision slip: Easier refunds" in slips
    assert "Hand-over sheet: Head" not in slips
    slip = Sheet.objects.get(kind="slip")
    assert slip.get_absolute_url() in client.get(f"/tasks/{task.pk}/").content.decode()

    client.force_login(unit_user(commerce))
    assert client.get(slip.get_absolute_url()).status_code == 200
    assert client.get(f"/tasks/{task.pk}/slip/").status_code == 403
    assert client.post(f"/sheets/post/{head.pk}/", {"card": "1"}).status_code == 403
    client.force_login(unit_user(unit()))
    assert client.get(slip.get_absolute_url()).status_code == 404
    assert client.get(f"/sheets/post/{head.pk}/").status_code == 404


def test_a_sheet_of_fifty_tasks_takes_as_many_queries_as_one_of_one(office, commerce, head):
    def counted():
        with CaptureQueriesContext(connection) as seen:
            services.draw_handover(actor=office, post_id=head.pk)
        return len(seen)

    factories.open_task(lead_unit_id=commerce.pk)
    other = factories.open_task()
    services.give_instruction(actor=office, task_id=other.pk, text_zh="x", post_id=head.pk)
    one = counted()
    for _ in range(19):
        factories.open_task(lead_unit_id=commerce.pk)
        closed = factories.open_task()
        services.give_instruction(actor=office, task_id=closed.pk, text_zh="x", post_id=head.pk)
    assert counted() == one
