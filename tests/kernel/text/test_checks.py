import pytest

from plenary.kernel.text import checks


@pytest.fixture(autouse=True)
def _no_checkers(monkeypatch):
    monkeypatch.setattr(checks, "_checkers", [])


def double_spaces(_zh, en, lang, _profile, _on):
    at = en.find("  ")
    if lang != "en" or at < 0:
        return []
    return [checks.Finding("spaces", at, at + 2, "en", "多余空格", "Two spaces", proposal=" ")]


def test_without_a_checker_nothing_is_found():
    assert checks.check("甲", "A  b", "en", "cn-district") == []


def test_each_checker_is_asked_once_and_findings_stand_in_the_order_of_the_text():
    checks.register_checker(double_spaces)
    checks.register_checker(double_spaces)
    checks.register_checker(lambda *_: [checks.Finding("first", 0, 1, "en", "首", "First")])

    found = checks.check("甲", "A  b", "en", "cn-district")

    assert [finding.rule for finding in found] == ["first", "spaces"]
    assert [finding.rule for finding in checks.check("甲", "A  b", "zh", "x")] == ["first"]
