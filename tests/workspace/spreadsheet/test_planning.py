"""Rows in, plan out: what each row of a spreadsheet would do."""

import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.kernel.documents.tables import Table
from plenary.workspace.spreadsheet.examples import CHINESE as EXAMPLE
from plenary.workspace.spreadsheet.organisations import FIELDS
from plenary.workspace.spreadsheet.plan import CHANGED, ERROR, NEW, UNCHANGED
from plenary.workspace.spreadsheet.planning import in_file_order, plan_import
from plenary.workspace.spreadsheet.present import (
    AccountNow,
    HoldingNow,
    OrganisationNow,
    PersonNow,
    PostNow,
    Present,
)
from plenary.workspace.spreadsheet.rows import understand
from plenary.workspace.spreadsheet.writing import rows_of

BLANK = {**dict.fromkeys(FIELDS, ""), "level": "own", "order": 0}
BLANK |= {"founded_on": None, "dissolved_on": None}


def organisation(pk, code, kind="unit", parent=None, other_names=(), members=(), **values):
    return OrganisationNow(
        pk,
        1,
        kind,
        code,
        parent,
        {**BLANK, "name_en": code.title(), **values},
        frozenset(other_names),
        frozenset(members),
    )


def table(sheet, *rows):
    """A sheet from dicts; the headings are the columns' keys."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    lines = [keys, *([_written(row.get(key)) for key in keys] for row in rows)]
    return Table(sheet, [(n, line) for n, line in enumerate(lines, start=1) if any(line)])


def _written(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def planned(*tables, present=None):
    return plan_import(understand(tables), present or Present())


def verdicts(plan):
    return [line.verdict for line in in_file_order(plan)]


def only(plan):
    (line,) = plan.lines
    return line


def faults(plan):
    return {f.column: f.sentence for line in plan.lines for f in line.faults}


def test_a_unit_that_nobody_knows_is_new():
    plan = planned(table("units", {"code": "trade", "name_zh": "商务局", "order": "2"}))

    line = only(plan)
    assert line.verdict == NEW
    assert line.title == "商务局"
    assert [(c.column, c.after) for c in line.changes] == [("order", 2)]
    assert plan.can_be_done


def test_a_known_unit_shows_each_field_before_and_after():
    present = Present((organisation(1, "trade", name_zh="商务局", order=1),))

    plan = planned(table("units", {"code": "trade", "name_zh": "商务和投资局"}), present=present)

    (change,) = only(plan).changes
    assert only(plan).verdict == CHANGED
    assert (change.column, change.before, change.after) == ("name_zh", "商务局", "商务和投资局")


def test_a_blank_cell_leaves_what_is_there():
    present = Present((organisation(1, "trade", short_en="Trade"),))

    plan = planned(table("units", {"code": "trade", "short_en": ""}), present=present)

    assert only(plan).verdict == UNCHANGED


def test_a_unit_without_a_code_is_known_by_its_name():
    present = Present((organisation(1, "trade", name_zh="商务局"),))

    plan = planned(table("单位", {"名称": "商务局", "简称": "商务"}), present=present)

    assert only(plan).verdict == CHANGED
    assert only(plan).step.ref == 1


def test_a_parent_is_found_by_code_or_name_in_the_directory_or_the_file():
    present = Present((organisation(1, "gov", name_zh="区政府"),))
    plan = planned(
        table(
            "units",
            {"code": "section", "name_en": "Section", "parent": "Trade Bureau"},
            {"code": "trade", "name_en": "Trade Bureau", "parent": "区政府"},
        ),
        present=present,
    )

    assert plan.can_be_done
    assert [line.title for line in plan.lines] == ["Trade Bureau", "Section"]
    assert plan.lines[0].step.parent == 1
    assert plan.lines[1].step.parent == "units:3"


@pytest.mark.parametrize(
    ("rows", "column", "words"),
    [
        ([{"code": "a", "name_en": "A", "parent": "nobody"}], "parent", "No body or unit"),
        ([{"code": "a"}], "name_zh", "needs a name"),
        ([{"code": "a", "name_en": "A"}, {"code": "a", "name_en": "B"}], "code", "row 2"),
        ([{"name_en": "Same"}, {"name_en": "Same"}], "name_zh", "row 2"),
        ([{"code": "a", "name_en": "A", "parent": "a"}], "parent", "below itself"),
        (
            [
                {"code": "a", "name_en": "A", "parent": "b"},
                {"code": "b", "name_en": "B", "parent": "a"},
            ],
            "parent",
            "below itself",
        ),
        (
            [{"code": "a", "name_en": "A", "founded_on": "2025-02-30"}],
            "founded_on",
            "not a whole day",
        ),
        ([{"code": "a", "name_en": "A", "order": "first"}], "order", "whole number"),
        ([{"code": "a", "name_en": "A", "level": "galactic"}], "level", "superior"),
        ([{"code": "a" * 41, "name_en": "A"}], "code", "40 characters"),
        ([{"code": "a", "name_en": "A\x01"}], "name_en", "no text has"),
        (
            [{"code": "a", "name_en": "A", "founded_on": "2025-01-02", "dissolved_on": "2025-1-1"}],
            "dissolved_on",
            "before the beginning",
        ),
    ],
)
def test_what_is_wrong_with_a_unit_is_said_at_its_column(rows, column, words):
    plan = planned(table("units", *rows))

    assert words in faults(plan)[column]
    assert not plan.can_be_done


def test_two_units_of_one_name_are_told_apart_by_code():
    present = Present(
        (organisation(1, "a", name_en="Office"), organisation(2, "b", name_en="Office"))
    )

    plan = planned(
        table("units", {"name_en": "Office"}, {"code": "c", "name_en": "C", "parent": "Office"}),
        present=present,
    )

    assert "Write its code" in faults(plan)["name_en"]
    assert "Write its code" in faults(plan)["parent"]


def test_a_body_does_not_become_a_unit():
    present = Present((organisation(1, "fac", kind="body"),))

    plan = planned(table("units", {"code": "fac", "name_en": "FAC"}), present=present)

    assert "as a body" in faults(plan)["code"]


def test_moving_a_unit_below_its_own_child_is_refused():
    present = Present((organisation(1, "top"), organisation(2, "low", parent=1)))

    plan = planned(table("units", {"code": "top", "parent": "low"}), present=present)

    assert "below itself" in faults(plan)["parent"]


def test_two_units_may_change_places_in_one_file():
    present = Present(
        (organisation(1, "top"), organisation(2, "low", parent=1), organisation(3, "gov"))
    )

    plan = planned(
        table("units", {"code": "top", "parent": "low"}, {"code": "low", "parent": "gov"}),
        present=present,
    )

    assert plan.can_be_done
    assert [line.step.ref for line in plan.lines] == [2, 1]


def test_a_nearly_equal_name_is_a_doubt_and_no_error():
    present = Present((organisation(1, "old", name_en="Culture and Tourism Bureau"),))

    plan = planned(
        table("units", {"code": "new", "name_en": "Culture & Tourism Bureau"}), present=present
    )

    assert "Culture and Tourism Bureau" in only(plan).doubts[0]
    assert plan.doubtful == 1
    assert plan.can_be_done


def test_names_that_differ_by_a_number_are_no_doubt():
    plan = planned(table("units", {"name_zh": "中心小学第一分校"}, {"name_zh": "中心小学第二分校"}))

    assert plan.doubtful == 0


def test_member_units_and_former_names_are_added_and_never_taken_away():
    present = Present(
        (
            organisation(1, "fac", kind="body", other_names={"Old"}, members={2}),
            organisation(2, "trade"),
            organisation(3, "culture"),
        )
    )

    plan = planned(
        table("bodies", {"code": "fac", "former_names": "Older; Old", "member_units": "culture"}),
        present=present,
    )

    assert only(plan).step.names_to_keep == ("Older",)
    assert only(plan).step.members_to_seat == (3,)


def test_a_member_unit_must_be_a_unit():
    plan = planned(
        table("bodies", {"code": "fac", "name_en": "FAC", "member_units": "fac; nobody"})
    )

    assert len(only(plan).faults) == 2


UNIT = organisation(1, "trade", name_en="Trade Bureau", name_zh="商务局")


def test_a_post_is_new_changed_or_unchanged_by_its_title():
    present = Present((UNIT,), (PostNow(7, 3, 1, "局长", "Director", 1, True),))

    plan = planned(
        table(
            "posts",
            {"organisation": "trade", "title_zh": "局长", "order": "1"},
            {"organisation": "商务局", "title_en": "Deputy", "is_leader": "是"},
        ),
        present=present,
    )
    changed = planned(
        table("posts", {"organisation": "trade", "title_en": "director", "is_leader": "no"}),
        present=present,
    )

    assert verdicts(plan) == [UNCHANGED, NEW]
    assert verdicts(changed) == [CHANGED]
    assert only(changed).step.ref == 7
    assert only(changed).step.title_zh == "局长"


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ({"organisation": "nobody", "title_en": "X"}, "organisation", "No body or unit"),
        ({"organisation": "", "title_en": "X"}, "organisation", "to which"),
        ({"organisation": "trade", "title_en": "", "order": "1"}, "title_zh", "needs a title"),
        ({"organisation": "trade", "title_en": "X", "is_leader": "maybe"}, "is_leader", "neither"),
    ],
)
def test_what_is_wrong_with_a_post_is_said_at_its_column(row, column, words):
    plan = planned(table("posts", row), present=Present((UNIT,)))

    assert words in faults(plan)[column]


def test_the_same_new_post_twice_is_refused():
    row = {"organisation": "trade", "title_en": "Director"}

    plan = planned(table("posts", row, row), present=Present((UNIT,)))

    assert verdicts(plan) == [NEW, ERROR]


POST = PostNow(7, 1, 1, "局长", "Director")
WANG = PersonNow(5, 2, "王某", "")


def test_a_holder_of_a_post_in_the_file_is_a_new_person():
    plan = planned(
        table("units", {"code": "u", "name_en": "U"}),
        table("posts", {"organisation": "u", "title_en": "Head"}),
        table(
            "holders",
            {"organisation": "U", "post": "head", "name_en": "Li", "since_on": "2025/1/2"},
        ),
    )

    step = plan.lines[-1].step
    assert plan.can_be_done
    assert (step.post, step.person) == ("posts:2", "holders:2")
    assert step.since_on == dt.date(2025, 1, 2)
    assert step.rename == ("", "Li")


def test_a_person_in_two_posts_of_the_file_is_one_person():
    present = Present((UNIT,), (POST, PostNow(8, 1, 1, "书记", "Secretary")))
    rows = [{"organisation": "trade", "post": post, "name_zh": "李某"} for post in ("局长", "书记")]

    plan = planned(table("holders", *rows), present=present)

    assert {line.step.person for line in plan.lines} == {"holders:2"}


@pytest.mark.parametrize(
    ("cells", "verdict", "changed"),
    [
        ({}, UNCHANGED, []),
        ({"since_on": "2024-01-01"}, UNCHANGED, []),
        ({"since_on": "2023-01-01"}, CHANGED, ["since_on"]),
        ({"until_on": "2025-01-01"}, CHANGED, ["until_on"]),
        ({"name_en": "Wang Mou"}, CHANGED, ["name_en"]),
        ({"since_on": "2025-02-01", "until_on": "2025-01-01"}, ERROR, None),
        ({"until_on": "2023-01-01"}, ERROR, None),
    ],
)
def test_a_holder_that_is_known_keeps_or_changes_its_days(cells, verdict, changed):
    held = HoldingNow(9, 4, 7, 5, dt.date(2024, 1, 1), None)
    present = Present((UNIT,), (POST,), (WANG,), (held,))

    plan = planned(
        table("holders", {"organisation": "trade", "post": "Director", "name_zh": "王某", **cells}),
        present=present,
    )

    assert only(plan).verdict == verdict
    if changed is not None:
        assert [change.column for change in only(plan).changes] == changed
        assert only(plan).step.holding == 9


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ({"post": "Director", "name_en": "Li"}, "organisation", "to which"),
        ({"organisation": "trade", "name_en": "Li"}, "post", "which post"),
        ({"organisation": "trade", "post": "Director"}, "name_zh", "needs a name"),
        ({"organisation": "trade", "post": "Juggler", "name_en": "Li"}, "post", "has no post"),
        ({"organisation": "none", "post": "Director", "name_en": "Li"}, "organisation", "No body"),
    ],
)
def test_what_is_wrong_with_a_holder_is_said_at_its_column(row, column, words):
    every = {"organisation": "", "post": "", "name_zh": "", "name_en": "", **row}

    plan = planned(table("holders", every), present=Present((UNIT,), (POST,)))

    assert words in faults(plan)[column]


def test_a_second_holder_and_a_nearly_equal_person_are_doubts():
    held = HoldingNow(9, 1, 7, 5, None, None)
    known = PersonNow(5, 1, "", "Margaret Okonkwo")
    present = Present((UNIT,), (POST,), (known,), (held,))

    plan = planned(
        table("holders", {"organisation": "trade", "post": "局长", "name_en": "Margret Okonkwo"}),
        present=present,
    )

    assert only(plan).verdict == NEW
    assert len(only(plan).doubts) == 2


def test_namesakes_are_told_apart_by_the_post_they_hold_or_refused():
    persons = (PersonNow(5, 1, "王某", ""), PersonNow(6, 1, "王某", ""))
    row = {"organisation": "trade", "post": "局长", "name_zh": "王某"}

    holding = Present((UNIT,), (POST,), persons, (HoldingNow(9, 1, 7, 6, None, None),))
    assert only(planned(table("holders", row), present=holding)).verdict == UNCHANGED
    nobody = Present((UNIT,), (POST,), persons)
    assert "Several persons" in faults(planned(table("holders", row), present=nobody))["name_zh"]


def test_an_account_is_invited_once_and_granted_each_role():
    plan = planned(
        table(
            "账号",
            {
                "邮箱": "Li@Example.org",
                "姓名": "李",
                "角色": "单位联络员",
                "单位": "trade",
                "语言": "中文",
            },
            {"邮箱": "li@example.org", "角色": "编辑"},
        ),
        present=Present((UNIT,)),
    )

    first, second = (line.step for line in plan.lines)
    assert plan.can_be_done
    assert (first.email, first.role, first.unit, first.invites) == (
        "li@example.org",
        "unit",
        1,
        True,
    )
    assert first.language == "zh-hans"
    assert (second.ref, second.role, second.invites) == (first.ref, "editor", False)


def test_an_account_with_its_grant_is_unchanged_and_keeps_its_name():
    now = AccountNow(3, "li@example.org", "Li", "en", True, frozenset({("unit", 1, None)}))

    plan = planned(
        table(
            "accounts", {"email": "li@example.org", "name": "L.", "role": "unit", "unit": "trade"}
        ),
        present=Present((UNIT,), accounts=(now,)),
    )

    assert only(plan).verdict == UNCHANGED
    assert "keeps that name" in only(plan).doubts[0]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ({"email": "nonsense", "name": "N"}, "email", "not an e-mail"),
        ({"email": "", "name": "N"}, "email", "needs an e-mail"),
        ({"email": "a@example.org"}, "name", "whose account"),
        ({"email": "a@example.org", "name": "N", "role": "king"}, "role", "not known here"),
        ({"email": "a@example.org", "name": "N", "role": "unit"}, "unit", "which unit"),
        ({"email": "a@example.org", "name": "N", "role": "unit", "unit": "x"}, "unit", "No body"),
        ({"email": "a@example.org", "name": "N", "unit": "trade"}, "role", "which role"),
        ({"email": "a@example.org", "name": "N", "role": "leader", "post": "x"}, "post", "no post"),
        ({"email": "shut@example.org", "role": "editor"}, "email", "closed"),
        ({"email": "root@example.org", "role": "editor"}, "role", "no other role"),
    ],
)
def test_what_is_wrong_with_an_account_is_said_at_its_column(row, column, words):
    shut = AccountNow(3, "shut@example.org", "S", "en", is_active=False)
    root = AccountNow(
        4, "root@example.org", "R", "en", True, frozenset({("administrator", None, None)})
    )
    present = Present((UNIT,), accounts=(shut, root))

    plan = planned(table("accounts", row), present=present)

    assert words in faults(plan)[column]


def test_a_role_for_a_post_finds_the_post_or_asks_where_it_is():
    other = organisation(2, "culture")
    posts = (POST, PostNow(8, 1, 2, "局长", ""), PostNow(9, 1, 2, "", "Curator"))
    present = Present((UNIT, other), posts)
    who = {"email": "a@example.org", "name": "N", "role": "leader"}

    asked = planned(table("accounts", {**who, "post": "局长"}), present=present)
    told = planned(
        table("accounts", {**who, "post": "局长", "organisation": "culture"}), present=present
    )
    alone = planned(table("accounts", {**who, "post": "Curator"}), present=present)

    assert "several posts" in faults(asked)["post"]
    assert only(told).step.post == 8
    assert only(alone).step.post == 9


def test_accounts_are_left_to_administrators():
    plan = planned(
        table("accounts", {"email": "a@example.org", "name": "N"}),
        present=Present(sees_accounts=False),
    )

    assert "Only an administrator" in faults(plan)[""]


def test_a_title_over_merged_cells_blank_lines_and_unknown_columns_do_no_harm():
    rows = [
        (1, ["Directory of the district", "", ""]),
        (3, ["Code", "Name in English", "Telephone"]),
        (6, ["trade", "Trade Bureau", "123"]),
    ]

    plan = planned(Table("units", rows))

    assert only(plan).number == 6
    assert only(plan).verdict == NEW
    assert "Telephone" in plan.notes[0]


def test_a_sheet_is_known_by_its_headings_where_its_name_says_nothing():
    plan = planned(Table("Sheet1", [(1, ["E-mail", "Name", "Role"]), (2, ["a@b.org", "A", ""])]))

    assert only(plan).sheet == "accounts"


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ([], "Start from the template"),
        ([Table("Sheet1", [(1, ["x", "y"])])], "Start from the template"),
        ([table("units", {"level": "own"})], "has no column"),
        ([table("units", {"name_en": "A"}), table("单位", {"name_en": "B"})], "hold the same"),
    ],
)
def test_what_is_wrong_with_the_whole_file_is_said(tables, words):
    plan = planned(*tables)

    assert words in plan.faults[0]
    assert not plan.can_be_done


def test_the_example_can_be_brought_in_in_both_languages():
    for language in ("zh-hans", "en"):
        with translation.override(language):
            plan = planned(*(table(sheet, *rows) for sheet, rows in EXAMPLE.items()))

            assert plan.can_be_done, [line.faults for line in plan.lines]
            assert plan.totals[NEW] == len(plan.lines)


def test_the_digest_is_the_same_in_every_language_and_another_after_a_change():
    sheet = table("units", {"code": "trade", "name_en": "Trade", "parent": "nobody"})
    known = table("units", {"code": "trade", "short_en": "T"})
    digests = set()
    for language in ("zh-hans", "en"):
        with translation.override(language):
            digests.add(planned(sheet).digest)

    assert len(digests) == 1
    before = planned(known, present=Present((organisation(1, "trade"),))).digest
    assert (
        before != planned(known, present=Present((organisation(1, "trade", short_en="X"),))).digest
    )
    assert before != planned(known).digest


words = st.text(alphabet="abcde 东城区局", min_size=1, max_size=12).filter(str.strip)
days = st.none() | st.dates(dt.date(1949, 10, 1), dt.date(2049, 10, 1))


@st.composite
def directories(draw):
    """Any directory that the database could hold, within reason."""
    count = draw(st.integers(1, 6))
    organisations = tuple(
        organisation(
            pk,
            f"code-{pk}",
            kind=draw(st.sampled_from(["body", "unit"])),
            parent=draw(st.none() | st.integers(1, pk - 1)) if pk > 1 else None,
            name_zh=draw(words).strip(),
            name_en=draw(words).strip(),
            order=draw(st.integers(0, 99)),
            founded_on=draw(days),
            other_names=draw(st.sets(words.map(lambda w: " ".join(w.split())), max_size=2)),
        )
        for pk in range(1, count + 1)
    )
    posts = tuple(
        PostNow(
            pk, 1, draw(st.integers(1, count)), draw(words).strip(), "", draw(st.integers(0, 9))
        )
        for pk in range(1, draw(st.integers(0, 6)) + 1)
    )
    persons = tuple(
        PersonNow(pk, 1, draw(words).strip(), "") for pk in range(1, draw(st.integers(1, 5)) + 1)
    )
    holdings = tuple(
        HoldingNow(pk, 1, post.pk, draw(st.sampled_from(persons)).pk, draw(days), None)
        for pk, post in enumerate(posts, start=1)
    )
    accounts = tuple(
        AccountNow(
            pk,
            f"user{pk}@example.org",
            draw(words).strip(),
            "en",
            True,
            frozenset(draw(st.sets(st.sampled_from([("editor", None, None), ("unit", 1, None)])))),
        )
        for pk in range(1, draw(st.integers(0, 3)) + 1)
    )
    return Present(organisations, posts, persons, holdings, accounts)


@settings(max_examples=60, deadline=None)
@given(directories())
def test_what_is_taken_out_changes_nothing_when_it_is_brought_in_again(present):
    tables = [table(sheet, *rows) for sheet, rows in rows_of(present).items() if rows]

    plan = planned(*tables, present=present)

    assert [line for line in plan.lines if line.verdict != UNCHANGED] == []


cells = st.text(max_size=12) | st.sampled_from(["code", "name_en", "units", "2025-01-01", "是"])
sheets = st.lists(st.lists(cells, min_size=1, max_size=5), min_size=1, max_size=6)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(["bodies", "units", "职务", "holders", "accounts", "x"]), sheets)
def test_no_sheet_makes_the_planning_fall_over(name, rows):
    heads = ["code", "name_en", "organisation", "title_en", "post", "email", "parent", "since_on"]
    numbered = [(n, row) for n, row in enumerate([heads, *rows], start=1)]

    plan = planned(Table(name, numbered), present=Present((UNIT,), (POST,), (WANG,)))

    assert plan.digest
    assert sum(plan.totals.values()) == len(plan.lines)
