"""Measures bound to a task on its page."""

import datetime as dt

import pytest

from plenary.kernel.measures import services as measures
from plenary.shared.actor import SYSTEM
from tests.contexts.governance import factories
from tests.factories import grant_role, unit_user, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]


@pytest.fixture
def office_account():
    return grant_role(user(), "office")


@pytest.fixture
def points():
    return measures.make_hand_measure(
        actor=SYSTEM,
        name_zh="办税点",
        name_en="Refund points",
        counted_zh="个",
        counted_en="points",
    )


@pytest.fixture
def task(commerce):
    return factories.open_task(lead_unit_id=commerce.pk)


def test_the_office_binds_a_measure_with_a_target_and_everybody_inside_sees_how_far_it_is(
    signed_in, office_account, commerce, points, task
):
    office = signed_in(office_account)
    address = f"/tasks/{task.pk}/measures/"
    form = {"seen_version": task.version, "measure_1": points.key, "target_1": "40"}

    assert office.post(address, form).status_code == 302
    measures.report_figure(
        actor=SYSTEM,
        key=points.key,
        unit_id=commerce.pk,
        starts_on=dt.date(2025, 1, 1),
        ends_on=dt.date(2025, 6, 30),
        value=30,
    )

    assert [(one.measure, one.target) for one in task.measures.all()] == [(points.key, 40)]
    unit = signed_in(unit_user(commerce))
    page = unit.get(f"/tasks/{task.pk}/").content.decode()
    assert "Refund points" in page
    assert "75 %" in page
    assert f"/tasks/{task.pk}/measures/" not in page
    assert unit.get(address).status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [
        {"measure_1": "no.such", "target_1": ""},
        {"measure_1": "", "target_1": "4"},
        {"measure_1": "own.refund-points", "measure_2": "own.refund-points"},
        {"measure_1": "own.refund-points", "target_1": "-1"},
    ],
)
def test_what_cannot_be_meant_is_refused_and_what_was_bound_stays(
    signed_in, office_account, points, task, wrong
):
    office = signed_in(office_account)
    address = f"/tasks/{task.pk}/measures/"
    office.post(address, {"seen_version": task.version, "measure_1": points.key})
    task.refresh_from_db()

    assert office.post(address, {"seen_version": task.version, **wrong}).status_code == 422
    assert [one.measure for one in task.measures.all()] == [points.key]


def test_a_late_binding_is_told_and_an_empty_form_takes_the_measures_off(
    signed_in, office_account, points, task
):
    office = signed_in(office_account)
    address = f"/tasks/{task.pk}/measures/"
    office.post(address, {"seen_version": task.version, "measure_1": points.key})

    late = office.post(address, {"seen_version": task.version, "measure_1": ""})
    task.refresh_from_db()
    gone = office.post(address, {"seen_version": task.version, "measure_1": ""})

    assert (late.status_code, gone.status_code) == (409, 302)
    assert not task.measures.exists()
