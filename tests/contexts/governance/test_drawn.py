"""What a chart draws is what its table says, and what the database holds."""

import datetime as dt
from collections import Counter
from itertools import pairwise

import pytest
from lxml import html

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Duty, LightCount, Milestone, Task
from plenary.contexts.governance.views.findings import of_load, of_year
from plenary.shared import clock
from plenary.shared.actor import SYSTEM
from plenary.shared.web.charts import HEIGHT, WIDTH, ends, scale
from tests.contexts.governance import factories
from tests.factories import grant_role, unit, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_first_of_july")]

ORDER = ("red", "yellow", "green", "made_good", "done", "none")
HEADINGS = {
    "en": (
        "4 units lead most: 3 of 48 tasks each",
        "Most falls due in 2025-10: 10 of 48 tasks",
    ),
    "zh-hans": ("4个单位牵头最多，各3项（共48项）", "2025-10到期最多：10项（共48项）"),
}
LONG = "Office for the Coordination of International Exchange, Foreign-Related Services and Exhibitions"


@pytest.fixture
def page(signed_in):
    client = signed_in(grant_role(user(name="Office"), "office"))

    def given(address, language="en"):
        answer = client.get(address, headers={"accept-language": language})
        assert answer.status_code == 200
        return html.fromstring(answer.content.decode())

    return given


@pytest.fixture
def work():
    """Forty units, one of them with a very long name, and tasks of every light in several months."""
    units = [unit(name_en=f"Bureau {n}", name_zh=f"第{n}局") for n in range(39)]
    units.append(unit(name_en=LONG, name_zh="国际交往涉外服务与会展协调推进工作办公室" * 2))
    lights = iter([*ORDER, *ORDER, *["green"] * 60])
    Task.objects.bulk_create(
        Task(
            state="open",
            lead_unit=lead,
            title_en=f"Task {place}.{step}",
            due_on=(due := dt.date(2025, 7 + (place + step) % 6, 3 + place % 20)),
            first_due_on=due,
            light=(light := next(lights)),
            shown_light=light,
            made_at=clock.now(),
        )
        for place, lead in enumerate(units)
        for step in range(3 if place in {0, 1, 2, 8} else 1)
    )
    return units


def columns(section):
    """The table beside a drawing: by row, its numbers by light, and its total."""
    rows = {}
    for row in section.xpath(".//details//tbody/tr"):
        *counts, total = (int(cell.text) for cell in row.xpath("./td"))
        assert len(counts) == len(ORDER)
        rows[row.xpath("string(./th)")] = (
            {k: n for k, n in zip(ORDER, counts, strict=True) if n},
            total,
        )
    return rows


def bars(section):
    """The bars as drawn: by name, the widths of their parts by light, the number and the marks beside them."""
    drawn = {}
    for line in section.xpath(".//ol[contains(@class, 'bars')]/li"):
        widths = {
            rect.get("class").removeprefix("fill-"): float(rect.get("width"))
            for rect in line.xpath("./svg[@class='strip']/rect")
        }
        tally = {
            one.xpath("./svg/@class")[0].removeprefix("mark-"): int(
                one.xpath("string(text()[last()])") or 0
            )
            for one in line.xpath("./span[@class='tally']/span")
        }
        drawn[line.xpath("string(*[1])")] = (widths, int(line.xpath("string(./b)")), tally)
    return drawn


def check_bars(section, kept):
    longest = max(sum(counts.values()) for counts in kept.values())
    drawn, table = bars(section), columns(section)
    assert set(drawn) == set(table) == set(kept)
    for name, counts in kept.items():
        widths, total, tally = drawn[name]
        assert table[name] == (dict(counts), total) == (tally, sum(counts.values())), name
        assert widths == pytest.approx(
            {key: WIDTH * count / longest for key, count in counts.items()}, abs=0.01
        )


def test_bars_marks_and_tables_are_the_databases_numbers(page, work):
    for language in ("en", "zh-hans"):
        _check_board(page, language)


def _check_board(page, language):
    name = "lead_unit__name_zh" if language == "zh-hans" else "lead_unit__name_en"
    by_unit, by_month = {}, {f"2025-{month:02}": Counter() for month in range(1, 13)}
    for who, light, due in Task.objects.values_list(name, "shown_light", "due_on"):
        by_unit.setdefault(who, Counter())[light] += 1
        by_month[f"{due:%Y-%m}"][light] += 1

    shown = page("/board/charts/", language)

    load, due = (
        shown.xpath(f"//section[@aria-labelledby='{key}-h']")[0] for key in ("load", "due")
    )
    assert len(by_unit) == 40
    check_bars(load, by_unit)
    check_bars(due, by_month)
    headings = (load.xpath("string(.//h2)"), due.xpath("string(.//h2)"))
    assert headings == HEADINGS[language]


def test_a_heading_says_what_is_so_and_nothing_where_months_tie(page, commerce):
    draft = factories.task_list()
    given = [(commerce.pk, 7), (commerce.pk, 8), (None, 7), (None, 8), (None, 9), (None, 9)]
    for lead, month in given:
        task = factories.draft_task(lead_unit_id=lead, due_on=dt.date(2025, month, 3))
        services.add_task_to_list(actor=SYSTEM, list_id=draft.pk, task_id=task.pk)

    shown = page(f"/board/charts/?list={draft.pk}")

    load, due = (
        shown.xpath(f"string(//section[@aria-labelledby='{key}-h'])") for key in ("load", "due")
    )
    assert (
        load.split("\n")[1].strip()
        == f"{commerce.short_en or commerce.name_en} leads most: 2 of 6 tasks"
    )
    assert "number of tasks of the draft list, by light" in load
    assert "Most falls due" not in due
    assert of_load([], 3) == ""
    assert of_year([2, 0, 2], 1, 2025) == "4 due dates, 1 of them late"
    assert of_year([2, 0, 1], 0, 2025).endswith("most in 2025-01: 2")


