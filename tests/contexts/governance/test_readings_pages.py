"""The pages from upload to confirmation: as plain forms, with HTMX, and for those who may not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plenary.contexts.governance.jobs import read_text
from plenary.contexts.governance.models import Meeting, Reading
from plenary.contexts.governance.services.confirming import confirm_reading
from plenary.contexts.governance.services.readings import start_reading
from plenary.kernel.documents.models import StoredFile
from tests.contexts.governance.readings_texts import CHINESE, ENGLISH
from tests.contexts.governance.test_readings_services import COMMITTEE
from tests.factories import body, grant_role, unit, user

HTMX = {"HX-Request": "true"}


@pytest.fixture
def clerk(db):
    return grant_role(user(name="Lu Min"), "office")


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def reading(clerk):
    return opened(clerk)


def opened(clerk, text=ENGLISH):
    made = start_reading(actor=clerk.actor, text=text).reading
    read_text.call(made.pk)
    made.refresh_from_db()
    return made


def post_change(desk, reading, action, headers=None, **values):
    values = {"version": reading.version, "action": action, **values}
    return desk.post(f"/readings/{reading.pk}/change/", values, headers=headers or {})


def clause(reading, number):
    return reading.paper["clauses"][number]["id"]


def test_a_pasted_text_is_read_and_leads_to_the_confirming_screen(desk):
    answer = desk.post("/readings/new/", {"text": ENGLISH.replace("\n", "\r\n")}, follow=True)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert Reading.objects.get().text == ENGLISH
    assert "Confirm and make the record" in page
    assert 'class="mark mark-directive' in page


def test_a_file_is_kept_with_its_reading(desk):
    file = SimpleUploadedFile("readout.md", f"# {CHINESE}".encode())

    desk.post("/readings/new/", {"file": file})

    made = Reading.objects.get()
    assert (made.state, made.file_name) == ("open", "readout.md")
    assert made.file == StoredFile.objects.get()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "empty.txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old.doc"),
        (b"PK\x03\x04broken", "broken.docx"),
        (b"%PDF-1.4 broken", "broken.pdf"),
        ("机密★\n会议要求加强统筹协调。".encode(), "marked.txt"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_file_that_is_refused_says_why_and_leaves_nothing(desk, data, name, language):
    desk.cookies["plenary_language"] = language

    answer = desk.post("/readings/new/", {"file": SimpleUploadedFile(name, data)})

    assert answer.status_code == 422
    assert 'class="note error"' in answer.content.decode()
    assert not Reading.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_refused_text_is_still_in_its_field(desk):
    typed = "机密★\n会议要求加强统筹协调。"

    answer = desk.post("/readings/new/", {"text": typed})

    assert answer.status_code == 422
    assert typed in answer.content.decode()
    assert "secrecy marking" in answer.content.decode()


@pytest.mark.parametrize("given", [{}, {"text": " "}, {"text": "x", "file": True}])
def test_neither_and_both_are_refused(desk, given):
    if given.get("file"):
        given = {**given, "file": SimpleUploadedFile("a.txt", b"The meeting stressed growth.")}

    assert desk.post("/readings/new/", given).status_code == 422


def test_a_file_that_is_too_large_is_refused(desk, settings):
    settings.UPLOAD_LIMIT = 10

    answer = desk.post("/readings/new/", {"file": SimpleUploadedFile("a.txt", b"x" * 11)})

    assert answer.status_code == 422
    assert "larger than" in answer.content.decode()


def test_the_same_text_leads_to_what_exists(desk, reading):
    answer = desk.post("/readings/new/", {"text": ENGLISH})

    assert answer.url == f"/readings/{reading.pk}/"
    assert Reading.objects.count() == 1


def test_a_reading_under_way_shows_its_progress_with_and_without_javascript(desk, clerk):
    made = start_reading(actor=clerk.actor, text=ENGLISH).reading

    page = desk.get(f"/readings/{made.pk}/").content.decode()
    part = desk.get(f"/readings/{made.pk}/?part=progress", headers=HTMX).content.decode()

    assert 'http-equiv="refresh"' in page
    assert "Look again" in part
    assert "<html" not in part


def test_a_finished_reading_loads_the_whole_confirming_screen_with_its_script(desk, reading):
    answer = desk.get(f"/readings/{reading.pk}/?part=progress", headers=HTMX)

    assert answer.headers["HX-Refresh"] == "true"
    assert "readings.js" in desk.get(f"/readings/{reading.pk}/").content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_failure_is_shown_in_the_users_language(desk, clerk, language):
    failed = opened(clerk, "12 — 34")
    desk.cookies["plenary_language"] = language

    page = desk.get(f"/readings/{failed.pk}/").content.decode()

    assert (failed.fault_en if language == "en" else failed.fault_zh) in page
    assert "12 — 34" in page


def test_a_failed_text_is_tried_again_and_dropped(desk, clerk):
    failed = opened(clerk, "12 — 34")
    address = f"/readings/{failed.pk}/move/"

    desk.post(address, {"move": "retry", "version": failed.version})
    failed.refresh_from_db()
    assert failed.state == "failed"
    desk.post(address, {"move": "drop", "version": failed.version})

    failed.refresh_from_db()
    assert failed.state == "dropped"
    assert "taken up" in desk.get("/readings/").content.decode()
    assert "Take it up again" in desk.get(f"/readings/{failed.pk}/").content.decode()


def test_a_change_by_a_plain_form_comes_back_to_its_clause(desk, reading):
    answer = post_change(desk, reading, "accept", part=clause(reading, 1))

    assert answer.url == f"/readings/{reading.pk}/#{clause(reading, 1)}"
    reading.refresh_from_db()
    assert reading.paper["clauses"][1]["state"] == "accepted"


def test_a_change_by_htmx_is_answered_with_the_part(desk, reading):
    answer = post_change(desk, reading, "drop", HTMX, part=clause(reading, 1))

    page = answer.content.decode()
    assert 'id="bench"' in page
    assert "<html" not in page


def test_accepting_keeps_what_was_typed_on_the_card(desk, reading):
    typed = {"quote": "host the 2027 Harbour Expo", "verb": "host", "actor": "", "due_on": ""}

    post_change(desk, reading, "accept", part=clause(reading, 1), **typed)

    reading.refresh_from_db()
    one = reading.paper["clauses"][1]
    assert ENGLISH[one["start"] : one["end"]] == "host the 2027 Harbour Expo"
    assert one["state"] == "accepted"


def test_a_refused_change_says_why_and_keeps_what_was_typed(desk, reading):
    answer = post_change(
        desk,
        reading,
        "mend",
        HTMX,
        part=clause(reading, 0),
        quote="words that nobody said",
        verb="x",
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "word for word" in page
    assert "words that nobody said" in page


def test_a_stale_change_says_what_was_done_and_keeps_what_was_typed(desk, reading):
    post_change(desk, reading, "drop", part=clause(reading, 0))

    answer = post_change(
        desk, reading, "mend", HTMX, part=clause(reading, 1), quote="my own words", verb="x"
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Lu Min dropped" in page
    assert "my own words" in page


def test_a_form_that_is_no_form_is_refused(desk, reading):
    answer = desk.post(f"/readings/{reading.pk}/change/", {"action": "accept"})

    assert answer.status_code == 422


def test_confirming_leads_to_the_meeting(desk, reading):
    values = {"version": reading.version, "sure": "yes"}
    answer = desk.post(f"/readings/{reading.pk}/confirm/", values)

    assert answer.url == Meeting.objects.get().get_absolute_url()
    assert "The record was made" in desk.get(f"/readings/{reading.pk}/").content.decode()
    again = desk.post(f"/readings/{reading.pk}/change/", {"version": 9, "action": "accept_all"})
    assert again.status_code == 302


def test_a_stale_or_refused_confirmation_shows_the_screen_again(desk, reading):
    stale = desk.post(f"/readings/{reading.pk}/confirm/", {"version": "1"})
    facts = {"title": "", "name": "", "source": "", "body": "x", "held_on": "", "published_on": ""}
    post_change(desk, reading, "facts", **facts)
    reading.refresh_from_db()
    values = {"version": reading.version, "sure": "yes"}
    refused = desk.post(f"/readings/{reading.pk}/confirm/", values)

    assert (stale.status_code, refused.status_code) == (409, 422)
    assert "Give the meeting a title" in refused.content.decode()
    assert not Meeting.objects.exists()


def test_the_other_language_is_proposed_and_its_pairs_are_shown(desk, clerk):
    body(**COMMITTEE)
    first = opened(clerk, CHINESE)
    meeting = confirm_reading(actor=clerk.actor, reading_id=first.pk, seen_version=first.version)
    second = opened(clerk)
    assert "Yes, attach it to this meeting" in desk.get(f"/readings/{second.pk}/").content.decode()

    post_change(desk, second, "attach", meeting=meeting.pk)

    page = desk.get(f"/readings/{second.pk}/").content.decode()
    assert "Confirm and attach the text" in page
    assert "要办好2027年港口博览会" in page


@pytest.mark.parametrize("role", ["leader", "unit", "verifier", "administrator", "editor", None])
def test_for_others_there_are_no_such_pages(client, reading, role):
    account = user()
    if role:
        grant_role(account, role, unit=unit() if role == "unit" else None)
    client.force_login(account)

    for address in ("", "new/", f"{reading.pk}/"):
        assert client.get(f"/readings/{address}").status_code == 404
    for address in ("change", "move", "confirm"):
        answer = client.post(f"/readings/{reading.pk}/{address}/", {"version": 2, "action": "drop"})
        assert answer.status_code == 404


def test_a_reading_that_does_not_exist_is_not_found(desk):
    assert desk.get("/readings/99999/").status_code == 404


def test_a_script_in_a_text_stays_text(desk, clerk):
    made = opened(clerk, ENGLISH.replace("harbour services", "<script>alert(1)</script> services"))

    page = desk.get(f"/readings/{made.pk}/").content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_list_takes_the_same_number_of_queries_for_one_and_for_fifty(desk, reading):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert desk.get("/readings/").status_code == 200
        return len(seen)

    queries()
    one = queries()
    now = timezone.now()
    Reading.objects.bulk_create(
        Reading(state="open", paper=reading.paper, made_at=now, changed_at=now) for _ in range(49)
    )

    assert queries() == one


def test_the_confirming_screen_takes_the_same_number_of_queries_for_few_and_for_many(desk, clerk):
    def queries(made):
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(f"/readings/{made.pk}/").status_code == 200
        return len(seen)

    for n in range(3):
        unit(name_en=f"Bureau {n}")
    short = opened(clerk)
    queries(short)
    few = queries(short)
    lines = [f"The district will open station {n} for visitors." for n in range(50)]
    long = opened(clerk, ENGLISH + "\n" + " ".join(lines))

    assert len(long.paper["clauses"]) > 50
    assert queries(long) == few


@pytest.mark.parametrize("action", ["mend", "split"])
def test_splitting_a_card_keeps_what_was_typed_on_it(desk, reading, action):
    one = reading.paper["clauses"][1]
    typed = {
        "quote": ENGLISH[one["start"] : one["end"]],
        "verb": "prepare",
        "actor": "",
        "due_on": "",
    }

    post_change(desk, reading, action, part=one["id"], words="host the", **typed)

    reading.refresh_from_db()
    first, second = reading.paper["clauses"][1:3]
    assert first["verb"] == "prepare"
    assert ENGLISH[second["start"] : second["end"]] == "host the 2027 Harbour Expo"


def test_a_button_says_what_to_do_whatever_the_forms_own_action(desk, reading):
    address = f"/readings/{reading.pk}/change/"
    data = {"version": reading.version, "part": clause(reading, 0), "action": ["mend", "drop"]}

    desk.post(address, data)

    reading.refresh_from_db()
    assert reading.paper["clauses"][0]["state"] == "dropped"
