"""The log speaks people's words: each action that the source records has some, in both languages."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.utils import timezone
from django.utils.translation import override

import plenary
from plenary.contexts.governance.deeds import deed
from plenary.contexts.governance.enums import ChangeKind
from plenary.kernel.audit import fields, words

SOURCE = Path(plenary.__file__).parent
APPS = (
    "accounts|audit|documents|measures|notifications|organisations|people|places|text|workspace"
    "|communications|governance|language|webhooks"
)


def _actions():
    found = {
        action
        for file in SOURCE.rglob("*.py")
        if "migrations" not in file.parts
        for action in re.findall(rf'action="((?:{APPS})\.[a-z_.]+)"', file.read_text("utf-8"))
    }
    assert len(found) > 200
    return sorted(found)


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
def test_every_action_is_said_in_words(lang):
    with override(lang):
        coded = [action for action in _actions() if words.said(action) == action]
    assert coded == []


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
def test_every_change_of_a_list_is_said_in_words(lang):
    kinds = set(ChangeKind) - {ChangeKind.CHANGED}  # that is audited as item_reworded
    noted = [f"governance.task_list.item_{kind}" for kind in sorted(kinds)]
    with override(lang):
        assert [one for one in noted if one in {words.said(one), deed(one)}] == []


def test_what_stands_in_a_tasks_history_is_said_as_a_deed():
    records = (
        "duty|duty_ask|duty_end|extension|extra_report|help_call|instruction|instruction_word"
        "|milestone|progress|slip|task_ending"
    )
    shown = [one for one in _actions() if re.match(rf"governance\.({records})\.", one)]
    assert len(shown) > 30
    with override("en"):
        assert [one for one in shown if deed(one) == words.said(one)] == []


def test_an_action_is_its_record_and_what_was_done():
    with override("en"):
        assert words.said("governance.task.created") == "Task: created"
        assert words.said("accounts.signed_in") == "signed in"
        assert words.kind_of("governance.tasklist") == "Task list"
    with override("zh-hans"):
        assert words.said("governance.release.proposed") == "发布：提请"
        assert words.said("governance.task.accepted") == "任务：核查通过，予以销号"
        assert words.said("governance.instruction.given") == "批示：下达"
        assert words.said("governance.duty.assigned") == "责任：分派"
        assert words.kind_of("communications.topic") == "门户专题"


def test_what_no_app_names_stands_as_it_was_written():
    assert words.said("governance.gone.created") == "governance.gone.created"
    assert words.said("governance.task.vanished") == "governance.task.vanished"
    assert words.kind_of("governance.gone") == "governance.gone"


def _fields():
    """The fields of every kind of record that the log names."""
    return {
        field.attname
        for model in apps.get_models()
        if words.kind_of(model._meta.label_lower) != model._meta.label_lower
        for field in model._meta.concrete_fields
        if model.__module__.startswith("plenary.")
    }


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
def test_every_field_is_named_in_words(lang):
    with override(lang):
        coded = sorted(name for name in _fields() if fields.named(name) == name)
    assert len(_fields()) > 400
    assert coded == []


def test_a_field_is_named_by_what_it_is_or_by_what_was_done_and_its_language():
    named = ("due_on", "title_en", "approved_by_id", "signed_at", "lead_unit_id", "gone_away")
    with override("en"):
        assert [fields.named(name) for name in named] == [
            *("Due: day", "Title (English)", "Approved: by whom"),
            *("Signed for: when", "Lead unit", "gone_away"),
        ]
    with override("zh-hans"):
        assert [fields.named(name) for name in named[:5]] == [
            *("完成时限", "标题（英文）", "批准人", "签收时间", "牵头单位"),
        ]


def test_values_are_told_as_people_read_them():
    told = fields.told
    with override("en"), timezone.override("Asia/Shanghai"):
        moment = "2025-07-14T20:30:00+00:00"
        assert told("governance.duty", "signed_at", moment) == "2025-07-15 04:30 UTC+08:00"
        assert told("governance.duty", "signed_at", "before noon") == "before noon"
        assert told("governance.duty", "signed_at", "2025-07-14T20:30:00") == "2025-07-14T20:30:00"
        assert told("governance.duty", "role", "lead") == "Lead"
        assert told("governance.duty", "role", "another") == "another"
        assert told("governance.meeting", "is_plenary", value=True) == "Yes"
        assert told("governance.duty", "due_on", "2025-07-15") == "2025-07-15"
        assert told("governance.gone", "x", "y") == told("", "x", "y") == "y"
        assert told("governance.duty", "number", 3) == 3
        assert fields.zone() == "Asia/Shanghai"