def test_the_area_over_time_holds_the_counts_that_were_kept(page, commerce):
    factories.open_task(lead_unit_id=commerce.pk)
    kept = {
        clock.today() - dt.timedelta(days=days): counts
        for days, counts in (
            (20, {"green": 9, "none": 3}),
            (11, {"red": 1, "green": 7, "done": 4}),
            (0, {"red": 3, "yellow": 1, "green": 5, "done": 3}),
        )
    }
    LightCount.objects.bulk_create(
        LightCount(on=on, light=light, count=count)
        for on, counts in kept.items()
        for light, count in counts.items()
    )

    section = page("/board/charts/").xpath("//section[@aria-labelledby='time-h']")[0]

    heights = Counter()
    for shape in section.xpath(".//polygon"):
        points = [tuple(map(float, one.split(","))) for one in shape.get("points").split()]
        half = len(points) // 2
        for (x, top), (_x, foot) in zip(points[:half], reversed(points[half:]), strict=True):
            heights[x, shape.get("class").removeprefix("fill-")] = round((foot - top) * 12 / HEIGHT)
    table = columns(section)
    for (on, counts), x in zip(kept.items(), (0.0, 450.0, 1000.0), strict=True):
        assert {key: heights[x, key] for key in ORDER if heights[x, key]} == counts
        assert table[str(on)] == (counts, 12)
    at_end = section.xpath(".//svg[@class='ends']/svg")
    assert {
        one.get("class").removeprefix("mark-"): int(one.xpath("string(text)")) for one in at_end
    } == kept[clock.today()]
    assert section.xpath(".//svg[@class='axis']/text/text()")[-1] == "12"
    assert section.xpath("string(.//h2)") == "Late tasks have risen from 0 to 3 since 2025-06-11"


def test_the_year_draws_each_date_once_and_its_table_adds_up(page, commerce):
    for place, light in enumerate((*ORDER, *ORDER)):
        made = factories.open_task(lead_unit_id=commerce.pk, due_on=dt.date(2025, 3 + place % 7, 9))
        Task.objects.filter(pk=made.pk).update(light=light, shown_light=light)
    late = Task.objects.filter(shown_light="red").count()
    one = Task.objects.first()
    Milestone.objects.create(task=one, number=9, title_en="Step", due_on=dt.date(2025, 7, 9))

    shown = page("/board/timeline/?year=2025&lanes=unit")

    drawn = Counter()
    for mark in shown.xpath("//svg[@class='year']/svg"):
        drawn["all"] += int(mark.xpath("string(text)") or 1)
    table = shown.xpath("//table[contains(@class, 'numbers')]/tbody/tr")
    totals = [int(row.xpath("string(td[last()])")) for row in table]
    months = [
        sum(
            int(cell.xpath("string(.)") or 0)
            for cell in row.xpath("td[@class='num'][position() < last()]")
        )
        for row in table
    ]
    steps = Milestone.objects.filter(due_on__year=2025).count()
    assert months == totals
    assert drawn["all"] == sum(totals) == Task.objects.count() + steps
    legend = [int(n) for n in shown.xpath("//p[contains(@class, 'chart-legend')]//b/text()")]
    assert sum(legend) == sum(totals)
    told = shown.xpath("string(//*[@id='year-h'])")
    assert told.startswith(f"{Task.objects.count()} due dates, {late} of them late")


def test_the_chain_draws_as_many_boxes_and_lines_as_its_table_says(page, commerce):
    directive = factories.directive()
    made = factories.open_task(
        bases=[services.BasisGiven("directive", directive.pk)], lead_unit_id=commerce.pk
    )
    Duty.objects.filter(task=made).update(deliverable_en="Handbook")

    shown = page(f"/chains/directive/{directive.pk}/")

    rows = shown.xpath("//table/tbody/tr")
    boxes = shown.xpath("//svg[@class='flow']//rect")
    leads = shown.xpath("//table/tbody/tr/td[last()]/a")
    assert len(boxes) == len(rows) >= 3
    assert len(shown.xpath("//svg[@class='flow']/path")) == len(leads)
    numbers = [
        words.split(" · ")[0]
        for words in shown.xpath("//svg[@class='flow']//text[@class='what']/text()")
    ]
    assert numbers == [row.xpath("string(td[1])") for row in rows]


@pytest.mark.parametrize("most", [1, 3, 11, 40, 99, 999, 12345])
def test_an_axis_has_few_even_numbers_from_nought_to_its_end(most):
    numbers = [number for number, _place in scale(most)]
    assert (numbers[0], numbers[-1]) == (0, most)
    assert 2 <= len(numbers) <= 6
    steps = {b - a for a, b in pairwise(numbers[:-1])}
    assert len(steps) <= 1
    assert [place for _number, place in scale(most)][::-1] == sorted(
        place for _n, place in scale(most)
    )
    assert scale(0) == []


def test_marks_at_the_end_never_lie_over_one_another():
    placed = ends({"red": 1, "yellow": 1, "green": 97, "done": 1}, ORDER, 100)
    places = [one.at for one in placed]
    assert all(a - b >= 9 for a, b in pairwise(places))
    assert min(places) >= 0
    assert ends({}, ORDER, 0) == []
