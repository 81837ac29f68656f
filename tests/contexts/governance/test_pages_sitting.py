"""The secretary's screen: one page, each line saved by itself, with and without JavaScript."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Decision, ItemPresence, Task
from plenary.contexts.governance.services import AttendeeGiven, sitting
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import page_records as made
from tests.factories import body, grant_role, person, post, unit, unit_user, user

CHINESE = {"HTTP_ACCEPT_LANGUAGE": "zh-CN"}
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def desk(client, db):
    """The office, signed in."""
    client.force_login(grant_role(user(name="Desk"), "office"))
    return client


@pytest.fixture
def held(db):
    return made.meeting()


def sheet(meeting, count=2):
    """A chair and others, each in a post."""
    services.record_attendance(
        actor=SYSTEM,
        meeting_id=meeting.pk,
        attendees=[AttendeeGiven(person().pk, (post().pk,), is_chair=n == 0) for n in range(count)],
    )
    return list(meeting.attendances.all())


def item(meeting, **fields):
    start = {"kind": "review", "text_zh": "年度报告", "text_en": "The annual report"}
    return services.add_agenda_item(actor=SYSTEM, meeting_id=meeting.pk, **{**start, **fields})


def decision(of):
    return sitting.decide(actor=SYSTEM, item_id=of.pk, seen_last=0, kind="adopted")


def text_of(answer):
    return answer.content.decode()


def address(meeting):
    return f"/meetings/{meeting.pk}/record/"


def test_every_pair_on_the_screen_is_checked_as_it_is_typed_and_answers_in_its_own_place(
    desk, held
):
    of = item(held)
    made_of = decision(of)

    page = text_of(desk.get(address(held)))

    assert page.count('class="remarks"') == 3
    for stem, place in (
        ("text", f"add-{of.pk}"),
        ("text", f"decision-{made_of.pk}"),
        ("title", f"decision-{made_of.pk}-title"),
    ):
        assert (
            f'hx-post="/check/fields/?zh={stem}_zh&amp;en={stem}_en" hx-params="{stem}_zh,{stem}_en" '
            f'hx-target="this" hx-swap="innerHTML" hx-trigger="intersect once, '
            f'change from:#{place}-zh, change from:#{place}-en"'
        ) in page
        assert f'id="{place}-zh"' in page
        assert f'id="{place}-en"' in page


def test_the_screen_leads_from_the_meeting_and_shows_everything_on_it(desk, held):
    sheet(held)
    decision(item(held))

    assert address(held) in text_of(desk.get(held.get_absolute_url()))
    text = text_of(desk.get(address(held)))

    assert "Record the decision" in text
    assert "The annual report: adopted." in text
    assert "2 in the room" in text


def test_the_screen_speaks_chinese(desk, held):
    sheet(held)
    item(held)

    text = text_of(desk.get(address(held), **CHINESE))

    assert "会议记录" in text
    assert "记下议定事项" in text


def test_only_who_keeps_meetings_may_open_the_screen(client, held):
    client.force_login(grant_role(user(), "leader"))
    assert client.get(address(held)).status_code == 403
    client.force_login(unit_user(unit()))
    assert client.get(address(held)).status_code == 404
    assert client.post(f"/meetings/record/item/{item(held).pk}/decide/").status_code == 404


def fill(rows):
    held = made.meeting(body_id=body().pk)
    for one in sheet(held, rows)[1:]:
        sitting.set_status(
            actor=SYSTEM,
            attendance_id=one.pk,
            seen_version=None,
            status="substitute",
            stand_in_en="Deputy",
        )
    last = held.attendances.last()
    for n in range(rows):
        at = item(held, text_en=f"Matter {n}")
        services.make_task(
            actor=SYSTEM,
            basis=services.BasisGiven("decision", decision(at).pk),
            given=services.TaskGiven(
                title_en=f"Task {n}", lead_unit_id=unit().pk, due_on=dt.date(2027, 1, 1)
            ),
        )
        sitting.note_presence(actor=SYSTEM, attendance_id=last.pk, item_id=at.pk, kind="withdrew")
    return held


def test_the_screen_takes_the_same_queries_for_three_rows_and_sixty(desk, held):
    counts = []
    for rows in (3, 60):
        full = fill(rows)
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(address(full)).status_code == 200
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_a_status_is_saved_and_leads_back_to_its_line(desk, held):
    one = sheet(held)[1]
    where = f"/meetings/record/person/{one.pk}/"

    answer = desk.post(where, {"part": "excused", "seen_version": 1})

    assert answer["Location"] == f"{address(held)}#who-{one.pk}"
    one.refresh_from_db()
    assert one.status == "excused"


def test_a_late_status_shows_the_other_one_and_keeps_what_was_typed(desk, held):
    one = sheet(held)[1]
    where = f"/meetings/record/person/{one.pk}/"
    desk.post(where, {"part": "excused", "seen_version": 1})
    typed = {"part": "substitute", "stand_in_en": "Deputy Head Wu", "seen_version": 1}

    answer = desk.post(where, typed, **HTMX)

    text = text_of(answer)
    assert answer.status_code == 409
    assert "Deputy Head Wu" in text
    assert "Excused" in text
    assert "<html" not in text
    again = desk.post(where, typed | {"seen_version": 2})
    assert again.status_code == 302
    one.refresh_from_db()
    assert one.stand_in_en == "Deputy Head Wu"


def test_a_substitute_without_a_name_is_asked_for_on_the_line_itself(desk, held):
    one = sheet(held)[1]

    answer = desk.post(
        f"/meetings/record/person/{one.pk}/", {"part": "substitute", "seen_version": 1}
    )

    assert answer.status_code == 422
    assert "Write who came in this person&#39;s stead." in text_of(answer)
    assert "Record the meeting" in text_of(answer)


def test_a_note_of_an_item_is_made_and_taken_back(desk, held):
    one, at = sheet(held)[1], item(held)
    where = f"/meetings/record/item/{at.pk}/presence/"

    answer = desk.post(where, {"attendance": one.pk, "kind": "withdrew"}, **HTMX)

    assert "1 in the room" in text_of(answer)
    assert desk.post(where, {"attendance": one.pk, "kind": "withdrew"}).status_code == 422
    assert desk.post(where, {"attendance": "x", "kind": "withdrew"}).status_code == 422
    noted = ItemPresence.objects.get()
    back = desk.post(f"/meetings/record/presence/{noted.pk}/")
    assert back["Location"] == f"{address(held)}#presence-{at.pk}"
    assert desk.post(f"/meetings/record/presence/{noted.pk}/").status_code == 404


def test_two_secretaries_record_on_one_item_and_lose_nothing(desk, held):
    at = item(held)
    where = f"/meetings/record/item/{at.pk}/decide/"
    first = desk.post(where, {"kind": "noted", "seen_last": 0})
    assert f"#decision-{Decision.objects.get().pk}" in first["Location"]

    late = desk.post(
        where, {"kind": "adopted", "text_en": "Agreed in full.", "seen_last": 0}, **HTMX
    )

    text = text_of(late)
    assert late.status_code == 409
    assert "Agreed in full." in text
    assert "The annual report: heard and noted." in text
    assert Decision.objects.count() == 1
    seen = Decision.objects.get().pk
    again = desk.post(
        where, {"kind": "adopted", "text_en": "Agreed in full.", "seen_last": seen}, **HTMX
    )
    assert "Agreed in full." in text_of(again)
    assert "heard and noted" not in text_of(again), "what was there already is not shown twice"
    assert [d.number for d in held.decisions.all()] == [1, 2]


def test_a_wording_is_changed_in_place_and_refused_without_a_text(desk, held):
    one = decision(item(held))
    where = f"/meetings/record/decision/{one.pk}/"

    faulty = desk.post(where, {"kind": "adopted", "seen_version": 1})
    saved = desk.post(where, {"kind": "amended", "text_en": "With changes.", "seen_version": 1})
    late = desk.post(where, {"kind": "noted", "text_en": "Only heard.", "seen_version": 1})

    assert (faulty.status_code, saved.status_code, late.status_code) == (422, 302, 409)
    assert "Only heard." in text_of(late)
    one.refresh_from_db()
    assert (one.kind, one.text_en) == ("amended", "With changes.")


def test_a_task_is_made_on_the_spot_by_the_units_name(desk, held):
    one = decision(item(held))
    lead = unit(name_zh="区文旅局", name_en="Culture and Tourism Bureau")
    where = f"/meetings/record/decision/{one.pk}/task/"
    typed = {"title_en": "Print the report", "due_on": "2027-03-01"}

    unknown = desk.post(where, typed | {"lead_unit": "Cultur and Tourism Burea"}, **HTMX)
    nobody = desk.post(where, typed | {"lead_unit": "zzz"}, **HTMX)
    undated = desk.post(where, {"title_en": "Print", "lead_unit": lead.name_en})
    answer = desk.post(where, typed | {"lead_unit": "区文旅局"}, **HTMX)

    assert unknown.status_code == nobody.status_code == undated.status_code == 422
    assert "Did you mean: " in text_of(unknown)
    assert "Print the report" in text_of(unknown)
    assert "No unit bears this name." in text_of(nobody)
    task = Task.objects.get()
    assert (task.lead_unit_id, task.due_on) == (lead.pk, dt.date(2027, 3, 1))
    assert task.get_absolute_url() in text_of(answer)
    one.refresh_from_db()
    assert one.fate == "task"


def test_a_decision_that_needs_no_action_says_why(desk, held):
    one = decision(item(held))
    where = f"/meetings/record/decision/{one.pk}/no-action/"

    assert desk.post(where, {"reason": " "}).status_code == 422
    assert desk.post(where, {"reason": "Heard only"}).status_code == 302
    assert desk.post(where, {"reason": "Again"}).status_code == 422
    one.refresh_from_db()
    assert one.fate_reason == "Heard only"


def test_a_closed_meeting_is_only_looked_at(desk, held):
    at = item(held)
    services.close_meeting(actor=SYSTEM, meeting_id=held.pk, seen_version=None)

    text = text_of(desk.get(address(held)))

    assert "The meeting is closed" in text
    assert "Record the decision" not in text
    assert (
        desk.post(
            f"/meetings/record/item/{at.pk}/decide/", {"kind": "noted", "seen_last": 0}
        ).status_code
        == 422
    )


def test_the_screen_tells_what_others_have_recorded_since_and_not_what_one_did_oneself(desk, held):
    one, at = sheet(held)[1], item(held)
    other = grant_role(user(name="Second"), "office").actor
    page = text_of(desk.get(address(held)))
    since = int(page.split("record/news/?since=")[1].split('"')[0])
    desk.post(f"/meetings/record/item/{at.pk}/decide/", {"kind": "noted", "seen_last": 0})
    mine = Decision.objects.get()

    quiet = text_of(desk.get(f"{address(held)}news/?since={since}"))
    sitting.set_status(actor=other, attendance_id=one.pk, seen_version=1, status="excused")
    theirs = sitting.decide(actor=other, item_id=at.pk, seen_last=mine.pk, kind="adopted")
    made.decision(made.meeting())
    told = text_of(desk.get(f"{address(held)}news/?since={since}"))

    assert "<li>" not in quiet
    assert told.count("Second") == 2
    assert f'id="who-{one.pk}" hx-swap-oob' in told
    assert f'id="presence-{at.pk}-told" hx-swap-oob' in told
    assert f'id="presence-{at.pk}" hx-swap-oob' not in told, "a form in use is left alone"
    assert f'hx-swap-oob="beforebegin:#add-{at.pk}"' in told
    assert f'id="decision-{theirs.pk}"' in told
    assert f'id="decision-{mine.pk}"' not in told
    assert f'name="seen_last" value="{theirs.pk}" hx-swap-oob' in told
    upto = told.split("record/news/?since=")[1].split('"')[0]
    assert "Second" not in text_of(desk.get(f"{address(held)}news/?since={upto}"))


def test_news_of_a_sitting_are_for_who_keeps_it(client, held):
    client.force_login(grant_role(user(), "leader"))
    assert client.get(f"{address(held)}news/").status_code == 403


def test_what_is_saved_in_place_shows_beside_it_what_the_check_of_its_words_remarks(desk, held):
    one, left_empty = item(held), item(held, text_en="The  annual report")
    given = {"seen_last": 0, "kind": "adopted", "text_zh": "年度报告", "text_en": "Annual  report"}

    made = text_of(desk.post(f"/meetings/record/item/{one.pk}/decide/", given, **HTMX))
    record = one.decisions.get()
    empty = {"seen_last": 0, "kind": "adopted"}
    worded = text_of(desk.post(f"/meetings/record/item/{left_empty.pk}/decide/", empty, **HTMX))
    right = {"kind": "adopted", "text_zh": "年度报告", "text_en": "Annual report"}
    put_right = {**right, "seen_version": record.version}
    saved = text_of(desk.post(f"/meetings/record/decision/{record.pk}/", put_right, **HTMX))

    for answer in (made, worded):
        assert "Two spaces where one belongs." in answer
    assert made.index(f'id="decision-{record.pk}"') < made.index("Two spaces where")
    assert "remark-list" not in saved
