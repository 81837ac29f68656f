"""A list out into a file and in again: the same file, and nothing changes."""

import datetime as dt
import io
import zipfile

import docx
import pytest
import python_calamine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenary.contexts.governance import services
from plenary.contexts.governance.exports.lists import docx_of, xlsx_of
from plenary.contexts.governance.models import Theme
from plenary.contexts.governance.selectors.list_imports import plan_of
from plenary.contexts.governance.selectors.list_sheets import sheet_of
from plenary.kernel.documents.spreadsheets import Upload
from tests.contexts.governance import factories
from tests.contexts.governance.list_files import HEAD, ROWS, word, xlsx
from tests.factories import body, grant_role, post, unit, unit_user, user

pytestmark = pytest.mark.django_db
TITLE = ["2025年重点任务清单"]
UNDER = ["", "", "牵头", "配合", "", "", ""]
TOP = ["序号", "重点任务", "责任单位", "", "完成时限", "工作目标", "备注"]
MERGED = ((0, 0, 0, 6, TITLE[0]), (1, 2, 1, 3, "责任单位"), (1, 0, 2, 0, "序号"))


@pytest.fixture
def units():
    return [unit(name_zh=name) for name in ("区商务局", "区文旅局", "区外办")]


def bring_in(office, data, name="a.xlsx", **options):
    found = services.start_list_import(actor=office, file=Upload(name, data), **options)
    plan = plan_of(found)
    if plan.open_words:
        found = services.change_list_import(
            actor=office,
            import_id=found.pk,
            seen_version=found.version,
            part="words",
            values={"words": [(word.kind, word.words, 0) for word in plan.open_words]},
        )
    return services.confirm_list_import(
        actor=office,
        import_id=found.pk,
        seen_version=found.version,
        seen_digest=plan_of(found).digest,
    )


def files(actor, task_list):
    sheet = sheet_of(actor, task_list)
    return {"list.xlsx": xlsx_of(sheet), "list.docx": docx_of(sheet, "清单")}


def cells_of(name, data):
    """The rows of a file's only sheet or table, each merged cell's words in its first place."""
    if name.endswith(".docx"):
        table = docx.Document(io.BytesIO(data)).tables[0]
        return [[cell.text for cell in row.cells] for row in table.rows]
    book = python_calamine.load_workbook(io.BytesIO(data))
    return [list(map(str, row)) for row in book.get_sheet_by_index(0).to_python()]


def merged_in(data):
    """The cells of a workbook's only sheet that are one."""
    book = python_calamine.load_workbook(io.BytesIO(data))
    return sorted(book.get_sheet_by_index(0).merged_cell_ranges)


def totals(office, name, data, task_list):
    found = services.start_list_import(actor=office, file=Upload(name, data), list_id=task_list.pk)
    opened = [(word.kind, word.words, 0) for word in plan_of(found).open_words]
    if opened:
        found = services.change_list_import(
            actor=office,
            import_id=found.pk,
            seen_version=found.version,
            part="words",
            values={"words": opened},
        )
    return dict(plan_of(found).totals)


def test_the_export_gives_the_same_file_back_and_bringing_that_in_changes_nothing(office, units):
    rows = [
        TITLE,
        TOP,
        UNDER,
        ["一、会展小镇"],
        ROWS[0],
        ROWS[1],
        ["二、退税"],
        ROWS[2],
        ["注：按季度报送"],
    ]
    across = ((6, 0, 6, 6, "二、退税"), (8, 0, 8, 6, "注：按季度报送"))
    data = xlsx(rows, merged=(*MERGED, *across))
    task_list = bring_in(office, data, body_id=body().pk)

    out = files(office, task_list)

    assert cells_of("list.xlsx", out["list.xlsx"]) == cells_of("list.xlsx", data)
    assert merged_in(out["list.xlsx"]) == merged_in(data)
    again = cells_of("list.docx", out["list.docx"])
    assert again[3] == ["一、会展小镇", *[""] * 6]
    assert again[6] == ["二、退税"] * 7
    assert again[8] == ["注：按季度报送"] * 7
    assert [row[1] for row in again[4:6]] == [ROWS[0][1], ROWS[1][1]]
    assert again[4][6] == "甲"
    for name, made_file in out.items():
        assert totals(office, name, made_file, task_list) == {"same": 3}


