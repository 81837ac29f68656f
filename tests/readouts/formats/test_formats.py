"""A draft is given out whole in every form, and harms neither a terminal nor a spreadsheet."""

import io
import json
import unicodedata
from dataclasses import fields, replace

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from plenary.readout.draft import (
    AGENDA_KINDS,
    AgendaItem,
    Attendee,
    Directive,
    Draft,
    Due,
    Found,
    Named,
    Note,
    Reference,
    Span,
)
from plenary.readout.formats import FORMATS, FiledDraft, render, schema
from plenary.readout.formats.workbook import harmless

VALIDATOR = jsonschema.Draft202012Validator(schema())


def found(text, start=0):
    return Found(text, Span(start, start + len(text)))


def directive(text, start=40, **values):
    return Directive(text, Span(start, start + len(text)), **values)


FULL = Draft(
    lang="zh",
    title=found("云湾区召开外事工作会议"),
    date=Found("2025-05-08", Span(12, 21)),
    source=found("区外办", 24),
    topics=(found("外事", 28),),
    body=found("区委外事工作委员会", 30),
    meeting_name=found("外事工作会议", 5),
    chair=(found("李某", 33),),
    attendees=(
        Attendee(found("李某", 33), (found("区委书记", 30), found("委员会主任", 31))),
        Attendee(found("王某", 36)),
    ),
    attendee_groups=(found("各成员单位", 38),),
    agenda=(AgendaItem("hear", found("工作汇报", 39)), AgendaItem("approve", found("要点", 50))),
    directives=(
        directive(
            "年底前要建成国际人才一站式服务平台",
            verb="建成",
            theme="talent services",
            actor=found("区人才局", 36),
            due=Due(found("年底前", 40), "2025"),
            named=(Named("programme", found("一站式服务平台", 50)),),
        ),
        directive("=HYPERLINK(1)", 70),
    ),
    references=(Reference("plan", found("“十四五”规划", 60)),),
    notes=(Note("few-directives", "要求很少。", "Few directives were found."),),
)
EMPTY = Draft(lang="en")


def given_out(form, *drafts, lang="en"):
    filed = [FiledDraft(f"file-{number}", draft) for number, draft in enumerate(drafts)]
    return b"".join(render(form, filed, lang=lang, several=len(filed) > 1))


