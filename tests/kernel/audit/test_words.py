"""The log speaks people's words: each action that the source records has some, in both languages."""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

import plenary
from plenary.kernel.audit import words

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


def test_an_action_is_its_record_and_what_was_done():
    with override("en"):
        assert words.said("governance.task.created") == "Task: created"
        assert words.said("accounts.signed_in") == "signed in"
        assert words.kind_of("governance.tasklist") == "Task list"
    with override("zh-hans"):
        assert words.said("governance.release.proposed") == "发布：提请"
        assert words.kind_of("communications.topic") == "门户专题"


def test_what_no_app_names_stands_as_it_was_written():
    assert words.said("governance.gone.created") == "governance.gone.created"
    assert words.said("governance.task.vanished") == "governance.task.vanished"
    assert words.kind_of("governance.gone") == "governance.gone"
