"""A list out of a file: read, settled, confirmed at once or not at all."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.governance import services
from plenary.contexts.governance.models import (
    Basis,
    Duty,
    ListEntry,
    ListImport,
    ListRow,
    Task,
    TaskList,
    Theme,
)
from plenary.contexts.governance.selectors import list_imports as selectors
from plenary.contexts.governance.selectors.list_imports import plan_of
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.documents.models import Document, Passage, StoredFile
from plenary.kernel.documents.spreadsheets import Upload
from plenary.kernel.organisations.models import FormerName
from plenary.kernel.search.models import Entry
from plenary.kernel.text.models import TextState
from plenary.shared.actor import SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import factories
from tests.contexts.governance.list_files import (
    HEAD,
    ROWS,
    paper_without_a_table,
    upload,
    word,
    xlsx,
)
from tests.factories import body, grant_role, person, post, unit, unit_user, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee():
    return body(name_zh="区委外事工作委员会")


@pytest.fixture
def units():
    return {
        name: unit(name_zh=name, short_zh=short)
        for name, short in (
            ("区商务局", "商务局"),
            ("区文化和旅游局", "区文旅局"),
            ("区政府外事办公室", "区外办"),
            ("区城市管理委员会", ""),
        )
    }


def start(office, committee, rows=(HEAD, *ROWS), **options):
    return services.start_list_import(
        actor=office, file=upload(list(rows), **options), body_id=committee.pk
    )


def settle(office, found, *words):
    return services.change_list_import(
        actor=office,
        import_id=found.pk,
        seen_version=found.version,
        part="words",
        values={"words": words},
    )


def choose(office, found, **rows):
    return services.change_list_import(
        actor=office,
        import_id=found.pk,
        seen_version=found.version,
        part="rows",
        values={"rows": {row.removeprefix("r"): choice for row, choice in rows.items()}},
    )


def confirm(office, found):
    return services.confirm_list_import(
        actor=office,
        import_id=found.pk,
        seen_version=found.version,
        seen_digest=plan_of(found).digest,
    )


def settled(office, committee, units, **options):
    found = start(office, committee, **options)
    return settle(
        office,
        found,
        ("unit", "区城管委", units["区城市管理委员会"].pk),
        ("unit", "各街道", 0),
    )


def counts():
    return [m.objects.count() for m in (TaskList, Task, Basis, Duty, ListEntry, Document, Passage)]


@pytest.mark.parametrize("name", ["2025.xlsx", "2025.docx"])
def test_a_file_becomes_a_draft_list_whose_tasks_rest_on_their_rows(office, committee, units, name):
    found = settled(office, committee, units, name=name)

    made = confirm(office, found)

    assert made.state == "draft"
    assert (made.body_id, made.starts_on.year) == (committee.pk, 2025)
    lines = made.entries.values_list("number", "task__title_zh", "task__due_on", "task__state")
    assert list(lines) == [
        (1, ROWS[0][1], dt.date(2025, 6, 30), "draft"),
        (2, ROWS[1][1], dt.date(2025, 9, 30), "draft"),
        (3, ROWS[2][1], dt.date(2025, 12, 31), "draft"),
    ]
    first = Task.objects.get(title_zh=ROWS[0][1])
    assert first.lead_unit == units["区商务局"]
    assert first.success_zh == "签约不少于三项"
    supporting = first.duties.filter(role="supporting").values_list("unit__name_zh", flat=True)
    assert set(supporting) == {"区文化和旅游局", "区政府外事办公室"}
    passage = first.bases.get().passage
    assert passage.row == 2
    assert passage.quote == " | ".join(cell for cell in ROWS[0] if cell)
    assert passage.document.file_id == found.file_id
    found.refresh_from_db()
    assert (found.state, found.tables, found.counts) == ("done", [], {"new": 3})
    assert AuditRow.objects.filter(action="governance.task.created").count() == 3
    assert TextState.objects.filter(subject_type="governance.task", field="title").count() == 3
    assert Entry.objects.filter(subject_type="governance.task", audience="office").count() == 3


def test_the_list_brought_in_is_adopted_as_any_other(office, committee, units):
    made = confirm(office, settled(office, committee, units))

    services.adopt_list(actor=office, list_id=made.pk, seen_version=None, owed="待补")

    assert set(Task.objects.values_list("state", flat=True)) == {"open"}


def test_nothing_but_the_working_paper_is_stored_before_it_is_confirmed(office, committee, units):
    before = counts()

    settled(office, committee, units)

    assert counts() == before


def test_open_names_and_wrong_rows_keep_the_file_out(office, committee, units):
    found = start(office, committee)
    before = counts()

    with pytest.raises(Refused, match="open"):
        confirm(office, found)

    assert {word.words for word in plan_of(found).open_words} == {"区城管委", "各街道"}
    assert counts() == before


def test_an_abbreviation_a_former_name_and_a_dissolved_unit_are_proposed(office, committee, units):
    FormerName.objects.create(organisation=units["区商务局"], name_zh="区外经贸委")
    unit(name_zh="区旅游委", dissolved_on=dt.date(2020, 1, 1), successor=units["区文化和旅游局"])
    rows = [
        HEAD,
        *[
            ["", f"事项{n}", name]
            for n, name in enumerate(("区城管委", "区外经贸委", "区旅游委", "石景山区商务局"))
        ],
    ]

    words = {word.words: word for word in plan_of(start(office, committee, rows)).words}

    assert words["区城管委"].is_open
    assert [near.name for near in words["区城管委"].near] == ["区城市管理委员会"]
    assert (words["区外经贸委"].found, words["区外经贸委"].how) == (units["区商务局"].pk, "former")
    assert words["区旅游委"].is_open
    assert [near.pk for near in words["区旅游委"].near] == [units["区文化和旅游局"].pk]
    assert words["石景山区商务局"].is_open
    assert [near.pk for near in words["石景山区商务局"].near] == [units["区商务局"].pk]


def test_what_a_name_was_settled_to_mean_it_means_again(office, committee, units):
    rows = [HEAD, ["1", "甲事", "市容委", "各街道", "雨季前"], ["2", "乙事", "城管口", "", "年底"]]
    found = start(office, committee, rows)
    care, gone = units["区城市管理委员会"], unit(name_zh="区市容办")
    day = dt.date(2025, 6, 1)
    settle(
        office, found,
        *[("unit", words, pk) for words, pk in (("市容委", care.pk), ("城管口", gone.pk), ("各街道", 0))],
        ("due", "雨季前", day),
    )  # fmt: skip
    found.refresh_from_db()
    made = confirm(office, found)
    found.refresh_from_db()
    assert set(found.choices) == {"words"}

    same = services.start_list_import(actor=office, file=upload(rows), list_id=made.pk)

    plan = plan_of(same)
    assert (plan.open_words, plan.totals["same"], plan.totals["changed"]) == ([], 2, 0)
    gone.dissolved_on = day
    gone.save()
    next_year = {word.words: word for word in plan_of(start(office, committee, rows)).words}
    assert (next_year["市容委"].found, next_year["市容委"].is_chosen) == (care.pk, True)
    assert all(next_year[words].is_open for words in ("城管口", "各街道", "雨季前"))
    elsewhere = start(office, body(), rows)
    assert plan_of(elsewhere).open_words


def test_the_one_name_proposed_is_taken_for_all_words_at_once_and_what_is_chosen_stays(
    client, office, committee, units
):
    rows = [
        HEAD,
        *[["", f"事项{n}", name] for n, name in enumerate(("城管委", "区文旅委", "某处"))],
    ]
    found = start(office, committee, rows)
    words = plan_of(found).words
    assert [word.has_one_near for word in words] == [True, True, False]
    sent = {f"words-{at}": word.words for at, word in enumerate(words)}
    sent |= {"pick-0": "", "pick-1": "0", "pick-2": "", "version": found.version}
    client.force_login(grant_role(user(), "office"))
    assert "take the one name proposed each (2)" in client.get(found.get_absolute_url()).text

    client.post(f"{found.get_absolute_url()}words/", {**sent, "take": "1"})

    found.refresh_from_db()
    by = {word.words: (word.found, word.is_open) for word in plan_of(found).words}
    assert by == {
        "城管委": (units["区城市管理委员会"].pk, False),
        "区文旅委": (0, False),
        "某处": (None, True),
    }


def test_a_leader_is_known_by_post_and_by_the_person_who_holds_it(office, committee, units):
    held = post(organisation=committee, title_zh="副主任")
    someone = person(name_zh="王某")
    someone.holdings.create(post=held, since_on=dt.date(2024, 1, 1))
    head = ["任务", "牵头单位", "分管领导"]
    rows = [head, ["甲事", "商务局", "王某"], ["乙事", "商务局", "区委外事工作委员会副主任"]]

    plan = plan_of(start(office, committee, rows))

    assert [line.given["accountable_post_id"] for line in plan.lines] == [held.pk, held.pk]
    assert {word.how for word in plan.words if word.kind == "post"} == {"person", "name"}


def test_a_date_not_understood_is_settled_once_for_all_its_rows(office, committee, units):
    rows = [HEAD, *[["", f"会议服务{n}", "商务局", "", "逢会即办"] for n in "甲乙"]]
    found = start(office, committee, rows)
    assert [word.words for word in plan_of(found).open_words] == ["逢会即办"]

    found = settle(office, found, ("due", "逢会即办", dt.date(2025, 11, 30)))

    assert {line.given["due_on"] for line in plan_of(found).lines} == {dt.date(2025, 11, 30)}
    found = settle(office, found, ("due", "逢会即办", ""))
    assert {line.given["due_on"] for line in plan_of(found).lines} == {None}
    assert plan_of(settle(office, found, ("due", "逢会即办", None))).open_words


def test_the_same_text_twice_in_a_file_must_be_settled(office, committee, units):
    rows = [HEAD, ROWS[0], [*ROWS[2]], ["4", ROWS[0][1] + "。", "商务局"]]
    found = start(office, committee, rows)
    assert [line.verdict for line in plan_of(found).lines] == ["new", "new", "error"]

    left = plan_of(choose(office, found, r4="leave"))
    assert [line.verdict for line in left.lines] == ["new", "new", "left"]
    found.refresh_from_db()
    kept = choose(office, found, r4="new")
    assert plan_of(kept).totals == {"new": 3}
    assert confirm(office, kept).entries.count() == 3


def test_a_task_still_under_way_is_carried_on_and_a_closed_one_is_only_named(
    office, committee, units
):
    last = factories.task_list(
        body_id=committee.pk, starts_on=dt.date(2024, 1, 1), ends_on=dt.date(2024, 12, 31)
    )
    running = factories.open_task(title_zh=ROWS[0][1], lead_unit_id=units["区商务局"].pk)
    closed = factories.closed_task(title_zh=ROWS[2][1])
    for task in (running, closed):
        entry = ListEntry(task_list=last, task=task, number=task.pk)
        entry.save()
    found = settled(office, committee, units)

    plan = plan_of(found)
    made = confirm(office, found)

    assert [line.verdict for line in plan.lines] == ["joins", "new", "new"]
    assert "closed" in plan.lines[2].doubts[0]
    assert "that date stays" in plan.lines[0].doubts[0]
    assert made.entries.get(number=1).task == running
    assert running.entries.count() == 2
    assert running.bases.filter(passage__row=2).exists()
    running.refresh_from_db()
    assert running.due_on == dt.date(2025, 12, 31)


def test_a_text_much_like_another_is_doubted_and_may_be_chosen_to_be_the_same(
    office, committee, units
):
    last = factories.task_list(body_id=committee.pk)
    running = factories.open_task(title_zh="办好国际会展小镇的推介会")
    ListEntry.objects.create(task_list=last, task=running, number=1)
    found = settled(office, committee, units)
    line = plan_of(found).lines[0]
    assert (line.verdict, line.likely[0].key) == ("new", running.pk)
    assert "much like" in line.doubts[0]

    found = choose(office, found, r2=f"task:{running.pk}")

    assert plan_of(found).lines[0].verdict == "joins"
    assert confirm(office, found).entries.get(number=1).task == running


def test_the_same_file_again_changes_nothing(office, committee, units):
    made = confirm(office, settled(office, committee, units))
    before = counts()
    again = services.start_list_import(actor=office, file=upload([HEAD, *ROWS]), list_id=made.pk)
    again = settle(
        office, again, ("unit", "区城管委", units["区城市管理委员会"].pk), ("unit", "各街道", 0)
    )

    plan = plan_of(again)
    confirm(office, again)

    assert plan.totals == {"same": 3}
    assert counts() == before


def test_a_changed_file_changes_just_what_differs_in_a_draft_list(office, committee, units):
    made = confirm(office, settled(office, committee, units))
    rows = [
        ["1", ROWS[0][1], "区外办", "区文旅局", "7月底前", "签约不少于四项", "甲"],
        ["3", ROWS[1][1], "", "", "第三季度", "", ""],
        ["2", ROWS[2][1], "商务局", "", "全年", "不少于四期", "丙"],
        ["4", "编制国际化指南", "区外办", "", "Q4", "", ""],
    ]
    again = services.start_list_import(actor=office, file=upload([HEAD, *rows]), list_id=made.pk)

    plan = plan_of(again)
    confirm(office, again)

    assert [line.verdict for line in plan.lines] == ["changed", "changed", "changed", "new"]
    first = Task.objects.get(title_zh=ROWS[0][1])
    assert (first.due_on, first.success_zh) == (dt.date(2025, 7, 31), "签约不少于四项")
    assert first.lead_unit == units["区政府外事办公室"]
    assert first.duties.get(role="lead").unit == units["区政府外事办公室"]
    assert list(made.entries.values_list("number", "task__title_zh")) == [
        (1, ROWS[0][1]),
        (2, ROWS[2][1]),
        (3, ROWS[1][1]),
        (4, "编制国际化指南"),
    ]
    assert ListRow.objects.get(entry__number=2, entry__task_list=made).cells[-1] == "丙"


def test_an_adopted_list_is_compared_and_not_changed(office, committee, units):
    made = confirm(office, settled(office, committee, units))
    services.adopt_list(actor=office, list_id=made.pk, seen_version=None, owed="待补")
    before = counts()
    rows = [*ROWS, ["4", "编制国际化指南", "区外办"]]
    again = services.start_list_import(actor=office, file=upload([HEAD, *rows]), list_id=made.pk)
    again = settle(
        office, again, ("unit", "区城管委", units["区城市管理委员会"].pk), ("unit", "各街道", 0)
    )

    with pytest.raises(Refused, match="by a decision"):
        confirm(office, again)
    wrong = services.start_list_import(
        actor=office,
        file=upload([HEAD, ["1", ROWS[0][1], "区外办"]]),
        list_id=made.pk,
    )

    assert plan_of(wrong).lines[0].verdict == "error"
    assert counts() == before


def test_a_file_that_would_do_something_else_by_now_is_shown_anew(office, committee, units):
    found = settled(office, committee, units)
    seen = plan_of(found).digest
    task_list = factories.task_list(body_id=committee.pk)
    task = factories.open_task(title_zh=ROWS[0][1])
    ListEntry.objects.create(task_list=task_list, task=task, number=1)
    before = counts()

    with pytest.raises(Stale):
        services.confirm_list_import(
            actor=office, import_id=found.pk, seen_version=found.version, seen_digest=seen
        )

    assert counts() == before


def test_two_people_settle_the_same_paper_and_the_second_is_told(office, committee, units):
    found = start(office, committee)
    settle(office, found, ("unit", "各街道", 0))

    with pytest.raises(Stale):
        settle(office, found, ("unit", "区城管委", 0))


def test_a_list_without_a_body_is_not_made(office, units):
    found = services.start_list_import(actor=office, file=upload([HEAD, ROWS[2]]))
    before = counts()

    with pytest.raises(Refused, match="which body"):
        confirm(office, found)

    assert counts() == before


def test_the_list_the_table_and_the_columns_can_be_mended(office, committee, units):
    found = start(office, committee, [["说明", "x"], HEAD, *ROWS])

    def change(part, **values):
        found.refresh_from_db()
        return services.change_list_import(
            actor=office, import_id=found.pk, seen_version=found.version, part=part, values=values
        )

    named = {"name_zh": "要事清单", "name_en": "", "body": committee.pk, "cadence": "half"}
    days = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2026, 12, 31)}
    assert change("list", **named, **days).choices["list"]["cadence"] == "half"
    assert change("table", table=0, first=1, past=2).choices["head"] == [0, 2]
    assert change("table", table=0, first=2, past=2).choices["head"] == [1, 2]
    columns = ["number", "title_zh", "lead", "", "due", "success_zh", "theme"]
    assert change("columns", columns=columns).choices["columns"] == columns
    for part, values in (
        ("list", {**named, **days, "name_zh": " "}),
        ("list", {**named, "starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2025, 1, 1)}),
        ("list", {**named, **days, "cadence": "weekly"}),
        ("table", {"table": 5, "first": 1, "past": 1}),
        ("table", {"table": 0, "first": 9, "past": 3}),
        ("columns", {"columns": ["lead", "lead", "", "", "", "", ""]}),
        ("columns", {"columns": ["lead"]}),
        ("rows", {"rows": {"3": "vanish"}}),
        ("rows", {"rows": {"3": "task:x"}}),
    ):
        with pytest.raises(Refused):
            change(part, **values)
    with pytest.raises(NotFound):
        change("elsewhere")
    with pytest.raises(NotFound):
        change("words", words=[("unit", "区城管委", 987654)])


def test_a_list_without_a_column_of_tasks_says_so(office, committee):
    plan = plan_of(start(office, committee, [["甲", "乙"], ["1", "2"]]))

    assert "text of the task" in plan.faults[0]
    assert not plan.can_be_done


def test_a_text_too_long_for_a_title_is_cut_and_its_row_keeps_it_whole(office, committee, units):
    long = "推进国际交往" * 60
    found = start(office, committee, [HEAD, ["1", long, "商务局"]])

    made = confirm(office, found)

    title = made.entries.get().task.title_zh
    assert len(title) == 300
    assert title.endswith("…")
    assert long in made.entries.get().task.bases.get().passage.quote


def test_a_paper_is_put_aside_taken_up_again_and_confirmed_once(office, committee, units):
    found = settled(office, committee, units)

    def move(to):
        found.refresh_from_db()
        return services.move_list_import(
            actor=office, import_id=found.pk, seen_version=found.version, move=to
        )

    assert move("drop").state == "dropped"
    found.refresh_from_db()
    with pytest.raises(Refused):
        settle(office, found, ("unit", "各街道", 0))
    assert move("take_up").state == "open"
    with pytest.raises(NotFound):
        move("vanish")
    found.refresh_from_db()
    confirm(office, found)
    found.refresh_from_db()
    with pytest.raises(Refused):
        services.confirm_list_import(
            actor=office, import_id=found.pk, seen_version=found.version, seen_digest=""
        )


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (Upload("a.xlsx", b""), "empty"),
        (Upload("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100), "password"),
        (Upload("a.xlsm", xlsx([HEAD]) + b"xl/vbaProject.bin"), "macros"),
        (Upload("a.pdf", b"%PDF-1.7"), "Save it as .xlsx or .docx"),
        (Upload("a.xlsx", xlsx([HEAD, *ROWS])[:-2000]), "damaged"),
        (Upload("a.xlsx", xlsx([["x"]] * 20_001)), "20000 rows"),
        (Upload("a.xlsx", xlsx([[""]])), "holds no row"),
        (Upload("a.docx", word([[""]])[:-900]), "damaged"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_plain_words(office, committee, file, words):
    with pytest.raises(Refused) as refused:
        services.start_list_import(actor=office, file=file, body_id=committee.pk)

    assert words in str(refused.value.fields["upload"])
    assert not ListImport.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_document_without_a_table_is_told_so(office, committee):
    with pytest.raises(Refused) as refused:
        services.start_list_import(actor=office, file=Upload("a.docx", paper_without_a_table()))

    assert "no table" in str(refused.value.fields["upload"])


@pytest.mark.parametrize(
    ("rows", "name"), [([HEAD, ["1", "机密★十年"]], "a.xlsx"), ([HEAD, ROWS[0]], "秘密★.xlsx")]
)
def test_a_secrecy_marking_is_refused_before_anything_is_kept(office, committee, rows, name):
    with pytest.raises(Refused):
        start(office, committee, rows, name=name)

    assert not ListImport.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_secrecy_marking_in_the_lists_name_is_refused(office, committee, units):
    found = start(office, committee)

    with pytest.raises(Refused):
        services.change_list_import(
            actor=office,
            import_id=found.pk,
            seen_version=found.version,
            part="list",
            values={
                **found.choices["list"],
                "name_zh": "秘密★",
                "starts_on": dt.date(2025, 1, 1),
                "ends_on": dt.date(2025, 2, 1),
            },
        )


def test_only_the_office_brings_lists_in_and_sees_the_papers(office, committee, actor_of):
    found = start(office, committee)

    roles = ("leader", "verifier", "editor", "translator", "administrator")
    for actor in (*map(actor_of, roles), unit_user(unit()).actor):
        assert not selectors.visible_to(actor).exists()
        with pytest.raises(Forbidden):
            services.start_list_import(actor=actor, file=upload([HEAD]), body_id=committee.pk)
        with pytest.raises(NotFound):
            settle(actor, found, ("unit", "各街道", 0))
        with pytest.raises(NotFound):
            confirm(actor, found)
        with pytest.raises(NotFound):
            services.move_list_import(
                actor=actor, import_id=found.pk, seen_version=found.version, move="drop"
            )
    assert selectors.visible_to(SYSTEM).exists()
    with pytest.raises(NotFound):
        services.start_list_import(actor=office, file=upload([HEAD, ROWS[0]]), list_id=987654)


def test_a_replaced_task_is_not_carried_on(office, committee, units):
    last = factories.task_list(body_id=committee.pk)
    replaced = factories.open_task(title_zh=ROWS[0][1], lead_unit_id=units["区商务局"].pk)
    ListEntry.objects.create(task_list=last, task=replaced, number=1)
    services.supersede_task(
        actor=SYSTEM,
        task_id=replaced.pk,
        seen_version=None,
        given=factories.given(title_zh="另一项工作", lead_unit_id=units["区商务局"].pk),
        reason="调整",
    )
    found = settled(office, committee, units)

    assert plan_of(found).lines[0].verdict == "new"
    made = confirm(office, choose(office, found, r2=f"task:{replaced.pk}"))

    assert not made.entries.filter(task=replaced).exists()
    assert not replaced.bases.filter(passage__row=2).exists()


def test_two_rows_are_not_the_same_task(office, committee, units):
    last = factories.task_list(body_id=committee.pk)
    running = factories.open_task(title_zh=ROWS[0][1], lead_unit_id=units["区商务局"].pk)
    ListEntry.objects.create(task_list=last, task=running, number=1)
    rows = [HEAD, ROWS[0], ["2", ROWS[0][1], "商务局"], ["3", "另一项工作", "商务局"]]
    found = start(office, committee, rows)
    assert [line.verdict for line in plan_of(found).lines] == ["joins", "error", "new"]

    chosen = plan_of(choose(office, found, r3="leave", r4=f"task:{running.pk}"))

    assert [line.verdict for line in chosen.lines] == ["joins", "left", "error"]
    assert "Row 2" in str(chosen.lines[2].faults[0])


def test_a_closed_task_cannot_be_chosen_to_go_on(office, committee, units):
    last = factories.task_list(body_id=committee.pk)
    closed = factories.closed_task(title_zh=ROWS[0][1])
    ListEntry.objects.create(task_list=last, task=closed, number=1)
    found = choose(office, settled(office, committee, units), r2=f"task:{closed.pk}")

    line = plan_of(found).lines[0]

    assert line.verdict == "error"
    assert "closed" in str(line.faults[0])


def test_a_task_that_is_joined_has_an_audit_row_of_its_new_basis(office, committee, units):
    last = factories.task_list(body_id=committee.pk)
    running = factories.open_task(title_zh=ROWS[0][1], lead_unit_id=units["区商务局"].pk)
    ListEntry.objects.create(task_list=last, task=running, number=1)

    confirm(office, settled(office, committee, units))

    row = AuditRow.objects.get(action="governance.task.basis_added")
    basis = running.bases.get(passage__row=2)
    assert (row.subject_id, row.after["note"]) == (
        running.pk,
        {"basis": f"passage {basis.passage_id}"},
    )


def test_a_list_is_held_before_it_is_compared_so_that_two_files_follow_each_other(
    office, committee, units
):
    made = confirm(office, settled(office, committee, units))
    rows = [HEAD, *ROWS, ["4", "编制国际化指南", "区外办"]]
    again = services.start_list_import(actor=office, file=upload(rows), list_id=made.pk)
    again = settle(
        office, again, ("unit", "区城管委", units["区城市管理委员会"].pk), ("unit", "各街道", 0)
    )
    digest = plan_of(again).digest
    with CaptureQueriesContext(connection) as seen:
        services.confirm_list_import(
            actor=office, import_id=again.pk, seen_version=again.version, seen_digest=digest
        )

    asked = [query["sql"] for query in seen.captured_queries]
    held = [n for n, sql in enumerate(asked) if sql.startswith("SELECT") and _is_of_the_list(sql)]
    read = next(n for n, sql in enumerate(asked) if 'FROM "governance_listentry"' in sql)
    assert held[0] < read


def _is_of_the_list(sql):
    locks = not connection.features.has_select_for_update or "FOR UPDATE" in sql
    return locks and 'FROM "governance_tasklist"' in sql


def test_a_unit_that_a_file_lets_lead_keeps_no_other_part(office, committee, units):
    head = ["任务", "牵头单位"]
    lead, other = units["区商务局"], units["区文化和旅游局"]
    made = confirm(office, start(office, committee, [head, ["编制指南", "商务局"]]))
    task = made.entries.get().task
    services.assign_duty(actor=office, task_id=task.pk, role="supporting", unit_id=other.pk)
    assert task.duties.filter(unit=lead).exists()
    again = services.start_list_import(
        actor=office, file=upload([head, ["编制指南", "区文旅局"]]), list_id=made.pk
    )

    confirm(office, again)

    assert list(task.duties.values_list("role", "unit_id")) == [("lead", other.pk)]


def test_units_that_go_on_keep_what_was_typed_for_them_and_each_change_has_its_row(
    office, committee, units
):
    head = ["任务", "牵头单位", "责任单位"]
    trade, culture, foreign = (
        units[name] for name in ("区商务局", "区文化和旅游局", "区政府外事办公室")
    )
    made = confirm(office, start(office, committee, [head, ["编制指南", "商务局", "区文旅局"]]))
    task = made.entries.get().task
    for role, words in (("lead", "指南一份"), ("responsible", "文旅篇章")):
        services.edit_duty(
            actor=office,
            duty_id=task.duties.get(role=role).pk,
            seen_version=None,
            changes={"deliverable_zh": words, "due_on": None},
        )
    kept = task.duties.get(role="responsible").pk

    def bring(*cells):
        again = services.start_list_import(
            actor=office, file=upload([head, ["编制指南", *cells]]), list_id=made.pk
        )
        confirm(office, again)
        found = task.duties.order_by("role", "unit_id")
        return list(found.values_list("role", "unit_id", "deliverable_zh"))

    assert bring("区外办", "区文旅局") == [
        ("lead", foreign.pk, "指南一份"),
        ("responsible", culture.pk, "文旅篇章"),
    ], "a new lead has the deliverable of the one before it"
    assert bring("区文旅局", "区外办") == [
        ("lead", culture.pk, "文旅篇章"),
        ("responsible", foreign.pk, "指南一份"),
    ]
    assert bring("区文旅局", "商务局") == [
        ("lead", culture.pk, "文旅篇章"),
        ("responsible", trade.pk, ""),
    ]
    assert task.duties.get(role="lead").pk == kept
    rows = AuditRow.objects.filter(subject_type="governance.duty").order_by("pk")
    assert [row.action.rpartition(".")[2] for row in rows] == [
        *("edited", "edited"),
        *("removed", "assigned"),
        *("edited", "edited"),
        *("removed", "assigned"),
    ]
    task.refresh_from_db()
    assert task.lead_unit_id == culture.pk


def test_a_retired_theme_takes_nothing_new_from_a_file_and_keeps_what_it_has(
    office, committee, units
):
    head = ["任务", "牵头单位", "类别"]
    theme = Theme.objects.create(key="old", name_zh="旧类别")
    row = ["编制指南", "商务局", "旧类别"]
    made = confirm(office, start(office, committee, [head, row]))
    assert made.entries.get().task.theme_id == theme.pk
    Theme.objects.filter(pk=theme.pk).update(retired_on=dt.date(2025, 6, 1))
    rows = [head, row, ["另编手册", "区文旅局", "旧类别"]]
    again = services.start_list_import(actor=office, file=upload(rows), list_id=made.pk)

    plan = plan_of(again)
    confirm(office, again)

    assert [line.verdict for line in plan.lines] == ["same", "new"]
    assert "retired" in str(plan.lines[1].doubts)
    themes = made.entries.order_by("number").values_list("task__theme_id", flat=True)
    assert list(themes) == [theme.pk, None]


def test_another_places_unit_is_never_proposed_as_ones_own(office, units):
    own = body(name_zh="中共石景山区委外事工作委员会")
    names = {
        "海淀区商务局": [],
        "北京市海淀区商务局": [],
        "东石景区文化和旅游局": [],
        "石景山区商务局": ["区商务局"],
        "北京市石景山区商务局": ["区商务局"],
        "石景区商务局": ["区商务局"],
        "城市管理委员会": ["区城市管理委员会"],
    }
    rows = [HEAD, *[["", f"事项{n}", name] for n, name in enumerate(names)]]

    words = {word.words: word for word in plan_of(start(office, own, rows)).words}

    assert {one: [near.name for near in words[one].near] for one in names} == names


def test_an_ugly_file_is_read_and_each_doubt_is_shown(office, committee, units):
    """A heading over two rows, roles within cells, seven ways to hold names apart, slips of the pen, numbers as text."""
    head = ["序号", "重点任务", "责任单位", "", "完成时限"]
    under = ["", "", "牵头单位", "其他单位", ""]
    lines = [
        ("01", "甲事", "区商务局和区文化和旅游局", "三季度末"),
        ("2.", "乙事", "区商务局/区文化和旅游局", "年底前"),
        ("３", "丙事", "牵头：区商务局\n配合：区文化和旅游局", "2025年6月底"),
        ("4", "丁事", "区商务局（牵头） 区文化和旅游局（配合）", "45838"),
        ("5", "戊事", "区商物局", "二〇二五年十月"),
        ("6", "己事", "区城市管理委员会及各街道", "30/06/2025"),
        ("7", "庚事", "1.区商务局 2.区文化和旅游局", "雨季前"),
    ]
    rows = [head, under, *[[no, title, lead, "", due] for no, title, lead, due in lines]]
    merged = ((0, 2, 0, 3, "责任单位"), (0, 0, 1, 0, "序号"), (0, 1, 1, 1, "重点任务"))
    found = start(office, committee, rows, merged=merged)

    plan = plan_of(found)

    commerce, culture = units["区商务局"].pk, units["区文化和旅游局"].pk
    given = {line.given["title_zh"]: line.given for line in plan.lines}
    parts = {
        title: (one["lead_unit_id"], one["responsible_unit_ids"], one["supporting_unit_ids"])
        for title, one in given.items()
    }
    for title in ("甲事", "乙事", "庚事"):
        assert parts[title] == (commerce, (culture,), ()), title
    for title in ("丙事", "丁事"):
        assert parts[title] == (commerce, (), (culture,)), title
    assert parts["戊事"] == (None, (), ())
    assert parts["己事"] == (units["区城市管理委员会"].pk, (), ())
    days = {"甲事": (9, 30), "乙事": (12, 31), "丙事": (6, 30), "丁事": (6, 30), "己事": (6, 30)}
    for title, (month, day) in days.items():
        assert given[title]["due_on"] == dt.date(2025, month, day), title
    assert [line.number for line in plan.lines] == [1, 2, 3, 4, 5, 6, 7]
    asked = {(word.kind, word.words): word for word in plan.words}
    assert [near.pk for near in asked["unit", "区商物局"].near] == [commerce]
    assert asked["unit", "区商物局"].is_open
    assert asked["unit", "各街道"].is_open
    assert asked["due", "45838"].how == "guess"
    assert asked["due", "雨季前"].is_open
    assert {word.words for word in plan.open_words} == {"区商物局", "各街道", "雨季前"}
