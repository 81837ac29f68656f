"""The task pages, through the client, as people use them."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Duty, Milestone, Progress, Task
from plenary.contexts.governance.services import BasisGiven, MilestoneGiven
from plenary.kernel.measures.services import make_hand_measure, report_figure
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import factories
from tests.factories import grant_role, unit, unit_user, user

pytestmark = pytest.mark.usefixtures("the_first_of_july")


@pytest.fixture
def office_client(signed_in):
    """The office, signed in."""
    return signed_in(grant_role(user(name="Office"), "office"))


@pytest.fixture
def liaison_client(client, commerce):
    """The leading unit's liaison, signed in."""
    client.force_login(unit_user(commerce))
    return client


def words_of(answer):
    return answer.content.decode()


def queries(client, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_list_is_filtered_and_sorted_by_its_address(office_client, commerce):
    factories.open_task(title_en="Late one", due_on=dt.date(2025, 5, 1), lead_unit_id=commerce.pk)
    factories.open_task(title_en="Early one", due_on=dt.date(2025, 12, 1), lead_unit_id=commerce.pk)
    factories.open_task(title_en="Elsewhere", due_on=dt.date(2025, 6, 1))

    text = words_of(office_client.get("/tasks/", {"unit": commerce.pk, "sort": "-due"}))

    assert text.index("Early one") < text.index("Late one")
    assert "Elsewhere" not in text
    assert "Late one" in words_of(office_client.get("/tasks/", {"light": "red", "q": "late"}))


def test_nonsense_in_the_address_shows_the_list_and_no_error(office_client):
    factories.open_task(title_en="Shown")

    answer = office_client.get(
        "/tasks/", {"unit": "x", "light": "blue", "sort": "drop", "page": "9" * 30, "due_from": "?"}
    )

    assert answer.status_code == 200
    assert "Shown" in words_of(answer)


def test_the_list_answers_htmx_with_its_results_alone(office_client):
    factories.open_task(title_en="Shown")

    text = words_of(office_client.get("/tasks/", headers={"hx-request": "true"}))

    assert "Shown" in text
    assert "<html" not in text


def test_the_list_speaks_chinese(office_client):
    factories.open_task(title_zh="完善服务体系", title_en="Services")

    text = words_of(office_client.get("/tasks/", headers={"accept-language": "zh-CN"}))

    assert "完善服务体系" in text
    assert "正常推进" in text


def test_list_and_board_ask_as_many_queries_for_twelve_tasks_as_for_one(office_client):
    addresses = ("/tasks/", "/board/", "/")
    factories.open_task()
    for address in addresses:
        office_client.get(address)  # the days off of a year are read once a minute
    one = [queries(office_client, address) for address in addresses]
    for _ in range(11):
        factories.open_task()

    assert [queries(office_client, address) for address in addresses] == one


def test_a_task_page_asks_as_many_queries_for_ten_parts_as_for_one(office_client):
    task = factories.open_task()
    factories.report(task)
    one = queries(office_client, task.get_absolute_url())
    for _ in range(9):
        duty = services.assign_duty(
            actor=SYSTEM, task_id=task.pk, role="responsible", unit_id=unit().pk
        )
        factories.report(task, unit_id=duty.unit_id)

    assert queries(office_client, task.get_absolute_url()) == one


def test_a_task_page_shows_the_light_its_reason_and_the_chain(office_client):
    directive = factories.directive(text_en="Refunds must be quicker")
    task = services.give_task(
        actor=SYSTEM,
        kind="directive",
        matter_id=directive.pk,
        given=factories.given(title_en="Quicker refunds", due_on=dt.date(2025, 6, 1)),
    )
    services.open_task(actor=SYSTEM, task_id=task.pk, seen_version=None)

    text = words_of(office_client.get(task.get_absolute_url()))

    assert "It is 30 days past its due date, 1 June 2025." in text
    assert f"#directive-{directive.pk}" in text
    assert directive.passage.get_absolute_url() in text


def test_a_unit_sees_its_own_task_and_no_other(liaison_client, commerce):
    own = factories.open_task(title_en="Own", lead_unit_id=commerce.pk)
    other = factories.open_task(title_en="Other")

    assert liaison_client.get(own.get_absolute_url()).status_code == 200
    assert liaison_client.get(other.get_absolute_url()).status_code == 404
    assert "Other" not in words_of(liaison_client.get("/tasks/"))


def test_the_office_makes_a_task_of_a_directive_and_lists_it(office_client, commerce):
    directive = factories.directive(text_en="Refunds must be quicker")
    draft = factories.task_list()

    answer = office_client.post(
        f"/tasks/new/directive/{directive.pk}/",
        {
            "title_en": "Quicker refunds",
            "lead_unit": commerce.pk,
            "due_on": "2025-09-30",
            "task_list": draft.pk,
        },
    )

    task = Task.objects.get()
    assert answer.headers["Location"] == task.get_absolute_url()
    assert task.entries.get().task_list == draft
    directive.refresh_from_db()
    assert directive.fate == "task"


def test_a_task_without_a_title_is_refused_at_the_field_and_nothing_is_kept(office_client):
    directive = factories.directive()

    answer = office_client.post(
        f"/tasks/new/directive/{directive.pk}/", {"title_zh": " ", "due_on": "31.12.2025"}
    )

    assert answer.status_code == 422
    assert not Task.objects.exists()
    assert "31.12.2025" in words_of(answer)


@pytest.mark.parametrize("role", ["leader", "verifier", "editor"])
def test_only_the_office_opens_the_form_for_a_new_task(signed_in, role):
    directive = factories.directive()
    client = signed_in(grant_role(user(), role))

    assert client.get(f"/tasks/new/directive/{directive.pk}/").status_code == 403
    assert client.get("/tasks/new/nothing/1/").status_code == 404


def test_a_stale_edit_is_told_what_changed_and_changes_nothing(office_client):
    task = factories.draft_task(title_en="First")
    services.edit_task(
        actor=SYSTEM, task_id=task.pk, seen_version=1, changes={"title_en": "Second"}
    )

    answer = office_client.post(
        f"/tasks/{task.pk}/edit/", {"seen_version": 1, "title_en": "Third", "title_zh": "甲"}
    )

    assert answer.status_code == 409
    assert "Second" in words_of(answer)
    task.refresh_from_db()
    assert task.title_en == "Second"


def test_a_task_in_force_is_edited_only_with_a_reason(office_client):
    task = factories.open_task(title_en="First")
    given = {
        "seen_version": task.version,
        "title_en": "Second",
        "title_zh": task.title_zh,
        "due_on": "2025-12-31",
    }

    refused = office_client.post(f"/tasks/{task.pk}/edit/", given)
    done = office_client.post(f"/tasks/{task.pk}/edit/", {**given, "reason": "clearer"})

    assert (refused.status_code, done.status_code) == (422, 302)
    task.refresh_from_db()
    assert task.title_en == "Second"


def test_a_unit_signs_reports_and_says_done_and_a_verifier_closes(liaison_client, commerce):
    task = factories.open_task(lead_unit_id=commerce.pk)
    duty = Duty.objects.get(task=task)

    signed = liaison_client.post(f"/tasks/{task.pk}/duties/{duty.pk}/sign/")
    form = f"/tasks/{task.pk}/progress/{commerce.pk}/"
    shown = words_of(liaison_client.get(form))
    assert 'inputmode="url"' in shown
    assert 'type="url"' not in shown, "a browser refuses an address without https:// there"
    wrong = liaison_client.post(form, {"done_zh": "完成三家。", "evidence_url": "not an address"})
    assert wrong.status_code == 422
    reported = liaison_client.post(
        form,
        {
            "done_zh": "完成三家。",
            "says_done": "on",
            "evidence_text": "台账",
            "evidence_url": "gov.example.org/12",
        },
    )
    task.refresh_from_db()
    liaison_client.force_login(grant_role(user(), "verifier"))
    closed = liaison_client.post(
        f"/tasks/{task.pk}/verify/",
        {"seen_version": task.version, "verdict": "accepted", "outcome_zh": "已核"},
    )

    assert [a.status_code for a in (signed, reported, closed)] == [302, 302, 302]
    task.refresh_from_db()
    assert (task.state, task.outcome_zh) == ("closed", "已核")
    assert list(Progress.objects.get().evidence.values_list("text", "url")) == [
        ("台账", "https://gov.example.org/12")
    ]


def test_an_empty_report_is_refused_in_plain_words_and_keeps_nothing(liaison_client, commerce):
    task = factories.open_task(lead_unit_id=commerce.pk)

    answer = liaison_client.post(f"/tasks/{task.pk}/progress/{commerce.pk}/", {"next_zh": "继续"})

    assert answer.status_code == 422
    assert "继续" in words_of(answer)
    assert not Progress.objects.exists()


def test_nobody_reports_for_another_unit(liaison_client, commerce):
    other = unit()
    task = factories.open_task(lead_unit_id=commerce.pk, responsible_unit_ids=(other.pk,))

    assert liaison_client.get(f"/tasks/{task.pk}/progress/{other.pk}/").status_code == 403


def test_a_return_without_a_reason_is_refused_and_the_task_stays_reported(office_client):
    task = factories.reported_task()
    office_client.force_login(grant_role(user(), "verifier"))

    answer = office_client.post(
        f"/tasks/{task.pk}/verify/", {"seen_version": task.version, "verdict": "returned"}
    )

    assert answer.status_code == 422
    task.refresh_from_db()
    assert task.state == "reported"


def test_a_closed_task_is_reopened_for_a_reason(office_client):
    task = factories.closed_task()

    refused = office_client.post(f"/tasks/{task.pk}/reopen/", {"seen_version": task.version})
    office_client.post(
        f"/tasks/{task.pk}/reopen/", {"seen_version": task.version, "reason": "figure was wrong"}
    )

    assert refused.status_code == 422
    task.refresh_from_db()
    assert task.state == "open"


def test_the_office_sets_a_light_by_hand_and_takes_it_back(office_client):
    task = factories.open_task()

    office_client.post(
        f"/tasks/{task.pk}/light/",
        {"seen_version": task.version, "light": "red", "reason": "partner withdrew"},
    )
    text = words_of(office_client.get(task.get_absolute_url()))
    task.refresh_from_db()
    shown = task.shown_light
    office_client.post(f"/tasks/{task.pk}/light/", {"seen_version": task.version, "remove": "1"})
    task.refresh_from_db()

    assert "partner withdrew" in text
    assert (shown, task.shown_light) == ("red", "green")


def test_milestones_and_duties_are_added_and_done(office_client):
    task = factories.draft_task()
    helper = unit(name_en="Helper")

    office_client.post(
        f"/tasks/{task.pk}/milestones/", {"title_en": "Half-way", "due_on": "2025-08-01"}
    )
    services.open_task(actor=SYSTEM, task_id=task.pk, seen_version=None)
    step = Milestone.objects.get()
    office_client.post(
        f"/tasks/{task.pk}/milestones/{step.pk}/done/", {"seen_version": step.version}
    )
    office_client.post(f"/tasks/{task.pk}/duties/", {"role": "supporting", "unit": helper.pk})

    step.refresh_from_db()
    assert step.done_on == dt.date(2025, 7, 1)
    assert task.duties.filter(unit=helper, role="supporting").exists()


@pytest.mark.parametrize("part", ["milestones", "duties", "light"])
def test_the_parts_of_a_task_have_pages_of_their_own_for_the_office_alone(
    office_client, client, commerce, part
):
    task = factories.open_task(lead_unit_id=commerce.pk)
    address = f"/tasks/{task.pk}/{part}/"

    shown = office_client.get(address)
    client.force_login(unit_user(commerce))

    assert shown.status_code == 200
    assert 'method="post"' in words_of(shown)
    assert client.get(address).status_code == 403


def test_the_history_has_a_page_with_the_reason_of_each_change(office_client):
    task = factories.open_task()
    services.override_light(
        actor=SYSTEM, task_id=task.pk, seen_version=None, light="red", reason="partner withdrew"
    )

    text = words_of(office_client.get(f"/tasks/{task.pk}/history/"))

    assert "set the light by hand" in text
    assert "partner withdrew" in text


def test_the_history_takes_as_many_queries_for_many_changes_as_for_few(office_client):
    short, long = factories.open_task(), factories.open_task()
    for day in range(1, 29):
        factories.add_step(long, MilestoneGiven(dt.date(2025, 8, day), title_en=f"Step {day}"))
    queries(office_client, "/tasks/")

    assert queries(office_client, f"/tasks/{short.pk}/history/") == queries(
        office_client, f"/tasks/{long.pk}/history/"
    )


def test_a_milestone_without_a_date_is_refused_on_the_page(office_client):
    task = factories.draft_task(milestones=(MilestoneGiven(dt.date(2025, 8, 1), title_en="Kept"),))

    answer = office_client.post(f"/tasks/{task.pk}/milestones/", {"title_en": "Undated"})

    assert answer.status_code == 422
    assert Milestone.objects.count() == 1


def test_a_unit_finds_what_it_owes(liaison_client, commerce):
    factories.open_task(title_en="To be signed", lead_unit_id=commerce.pk)

    text = words_of(liaison_client.get("/duties/"))

    assert "To be signed" in text
    assert "Everything is signed for" not in text


def test_a_reader_who_has_not_signed_in_sees_no_task(client, db):
    task = factories.open_task()

    for address in ("/tasks/", "/board/", "/duties/", task.get_absolute_url()):
        assert client.get(address).status_code == 302


def test_the_list_leaves_as_a_spreadsheet_and_as_csv_without_formulas(office_client):
    factories.open_task(title_zh="=1+1", title_en="@sum", due_on=dt.date(2025, 12, 31))
    factories.open_task(title_zh="别的", due_on=dt.date(2025, 12, 31))

    sheet = office_client.get("/tasks.xlsx", {"q": "sum"})
    plain = office_client.get("/tasks.csv", {"q": "sum"})

    cells = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(sheet.streaming_content)))
    assert cells.get_sheet_by_index(0).to_python()[1][1:3] == ["=1+1", "@sum"]
    lines = b"".join(plain.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "'=1+1,'@sum" in lines[1]


def test_a_unit_exports_only_what_it_sees(liaison_client, commerce):
    factories.open_task(title_en="Own", lead_unit_id=commerce.pk)
    factories.open_task(title_en="Other")

    text = b"".join(liaison_client.get("/tasks.csv").streaming_content).decode()

    assert "Own" in text
    assert "Other" not in text


def test_what_is_counted_already_stands_in_the_units_form(liaison_client, commerce):
    make_hand_measure(actor=SYSTEM, key="shops", name_zh="退税商店", name_en="Refund shops")
    report_figure(
        actor=SYSTEM,
        key="shops",
        unit_id=commerce.pk,
        starts_on=dt.date(2025, 7, 1),
        ends_on=dt.date(2025, 9, 30),
        value=37,
    )
    task = factories.open_task(
        lead_unit_id=commerce.pk, measures=(services.MeasureGiven("shops", 50),)
    )

    text = words_of(liaison_client.get(f"/tasks/{task.pk}/progress/{commerce.pk}/"))

    assert "2025-07-01 – 2025-09-30" in text
    assert "Counted already" in text
    assert "Refund shops: 37." in text


def test_a_draft_is_marked_in_every_list_and_found_or_left_out_by_its_state(office_client):
    factories.draft_task(title_en="Not adopted yet", release="internal")
    factories.open_task(title_en="In force")

    every = words_of(office_client.get("/tasks/"))
    rows = every.split("<tr>")
    assert "Draft, not in force" in next(row for row in rows if "Not adopted yet" in row)
    assert "Draft, not in force" not in next(row for row in rows if "In force</a>" in row)

    drafts = words_of(office_client.get("/tasks/", {"state": "draft"}))
    assert "Not adopted yet" in drafts
    assert "In force</a>" not in drafts
    in_force = words_of(office_client.get("/tasks/", {"state": "open"}))
    assert "Not adopted yet" not in in_force
    task = Task.objects.get(state="draft")
    assert "Draft, not in force" in words_of(office_client.get(task.get_absolute_url()))


def test_the_form_begins_with_nothing_new_and_folds_the_other_language_away(
    liaison_client, commerce
):
    task = factories.open_task(lead_unit_id=commerce.pk)
    address = f"/tasks/{task.pk}/progress/{commerce.pk}/"

    text = words_of(liaison_client.get(address))
    assert text.index("Nothing new: hand that in") < text.index('name="done_en"')
    assert text.index("<summary>Also in Chinese") < text.index('name="done_zh"')
    assert "Why it is late" not in text
    chinese = words_of(liaison_client.get(address, headers={"accept-language": "zh-hans"}))
    assert chinese.index('name="done_zh"') < chinese.index("<summary>同时填写英文")
    answer = liaison_client.post(address, {"is_nothing_new": "on"})

    assert answer.status_code == 302
    assert Progress.objects.get().is_nothing_new


def test_the_reason_is_asked_in_both_languages_only_where_the_task_is_late(
    liaison_client, commerce
):
    task = factories.open_task(lead_unit_id=commerce.pk, due_on=dt.date(2025, 5, 1))
    services.recompute_open_lights()

    text = words_of(liaison_client.get(f"/tasks/{task.pk}/progress/{commerce.pk}/"))

    assert text.index('name="reason_en"') < text.index("<summary>Also in Chinese")
    assert 'name="reason_zh"' in text


def test_what_was_typed_in_the_other_language_stands_open_after_a_refusal(liaison_client, commerce):
    task = factories.open_task(lead_unit_id=commerce.pk)
    address = f"/tasks/{task.pk}/progress/{commerce.pk}/"

    folded = words_of(liaison_client.post(address, {"next_en": "On we go"}))
    opened = words_of(liaison_client.post(address, {"next_zh": "继续"}))

    assert "<details open>" not in folded
    assert "<details open>" in opened


def test_no_page_links_a_unit_to_a_text_that_stays_closed_to_it(liaison_client, commerce):
    task = factories.open_task(
        lead_unit_id=commerce.pk, bases=[BasisGiven("directive", factories.directive().pk)]
    )
    factories.report(task)
    meeting = task.bases.get().directive.meeting

    for path in (task.get_absolute_url(), meeting.get_absolute_url()):
        answer = liaison_client.get(path)
        assert answer.status_code == 200
        assert "/documents/" not in answer.content.decode()


def test_a_unit_is_led_to_a_public_text(liaison_client, commerce):
    place = factories.passage(document=factories.document(release="public"))
    clause = factories.directive(passage_id=place.pk)
    task = factories.open_task(lead_unit_id=commerce.pk, bases=[BasisGiven("directive", clause.pk)])

    for path in (task.get_absolute_url(), clause.meeting.get_absolute_url()):
        assert place.get_absolute_url() in liaison_client.get(path).content.decode()


@pytest.mark.parametrize(("due_on", "offered"), [("2025-07-01", True), ("2025-06-30", False)])
def test_a_later_date_is_offered_until_the_date_and_not_after(
    liaison_client, commerce, due_on, offered
):
    task = factories.open_task(lead_unit_id=commerce.pk, due_on=dt.date.fromisoformat(due_on))

    html = liaison_client.get(task.get_absolute_url()).content.decode()

    assert ("/extension/" in html) is offered
