"""The API's writing side: once for each key, to the state that was read, and never half."""

import datetime as dt
import itertools

import pytest
import time_machine

from plenary.contexts.governance.models import Progress, Task
from plenary.kernel.accounts import services as accounts
from plenary.kernel.accounts.models import ApiAnswer
from tests.contexts.governance import factories
from tests.factories import grant_role, unit_user, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]

BOTH = ("tasks:read", "tasks:write")


@pytest.fixture
def program(client):
    """Give a program of an account: ``program(account)(method, address, body, **headers)``."""

    def of(account, scopes=BOTH):
        _token, secret = accounts.make_token(
            actor=account.actor, name="Test", wanted=scopes, days=30
        )

        def send(method, address, body=None, **headers):
            headers = {"authorization": f"Bearer {secret}", **headers}
            call = getattr(client, method)
            if method == "get":
                return call(f"/api/v1/{address}", headers=headers)
            return call(f"/api/v1/{address}", body, "application/json", headers=headers)

        return send

    return of


@pytest.fixture
def office_program(program):
    return program(grant_role(user(), "office"))


def wanted(**fields):
    basis = {"kind": "directive", "id": factories.directive().pk}
    return {"basis": basis, "title_zh": "便利境外人员支付", "due_on": "2025-12-01", **fields}


def test_a_task_is_made_of_its_basis_once_for_each_key(office_program, commerce):
    body = wanted(lead_unit=commerce.pk)

    first = office_program("post", "tasks", body, idempotency_key="import-0001")
    again = office_program("post", "tasks", body, idempotency_key="import-0001")
    other = office_program(
        "post", "tasks", {**body, "title_zh": "x"}, idempotency_key="import-0001"
    )

    task = Task.objects.get()
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json() == {"id": task.pk, "task": task.pk, "remarks": []}
    assert first["Location"].endswith(f"/api/v1/tasks/{task.pk}")
    assert (task.lead_unit, task.due_on) == (commerce, dt.date(2025, 12, 1))
    assert other.status_code == 422


def test_what_is_written_is_answered_with_what_the_check_of_its_words_remarks(office_program):
    body = wanted(title_zh="严禁酒后驾车", title_en="Please Do  Not Drink and Drive")

    made = office_program("post", "tasks", body, idempotency_key="checked-0001")

    told = {(one["field"], one["rule"]): one for one in made.json()["remarks"]}
    spaces = told["title_en", "typography.double-space"]
    assert (spaces["start"], spaces["end"], spaces["proposal"]) == (9, 11, " ")
    assert (spaces["proof"], spaces["reason_zh"] != spaces["reason_en"]) == (True, True)
    address = f"tasks/{made.json()['id']}"
    read = office_program("get", address)
    one_side = {"title_en": "Friend  Town"}
    changed = office_program("patch", address, one_side, if_match=read["ETag"])
    assert [one["rule"] for one in changed.json()["remarks"]] == ["typography.double-space"]
    assert "remarks" not in office_program("get", address).json()
    assert changed["ETag"] == office_program("get", address)["ETag"]
    dated = office_program("patch", address, {"due_on": "2025-12-02"}, if_match=changed["ETag"])
    assert (dated.status_code, dated.json()["remarks"]) == (200, [])


def test_two_programs_may_choose_the_same_key(program):
    body = wanted()
    for _program in range(2):
        send = program(grant_role(user(), "office"))
        send("post", "tasks", {**wanted(), "title_en": "x"}, idempotency_key="the-same-key")
    assert body["title_zh"]

    assert Task.objects.count() == 2


def test_a_key_is_free_again_after_a_day(office_program):
    office_program("post", "tasks", wanted(), idempotency_key="import-0001")
    with time_machine.travel(dt.datetime(2025, 7, 2, 5, 0, tzinfo=dt.UTC), tick=False):
        answer = office_program("post", "tasks", wanted(), idempotency_key="import-0001")
        assert answer.status_code == 201
    with time_machine.travel(dt.datetime(2025, 7, 4, 5, 0, tzinfo=dt.UTC), tick=False):
        assert accounts.clean_answers() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"title_zh": "", "title_en": ""},
        {"title_zh": "x" * 301},
        {"title_zh": "绝密★ 一号"},
        {"due_on": "1012-01-01"},
        {"due_on": 0},
        {"lead_unit": 0},
        {"basis": {"kind": "rumour", "id": 1}},
        {"basis": None},
        {"colour": "red"},
    ],
)
def test_a_task_is_refused_and_neither_it_nor_its_key_is_kept(office_program, fields):
    answer = office_program("post", "tasks", wanted(**fields), idempotency_key="import-0001")

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert not Task.objects.exists()
    assert not ApiAnswer.objects.exists()


def test_what_is_not_there_is_refused_by_the_field_that_names_it(office_program):
    none = 10**9
    given = wanted()
    for name, value in (
        *(("basis", {"kind": kind, "id": none}) for kind in ("directive", "decision", "priority")),
        *((one, none) for one in ("lead_unit", "accountable_post", "theme", "task_list")),
        *((one, [none]) for one in ("responsible_units", "supporting_units")),
    ):
        body = {**given, name: value}
        answer = office_program("post", "tasks", body, idempotency_key="import-0001")
        assert (answer.status_code, list(answer.json()["errors"])) == (422, [name])
    assert not Task.objects.exists()


@pytest.mark.parametrize("key", [None, "short", "with spaces in it", "x" * 101])
def test_without_a_key_of_the_right_form_nothing_is_made(office_program, key):
    headers = {"idempotency_key": key} if key else {}

    assert office_program("post", "tasks", wanted(), **headers).status_code == 422
    assert not Task.objects.exists()


