import datetime as dt

import pytest
import time_machine

from plenary.kernel.audit.models import AuditRow
from plenary.kernel.measures import registry, selectors, services
from plenary.kernel.measures.jobs import keep_snapshots
from plenary.kernel.measures.models import Figure, HandMeasure, MeasureSnapshot
from plenary.kernel.organisations.models import Organisation
from plenary.shared.actor import NOBODY, SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests import factories

pytestmark = pytest.mark.django_db

START, END = dt.date(2025, 1, 1), dt.date(2025, 6, 30)
QUARTERS = [(START, dt.date(2025, 3, 31)), (dt.date(2025, 4, 1), END)]


@pytest.fixture(autouse=True)
def _no_registers(monkeypatch):
    monkeypatch.setattr(registry, "_declared", {})


def test_each_day_is_kept_once_with_what_was_missed_and_what_is_kept_stays(client):
    def at(day):
        return time_machine.travel(dt.datetime.fromisoformat(f"{day}T00:15+08:00"), tick=False)

    units_measure()
    hand_measure()
    factories.unit()
    with at("2025-07-02"):
        assert keep_snapshots.call() == 1  # the hand-kept measure has no figure yet
        assert keep_snapshots.call() == 0
    factories.unit()
    figure(period=(dt.date(2025, 7, 3), dt.date(2025, 7, 3)), value=5)

    with at("2025-07-06"):
        assert keep_snapshots.call() == 7

    rows = MeasureSnapshot.objects.values_list("measure", "on__day", "value")
    assert list(rows.filter(measure="units.kept")) == [
        ("units.kept", day, 1 if day == 1 else 2) for day in range(1, 6)
    ]
    assert [day for _key, day, _value in rows.filter(measure="forum.guests")] == [3, 4, 5]
    client.force_login(factories.grant_role(factories.user(), "office"))
    page = client.get("/measures/units.kept/").content.decode()
    assert "2025-07-05" in page
    assert "2025-07-04" not in page


def hand_measure(key="forum.guests", **fields):
    return services.make_hand_measure(
        **{
            "actor": SYSTEM,
            "key": key,
            "name_zh": "论坛来宾",
            "name_en": "Forum guests",
            "counted_zh": "人次",
            "counted_en": "visits",
            **fields,
        }
    )


def figure(unit=None, period=(START, END), value=10, key="forum.guests", **fields):
    return services.report_figure(
        **{
            "actor": SYSTEM,
            "key": key,
            "unit_id": unit.pk if unit else None,
            "starts_on": period[0],
            "ends_on": period[1],
            "value": value,
            **fields,
        }
    )


def units_measure(key="units.kept"):
    """A declared measure with a real query behind it."""
    measure = registry.Measure(
        key=key,
        name_zh="单位数",
        name_en="Units",
        counted_zh="家",
        counted_en="units",
        value=lambda _start, _end, unit_ids: Organisation.objects.filter(
            **({} if unit_ids is None else {"pk__in": unit_ids})
        ).count(),
        records_url="/organisations/",
    )
    registry.declare(measure)
    return measure


def test_declared_and_hand_kept_measures_stand_in_one_list(django_assert_num_queries):
    declared = units_measure()
    hand_measure()
    hand_measure("art.shows")

    with django_assert_num_queries(1):
        keys = [measure.key for measure in registry.all_measures()]

    assert keys == ["units.kept", "art.shows", "forum.guests"]
    assert registry.get("units.kept") is declared
    assert registry.get("forum.guests").counted_zh == "人次"
    assert registry.get("none") is None


def test_a_key_is_declared_once():
    measure = units_measure()
    registry.declare(measure)

    with pytest.raises(ValueError, match="declared twice"):
        units_measure()


def test_a_measure_adds_up_its_figures_within_the_period():
    hand_measure()
    one, other = factories.unit(), factories.unit()
    figure(one, QUARTERS[0], 10)
    figure(one, QUARTERS[1], 5)
    figure(other, QUARTERS[1], 7)
    figure(other, (dt.date(2025, 6, 1), dt.date(2025, 7, 31)), 100)
    measure = registry.get("forum.guests")

    assert measure.value(START, END, None) == 22
    assert measure.value(START, END, [one.pk]) == 15
    assert measure.value(*QUARTERS[0], None) == 10
    assert measure.value(START, END, []) == 0


def test_no_day_of_a_unit_is_counted_twice():
    hand_measure()
    unit = factories.unit()
    for period, value in zip(QUARTERS, (10, 5), strict=True):
        figure(unit, period, value)
    figure(unit, (START, END), 16)
    figure(factories.unit(), QUARTERS[0], 1)

    counted, others = selectors.figures_behind(SYSTEM, "forum.guests", START, END)

    assert registry.get("forum.guests").value(START, END, None) == 17
    assert sorted(f.value for f in counted) == [1, 16]
    assert [f.value for f in others] == [10, 5]
    assert registry.get("forum.guests").value(*QUARTERS[0], None) == 11


