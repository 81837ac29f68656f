"""The API asked by Schemathesis, in this process: what its description allows, and what it forbids.

A few requests of each operation and way, the same on each run; ``make check-real`` asks for minutes.
"""

import pytest
import schemathesis
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from plenary.config.rest import description
from plenary.kernel.accounts import scopes
from plenary.kernel.accounts.services import make_token
from tests.contexts.governance import factories
from tests.factories import grant_role, user

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("the_first_of_july"),
    pytest.mark.once,
]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EACH = 3
"""Requests of each operation: so many that are allowed, and so many that are not."""
QUICK = settings(
    max_examples=EACH,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def records():
    """What there is to ask for, by the word before its number in an address."""
    task = factories.open_task()
    factories.report(task)
    return {
        "tasks": task.pk,
        "lists": factories.task_list().pk,
        "meetings": factories.meeting().pk,
        "duty": task.duties.get().pk,
    }


@pytest.fixture
def headers():
    """Those of a program that may do everything that the office may."""
    office = grant_role(user(), "office").actor
    _token, secret = make_token(actor=office, name="x", wanted=scopes.known(), days=30)
    return {"Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_whatever_is_sent_the_api_answers_or_refuses_by_its_description(mode, records, headers):
    schema = schemathesis.openapi.from_dict(description())
    schema.app = WSGIHandler()
    asked, answers = 0, set()
    for found in schema.get_all_operations():
        strategy = found.ok().as_strategy(generation_mode=mode)

        @QUICK
        @given(strategy)
        def ask(case):
            nonlocal asked
            asked += 1
            answers.add(sent(case, records, headers, mode))

        ask()
    assert asked > 60
    assert {200, 201} & answers if mode == GenerationMode.POSITIVE else {422} <= answers


def sent(case, records, headers, mode):
    """Send a request and take it back; give the status of its answer."""
    kind = case.path.split("/")[3]
    if mode == GenerationMode.POSITIVE:
        case.path_parameters |= {
            name: records.get(name if name != "pk" else kind, given)
            for name, given in case.path_parameters.items()
        }
    cache.clear()  # the limits of how often
    checks = CHECKS + [negative_data_rejection] * (mode == GenerationMode.NEGATIVE)
    with transaction.atomic():
        answer = case.call_and_validate(headers=headers, checks=checks)
        transaction.set_rollback(True)
    return answer.status_code