def test_what_is_no_json_is_refused(office_program):
    for body in ("{", "[" * 100_000, '{"title_zh": "\\ud800"}', b"\xff"):
        answer = office_program("post", "tasks", body, idempotency_key="import-0001")
        assert answer.status_code in {400, 422}
        assert answer["Content-Type"] == "application/problem+json"


def test_a_unit_reports_by_its_program_and_another_cannot(program, commerce):
    task = factories.open_task(lead_unit_id=commerce.pk)
    body = {
        "unit": commerce.pk,
        "done_en": "Three shops joined\u202e",
        "evidence": [{"text": "List"}],
    }
    stranger = program(unit_user(factories.open_task().lead_unit))

    hidden = stranger("post", f"tasks/{task.pk}/progress", body, idempotency_key="report-2025-q2")
    for _twice in range(2):
        answer = program(unit_user(commerce))(
            "post", f"tasks/{task.pk}/progress", body, idempotency_key="report-2025-q2"
        )
        assert answer.status_code == 201

    assert hidden.status_code == 404
    assert {one.done_en for one in Progress.objects.all()} == {"Three shops joined"}
    assert Progress.objects.count() == 2  # two tokens: each has its own keys


def test_an_entry_that_says_nothing_is_refused_by_its_field(program, commerce):
    task = factories.open_task(lead_unit_id=commerce.pk)
    send = program(unit_user(commerce))

    answer = send(
        "post", f"tasks/{task.pk}/progress", {"unit": commerce.pk}, idempotency_key="report-2025-q2"
    )

    assert answer.status_code == 422
    assert "done_zh" in answer.json()["errors"]
    assert not Progress.objects.exists()


def test_a_program_names_the_period_and_takes_a_mistaken_done_back_by_it(program, commerce):
    task = factories.open_task(lead_unit_id=commerce.pk)
    send = program(unit_user(commerce))
    numbers = itertools.count(1000)

    def hands_in(starts_on, ends_on, **fields):
        body = {
            "unit": commerce.pk,
            "period": {"starts_on": starts_on, "ends_on": ends_on},
            "done_en": "Done",
            **fields,
        }
        key = f"report-{next(numbers)}"
        return send("post", f"tasks/{task.pk}/progress", body, idempotency_key=key)

    for days, words in (
        (("2025-04-01", "2025-05-31"), "2025-04-01 – 2025-06-30"),
        (("2025-06-30", "2025-04-01"), "2025-04-01 – 2025-06-30"),
        (("2025-04-01", "2099-12-31"), "2025-04-01 – 2025-06-30"),
        (("2099-10-01", "2099-12-31"), "still to come"),
        (("2025-10-01", "2025-12-31"), "still to come"),
        (("1925-04-01", "1925-06-30"), "before the unit had a part"),
        (("2025-01-01", "2025-03-31"), "before the unit had a part"),
    ):
        answer = hands_in(*days)
        assert (answer.status_code, words in answer.json()["errors"]["period"]) == (422, True)
    for wrong in ("2025-02-30", "0001-01-01", "", None, 7):
        assert hands_in(wrong, "2025-06-30").status_code == 422
    assert not Progress.objects.exists()

    said = ("2025-04-01", "2025-06-30")
    assert hands_in(*said, says_done=True).status_code == 201
    task.refresh_from_db()
    assert task.state == "reported"
    assert hands_in("2025-07-01", "2025-09-30").status_code == 201
    assert hands_in(*said).status_code == 201

    task.refresh_from_db()
    assert (task.state, Progress.objects.count()) == ("open", 3)


def test_a_task_is_changed_to_the_state_that_was_read_and_to_no_other(office_program):
    task = factories.open_task(title_zh="旧题", title_en="")
    address = f"tasks/{task.pk}"
    read = office_program("get", address)["ETag"]
    body = {"title_en": "Old title", "reason": "The English was missing"}

    unread = office_program("patch", address, body)
    whatever = office_program("patch", address, body, if_match="*")
    done = office_program("patch", address, body, if_match=read)
    late = office_program("patch", address, {**body, "title_en": "Lost"}, if_match=read)

    assert (unread.status_code, whatever.status_code) == (428, 428)
    assert (done.status_code, late.status_code) == (200, 412)
    told = late.json()
    assert late["Content-Type"] == "application/problem+json"
    assert (told["title"], told["status"]) == ("Precondition Failed", 412)
    assert "Read it again" in told["detail"]
    assert done.json()["title_en"] == "Old title"
    assert done["ETag"] == office_program("get", address)["ETag"]
    either = office_program("patch", address, body, if_match=f"{read}, {done['ETag']}")
    assert either.status_code == 200
    task.refresh_from_db()
    assert (task.title_zh, task.title_en) == ("旧题", "Old title")


def test_a_change_is_refused_as_on_the_page(office_program, program, commerce):
    task = factories.open_task(lead_unit_id=commerce.pk)
    address = f"tasks/{task.pk}"
    send = program(unit_user(commerce))
    theirs, ours = send("get", address)["ETag"], office_program("get", address)["ETag"]
    body = {"success_en": "Sixty shops"}

    assert send("patch", address, body, if_match=theirs).status_code == 403
    no_reason = office_program("patch", address, body, if_match=ours)
    assert (no_reason.status_code, "reason" in no_reason.json()["errors"]) == (422, True)
    task.refresh_from_db()
    assert task.success_en == ""


def test_a_token_that_only_reads_writes_nothing(program):
    send = program(grant_role(user(), "office"), scopes=("tasks:read",))
    task = factories.open_task()

    assert send("post", "tasks", wanted(), idempotency_key="import-0001").status_code == 403
    assert send("patch", f"tasks/{task.pk}", {}, if_match="x").status_code == 403
    assert Task.objects.count() == 1
