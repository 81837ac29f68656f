"""The API's reading side, as programs use it: what it gives to whom, page by page, and how it refuses."""

import datetime as dt

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.config.rest import description
from plenary.kernel.accounts import services as accounts
from plenary.kernel.documents.enums import Release
from tests.contexts.governance import factories
from tests.factories import grant_role, unit_user, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]

READ = ("tasks:read", "lists:read", "meetings:read")


@pytest.fixture
def ask(client):
    """Ask as an account does under a token: ``ask(account, address)`` gives the answer."""
    secrets = {}

    def asked(account, address, *, scopes=READ, **headers):
        key = (account.pk, scopes)
        if key not in secrets:
            _token, secrets[key] = accounts.make_token(
                actor=account.actor, name="Test", wanted=scopes, days=30
            )
        headers = {"authorization": f"Bearer {secrets[key]}", **headers}
        return client.get(f"/api/v1/{address}", headers=headers)

    return asked


@pytest.fixture
def office_account():
    return grant_role(user(), "office")


def titles(answer):
    return [one["title_en"] for one in answer.json()["items"]]


def fits(address, answer, **parts):
    """Check an answer against what the description says of its address."""
    told = description()
    shape = told["paths"][address]["get"]["responses"]["200"]["content"]["application/json"]
    schema = {**shape["schema"], "components": told["components"]}
    jsonschema.validate(answer.json(), schema, cls=jsonschema.Draft202012Validator)
    return answer.json()


def test_pages_by_id_hold_every_task_once_and_keep_the_filters(ask, office_account, commerce):
    for number in range(5):
        factories.open_task(title_en=f"Task {number}", lead_unit_id=commerce.pk)
    factories.open_task(title_en="Elsewhere")

    address, seen = f"tasks?unit={commerce.pk}&limit=2", []
    while address:
        answer = ask(office_account, address)
        seen += titles(answer)
        following = answer.json()["next"]
        address = following and following.partition("/api/v1/")[2]

    assert seen == [f"Task {number}" for number in range(5)]


def test_the_filters_of_the_list_page_narrow(ask, office_account, commerce):
    held = factories.task_list()
    late = factories.open_task(title_en="Late", due_on=dt.date(2025, 5, 1))
    factories.open_task(title_en="Led", lead_unit_id=commerce.pk, due_on=dt.date(2025, 12, 1))
    held.entries.create(task=late, number=7)

    def found(query):
        return titles(ask(office_account, f"tasks?{query}"))

    assert found("light=red") == found("q=late") == found("due_to=2025-06-01") == ["Late"]
    assert found(f"with_unit={commerce.pk}") == found("due_from=2025-11-01") == ["Led"]
    assert found(f"task_list={held.pk}") == ["Late"]
    assert ask(office_account, f"tasks?task_list={held.pk}").json()["items"][0]["number"] == 7
    assert found("state=closed") == []


def test_a_token_sees_what_its_account_sees(ask, office_account, commerce):
    inner = factories.open_task(title_en="Inner", lead_unit_id=commerce.pk)
    draft = factories.draft_task(title_en="Draft", lead_unit_id=commerce.pk)
    shown = factories.open_task(title_en="Public", release=Release.PUBLIC)
    entry = factories.report(inner)
    liaison, stranger = unit_user(commerce), grant_role(user(), "counter")

    assert titles(ask(office_account, "tasks")) == ["Inner", "Draft", "Public"]
    assert titles(ask(liaison, "tasks")) == ["Inner", "Public"]
    assert titles(ask(stranger, "tasks")) == ["Public"]
    assert ask(liaison, f"tasks/{draft.pk}").status_code == 404
    assert ask(stranger, f"tasks/{inner.pk}").status_code == 404
    assert [one["id"] for one in ask(liaison, "progress").json()["items"]] == [entry.pk]
    assert ask(stranger, "progress").json()["items"] == []
    assert ask(stranger, f"tasks/{shown.pk}").json()["is_inside"] is False


def test_what_comes_is_what_the_description_says(ask, office_account, commerce):
    meeting = factories.meeting(title_en="Plenary", release=Release.PUBLIC)
    factories.directive(meeting)
    factories.decision(meeting)
    task = factories.open_task(lead_unit_id=commerce.pk)
    factories.report(task, done_en="Twelve shops visited")
    held = factories.task_list()
    held.entries.create(task=task, number=1)

    record = fits("/api/v1/tasks/{pk}", ask(office_account, f"tasks/{task.pk}"))
    assert record["bases"][0]["quote"]
    assert record["duties"][0]["unit"]["id"] == commerce.pk
    assert record["progress"][0]["done_en"] == "Twelve shops visited"
    assert fits("/api/v1/tasks", ask(office_account, "tasks"))["items"]
    assert fits("/api/v1/progress", ask(office_account, "progress"))["items"]
    assert fits("/api/v1/lists", ask(office_account, "lists"))["items"]
    places = fits("/api/v1/lists/{pk}", ask(office_account, f"lists/{held.pk}"))["entries"]
    assert [(one["number"], one["task"]) for one in places] == [(1, task.pk)]
    assert fits("/api/v1/meetings", ask(office_account, "meetings?year=2025")) is not None
    left = fits("/api/v1/meetings/{pk}", ask(office_account, f"meetings/{meeting.pk}"))
    assert (len(left["directives"]), len(left["decisions"])) == (1, 1)