def test_only_what_has_changed_since_stands_otherwise_in_the_file(office, units):
    task_list = bring_in(office, xlsx([HEAD, *ROWS]), body_id=body().pk)
    task = task_list.entries.get(number=1).task
    services.edit_task(
        actor=office,
        task_id=task.pk,
        seen_version=None,
        changes={"due_on": dt.date(2025, 8, 15), "title_zh": "办好推介会"},
    )
    services.hand_over_lead(
        actor=office, task_id=task.pk, seen_version=None, unit_id=unit(name_zh="区投促局").pk
    )
    services.remove_task_from_list(
        actor=office, list_id=task_list.pk, task_id=task_list.entries.get(number=2).task_id
    )
    added = factories.draft_task(title_zh="编制指南", lead_unit_id=units[2].pk)
    services.add_task_to_list(actor=office, list_id=task_list.pk, task_id=added.pk)

    out = files(office, task_list)
    rows = cells_of("list.xlsx", out["list.xlsx"])

    assert rows[1] == [
        "1",
        "办好推介会",
        "区投促局",
        "区文旅局、区外办",
        "2025-08-15",
        "签约不少于三项",
        "甲",
    ]
    assert rows[2] == ["2", ROWS[2][1], "商务局", "", "全年", "不少于四期", "乙"]
    assert rows[3][:3] == ["3", "编制指南", "区外办"]
    for name, data in out.items():
        assert totals(office, name, data, task_list) == {"same": 3}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_list_that_never_was_a_file_goes_out_and_in_unchanged(office, units, language):
    leader = post(organisation=units[0], title_zh="局长", title_en="Director")
    task_list = factories.task_list()
    for fields in (
        {
            "title_zh": "甲事",
            "title_en": "First",
            "responsible_unit_ids": (units[0].pk, units[1].pk),
        },
        {
            "title_zh": "乙事",
            "success_zh": "三项\n四项",
            "accountable_post_id": leader.pk,
            "due_on": None,
        },
        {"title_zh": "", "title_en": "Third", "theme_id": Theme.objects.all()[0].pk},
    ):
        task = factories.draft_task(lead_unit_id=units[2].pk, **fields)
        services.add_task_to_list(actor=office, list_id=task_list.pk, task_id=task.pk)

    with translation.override(language):
        out = files(office, task_list)
        for name, data in out.items():
            assert totals(office, name, data, task_list) == {"same": 3}


WORDS = (
    st.text(
        st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=60
    )
    .map(str.strip)
    .filter(bool)
)


@pytest.mark.once
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    lines=st.lists(
        st.tuples(
            WORDS, st.sampled_from(["区商务局", "区文旅局、区外办", "", "各街道"]), WORDS, WORDS
        ),
        min_size=3,
        max_size=6,
        unique_by=lambda line: line[0],
    )
)
def test_whatever_stands_in_the_cells_comes_back_and_changes_nothing(office, units, lines):
    rows = [
        [str(n), f"任务{n}{title}", lead, "", due, success, "备"]
        for n, (title, lead, due, success) in enumerate(lines, 1)
    ]
    with transaction.atomic():
        task_list = bring_in(office, xlsx([HEAD, *rows]), body_id=body().pk)
        for name, data in files(office, task_list).items():
            assert totals(office, name, data, task_list) == {"same": len(rows)}
        transaction.set_rollback(True)


