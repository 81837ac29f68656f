"""The pages on which measures are made and figures are typed."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.kernel.measures import services
from plenary.kernel.measures.models import Figure, HandMeasure
from plenary.shared.actor import SYSTEM
from tests import factories

pytestmark = pytest.mark.django_db
NEW = "/measures/new/"
NAMES = {
    "name_zh": "办税点",
    "name_en": "Refund points",
    "counted_zh": "个",
    "counted_en": "points",
}
HALF = {"starts_on": "2025-01-01", "ends_on": "2025-06-30"}


@pytest.fixture
def office(signed_in):
    return signed_in(factories.grant_role(factories.user(), "office"))


@pytest.fixture
def points():
    return services.make_hand_measure(actor=SYSTEM, **NAMES)


def test_the_office_makes_a_measure_and_renames_it_and_its_figures_stay(office):
    answer = office.post(NEW, NAMES)
    again = office.post(NEW, NAMES)

    assert answer.url == "/measures/own.refund-points/"
    assert again.url == "/measures/own.refund-points-2/"
    held = HandMeasure.objects.get(key="own.refund-points")
    renamed = office.post(
        f"{answer.url}edit/",
        {**NAMES, "name_en": "Tax refund points", "seen_version": held.version},
    )
    late = office.post(
        f"{answer.url}edit/", {**NAMES, "name_en": "Mine", "seen_version": held.version}
    )
    assert (renamed.status_code, late.status_code) == (302, 409)
    assert "Mine" in late.content.decode()
    assert "Tax refund points" in office.get(answer.url).content.decode()


def test_a_measure_without_a_name_is_refused_and_only_chinese_gets_a_key_too(office):
    refused = office.post(NEW, {"counted_zh": "个"})
    made = office.post(NEW, {"name_zh": "论坛来宾"})

    assert refused.status_code == 422
    assert made.url == "/measures/own.measure/"
    assert HandMeasure.objects.count() == 1


def test_a_unit_reports_for_itself_and_corrects_and_nobody_else_does(client, points):
    ours, theirs = factories.unit(), factories.unit()
    client.force_login(factories.unit_user(of=ours))
    address = f"/measures/{points.key}/figures/"
    typed = {**HALF, "value": "12", "source": "台账"}

    for_others = client.post(address, {**typed, "unit": theirs.pk})
    reported = client.post(address, {**typed, "unit": ours.pk})
    twice = client.post(address, {**typed, "unit": ours.pk, "value": "13"})

    assert (for_others.status_code, reported.status_code, twice.status_code) == (422, 302, 422)
    held = Figure.objects.get()
    assert (held.unit_id, held.value) == (ours.pk, 12)
    form = client.get(f"/measures/figures/{held.pk}/")
    assert 'name="unit"' not in form.content.decode()
    kept = client.post(
        f"/measures/figures/{held.pk}/", {"value": "14", "source": "台账", "seen_version": 1}
    )
    stale = client.post(
        f"/measures/figures/{held.pk}/", {"value": "15", "source": "台账", "seen_version": 1}
    )
    assert (kept.status_code, stale.status_code) == (302, 409)
    held.refresh_from_db()
    assert (held.value, held.ends_on) == (14, dt.date(2025, 6, 30))

    client.force_login(factories.unit_user(of=theirs))
    assert client.get(f"/measures/figures/{held.pk}/").status_code == 404
    assert client.get(NEW).status_code == 403


def test_a_typed_unit_that_is_none_of_ours_and_a_crooked_number_change_nothing(office, points):
    address = f"/measures/{points.key}/figures/"

    answers = [
        office.post(address, {**HALF, **wrong})
        for wrong in (
            {"value": "many"},
            {"value": "-1"},
            {"value": "1", "unit": "x"},
            {"value": "1", "ends_on": "2024-01-01"},
            {"value": "1", "starts_on": "2099-01-01", "ends_on": "2099-02-01"},
        )
    ]

    assert {answer.status_code for answer in answers} == {422}
    assert not Figure.objects.exists()
    assert office.post(f"/measures/{points.key}x/figures/", HALF).status_code == 404


def test_the_list_takes_as_many_queries_for_many_measures_as_for_few(office, points):
    few = _queries(office)
    for number in range(20):
        services.make_hand_measure(actor=SYSTEM, **{**NAMES, "name_en": f"Points {number}"})

    assert _queries(office) == few
    page = office.get("/measures/?from=2025-01-01&to=2025-12-31").content.decode()
    assert page.count("Points ") >= 20
    assert "nothing reported" in page


def _queries(client):
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/measures/").status_code == 200
    return len(asked)