def test_a_list_or_meeting_that_is_not_seen_is_not_there(ask):
    stranger = grant_role(user(), "counter")
    held, meeting = factories.task_list(), factories.meeting()

    assert ask(stranger, f"lists/{held.pk}").status_code == 404
    assert ask(stranger, f"meetings/{meeting.pk}").status_code == 404
    assert ask(stranger, "lists").json()["items"] == ask(stranger, "meetings").json()["items"] == []


def test_what_has_not_changed_is_not_sent_again(ask, office_account):
    task = factories.open_task(title_en="Same")
    first = ask(office_account, f"tasks/{task.pk}")

    again = ask(office_account, f"tasks/{task.pk}", if_none_match=first["ETag"])
    type(task).objects.filter(pk=task.pk).update(title_en="Other")
    changed = ask(office_account, f"tasks/{task.pk}", if_none_match=first["ETag"])

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


def test_head_is_answered_as_get_is_and_refused_where_get_is(ask, office_account, client):
    task = factories.open_task()
    got = ask(office_account, f"tasks/{task.pk}")
    token = got.wsgi_request.headers["Authorization"]

    def head(address, **headers):
        return client.head(f"/api/v1/{address}", headers={"authorization": token, **headers})

    asked = head(f"tasks/{task.pk}")
    assert (asked.status_code, asked["ETag"]) == (200, got["ETag"])
    assert head(f"tasks/{task.pk}", if_none_match=got["ETag"]).status_code == 304
    assert head("tasks").status_code == head("openapi.json").status_code == 200
    assert head("tasks/999999").status_code == 404
    assert client.head("/api/v1/tasks").status_code == 401
    assert client.put("/api/v1/tasks", headers={"authorization": token}).status_code == 405


def test_chinese_comes_as_it_is_written(ask, office_account):
    factories.open_task(title_zh="优化境外人员办事服务")

    assert "优化境外人员办事服务" in ask(office_account, "tasks").content.decode()


def test_a_list_takes_the_same_queries_for_one_row_and_fifty(ask, office_account, commerce):
    def counted(address):
        with CaptureQueriesContext(connection) as seen:
            assert ask(office_account, address).status_code == 200
        return [one["sql"] for one in seen if "plenary_cache" not in one["sql"]]

    task = factories.open_task(lead_unit_id=commerce.pk)
    factories.report(task)
    ask(office_account, "tasks")
    once = {name: len(counted(name)) for name in ("tasks", "progress", "meetings", "lists")}
    factories.open_task(lead_unit_id=commerce.pk)
    for _more in range(10):
        factories.report(task)
        factories.meeting()
        factories.task_list()

    assert {name: len(counted(name)) for name in once} == once
    assert once["tasks"] == 3


def test_without_a_token_in_force_nothing_is_told(client, office_account):
    for headers in ({}, {"authorization": "Bearer plenary_wrong"}, {"authorization": "Basic x"}):
        answer = client.get("/api/v1/tasks", headers=headers)

        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["WWW-Authenticate"] == "Bearer"
    client.force_login(office_account)
    assert client.get("/api/v1/tasks").status_code == 401  # a browser's session opens no API


def test_a_token_does_only_what_its_scopes_name(ask, office_account):
    answer = ask(office_account, "tasks", scopes=("meetings:read",))

    assert answer.status_code == 403
    assert "tasks:read" in answer.json()["detail"]
    assert ask(office_account, "meetings", scopes=("meetings:read",)).status_code == 200


def test_a_token_that_asks_too_often_waits_and_another_does_not(ask, office_account, settings):
    settings.API_RATE = "2/h"
    for _time in range(2):
        assert ask(office_account, "lists").status_code == 200

    answer = ask(office_account, "lists")

    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert ask(grant_role(user(), "office"), "lists").status_code == 200


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=1000", "limit"),
        ("after=x", "after"),
        ("due_from=yesterday", "due_from"),
        ("due_to=0", "due_to"),
        ("light=purple", "light"),
        ("unit=99999999999999999999", "unit"),
        ("unti=3", "unti"),
        ("unit=3&unit=4", "unit"),
        (f"q={'x' * 101}", "q"),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused_by_name(ask, office_account, query, field):
    answer = ask(office_account, f"tasks?{query}")

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]


def test_refusals_speak_the_language_that_is_asked_for(ask, office_account):
    chinese = ask(office_account, "tasks?limit=0", accept_language="zh-CN,zh;q=0.9")
    english = ask(office_account, "tasks?limit=0", accept_language="en")

    assert chinese.json()["errors"] == {"limit": "超出范围。"}
    assert english.json()["errors"] == {"limit": "This is out of range."}
    assert chinese["Content-Language"] == "zh-hans"


def test_every_refusal_under_the_api_is_a_problem(client, ask, office_account):
    for answer in (
        client.get("/api/v1/nowhere"),
        client.put("/api/v1/tasks", "x", content_type="text/plain"),
        ask(office_account, f"tasks/{2**70}"),
    ):
        assert answer.status_code in {404, 405}
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code


def test_the_description_is_of_openapi_three_one_and_names_a_scope_for_each_operation(client):
    told = client.get("/api/v1/openapi.json").json()

    assert told["openapi"].startswith("3.1")
    operations = [one for methods in told["paths"].values() for one in methods.values()]
    assert len(operations) == 29
    assert all(len(one["security"][0]["Token"]) == 1 for one in operations)
    for schema in told["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_people_read_the_description_too(signed_in, office_account):
    text = signed_in(office_account).get("/api/v1/docs/").content.decode()

    assert "/api/v1/tasks/{pk}" in text
    assert "<code>says_done</code>" in text
    assert "tasks:read" in text
