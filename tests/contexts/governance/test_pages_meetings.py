"""The pages of meetings: list, record, agenda, attendance, outcomes."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Attendance, Decision, Directive, Meeting, Topic
from plenary.kernel.people.models import Holding, Person
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import page_records as made
from tests.factories import body, grant_role, person, post, unit, unit_user, user

CHINESE = {"HTTP_ACCEPT_LANGUAGE": "zh-CN"}


@pytest.fixture
def desk(client, db):
    """The office, signed in."""
    client.force_login(grant_role(user(name="Desk"), "office"))
    return client


@pytest.fixture
def reader(client, db):
    """A leader, signed in: reads everything, keeps nothing."""
    client.force_login(grant_role(user(name="Leader"), "leader"))
    return client


def queries(client, address):
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(seen)


def text_of(answer):
    return answer.content.decode()


def test_nobody_sees_a_meeting_without_signing_in(client, db):
    held = made.meeting()

    for address in ("/meetings/", held.get_absolute_url(), "/meetings/new/"):
        answer = client.get(address)

        assert answer.status_code == 302
        assert "/accounts/" in answer["Location"]


def test_the_empty_list_leads_to_a_new_meeting_for_those_who_may(desk):
    text = text_of(desk.get("/meetings/"))

    assert "/meetings/new/" in text
    assert "/readings/new/" in text


def test_the_empty_list_offers_nothing_to_those_who_may_not(reader):
    text = text_of(reader.get("/meetings/"))

    assert "No meeting has been recorded yet." in text
    assert "/meetings/new/" not in text


def test_the_list_counts_what_has_no_fate(reader):
    held = made.meeting()
    made.directive(held)
    made.decision(held)

    text = text_of(reader.get("/meetings/"))

    assert "2 not settled" in text


def test_the_list_is_filtered_by_what_stands_in_the_address(reader):
    made.meeting(title_en="First sitting", held_on=dt.date(2025, 5, 1))
    other = made.meeting(title_en="Second sitting", is_held=False)

    assert "First sitting" not in text_of(reader.get("/meetings/", {"year": 2026}))
    assert "First sitting" not in text_of(reader.get("/meetings/", {"state": "planned"}))
    assert "First sitting" not in text_of(reader.get("/meetings/", {"body": other.body_id}))
    assert "First sitting" in text_of(reader.get("/meetings/", {"year": "never"}))


def test_the_list_takes_the_same_queries_for_one_meeting_and_twelve(reader):
    made.directive(made.meeting())
    one = queries(reader, "/meetings/")
    for _n in range(11):
        made.directive(made.meeting())

    assert queries(reader, "/meetings/") == one


def full_meeting(rows):
    held = made.meeting()
    post_of = post()
    for n in range(rows):
        clause = made.directive(held)
        services.give_task(
            actor=SYSTEM,
            kind="directive",
            matter_id=clause.pk,
            given=services.TaskGiven(title_en=f"Task {n}", lead_unit_id=unit().pk),
        )
        made.decision(held)
        services.add_agenda_item(
            actor=SYSTEM, meeting_id=held.pk, kind="hear", text_en=f"Matter {n}"
        )
        made.requirement(meeting_id=held.pk, body_id=body().pk)
    services.record_attendance(
        actor=SYSTEM,
        meeting_id=held.pk,
        attendees=[services.AttendeeGiven(person().pk, (post_of.pk,)) for _n in range(rows)],
        groups=[services.GroupGiven(text_en=f"Group {n}") for n in range(rows)],
    )
    return held


def test_a_meetings_page_takes_the_same_queries_for_one_row_and_twelve(desk):
    small, large = full_meeting(1), full_meeting(12)
    queries(desk, small.get_absolute_url())

    assert queries(desk, large.get_absolute_url()) == queries(desk, small.get_absolute_url())


def test_the_attendance_sheet_takes_the_same_queries_for_one_row_and_twelve(desk):
    small, large = full_meeting(1), full_meeting(12)
    queries(desk, f"/meetings/{small.pk}/attendance/")

    assert queries(desk, f"/meetings/{large.pk}/attendance/") == queries(
        desk, f"/meetings/{small.pk}/attendance/"
    )


def test_a_meetings_page_shows_both_sides_and_where_each_clause_stands(reader):
    held = made.meeting()
    clause = made.directive(held)

    text = text_of(reader.get(held.get_absolute_url()))

    assert "Prepare in good time." in text
    assert "要提前做好准备。" in text
    assert f'id="directive-{clause.pk}"' in text
    assert f"#p{clause.passage_id}" in text
    assert "0 of 1 are settled" in text


def test_a_meetings_page_is_in_the_readers_language(reader):
    held = made.meeting()

    text = text_of(reader.get(held.get_absolute_url(), **CHINESE))

    assert '<h1 class="by-words" lang="zh-Hans">全体<wbr>会议</h1>' in text


def test_only_the_office_is_offered_what_only_the_office_may_do(client, db):
    held = made.meeting()
    made.directive(held)
    addresses = ("/edit/", "/no-action/", "/cover/", "/attendance/")
    client.force_login(grant_role(user(), "leader"))
    plain = text_of(client.get(held.get_absolute_url()))
    client.force_login(grant_role(user(), "office"))
    rich = text_of(client.get(held.get_absolute_url()))

    assert [address for address in addresses if address in plain] == []
    assert [address for address in addresses if address not in rich] == []


def test_directives_are_shown_by_fate(desk):
    held = made.meeting()
    made.directive(held, text_en="Still to be settled.")
    other = made.directive(held, text_en="Needs nothing more.")
    services.no_action(actor=SYSTEM, kind="directive", matter_id=other.pk, reason="Done.")

    text = text_of(desk.get(held.get_absolute_url(), {"fate": "open"}))

    assert "Still to be settled." in text
    assert "Needs nothing more." not in text


def form_of(held, **fields):
    start = {"body": held.body_id, "title_zh": "全体会议", "title_en": "Plenary"}
    start |= {"release": "internal", "held_on": "2026-03-18", "seen_version": held.version}
    return {**start, **fields}


def test_a_meeting_is_recorded_by_hand(desk):
    of = body()

    answer = desk.post(
        "/meetings/new/",
        {"body": of.pk, "title_en": "Autumn sitting", "release": "internal", "is_held": "held"},
    )

    kept = Meeting.objects.get()
    assert answer["Location"] == kept.get_absolute_url()
    assert (kept.title_en, kept.state) == ("Autumn sitting", "held")


def test_a_meeting_without_a_title_is_refused_at_the_field(desk):
    for headers in ({}, CHINESE):
        answer = desk.post("/meetings/new/", {"body": body().pk, "release": "internal"}, **headers)

        assert answer.status_code == 422
        assert 'id="id_title_zh_error"' in text_of(answer)
    assert not Meeting.objects.exists()


def test_what_is_missing_is_said_all_at_once_and_nothing_is_preset(desk):
    fresh = text_of(desk.get("/meetings/new/"))
    assert "one language at least" in fresh
    assert 'name="is_held" value="held" id="id_is_held_1" required>' in fresh
    assert "checked" not in fresh.partition('name="is_held"')[2].partition("</fieldset>")[0]

    tomorrow = clock.today() + dt.timedelta(days=1)
    typed = {"held_on": tomorrow.isoformat(), "is_held": "held", "release": "internal"}
    answer = desk.post("/meetings/new/", typed)

    assert answer.status_code == 422
    for name in ("body", "title_zh", "held_on"):
        assert f'id="id_{name}_error"' in text_of(answer), name
    assert not Meeting.objects.exists()


def test_a_removal_that_is_refused_keeps_the_reason_that_was_typed(desk):
    planned = made.meeting(is_held=False)
    services.add_agenda_item(actor=SYSTEM, meeting_id=planned.pk, kind="study", text_zh="甲")
    address = f"/meetings/{planned.pk}/withdraw/"
    for seen, status in ((planned.version, 422), (planned.version + 9, 409)):
        answer = desk.post(address, {"seen_version": seen, "reason": "Recorded twice"})

        assert answer.status_code == status
        assert 'value="Recorded twice"' in text_of(answer)
    assert "take them off first" in text_of(
        desk.post(address, {"seen_version": planned.version, "reason": "x"})
    )
    assert Meeting.objects.filter(pk=planned.pk).exists()


def test_a_meetings_page_says_where_what_is_postponed_comes_back(desk):
    held = made.meeting()
    decision = made.decision(held, kind="postponed")
    topic = Topic.objects.get(carried_from=decision)

    waiting = text_of(desk.get(held.get_absolute_url()))

    assert "Comes back to a later meeting" in waiting
    assert f'href="{topic.get_absolute_url()}"' in waiting
    assert f"/decision/{decision.pk}/undo/" not in waiting
    assert f"/meetings/{held.pk}/close/" in waiting
    coming = made.meeting(is_held=False, body_id=held.body_id)
    assert f'href="/meetings/{coming.pk}/agenda/"' in text_of(desk.get(held.get_absolute_url()))


def test_a_meeting_is_edited(desk):
    held = made.meeting()

    answer = desk.post(f"/meetings/{held.pk}/edit/", form_of(held, title_en="Mended"))

    held.refresh_from_db()
    assert answer.status_code == 302
    assert held.title_en == "Mended"


@pytest.mark.parametrize(
    ("days", "year"),
    [
        ({"held_on": "2025-12-30", "published_on": "2026-01-04", "year": "2026"}, 2025),
        ({"held_on": "", "published_on": "2026-01-04", "year": "2025"}, 2025),
        ({"held_on": "", "published_on": "2026-01-04", "year": ""}, 2026),
        ({"held_on": "", "published_on": "", "year": ""}, None),
    ],
)
def test_the_year_of_a_meeting_is_that_of_its_sitting(desk, days, year):
    held = made.meeting()

    desk.post(f"/meetings/{held.pk}/edit/", form_of(held, **days))

    held.refresh_from_db()
    assert held.year == year


def test_a_late_save_shows_what_changed_and_keeps_what_was_typed(desk):
    held = made.meeting()
    services.edit_meeting(
        actor=SYSTEM, meeting_id=held.pk, seen_version=None, changes={"title_en": "Theirs"}
    )
    late = form_of(held, title_en="Mine")

    answer = desk.post(f"/meetings/{held.pk}/edit/", late)

    text = text_of(answer)
    assert answer.status_code == 409
    assert "Theirs" in text
    assert 'value="Mine"' in text
    assert 'name="seen_version" value="2"' in text
    held.refresh_from_db()
    assert held.title_en == "Theirs"


def test_a_late_save_is_made_in_knowledge_the_second_time(desk):
    held = made.meeting()
    services.edit_meeting(
        actor=SYSTEM, meeting_id=held.pk, seen_version=None, changes={"title_en": "Theirs"}
    )

    desk.post(f"/meetings/{held.pk}/edit/", form_of(held, title_en="Mine", seen_version=2))

    held.refresh_from_db()
    assert held.title_en == "Mine"


def test_only_the_office_changes_anything_of_a_meeting(reader):
    held = made.meeting()
    clause, outcome = made.directive(held), made.decision(held)
    seen = {"seen_version": 1, "reason": "so"}
    at = f"/meetings/{held.pk}"
    addresses = [
        "/meetings/new/",
        *(f"{at}/{end}/" for end in ("edit", "close", "attendance")),
        f"{at}/agenda/new/",
        f"{at}/decisions/new/",
        f"/meetings/decision/{outcome.pk}/",
        f"/meetings/directive/{clause.pk}/",
        f"/meetings/directive/{clause.pk}/remove/",
        f"/meetings/directive/{clause.pk}/no-action/",
        f"/meetings/directive/{clause.pk}/cover/",
        f"/meetings/directive/{clause.pk}/undo/",
    ]

    answers = {address: reader.post(address, seen).status_code for address in addresses}

    assert set(answers.values()) == {403}, answers


def test_what_one_may_not_see_answers_like_what_does_not_exist(client, db):
    held = made.meeting()
    clause = made.directive(held)
    client.force_login(unit_user(unit()))

    assert client.get(held.get_absolute_url()).status_code == 404
    assert client.get("/meetings/999999/").status_code == 404
    assert client.post(f"/meetings/{held.pk}/edit/", form_of(held)).status_code == 404
    assert client.post(f"/meetings/directive/{clause.pk}/no-action/").status_code == 404
    assert client.post(f"/meetings/nothing/{clause.pk}/undo/").status_code == 404


def test_a_planned_meeting_is_held(desk):
    planned = made.meeting(is_held=False)

    answer = desk.post(
        f"/meetings/{planned.pk}/hold/", {"seen_version": 1, "held_on": "2025-04-01"}
    )

    planned.refresh_from_db()
    assert answer.status_code == 302
    assert (planned.state, planned.held_on) == ("held", dt.date(2025, 4, 1))


def test_holding_a_meeting_asks_for_the_day(desk):
    planned = made.meeting(is_held=False)

    answer = desk.post(f"/meetings/{planned.pk}/hold/", {"seen_version": 1, "held_on": ""})

    assert answer.status_code == 422


def test_closing_says_what_has_no_fate(desk):
    held = made.meeting()
    made.directive(held)

    for headers in ({}, CHINESE):
        answer = desk.post(f"/meetings/{held.pk}/close/", {"seen_version": 1}, **headers)

        assert answer.status_code == 422
        assert '<div class="note error" role="alert"' in text_of(answer)
    held.refresh_from_db()
    assert held.state == "held"


def test_a_meeting_is_closed_and_opened_again_for_a_reason(desk):
    held = made.meeting()
    desk.post(f"/meetings/{held.pk}/close/", {"seen_version": 1})
    held.refresh_from_db()
    assert held.state == "closed"

    without = desk.post(f"/meetings/{held.pk}/reopen/", {"seen_version": 2, "reason": ""})
    late = desk.post(f"/meetings/{held.pk}/reopen/", {"seen_version": 1, "reason": "A slip"})
    desk.post(f"/meetings/{held.pk}/reopen/", {"seen_version": 2, "reason": "A slip"})

    held.refresh_from_db()
    assert (without.status_code, late.status_code, held.state) == (422, 409, "held")
    assert 'value="A slip"' in text_of(late)
    assert "A slip" in text_of(desk.get(held.get_absolute_url()))


def test_an_agenda_item_is_added_changed_and_removed(desk):
    held = made.meeting()

    desk.post(f"/meetings/{held.pk}/agenda/new/", {"kind": "hear", "text_en": "Hear a report"})
    item = held.items.get()
    desk.post(
        f"/meetings/agenda/{item.pk}/",
        {"kind": "hear", "text_en": "Hear the report", "seen_version": 1},
    )
    item.refresh_from_db()
    changed = item.text_en
    desk.post(f"/meetings/agenda/{item.pk}/remove/", {"seen_version": item.version})

    assert changed == "Hear the report"
    assert not held.items.exists()


def test_an_agenda_item_without_a_text_is_refused_at_the_field(desk):
    held = made.meeting()

    answer = desk.post(f"/meetings/{held.pk}/agenda/new/", {"kind": "hear"})

    assert answer.status_code == 422
    assert 'id="id_text_zh_error"' in text_of(answer)


def test_an_agenda_item_with_a_decision_stays(desk):
    held = made.meeting()
    item = services.add_agenda_item(actor=SYSTEM, meeting_id=held.pk, kind="hear", text_en="Hear")
    made.decision(held, item_id=item.pk)

    answer = desk.post(f"/meetings/agenda/{item.pk}/remove/", {"seen_version": 1})

    assert answer.status_code == 422
    assert held.items.exists()


def test_a_decision_is_recorded_and_changed(desk):
    held = made.meeting()

    desk.post(f"/meetings/{held.pk}/decisions/new/", {"kind": "noted", "text_en": "Noted."})
    kept = Decision.objects.get()
    stale = desk.post(
        f"/meetings/decision/{kept.pk}/",
        {"kind": "adopted", "text_en": "Adopted.", "seen_version": 9},
    )
    desk.post(
        f"/meetings/decision/{kept.pk}/",
        {"kind": "adopted", "text_en": "Adopted.", "seen_version": 1},
    )

    kept.refresh_from_db()
    assert stale.status_code == 409
    assert (kept.kind, kept.text_en) == ("adopted", "Adopted.")


def test_a_decision_without_a_text_is_refused(desk):
    held = made.meeting()

    answer = desk.post(f"/meetings/{held.pk}/decisions/new/", {"kind": "noted"}, **CHINESE)

    assert answer.status_code == 422
    assert not Decision.objects.exists()


def test_a_directive_is_mended_and_its_source_shown(desk):
    clause = made.directive(made.meeting())
    address = f"/meetings/directive/{clause.pk}/"

    shown = text_of(desk.get(address))
    answer = desk.post(address, {"text_en": "Prepare early.", "seen_version": 1})

    clause.refresh_from_db()
    assert "各单位要做好准备。" in shown
    assert answer["Location"].endswith(f"#directive-{clause.pk}")
    assert (clause.text_en, clause.text_zh) == ("Prepare early.", "")


def test_a_directive_is_removed_while_it_has_no_fate(desk):
    held = made.meeting()
    clause, settled = made.directive(held), made.directive(held)
    services.no_action(actor=SYSTEM, kind="directive", matter_id=settled.pk, reason="Done.")

    gone = desk.post(f"/meetings/directive/{clause.pk}/remove/", {"seen_version": 1})
    kept = desk.post(f"/meetings/directive/{settled.pk}/remove/", {"seen_version": 2})

    assert (gone.status_code, kept.status_code) == (302, 422)
    assert list(Directive.objects.values_list("pk", flat=True)) == [settled.pk]


def test_no_action_is_kept_with_its_reason_and_undone(desk):
    clause = made.directive(made.meeting())

    answer = desk.post(
        f"/meetings/directive/{clause.pk}/no-action/", {"reason": "Standing practice"}
    )
    shown = text_of(desk.get(clause.meeting.get_absolute_url()))
    clause.refresh_from_db()
    kept = (clause.fate, clause.fate_reason)
    desk.post(f"/meetings/directive/{clause.pk}/undo/")

    clause.refresh_from_db()
    assert answer["Location"].endswith(f"#directive-{clause.pk}")
    assert kept == ("no_action", "Standing practice")
    assert "Standing practice" in shown
    assert clause.fate == ""


def test_no_action_without_a_reason_is_refused_where_it_was_typed(desk):
    clause = made.directive(made.meeting())

    for headers in ({}, CHINESE):
        answer = desk.post(f"/meetings/directive/{clause.pk}/no-action/", {"reason": ""}, **headers)

        assert answer.status_code == 422
        assert f'id="why-directive-{clause.pk}-fault"' in text_of(answer)
    clause.refresh_from_db()
    assert clause.fate == ""


def test_a_fate_is_given_once(desk):
    outcome = made.decision(made.meeting())
    desk.post(f"/meetings/decision/{outcome.pk}/no-action/", {"reason": "First"})

    answer = desk.post(f"/meetings/decision/{outcome.pk}/no-action/", {"reason": "Second"})

    outcome.refresh_from_db()
    assert answer.status_code == 422
    assert outcome.fate_reason == "First"


def test_a_task_is_found_by_its_words_and_covers_a_directive(desk):
    clause, other = made.directive(made.meeting()), made.task(title_en="Train the counters")
    made.task(title_en="Something else")
    address = f"/meetings/directive/{clause.pk}/cover/"

    found = text_of(desk.get(address, {"q": "counters"}))
    answer = desk.post(address, {"task": other.pk})

    clause.refresh_from_db()
    assert "Train the counters" in found
    assert "Something else" not in found
    assert answer.status_code == 302
    assert clause.fate == "covered"
    assert "Train the counters" in text_of(desk.get(clause.meeting.get_absolute_url()))


def test_the_task_most_like_the_clause_is_offered_first(desk):
    clause = made.directive(made.meeting(), text_zh="加快国际学校建设。", text_en="")
    made.task(title_zh="国际学校选址", title_en="")
    made.task(title_zh="编制双语菜单", title_en="")

    text = text_of(desk.get(f"/meetings/directive/{clause.pk}/cover/"))

    assert text.index("国际学校选址") < text.index("编制双语菜单")


def test_the_choice_of_a_task_comes_as_a_part_for_htmx(desk):
    clause = made.directive(made.meeting())
    made.task(title_en="Train the counters")

    part = text_of(
        desk.get(f"/meetings/directive/{clause.pk}/cover/", headers={"hx-request": "true"})
    )

    assert "Train the counters" in part
    assert "<html" not in part


def test_covering_asks_for_a_task(desk):
    clause = made.directive(made.meeting())
    made.task()

    answer = desk.post(f"/meetings/directive/{clause.pk}/cover/", {})

    assert answer.status_code == 422
    assert 'id="id_task_error"' in text_of(answer)


def sheet(held, *persons, **fields):
    data = {"seen_version": held.version, "groups": 1, "person": [one.pk for one in persons]}
    for one in persons:
        data[f"person-{one.pk}-status"] = "present"
    return {**data, **fields}


def test_attendance_is_recorded_in_protocol_order(desk):
    held = made.meeting()
    first, second = person(), person()
    high, low = post(order=1), post(order=5)
    Holding.objects.create(person=first, post=low)
    Holding.objects.create(person=second, post=high)

    answer = desk.post(
        f"/meetings/{held.pk}/attendance/",
        sheet(
            held,
            first,
            second,
            **{
                f"person-{first.pk}-posts": [low.pk],
                f"person-{second.pk}-posts": [high.pk],
                "group-0-text_zh": "成员单位负责人",
            },
        ),
    )

    assert answer.status_code == 302
    assert [one.person_id for one in held.attendances.all()] == [second.pk, first.pk]
    assert held.groups.get().text_zh == "成员单位负责人"


def test_the_chair_stands_first_and_who_is_left_out_goes(desk):
    held = made.meeting()
    first, second, third = person(), person(), person()

    desk.post(
        f"/meetings/{held.pk}/attendance/",
        sheet(
            held,
            first,
            second,
            third,
            chair=third.pk,
            **{f"person-{first.pk}-is_left_out": "on"},
        ),
    )

    kept = [(one.person_id, one.is_chair) for one in held.attendances.all()]
    assert kept == [(third.pk, True), (second.pk, False)]


def test_looking_somebody_up_loses_nothing_that_was_typed(desk):
    held = made.meeting()
    there, wanted = person(), person(name_en="Wanted One")
    address = f"/meetings/{held.pk}/attendance/"
    typed = {f"person-{there.pk}-status": "excused", "group-0-text_en": "Heads of units"}

    found = text_of(desk.post(address, sheet(held, there, words="wanted", find=1, **typed)))
    added = text_of(desk.post(address, sheet(held, there, add=wanted.pk, **typed)))

    assert "Wanted One" in found
    assert f'name="person" value="{wanted.pk}"' in added
    for page in (found, added):
        assert '<option value="excused" selected>' in page
        assert 'value="Heads of units"' in page
    assert not Attendance.objects.exists()


def test_a_chair_who_was_not_there_is_refused(desk):
    held, one = made.meeting(), person()

    answer = desk.post(
        f"/meetings/{held.pk}/attendance/",
        sheet(held, one, chair=one.pk, **{f"person-{one.pk}-status": "absent"}),
    )

    assert answer.status_code == 422
    assert "The chair was present." in text_of(answer)
    assert not Attendance.objects.exists()


def test_a_late_sheet_keeps_what_was_typed(desk):
    held, one = made.meeting(), person()
    services.edit_meeting(
        actor=SYSTEM, meeting_id=held.pk, seen_version=None, changes={"title_en": "Theirs"}
    )

    answer = desk.post(
        f"/meetings/{held.pk}/attendance/", sheet(held, one, **{"group-0-text_en": "Guests"})
    )

    assert answer.status_code == 409
    assert 'value="Guests"' in text_of(answer)
    assert f'name="person" value="{one.pk}"' in text_of(answer)
    assert not Attendance.objects.exists()


def test_a_guest_whom_the_directory_does_not_know_comes_onto_the_sheet(desk):
    held, one = made.meeting(), person()
    address = f"/meetings/{held.pk}/attendance/"
    typed = {**sheet(held, one), f"person-{one.pk}-status": "excused", "new": "1"}

    sought = desk.post(address, {**sheet(held, one), "find": "1", "words": "来宾甲"})
    assert 'name="new-name_zh" value="来宾甲"' in sought.content.decode()
    for names in ({}, {"new-name_zh": one.name_zh, "new-name_en": one.name_en}):
        refused = desk.post(address, {**typed, **names})
        assert refused.status_code == 422
        assert 'value="excused" selected' in refused.content.decode()
    assert Person.objects.count() == 1
    shown = desk.post(address, {**typed, "new-name_zh": " 来宾 甲 ", "new-name_en": "Guest A"})

    guest = Person.objects.exclude(pk=one.pk).get()
    assert (guest.name_zh, guest.name_en) == ("来宾 甲", "Guest A")
    page = shown.content.decode()
    assert f'name="person" value="{guest.pk}"' in page
    assert 'value="excused" selected' in page
    assert 'value="Guest A"' not in page
    assert not held.attendances.exists(), "the sheet is kept only when it is recorded"
    kept = {**sheet(held, one, guest), f"person-{one.pk}-status": "excused"}
    assert desk.post(address, kept).status_code == 302
    assert {(row.person_id, row.status) for row in held.attendances.all()} == {
        (one.pk, "excused"),
        (guest.pk, "present"),
    }