def test_a_cell_never_starts_a_formula(office, units):
    rows = [["1", "=cmd()", "区商务局", "", "+1", "-1", "@x"]]
    task_list = bring_in(office, xlsx([HEAD, ["0", "甲", "乙"]]), body_id=body().pk)
    task = task_list.entries.get().task
    services.edit_task(
        actor=office, task_id=task.pk, seen_version=None, changes={"title_zh": rows[0][1]}
    )

    data = xlsx_of(sheet_of(office, task_list))

    assert b"<f>" not in sheet_xml(data)
    assert cells_of("x.xlsx", data)[1][1] == "=cmd()"


def sheet_xml(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def test_who_does_not_read_everything_is_given_known_columns_of_their_own_tasks(office, units):
    task_list = bring_in(office, xlsx([HEAD, *ROWS]), body_id=body().pk)
    for entry in task_list.entries.all():
        if entry.task.lead_unit_id is None:
            services.assign_duty(
                actor=office, task_id=entry.task_id, role="lead", unit_id=units[1].pk
            )
    services.adopt_list(actor=office, list_id=task_list.pk, seen_version=None, owed="待补")

    sheet = sheet_of(unit_user(units[0]).actor, task_list)

    assert [row[1] for row in sheet.body] == [ROWS[0][1]]
    assert "甲" not in sheet.body[0]


def test_the_files_of_a_list_are_handed_out_to_those_who_see_it(client, office, units):
    task_list = bring_in(office, xlsx([HEAD, *ROWS]), body_id=body().pk)
    address = f"{task_list.get_absolute_url()}list"
    client.force_login(grant_role(user(), "leader"))

    assert client.get(f"{address}.xlsx").content.startswith(b"PK")
    assert client.get(f"{address}.docx").content.startswith(b"PK")
    assert client.get(f"{address}.exe").status_code == 404
    client.force_login(unit_user(unit()))
    assert client.get(f"{address}.xlsx").status_code == 404


def test_a_file_takes_the_same_queries_for_one_task_and_fifty(office):
    def queries(count):
        task_list = factories.task_list()
        for n in range(count):
            task = factories.draft_task(title_zh=f"任务{n}")
            services.add_task_to_list(actor=office, list_id=task_list.pk, task_id=task.pk)
        with CaptureQueriesContext(connection) as seen:
            sheet_of(office, task_list)
        return len(seen)

    assert queries(50) == queries(1)


def test_a_word_list_goes_out_and_in_as_word_and_by_way_of_a_workbook(office, units):
    """From .docx to .docx, and from .docx to .xlsx to .docx: the same cells, and nothing changes."""
    rows = [TOP, UNDER, ["一、会展小镇", *[""] * 6], ROWS[0], ROWS[1], ROWS[2]]
    merged = (((0, 2), (0, 3)), ((0, 0), (1, 0)), ((2, 0), (2, 6)))
    data = word([[*row] for row in rows], merged=merged)
    task_list = bring_in(office, data, name="a.docx", body_id=body().pk)

    first = files(office, task_list)

    handed_in = [[cell.strip() for cell in row] for row in cells_of("list.docx", data)]
    assert cells_of("list.docx", first["list.docx"]) == handed_in
    for name in ("list.docx", "list.xlsx"):
        before = everything_of(task_list)
        assert totals(office, name, first[name], task_list) == {"same": 3}
        found = bring_in(office, first[name], name=name, list_id=task_list.pk)
        assert found.pk == task_list.pk
        assert everything_of(task_list) == before
        again = files(office, task_list)
        assert cells_of("list.docx", again["list.docx"]) == handed_in
        assert cells_of("list.xlsx", again["list.xlsx"]) == cells_of(
            "list.xlsx", first["list.xlsx"]
        )


def everything_of(task_list):
    """The list's numbers with the words, dates and parts of its tasks."""
    return [
        (
            entry.number,
            *(
                getattr(entry.task, name)
                for name in ("title_zh", "title_en", "success_zh", "due_on", "theme_id")
            ),
            sorted(entry.task.duties.values_list("role", "unit_id")),
        )
        for entry in task_list.entries.select_related("task").order_by("number")
    ]
