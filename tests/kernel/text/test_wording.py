"""The words of a practice over the code's own: whole words, places for values left alone, both ways read."""

import pytest

from plenary.kernel.text.wording import in_en, in_zh, practices, ways, worded, wording


def test_a_practice_without_a_table_speaks_as_the_code_does():
    assert worded("Each task has a lead unit.", "en") == "Each task has a lead unit."
    assert wording("nobody's", "zh").of("牵头单位") == "牵头单位"
    assert practices() == ("city-council",)


@pytest.mark.parametrize(
    ("code", "council"),
    [
        ("Each task has a lead unit.", "Each action has a lead department."),
        ("A task names an instruction.", "An action names a direction."),
        ("A supervision slip", "A follow-up request"),
        ("%(tasks)s tasks of {unit}", "%(tasks)s actions of {unit}"),
        ("multitasking; un-unit; community", "multitasking; un-unit; community"),
        ("Plenary", "Full meeting"),
        ("Plenary sends it.", "Plenary sends it."),
        ("see https://example.org/tasks/ task", "see https://example.org/tasks/ action"),
    ],
)
def test_words_are_changed_whole_and_values_left_alone(settings, code, council):
    settings.PROFILE = "city-council"
    assert in_en(code) == council


def test_the_longest_chinese_word_goes_first(settings):
    settings.PROFILE = "city-council"
    assert in_zh("重点任务清单的牵头单位签收督办单") == "行动计划的主责部门确认接收跟进通知"


def test_what_one_practice_writes_every_other_reads():
    assert ways("Lead unit", "en") == {"Lead unit", "Lead department"}
    assert ways("牵头单位", "zh") == {"牵头单位", "主责部门"}