def sheets(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize("draft", [FULL, EMPTY], ids=["full", "empty"])
def test_the_json_form_fits_the_schema(draft):
    VALIDATOR.check_schema(schema())
    VALIDATOR.validate(json.loads(given_out("json", draft)))
    VALIDATOR.validate(draft.to_json())


def test_the_schema_and_the_json_form_agree_field_by_field():
    form, said = FULL.to_json(id="x"), schema()
    agree(form, said, said["$defs"])
    names = {field.name for field in fields(Draft)}
    assert form.keys() == names | {"id", "spans"}
    kinds = said["properties"]["agenda"]["items"]["properties"]["kind"]["enum"]
    assert tuple(kinds) == AGENDA_KINDS


def agree(value, said, shared):
    """Check that each object has exactly the fields that the schema names, down to the last."""
    said = resolved(said, shared)
    if isinstance(value, dict):
        assert value.keys() == said["properties"].keys() == set(said["required"])
        assert said["additionalProperties"] is False
        for key, inner in value.items():
            agree(inner, said["properties"][key], shared)
    elif isinstance(value, list):
        assert value, "the draft under test fills every list"
        for inner in value:
            if inner not in (None, [], {}):
                agree_filled(inner, said["items"], shared)


def agree_filled(value, said, shared):
    if isinstance(value, dict) and any(part in (None, []) for part in value.values()):
        assert value.keys() == resolved(said, shared)["properties"].keys()
    else:
        agree(value, said, shared)


def resolved(said, shared):
    if "$ref" in said:
        return resolved(shared[said["$ref"].rsplit("/", 1)[1]], shared)
    if "anyOf" in said:
        return resolved(said["anyOf"][0], shared)
    return said


@pytest.mark.parametrize(
    "mend",
    [
        lambda form: form.pop("spans"),
        lambda form: form.update(more=1),
        lambda form: form.update(date="8 May 2025"),
        lambda form: form["directives"][0].update(start=-1),
        lambda form: form["agenda"][0].update(kind="ponder"),
    ],
)
def test_the_schema_refuses_another_form(mend):
    form = FULL.to_json()
    mend(form)
    assert not VALIDATOR.is_valid(form)


def test_one_draft_is_an_object_and_several_are_json_lines():
    assert json.loads(given_out("json", FULL))["id"] == "file-0"
    lines = given_out("json", FULL, EMPTY).decode().splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["file-0", "file-1"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_a_person_sees_every_value(form, lang):
    text = "".join(given_out(form, FULL, lang=lang).decode().split())
    for value in ("云湾区召开外事工作会议", "2025-05-08", "区外办", "李某", "委员会主任", "王某"):
        assert value in text
    for value in ("各成员单位", "工作汇报", "建成", "talent", "区人才局", "十四五"):
        assert value in text
    assert ("要求很少。" if lang == "zh" else "Fewdirectives") in text


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_what_was_not_found_is_said(form):
    assert "(not found)" in given_out(form, EMPTY).decode()


@pytest.mark.parametrize("columns", ["60", "80", "130"])
def test_a_table_keeps_to_the_width_of_the_terminal(monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    for line in given_out("table", FULL, lang="zh").decode().splitlines():
        width = sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line)
        assert width <= int(columns)


def test_a_table_cannot_steer_the_terminal():
    draft = replace(EMPTY, directives=(directive("stop \x1b[2J\x07\u202ehere"),))
    out = given_out("table", draft).decode()
    assert not {"\x1b", "\x07", "\u202e"} & set(out)


def test_markdown_shows_what_the_text_says():
    draft = replace(EMPTY, directives=(directive("*act* | <b>now</b>\n# here"),))
    assert r"\*act\* \| \<b\>now\</b\> \# here" in given_out("markdown", draft).decode()


def test_the_workbook_has_a_sheet_for_each_part():
    made = sheets(given_out("xlsx", FULL, EMPTY))
    assert list(made) == ["Summary", "Directives", "Agenda", "Attendees"]
    assert [row[0] for row in made["Summary"][1:]] == ["file-0", "file-1"]
    first = made["Directives"][1]
    assert first[:3] == ["file-0", 1, "年底前要建成国际人才一站式服务平台"]
    assert first[-2:] == [40, 57]
    assert made["Agenda"][2][1:4] == [2, "approve", "要点"]
    assert made["Attendees"][1][2:4] == ["李某", "区委书记; 委员会主任"]


def test_the_same_drafts_give_the_same_workbook():
    assert given_out("xlsx", FULL) == given_out("xlsx", FULL)


def test_no_cell_of_a_workbook_begins_a_formula():
    for rows in sheets(given_out("xlsx", FULL)).values():
        for cell in (cell for row in rows for cell in row if isinstance(cell, str)):
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))


def test_an_overlong_cell_is_cut_and_says_so():
    long = directive("要" * 40_000)
    cell = sheets(given_out("xlsx", replace(EMPTY, directives=(long,))))["Directives"][1][2]
    assert len(cell) == 32_767
    assert cell.endswith("…")


def test_no_draft_makes_no_workbook():
    assert given_out("xlsx") == b""


@given(st.text())
def test_harmless_text_never_starts_a_formula(text):
    assert not harmless(text).strip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@given(st.sampled_from(FORMATS), st.text(min_size=1))
def test_any_text_can_be_given_out(form, text):
    draft = replace(EMPTY, title=found(text), directives=(directive(text, verb=text),))
    content = given_out(form, draft)
    if form == "xlsx":
        sheets(content)
    else:
        content.decode("utf-8")
