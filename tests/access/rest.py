"""The operations of the API, out of its own description, asked by a program of each role."""

from django.core.cache import cache
from django.db import transaction
from django.test import Client

from plenary.config.rest import description
from plenary.kernel.accounts import scopes
from plenary.kernel.accounts.services import make_token
from plenary.shared.errors import Forbidden
from tests.access.asking import FORBIDDEN, MAY, MISSING, SIGN_IN
from tests.access.kinds import Row

RECORDS = {"tasks": "task", "lists": "list", "meetings": "meeting"}
PARTS = {"duty": "duty", "step": "milestone", "ending": "end of a task"}
ANSWERS = {401: SIGN_IN, 403: FORBIDDEN, 404: MISSING}


def bodies(house):
    """Give what each operation that takes a body is sent."""
    other = house["strange unit"].pk
    return {
        "post /api/v1/checks": {"text_zh": "离境退税", "text_en": "Tax refund"},
        "post /api/v1/tasks": {
            "basis": {"kind": "priority", "id": house["priority"].pk},
            "title_zh": "新任务",
        },
        "post /api/v1/tasks/{pk}/progress": {"unit": house["lead unit"].pk, "done_zh": "x"},
        "patch /api/v1/tasks/{pk}": {"title_zh": "改名", "reason": "x"},
        "post /api/v1/tasks/{pk}/force": {"basis": None},
        "post /api/v1/tasks/{pk}/bases": {"kind": "priority", "id": house["priority"].pk},
        "post /api/v1/tasks/{pk}/duties": {"role": "supporting", "unit": other},
        "patch /api/v1/tasks/{pk}/duties/{duty}": {"deliverable_zh": "x", "reason": "x"},
        "post /api/v1/tasks/{pk}/duties/{duty}/taking-back": {"reason": "x"},
        "post /api/v1/tasks/{pk}/lead": {"unit": other, "reason": "x"},
        "post /api/v1/tasks/{pk}/milestones": {
            "due_on": "2030-02-01",
            "title_zh": "二",
            "reason": "x",
        },
        "patch /api/v1/tasks/{pk}/milestones/{step}": {"title_zh": "三", "reason": "x"},
        "post /api/v1/tasks/{pk}/milestones/{step}/reaching": {},
        "post /api/v1/tasks/{pk}/milestones/{step}/removal": {"reason": "x"},
        "post /api/v1/tasks/{pk}/endings": {
            "kind": "end",
            "reason": "x",
            "ground": {"instruction": "x", "instructed_on": "2025-01-01"},
        },
        "post /api/v1/tasks/{pk}/endings/{ending}/confirmation": {},
        "post /api/v1/tasks/{pk}/endings/{ending}/return": {"answer": "x"},
        "post /api/v1/tasks/{pk}/endings/{ending}/withdrawal": {},
        "post /api/v1/lists/{pk}/adoption": {"meeting": house["meeting"].pk},
        "patch /api/v1/lists/{pk}/adoption": {"meeting": house["meeting"].pk},
    }


def operations():
    """Give every operation as its method and path, with what its description says it does."""
    for path, methods in description()["paths"].items():
        for method, told in methods.items():
            yield f"{method} {path}", told.get("description", "")


def rows(house):
    """Ask each operation of a program of each role."""
    clients = {role: _client(actor) for role, actor in house.actors.items()}
    sent = bodies(house)
    for name, words in operations():
        told = {role: _asked(house, one, name, sent) for role, one in clients.items()}
        yield Row(name, words.partition("\n")[0], told)


def _client(actor):
    """Give a program that acts for an account; without a token where the account may have none."""
    try:
        secret = make_token(actor=actor, name="x", wanted=scopes.known(), days=30)[1]
    except Forbidden:
        return Client()
    return Client(headers={"authorization": f"Bearer {secret}"})


def _asked(house, client, name, sent):
    method, path = name.split(" ")
    kind = path.split("/")[3]
    if "{ending}" in path:
        path = path.replace("{pk}", str(house["end of a task"].task_id))
    for part, record in {"pk": RECORDS.get(kind), **PARTS}.items():
        if f"{{{part}}}" in path:
            path = path.replace(f"{{{part}}}", str(house[record].pk))
    cache.clear()  # the limits of how often
    with transaction.atomic():
        headers = {"idempotency-key": "the-matrix-asks"}
        if method != "get" and "{pk}" in name:
            steps = path.split("/")
            read = client.get("/".join(steps[: 7 if "{ending}" in name else 5]))
            headers["if-match"] = read.headers.get("etag", "")
        given = () if method == "get" else (sent[name], "application/json")
        status = getattr(client, method)(path, *given, headers=headers).status_code
        transaction.set_rollback(True)
    return ANSWERS.get(status, MAY)
