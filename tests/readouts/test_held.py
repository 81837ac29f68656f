"""The day on which what a published page tells of was held."""

import pytest

from plenary.readout import held_on
from plenary.readout.published import Published


@pytest.mark.parametrize(
    ("lang", "on", "paragraphs", "expected"),
    [
        ("zh", "2025-05-12", ("5月8日上午，春季长跑举行。",), "2025-05-08"),
        ("zh", "2025-01-03", ("12月30日，交流会举行。",), "2024-12-30"),
        ("zh", "", ("2025年5月8日，交流会举行。",), "2025-05-08"),
        ("zh", "", ("5月8日，交流会举行。",), ""),
        ("zh", "2025-05-12", ("报名截至6月30日。", "5月10日，开幕式举行。"), "2025-05-10"),
        ("zh", "2025-05-12", ("近日", "再议", "5月8日"), ""),
        ("zh", "2025-05-12", ("2月30日起施行。",), ""),
        ("en", "2025-05-12", ("On May 8, the run was held.",), "2025-05-08"),
        ("en", "2025-05-12", ("The run was held on the 8th of May.",), "2025-05-08"),
        ("en", "2025-05-12", ("BEIJING, 8 May 2025 – The run was held.",), "2025-05-08"),
        ("en", "2025-05-12", ("Founded on March 1, 1999, it met on May 9.",), "2025-05-09"),
        ("en", "2025-05-12", ("They may come in 8 days.",), ""),
    ],
)
def test_a_page_says_when_it_was_held(lang, on, paragraphs, expected):
    assert held_on(Published("T", on, "", (), paragraphs), lang) == expected