def test_values_of_many_hand_kept_measures_take_one_query(django_assert_num_queries):
    for n in range(20):
        hand_measure(f"m{n}")
        figure(factories.unit(), key=f"m{n}", value=n)
    hand_measure("silent")

    for count in (1, 20):
        with django_assert_num_queries(1):
            values = selectors.values_for([f"m{n}" for n in range(count)], START, END)
    units_measure()
    with django_assert_num_queries(2):
        values = selectors.values_for(["m3", "silent", "units.kept", "none", "m3"], START, END)

    assert values == {"m3": 3, "silent": None, "units.kept": 20, "none": None}
    assert selectors.values_for(["m3"], START, END, unit_ids=[0]) == {"m3": None}
    assert selectors.values_for([], START, END) == {}


def test_a_unit_reports_its_own_figure_and_corrects_it():
    hand_measure()
    unit = factories.unit()
    liaison = factories.unit_user(of=unit).actor
    first = figure(unit, actor=liaison, source="签到表")

    second = figure(unit, actor=liaison, value=12, seen_version=1)

    assert (second.pk, second.value, second.version) == (first.pk, 12, 2)
    assert Figure.objects.count() == 1
    row = AuditRow.objects.filter(action="measures.figure.reported").last()
    assert (row.before["value"], row.after["value"]) == (10, 12)


@pytest.mark.parametrize(("seen", "error"), [(None, Refused), (1, Stale)])
def test_a_second_figure_is_refused_and_a_correction_of_an_older_one_is_stale(seen, error):
    hand_measure()
    unit = factories.unit()
    figure(unit)
    figure(unit, value=11, seen_version=1)

    with pytest.raises(error):
        figure(unit, value=12, seen_version=seen)

    assert Figure.objects.get().value == 11


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"value": -1}, Refused),
        ({"value": 2**63}, Refused),
        ({"period": (END, START)}, Refused),
        ({"period": (dt.date(2099, 1, 1), dt.date(2099, 3, 31))}, Refused),
        ({"source": "机密★"}, Refused),
        ({"key": "units.kept"}, Refused),
        ({"key": "none"}, NotFound),
        ({"unit_id": 10**9}, NotFound),
        ({"actor": NOBODY}, Forbidden),
    ],
)
def test_a_figure_that_is_refused_is_not_kept(fields, error):
    hand_measure()
    units_measure()

    with pytest.raises(error):
        figure(**fields)

    assert not Figure.objects.exists()


def test_a_unit_reports_for_no_other():
    hand_measure()
    liaison = factories.unit_user(of=factories.unit()).actor

    for other in (factories.unit(), None):
        with pytest.raises(Forbidden):
            figure(other, actor=liaison)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"key": "Forum Guests"}, Refused),
        ({"key": "forum.guests"}, Refused),
        ({"key": "units.kept"}, Refused),
        ({"key": "new", "name_zh": " ", "name_en": ""}, Refused),
        ({"key": "new", "name_zh": "机密★"}, Refused),
        ({"key": "new", "actor": NOBODY}, Forbidden),
    ],
)
def test_a_measure_that_is_refused_is_not_made(fields, error):
    units_measure()
    hand_measure()

    with pytest.raises(error):
        hand_measure(**fields)

    assert HandMeasure.objects.count() == 1


PAGE = "/measures/forum.guests/?from=2025-01-01&to=2025-06-30"


def test_the_page_lists_the_figures_behind_the_number(client):
    hand_measure()
    unit = factories.unit(name_en="Culture Bureau")
    figure(unit, value=4711, source="Sign-in sheet")
    figure(unit, QUARTERS[0], value=815)
    client.force_login(factories.grant_role(factories.user(), "office"))

    html = client.get(PAGE).content.decode()

    assert '<strong>4711</strong> <span lang="en">visits</span>' in html
    assert "Culture Bureau" in html
    assert "Sign-in sheet" in html
    assert "within a longer period" in html


def test_a_unit_sees_its_own_part_alone(client):
    hand_measure()
    mine = factories.unit()
    figure(mine, value=4711)
    figure(factories.unit(), value=815)
    client.force_login(factories.unit_user(of=mine))

    html = client.get(PAGE).content.decode()

    assert "<strong>4711</strong>" in html
    assert "815" not in html


def test_a_declared_measure_leads_to_its_records(client):
    units_measure()
    client.force_login(factories.grant_role(factories.user(), "office"))

    html = client.get("/measures/units.kept/?from=2025-01-01&to=x").content.decode()

    assert 'href="/organisations/?from=2025-01-01&amp;to=' in html
    assert "Nothing has been reported" not in html


def test_an_empty_measure_says_so_and_an_unknown_one_is_not_there(client):
    hand_measure(is_illustrative=True)
    client.force_login(factories.grant_role(factories.user(), "office"))

    html = client.get(PAGE).content.decode()

    assert "Nothing has been reported" in html
    assert "Illustrative" in html
    assert client.get("/measures/none/").status_code == 404


def test_the_page_takes_the_same_number_of_queries_for_one_and_fifty_figures(
    client, django_assert_num_queries
):
    hand_measure()
    figure(factories.unit())
    client.force_login(factories.grant_role(factories.user(), "office"))
    with django_assert_num_queries(7):
        client.get(PAGE)
    for _ in range(50):
        figure(factories.unit())
    with django_assert_num_queries(7):
        client.get(PAGE)
