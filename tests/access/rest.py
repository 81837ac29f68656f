"""The operations of the API, out of its own description, asked by a program of each role."""

from django.core.cache import cache
from django.test import Client

from plenary.config.rest import description
from plenary.kernel.accounts import scopes
from plenary.kernel.accounts.services import make_token
from plenary.shared.errors import Forbidden
from tests.access.asking import FORBIDDEN, MAY, MISSING, SIGN_IN
from tests.access.kinds import Row

RECORDS = {"tasks": "task", "lists": "list", "meetings": "meeting"}
ANSWERS = {401: SIGN_IN, 403: FORBIDDEN, 404: MISSING}


def bodies(house):
    """Give what each operation that takes a body is sent."""
    return {
        "post /api/v1/checks": {"text_zh": "离境退税", "text_en": "Tax refund"},
        "post /api/v1/tasks": {
            "basis": {"kind": "priority", "id": house["priority"].pk},
            "title_zh": "新任务",
        },
        "post /api/v1/tasks/{pk}/progress": {"unit": house["lead unit"].pk, "done_zh": "x"},
        "patch /api/v1/tasks/{pk}": {"title_zh": "改名", "reason": "x"},
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
    record = house[RECORDS[path.split("/")[3]]] if "{pk}" in path else None
    path = path.replace("{pk}", str(record.pk)) if record else path
    cache.clear()  # the limits of how often
    headers = {"idempotency-key": "the-matrix-asks"}
    if method == "patch":
        headers["if-match"] = client.get(path).headers.get("etag", "")
    given = () if method == "get" else (sent[name], "application/json")
    status = getattr(client, method)(path, *given, headers=headers).status_code
    return ANSWERS.get(status, MAY)
